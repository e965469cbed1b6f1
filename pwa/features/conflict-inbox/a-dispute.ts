import type { Dispute, Reading } from '#shared/domain/dispute.ts';
import type { MutationId, PatientId, PersonId } from '#shared/domain/ids.ts';

const OPENED = '2026-11-23T13:02:00.000Z';

/** Two readings of how serious an allergy is, for tests. */
export function aConflict(more: Partial<Dispute> = {}): Dispute {
  const reading = (value: string, by: string): Reading => ({
    value,
    by: by as PersonId,
    device: null,
    at: '2026-11-23T09:12:00.000Z',
    acceptedAt: OPENED,
    mutationId: value as MutationId,
  });
  return {
    kind: 'conflict',
    subject: { collection: 'patients', id: 'p' },
    patientId: 'p' as PatientId,
    openedAt: OPENED,
    path: '/allergies/a/criticality',
    readings: { low: reading('low', 'jonas'), high: reading('high', 'ravi') },
    standing: 'high',
    status: 'open',
    ...more,
  };
}

/** A change of an appointment that the hospital did not take, for tests. */
export function aRefusal(more: Partial<Dispute> = {}): Dispute {
  return {
    kind: 'refused',
    subject: { collection: 'appointments', id: 'a' },
    openedAt: OPENED,
    code: 'not-allowed',
    author: 'lena' as PersonId,
    refused: {
      entry: {
        id: 'm',
        device: 'd',
        n: 1,
        by: 'lena',
        at: OPENED,
        action: { id: 'x', name: 'book appointment' },
        changes: [{ path: '/reason', after: 'Cough' }],
      } as unknown as NonNullable<Dispute['refused']>['entry'],
    },
    status: 'open',
    ...more,
  };
}
