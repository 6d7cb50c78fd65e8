// Asks the commune for a record's history. What was fetched is kept while the app is open, so that it reads on without signal.
import { createContext } from 'preact';
import * as z from 'zod/mini';
import type { PersonDb } from '../../db/person-db.ts';
import { historyWords } from '../../i18n/vi/history.ts';
import { problemSentences } from '../../i18n/vi/problems.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { type History, historySchema } from '../../shared/wire/history.ts';
import { type ProblemCode, problemSchema } from '../../shared/wire/problem.ts';

export type HistoryFailure = ProblemCode | 'offline' | 'bad-answer';
export type AskHistory = (recordId: string) => Promise<Result<History, HistoryFailure>>;

const timeoutMs = 20_000;

/** @param ask `fetch`, or a server's own entrance in a test. */
export function createAskHistory(ask: (path: string, init: RequestInit) => Promise<Response> | Response): AskHistory {
  return async (recordId) => {
    let response: Response;
    let answer: unknown;
    try {
      response = await ask(`/api/v1/records/${recordId}/history?notTaken=1`, {
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs),
      });
      answer = await response.json().catch(() => undefined);
    } catch {
      return err('offline');
    }
    if (response.ok) {
      const parsed = z.safeParse(historySchema, answer);
      return parsed.success ? ok(parsed.data) : err('bad-answer');
    }
    const problem = z.safeParse(problemSchema, answer);
    return err(problem.success ? problem.data.code : 'bad-answer');
  };
}

export const HistoryApi = createContext<AskHistory>(createAskHistory((path, init) => fetch(path, init)));

export function historyFailureSentence(code: HistoryFailure): string {
  if (code === 'offline') return historyWords.offline;
  return code === 'bad-answer' ? historyWords.badAnswer : problemSentences[code];
}

export interface KeptHistory {
  readonly history: History;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
}

/** Of each person's database, the few histories that were opened. In memory only: words that the person may no longer read do not stay. */
const kept = new WeakMap<PersonDb, Map<string, KeptHistory>>();

export const keptHistory = (db: PersonDb, recordId: string): KeptHistory | null => kept.get(db)?.get(recordId) ?? null;

export function keepHistory(db: PersonDb, recordId: string, history: KeptHistory): void {
  const ofPerson = kept.get(db) ?? new Map<string, KeptHistory>();
  ofPerson.set(recordId, history);
  kept.set(db, ofPerson);
}
