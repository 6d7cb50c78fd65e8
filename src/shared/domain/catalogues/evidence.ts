// How well a row of a catalogue is proven. What is not verified is a default that the commune edits and never a printed citation.
import * as z from 'zod/mini';

/**
 * `verified`: read in the instrument or in sources that agree. `secondary`: one secondary source.
 * `unverified`: general knowledge. `proposal`: this project's own choice, not a fact.
 */
export const evidenceKeys = ['verified', 'secondary', 'unverified', 'proposal'] as const;
export const evidenceSchema = z.enum(evidenceKeys);
export type Evidence = z.infer<typeof evidenceSchema>;

/** A document may cite it without a person having looked it up. */
export const mayBeCited = (evidence: Evidence): boolean => evidence === 'verified';
