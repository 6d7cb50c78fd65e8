// Filled in by vite.config.ts when the page and the service worker are built, and by vitest.config.ts in tests.

/** The version of package.json, as "0.1.0". */
declare const __APP_VERSION__: string;
/** The git commit the build was made from, or "unknown" outside a checkout. */
declare const __APP_COMMIT__: string;
/** Digest of everything that goes into the build: two builds with the same id hold the same app. */
declare const __BUILD_ID__: string;
