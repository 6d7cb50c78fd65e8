// The n-th demo record: what a person of that unit would have typed.
import { movements } from '../../src/shared/domain/catalogues/movements.ts';
import { isSchool, type UnitTypeKey } from '../../src/shared/domain/catalogues/unit-types.ts';
import { wholeShare } from '../../src/shared/domain/initiative.ts';
import type { RecordContent, Row } from '../../src/shared/domain/record.ts';
import { demoBetterWays } from './better-ways.ts';
import { type DemoDeed, demoDeeds } from './deeds.ts';
import type { DemoPicture } from './pictures.ts';
import { demoPerson } from './village.ts';

export interface DemoPlace {
  readonly unitId: string;
  readonly unitName: string;
  readonly unitType: UnitTypeKey;
  /** Civil day. */
  readonly day: string;
  readonly newId: () => string;
}

export interface DemoContent {
  readonly type: 'nomination' | 'initiative';
  readonly content: RecordContent;
}

export function demoRecord(n: number, place: DemoPlace, pictures: readonly DemoPicture[]): DemoContent {
  const better = place.unitType === 'village' || place.unitType === 'residential-group' ? n % 12 === 5 : n % 2 === 0;
  return better ? initiativeOf(n, place, pictures) : nominationOf(n, place, pictures);
}

function nominationOf(n: number, place: DemoPlace, pictures: readonly DemoPicture[]): DemoContent {
  const fitting = demoDeeds.filter((deed) => isSchool(place.unitType) || deed.who !== 'pupil');
  const deed = fitting[n % fitting.length];
  if (!deed) throw new Error('no deed to tell');
  return nominationOfDeed(deed, n, place, pictures);
}

/** The deed as the n-th record tells it: who did it, how often, and how much of the form is filled differ by n. */
export function nominationOfDeed(
  deed: DemoDeed,
  n: number,
  place: DemoPlace,
  pictures: readonly DemoPicture[],
): DemoContent {
  const times = 2 + (n % 4);
  const told = (text: string) => text.replaceAll('{n}', `${times}`);
  const quick = n % 5 === 0; // quick captures: sent with little, to be completed later
  const values = {
    subjectType: deed.who === 'collective' || deed.who === 'household' ? deed.who : 'individual',
    unitId: place.unitId,
    title: told(deed.title),
    happenedOn: place.day,
    story: told(deed.story),
    ...(quick
      ? {}
      : {
          activityField: deed.field,
          place: place.unitName,
          beyondDuty: true,
          unforeseen: deed.unforeseen ?? false,
          source: isSchool(place.unitType) ? 'school' : n % 3 === 0 ? 'residents' : 'village-head',
          proposal: deed.unforeseen ? 'certificate-unplanned' : 'praise',
          ...movementFor(n, place.day),
        }),
  };
  const results =
    deed.result && !quick
      ? {
          results: {
            [place.newId()]: {
              order: 1,
              indicator: deed.result[0],
              measure: deed.result[1],
              amount: deed.result[2] * times,
            },
          },
        }
      : {};
  return {
    type: 'nomination',
    content: {
      values,
      rows: { subjects: { [place.newId()]: subjectOf(n, deed, place) }, ...results, ...photoRows(place, pictures) },
    },
  };
}

function subjectOf(n: number, deed: DemoDeed, place: DemoPlace): Row {
  if (deed.who === 'collective')
    return { order: 1, name: `${deed.group} ${1 + (n % 6)}`, classification: 'collective', address: place.unitName };
  const { name, honorific, gender, birth } = demoPerson(n, deed.who === 'pupil');
  if (deed.who === 'household')
    return {
      order: 1,
      name: `Hộ gia đình ${honorific === 'ong' || honorific === 'anh' ? 'ông' : 'bà'} ${name}`,
      classification: 'household',
      address: place.unitName,
    };
  const position =
    deed.who === 'pupil'
      ? 'Học sinh'
      : n % 3 === 0
        ? 'Nông dân'
        : n % 3 === 1
          ? 'Tiểu thương'
          : 'Hội viên Hội Nông dân';
  return {
    order: 1,
    honorific,
    name,
    birth,
    gender,
    position,
    classification: 'direct-worker',
    address: place.unitName,
  };
}

function initiativeOf(n: number, place: DemoPlace, pictures: readonly DemoPicture[]): DemoContent {
  const way = demoBetterWays[n % demoBetterWays.length];
  if (!way) throw new Error('no better way to tell');
  const shares = n % 3 === 0 ? [700, 300] : [wholeShare];
  const authors = Object.fromEntries(
    shares.map((share, i) => {
      const { name, honorific, birth } = demoPerson(n + 31 * i, false);
      return [
        place.newId(),
        { order: i + 1, honorific, name, birth, position: way.position, classification: 'direct-worker', share },
      ];
    }),
  );
  const { title, field, oldWay, newWay, benefit } = way;
  const values = {
    unitId: place.unitId,
    title,
    happenedOn: place.day.slice(0, 7),
    activityField: field,
    oldWay,
    newWay,
    benefit,
    ...movementFor(n, place.day),
  };
  return { type: 'initiative', content: { values, rows: { authors, ...photoRows(place, pictures) } } };
}

function photoRows(place: DemoPlace, pictures: readonly DemoPicture[]): RecordContent['rows'] {
  if (pictures.length === 0) return {};
  const rows = pictures.map(({ full, thumb, caption }, i): [string, Row] => [
    place.newId(),
    {
      order: i + 1,
      caption,
      takenOn: place.day,
      mime: 'image/webp',
      sha256: full.sha256,
      bytes: full.bytes.byteLength,
      width: 800,
      height: 600,
      thumbMime: 'image/webp',
      thumbSha256: thumb.sha256,
      thumbBytes: thumb.bytes.byteLength,
    },
  ]);
  return { photos: Object.fromEntries(rows) };
}

/** Every third record names a movement that is running in its year. */
function movementFor(n: number, day: string): { movementId?: string } {
  const year = Number(day.slice(0, 4));
  const running = movements.filter(
    ({ kind, fromYear, toYear }) => kind === 'movement' && (fromYear ?? 0) <= year && (toYear ?? 9999) >= year,
  );
  const code = running[n % Math.max(1, running.length)]?.code;
  return n % 3 === 1 && code ? { movementId: code } : {};
}
