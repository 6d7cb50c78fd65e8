// Beside a record: which others may tell of the same deed, each with the way to compare the two.
import { liveOffers } from '../../db/alike-pairs.ts';
import type { RecordPage } from '../../db/live.ts';
import { alike } from '../../i18n/vi/alike.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';

const most = 3;

export function AlikeNotices({ page, ids }: { page: Pick<RecordPage, 'id' | 'takesOver'>; ids: readonly string[] }) {
  const { db } = useSession();
  const offers = useLive(() => liveOffers(db, page.id, ids), [db, page.id, ids], true)?.slice(0, most) ?? [];
  const taken = page.takesOver.map(({ dossier }) => dossier ?? alike.noDossier);
  return (
    <>
      {taken.length > 0 ? (
        <Notice tone="leaf" icon="merged">
          {alike.takesOver(taken)}
        </Notice>
      ) : null}
      {offers.map(({ id, dossier }) => (
        <Notice
          key={id}
          tone="amber"
          icon="merged"
          title={alike.with(dossier)}
          actions={
            <Button
              icon="forward"
              href={compareAddress(page.id, id)}
              {...(offers.length === 1 ? {} : { label: alike.compareWith(dossier) })}
            >
              {alike.compare}
            </Button>
          }
        />
      ))}
    </>
  );
}

/** Behind `?` in the address of a record: the one it is compared with. The browser's way back leads to the record. */
export const comparedWith = 'so-voi';
export const compareAddress = (id: string, other: string): string => `/hop-den/${id}?${comparedWith}=${other}`;
