import type { Location } from '#shared/domain/location.ts';
import { newPlace, nextOrder, type Place, type Ward } from './place-tree.ts';

/** "12 beds in bays of 4", as it is asked for. */
export interface ManyBeds {
  readonly count: number;
  /** 0 puts the beds straight under the ward. */
  readonly perBay: number;
  /** What stands before the letter of a bay. */
  readonly bayWord: string;
}
export const MOST_BEDS = 60;

/** New bays and beds of a ward: numbers go on after the highest, letters after the last, so that no name comes twice. */
export function manyBeds(ward: Ward, wish: ManyBeds, newId: () => string): readonly Place[] {
  const first = highestNumber(ward.beds) + 1;
  const bedOrder = nextOrder(ward.beds);
  const bayOrder = nextOrder(ward.rooms);
  const names = new Set(ward.rooms.map(({ content }) => content.name));
  const places: Place[] = [];
  let parentId = ward.id;
  let letter = 0;
  for (let n = 0; n < Math.min(wish.count, MOST_BEDS); n++) {
    if (wish.perBay > 0 && n % wish.perBay === 0) {
      const bay = freeBay({ wish, names, letter });
      letter = bay.letter + 1;
      parentId = newId();
      const content: Location = {
        ...newPlace('room', {
          name: bay.name,
          parentId: ward.id,
          order: bayOrder + places.filter((one) => one.content.kind === 'room').length,
        }),
        capacity: Math.min(wish.perBay, wish.count - n),
      };
      places.push({ id: parentId, content });
    }
    places.push({
      id: newId(),
      content: newPlace('bed', { name: String(first + n), parentId, order: bedOrder + n }),
    });
  }
  return places;
}

function freeBay({
  wish,
  names,
  letter,
}: {
  readonly wish: ManyBeds;
  readonly names: ReadonlySet<string>;
  readonly letter: number;
}): { readonly name: string; readonly letter: number } {
  for (let at = letter; ; at++) {
    const name = `${wish.bayWord} ${lettersOf(at)}`.trim();
    if (!names.has(name)) return { name, letter: at };
  }
}

/** A to Z, then AA, AB … */
function lettersOf(n: number): string {
  const last = String.fromCharCode(65 + (n % 26));
  return n < 26 ? last : lettersOf(Math.floor(n / 26) - 1) + last;
}

function highestNumber(beds: readonly Place[]): number {
  return Math.max(0, ...beds.map(({ content }) => Number(/\d+$/.exec(content.name)?.[0] ?? 0)));
}
