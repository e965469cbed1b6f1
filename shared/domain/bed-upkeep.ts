import type { Location } from './location.ts';

/** The bed is ready for the next person from this instant on. `leftAt` is when the last one left, by another clock perhaps. */
export function makeBedReady(bed: Location, at: string, leftAt = ''): Location {
  return { ...bed, cleanedAt: at > leftAt ? at : leftAt };
}

/** Takes a bed out of use, with the reason and, where it is known, the day until which. */
export function closeBed(bed: Location, reason: string, until = ''): Location {
  const { closedUntil: _old, ...kept } = bed;
  const closed: Location = { ...kept, status: 'closed', closedReason: reason.trim() };
  return until ? { ...closed, closedUntil: until } : closed;
}

/** Puts a bed back into use; reason and day go with the closing. */
export function openBed(bed: Location): Location {
  const { closedReason: _reason, closedUntil: _until, ...kept } = bed;
  return { ...kept, status: 'active' };
}
