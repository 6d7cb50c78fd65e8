// The short sections of a nomination, and which of them are done.
import type { Missing } from '../../shared/domain/record.ts';

export const sectionNames = ['people', 'deed', 'story', 'proposal', 'verify', 'results', 'photos', 'consents'] as const;
export type SectionName = (typeof sectionNames)[number];

/** Where a field that is missing stands, by the first part of its path. Every required field has its section. */
export const sectionOfField: Readonly<Record<string, SectionName>> = {
  story: 'story',
  subjects: 'people',
  subjectType: 'people',
  unitId: 'deed',
  title: 'deed',
  happenedOn: 'deed',
  activityField: 'deed',
  place: 'deed',
  beyondDuty: 'proposal',
  unforeseen: 'proposal',
  movementId: 'proposal',
  proposal: 'proposal',
  source: 'verify',
  sourceNote: 'verify',
  confirmers: 'verify',
  results: 'results',
  photos: 'photos',
  consents: 'consents',
};

/** Null for a field that has no section of its own. */
export const sectionOf = (path: string): SectionName | null => sectionOfField[path.split('/')[0] ?? ''] ?? null;

/** Sections that hold a set of rows. */
export const sectionSets: Readonly<Partial<Record<SectionName, string>>> = {
  people: 'subjects',
  verify: 'confirmers',
  results: 'results',
  photos: 'photos',
  consents: 'consents',
};

/** Sections a complete dossier needs; results, photos and consents are wished for, and asked later. */
export const neededSections: readonly SectionName[] = ['people', 'deed', 'story', 'proposal', 'verify'];

/** How many things each section still lacks. */
export function missingBySection(missing: readonly Missing[]): Readonly<Partial<Record<SectionName, number>>> {
  const counts: Partial<Record<SectionName, number>> = {};
  for (const { path } of missing) {
    const name = sectionOf(path);
    if (name) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
