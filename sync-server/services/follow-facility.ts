import type { JsonMap } from '#shared/lib/json.ts';
import type { StoreTx } from '#server/store/store.ts';

/** The facility's own row follows its place: name, zone and language are set up there like everything else, and devices read the row. */
export async function followFacility(tx: StoreTx, id: string, content: JsonMap): Promise<void> {
  const { facility } = await tx.readFacility();
  if (!facility || facility.id !== id || content['kind'] !== 'facility') return;
  const { name, zone, language } = content;
  tx.writeFacility({
    id: facility.id,
    name: typeof name === 'string' && name.trim() !== '' ? name : facility.name,
    zone: typeof zone === 'string' && isZone(zone) ? zone : facility.zone,
    language: typeof language === 'string' && language !== '' ? language : facility.language,
  });
}

/** Every day of the hospital is counted in its zone: one that is none would stop all of them. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
