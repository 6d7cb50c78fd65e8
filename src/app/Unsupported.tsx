// Stands alone where the app cannot run: what is missing, and how to mend it. Needs nothing but a document.
import { app } from '../i18n/vi/app.ts';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import type { Support } from './support.ts';

const words = app.unsupported;

export function Unsupported({ support }: { support: Exclude<Support, { type: 'ready' }> }) {
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
