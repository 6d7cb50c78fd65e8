// What the simulator must notice: faults that a hurried change could bring into the real core. Each is a patch of the source as
// it is loaded (mutate.ts); a patch that no longer fits fails loudly.

export interface Patch {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
}

const one = (name: string, file: string, from: string, to: string): Mutant => ({ name, patches: [{ file, from, to }] });

const fields = 'src/shared/sync/apply-fields.ts';
const exchange = 'src/shared/sync/exchange.ts';
const takePage = 'src/shared/sync/take-page.ts';
const batch = 'server/use-cases/apply-batch.ts';
const written = 'server/use-cases/write-decision.ts';

/** An answer that says all was applied, as the exchange itself would make it up. */
const allApplied = `{ ...down, answers: sent.map(({ opId }) => ({ opId, type: 'applied', rev: 0 })) }`;

export const mutants: readonly Mutant[] = [
  one(
    'base from the latest pull',
    'src/shared/sync/plan-edit.ts',
    'diffToChanges(before, content, pending, seen)',
    'diffToChanges(before, content, pending, snapshot)',
  ),
  one(
    'the own word taken for what lies beneath it',
    'src/shared/sync/base.ts',
    'const paths = (confirmed ? laid : laid.filter(isLater)).flatMap(pathsOf);',
    'const paths: string[] = [];',
  ),
  one('base lifted on a conflict', 'src/shared/sync/base.ts', "answer.type === 'conflict' ? answer.fields : []", '[]'),
  one(
    'any HTTP answer taken for an acknowledgement',
    exchange,
    "  if (verdict.type !== 'settled') return verdict;",
    `  if (verdict.type !== 'settled') {
    const down = { answers: [], me: {} };
    if (verdict.because !== 'offline') await ports.take(sent, request, ${allApplied});
    return verdict;
  }`,
  ),
  one(
    'operations removed before sending',
    exchange,
    '  const verdict = classify(await ports.send(up));',
    `  {
    const down = { answers: [], me: {} };
    await ports.take(sent, request, ${allApplied});
  }
  const verdict = classify(await ports.send(up));`,
  ),
  one('no memory of operations', batch, 'const known = await tx.operations.operation(op.opId);', 'const known = null;'),
  {
    name: 'last write wins by the clock of the device',
    patches: [
      {
        file: fields,
        from: '({ queue: world.queue, seq: op.seq })',
        to: '({ queue: world.queue, seq: op.seq, at: op.at })',
      },
      {
        file: fields,
        from: '  if (knew(base, revOf(record, path), again)) return true;',
        to: '  return !((writerOf(record, path)?.at ?? "") > arguments[3].at);',
      },
      { file: fields, from: 'conflicts.push({ field: path, kept: current, other: value });', to: 'continue;' },
    ],
  },
  one(
    'last write wins at the server',
    fields,
    '  if (knew(base, revOf(record, path), again)) return true;',
    '  return true;',
  ),
  {
    name: 'commits out of order under a cursor',
    patches: [
      {
        file: written,
        from: 'const record = stampChange(change, revOf(context, op, seq), anew);\n  await tx.records.put({ ...row, record, seq });',
        to: 'const record = stampChange(change, revOf(context, op, seq), anew);\n  await tx.records.put({ ...row, record, seq: op.seq % 2 === 0 ? row.seq : seq });',
      },
    ],
  },
  one(
    'a repeat answered as applied',
    batch,
    '{ ...known.answer, repeated: true }',
    "{ opId: op.opId, type: 'applied', rev: 1, repeated: true }",
  ),
  one('a trigger lost while the lock was held', 'src/shared/sync/run.ts', '      await ports.addMark();', ''),
  {
    name: 'a stale page applied without compare',
    patches: [
      {
        file: takePage,
        from: '(page.restart ? page.from !== 0 : page.from !== stored.from)',
        to: '(false)',
      },
      {
        file: takePage,
        from: 'request !== last;',
        to: 'false;',
      },
    ],
  },
  one('a scope not pulled anew', 'server/use-cases/feed.ts', ' || cursor.scope !== scope', ''),
  one(
    'an epoch ignored by the phone',
    takePage,
    'page.restart && page.epochFrom !== undefined && stored.epoch !== null',
    'false',
  ),
  one(
    'an epoch ignored by the server',
    'server/use-cases/feed.ts',
    'const restart = !isSameEpoch ||',
    'const restart = cursor.epoch === null ||',
  ),
  one('receipts never offered again', takePage, '[...receipts, ...answered]', '[...answered]'),
  one(
    'a row taken out unseen',
    fields,
    'if (wroteUnseen(edit.record, key, baseOf, writer, world.again))',
    'if (false)',
  ),
  one(
    'a withdrawn record edited in silence',
    'src/shared/sync/apply-closed.ts',
    'refusedPatch(op, op.body, world, record, kind) ?? fileAll(op, op.body.patch, world, record)',
    "({ type: 'nothing' })",
  ),
  one(
    'what is said of a merged record forgotten',
    'src/shared/sync/apply-closed.ts',
    'fileAll(op, op.body.patch, world, survivor, record)',
    "({ type: 'nothing' })",
  ),
  one(
    'unseen words of a merged record left in it',
    'src/shared/sync/apply-merge.ts',
    'if (fromBase === undefined) return [];',
    'return [];',
  ),
  one(
    'a merge that the wire does not carry',
    'src/shared/wire/operation.ts',
    'z.record(seenPath(), revision())',
    'z.record(path(), revision())',
  ),
  one(
    'a choice that overwrites unseen',
    'src/shared/sync/apply-command.ts',
    'if (there && !hasSeen(record, wish.field, wish.base, writerFor(op, world), world.again))',
    'if (false)',
  ),
  one(
    'a conflict that is not told to the unit a record comes to',
    written,
    'if (was !== is) await tx.records.stampConflicts(record.id, seq);',
    '',
  ),
  one(
    'a comment beside a step that was taken is dropped',
    'src/shared/sync/apply-command.ts',
    'return says ? told(record) : nothing;',
    'return nothing;',
  ),
  one(
    'numbers of another life given again',
    'server/use-cases/epochs.ts',
    'Math.max(leastJump, now - age - stands)',
    '0',
  ),
  one('a dossier number of a lost year given again', 'server/use-cases/epochs.ts', 'Object.keys(kinds)', '[]'),
];
