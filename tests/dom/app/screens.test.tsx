import { waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { Screens } from '../../../src/app/Screens.tsx';
import { app } from '../../../src/i18n/vi/app.ts';
import { aPerson, aStage } from '../../support/form-screen.tsx';

const officer = aPerson({ role: 'officer', unitId: null });
const admin = aPerson({ role: 'admin', unitId: null });

test.each([
  ['/hop-den', 'a village head', aPerson()],
  ['/hop-den', 'an admin who is nothing else', admin],
  ['/nguoi-va-may', 'a village head', aPerson()],
  ['/nguoi-va-may', 'an officer', officer],
])('%s is no page of %s', async (path, _who, me) => {
  const { show } = await aStage({ me, path });
  expect(await show(<Screens />).findByText(app.notFound.title)).toBeTruthy();
});

test('the inbox opens for the officer', async () => {
  const { show } = await aStage({ me: officer, path: '/hop-den' });
  expect(await show(<Screens />).findByRole('heading', { name: app.inbox })).toBeTruthy();
});

test.each([
  ['an officer', officer, '/hop-den/0192f0c1-0000-7000-8000-00000000f001'],
  ['a village head', aPerson(), '/r/0192f0c1-0000-7000-8000-00000000f001'],
])('the link to a record opens it for %s where they work on it', async (_who, me, at) => {
  const { show } = await aStage({ me, path: '/r/0192f0c1-0000-7000-8000-00000000f001' });
  const { findAllByText } = show(<Screens />);
  await findAllByText(/Không có hồ sơ này|Không tìm thấy hồ sơ|không thuộc/);
  await waitFor(() => expect(location.pathname).toBe(at));
});
