import { isUuid } from './ids.ts';

/** What a slip's QR code begins with, so that no other code is taken for one. */
const MARK = 'WL1:';

/** The code on a slip: the appointment's own id and nothing of the person. */
export function checkInCode(appointmentId: string): string {
  return MARK + appointmentId;
}

/** The appointment that a scanned code names; null where it is no code of ours. Scanners that type may send capitals, and another sign for the colon. */
export function readCheckInCode(text: string): string | null {
  const id = /^WL1[:;ñ>](.{36})$/i.exec(text.trim())?.[1]?.toLowerCase();
  return id !== undefined && isUuid(id) ? id : null;
}
