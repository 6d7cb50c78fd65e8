// The admin's addresses, typed. Every answer is parsed; every failure is a value with a sentence.
import { createContext } from 'preact';
import * as z from 'zod/mini';
import { people as words } from '../../i18n/vi/people.ts';
import { problemSentences } from '../../i18n/vi/problems.ts';
import type { Assignment } from '../../shared/domain/role.ts';
import { unitSchema } from '../../shared/domain/unit.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import {
  addPeopleAnswerSchema,
  type addPeopleSchema,
  addUnitsAnswerSchema,
  type addUnitsSchema,
  type changeUnitSchema,
  errorListSchema,
  linkAnswerSchema,
  peopleSchema,
} from '../../shared/wire/admin.ts';
import { type ProblemCode, problemSchema } from '../../shared/wire/problem.ts';

export interface ApiFailure {
  readonly code: ProblemCode | 'offline' | 'bad-answer';
  /** Paths inside what was sent. */
  readonly fields: readonly string[];
}

export type Answered<T> = Promise<Result<T, ApiFailure>>;
export type PeopleApi = ReturnType<typeof createPeopleApi>;
export type NewPeople = z.infer<typeof addPeopleSchema>['people'];
export type NewUnits = z.infer<typeof addUnitsSchema>['units'];
export type UnitChange = z.infer<typeof changeUnitSchema>;

/** @param ask `fetch`, or a server's own entrance in a test. */
export function createPeopleApi(ask: (path: string, init: RequestInit) => Promise<Response> | Response) {
  async function call<T>(method: string, path: string, schema: z.ZodMiniType<T>, body?: unknown): Answered<T> {
    let response: Response;
    try {
      response = await ask(`/api/v1/admin/${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      });
    } catch {
      return err({ code: 'offline', fields: [] });
    }
    const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
    const parsed = z.safeParse(schema, answer);
    if (response.ok) return parsed.success ? ok(parsed.data) : badAnswer;
    const problem = z.safeParse(problemSchema, answer);
    return problem.success ? err({ code: problem.data.code, fields: problem.data.fields ?? [] }) : badAnswer;
  }

  return {
    list: () => call('GET', 'people', peopleSchema),
    addUnits: (units: NewUnits) => call('POST', 'units', addUnitsAnswerSchema, { units }),
    changeUnit: (id: string, change: UnitChange) => call('PATCH', `units/${id}`, unitSchema, change),
    addPeople: (people: NewPeople) => call('POST', 'people', addPeopleAnswerSchema, { people }),
    addRole: (personId: string, assignment: Assignment) =>
      call('POST', `people/${personId}/assignments`, z.object({ id: z.string() }), assignment),
    endRole: (assignmentId: string) => call('DELETE', `assignments/${assignmentId}`, z.null()),
    makeLink: (personId: string) => call('POST', `people/${personId}/links`, linkAnswerSchema),
    revokeLink: (linkId: string) => call('DELETE', `links/${linkId}`, z.null()),
    revokeDevice: (deviceId: string) => call('POST', `devices/${deviceId}/revoke`, z.null()),
    errors: () => call('GET', 'errors', errorListSchema),
  };
}

const badAnswer = err({ code: 'bad-answer', fields: [] } as const);

export function failureSentence({ code }: ApiFailure): string {
  return code === 'offline' || code === 'bad-answer' ? words.failures[code] : problemSentences[code];
}

export const PeopleApiContext = createContext<PeopleApi>(createPeopleApi((path, init) => fetch(path, init)));
