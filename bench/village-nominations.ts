// What one village's phone records: fifty deeds told in fifty ways, then the same deeds of other people on other days.
// Fifty records are more than the 32 KB that gzip looks back over: it never meets a text again.
import { type DemoContent, type DemoPlace, nominationOfDeed } from '../server/demo/content.ts';
import { demoDeeds } from '../server/demo/deeds.ts';
import { villageDeeds } from './more-deeds.ts';

/** As much of the form as people fill: of five records four whole, and one quick. */
export function villageNomination(n: number, place: DemoPlace): DemoContent {
  const deed = villageDeeds[n % villageDeeds.length];
  if (!deed) throw new Error('no deed to tell');
  return nominationOfDeed(deed, n, place, []);
}

/** The least that can be sent: a name, a title, a day and a sentence. */
export const quickNomination = (n: number, place: DemoPlace): DemoContent => leastOf(villageNomination(n, place));

/** One title and one sentence of every person, as a school lists who handed in what they had found. */
export function alikeNomination(n: number, place: DemoPlace): DemoContent {
  const deed = demoDeeds.find(({ who }) => who === 'pupil');
  if (!deed) throw new Error('no deed to tell');
  return leastOf(nominationOfDeed(deed, n, place, []));
}

function leastOf({ type, content }: DemoContent): DemoContent {
  const { subjectType = 'individual', unitId = '', title = '', happenedOn = '', story } = content.values;
  const subjects = Object.entries(content.rows.subjects ?? {}).map(([id, { order, name = '' }]) => [
    id,
    { order, name },
  ]);
  const sentence = `${story}`.replace(/(?<=[^.]{20}\.) .*/s, '');
  return {
    type,
    content: {
      values: { subjectType, unitId, title, happenedOn, story: sentence },
      rows: { subjects: Object.fromEntries(subjects) },
    },
  };
}
