// The six guided questions, joined into a story. No machine writes: the words stay the person's own.
import { nfc } from '../../shared/lib/nfc.ts';
import { type RecordForm, setValue, textAt } from './form.ts';

export const guidedQuestions = ['who', 'where-when', 'what', 'result', 'confirmed', 'why'] as const;
export type GuidedQuestion = (typeof guidedQuestions)[number];

/** One paragraph: the answers in the order of the questions, each a sentence that begins large and ends with a mark. */
export function joinStory(answers: Readonly<Record<string, string>>): string {
  return guidedQuestions
    .map((question) => sentence(answers[question] ?? ''))
    .filter((text) => text !== '')
    .join(' ');
}

/**
 * Takes an answer. The story follows the answers as long as nobody has changed it by hand; after that the hand wins
 * and the answers wait for `appendAnswers`.
 */
export function answer(form: RecordForm, question: GuidedQuestion, text: string): RecordForm {
  const answers = { ...form.answers, [question]: text };
  const follows = storyFollowsAnswers(form);
  const next = { ...form, answers };
  return follows ? setValue(next, 'story', joinStory(answers)) : next;
}

export function storyFollowsAnswers(form: RecordForm): boolean {
  const story = textAt(form, 'story');
  return story.trim() === '' || story === joinStory(form.answers);
}

/** Puts the joined answers below what is written already. Nothing written is lost. */
export function appendAnswers(form: RecordForm): RecordForm {
  const joined = joinStory(form.answers);
  const story = textAt(form, 'story').trim();
  if (joined === '' || story.endsWith(joined)) return form;
  return setValue(form, 'story', story === '' ? joined : `${story}\n\n${joined}`);
}

function sentence(typed: string): string {
  const text = nfc(typed).replace(/\s+/g, ' ').trim();
  if (text === '') return '';
  const first = text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
  return /[.!?…:"”]$/u.test(first) ? first : `${first}.`;
}
