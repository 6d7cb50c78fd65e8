// Prints one A4 page per person. The sheets stand beside the app for as long as the print lasts, and only they are printed.
import './sheet.css';
import { render } from 'preact';
import { linkSheet } from '../../i18n/vi/people.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { QrCode } from './QrCode.tsx';
import { addressOf, grouped, type Sheet } from './sheet.ts';

export function printSheets(sheets: readonly Sheet[]): void {
  const host = document.createElement('div');
  host.className = 'print-host';
  document.body.append(host);
  render(<Sheets sheets={sheets} />, host);
  document.body.classList.add('printing-sheets');
  window.addEventListener(
    'afterprint',
    () => {
      document.body.classList.remove('printing-sheets');
      render(null, host);
      host.remove();
    },
    { once: true },
  );
  window.print();
}

export function Sheets({ sheets }: { sheets: readonly Sheet[] }) {
  return sheets.map((sheet) => <SheetPage key={sheet.link.id} sheet={sheet} />);
}

function SheetPage({ sheet: { personName, communeName, roles, link } }: { sheet: Sheet }) {
  return (
    <article class="sheet">
      <p class="sheet-commune">
        {linkSheet.app} · {communeName}
      </p>
      <h1>{linkSheet.heading}</h1>
      <dl class="sheet-who">
        <div>
          <dt>{linkSheet.nameLabel}</dt>
          <dd>{personName}</dd>
        </div>
        <div>
          <dt>{linkSheet.unitLabel}</dt>
          <dd>{roles.join('; ')}</dd>
        </div>
      </dl>
      <QrCode text={link.url} label={linkSheet.qr} />
      <p class="sheet-code-label">{linkSheet.code}</p>
      <p class="sheet-code">{grouped(link.code)}</p>
      <ol>
        {linkSheet.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{linkSheet.byCode(addressOf(link))}</p>
      <p>
        <strong>{linkSheet.until(printInstant(Date.parse(link.expiresAt)))}.</strong> {linkSheet.onceOnPaper}
      </p>
      <p>{linkSheet.secret}</p>
    </article>
  );
}
