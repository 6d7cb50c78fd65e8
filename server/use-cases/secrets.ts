// Tokens and codes: made from given randomness, kept only as hashes.
import { createHash, scrypt } from 'node:crypto';
import { toBase64url } from '../../src/shared/lib/base64url.ts';
import { codeAlphabet } from '../../src/shared/wire/enrolment.ts';
import type { Deps } from '../deps.ts';

/** 32 random bytes; 43 characters of base64url. */
export const newToken = ({ random }: Pick<Deps, 'random'>): string => toBase64url(random(32));

/** A token is as long as its hash, so one round is enough. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Eight letters that cannot be mistaken on paper, each as likely as any other. */
export function newCode({ random }: Pick<Deps, 'random'>): string {
  const fair = 256 - (256 % codeAlphabet.length);
  let code = '';
  while (code.length < 8) {
    const [byte = 255] = random(1);
    if (byte < fair) code += codeAlphabet.charAt(byte % codeAlphabet.length);
  }
  return code;
}

/**
 * A code has 37 bits only, so its hash is made slow. The salt is one for the installation: a code is looked up by its
 * hash, before anybody knows whose it is.
 */
export function createCodeHasher({ store, random }: Pick<Deps, 'store' | 'random'>): (code: string) => Promise<string> {
  let salt: Promise<string> | undefined;
  return async (code) => {
    salt ??= installationSecret({ store, random }, 'code-salt');
    return slowHash(code, await salt);
  };
}

/** 32 random bytes that this installation keeps under a name, made when they are first asked for. */
export async function installationSecret(
  { store, random }: Pick<Deps, 'store' | 'random'>,
  name: 'code-salt' | 'challenge-key',
): Promise<string> {
  const known = await store.readInstallation((tx) => tx.setting(name));
  if (known) return known;
  return store.installation(async (tx) => {
    const meanwhile = await tx.setting(name);
    if (meanwhile) return meanwhile;
    const made = toBase64url(random(32));
    await tx.setSetting(name, made);
    return made;
  });
}

/** About 50 ms and 16 MB, off the main thread. */
function slowHash(code: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, { N: 2 ** 14, r: 8, p: 1 }, (error, key) =>
      error ? reject(error) : resolve(key.toString('hex')),
    );
  });
}
