// What the officer does with a record besides receiving it: returning, comments, eligibility; and what was refused of it.
import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { systemIds } from '../../../src/db/ids.ts';
import { recordPage } from '../../../src/db/record-query.ts';
import { saveCommand } from '../../../src/db/save-command.ts';
import { RecordPane } from '../../../src/features/inbox/RecordPane.tsx';
import { inbox } from '../../../src/i18n/vi/inbox.ts';
import { stepLabel } from '../../../src/i18n/vi/records.ts';
import { rejectionSentences } from '../../../src/i18n/vi/rejections.ts';
import { stepSaid, steps, stepWords } from '../../../src/i18n/vi/steps.ts';
import { ui } from '../../../src/i18n/vi/ui.ts';
import { kinds } from '../../../src/shared/domain/kinds.ts';
import { nomination } from '../../../src/shared/domain/nomination.ts';
import type { RecordContent } from '../../../src/shared/domain/record.ts';
import type { Snapshot } from '../../../src/shared/wire/down.ts';
import { aNomination, aSnapshot, aSubjectRowId, testId } from '../../support/builders.ts';
import { aPerson, aStage, type Stage, unitEast } from '../../support/form-screen.tsx';

const officer = aPerson({ role: 'officer', unitId: null });
const deed = aNomination({ title: 'Hiến đất làm đường', unitId: unitEast });

/** Everything that a complete dossier asks for. */
function complete(): RecordContent {
  const content = aNomination(
    {
      unitId: unitEast,
      title: 'Hiến đất làm đường',
      place: 'Ngõ 3',
      activityField: 'community-building',
      story: Array.from({ length: 90 }, () => 'chữ').join(' '),
      beyondDuty: true,
      unforeseen: false,
      proposal: 'praise',
      source: 'village-head',
    },
    {
      subjects: {
        [aSubjectRowId]: {
          order: 1,
          name: 'Trần Văn An',
          honorific: 'ong',
          birth: '1960',
          gender: 'male',
          position: 'Nông dân',
          classification: 'direct-worker',
          address: 'Thôn Đông',
        },
      },
      confirmers: { [testId(0x71)]: { order: 1, name: 'Lê Thị Bình', position: 'Trưởng thôn', method: 'in-person' } },
    },
  );
  expect(nomination.missingToComplete(content)).toEqual([]);
  return content;
}

async function anOffice(
  changes: Partial<Snapshot> = {},
  content = deed,
  me = officer,
): Promise<Stage & { id: string }> {
  const stage = await aStage({ me, path: '/hop-den' });
  const snapshot = aSnapshot(content, { statusRev: 7, ...changes });
  await stage.db.snapshots.put(snapshot);
  await stage.db.cards.put(cardOf(kinds, snapshot));
  return { ...stage, id: snapshot.id };
}

const pane = (id: string) => <RecordPane recordId={id} unitName={() => 'Thôn Đông'} nextDisputed={null} alikes={[]} />;
const press = (name: string) => screen.findByRole('button', { name }).then((button) => fireEvent.click(button));
const dialog = (step: keyof typeof stepWords) => screen.findByRole('dialog', { name: stepWords[step].title });
const write = async (step: keyof typeof stepWords, text: string) =>
  fireEvent.input(await within(await dialog(step)).findByRole('textbox'), { target: { value: text } });
const submit = async (step: keyof typeof stepWords) =>
  fireEvent.click(await within(await dialog(step)).findByRole('button', { name: stepWords[step].submit }));
const commands = async ({ db }: Stage) =>
  (await db.outbox.orderBy('seq').toArray()).map(({ op }) => (op.kind === 'command' ? op.body.command : op.body));
const statusOf = async ({ db, id }: Stage & { id: string }) => (await recordPage(db, id))?.status;

describe('who may not', () => {
  test('a leader and a record that is still on this phone have no other step than reading', async () => {
    const stage = await anOffice({}, deed, aPerson({ role: 'leader', unitId: null }));
    stage.show(pane(stage.id));
    await screen.findByRole('button', { name: inbox.receive });
    for (const name of [inbox.giveBack, inbox.eligible, inbox.ineligible, inbox.comment])
      expect(screen.queryByRole('button', { name })).toBeNull();
    for (const key of ['t', 'y', 'd', 'x']) fireEvent.keyDown(window, { key });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await commands(stage)).toEqual([]);
  });

  test('a record is not found eligible before it was received', async () => {
    const stage = await anOffice({ status: 'sent' }, complete());
    stage.show(pane(stage.id));
    await screen.findByRole('button', { name: inbox.giveBack });
    expect(screen.queryByRole('button', { name: inbox.eligible })).toBeNull();
  });
});

describe('returning', () => {
  test('asks for a reason, with the focus in its box, and saves nothing without one', async () => {
    const stage = await anOffice();
    stage.show(pane(stage.id));
    await press(inbox.giveBack);
    const box = await within(await dialog('return')).findByLabelText(stepWords.return.label);
    await waitFor(() => expect(document.activeElement).toBe(box));
    await submit('return');
    expect(await screen.findByText(stepWords.return.need)).toBeTruthy();
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(await commands(stage)).toEqual([]);
  });

  test('may ask about what stands empty and may: a year of birth, a movement, who confirms it', async () => {
    const stage = await anOffice();
    stage.show(pane(stage.id));
    await press(inbox.giveBack);
    await write('return', 'Cho xin thêm mấy mục này');
    const empty = within(await within(await dialog('return')).findByRole('group', { name: steps.marks.empty }));
    for (const name of ['Năm sinh Trần Văn An', 'Phong trào', 'Người xác nhận'])
      fireEvent.click(empty.getByRole('checkbox', { name }));
    for (const name of [/^Số định danh/, /^Người thật/]) expect(empty.queryByRole('checkbox', { name })).toBeNull();
    await submit('return');
    expect(await screen.findByText(stepSaid.return ?? '')).toBeTruthy();
    expect(await commands(stage)).toMatchObject([
      { name: 'return', marks: [`subjects/${aSubjectRowId}/birth`, 'movementId', 'confirmers'] },
    ]);
  });

  test('carries the reason and what was ticked, and shows at once, before the commune has it', async () => {
    const stage = await anOffice();
    stage.show(pane(stage.id));
    await press(inbox.giveBack);
    await write('return', '  Cho xin ảnh, và kể rõ hơn  ');
    const { getByRole } = within(await dialog('return'));
    fireEvent.click(getByRole('checkbox', { name: /^Ảnh/ }));
    fireEvent.click(getByRole('checkbox', { name: /^Tên Trần Văn An/ }));
    fireEvent.click(getByRole('checkbox', { name: /^Việc gì/ }));
    fireEvent.click(getByRole('checkbox', { name: /^Việc gì/ }));
    await submit('return');
    expect(await screen.findByText(stepSaid.return ?? '')).toBeTruthy();
    expect(await commands(stage)).toEqual([
      {
        name: 'return',
        expectStatus: 'sent',
        expectRev: 7,
        note: 'Cho xin ảnh, và kể rõ hơn',
        marks: ['photos', `subjects/${aSubjectRowId}/name`],
      },
    ]);
    expect(await statusOf(stage)).toBe('returned');
    expect(screen.getByText(steps.returned.here)).toBeTruthy();
    expect(screen.getByText(steps.pendingTitle)).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('what is still missing stands first, ready to be ticked', async () => {
    const stage = await anOffice();
    stage.show(pane(stage.id));
    await press(inbox.giveBack);
    const group = within(await screen.findByRole('group', { name: steps.marks.missing }));
    const tick = group.getByRole<HTMLInputElement>('checkbox', { name: 'Chưa có: Lĩnh vực.' });
    expect(tick.checked).toBe(false);
  });

  test('closed by mistake, the dialog opens again with the words and the ticks, also on another day', async () => {
    const stage = await anOffice();
    const { unmount } = stage.show(pane(stage.id));
    await press(inbox.giveBack);
    await write('return', 'Viết dở dang');
    fireEvent.click(within(await dialog('return')).getByRole('checkbox', { name: /^Ảnh/ }));
    fireEvent.click(within(await dialog('return')).getByRole('button', { name: ui.close }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(async () => expect(await stage.db.meta.get('stepDrafts')).toBeTruthy());
    unmount();
    stage.show(pane(stage.id));
    await screen.findByRole('button', { name: inbox.giveBack });
    fireEvent.keyDown(window, { key: 't' });
    const again = within(await dialog('return'));
    expect(((await again.findByRole('textbox')) as HTMLTextAreaElement).value).toBe('Viết dở dang'); // a textbox with rows
    expect(again.getByRole<HTMLInputElement>('checkbox', { name: /^Ảnh/ }).checked).toBe(true);
    await submit('return');
    await waitFor(async () => expect(await commands(stage)).toHaveLength(1));
    await waitFor(async () => expect((await stage.db.meta.get('stepDrafts'))?.value).toEqual({}));
  });
});

describe('eligibility', () => {
  test('of an incomplete record says what is missing, and offers to return it with just that marked', async () => {
    const stage = await anOffice({ status: 'received' });
    stage.show(pane(stage.id));
    await press(inbox.eligible);
    const said = within(await screen.findByRole('dialog', { name: steps.notComplete.title }));
    expect(said.getByText('Chưa có: Lĩnh vực.')).toBeTruthy();
    fireEvent.click(said.getByRole('button', { name: steps.notComplete.returnIt }));
    await write('return', 'Bổ sung các mục còn thiếu');
    await submit('return');
    await waitFor(async () => expect(await commands(stage)).toHaveLength(1));
    const [command] = await commands(stage);
    const missing = nomination.missingToComplete(deed).map(({ path }) => path);
    expect(command).toMatchObject({ name: 'return', expectStatus: 'received', marks: missing });
  });

  test('of a complete record is one press, or d', async () => {
    const stage = await anOffice({ status: 'received' }, complete());
    stage.show(pane(stage.id));
    await screen.findByRole('button', { name: inbox.eligible });
    fireEvent.keyDown(window, { key: 'd' });
    expect(await screen.findByText(stepSaid.markEligible ?? '')).toBeTruthy();
    expect(await commands(stage)).toEqual([{ name: 'markEligible', expectStatus: 'received', expectRev: 7 }]);
    expect(await statusOf(stage)).toBe('eligible');
  });

  test('is denied with a reason', async () => {
    const stage = await anOffice({ status: 'received' }, complete());
    stage.show(pane(stage.id));
    await screen.findByRole('button', { name: inbox.ineligible });
    fireEvent.keyDown(window, { key: 'x' });
    await submit('markIneligible');
    expect(await screen.findByText(stepWords.markIneligible.need)).toBeTruthy();
    await write('markIneligible', 'Việc thuộc nhiệm vụ được giao');
    await submit('markIneligible');
    await waitFor(async () => expect(await statusOf(stage)).toBe('ineligible'));
  });
});

test('two comments wait side by side; the record stays where it is', async () => {
  const stage = await anOffice();
  stage.show(pane(stage.id));
  await screen.findByRole('button', { name: inbox.comment });
  for (const note of ['Đã gọi trưởng thôn', 'Gọi lại lần nữa']) {
    fireEvent.keyDown(window, { key: 'y' });
    await write('comment', note);
    await submit('comment');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  }
  expect((await commands(stage)).map((command) => 'note' in command && command.note)).toEqual([
    'Đã gọi trưởng thôn',
    'Gọi lại lần nữa',
  ]);
  expect(await statusOf(stage)).toBe('sent');
});

describe('a step that the commune refused', () => {
  async function refusedReturn() {
    const stage = await anOffice({ status: 'received' });
    const deps = { ...systemIds, onSaved: () => undefined };
    const command = { recordId: stage.id, name: 'return', expectStatus: 'sent', expectRev: 3 };
    await saveCommand(stage.db, deps, { ...command, note: 'Thiếu người xác nhận', marks: ['confirmers'] });
    await stage.db.outbox.toCollection().modify({ state: 'attention', refusal: 'wrong-status' });
    stage.show(pane(stage.id));
    return stage;
  }

  test('says which and why, keeps its words to be read, and the record stands where the commune says', async () => {
    const stage = await refusedReturn();
    expect(await screen.findByText(`${steps.refused.step(stepLabel('return'))}.`)).toBeTruthy();
    expect(screen.getByText(new RegExp(rejectionSentences['wrong-status']))).toBeTruthy();
    expect(screen.getByText('Thiếu người xác nhận')).toBeTruthy();
    expect(await statusOf(stage)).toBe('received');
  });

  test('is taken again as it was, in the place of the refused one', async () => {
    const stage = await refusedReturn();
    await press(steps.refused.again);
    await waitFor(async () => expect(await statusOf(stage)).toBe('returned'));
    expect(await commands(stage)).toEqual([
      { name: 'return', expectStatus: 'received', expectRev: 7, note: 'Thiếu người xác nhận', marks: ['confirmers'] },
    ]);
  });

  test('or with other words: the dialog begins with those that were refused', async () => {
    await refusedReturn();
    await press(inbox.giveBack);
    const box = await within(await dialog('return')).findByRole<HTMLTextAreaElement>('textbox');
    expect(box.value).toBe('Thiếu người xác nhận');
  });

  test('is put away after a question, since its words go with it', async () => {
    const stage = await refusedReturn();
    await press(steps.refused.putAway);
    const asks = within(await screen.findByRole('dialog', { name: steps.refused.askTitle }));
    fireEvent.click(asks.getByRole('button', { name: steps.refused.keep }));
    expect(await stage.db.outbox.count()).toBe(1);
    await press(steps.refused.putAway);
    fireEvent.click(
      within(await screen.findByRole('dialog', { name: steps.refused.askTitle })).getByRole('button', {
        name: steps.refused.putAway,
      }),
    );
    await waitFor(async () => expect(await stage.db.outbox.count()).toBe(0));
    await waitFor(() => expect(screen.queryByText(steps.refused.yourWords)).toBeNull());
  });

  test('can be copied where the browser lets us, and by hand where it does not', async () => {
    const copied: string[] = [];
    await refusedReturn();
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    await press(steps.refused.copy);
    expect(await screen.findByRole('button', { name: steps.refused.copied })).toBeTruthy();
    expect(copied).toEqual(['Thiếu người xác nhận']);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    await press(steps.refused.copied);
    expect(await screen.findByText(steps.refused.copyByHand)).toBeTruthy();
  });
});
