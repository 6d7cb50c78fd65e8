// Reads numbers and text out of a file header. Past the end everything reads as 0 or '',
// so that a cut or hostile file yields nothing instead of an exception.

export type ByteReader = {
  readonly length: number;
  u8(at: number): number;
  u16(at: number): number;
  u32(at: number): number;
  ascii(at: number, length: number): string;
};

export function createByteReader(bytes: Uint8Array, littleEndian = false): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (at: number, size: number) => at >= 0 && at + size <= bytes.length;
  return {
    length: bytes.length,
    u8: (at) => (has(at, 1) ? view.getUint8(at) : 0),
    u16: (at) => (has(at, 2) ? view.getUint16(at, littleEndian) : 0),
    u32: (at) => (has(at, 4) ? view.getUint32(at, littleEndian) : 0),
    ascii: (at, length) => (has(at, length) ? String.fromCharCode(...bytes.subarray(at, at + length)) : ''),
  };
}
