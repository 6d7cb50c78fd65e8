import { describe, expect, test } from 'vitest';
import { sectionOfField } from '../../../src/features/capture/sections.ts';
import { resumeAt, stepNames, stepOfField } from '../../../src/features/initiative/steps.ts';
import { fieldLabel } from '../../../src/i18n/vi/catalogue-labels.ts';
import { initiative } from '../../../src/shared/domain/initiative.ts';
import type { KindSpec } from '../../../src/shared/domain/kind.ts';
import { kinds } from '../../../src/shared/domain/kinds.ts';
import { nomination } from '../../../src/shared/domain/nomination.ts';
import { emptyContent } from '../../../src/shared/domain/record.ts';

const asked = (kind: KindSpec): readonly string[] => [
  ...Object.entries(kind.fields)
    .filter(([, { need }]) => need === 'send' || need === 'complete')
    .map(([name]) => name),
  ...Object.keys(kind.rows),
];

describe('no field is asked for that has no place in the form', () => {
  test('every field a nomination needs has its section', () => {
    expect(asked(nomination).length).toBeGreaterThan(10);
    expect(asked(nomination).filter((name) => !(name in sectionOfField))).toEqual([]);
  });

  test('every field of a nomination that the village writes has its section, so that the office may ask about it', () => {
    const written = Object.entries(nomination.fields).flatMap(([name, { reviewerOnly }]) =>
      reviewerOnly ? [] : [name],
    );
    expect(written.filter((name) => !(name in sectionOfField))).toEqual([]);
  });

  test('every field an initiative needs has its step', () => {
    expect(asked(initiative).length).toBeGreaterThan(5);
    expect(asked(initiative).filter((name) => !(name in stepOfField))).toEqual([]);
  });

  test('every field of every kind has a Vietnamese name', () => {
    const paths = Object.values(kinds).flatMap((kind) => [
      ...Object.keys(kind.fields).map((name) => [kind.kind, name] as const),
      ...Object.entries(kind.rows).flatMap(([set, { fields }]) => [
        [kind.kind, set] as const,
        ...Object.keys(fields).map((name) => [kind.kind, `${set}/row/${name}`] as const),
      ]),
    ]);
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter(([kind, path]) => fieldLabel(kind, path) === path)).toEqual([]);
    const nameless = paths.filter(([kind, path]) => {
      const [set = '', row] = path.split('/');
      return row !== undefined && set !== 'photos' && fieldLabel(kind, path) === fieldLabel(kind, set);
    });
    expect(nameless).toEqual([]);
  });
});

test('the wizard opens at the first step that lacks something, and at the review when none does', () => {
  expect(resumeAt(initiative.missingToComplete(emptyContent))).toBe('title');
  expect(resumeAt([{ path: 'benefit', code: 'required' }])).toBe('benefit');
  expect(resumeAt([])).toBe(stepNames.at(-1));
});
