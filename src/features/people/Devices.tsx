// The phones of a person, as each was last heard of, and taking one out of use.
import { useContext, useState } from 'preact/hooks';
import { person as words } from '../../i18n/vi/people.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PeopleApiContext } from './api.ts';
import { Failure } from './Failure.tsx';
import { isLongSilent, waitingOn } from './phone-news.ts';
import type { PersonOnList } from './sheet.ts';
import { useAction } from './use-action.ts';

type Device = PersonOnList['devices'][number];

export function Devices({ person, reload }: { person: PersonOnList; reload: () => Promise<void> }) {
  const api = useContext(PeopleApiContext);
  const action = useAction();
  const [revoking, setRevoking] = useState<Device | null>(null);
  return (
    <section class="stack-small">
      <h2>{words.devices}</h2>
      {person.devices.length === 0 ? <p class="muted">{words.noDevices}</p> : null}
      <ul class="plain-list stack-small">
        {person.devices.map((device) => (
          <li key={device.id} class="card stack-small">
            <p class="device-name">
              <Icon name="onPhone" />
              {device.name}
            </p>
            <DeviceFacts device={device} />
            {device.revokedAt === null ? (
              <div>
                <Button variant="danger" onClick={() => setRevoking(device)}>
                  {words.revoke}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <Failure failure={action.failure} />
      <Dialog
        open={revoking !== null}
        title={revoking === null ? '' : words.revokeTitle(revoking.name)}
        closeLabel={ui.close}
        onClose={() => setRevoking(null)}
        actions={
          <>
            <Button onClick={() => setRevoking(null)}>{words.keep}</Button>
            <Button
              variant="danger"
              busy={action.isBusy}
              onClick={async () => {
                if (revoking) await action.run(() => api.revokeDevice(revoking.id), reload);
                setRevoking(null);
              }}
            >
              {words.revoke}
            </Button>
          </>
        }
      >
        {revoking === null ? null : <WhatHappens device={revoking} />}
      </Dialog>
    </section>
  );
}

function DeviceFacts({ device }: { device: Device }) {
  const hasUnsent = waitingOn(device) > 0;
  return (
    <ul class="plain-list small">
      {device.revokedAt === null ? null : (
        <li class="device-revoked">
          <Icon name="lock" />
          {words.revoked(when(device.revokedAt))}
        </li>
      )}
      <li>{words.enrolled(when(device.enrolledAt))}</li>
      <li>{words.lastSeen(device.lastSeenAt === null ? words.neverSeen : when(device.lastSeenAt))}</li>
      <li>{device.lastSyncAt === null ? words.neverSynced : words.lastSync(when(device.lastSyncAt))}</li>
      <li class={hasUnsent ? 'device-unsent' : undefined}>
        {hasUnsent ? words.unsent(device.unsent, device.photosWaiting) : nothingUnsent(device)}
      </li>
      {isLongSilent(device, Date.now()) ? <li class="device-unsent">{words.longSilent}</li> : null}
      <li>{words.version(device.app)}</li>
    </ul>
  );
}

function WhatHappens({ device }: { device: Device }) {
  return (
    <div class="stack-small">
      <ul>
        {words.revokeBody.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {waitingOn(device) > 0 ? (
        <Notice tone="red" icon="alert">
          {words.revokeUnsent(device.unsent, device.photosWaiting)}
        </Notice>
      ) : null}
    </div>
  );
}

/** Only as sure as the phone's last word. */
const nothingUnsent = ({ lastSyncAt }: Device): string =>
  lastSyncAt === null ? words.nothingHeard : words.allSent(when(lastSyncAt));

const when = (instant: string): string => printInstant(Date.parse(instant));
