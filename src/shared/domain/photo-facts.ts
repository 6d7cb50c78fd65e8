/** What a photo's bytes say of it, in its row: nobody's words. */
export const photoFactNames: ReadonlySet<string> = new Set([
  'sha256',
  'mime',
  'bytes',
  'width',
  'height',
  'thumbSha256',
  'thumbMime',
  'thumbBytes',
  'takenAt',
]);
