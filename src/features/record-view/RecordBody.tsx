// A whole record as it is read: what needs a person, photos, story and fields, what is missing, and what happened.
import './record-view.css';
import type { RecordPage } from '../../db/live.ts';
import { Facts } from './Facts.tsx';
import type { UnitName } from './print-value.ts';
import { RecordPhotos } from './RecordPhotos.tsx';
import { Refusals } from './Refusals.tsx';
import { Shortfall } from './Shortfall.tsx';
import { Timeline } from './Timeline.tsx';

export function RecordBody({ page, unitName }: { page: RecordPage; unitName: UnitName }) {
  return (
    <div class="record-body">
      <Refusals page={page} />
      <RecordPhotos page={page} />
      <Facts kind={page.kind} content={page.view} unitName={unitName} />
      <Shortfall kind={page.kind} missing={page.missingToComplete} />
      <Timeline kind={page.kind} events={page.events} pending={page.pending} />
    </div>
  );
}
