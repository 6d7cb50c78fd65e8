// The link that enrols the first admin, and another one for an admin whose phone is lost.
import { civilToday } from '../src/shared/lib/civil-date.ts';
import type { LinkAnswer } from '../src/shared/wire/admin.ts';
import type { Deps } from './deps.ts';
import { createLinkMaker } from './use-cases/links.ts';
import { lastsToday } from './use-cases/person.ts';

type LinkDeps = Deps & { readonly hashCode: (code: string) => Promise<string> };

/** A link that founds the commune; null when there is one already. */
export async function firstAdminLink(deps: LinkDeps, origin: string): Promise<LinkAnswer | null> {
  const communes = await deps.store.readInstallation((tx) => tx.communes());
  return communes.length > 0 ? null : createLinkMaker({ ...deps, origin }).founding();
}

export type AdminLink = LinkAnswer & { /** Null: for whoever founds the commune. */ readonly name: string | null };

/** One link for each commune's first admin; before any commune, the founding one. */
export async function adminLinks(deps: LinkDeps, origin: string): Promise<readonly AdminLink[]> {
  const first = await firstAdminLink(deps, origin);
  if (first) return [{ ...first, name: null }];
  const maker = createLinkMaker({ ...deps, origin });
  const communes = await deps.store.readInstallation((tx) => tx.communes());
  const made: AdminLink[] = [];
  for (const { id } of communes) {
    const admin = await firstAdminOf(deps, id);
    if (admin) made.push({ ...(await maker.forAccount(id, admin.id)), name: admin.name });
  }
  return made;
}

function firstAdminOf({ store, now }: Deps, communeId: string) {
  return store.read(communeId, async (tx) => {
    const today = civilToday(now());
    const admins = (await tx.people.assignments()).filter((held) => held.role === 'admin' && lastsToday(held, today));
    const first = admins.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
    return first ? tx.people.account(first.accountId) : null;
  });
}
