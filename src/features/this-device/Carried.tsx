// "Mang hộ": what was brought from other phones, how much of it arrived, and what the commune did not take; and drafts that
// stand beside another of the same record.
import { useState } from 'preact/hooks';
import { dropAside, putAwayCarried, swapDrafts } from '../../db/rescue-write.ts';
import type { DraftAside } from '../../db/rows.ts';
import { carried, carryRefusal } from '../../i18n/vi/rescue.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import { type Load, liveCarried } from './live-carried.ts';

export function Carried() {
  const { db, me } = useSession();
  const { loads, aside } = useLive(() => liveCarried(db), [db]) ?? { loads: [], aside: [] };
  return (
    <>
      {loads.length > 0 ? (
        <section class="stack-small device-part" aria-labelledby="carried-title">
          <h2 id="carried-title">{carried.title}</h2>
          {loads.map((load) => (
            <OneLoad key={load.queue} load={load} title={titleOf(load, me.accountId)} />
          ))}
        </section>
      ) : null}
      {aside.length > 0 ? (
        <section class="stack-small device-part" aria-labelledby="aside-title">
          <h2 id="aside-title">{carried.asideTitle}</h2>
          <p>{carried.asideHint}</p>
          <ul class="plain-list">
            {aside.map((row) => (
              <OneAside key={row.id} row={row} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function titleOf({ author }: Load, me: string): string {
  if (author === null) return carried.ofSomebody;
  return author.id === me ? carried.ofYou : carried.of(author.name);
}

function OneLoad({ load, title }: { load: Load; title: string }) {
  const { db } = useSession();
  const { waiting, arrived, refused, photos } = load;
  const isDone = waiting + photos.waiting === 0;
  const isWhole = isDone && refused.length + photos.refused === 0;
  const few = (name: string, count: number) => (count > 0 ? [[name, count] as const] : []);
  return (
    <article class="stack-small carried-load">
      <h3>{title}</h3>
      {isWhole ? (
        <Notice tone="leaf" icon="checkCircle">
          {carried.allArrived}
        </Notice>
      ) : null}
      <Facts
        facts={[
          ...few(carried.waiting, waiting),
          ...few(carried.arrived, arrived),
          ...few(carried.photosWaiting, photos.waiting),
          ...few(carried.photosArrived, photos.arrived),
          ...few(carried.refused, refused.length),
          ...few(carried.photosRefused, photos.refused),
        ]}
      />
      {refused.length > 0 ? (
        <>
          <ul class="plain-list">
            {refused.map(({ opId, title, code }) => (
              <li key={opId} class="attention-row">
                <strong>{title || carried.untitled}</strong>
                <span>{carryRefusal(code)}</span>
              </li>
            ))}
          </ul>
          <p class="muted small">{carried.refusedHint}</p>
        </>
      ) : null}
      {isDone ? (
        <Button icon="check" onClick={() => void putAwayCarried(db, load.queue)}>
          {carried.forget}
        </Button>
      ) : null}
    </article>
  );
}

function OneAside({ row }: { row: DraftAside }) {
  const { db } = useSession();
  const [asks, setAsks] = useState(false);
  const { preview, updatedAt } = row.draft;
  return (
    <li class="attention-row">
      <strong>{carried.asideOf(preview?.title ?? '', printInstant(updatedAt))}</strong>
      {asks ? <span role="status">{carried.dropAsk}</span> : null}
      <div class="row">
        {asks ? (
          <>
            <Button onClick={() => setAsks(false)}>{carried.keep}</Button>
            <Button variant="danger" icon="trash" onClick={() => void dropAside(db, row.id)}>
              {carried.drop}
            </Button>
          </>
        ) : (
          <>
            <Button icon="draft" onClick={() => void swapDrafts(db, row.id)}>
              {carried.swap}
            </Button>
            <Button variant="quiet" onClick={() => setAsks(true)}>
              {carried.drop}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
