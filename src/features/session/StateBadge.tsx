// A record's state: icon, word and colour, the same on every screen.
import { recordStateSentence, recordStateWords } from '../../i18n/vi/record-state.ts';
import type { RecordState, RecordStateType } from '../../shared/sync/record-state.ts';
import type { IconName } from '../../ui/icons.ts';
import { StatePill } from '../../ui/StatePill.tsx';
import type { Tone } from '../../ui/tone.ts';

const stateLooks: Readonly<Record<RecordStateType, { readonly icon: IconName; readonly tone: Tone }>> = {
  draft: { icon: 'draft', tone: 'muted' },
  saved: { icon: 'onPhone', tone: 'amber' },
  sending: { icon: 'upload', tone: 'amber' },
  arrived: { icon: 'toCommune', tone: 'leaf' },
  resent: { icon: 'toCommune', tone: 'leaf' },
  received: { icon: 'received', tone: 'leaf' },
  returned: { icon: 'returned', tone: 'red' },
  'in-review': { icon: 'clock', tone: 'sky' },
  ineligible: { icon: 'stop', tone: 'muted' },
  awarded: { icon: 'award', tone: 'lotus' },
  withdrawn: { icon: 'withdrawn', tone: 'muted' },
  merged: { icon: 'merged', tone: 'muted' },
  attention: { icon: 'alert', tone: 'red' },
};

/** short: the word alone, for narrow rows; photos still to go are always said. */
export function StateBadge({ state, short = false }: { state: RecordState; short?: boolean }) {
  const isWordEnough = short && state.type !== 'sending';
  return (
    <StatePill
      {...stateLooks[state.type]}
      word={isWordEnough ? recordStateWords[state.type] : recordStateSentence(state)}
    />
  );
}
