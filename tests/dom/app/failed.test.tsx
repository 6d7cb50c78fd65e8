import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { Failed } from '../../../src/app/Opening.tsx';
import { app } from '../../../src/i18n/vi/app.ts';

test('[S16] a screen that broke says the code, and leads to where unsent work can be taken out', () => {
  render(<Failed code="type-error" />);
  expect(screen.getByText('type-error')).toBeTruthy();
  expect(screen.getByRole('link', { name: app.thisDevice }).getAttribute('href')).toBe('/may-nay');
});
