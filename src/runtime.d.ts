// The few globals that page, worker and Node all have: all that src/shared, src/i18n and src/documents may use besides
// the language. Only tsconfig.shared.json reads this file; elsewhere the runtime's own types say the same and more.

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}

declare function structuredClone<T>(value: T): T;

declare function btoa(bytes: string): string;
declare function atob(base64: string): string;
