// What the photo page offers to the test outside. Types only, without the DOM: the benchmark's
// TypeScript project does not know it.

import type { EncodedPhoto, PhotoKind } from '../../../src/photo/outcome.ts';

export type Corners = Record<'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight', number[]>;

export type SeenPhoto = Omit<EncodedPhoto, 'bytes'> & { base64: string; corners: Corners };

export type SeenOutcome =
  | { type: 'done'; full: SeenPhoto; thumb: SeenPhoto; takenAt: string | null }
  | { type: 'refused'; code: string }
  | { type: 'undecodable-heic' };

export type Measured = { ms: number[]; longestTaskMs: number; longTasks: boolean };

export type PictureContent = 'white' | 'noise' | 'transparent';

export type PhotoPage = {
  process(url: string, kind: PhotoKind): Promise<SeenOutcome>;
  /** The same pipeline on an engine that cannot do what this one can; in the page, where it can be hidden. */
  processAs(engine: 'without-webp' | 'chrome-111', url: string): Promise<SeenOutcome>;
  /** Milliseconds of each run, and of the longest main-thread task that Chromium reports (over 50 ms) meanwhile. */
  measure(url: string, runs: number): Promise<Measured>;
  /** A picture as another app would have saved it, in base64. */
  encode(mime: string, width: number, height: number, content: PictureContent): Promise<string>;
};
