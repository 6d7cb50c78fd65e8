// Beyond duty and unforeseen: an extraordinary award is proposed, until the person chooses otherwise.
import { type RecordForm, setValue, textAt } from '../record-form/form.ts';

export type TriageQuestion = 'beyondDuty' | 'unforeseen';

const suggested = 'certificate-unplanned';

/** Takes an answer and sets the proposal that follows from both, where the person has not chosen another. */
export function answerTriage(form: RecordForm, question: TriageQuestion, text: 'yes' | 'no'): RecordForm {
  const answered = setValue(form, question, text);
  const proposal = textAt(form, 'proposal');
  const isExtraordinary = textAt(answered, 'beyondDuty') === 'yes' && textAt(answered, 'unforeseen') === 'yes';
  if (isExtraordinary && proposal === '') return setValue(answered, 'proposal', suggested);
  return !isExtraordinary && proposal === suggested ? setValue(answered, 'proposal', '') : answered;
}
