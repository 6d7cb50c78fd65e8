// One of two records that are compared: whose it is, where it stands, and its photos.
import type { RecordPage } from '../../db/live.ts';
import { alike } from '../../i18n/vi/alike.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { textOf } from '../../shared/domain/record.ts';
import { RecordPhotos } from '../record-view/RecordPhotos.tsx';
import { StateBadge } from '../session/StateBadge.tsx';

export function ComparedRecord({ page, stays }: { page: RecordPage; stays: boolean }) {
  const title = textOf(page.view.values.title) || inbox.untitled;
  return (
    <article class={stays ? 'compare-side compare-stays' : 'compare-side'} aria-label={page.dossier ?? title}>
      <p class="compare-dossier">{page.dossier ?? alike.noDossier}</p>
      <p class="compare-title">{title}</p>
      <div>
        <StateBadge state={page.state} short />
      </div>
      {page.author === null ? null : <p class="muted small">{alike.by(page.author.name)}</p>}
      <RecordPhotos page={page} />
    </article>
  );
}
