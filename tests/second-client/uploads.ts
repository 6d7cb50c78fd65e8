// A photo on its way: tus 1.0 in chunks, taken up again where the server has it (P1, P2).
import { createHash } from 'node:crypto';
import { BadAnswer, type Line, Problem } from './line.ts';

export interface Picture {
  readonly recordId: string;
  readonly photoId: string;
  readonly size: 'thumb' | 'full';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const tus = { 'tus-resumable': '1.0.0' };
const chunks = { first: 64 * 1024, most: 512 * 1024, fastMs: 2000 };

export class Upload {
  readonly #line: Line;
  readonly #picture: Picture;
  #path: string | null = null;
  /** As the server last said. */
  offset = 0;
  sent = 0;

  constructor(line: Line, picture: Picture) {
    this.#line = line;
    this.#picture = picture;
  }

  /** Sends what is missing. After a failure it may be called again and goes on from what the server has. */
  async run(): Promise<void> {
    const { bytes } = this.#picture;
    this.#path === null ? await this.#begin() : await this.#askOffset();
    let size = chunks.first;
    let fast = 0;
    while (this.offset < bytes.length) {
      const began = Date.now();
      await this.#chunk(bytes.subarray(this.offset, this.offset + size));
      fast = Date.now() - began < chunks.fastMs ? fast + 1 : 0;
      if (fast >= 2) [size, fast] = [Math.min(size * 2, chunks.most), 0];
    }
  }

  async #begin(): Promise<void> {
    const { recordId, photoId, size, bytes } = this.#picture;
    const metadata = { recordId, photoId, size, sha256: sha256Of(bytes) };
    const response = await this.#line.raw('POST', '/api/v1/uploads', {
      headers: {
        ...tus,
        'upload-length': String(bytes.length),
        'upload-metadata': Object.entries(metadata)
          .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
          .join(','),
      },
    });
    const place = response.headers.get('location');
    if (place === null) throw new BadAnswer('The upload has no place');
    this.#path = new URL(place, 'http://server').pathname;
    this.offset = 0;
  }

  async #askOffset(): Promise<void> {
    try {
      const response = await this.#line.raw('HEAD', this.#path ?? '', { headers: tus });
      this.offset = Number(response.headers.get('upload-offset'));
    } catch (error) {
      // Gone with the server's patience or its disk: from the start.
      if (!(error instanceof Problem || error instanceof BadAnswer)) throw error;
      await this.#begin();
    }
  }

  async #chunk(body: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { ...tus, 'upload-offset': String(this.offset), 'content-type': 'application/offset+octet-stream' };
    this.sent += 1;
    const response = await this.#line.raw('PATCH', this.#path ?? '', { headers, body });
    this.offset = Number(response.headers.get('upload-offset'));
  }
}
