// A whole record as it is read: what needs a person, photos, story and fields, what is missing, and what happened.
import './record-view.css';
import type { RecordPage } from '../../db/live.ts';
import { Facts } from './Facts.tsx';
import type { UnitName } from './print-value.ts';
import { RecordPhotos } from './RecordPhotos.tsx';
import { Refusals } from './Refusals.tsx';
import { Shortfall } from './Shortfall.tsx';
import { Timeline } from './Timeline.tsx';

interface RecordBodyProps {
  page: RecordPage;
  unitName: UnitName;
  /** Where the reader may fill in what is missing; null: they may not. */
  editHref?: string | null;
}

export function RecordBody({ page, unitName, editHref = null }: RecordBodyProps) {
  return (
    <div class="record-body">
      <Refusals page={page} />
      <RecordPhotos page={page} />
      <Facts kind={page.kind} content={page.view} unitName={unitName} />
      <Shortfall kind={page.kind} missing={page.missingToComplete} editHref={editHref} />
      <Timeline kind={page.kind} events={page.events} pending={page.pending} />
    </div>
  );
}
