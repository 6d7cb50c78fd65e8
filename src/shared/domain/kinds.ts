// The kinds of record that can be written today. The others of catalogues/record-kinds.ts are known and refused by name.
import { initiative } from './initiative.ts';
import type { KindTable } from './kind.ts';
import { nomination } from './nomination.ts';

export const kinds: KindTable = { nomination, initiative };
