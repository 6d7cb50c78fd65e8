// Six guided questions that become a story, which stays the person's to change.
import { capture } from '../../i18n/vi/capture.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
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
  return (
    <>
      <p class="muted">{capture.guided.intro}</p>
      {guidedQuestions.map((question) => (
        <TextArea
          key={question}
          rows={2}
          label={capture.guided.questions[question]}
          hint={capture.guided.hints[question]}
          value={form.answers[question] ?? ''}
          readOnly={readOnly}
          onInput={(text) => change((now) => answer(now, question, text))}
        />
      ))}
      {waits ? (
        <Button icon="add" onClick={() => change(appendAnswers)}>
          {capture.guided.append}
        </Button>
      ) : null}
      <TextArea
        rows={8}
        label={fieldLabel('nomination', 'story')}
        count={capture.guided.words(countWords(story.value), storyWords.fewest, storyWords.most)}
        {...story}
      />
    </>
  );
}
