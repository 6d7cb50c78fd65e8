// Bytes kept on this phone and whether the browser promised not to clear them, with the button that asks for it.
import { useState } from 'preact/hooks';
import type { StripFacts } from '../../db/live-phone.ts';
import { putMeta } from '../../db/meta.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { thisDevice } from '../../i18n/vi/this-device.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';

export function StorageFacts({ db, storage }: { db: PersonDb; storage: StripFacts['storage'] }) {
  const [answer, setAnswer] = useState<'not-asked' | 'granted' | 'refused'>('not-asked');
  const ask = async () => {
    const persisted = await navigator.storage.persist().catch(() => false);
    await putMeta(db, 'persisted', persisted);
    setAnswer(persisted ? 'granted' : 'refused');
  };
  const protection =
    storage.persisted === null
      ? thisDevice.unknownPersisted
      : storage.persisted
        ? thisDevice.persisted
        : thisDevice.notPersisted;
  return (
    <>
      <Facts
        facts={[
          [thisDevice.used, thisDevice.bytes(storage.bytes)],
          [thisDevice.protection, protection],
        ]}
      />
      {storage.persisted ? null : (
        <Button icon="shield" onClick={() => void ask()}>
          {thisDevice.protect}
        </Button>
      )}
      <p role="status">
        {answer === 'granted' ? thisDevice.protectGranted : answer === 'refused' ? thisDevice.protectRefused : ''}
      </p>
    </>
  );
}
