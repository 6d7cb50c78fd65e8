// Stands alone where the app cannot run: what is missing, and how to mend it. Needs nothing but a document.

import { render } from 'preact';
import { unsupported as words } from '../i18n/vi/unsupported.ts';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import type { Support } from './support.ts';

type Lacking = Exclude<Support, { type: 'ready' }>;

export function showUnsupported(root: HTMLElement, support: Lacking): void {
  render(
    <main class="shell-main">
      <Unsupported support={support} />
    </main>,
    root,
  );
}

function Unsupported({ support }: { support: Lacking }) {
  if (support.type === 'too-old')
    return (
      <Page title={words.oldTitle}>
        <p>{words.old}</p>
      </Page>
    );
  const isInsecure = support.type === 'insecure';
  return (
    <Page title={words.title}>
      <Notice tone="amber" icon="lock">
        {isInsecure ? words.insecure : words.incomplete}
      </Notice>
      <h2>{words.missingTitle}</h2>
      <ul>
        {support.missing.map((piece) => (
          <li key={piece}>{words.missing[piece]}</li>
        ))}
      </ul>
      <h2>{words.mendTitle}</h2>
      <ul>
        {(isInsecure ? words.mendInsecure : words.mendIncomplete).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </Page>
  );
}
