import { NO_DEMOGRAPHICS, type Demographics } from './demographics.ts';
import type { Identifier, Patient } from './patient.ts';
import { withDemographics, type EditDeps } from './with-demographics.ts';

/** The number a new person gets: from the device's pool, else one that stands in until the hospital gives one. */
export function identifierFor(
  mrn: string | null,
  device: { readonly id: string; readonly count: number },
): Identifier {
  if (mrn !== null) return { kind: 'mrn', value: mrn };
  const mark = device.id.slice(-4).toUpperCase();
  return { kind: 'temporary', value: `T-${mark}-${String(device.count).padStart(4, '0')}` };
}

/** A new person from what was typed, which has been checked before (`checkDemographics`). */
export function registerPatient(
  typed: Demographics,
  identifier: Identifier,
  deps: EditDeps,
): Patient {
  const named = withDemographics({}, { shown: NO_DEMOGRAPHICS, typed }, deps);
  return { ...named, identifiers: { [deps.newKey()]: identifier }, sex: typed.sex || 'unknown' };
}
