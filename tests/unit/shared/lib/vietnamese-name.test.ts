import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenName, nameInitials, nameParts, sortByName } from '../../../../src/shared/lib/vietnamese-name.ts';

const inOrder = [
  'Nguyễn Thị An',
  'Nguyễn Văn An',
  'Trần Văn An',
  'Đỗ Thị Ánh',
  'Bùi Văn Ân',
  'Phạm Thị Dung',
  'Lê Văn Đức',
  'Nguyễn Thị Hồng Vân',
];

test('a list of names is in the order of the village: given name, family name, middle name', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
      expect(sortByName(shuffled, (name) => name)).toEqual(inOrder);
    }),
  );
});
test('tones follow one another as in the dictionary', () => {
  const tones = ['ma', 'mà', 'mả', 'mã', 'má', 'mạ'];
  expect(sortByName(tones.toReversed(), (name) => name)).toEqual(tones);
});
test('sorting leaves the list it was given as it was', () => {
  const people = [{ name: 'Lê Văn Đức' }, { name: 'Nguyễn Thị An' }];
  expect(sortByName(people, (person) => person.name).map((person) => person.name)).toEqual([
    'Nguyễn Thị An',
    'Lê Văn Đức',
  ]);
  expect(people[0]?.name).toBe('Lê Văn Đức');
});
test('the given name stands last, also when the name was pasted in NFD with odd blanks', () => {
  expect(givenName(' Nguyễn  Thị Hồng Vân '.normalize('NFD'))).toBe('Vân');
  expect(nameParts('Nguyễn Thị Hồng Vân')).toEqual({ family: 'Nguyễn', middle: 'Thị Hồng', given: 'Vân' });
  expect(nameParts('Lê An')).toEqual({ family: 'Lê', middle: '', given: 'An' });
});
test('one word is a given name, and nothing is nothing', () => {
  expect(nameParts('An')).toEqual({ family: '', middle: '', given: 'An' });
  expect(nameParts('')).toEqual({ family: '', middle: '', given: '' });
});
test('a person who was helped is named by initials', () => {
  expect(nameInitials('Nguyễn Thị Hoa')).toBe('N.T.H.');
  expect(nameInitials('đặng ánh'.normalize('NFD'))).toBe('Đ.Á.');
});
