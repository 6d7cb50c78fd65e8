import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../src/ui/tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

function colours(part: string): Map<string, string> {
  return new Map([...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]));
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const tones = ['muted', 'lotus', 'leaf', 'amber', 'sky', 'red'] as const;
const texts: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', ...tones].flatMap((text) => [[text, 'paper'] as const, [text, 'surface'] as const]),
  ...tones.flatMap((tone) => [['ink', `tint-${tone}`] as const]),
  ['on-fill', 'lotus'],
  ['on-fill', 'red'],
];
const shapes: readonly (readonly [shape: string, ground: string])[] = [
  ['edge', 'paper'],
  ['edge', 'surface'],
  ...tones.map((tone) => [tone, `tint-${tone}`] as const),
];

describe.each([
  ['in sunlight', colours(light)],
  ['in the dark', colours(dark)],
])('%s', (_, palette) => {
  const colour = (name: string): string => {
    const found = palette.get(name);
    if (found === undefined) throw new Error(`tokens.css has no --${name}`);
    return found;
  };

  test.each(texts)('%s text on %s is at least 7:1', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(7);
  });

  test.each(shapes)('%s on %s is at least 4.5:1', (shape, ground) => {
    expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });
});

test('the measure knows black on white and grey on grey', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#777777')).toBe(1);
});
