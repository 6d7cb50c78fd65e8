import { describe, expect, test } from 'vitest';
import { emptyForm, setValue } from '../../../src/features/record-form/form.ts';
import { answer, appendAnswers, joinStory, storyFollowsAnswers } from '../../../src/features/record-form/story.ts';

describe('six guided questions', () => {
  test('are joined in their order, each answer a sentence, unanswered ones left out', () => {
    expect(
      joinStory({ what: 'nhặt được ví có 6.400.000 đồng', who: 'em Trần Văn An, lớp 5A2', why: 'thật thà!' }),
    ).toBe('Em Trần Văn An, lớp 5A2. Nhặt được ví có 6.400.000 đồng. Thật thà!');
  });

  test('the story follows the answers until somebody changes it by hand', () => {
    const answered = answer(answer(emptyForm, 'who', 'Em An'), 'what', 'trả lại ví');
    expect(answered.values.story).toBe('Em An. Trả lại ví.');
    const changed = setValue(answered, 'story', 'Em An trả lại ví cho bà Hoa.');
    const more = answer(changed, 'why', 'Thật thà');
    expect(more.values.story).toBe('Em An trả lại ví cho bà Hoa.');
    expect(storyFollowsAnswers(more)).toBe(false);
  });

  test('the sentence of the quick capture is not replaced by answers, they go below it when asked', () => {
    const quick = setValue(emptyForm, 'story', 'Em An trả lại ví.');
    const answered = answer(quick, 'why', 'Thật thà');
    expect(answered.values.story).toBe('Em An trả lại ví.');
    const joined = appendAnswers(answered);
    expect(joined.values.story).toBe('Em An trả lại ví.\n\nThật thà.');
    expect(appendAnswers(joined)).toBe(joined);
  });

  test('đ and accented letters begin a sentence large', () => {
    expect(joinStory({ who: 'đặng Thị Ửng', what: 'ủng hộ 2 triệu đồng' })).toBe('Đặng Thị Ửng. Ủng hộ 2 triệu đồng.');
  });
});
