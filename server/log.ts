// One JSON line an event, on stdout. `error`: someone must look. `info`: state changed. Never a person's name, a text or a token.
export interface Log {
  info(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
}

/** Ids, codes, counts and times only. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

export function createLog(now: () => number, write: (line: string) => void): Log {
  const line = (level: 'info' | 'error') => (event: string, facts?: Facts) =>
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...facts })}\n`);
  return { info: line('info'), error: line('error') };
}

/** What may be told of a failure: its class, its code and where in our code it happened. A message may quote what a person typed. */
export function failureFacts(error: unknown): Facts {
  if (!(error instanceof Error)) return { failure: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  // A stack begins with the message.
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  const place = frames.find((line) => line.includes('/server/') || line.includes('/src/'));
  return {
    failure: error.name,
    code: typeof code === 'string' ? code : null,
    place:
      place
        ?.trim()
        .replace(/^at /, '')
        .replace(/\(?(?:file:\/\/)?\/.*\/(server|src)\//, '($1/') ?? null,
  };
}
