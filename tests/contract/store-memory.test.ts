import { createMemoryStore } from '../../server/store/memory/memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('memory', async () => {
  const store = createMemoryStore({ newEpoch: () => 'epoch-1' });
  return { store, dispose: () => store.close() };
});
