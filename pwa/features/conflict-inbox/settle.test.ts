import { expect, test } from 'vitest';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { PatientId, PersonId } from '#shared/domain/ids.ts';
import { aConflict, aRefusal } from './a-dispute.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { takenBack } from '#shared/merge/taken-back.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { decided } from '#shared/domain/decide-dispute.ts';
import { canTryAgain, dismissed, writesAgain } from './settle.ts';

const AT = '2026-11-23T14:00:00.000Z';
const by = 'lena' as PersonId;

test('a decision names the reading, who and when, and touches nothing else of the dispute', () => {
  const dispute = aConflict();
  expect(decided(dispute, 'high', { by, at: AT })).toEqual({
    ...dispute,
    status: 'decided',
    decision: { reading: 'high', by, at: AT },
  });
});

test('a refusal that was understood is put aside and kept', () => {
  expect(dismissed(aRefusal())).toEqual({ ...aRefusal(), status: 'dismissed' });
});

test('only the author tries again, and only with the right to', () => {
  const refusal = aRefusal();
  expect(canTryAgain(refusal, { id: by, roles: ['reception'] }, 'appointments')).toBe(true);
  expect(canTryAgain(refusal, { id: by, roles: ['nurse'] }, 'appointments')).toBe(false);
  const other = 'tom' as PersonId;
  expect(canTryAgain(refusal, { id: other, roles: ['reception'] }, 'appointments')).toBe(false);
});

test('a step that does not follow any more is not tried again', () => {
  const late: Dispute = { ...aRefusal(), code: 'illegal-transition' };
  expect(canTryAgain(late, { id: by, roles: ['reception'] }, 'appointments')).toBe(false);
});

test('trying again writes the same values on the record as it is now', () => {
  const [write, aside] = writesAgain('d', aRefusal());
  const now = { patientId: 'p' as PatientId, status: 'arrived', comment: 'wheelchair' } as const;
  expect(write?.change(now)).toEqual({ ...now, reason: 'Cough' });
  expect(write?.change(undefined)).toEqual({ reason: 'Cough' });
  expect(aside?.change(aRefusal())).toMatchObject({ status: 'dismissed' });
});

test('a decision and a dismissal can be taken back to the letter', () => {
  for (const [before, after] of [
    [aConflict(), decided(aConflict(), 'high', { by, at: AT })],
    [aRefusal(), dismissed(aRefusal())],
  ] as unknown as readonly (readonly [JsonMap, JsonMap])[]) {
    const changes = changesBetween('disputes', before, after);
    expect(changes.map(({ path }) => path)).toContain('/status');
    const undone = { changes, isNew: false };
    expect(takenBack('disputes', after, undone, { at: AT, key: 'k' })).toEqual(before);
  }
});
