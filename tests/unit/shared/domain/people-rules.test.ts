import { describe, expect, it } from 'vitest';
import { initiative } from '../../../../src/shared/domain/initiative.ts';
import { nomination } from '../../../../src/shared/domain/nomination.ts';
import { mayWriteFor, scopeKey, scopeOf, seesUnit } from '../../../../src/shared/domain/role.ts';
import { contentFor, readerOf } from '../../../../src/shared/domain/visibility.ts';
import { type CommandSpec, commands, isOpenFor, statuses } from '../../../../src/shared/domain/workflow.ts';
import { aNomination, anActor, anOfficer, aSubjectRowId, schoolId, villageId } from '../../../support/builders.ts';

const leader = anActor([{ role: 'leader', unitId: null }]);
const admin = anActor([{ role: 'admin', unitId: null }]);

describe('who sees and writes what', () => {
  it('a submitter their own units', () => {
    const twoUnits = anActor([
      { role: 'submitter', unitId: villageId },
      { role: 'unit-head', unitId: schoolId },
    ]);
    expect(scopeOf(twoUnits)).toEqual({ type: 'units', units: [villageId, schoolId] });
    expect(mayWriteFor(anActor(), schoolId)).toBe(false);
    expect(mayWriteFor(anActor(), null)).toBe(false);
    expect(seesUnit(scopeOf(anActor()), schoolId)).toBe(false);
    expect(seesUnit(scopeOf(anActor()), null)).toBe(false);
  });

  it('the officer the whole commune, the leader too but without writing, the admin nothing', () => {
    expect(scopeOf(anOfficer())).toEqual({ type: 'commune' });
    expect(mayWriteFor(anOfficer(), schoolId)).toBe(true);
    expect(scopeOf(leader)).toEqual({ type: 'commune' });
    expect(mayWriteFor(leader, villageId)).toBe(false);
    expect(scopeOf(admin)).toEqual({ type: 'units', units: [] });
  });

  it('another key for another scope, the same for the same in another order', () => {
    const key = (units: readonly string[]) => {
      const actor = anActor(units.map((unitId) => ({ role: 'submitter', unitId })));
      return scopeKey(scopeOf(actor), actor);
    };
    expect(key([villageId, schoolId])).toBe(key([schoolId, villageId]));
    expect(key([villageId])).not.toBe(key([schoolId]));
    expect(scopeKey(scopeOf(leader), leader)).not.toBe(scopeKey(scopeOf(anOfficer()), anOfficer()));
  });
});

describe('personal data', () => {
  const content = aNomination(
    {},
    {
      subjects: { [aSubjectRowId]: { order: 1, name: 'Trần Văn An', phone: '0912345678', nationalId: '031200001234' } },
    },
  );

  it('restricted data stays with the unit that wrote it and the officer', () => {
    for (const actor of [anOfficer(), anActor()])
      expect(contentFor(nomination, content, readerOf(actor, villageId))).toEqual(content);
    const forLeader = contentFor(nomination, content, readerOf(leader, villageId));
    expect(forLeader.rows.subjects?.[aSubjectRowId]).toEqual({ order: 1, name: 'Trần Văn An' });
  });

  it('a field that the kind does not know reaches nobody', () => {
    expect(contentFor(initiative, content, 'office')).toEqual({
      values: { unitId: villageId, title: content.values.title, happenedOn: '2026-11-05' },
      rows: {},
    });
  });
});

const none = { from: [], to: null, done: [], roles: [], note: 'optional', marks: false, needsComplete: false } as const;

describe('the way of a dossier', () => {
  it('a command leads from one status to another, and nobody but its roles may give it', () => {
    expect(
      Object.entries(commands).map(([name, { from, to, roles }]) => [name, from.join(' '), to, roles.length]),
    ).toEqual([
      ['receive', 'sent returned', 'received', 1],
      ['return', 'sent received eligible ineligible', 'returned', 1],
      ['resubmit', 'returned', 'sent', 3],
      ['comment', statuses.filter((status) => status !== 'merged').join(' '), null, 3],
      ['markEligible', 'received ineligible', 'eligible', 1],
      ['markIneligible', 'received eligible', 'ineligible', 1],
      ['restore', 'withdrawn', 'sent', 3],
    ]);
  });

  it('who asks for something says what, and only a return marks fields', () => {
    const of = (is: (spec: CommandSpec) => boolean) =>
      Object.keys(commands).filter((name) => is(commands[name] ?? none));
    expect(of(({ note }) => note === 'required')).toEqual(['return', 'comment', 'markIneligible']);
    expect(of(({ marks }) => marks)).toEqual(['return']);
    expect(of(({ needsComplete }) => needsComplete)).toEqual(['markEligible']);
  });

  it('a unit writes until the dossier is under review; the office a little longer', () => {
    expect(statuses.filter((status) => isOpenFor('unit', status))).toEqual(['sent', 'received', 'returned']);
    expect(statuses.filter((status) => isOpenFor('office', status))).not.toContain('awarded');
  });
});
