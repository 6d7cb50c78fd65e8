// A new link, shown once: the address to send, the QR code, the code to read aloud, and the sheet to print.
import { linkSheet } from '../../i18n/vi/people.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CopyLink } from '../install/CopyLink.tsx';
import { printSheets } from './print-sheets.tsx';
import { QrCode } from './QrCode.tsx';
import { grouped, type Sheet } from './sheet.ts';

export function LinkDialog({ sheet, onClose }: { sheet: Sheet | null; onClose: () => void }) {
  return (
    <Dialog
      open={sheet !== null}
      title={sheet === null ? '' : linkSheet.title(sheet.personName)}
      closeLabel={ui.close}
      onClose={onClose}
      actions={
        sheet === null ? null : (
          <>
            <Button icon="printer" onClick={() => printSheets([sheet])}>
              {linkSheet.print}
            </Button>
            <Button variant="primary" onClick={onClose}>
              {linkSheet.done}
            </Button>
          </>
        )
      }
    >
      {sheet === null ? null : (
        <div class="stack-small link-dialog">
          <p>{linkSheet.once}</p>
          <p>{linkSheet.until(printInstant(Date.parse(sheet.link.expiresAt)))}</p>
          <p class="muted">{linkSheet.link}</p>
          <p class="link-address">{sheet.link.url}</p>
          <CopyLink address={sheet.link.url} />
          <QrCode text={sheet.link.url} label={linkSheet.qr} />
          <p class="muted">{linkSheet.code}</p>
          <p class="link-code">{grouped(sheet.link.code)}</p>
        </div>
      )}
    </Dialog>
  );
}
