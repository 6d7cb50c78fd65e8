// One missing thing as a line of a list. It needs the name of every field; the form itself does not.
import type { Missing } from '../../shared/domain/record.ts';
import { fieldLabel } from './catalogue-labels.ts';
import { missingSentences } from './missing.ts';

export const missingSentence = (kind: string, missing: Missing): string =>
  missingSentences[missing.code](fieldLabel(kind, missing.path));
