// A few small pictures, drawn for the demo: landscapes, a school, a bridge, lotus.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DemoPicture {
  readonly caption: string;
  readonly full: DemoBytes;
  readonly thumb: DemoBytes;
}

export interface DemoBytes {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

const captions: Readonly<Record<string, string>> = {
  fields: 'Cánh đồng thôn sau khi khơi mương',
  lotus: 'Hồ sen giữa làng',
  bridge: 'Cầu qua mương nay đi lại dễ dàng',
  school: 'Sân trường buổi sáng',
  road: 'Đường hoa do bà con trồng',
  river: 'Bến sông lúc chiều',
};

export function readDemoPictures(): readonly DemoPicture[] {
  return Object.entries(captions).map(([name, caption]) => ({
    caption,
    full: read(`${name}-full`),
    thumb: read(`${name}-thumb`),
  }));
}

function read(name: string): DemoBytes {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, 'pictures', `${name}.webp`)));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
