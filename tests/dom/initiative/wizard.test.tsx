import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { WizardPage } from '../../../src/features/initiative/WizardPage.tsx';
import { capture } from '../../../src/i18n/vi/capture.ts';
import { initiativeTexts } from '../../../src/i18n/vi/initiative.ts';
import { typedProblems } from '../../../src/i18n/vi/missing.ts';
import { aStage } from '../../support/form-screen.tsx';

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, text: string, at = 0) => {
  const box = screen.getAllByLabelText(label, { selector: 'input, textarea' })[at];
  if (!box) throw new Error(`no ${label} number ${at}`);
  fireEvent.input(box, { target: { value: text } });
};
const step = (name: string) => screen.findByRole('heading', { name });
const idInAddress = () => window.location.pathname.split('/').at(-1) ?? '';

describe('an initiative in short steps', () => {
  test('60 and 39,9 do not make 100 %: the bar says what is left', async () => {
    const { show } = await aStage({ path: '/sang-kien/moi' });
    show(<WizardPage />);
    press(initiativeTexts.next);
    await step(initiativeTexts.steps.authors);
    press(initiativeTexts.addAuthor);
    await waitFor(() => expect(screen.getAllByLabelText(initiativeTexts.share)).toHaveLength(2));
    type(initiativeTexts.share, '60', 0);
    type(initiativeTexts.share, '39,9', 1);
    expect(await screen.findByText(initiativeTexts.shareLeft('0,1 %'))).toBeTruthy();
    type(initiativeTexts.share, '41', 1);
    expect(await screen.findByText(initiativeTexts.shareOver('1 %'))).toBeTruthy();
    press(initiativeTexts.splitEvenly);
    expect(await screen.findByText(initiativeTexts.shareDone)).toBeTruthy();
  });

  test('a share that is no percentage is said at its box, and save goes back to it; more than 100 % is said at the buttons', async () => {
    const { db, show } = await aStage({ path: '/sang-kien/moi' });
    show(<WizardPage />);
    type(initiativeTexts.name, 'Sổ theo dõi nước tưới');
    press(initiativeTexts.next);
    await step(initiativeTexts.steps.authors);
    type(initiativeTexts.authorName, 'Nguyễn Thị Hồng Vân');
    for (const typed of ['abc', '-5', '1000']) {
      type(initiativeTexts.share, typed);
      fireEvent.blur(screen.getByLabelText(initiativeTexts.share));
      expect(await screen.findByText(typedProblems['not-a-percent'])).toBeTruthy();
    }
    press(initiativeTexts.next);
    await step(initiativeTexts.steps['old-way']);
    type(initiativeTexts.oldWay, 'Mỗi nhà tự ghi.');
    for (const name of ['new-way', 'benefit', 'photos', 'review'] as const) {
      press(initiativeTexts.next);
      await step(initiativeTexts.steps[name]);
    }
    press(initiativeTexts.save);
    await step(initiativeTexts.steps.authors);
    expect(await db.outbox.count()).toBe(0);
    type(initiativeTexts.share, '60');
    await waitFor(() => expect(screen.queryByText(typedProblems['not-a-percent'])).toBeNull());
    press(initiativeTexts.addAuthor);
    await waitFor(() => expect(screen.getAllByLabelText(initiativeTexts.share)).toHaveLength(2));
    type(initiativeTexts.share, '50', 1);
    expect((await screen.findByText(initiativeTexts.shareTooMuch('10 %'))).closest('.page-footer')).toBeTruthy();
  });

  test('saving an unfinished one goes back to the step that lacks something', async () => {
    const { db, show } = await aStage({ path: '/sang-kien/moi' });
    show(<WizardPage />);
    for (let at = 0; at < 6; at += 1) {
      press(initiativeTexts.next);
      await screen.findByText(initiativeTexts.step(at + 2, 7));
    }
    press(initiativeTexts.save);
    await step(initiativeTexts.steps.authors);
    expect(await screen.findByText('Cần ghi ô này.')).toBeTruthy();
    expect(await db.outbox.count()).toBe(0);
  });

  test('left in the middle and opened on another day, it goes on at the next unfinished step', async () => {
    const { db, show } = await aStage({ path: '/sang-kien/moi' });
    const first = show(<WizardPage />);
    type(initiativeTexts.name, 'Sổ theo dõi nước tưới');
    fireEvent.change(screen.getByLabelText(initiativeTexts.activityField), { target: { value: 'production' } });
    press(initiativeTexts.next);
    await step(initiativeTexts.steps.authors);
    type(initiativeTexts.authorName, 'Nguyễn Thị Hồng Vân');
    type(initiativeTexts.authorPosition, 'Trưởng thôn');
    type(initiativeTexts.share, '100');
    const id = idInAddress();
    await waitFor(async () => expect((await db.drafts.get(id))?.preview?.people).toEqual(['Nguyễn Thị Hồng Vân']));
    first.unmount();
    show(<WizardPage recordId={id} />);
    expect(await step(initiativeTexts.steps['old-way'])).toBeTruthy();
  });

  test('what was written in every step is saved as one operation, shares in tenths of a percent', async () => {
    const { db, show } = await aStage({ path: '/sang-kien/moi' });
    show(<WizardPage />);
    type(initiativeTexts.name, 'Sổ theo dõi nước tưới');
    fireEvent.change(screen.getByLabelText(initiativeTexts.activityField), { target: { value: 'production' } });
    press(initiativeTexts.next);
    await step(initiativeTexts.steps.authors);
    type(initiativeTexts.authorName, 'Nguyễn Thị Hồng Vân');
    type(initiativeTexts.share, '100');
    press(initiativeTexts.next);
    await step(initiativeTexts.steps['old-way']);
    type(initiativeTexts.oldWay, 'Mỗi nhà tự ghi.');
    for (const name of ['new-way', 'benefit', 'photos', 'review'] as const) {
      press(initiativeTexts.next);
      await step(initiativeTexts.steps[name]);
    }
    expect(within(document.body).getByText('Mỗi nhà tự ghi.')).toBeTruthy();
    expect(screen.getByText(/Lao động, sản xuất/)).toBeTruthy();
    press(initiativeTexts.change(initiativeTexts.steps.authors));
    await step(initiativeTexts.steps.authors);
    press(initiativeTexts.next);
    await step(initiativeTexts.steps.review);
    press(initiativeTexts.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    const rows = await db.outbox.toArray();
    expect(rows.map(({ op }) => op)).toMatchObject([
      {
        kind: 'create',
        body: {
          type: 'initiative',
          patch: { title: 'Sổ theo dõi nước tưới', oldWay: 'Mỗi nhà tự ghi.' },
          rows: { authors: [{ values: { name: 'Nguyễn Thị Hồng Vân', share: 1000 } }] },
        },
      },
    ]);
  });
});
