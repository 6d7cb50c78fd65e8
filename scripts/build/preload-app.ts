// The page begins with a small file that paints, and it asks for the app behind it. Named in the HTML, both are fetched at once.
import type { Plugin } from 'vite';

/** @param chunk name of the chunk, as vite.config.ts groups it. Fails the build when there is none. */
export function preloadApp(chunk: string): Plugin {
  return {
    name: 'viec-tot:preload-app',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const file = Object.values(bundle).find((output) => output.type === 'chunk' && output.name === chunk)?.fileName;
        if (!file) throw new Error(`There is no chunk called ${chunk} to preload`);
        return [
          { tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` }, injectTo: 'head' },
        ];
      },
    },
  };
}
