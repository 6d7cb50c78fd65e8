// A link and a sheet for each of several people, one after another. What was made before a failure is still printed.
import { useContext, useState } from 'preact/hooks';
import { useSession } from '../session/context.ts';
import { type ApiFailure, PeopleApiContext } from './api.ts';
import { type PersonOnList, roleLines, type Sheet } from './sheet.ts';

export type BulkSheets =
  | { readonly type: 'idle' }
  | { readonly type: 'making'; readonly done: number; readonly all: number }
  | {
      readonly type: 'stopped';
      readonly sheets: readonly Sheet[];
      readonly all: number;
      readonly failure: ApiFailure;
    };

export function useBulkSheets(unitName: (id: string) => string) {
  const api = useContext(PeopleApiContext);
  const { me } = useSession();
  const [state, setState] = useState<BulkSheets>({ type: 'idle' });
  return {
    state,
    /** The sheets when every link was made; null when it stopped on the way. */
    async make(people: readonly PersonOnList[]): Promise<readonly Sheet[] | null> {
      const sheets: Sheet[] = [];
      for (const person of people) {
        setState({ type: 'making', done: sheets.length, all: people.length });
        const made = await api.makeLink(person.id);
        if (!made.ok) {
          setState({ type: 'stopped', sheets, all: people.length, failure: made.error });
          return null;
        }
        sheets.push({
          personName: person.name,
          communeName: me.commune.name,
          roles: roleLines(person, unitName),
          link: made.value,
        });
      }
      setState({ type: 'idle' });
      return sheets;
    },
    forget: () => setState({ type: 'idle' }),
  };
}
