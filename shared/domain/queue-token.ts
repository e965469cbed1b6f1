/** No letters or digits that look or sound alike. */
const SIGNS = 'ABCDEFGHJKLMNPQRTUVWXY346789';

/**
 * What somebody is called by in the waiting room: four signs that come from their appointment alone, so that every desk prints the
 * same without asking anybody, and a wall tells no name.
 */
export function queueToken(appointmentId: string): string {
  let hash = 0x811c9dc5;
  for (const char of appointmentId) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  let left = (hash ^ (hash >>> 13)) >>> 0;
  let token = '';
  for (let n = 0; n < 4; n += 1) {
    token += SIGNS[left % SIGNS.length] ?? '';
    left = Math.floor(left / SIGNS.length);
  }
  return token;
}
