import { printRatio } from '#e2e/bench/interleave.ts';
import { febrlPatient, readFebrl, withHyphens } from './febrl.ts';
import { makePeople } from './made-people.ts';
import { createProductIndex } from './product-index.ts';
import { nameTables } from './sample-data.ts';

/** The originals of the three Febrl sets among made people: is the right one among the first five when sought as the duplicate has it? */
export function measureTopFive(people: number, seed: number): void {
  const sets = ([1, 2, 3] as const).map(readFebrl);
  const originals = sets.flat().filter(({ isOriginal }) => isOriginal);
  const index = createProductIndex();
  const all = [
    ...originals.map(febrlPatient),
    ...makePeople(people - originals.length, seed, nameTables()),
  ];
  index.put(all.map((person) => ({ ...person, isDeleted: false })));
  const idOf = new Map(originals.map((record) => [record.person, febrlPatient(record).id]));
  let [asked, found, leftOut] = [0, 0, 0];
  sets.forEach((records, at) => {
    let [askedHere, foundHere] = [0, 0];
    for (const { isOriginal, person, given, family, birth } of records) {
      const id = idOf.get(person);
      if (isOriginal || id === undefined) continue;
      const text = [given, family, withHyphens(birth)].filter(Boolean).join(' ');
      if (text === '') leftOut++;
      if (text === '') continue;
      askedHere++;
      const isFound = index
        .find(text)
        .slice(0, 5)
        .some((hit) => hit.id === id);
      foundHere += Number(isFound);
    }
    console.log(`search.top5-febrl${at + 1} ${(foundHere / askedHere).toFixed(4)} of ${askedHere}`);
    asked += askedHere;
    found += foundHere;
  });
  console.log(`search.top5 left out, because all three are missing: ${leftOut}`);
  printRatio('search.top5', found / asked);
}
