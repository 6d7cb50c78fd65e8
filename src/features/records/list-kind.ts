// The two lists a submitter has.
export type ListKind = 'nomination' | 'initiative';
