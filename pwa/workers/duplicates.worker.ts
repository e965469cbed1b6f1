import { expose } from 'comlink';
import { DuplicateScan, type ScanStep } from '#shared/search/duplicate-scan.ts';
import { readPeople, type PeopleSource } from './read-people.ts';

let scan = new DuplicateScan();
let total = 0;

/** Compares everybody on this device with everybody they may be, off the page and in steps that the page can stop between. */
const api = {
  /** Reads all people anew; says how many there are to compare. */
  async read(source: PeopleSource): Promise<number> {
    scan = new DuplicateScan();
    for await (const { people, count } of readPeople(source)) {
      total = count;
      for (const { id, content, isDeleted } of people) if (!isDeleted) scan.add(id, content);
    }
    return scan.size;
  },
  progress: () => ({ read: scan.size, total }),
  next: (after: string, count: number): ScanStep => scan.next(after, count),
};
export type DuplicatesApi = typeof api;
expose(api);
