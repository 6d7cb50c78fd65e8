// Ids for rows a person adds, made on the phone.
import { useMemo } from 'preact/hooks';
import { idMaker } from '../../db/ids.ts';
import { useSession } from '../session/context.ts';

export function useNextId(): () => string {
  const { deps } = useSession();
  return useMemo(() => idMaker(deps), [deps]);
}
