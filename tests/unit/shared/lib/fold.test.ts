import { describe, expect, test } from 'vitest';
import { accentText, fold, matches, nfc, rank, searchText, searchWords } from '../../../../src/shared/lib/fold.ts';

const accented = (text: string) => accentText(text);

describe('folding', () => {
  test('Đặng Thị Ửng is found as dang thi ung', () => {
    expect(fold('Đặng Thị Ửng')).toBe('dang thi ung');
  });
  test('both tone styles fold to the same text, though NFC keeps them apart', () => {
    expect(fold('Thuỵ')).toBe(fold('Thụy'));
    expect(fold('hoá')).toBe(fold('hóa'));
    expect(nfc('Thuỵ')).not.toBe(nfc('Thụy'));
  });
  test('a name pasted in NFD becomes the name typed in NFC', () => {
    expect(nfc('Nguyễn'.normalize('NFD'))).toBe('Nguyễn'.normalize('NFC'));
    expect(fold('Đỗ Thị Ánh'.normalize('NFD'))).toBe('do thi anh');
  });
  test('the Icelandic letter of old files counts as đ', () => {
    expect(fold('Ðặng ðình')).toBe('dang dinh');
  });
  test('a square metre typed m2 is found where m² was written', () => {
    expect(fold('40 m²')).toBe('40 m2');
    expect(matches(searchText('Hiến 40 m² đất'), 'hien 40 m2')).toBe(true);
  });
  test('white space of any kind is one blank, and none at the ends', () => {
    expect(fold(' Lê\u00a0\n Văn  Đức ')).toBe('le van duc');
  });
});

describe('searching', () => {
  const van = searchText('Nguyễn Thị Hồng Vân', '(Thôn Đoài), xã Kiến Thụy');
  test('a word from the middle of another word is not found', () => {
    expect(matches(van, 'guyen')).toBe(false);
    expect(matches(van, 'hong thoa')).toBe(false);
  });
  test('partly accented words are found in any order and by their beginnings', () => {
    expect(matches(van, 'nguyen thị hong van')).toBe(true);
    expect(matches(van, 'van hồ ngu')).toBe(true);
  });
  test('a word after a bracket is found', () => {
    expect(matches(searchText('quà (Hoa)'), 'hoa')).toBe(true);
  });
  test('the village is found whether or not "thôn" is written', () => {
    expect(matches(searchText('Đoài'), 'thôn doai')).toBe(true);
    expect(matches(searchText('Kiến Thụy'), 'xã Kiến Thuỵ')).toBe(true);
  });
  test('"trường" alone is looked for, and the family name Trương is never noise', () => {
    expect(searchWords('trường')).toEqual(['truong']);
    expect(searchWords('Trương An')).toEqual(['truong', 'an']);
    expect(searchWords('trường Đông')).toEqual(['dong']);
    expect(matches(searchText('Thôn Đông'), 'trường')).toBe(false);
  });
  test('nothing typed finds everything', () => {
    expect(matches(van, '  ')).toBe(true);
  });
  test('whole words with the marks as typed come first, then beginnings, then the rest', () => {
    const names = ['Bùi Văn Ân', 'Nguyễn Văn An', 'Đỗ Thị Ánh', 'Trần Văn An'];
    expect(rank(names, 'an', accented)).toEqual(['Nguyễn Văn An', 'Trần Văn An', 'Đỗ Thị Ánh', 'Bùi Văn Ân']);
    expect(rank(names, 'Ân', accented)[0]).toBe('Bùi Văn Ân');
  });
  test('the other tone style is as good a hit as the one typed', () => {
    expect(rank(['văn hoa', 'văn hóa'], 'văn hoá', accented)).toEqual(['văn hóa', 'văn hoa']);
  });
});
