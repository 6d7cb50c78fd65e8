// Starts the page: paints at once, then loads what needs a database. On a browser that cannot keep records it says so instead.
import '../ui/tokens.css';
import '../ui/base.css';
import './shell.css';
import { render } from 'preact';
import { Failed, Opening } from './Opening.tsx';
import { readSupport } from './support.ts';

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  const support = readSupport(globalThis);
  render(<Opening />, root);
  const open = async () => {
    if (support.type === 'ready') return (await import('./start.tsx')).start(root);
    return (await import('./Unsupported.tsx')).showUnsupported(root, support);
  };
  // The network went away between two files of a first visit.
  open().catch(() => render(<Failed code="start-not-loaded" />, root));
}
