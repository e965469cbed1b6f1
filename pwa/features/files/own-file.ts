import { BYTE_ORDER_MARK, csvLine } from '#shared/tables/csv-text.ts';
import { isInFiles, rowOfPerson } from '#shared/tables/row-of-person.ts';
import type { Replica } from '#pwa/store/replica.ts';

const PAGE = 500;

/** Everybody whom this device holds as a table, page by page; nobody whose record is restricted. */
export async function ownFile(
  { collections }: Pick<Replica, 'collections'>,
  headings: readonly string[],
  onProgress: (people: number) => void,
): Promise<readonly string[]> {
  const parts = [BYTE_ORDER_MARK + csvLine(headings)];
  let people = 0;
  let last = '';
  onProgress(people);
  for (;;) {
    const page = await collections.patients
      .find({ selector: { id: { $gt: last } }, sort: [{ id: 'asc' }], limit: PAGE })
      .exec();
    const shown = page.map(({ content }) => content).filter(isInFiles);
    parts.push(shown.map((patient) => csvLine(rowOfPerson(patient))).join(''));
    people += shown.length;
    onProgress(people);
    last = page.at(-1)?.id ?? last;
    if (page.length < PAGE) return parts;
  }
}
