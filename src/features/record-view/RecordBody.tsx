// A whole record as it is read: what needs a person, photos, story and fields, what is missing, and what happened.
import './record-view.css';
import type { ComponentChildren } from 'preact';
import type { RecordPage } from '../../db/live.ts';
import { DisputeNotes } from './DisputeNotes.tsx';
import { Facts } from './Facts.tsx';
import { HistorySection } from './HistorySection.tsx';
import { MergedNotice } from './MergedNotice.tsx';
import { PendingSteps } from './PendingSteps.tsx';
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
  /** Stands in place of what a reader is told of conflicts: for whoever chooses. */
  disputes?: ComponentChildren;
}

export function RecordBody({ page, unitName, editHref = null, disputes }: RecordBodyProps) {
  return (
    <div class="record-body">
      <MergedNotice page={page} />
      <Refusals page={page} editHref={editHref} unitName={unitName} />
      {disputes ?? <DisputeNotes page={page} unitName={unitName} />}
      <RecordPhotos page={page} />
      <Facts kind={page.kind} content={page.view} unitName={unitName} />
      {page.mergedInto === null ? (
        <Shortfall kind={page.kind} missing={page.missingToComplete} editHref={editHref} />
      ) : null}
      <Timeline page={page} />
      <PendingSteps page={page} />
      {page.dossier === null ? null : <HistorySection page={page} unitName={unitName} />}
    </div>
  );
}
