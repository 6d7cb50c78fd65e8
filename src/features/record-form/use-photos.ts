// Photos of the record that is being written: what lies on the phone, and what becomes of the files a person picks.
import { liveQuery } from 'dexie';
import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { addPhoto, photosOf } from '../../db/photos.ts';
import type { PhotoRow } from '../../db/rows.ts';
import { photoProblems } from '../../i18n/vi/photos.ts';
import { type ProcessPhoto, processPhoto } from '../../photo/client.ts';
import { isCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import { addRow, type RecordForm } from './form.ts';
import type { Draft } from './use-draft.ts';

/** Who makes photos small: a web worker, unless a test has none. */
export const PhotoProcessor = createContext<ProcessPhoto>(processPhoto);

const none: readonly PhotoRow[] = [];

/** Photos of the draft that lie on the phone. One that was stored just before the browser was killed joins the form again. */
export function usePhotosOf(recordId: string, draft: Draft): readonly PhotoRow[] {
  const { db } = useSession();
  const photos = useLive(() => liveQuery(() => photosOf(db, recordId)), [db, recordId]);
  const adopted = useRef<string | null>(null);
  // Also those taken out again before the database answered.
  const known = useRef(new Set<string>()).current;
  if (draft.state.type === 'open') for (const { id } of draft.state.form.rows.photos ?? []) known.add(id);
  const isReady = photos !== undefined && draft.state.type === 'open' && draft.state.role === 'writer';
  // Once: later the form itself says which photos it has, and one taken out of it stays out.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks at the first answer only
  useEffect(() => {
    if (!isReady || adopted.current === recordId) return;
    adopted.current = recordId;
    const stray = photos.filter(({ id, inOutbox }) => !inOutbox && !known.has(id));
    if (stray.length > 0) draft.change((form) => stray.reduce(addPhotoRow, form));
  }, [isReady, recordId]);
  return photos ?? none;
}

/** A new photo in the form; its day is what the camera said, for the person to correct. */
export function addPhotoRow(form: RecordForm, { id, takenAt }: PhotoRow): RecordForm {
  const day = takenAt?.slice(0, 10);
  return addRow(form, 'photos', id, isCivilDate(day) ? { takenOn: printCivilDate(day) } : {});
}

export interface PhotoFault {
  readonly id: number;
  readonly text: string;
}

export interface PhotoIntake {
  /** Files still being made small. */
  readonly left: number;
  readonly faults: readonly PhotoFault[];
  take(files: readonly File[]): void;
  dismiss(id: number): void;
  say(text: string): void;
  /** Resolves when every file picked so far is stored or refused. */
  settled(): Promise<void>;
}

export function usePhotoIntake(recordId: string, onAdded: (photo: PhotoRow) => void): PhotoIntake {
  const { db } = useSession();
  const process = useContext(PhotoProcessor);
  const [left, setLeft] = useState(0);
  const [faults, setFaults] = useState<readonly PhotoFault[]>([]);
  const last = useRef<Promise<void>>(Promise.resolve());
  const faultCount = useRef(0);
  const added = useRef(onAdded);
  added.current = onAdded;

  const actions = useMemo(() => {
    function say(text: string): void {
      faultCount.current += 1;
      const fault = { id: faultCount.current, text };
      setFaults((now) => [...now, fault]);
    }
    async function takeOne(file: File): Promise<void> {
      const outcome = await process(file, 'photo');
      if (outcome.type === 'refused') {
        say(photoProblems[outcome.code]);
        return;
      }
      const stored = await addPhoto(db, recordId, outcome, file);
      if (!stored.ok) {
        say(photoProblems[stored.error.code === 'storage-full' ? 'storage-full' : 'storage-closed']);
        return;
      }
      added.current(stored.value);
    }
    return {
      take(files: readonly File[]) {
        setLeft((now) => now + files.length);
        for (const file of files) {
          // One after another: two decoded 12-megapixel photos are more than a cheap phone can hold.
          last.current = last.current
            .then(() => takeOne(file))
            .catch(() => say(photoProblems['storage-closed']))
            .finally(() => setLeft((now) => now - 1));
        }
      },
      dismiss: (id: number) => setFaults((now) => now.filter((fault) => fault.id !== id)),
      say,
      settled: () => last.current,
    };
  }, [db, process, recordId]);
  return { left, faults, ...actions };
}
