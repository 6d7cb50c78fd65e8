// Bytes as text that fits in an address: RFC 4648 section 5, without padding.
import { err, ok, type Result } from './result.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += alphabet.charAt((held >> bits) & 63);
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet.charAt((held << (6 - bits)) & 63) : text;
}

/** Refuses padding, foreign characters and left-over bits, so that a token has exactly one spelling. */
export function fromBase64url(text: string): Result<Uint8Array<ArrayBuffer>, { type: 'not-base64url' }> {
  if (text.length % 4 === 1) return err({ type: 'not-base64url' });
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const char of text) {
    const six = alphabet.indexOf(char);
    if (six < 0) return err({ type: 'not-base64url' });
    held = (held << 6) | six;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? ok(bytes) : err({ type: 'not-base64url' });
}
