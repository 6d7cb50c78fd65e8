// One request to /api/v1/sync: what waits goes up, what is new comes down, and both are stored in one transaction. What it
// talks through is passed in: a browser's database and network, or a simulated phone's.
import type { Down, Me } from '../wire/down.ts';
import type { Operation } from '../wire/operation.ts';
import type { ProblemCode } from '../wire/problem.ts';
import type { Up } from '../wire/up.ts';
import { limits } from '../wire/version.ts';
import { classify, type Outcome, type Verdict } from './classify.ts';

/** What a run remembers from one exchange to the next. */
export interface Pace {
  mostOps: number;
  /** The queue was registered anew in this run. */
  registered: boolean;
  /** Records whose operations wait for what this run does not bring. */
  readonly waits: Set<string>;
  /** Of these, the ones of which the server left an operation unanswered: a later run asks again. */
  readonly unanswered: Set<string>;
  /** Signatures of the carried batches that were sent (S16). */
  readonly carried: Set<string>;
}

export const freshPace = (): Pace => ({
  mostOps: limits.batchOps,
  registered: false,
  waits: new Set(),
  unanswered: new Set(),
  carried: new Set(),
});

export interface Prepared {
  readonly up: Up;
  readonly sent: readonly Operation[];
  /** Counts the requests of this phone. */
  readonly request: number;
}

export interface Overtaken {
  readonly type: 'overtaken';
}

export type Taken =
  /** Another run has asked since: nothing of it is stored. */
  | Overtaken
  | {
      readonly type: 'taken';
      /** Operations whose fate is now known. */
      readonly settled: number;
      /** Records whose operations wait for what this run does not bring. */
      readonly waits: readonly string[];
      /** Records of which an operation was sent and is not answered. */
      readonly unanswered: readonly string[];
      /** True when the page was the next one of this phone's feed. */
      readonly pageTaken: boolean;
    };

export interface ExchangePorts {
  /** Reads what goes up. From then on the bytes of `sent` never change. */
  prepare(mostOps: number, waits: ReadonlySet<string>): Promise<Prepared>;
  send(up: Up): Promise<Outcome>;
  /** Whether the answer is for this queue's person. Left out: nobody else uses the phone. */
  isOurs?(down: Down): Promise<boolean>;
  /** One transaction: fates, page and cursor. */
  take(sent: readonly Operation[], request: number, down: Down): Promise<Taken>;
  /** One operation cannot pass as it is: it goes to a person, unless another request has left since, or it was answered. */
  refuse(op: Operation, request: number, code: ProblemCode): Promise<void>;
  /** Tells the server the key of this queue once more. @param me whose session it is, on which device */
  register(me: Me): Promise<boolean>;
  hasMore(waits: ReadonlySet<string>): Promise<boolean>;
}

export type ExchangeEnd =
  | { readonly type: 'again' }
  | { readonly type: 'quiet' }
  /** The session is another person's of this phone: what was sent is settled, the feed was theirs. */
  | { readonly type: 'not-ours' }
  | Overtaken
  | Extract<Verdict, { type: 'retry' | 'stop' }>;

const badAnswer = { type: 'retry', because: 'bad-answer', afterMs: null } as const;

export async function exchange(ports: ExchangePorts, pace: Pace): Promise<ExchangeEnd> {
  const { up, sent, request } = await ports.prepare(pace.mostOps, pace.waits);
  const verdict = classify(await ports.send(up));
  if (verdict.type === 'split') return split(ports, { sent, request }, verdict.code, pace);
  if (verdict.type !== 'settled') return verdict;
  const { down } = verdict;
  const isOurs = (await ports.isOurs?.(down)) ?? true;
  if (isUnknownQueue(down)) {
    // Never registered under another person's session: it would become their queue.
    if (!isOurs) return { type: 'not-ours' };
    if (pace.registered) return badAnswer;
    pace.registered = true;
    return (await ports.register(down.me)) ? { type: 'again' } : badAnswer;
  }
  const taken = await ports.take(sent, request, down);
  if (taken.type === 'overtaken') return taken;
  if (!isOurs) return { type: 'not-ours' };
  const { settled, waits, unanswered, pageTaken } = taken;
  pace.mostOps = Math.min(limits.batchOps, pace.mostOps * 2);
  if (sent.length > 0 && settled === 0 && !pageTaken) return badAnswer;
  if (pageTaken && down.page?.epochFrom !== undefined) {
    // The first page of another epoch answers no operation: each is sent once more, as what it is then. What another life
    // lacked may be there in this one.
    pace.waits.clear();
    pace.unanswered.clear();
    pace.carried.clear();
  } else for (const recordId of unanswered) pace.unanswered.add(recordId);
  for (const recordId of [...waits, ...pace.unanswered]) pace.waits.add(recordId);
  const moreDown = pageTaken && down.page?.more === true;
  return { type: moreDown || (await ports.hasMore(pace.waits)) ? 'again' : 'quiet' };
}

/** Too large or not understood: the batch is halved; one operation alone that cannot pass goes to "Cần xử lý". */
async function split(
  ports: ExchangePorts,
  { sent, request }: Pick<Prepared, 'sent' | 'request'>,
  code: ProblemCode,
  pace: Pace,
): Promise<ExchangeEnd> {
  const [only] = sent;
  if (!only) return badAnswer;
  if (sent.length === 1) await ports.refuse(only, request, code);
  else pace.mostOps = Math.floor(sent.length / 2);
  return { type: 'again' };
}

const isUnknownQueue = (down: Down): boolean =>
  down.answers.some((answer) => answer.type === 'rejected' && answer.code === 'unknown-queue' && !answer.repeated);
