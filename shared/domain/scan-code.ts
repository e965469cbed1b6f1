import { isUuid, type PatientId } from './ids.ts';

/**
 * What the code on a wristband, a label or a card says: 39 figures that are the record's own id, and two that check them (ISO 7064 MOD 97-10).
 * No name, no birth date, no number of the hospital: who finds a wristband learns nothing from its code, and no code of another hospital is
 * ever taken for one of ours, as a number of seven figures would be. Figures alone, because a scanner that types must not depend on the
 * keyboard's language.
 */
const [ID_FIGURES, CHECK_FIGURES] = [39, 2];
const SHAPE = new RegExp(`^\\d{${ID_FIGURES + CHECK_FIGURES}}$`);
const MOST = 1n << 128n;

/** The code of a person. */
export function scanCodeOf(id: PatientId): string {
  const n = BigInt(`0x${id.replaceAll('-', '')}`);
  const check = 98n - ((n * 100n) % 97n);
  return String(n).padStart(ID_FIGURES, '0') + String(check).padStart(CHECK_FIGURES, '0');
}

/** What was scanned: a person of Wardline's, one of its codes with a figure read wrong, or something else altogether. */
export type Scanned =
  | { readonly kind: 'person'; readonly id: PatientId }
  | { readonly kind: 'misread' }
  | { readonly kind: 'foreign' };

/** Reads a code; a wrong figure, and two neighbours that changed places, are always noticed. */
export function readScanCode(text: string): Scanned {
  if (!SHAPE.test(text)) return { kind: 'foreign' };
  const n = BigInt(text.slice(0, ID_FIGURES));
  if (BigInt(text) % 97n !== 1n || n >= MOST) return { kind: 'misread' };
  const hex = n.toString(16).padStart(32, '0');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isUuid(id) ? { kind: 'person', id: id as PatientId } : { kind: 'misread' };
}
