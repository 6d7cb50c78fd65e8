// One line of the list: picture, what, who, when, the word of its state, and the number the commune knows it by.
import type { ListItem } from '../../db/live.ts';
import { disputes } from '../../i18n/vi/disputes.ts';
import { records } from '../../i18n/vi/records.ts';
import { isCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PhotoImage } from '../record-form/PhotoImage.tsx';
import { StateBadge } from '../session/StateBadge.tsx';
import type { ListKind } from './list-kind.ts';

interface RecordRowProps {
  item: ListItem;
  /** A change of it was begun and not saved. */
  hasDraft: boolean;
  isChosen: boolean;
  /** The commune chose between what this person and another wrote, and they have not read of it. */
  isNews: boolean;
  /** It has two versions of something, and nobody has chosen. */
  isDisputed: boolean;
}

export function RecordRow({ item, hasDraft, isChosen, isNews, isDisputed }: RecordRowProps) {
  const kind: ListKind = item.kind === 'initiative' ? 'initiative' : 'nomination';
  const names = item.people.filter((name) => name !== '');
  const [first = records.noName] = names;
  const who = names.length > 1 ? `${first} ${records.andOthers(names.length - 1)}` : first;
  const day = isCivilDate(item.happenedOn) ? printCivilDate(item.happenedOn) : '';
  return (
    <a class="record-row" href={addressOf(item)} aria-current={isChosen ? 'page' : undefined}>
      {item.thumbPhotoId === null ? (
        <span class="record-row-photo">
          <span class="photo-image photo-image-none">
            <Icon name={kind === 'initiative' ? 'idea' : 'flower'} />
          </span>
        </span>
      ) : (
        <span class="record-row-photo">
          {/* Another photo is another element: the picture before it must not stand under its name for a moment. */}
          <PhotoImage key={item.thumbPhotoId} recordId={item.id} photoId={item.thumbPhotoId} size="thumb" alt="" />
        </span>
      )}
      <span class="record-row-text">
        <strong>{item.title || records.untitled[kind]}</strong>
        <span class="record-row-who muted small">{[day, who].filter((part) => part !== '').join(' · ')}</span>
        <span class="record-row-state">
          <StateBadge state={item.state} short />
          {item.dossier === null ? null : <span class="muted">{item.dossier}</span>}
        </span>
        {hasDraft ? <Line look="record-row-draft" icon="draft" text={records.draftLeft} /> : null}
        {isDisputed ? <Line look="record-row-open" text={disputes.open} /> : null}
        {isNews ? <Line look="record-row-news" text={disputes.news} /> : null}
      </span>
    </a>
  );
}

const Line = ({ look, text, icon = 'people' }: { look: string; text: string; icon?: 'people' | 'draft' }) => (
  <span class={`${look} small`}>
    <Icon name={icon} />
    {text}
  </span>
);

/** A draft opens in its form. */
function addressOf({ id, kind, isDraft }: ListItem): string {
  if (!isDraft) return `/r/${id}`;
  return kind === 'initiative' ? `/sang-kien/moi/${id}` : `/ghi/${id}`;
}
