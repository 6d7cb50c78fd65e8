// The list of people and units as the server last answered it, and asking again after a change. Nothing is kept on the phone.
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import type { People } from '../../shared/wire/admin.ts';
import { useOnline } from '../session/use-online.ts';
import { type ApiFailure, PeopleApiContext } from './api.ts';

export interface PeopleList {
  /** Stays in sight while it is asked for again, and when that fails. */
  readonly people: People | null;
  readonly failure: ApiFailure | null;
  reload(): Promise<void>;
}

export function usePeople(): PeopleList {
  const api = useContext(PeopleApiContext);
  const isOnline = useOnline();
  const [people, setPeople] = useState<People | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const reload = useCallback(async () => {
    const answer = await api.list();
    if (answer.ok) setPeople(answer.value);
    setFailure(answer.ok ? null : answer.error);
  }, [api]);
  useEffect(() => {
    // Asked again when the network comes back.
    if (isOnline) void reload();
  }, [isOnline, reload]);
  return { people, failure, reload };
}
