// Vitest's global setup of the browser tests: they run the app as it is served, so it must be built from this source.
export async function setup(): Promise<void> {
  await import('./ensure-built.ts');
}
