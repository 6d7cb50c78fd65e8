import { type StoredRecord, unitOfContent } from '../../src/shared/sync/record-store.ts';

/** The unit a record belongs to: what its scope is computed from. */
export const unitOf = ({ content }: Pick<StoredRecord, 'content'>): string | null => unitOfContent(content);
