// `/may-nay`: what is not sent yet, what this phone keeps and whether it is protected, who it belongs to, and help.
import type { ComponentChildren } from 'preact';
import type { StripFacts } from '../../db/live-phone.ts';
import { liveStrip } from '../../db/live-strip.ts';
import { install } from '../../i18n/vi/install.ts';
import { peopleHere } from '../../i18n/vi/people-here.ts';
import { syncStrip } from '../../i18n/vi/sync-strip.ts';
import { thisDevice } from '../../i18n/vi/this-device.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import { type BrowserPlace, browserSigns } from '../install/browser.ts';
import { deviceName } from '../install/device-name.ts';
import { InstallGuide } from '../install/InstallGuide.tsx';
import { useSession } from '../session/context.ts';
import { SendNow, SyncMessage } from '../session/SyncStrip.tsx';
import { useOnline } from '../session/use-online.ts';
import { Attention } from './Attention.tsx';
import { Carried } from './Carried.tsx';
import { HalfWritten } from './HalfWritten.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import type { PhonePeople } from './phone-people.ts';
import { Rescue } from './Rescue.tsx';
import type { RescueDoor } from './rescue-export.ts';
import { StorageFacts } from './StorageFacts.tsx';
import { UnsendablePhotos } from './UnsendablePhotos.tsx';
import { useCameraPermission } from './use-camera-permission.ts';
import './this-device.css';

export interface ThisDeviceProps {
  place: BrowserPlace;
  installPrompt: (() => void) | null;
  people: PhonePeople;
  version: string;
  commit: string;
  rescue: RescueDoor;
}

export function ThisDeviceScreen({ place, installPrompt, people, version, commit, rescue }: ThisDeviceProps) {
  const { db } = useSession();
  const facts = useLive(() => liveStrip(db), [db]);
  const camera = useCameraPermission();
  return (
    <Page title={thisDevice.title}>
      {facts ? <Unsent facts={facts} /> : <Skeleton label={thisDevice.loading} lines={4} />}
      <Attention />
      <UnsendablePhotos />
      <HalfWritten />
      <Carried />
      <Rescue door={rescue} />
      {facts ? (
        <Part title={thisDevice.storageTitle}>
          <StorageFacts db={db} storage={facts.storage} />
        </Part>
      ) : null}
      <Part title={install.title}>
        <InstallGuide place={place} prompt={installPrompt} />
      </Part>
      <Part title={peopleHere.title}>
        <PeopleSection phone={people} device={deviceName(browserSigns())} />
      </Part>
      <Part title={thisDevice.permissionsTitle}>
        <Facts facts={[[thisDevice.camera, thisDevice.permission[camera]]]} />
      </Part>
      <Part title={thisDevice.helpTitle}>
        <ul class="help-list">
          {thisDevice.help.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Part>
      <Part title={thisDevice.appTitle}>
        <Facts
          facts={[
            [thisDevice.version, version],
            [thisDevice.commit, commit.slice(0, 12)],
          ]}
        />
      </Part>
    </Page>
  );
}

function Unsent({ facts }: { facts: StripFacts }) {
  const { sendNow } = useSession();
  const isOnline = useOnline();
  const { waiting, photosWaiting, drafts, attention, run } = facts;
  return (
    <Part title={thisDevice.unsentTitle}>
      {waiting + photosWaiting + attention === 0 ? (
        <Notice tone="leaf" icon="checkCircle">
          {thisDevice.nothingUnsent}
        </Notice>
      ) : null}
      <Facts
        facts={[
          [thisDevice.operations, waiting],
          [thisDevice.photos, photosWaiting],
          [thisDevice.attention, attention],
          [thisDevice.drafts, drafts],
          [
            facts.hasSent ? thisDevice.lastSync : thisDevice.lastNews,
            facts.lastSyncAt ? printInstant(Date.parse(facts.lastSyncAt)) : thisDevice.never,
          ],
        ]}
      />
      <SyncMessage facts={facts} isOnline={isOnline} />
      <SendNow run={run} isOnline={isOnline} wide onClick={sendNow} />
      {facts.storage.full ? (
        <Notice tone="red" icon="storage">
          {syncStrip.storageFull}
        </Notice>
      ) : null}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="stack-small device-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
