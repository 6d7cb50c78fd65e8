// What writing a rescue file needs of the engine.
import type { RescueDoor } from '../features/this-device/rescue-export.ts';
import { signBatch } from '../sync/queue-key.ts';

export const rescueDoor: RescueDoor = {
  sign: ({ keyPair, id }, ops) => signBatch(keyPair, id, ops),
  origin: location.origin,
  app: __APP_VERSION__,
};
