// Starts the page: paints at once, then loads what needs a database. On a browser that cannot keep records it says so instead.
import '../ui/tokens.css';
import '../ui/base.css';
import './shell.css';
import { render } from 'preact';
import { Failed, Opening } from './Opening.tsx';
import { readSupport } from './support.ts';
import { Unsupported } from './Unsupported.tsx';

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  const support = readSupport(globalThis);
  if (support.type !== 'ready')
    render(
      <main class="shell-main">
        <Unsupported support={support} />
      </main>,
      root,
    );
  else {
    render(<Opening />, root);
    import('./start.tsx').then(
      ({ start }) => start(root),
      // The network went away between two files of a first visit.
      () => render(<Failed code="start-not-loaded" />, root),
    );
  }
}
