// "Xuất dữ liệu chưa gửi" and "Nhập". The zip's code comes with the first press, not with the screen.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { exportProblems, importProblems, rescue } from '../../i18n/vi/rescue.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSession } from '../session/context.ts';
import { download } from './download.ts';
import type { RescueDoor } from './rescue-export.ts';
import type { Imported } from './rescue-import.ts';

type Doing =
  | { readonly type: 'idle' }
  | { readonly type: 'exporting' }
  | { readonly type: 'importing' }
  | { readonly type: 'said'; readonly tone: 'leaf' | 'amber' | 'red'; readonly text: ComponentChildren };

export function Rescue({ door }: { door: RescueDoor }) {
  const { db, me, deps } = useSession();
  const [doing, setDoing] = useState<Doing>({ type: 'idle' });
  const chooser = useRef<HTMLInputElement>(null);
  const say = (tone: 'leaf' | 'amber' | 'red', text: ComponentChildren) => setDoing({ type: 'said', tone, text });

  const write = async () => {
    setDoing({ type: 'exporting' });
    const { exportRescue } = await import('./rescue-export.ts');
    const written = await exportRescue(db, me, door, deps.now());
    if (!written.ok) return say(written.error === 'nothing-unsent' ? 'leaf' : 'red', exportProblems[written.error]);
    const { blob, name, records, photos } = written.value;
    download(blob, name);
    say('leaf', rescue.exported(records, photos, name));
  };

  const bring = async (chosen: File) => {
    setDoing({ type: 'importing' });
    const { importRescue } = await import('./rescue-import.ts');
    const brought = await importRescue(db, chosen, { communeId: me.commune.id, origin: door.origin });
    if (!brought.ok) return say('red', importProblems[brought.error]);
    say(brought.value.unread > 0 ? 'amber' : 'leaf', <Told imported={brought.value} />);
    deps.onSaved();
  };

  return (
    <section class="stack-small device-part" aria-labelledby="rescue-title">
      <h2 id="rescue-title">{rescue.title}</h2>
      <p>{rescue.hint}</p>
      <p class="muted small">{rescue.privacy}</p>
      <div class="row rescue-actions">
        <Button
          icon="download"
          busy={doing.type === 'exporting'}
          onClick={() => void write().catch(() => say('red', exportProblems['storage-closed']))}
        >
          {doing.type === 'exporting' ? rescue.exporting : rescue.export}
        </Button>
        <Button icon="upload" busy={doing.type === 'importing'} onClick={() => chooser.current?.click()}>
          {doing.type === 'importing' ? rescue.importing : rescue.import}
        </Button>
      </div>
      <input
        ref={chooser}
        type="file"
        accept=".zip,application/zip"
        aria-label={rescue.importHint}
        hidden
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          currentTarget.value = ''; // the same file may be chosen again
          if (chosen) void bring(chosen).catch(() => say('red', importProblems['storage-closed']));
        }}
      />
      {/* Stands from the beginning: screen readers tell what changes in it. */}
      <div role="status">
        {doing.type === 'said' ? (
          <Notice tone={doing.tone} icon={doing.tone === 'leaf' ? 'checkCircle' : 'alert'}>
            {doing.text}
          </Notice>
        ) : null}
      </div>
    </section>
  );
}

function Told({ imported: { file, plan, unread } }: { imported: Imported }) {
  const lines = [
    ...count(plan.back.length, rescue.back),
    ...count(plan.carry.length, rescue.carry),
    ...count(plan.photos.length, rescue.photos),
    ...count(plan.drafts.length, rescue.drafts),
    ...count(plan.aside.length, rescue.aside),
  ];
  const rest = [
    ...count(plan.known + plan.draftsKnown + plan.photosKnown, rescue.known),
    ...count(plan.draftsLeft, (left) => rescue.draftsLeft(left, file.person.name)),
    ...count(plan.photosLeft, rescue.photosLeft),
    ...count(unread, rescue.unread),
  ];
  return (
    <>
      <p>{rescue.imported(file.person.name)}</p>
      <ul class="help-list">
        {[...(lines.length + unread > 0 ? lines : [rescue.nothingNew]), ...rest].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

const count = (many: number, sentence: (many: number) => string): readonly string[] =>
  many > 0 ? [sentence(many)] : [];
