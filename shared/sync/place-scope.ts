import type { Scope } from './scope.ts';

/** Patients with a planned or active stay on the ward, and what is theirs. */
export function wardScope(wardId: string): Scope {
  return `ward:${wardId}`;
}

/** Patients with an appointment at the clinic in the window of time, and what is theirs. */
export function clinicScope(clinicId: string): Scope {
  return `clinic:${clinicId}`;
}

const PLACE = /^(ward|clinic):[0-9a-f-]{36}$/;

/** True for a scope that an administrator may give to a device. */
export function isPlaceScope(value: unknown): value is Scope {
  return typeof value === 'string' && PLACE.test(value);
}
