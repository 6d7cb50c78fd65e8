// What went wrong on the phones, as they report it with a sync: codes and places, never a name or a text of a record.
import { useContext, useEffect, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { people, person, errors as words } from '../../i18n/vi/people.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import type { errorListSchema } from '../../shared/wire/admin.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { PeopleApiContext } from './api.ts';
import { Failure } from './Failure.tsx';
import { useAction } from './use-action.ts';

type PhoneError = z.infer<typeof errorListSchema>['errors'][number];

export function PhoneErrors() {
  const api = useContext(PeopleApiContext);
  const action = useAction();
  const [list, setList] = useState<readonly PhoneError[] | null>(null);
  const load = () => void action.run(api.errors, ({ errors }) => setList(errors));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once when the screen opens, and by its button
  useEffect(load, []);
  return (
    <>
      <p class="muted">{words.hint}</p>
      <Failure failure={action.failure} />
      {action.failure ? <Button onClick={load}>{people.retry}</Button> : null}
      {list === null && action.failure === null ? <Skeleton label={people.loading} /> : null}
      {list?.length === 0 ? <p role="status">{words.none}</p> : null}
      <VirtualList
        label={words.listLabel}
        items={list ?? []}
        keyOf={({ id }) => id}
        estimateRem={6}
        renderRow={(error) => (
          <div class="error-row">
            <p class="person-name">
              {error.code}
              {error.count > 1 ? ` × ${error.count}` : ''}
            </p>
            <p class="small">{error.place}</p>
            <p class="muted small">
              {words.who(error.personName, error.deviceName)} · {person.version(error.version)}
            </p>
            <p class="muted small">
              {words.when(printInstant(Date.parse(error.at)), printInstant(Date.parse(error.receivedAt)))}
            </p>
          </div>
        )}
      />
    </>
  );
}
