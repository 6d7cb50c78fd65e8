import { expect, it } from 'vitest';
import { statuses } from '../../../../src/shared/domain/workflow.ts';
import { recordState, type StateFacts } from '../../../../src/shared/sync/record-state.ts';
import { aNomination, aPhotoRow, aSnapshot, at, testId } from '../../../support/builders.ts';

const photo = testId(0x500);
const withPhoto = aNomination({}, { photos: { [photo]: aPhotoRow() } });
const facts = (changes: Partial<StateFacts> = {}): StateFacts => ({
  snapshot: aSnapshot(withPhoto, { held: { [photo]: 'both' } }),
  content: withPhoto,
  waiting: 0,
  refused: null,
  onlyDraft: false,
  ...changes,
});

it('a draft is a draft, and what is saved is said to be on this phone only', () => {
  expect(recordState(facts({ snapshot: null, onlyDraft: true }))).toEqual({ type: 'draft' });
  expect(recordState(facts({ snapshot: null, waiting: 1 }))).toEqual({ type: 'saved' });
  expect(recordState(facts({ waiting: 1 }))).toEqual({ type: 'saved' });
});

it('[S14] "Đã tới xã" is said only when every photo is durable, thumbnail and full', () => {
  for (const held of [{}, { [photo]: 'thumb' }, { [photo]: 'full' }] as const) {
    expect(recordState(facts({ snapshot: aSnapshot(withPhoto, { held }) }))).toEqual({
      type: 'sending',
      photosLeft: 1,
      dossier: 'NT-2026-0001',
    });
  }
  expect(recordState(facts())).toEqual({ type: 'arrived', dossier: 'NT-2026-0001' });
});

it('that a record was returned is said though a photo of it never came: its author is asked for something', () => {
  const snapshot = aSnapshot(withPhoto, { status: 'returned', held: {} });
  expect(recordState(facts({ snapshot }))).toMatchObject({ type: 'returned' });
});

it('that a record came back after it was returned is said: whoever returned it looks for it', () => {
  const by = { id: testId(2), name: 'Trần Văn An' };
  const resubmit = { opId: testId(1), rev: 12, kind: 'command', command: 'resubmit', at, receivedAt: at, by } as const;
  const snapshot = aSnapshot(withPhoto, { held: { [photo]: 'both' }, events: [resubmit] });
  expect(recordState(facts({ snapshot }))).toEqual({ type: 'resent', dossier: 'NT-2026-0001' });
});

it('a refusal is shown before everything else', () => {
  expect(recordState(facts({ refused: 'not-your-unit', waiting: 2 }))).toEqual({
    type: 'attention',
    code: 'not-your-unit',
  });
});

it('receiving names who and when, by the server’s clock', () => {
  const events = [
    {
      opId: testId(1),
      rev: 11,
      kind: 'command',
      command: 'receive',
      at: '2020-01-01T00:00:00.000Z',
      receivedAt: at,
      by: { id: testId(2), name: 'Lê Văn Đức' },
    },
  ] as const;
  expect(
    recordState(
      facts({ snapshot: aSnapshot(withPhoto, { status: 'received', held: { [photo]: 'both' }, events: [...events] }) }),
    ),
  ).toEqual({
    type: 'received',
    dossier: 'NT-2026-0001',
    step: { byName: 'Lê Văn Đức', at },
  });
});

it('every status has its word', () => {
  const words = statuses.map(
    (status) => recordState(facts({ snapshot: aSnapshot(aNomination(), { status }), content: aNomination() })).type,
  );
  expect(words).toEqual([
    'arrived',
    'received',
    'returned',
    'in-review',
    'ineligible',
    'in-review',
    'in-review',
    'awarded',
    'withdrawn',
    'merged',
  ]);
});
