// The one word of every state, and what stands in brackets behind it.
import { printInstant } from '../../shared/lib/civil-date.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import type { RecordState, RecordStateType, StepBy } from '../../shared/sync/record-state.ts';

export const recordStateWords: Readonly<Record<RecordStateType, string>> = {
  draft: 'Nháp',
  saved: 'Đã lưu trên máy',
  sending: 'Đang gửi',
  arrived: 'Đã tới xã',
  resent: 'Đã tới xã, gửi lại',
  received: 'Đã tiếp nhận',
  returned: 'Bị trả lại',
  'in-review': 'Đang xét',
  ineligible: 'Không đủ điều kiện',
  awarded: 'Đã khen',
  withdrawn: 'Đã rút',
  merged: 'Đã gộp',
  attention: 'Cần xử lý',
};

/** Photos still to go, the dossier number, who and when; null when the word says it all. */
export function recordStateDetail(state: RecordState): string | null {
  switch (state.type) {
    case 'draft':
    case 'saved':
    case 'attention':
      return null;
    case 'sending':
      return `còn ${state.photosLeft} ảnh`;
    case 'arrived':
    case 'resent':
    case 'in-review':
    case 'ineligible':
    case 'awarded':
    case 'withdrawn':
    case 'merged':
      return state.dossier;
    case 'received':
    case 'returned':
      return state.step ? whoAndWhen(state.step) : state.dossier;
    default:
      return unreachable(state);
  }
}

/** `Đang gửi (còn 3 ảnh)`. */
export function recordStateSentence(state: RecordState): string {
  const detail = recordStateDetail(state);
  return detail === null ? recordStateWords[state.type] : `${recordStateWords[state.type]} (${detail})`;
}

const whoAndWhen = ({ byName, at }: StepBy): string => `${byName}, ${printInstant(Date.parse(at))}`;
