import { openText } from '#server/interop/open-text.ts';
import type { ReadFhirFile } from '#server/services/fhir-file.ts';
import type { FileReader } from './import-run.ts';

/** Hands everything that FHIR files hold to the batch, with its place. */
export function fhirFiles(read: ReadFhirFile, encoding: string): FileReader {
  return async ({ file, batch, at }) => {
    let values = 0;
    const open = (): AsyncIterable<string> => openText(file, encoding);
    for await (const { line, entry, isValue, outcomes } of read({ name: file, open })) {
      const place = { file, line, entry };
      at(place);
      if (isValue) values += 1;
      for (const outcome of outcomes) await batch.add(outcome, place);
    }
    return values;
  };
}
