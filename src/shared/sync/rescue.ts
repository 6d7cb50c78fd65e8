// What of a rescue file comes back to this phone, and as what (SPEC.md S16). Pure: reads and writes are the caller's.
import type { Operation } from '../wire/operation.ts';
import type { RescuedDraft, RescuedOperation, RescuedPhoto, RescueFile } from '../wire/rescue.ts';
import { limits } from '../wire/version.ts';
import { planBatch } from './plan.ts';

/** The batches an export signs: all operations in their order, refused ones too, within the limits of a request. */
export function rescueGroups(rows: readonly { readonly op: Operation; readonly bytes: number }[]): Operation[][] {
  let left = rows.map(({ op, bytes }) => ({ op, bytes, state: 'waiting' as const, sentOnce: false, answer: null }));
  const groups: Operation[][] = [];
  while (left.length > 0) {
    const group = [...planBatch(left, limits.batchOps)];
    groups.push(group);
    left = left.slice(group.length);
  }
  return groups;
}

/** What this phone knows of what the file speaks of. */
export interface RescueHere {
  readonly accountId: string;
  readonly queue: string | null;
  /** Last number that this queue gave. */
  readonly lastSeq: number;
  /** Operations that wait here or have a receipt: opId by seq. */
  readonly numbers: ReadonlyMap<number, string>;
  /** Operations carried already, by opId. */
  readonly carried: ReadonlyMap<string, 'waiting' | 'arrived' | 'refused'>;
  /** Drafts by record; `text` is what the form said, to compare. */
  readonly drafts: ReadonlyMap<string, { readonly updatedAt: number; readonly text: string }>;
  /** Drafts that stand beside another: `asideId`. */
  readonly asides: ReadonlySet<string>;
  /** Records this phone knows as saved. */
  readonly saved: ReadonlySet<string>;
  /** Photos whose bytes are here, and well: hash of the full picture, '' for an undecoded one. */
  readonly photos: ReadonlyMap<string, string>;
}

export interface RescuePlan {
  readonly whose: 'this-queue' | 'this-person' | 'other-person';
  /** Back into the outbox, as they were. */
  readonly back: readonly RescuedOperation[];
  /** Carried as they were signed: this phone has not the queue's key. */
  readonly carry: readonly RescuedOperation[];
  readonly known: number;
  readonly drafts: readonly RescuedDraft[];
  /** A newer draft of the record is here: kept beside it. */
  readonly aside: readonly RescuedDraft[];
  readonly draftsKnown: number;
  /** Of another person: a draft is nobody's work but theirs. */
  readonly draftsLeft: number;
  readonly photos: readonly { readonly photo: RescuedPhoto; readonly as: 'own' | 'carried' }[];
  readonly photosKnown: number;
  /** Pictures that stay in the file: lost or undecoded on the phone that wrote it. */
  readonly photosLeft: number;
}

/** What the writer carried for others stands in the file like a file of each. Their own part is first. */
export function partsOf({ loads = [], photos, ...own }: RescueFile): [RescueFile, ...RescueFile[]] {
  const photosOf = (queue: string | undefined) => photos.filter(({ carriedFor }) => carriedFor === queue);
  return [
    { ...own, photos: photosOf(undefined) },
    ...loads.map((load) => ({ ...own, ...load, drafts: [], photos: photosOf(load.queue) })),
  ];
}

/** Of all parts, as one. */
export function joinPlans(plans: readonly [RescuePlan, ...RescuePlan[]]): RescuePlan {
  const sum = (of: (plan: RescuePlan) => number) => plans.reduce((total, plan) => total + of(plan), 0);
  return {
    whose: plans[0].whose,
    back: plans.flatMap(({ back }) => back),
    carry: plans.flatMap(({ carry }) => carry),
    known: sum(({ known }) => known),
    drafts: plans.flatMap(({ drafts }) => drafts),
    aside: plans.flatMap(({ aside }) => aside),
    draftsKnown: sum(({ draftsKnown }) => draftsKnown),
    draftsLeft: sum(({ draftsLeft }) => draftsLeft),
    photos: plans.flatMap(({ photos }) => photos),
    photosKnown: sum(({ photosKnown }) => photosKnown),
    photosLeft: sum(({ photosLeft }) => photosLeft),
  };
}

export function planRescue(file: RescueFile, here: RescueHere): RescuePlan {
  const whose = whoseIs(file, here);
  const fates = [...file.ops]
    .sort((a, b) => a.op.seq - b.op.seq)
    .map((one) => ({ one, fate: fateOf(one, whose, here) }));
  const ofFate = (wanted: OpFate) => fates.filter(({ fate }) => fate === wanted).map(({ one }) => one);
  const drafts = whose === 'other-person' ? [] : file.drafts.map((one) => ({ one, fate: fateOfDraft(one, here) }));
  const draftsOf = (wanted: DraftFate) => drafts.filter(({ fate }) => fate === wanted).map(({ one }) => one);
  const photos = file.photos.map((photo) => ({ photo, as: photoFate(photo, whose, here) }));
  return {
    whose,
    back: ofFate('back'),
    carry: ofFate('carry'),
    known: ofFate('known').length,
    drafts: draftsOf('put'),
    aside: draftsOf('aside'),
    draftsKnown: draftsOf('known').length,
    draftsLeft: file.drafts.length - drafts.length,
    photos: photos.flatMap(({ photo, as }) => (as === 'own' || as === 'carried' ? [{ photo, as }] : [])),
    photosKnown: photos.filter(({ as }) => as === 'known').length,
    photosLeft: photos.filter(({ as }) => as === 'left').length,
  };
}

/** The queue first: its person may have another account since (S11.6). */
function whoseIs({ queue, person }: RescueFile, here: RescueHere): RescuePlan['whose'] {
  if (queue !== null && queue === here.queue) return 'this-queue';
  return person.id === here.accountId ? 'this-person' : 'other-person';
}

type OpFate = 'back' | 'carry' | 'known';

function fateOf({ op }: RescuedOperation, whose: RescuePlan['whose'], here: RescueHere): OpFate {
  if (whose !== 'this-queue') {
    const carried = here.carried.get(op.opId);
    return carried === undefined || carried === 'refused' ? 'carry' : 'known'; // a refused one is tried once more
  }
  const standing = here.numbers.get(op.seq);
  if (standing === op.opId) return 'known';
  // The number went to another operation after this storage was put back to an earlier day: the file's own signature serves.
  if (standing !== undefined) return here.carried.has(op.opId) ? 'known' : 'carry';
  // A number this queue gave and no longer holds was answered, or a correction took its place.
  return op.seq <= here.lastSeq ? 'known' : 'back';
}

type DraftFate = 'put' | 'aside' | 'known';

function fateOfDraft(draft: RescuedDraft, here: RescueHere): DraftFate {
  const known = here.drafts.get(draft.recordId);
  if (!known) return draft.mode === 'new' && here.saved.has(draft.recordId) ? 'known' : 'put'; // it was saved since
  if (known.text === textOfForm(draft.form) || here.asides.has(asideId(draft))) return 'known';
  return known.updatedAt > draft.updatedAt ? 'aside' : 'put';
}

/** Of a draft that stands beside another of its record. */
export const asideId = ({ recordId, updatedAt }: Pick<RescuedDraft, 'recordId' | 'updatedAt'>): string =>
  `${recordId}/${updatedAt}`;

/** To compare what two drafts say. */
export const textOfForm = (form: unknown): string => JSON.stringify(form) ?? '';

function photoFate(
  photo: RescuedPhoto,
  whose: RescuePlan['whose'],
  here: RescueHere,
): 'own' | 'carried' | 'known' | 'left' {
  if (here.photos.get(photo.id) === (photo.full?.sha256 ?? '')) return 'known';
  const { full, thumb, original } = photo.files;
  const isWhole = full?.sha256 === photo.full?.sha256 && thumb?.sha256 === photo.thumb?.sha256;
  const isPicture = photo.full !== null && photo.thumb !== null && isWhole;
  const isOriginal = photo.full === null && original !== undefined;
  if (whose === 'other-person') return isPicture && photo.inOutbox ? 'carried' : 'left';
  if (!isPicture && !isOriginal) return 'left';
  // An undecoded original never travels (P8); the person's own phone may decode it one day.
  return whose === 'this-queue' || isOriginal || !photo.inOutbox ? 'own' : 'carried';
}
