// Making enrolment links. The secret is shown once, when the link is made; only its hashes are kept.
import type { LinkAnswer } from '../../src/shared/wire/admin.ts';
import type { Deps } from '../deps.ts';
import type { EnrolmentLink } from '../store/access.ts';
import type { Tx } from '../store/store.ts';
import { hashToken, newCode, newToken } from './secrets.ts';

const lifetimeMs = 7 * 24 * 3600_000;

export interface LinkMaker {
  /** A link of a person; those that were still open are revoked. The account must be the commune's. */
  forAccount(communeId: string, accountId: string): Promise<LinkAnswer>;
  /** A link whose first user founds the commune and becomes its admin. Earlier ones stay good. */
  founding(): Promise<LinkAnswer>;
}

export function createLinkMaker(
  deps: Deps & { origin: string; hashCode: (code: string) => Promise<string> },
): LinkMaker {
  /** Hashing is slow, so it happens before any transaction. */
  async function draft(
    communeId: string | null,
    accountId: string | null,
  ): Promise<{ link: EnrolmentLink; answer: LinkAnswer }> {
    const token = newToken(deps);
    const code = newCode(deps);
    const link: EnrolmentLink = {
      id: deps.newId(),
      communeId,
      accountId,
      tokenHash: hashToken(token),
      codeHash: await deps.hashCode(code),
      createdAt: new Date(deps.now()).toISOString(),
      expiresAt: new Date(deps.now() + lifetimeMs).toISOString(),
      usedAt: null,
      usedByQueue: null,
      revokedAt: null,
      attempts: 0,
    };
    return { link, answer: { id: link.id, url: `${deps.origin}/e#${token}`, code, expiresAt: link.expiresAt } };
  }

  return {
    async forAccount(communeId, accountId) {
      const { link, answer } = await draft(communeId, accountId);
      await deps.store.transaction(communeId, async (tx) => {
        await revokeOpenLinks(tx, accountId, link.createdAt);
        await tx.access.addLink(link);
      });
      return answer;
    },
    async founding() {
      const { link, answer } = await draft(null, null);
      await deps.store.installation((tx) => tx.addLink(link));
      return answer;
    },
  };
}

/** Open: neither used, revoked nor expired. */
export function isOpen(link: EnrolmentLink, now: string): boolean {
  return link.usedAt === null && link.revokedAt === null && link.expiresAt > now;
}

async function revokeOpenLinks(tx: Tx, accountId: string, now: string): Promise<void> {
  for (const link of await tx.access.links()) {
    if (link.accountId === accountId && isOpen(link, now)) await tx.access.changeLink(link.id, { revokedAt: now });
  }
}
