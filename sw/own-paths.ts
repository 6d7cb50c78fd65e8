// Which navigations the worker answers with the app. A public page, the endpoint and files never are: those the worker
// does not touch at all.

/** Matched against path and query. */
export const ownPaths = /^\/(?:$|\?|(?:ghi|r|sang-kien|may-nay|e|hop-den|nguoi-va-may)(?:[/?]|$))/;
