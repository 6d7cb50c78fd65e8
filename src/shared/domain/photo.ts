// A photo as a child row: what is known of it. Its bytes travel apart and are named by their hash.
import { choice, civilDate, field, localDateTime, sha256, text, wholeNumber } from './field.ts';
import type { RowSpec } from './kind.ts';

/** Types that a phone may send; anything else stays on the phone. */
export const photoTypes = ['image/webp', 'image/jpeg'] as const;

export const photoRows: RowSpec = {
  most: 20,
  fields: {
    caption: field(text(300), { personal: 'free-text', publicUse: 'with-consent' }),
    photographer: field(text(120), { personal: 'basic' }),
    takenAt: field(localDateTime(), { personal: 'none' }),
    takenOn: field(civilDate(), { personal: 'none' }),
    role: field(choice(['deed', 'portrait']), { personal: 'none' }),
    mime: field(choice(photoTypes), { personal: 'none' }),
    sha256: field(sha256(), { personal: 'none' }),
    bytes: field(wholeNumber(1, 5_000_000), { personal: 'none' }),
    width: field(wholeNumber(1, 10_000), { personal: 'none' }),
    height: field(wholeNumber(1, 10_000), { personal: 'none' }),
    thumbMime: field(choice(photoTypes), { personal: 'none' }),
    thumbSha256: field(sha256(), { personal: 'none' }),
    thumbBytes: field(wholeNumber(1, 500_000), { personal: 'none' }),
  },
};
