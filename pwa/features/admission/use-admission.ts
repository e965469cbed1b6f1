import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import type { LocationId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { hasRoom, type BoardBed } from '#shared/domain/ward-board.ts';
import { wardIdOf } from '#shared/domain/ward-layout.ts';
import { whereNow, type WhereNow } from '#shared/domain/where-now.ts';
import { useEncountersOf, usePatient } from '#pwa/store/queries.ts';
import type { Beds } from '#pwa/store/use-beds.ts';
import { useDraft } from '#pwa/store/use-draft.ts';

interface Typed {
  readonly patientId: string;
  readonly wardId: string;
  readonly bedId: string;
  readonly reason: string;
  readonly practitionerId: string;
}
const NOTHING: Typed = { patientId: '', wardId: '', bedId: '', reason: '', practitionerId: '' };

/** An admission being made: what was typed, and what is true of the person and the bed by now. */
export interface AdmissionForm extends Typed {
  readonly isRestored: boolean;
  readonly patient: Patient | undefined;
  /** False until the record and the visits of the person have been read: nobody is admitted twice out of haste. */
  readonly isPersonRead: boolean;
  readonly lies: WhereNow | null;
  /** The bed chosen, as it is now; undefined where none is chosen or it is not known here. */
  readonly bed: BoardBed | undefined;
  readonly isBedFree: boolean;
  set(part: Partial<Typed>): void;
  clear(): void;
}

/**
 * What the address names (`?patient=&bed=`) counts before what was half typed, until somebody chooses otherwise here; the words
 * typed stay in any case.
 */
export function useAdmission(beds: Beds): AdmissionForm {
  const { query } = useLocation();
  const draft = useDraft('admit', NOTHING);
  const given = useSignal({ patientId: query['patient'] ?? '', bedId: query['bed'] ?? '' });
  const kept = draft.value.value;
  const patientId = given.value.patientId || kept.patientId;
  const bedId = given.value.bedId || kept.bedId;
  const wardId = wardIdOf(beds.places, bedId) || kept.wardId || (beds.wards[0]?.id ?? '');
  const patients = usePatient(patientId || null).value;
  const visits = useEncountersOf(patientId || null).value;
  const bed = bedIn(beds, wardId, bedId);
  return {
    ...kept,
    patientId,
    bedId,
    wardId,
    isRestored: draft.isRestored.value,
    patient: patients.kind === 'ready' ? patients.rows[0]?.content : undefined,
    isPersonRead: patients.kind === 'ready' && visits.kind === 'ready',
    lies: visits.kind === 'ready' ? whereNow(visits.rows) : null,
    bed,
    isBedFree: bed !== undefined && hasRoom(bed),
    set: (part) => {
      given.value = { patientId: '', bedId: '' };
      draft.value.value = { ...kept, patientId, bedId, wardId, ...part };
    },
    clear: () => {
      given.value = { patientId: '', bedId: '' };
      draft.clear();
    },
  };
}

function bedIn(beds: Beds, wardId: string, bedId: string): BoardBed | undefined {
  if (!bedId) return undefined;
  const ward = wardId as LocationId;
  return beds
    .board(ward)
    .bays.flatMap(({ beds }) => beds)
    .find(({ id }) => id === bedId);
}
