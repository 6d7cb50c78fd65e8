// Why the server refuses an operation. Each code has its sentence in i18n and a test; nothing refused is deleted on the phone.
export const rejectionCodes = [
  'other-bytes', // a known opId with other bytes
  'bad-signature',
  'unknown-queue',
  'unknown-kind', // a kind of record this server does not write yet
  'unknown-version', // written by a newer app than this server knows
  'already-exists', // a second create of one record
  'no-such-record',
  'not-your-unit',
  'not-allowed', // the role may not do this
  'closed-status', // the dossier no longer takes this change
  'wrong-status', // a command met another status than the person saw
  'unknown-command',
  'note-required', // a step that asks for something must say what
  'not-complete', // the dossier still lacks required fields
  'no-such-conflict',
  'invalid-fields',
  'not-ready-to-send',
  'too-many-rows',
  'no-such-row',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];
