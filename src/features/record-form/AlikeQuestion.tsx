// "Giống hồ sơ đã có": the other record in short, and two ways on. Closing the question goes back to the form.
import type { ComponentChildren } from 'preact';
import { findLookAlikes, type LookAlike } from '../../db/look-alikes.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { lookAlike } from '../../i18n/vi/look-alike.ts';
import { ui } from '../../i18n/vi/ui.ts';
import type { KindSpec } from '../../shared/domain/kind.ts';
import { deedOf } from '../../shared/domain/look-alike.ts';
import type { RecordContent } from '../../shared/domain/record.ts';
import { isCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

/** By draft: records that were shown to the person before. Each is asked about once. */
const shown = new Map<string, ReadonlySet<string>>();
/** What cannot be looked up in time is saved. */
const longestLookMs = 1_500;

/**
 * Asks, where the record looks like another one of this phone. True: save it.
 * @param flush resolves when what was typed is on the disk: the question may stand for hours
 */
export async function mayBeNew(
  db: PersonDb,
  kind: KindSpec,
  content: RecordContent,
  recordId: string,
  flush: () => Promise<void>,
  show: (question: ComponentChildren) => void,
): Promise<boolean> {
  const found = await Promise.race([
    findLookAlikes(db, deedOf(kind, content, null), recordId).catch(() => []),
    new Promise<readonly LookAlike[]>((late) => setTimeout(late, longestLookMs, [])),
  ]);
  const seen = shown.get(recordId) ?? new Set();
  const news = found.filter(({ id }) => !seen.has(id));
  if (news.length === 0) return true;
  shown.set(recordId, new Set([...seen, ...news.map(({ id }) => id)]));
  await flush();
  const saveAnyway = await new Promise<boolean>((answer) => show(<AlikeQuestion found={news} onAnswer={answer} />));
  show(null);
  return saveAnyway;
}

interface AlikeQuestionProps {
  found: readonly LookAlike[];
  /** True: save all the same. */
  onAnswer: (saveAnyway: boolean) => void;
}

const most = 3;

function AlikeQuestion({ found, onAnswer }: AlikeQuestionProps) {
  const records = found.slice(0, most);
  return (
    <Dialog
      open
      title={lookAlike.title}
      closeLabel={ui.close}
      onClose={() => onAnswer(false)}
      actions={
        <Button variant="primary" icon="check" wide onClick={() => onAnswer(true)}>
          {lookAlike.saveAnyway}
        </Button>
      }
    >
      <div class="stack-small">
        <p>{lookAlike.ask}</p>
        <ul class="plain-list stack-small">
          {records.map((record) => (
            <li key={record.id} class="card stack-small">
              <strong>{record.title || lookAlike.untitled}</strong>
              <span>{record.people.filter((name) => name !== '').join(', ')}</span>
              <span class="muted small">{facts(record)}</span>
              {/* The draft stays; it is written before the page goes. */}
              <Button
                icon="forward"
                href={`/r/${record.id}`}
                {...(records.length > 1 ? { label: lookAlike.openOf(record.title) } : {})}
                onClick={() => onAnswer(false)}
              >
                {lookAlike.open}
              </Button>
            </li>
          ))}
        </ul>
        <p class="muted small">{lookAlike.kept}</p>
      </div>
    </Dialog>
  );
}

function facts({ happenedOn, author, dossier }: LookAlike): string {
  return [
    ...(isCivilDate(happenedOn) ? [printCivilDate(happenedOn)] : []),
    author === null ? lookAlike.byYou : lookAlike.by(author),
    ...(dossier === null ? [] : [dossier]),
  ].join(' · ');
}
