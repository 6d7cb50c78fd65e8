// The one text of a value that both sides sign and digest: keys in code-unit order, no white space, as RFC 8785 has it.

/**
 * Properties that are undefined are left out. Throws on what has no single JSON text: NaN, an infinity,
 * a function, a symbol, a bigint, undefined itself or inside an array, and objects that are not plain (Date, Map, bytes).
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} is not a JSON number`);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
      return objectToJson(value);
    default:
      throw new TypeError(`canonicalJson: a ${typeof value} has no JSON text`);
  }
}

function objectToJson(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object from another realm (a worker's message) has another Object.prototype, whose own prototype is null.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError('canonicalJson: only plain objects have one JSON text');
  }
  const members = value as Readonly<Record<string, unknown>>; // a plain object
  let json = '';
  // The order that sort() has by itself is that of code units.
  for (const key of Object.keys(value).sort()) {
    const member = members[key];
    if (member !== undefined) json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${json}}`;
}
