import { describe, expect, test } from 'vitest';
import { personLines, roleOf } from '../../../src/features/people/person-lines.ts';
import { addressOf, grouped } from '../../../src/features/people/sheet.ts';
import { guessUnitType, unitLines } from '../../../src/features/people/unit-lines.ts';
import { aUnit } from '../../support/form-screen.tsx';

const east = aUnit('e1', 'Thôn Đông');
const school = aUnit('e2', 'Trường Tiểu học Kiến Thụy');
const can = aUnit('e3', 'Thôn Cần');
const can2 = aUnit('e4', 'Thôn Cẩn');
const units = [east, school, can, can2];
const read = (text: string) =>
  personLines(text, units).map(({ name, role, unit, problem }) => [name, role, unit?.name ?? null, problem]);

describe('pasted people', () => {
  test('a line that cannot be read says what to mend, and the others stay read', () => {
    expect(
      read(
        [
          'Lê Thị Lạ; người ghi; Thôn Không Có',
          'Vũ Văn Ba; thợ cả; Thôn Đông',
          'Bùi Thị Tư; trưởng thôn',
          'Đỗ Năm; trưởng thôn; can',
          '; người ghi; Thôn Đông',
          'Hoàng Sáu',
          'Phạm Bảy; trưởng thôn; Thôn Đông',
        ].join('\n'),
      ).map(([, , , problem]) => problem),
    ).toEqual(['unknown-unit', 'unknown-role', 'no-unit', 'many-units', 'no-name', 'no-role', null]);
  });

  test('role and unit are found however they are typed: without marks, without thôn or trường, shortened', () => {
    expect(
      read(
        'Phạm Văn Trưởng; truong thon; thon dong\nNguyễn Thị Hoa\tgiáo viên\ttiểu học kiến thuỵ\nTrần Cán; Công chức VH-XH;\n' +
          'Đỗ Cẩn; Trưởng thôn; thôn cẩn\nVũ Lãnh; PCT UBND; UBND xã',
      ),
    ).toEqual([
      ['Phạm Văn Trưởng', 'unit-head', 'Thôn Đông', null],
      ['Nguyễn Thị Hoa', 'submitter', 'Trường Tiểu học Kiến Thụy', null],
      ['Trần Cán', 'officer', null, null],
      ['Đỗ Cẩn', 'unit-head', 'Thôn Cẩn', null],
      ['Vũ Lãnh', 'leader', null, null],
    ]);
  });

  test('blank lines and numbering are no people, and a line keeps the number it has in the box', () => {
    const lines = personLines(
      '1. An Văn Một; người ghi; Thôn Đông\n\n  2) Bình Thị Hai; người ghi; Thôn Đông\r\n',
      units,
    );
    expect(lines.map(({ line, name }) => [line, name])).toEqual([
      [1, 'An Văn Một'],
      [3, 'Bình Thị Hai'],
    ]);
  });

  test('a deputy is not taken for something else', () => {
    expect(['Phó hiệu trưởng', 'Phó Chủ tịch', 'Tổ trưởng tổ dân phố', 'Thành viên Hội đồng'].map(roleOf)).toEqual([
      'unit-head',
      'leader',
      'unit-head',
      'council',
    ]);
  });
});

describe('pasted units', () => {
  test('a name that tells no type, a name twice and no name are said', () => {
    expect(unitLines('Kiến Thụy\nThôn Đông\nthôn đông\n; thôn').map(({ problem }) => problem)).toEqual([
      'unknown-type',
      null,
      'twice',
      'no-name',
    ]);
  });

  test('the type is read behind the semicolon, or guessed from the first words', () => {
    expect(unitLines('Cầu Đen; tdp\nThôn Đoài\nHội Cựu chiến binh').map(({ name, type }) => [name, type])).toEqual([
      ['Cầu Đen', 'residential-group'],
      ['Thôn Đoài', 'village'],
      ['Hội Cựu chiến binh', 'organisation'],
    ]);
    expect(
      ['Trường TH&THCS Hữu Bằng', 'Trường TH Núi Đối', 'THCS Kiến Thụy', 'MN Hoa Sen', 'Trường MN Hoa Sen', 'Tổ 5'].map(
        guessUnitType,
      ),
    ).toEqual([
      'primary-and-lower-secondary-school',
      'primary-school',
      'lower-secondary-school',
      null,
      'kindergarten',
      null,
    ]);
  });
});

test('a code is read aloud in two groups, and the address without QR carries no secret', () => {
  expect(grouped('ABCD3467')).toBe('ABCD 3467');
  expect(addressOf({ url: 'https://viectot.example/e#secret' })).toBe('https://viectot.example/e');
});

describe('lines with commas', () => {
  test('are read as those with semicolons, and a semicolon leaves commas alone', () => {
    expect(read('Vũ Văn Ba, người ghi, Thôn Đông\nĐỗ Thị Tư; cán bộ xã, kiêm nhiệm')).toEqual([
      ['Vũ Văn Ba', 'submitter', 'Thôn Đông', null],
      ['Đỗ Thị Tư', 'officer', null, null],
    ]);
  });

  test('of units count only before a type, since names of units carry commas', () => {
    const named = unitLines('Thôn Đông, thôn\nHội Nông dân, Phụ nữ').map(({ name, type }) => [name, type]);
    expect(named).toEqual([
      ['Thôn Đông', 'village'],
      ['Hội Nông dân, Phụ nữ', 'organisation'],
    ]);
  });
});
