// The rescue file: what a phone could not send yet, as a person carries it (SPEC.md S16). A zip; its data is one JSON of this shape.
import * as z from 'zod/mini';
import { properName, sha256, uuid } from '../domain/field.ts';
import { photoTypes } from '../domain/photo.ts';
import { instant, operationSchema } from './operation.ts';
import { type ProblemCode, problems } from './problem.ts';
import { type RejectionCode, rejectionCodes } from './rejection.ts';

/**
 * 1 (0.2.0): first. Still written where nothing is carried.
 * 2: `loads`, what the phone itself carries for other queues.
 */
export const rescueVersion = 2;
export const rescueFormat = 'viec-tot-rescue';

/** Names inside the zip. The page stands first, for whoever opens it without the app. */
export const rescueNames = {
  page: 'noi-dung.html',
  data: 'du-lieu.json',
  digest: 'du-lieu.sha256',
  photos: 'anh/',
} as const;

/** What is read at most, so that a made-up file cannot fill a phone. Bytes are unpacked, but for `fileBytes`. */
export const rescueCaps = {
  fileBytes: 300 * 1024 * 1024,
  unpackedBytes: 400 * 1024 * 1024,
  dataBytes: 40 * 1024 * 1024,
  originalBytes: 40 * 1024 * 1024,
  entries: 5_000,
} as const;

const refusalCodes = [...rejectionCodes, ...(Object.keys(problems) as ProblemCode[])] as [
  // keys of a const object
  RejectionCode | ProblemCode,
  ...(RejectionCode | ProblemCode)[],
];
const signature = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/));
const milliseconds = () => z.number().check(z.minimum(0));

const operation = z.strictObject({
  op: operationSchema,
  /** `attention`: the server refused it. */
  state: z.enum(['waiting', 'attention']),
  refusal: z.nullable(z.enum(refusalCodes)),
  savedAt: milliseconds(),
  /** A restored server is offered it again: what it had answered before (S11). */
  again: z.optional(
    z.strictObject({ rev: z.int(), dossier: z.optional(z.string()), filed: z.optional(z.array(z.string())) }),
  ),
  /** Of the batch that holds this operation alone. */
  sig: signature(),
});

/** Several operations signed together, by their `seq`: fewer requests, as long as nothing in them is too much for the server. */
const group = z.strictObject({ seqs: z.array(z.int()).check(z.minLength(2), z.maxLength(50)), sig: signature() });

const value = () => z.union([z.string(), z.number(), z.boolean(), z.null()]);
const content = z.strictObject({
  values: z.record(z.string(), value()),
  rows: z.record(z.string(), z.record(uuid(), z.catchall(z.object({ order: z.number() }), value()))),
});

const draft = z.strictObject({
  recordId: uuid(),
  kind: z.string(),
  mode: z.enum(['new', 'edit']),
  /** Only the form reads it, and checks it then. */
  form: z.unknown(),
  updatedAt: milliseconds(),
  waitingForPhoto: z.boolean(),
  seen: z.nullable(z.strictObject({ content, rev: z.int(), revs: z.record(z.string(), z.int()) })),
  preview: z.optional(
    z.strictObject({
      title: z.string(),
      people: z.array(z.string()),
      unitId: z.nullable(z.string()),
      happenedOn: z.nullable(z.string()),
    }),
  ),
});

const part = z.strictObject({
  sha256: sha256(),
  bytes: z.int(),
  mime: z.enum(photoTypes),
  width: z.int(),
  height: z.int(),
});
const file = z.strictObject({ name: z.string().check(z.regex(/^anh\/[0-9a-z.-]{1,80}$/)), sha256: sha256() });

const photo = z.strictObject({
  id: uuid(),
  recordId: uuid(),
  state: z.enum(['ready', 'heic', 'failed']),
  full: z.nullable(part),
  thumb: z.nullable(part),
  takenAt: z.nullable(z.string()),
  addedAt: milliseconds(),
  /** False: only a draft's. */
  inOutbox: z.boolean(),
  /** Of the load of this queue. */
  carriedFor: z.optional(uuid()),
  /** What lies in the zip. A picture whose bytes the phone had lost has none. */
  files: z.strictObject({ full: z.optional(file), thumb: z.optional(file), original: z.optional(file) }),
});

const person = () => z.strictObject({ id: uuid(), name: properName() });

/** What the phone carries for another queue, as it was signed there. */
const loadHead = { queue: uuid(), person: person() };
const load = z.strictObject({ ...loadHead, ops: z.array(operation), groups: z.array(group) });

/** Read before the rest: a newer file may write everything else in another way. */
export const rescueHeadSchema = z.object({ format: z.literal(rescueFormat), version: z.int(), wire: z.int() });

const head = {
  format: z.literal(rescueFormat),
  version: z.literal([1, rescueVersion]),
  wire: z.int(),
  /** Of the app. */
  app: z.string(),
  origin: z.string(),
  exportedAt: instant(),
  commune: z.strictObject({ id: uuid(), name: z.string() }),
  /** The person of the queue: the author of every operation in here. */
  person: person(),
  /** Null: this database had no queue yet, and so no operations. */
  queue: z.nullable(uuid()),
};
export const rescueSchema = z.strictObject({
  ...head,
  ops: z.array(operation),
  groups: z.array(group),
  drafts: z.array(draft),
  photos: z.array(photo),
  loads: z.optional(z.array(load)),
});
export type RescueFile = z.infer<typeof rescueSchema>;
export type RescuedOperation = RescueFile['ops'][number];
export type RescuedDraft = RescueFile['drafts'][number];
export type RescuedLoad = NonNullable<RescueFile['loads']>[number];
export type RescuedPhoto = RescueFile['photos'][number];

const anything = () => z.array(z.unknown());
const loadShell = z.strictObject({ ...loadHead, ops: anything(), groups: anything() });
const shell = z.strictObject({
  ...head,
  ops: anything(),
  groups: anything(),
  drafts: anything(),
  photos: anything(),
  loads: z.optional(anything()),
});

export interface ReadRescue {
  readonly file: RescueFile;
  /** Operations, drafts and photos of another shape than this app knows: they stay in the file. */
  readonly unread: number;
}

/** One entry that cannot be read does not keep the others in the file. Null: it is none, or not whole. */
export function readRescue(json: unknown): ReadRescue | null {
  const read = shell.safeParse(json);
  if (!read.success) return null;
  let unread = 0;
  const fitting = <S extends z.ZodMiniType>(schema: S, entries: readonly unknown[]): z.output<S>[] =>
    entries.flatMap((entry) => {
      const one = schema.safeParse(entry);
      if (!one.success) unread += 1;
      return one.success ? [one.data] : [];
    });
  const signed = ({ ops, groups }: { readonly ops: unknown[]; readonly groups: unknown[] }) => ({
    ops: fitting(operation, ops),
    // Not counted: without its batch an operation goes alone.
    groups: groups.flatMap((entry) => group.safeParse(entry).data ?? []),
  });
  const { loads, ...own } = read.data;
  const file: RescueFile = {
    ...own,
    ...signed(own),
    drafts: fitting(draft, own.drafts),
    photos: fitting(photo, own.photos),
    ...(loads ? { loads: fitting(loadShell, loads).map((one) => ({ ...one, ...signed(one) })) } : {}),
  };
  return { file, unread };
}

/** Why a file is not brought in. Nothing was changed then. */
export const rescueProblems = [
  'not-a-rescue',
  'damaged',
  'too-new',
  'too-large',
  'other-commune',
  'other-origin',
] as const;
export type RescueProblem = (typeof rescueProblems)[number];
