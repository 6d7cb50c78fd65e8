// Writes src/ui/icons.ts: the path data of the Lucide icons named here, each as one path. Run it after changing the list:
// `npx node scripts/make-icons.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Our name: Lucide's. */
const wanted = {
  add: 'plus',
  alert: 'triangle-alert',
  award: 'award',
  back: 'arrow-left',
  calendar: 'calendar',
  camera: 'camera',
  check: 'check',
  checkCircle: 'circle-check',
  chevronDown: 'chevron-down',
  clock: 'clock',
  close: 'x',
  copy: 'copy',
  download: 'download',
  draft: 'pencil-line',
  edit: 'pencil',
  flower: 'flower-2',
  forward: 'arrow-right',
  home: 'house',
  idea: 'lightbulb',
  image: 'image',
  images: 'images',
  inbox: 'inbox',
  info: 'info',
  key: 'key-round',
  link: 'link',
  lock: 'lock',
  merged: 'merge',
  offline: 'cloud-off',
  onPhone: 'smartphone',
  paste: 'clipboard-paste',
  people: 'users',
  person: 'user',
  printer: 'printer',
  received: 'inbox',
  refresh: 'refresh-cw',
  returned: 'undo-2',
  scan: 'scan-qr-code',
  search: 'search',
  send: 'send',
  shield: 'shield-check',
  stop: 'ban',
  storage: 'hard-drive',
  toCommune: 'cloud-check',
  trash: 'trash-2',
  upload: 'cloud-upload',
  withdrawn: 'archive',
} as const;

const root = join(import.meta.dirname, '..');
const lines = Object.entries(wanted).map(([name, lucide]) => `  ${name}: '${pathOf(lucide)}',`);
writeFileSync(
  join(root, 'src/ui/icons.ts'),
  `// Written by scripts/make-icons.ts; change its list, not this file.
// Path data of Lucide icons (https://lucide.dev), ISC License, Copyright (c) 2026 Lucide Icons and Contributors; some are
// derived from Feather, MIT License, Copyright (c) 2013-present Cole Bemis.
// biome-ignore-all format: one icon a line
export const icons = {
${lines.join('\n')}
} as const;
export type IconName = keyof typeof icons;
`,
);

function pathOf(lucide: string): string {
  const svg = readFileSync(join(root, `node_modules/lucide-static/icons/${lucide}.svg`), 'utf8');
  const shapes = [...svg.matchAll(/<(path|circle|rect|line|polyline|ellipse|polygon) ([^>]*?)\/>/gs)];
  if (shapes.length === 0) throw new Error(`no shape in ${lucide}`);
  return shapes
    .map(([, element = '', text = '']) =>
      shapeToPath(
        element,
        Object.fromEntries(
          [...text.matchAll(/([a-z0-9]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
        ),
      ),
    )
    .join('');
}

function shapeToPath(element: string, at: Record<string, string>): string {
  const n = (name: string) => Number(at[name] ?? 0);
  switch (element) {
    case 'path':
      return absoluteStart(at.d ?? '');
    case 'circle':
      return `M${n('cx') - n('r')} ${n('cy')}a${n('r')} ${n('r')} 0 1 0 ${2 * n('r')} 0a${n('r')} ${n('r')} 0 1 0 ${-2 * n('r')} 0`;
    case 'ellipse':
      return `M${n('cx') - n('rx')} ${n('cy')}a${n('rx')} ${n('ry')} 0 1 0 ${2 * n('rx')} 0a${n('rx')} ${n('ry')} 0 1 0 ${-2 * n('rx')} 0`;
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`;
    case 'polyline':
      return `M${at.points}`;
    case 'polygon':
      return `M${at.points}z`;
    default:
      return rectToPath(n('x'), n('y'), n('width'), n('height'), n('rx') || n('ry'));
  }
}

/** A leading `m` is absolute only while the path stands alone, and what follows its first pair is a relative line. */
function absoluteStart(d: string): string {
  const number = String.raw`-?(?:\d+\.?\d*|\.\d+)`;
  return d.replace(new RegExp(`^m(${number})[ ,]?(${number})[ ,]?(?=[-.\\d])`), 'M$1 $2l').replace(/^m/, 'M');
}

function rectToPath(x: number, y: number, width: number, height: number, r: number): string {
  const arc = (dx: number, dy: number) => (r === 0 ? '' : `a${r} ${r} 0 0 1 ${dx} ${dy}`);
  return `M${x + r} ${y}h${width - 2 * r}${arc(r, r)}v${height - 2 * r}${arc(-r, r)}h${2 * r - width}${arc(-r, -r)}v${2 * r - height}${arc(r, -r)}z`;
}
