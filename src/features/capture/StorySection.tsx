// Six guided questions that become a story, which stays the person's to change.
import { useState } from 'preact/hooks';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { fullForm } from '../../i18n/vi/full-form.ts';
import { countWords } from '../../shared/domain/missing.ts';
import { storyWords } from '../../shared/domain/nomination.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { answer, appendAnswers, guidedQuestions, joinStory, storyFollowsAnswers } from '../record-form/story.ts';
import type { RecordFormState } from '../record-form/use-record-form.ts';

export function StorySection({ record }: { record: RecordFormState }) {
  const { form, change, readOnly } = record;
  const story = record.box('story');
  const waits = joinStory(form.answers) !== '' && !storyFollowsAnswers(form) && appendAnswers(form) !== form;
  // A story that is there stands first; the questions are for who has none yet.
  const [startsWithStory] = useState(() => story.value.trim() !== '' && joinStory(form.answers) === '');
  const questions = (
    <>
      <p class="muted">{fullForm.guided.intro}</p>
      {guidedQuestions.map((question) => (
        <TextArea
          key={question}
          rows={2}
          label={fullForm.guided.questions[question]}
          hint={fullForm.guided.hints[question]}
          value={form.answers[question] ?? ''}
          readOnly={readOnly}
          onInput={(text) => change((now) => answer(now, question, text))}
        />
      ))}
      {waits ? (
        <Button icon="add" onClick={() => change(appendAnswers)}>
          {fullForm.guided.append}
        </Button>
      ) : null}
    </>
  );
  return (
    <>
      {startsWithStory ? null : questions}
      <TextArea
        rows={8}
        label={fieldLabel('nomination', 'story')}
        count={fullForm.guided.words(countWords(story.value), storyWords.fewest, storyWords.most)}
        {...story}
      />
      {startsWithStory ? (
        <details class="form-help">
          <summary>{fullForm.guided.help}</summary>
          <div class="stack">{questions}</div>
        </details>
      ) : null}
    </>
  );
}
