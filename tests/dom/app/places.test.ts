import { describe, expect, test } from 'vitest';
import { homeOf, isForm, ownPaths, placesFor } from '../../../src/app/places.ts';
import { villageId } from '../../support/builders.ts';

const head = { assignments: [{ role: 'unit-head', unitId: villageId }] } as const;
const officer = { assignments: [{ role: 'officer', unitId: null }] } as const;
const admin = { assignments: [{ role: 'admin', unitId: null }] } as const;
const leader = { assignments: [{ role: 'leader', unitId: null }] } as const;
const labels = (person: Parameters<typeof placesFor>[0]) => placesFor(person, '/', 0).map(({ label }) => label);

describe('the places of a person', () => {
  test('a village head has four, with a large one for recording', () => {
    expect(labels(head)).toEqual(['Việc tốt', 'Ghi mới', 'Sáng kiến', 'Máy này']);
    expect(
      placesFor(head, '/', 0)
        .filter(({ primary }) => primary)
        .map(({ href }) => href),
    ).toEqual(['/ghi']);
  });

  test('an officer begins at the inbox', () => {
    expect(homeOf(officer)).toBe('/hop-den');
    expect(labels(officer)).toEqual(['Hộp đến', 'Ghi mới', 'Sáng kiến', 'Máy này']);
  });

  test('a leader reads and does not record', () => {
    expect(labels(leader)).toEqual(['Hộp đến', 'Sáng kiến', 'Máy này']);
  });

  test('an admin who is nothing else sees people and phones, no records', () => {
    expect(homeOf(admin)).toBe('/nguoi-va-may');
    expect(labels(admin)).toEqual(['Người và máy', 'Máy này']);
  });

  test('a record belongs to the list it came from, and one place is current at most', () => {
    expect(
      placesFor(head, '/r/abc', 0)
        .filter(({ current }) => current)
        .map(({ href }) => href),
    ).toEqual(['/']);
    expect(
      placesFor(head, '/sang-kien/moi', 0)
        .filter(({ current }) => current)
        .map(({ href }) => href),
    ).toEqual(['/sang-kien']);
    expect(placesFor(head, '/khong-co', 0).filter(({ current }) => current)).toEqual([]);
  });

  test('what needs a person is counted at "Máy này", in words too', () => {
    expect(placesFor(head, '/', 2).at(-1)?.badge).toEqual({ text: '2', label: 'cần xử lý 2' });
    expect(placesFor(head, '/', 0).at(-1)?.badge).toBeUndefined();
  });
});

test.each([
  ['/vuon-hoa/kien-thuy', false],
  ['/api/v1/records', false],
  ['/ghivanthe', false],
  ['/', true],
  ['/?q=ví', true],
  ['/ghi', true],
  ['/r/abc/sua', true],
  ['/e#token', true],
  ['/hop-den?don-vi=1', true],
])('%s is the app’s own: %s', (path, own) => {
  expect(ownPaths.test(path)).toBe(own);
});

test.each([
  ['/ghi', true],
  ['/ghi/abc', true],
  ['/r/abc/sua', true],
  ['/sang-kien/moi', true],
  ['/r/abc', true],
  ['/r', false],
  ['/sang-kien', false],
  ['/', false],
])('%s has the lower edge for itself: %s', (path, form) => {
  expect(isForm(path)).toBe(form);
});
