import type { WireDocument } from '#shared/domain/envelope.ts';

/** A version of a document, or the word that it has left. */
type Versioned = Pick<WireDocument, 'id' | 'rev' | '_deleted'>;

/**
 * What is pulled of a document while a push of it is on its way. RxDB passes over it, because the document has local changes; and
 * the answer to the push may be older. So the newest that was seen has to take the answer's place.
 */
export interface Newest {
  /** A push of this document begins: its answer is younger than whatever was seen before. */
  expect(id: string): void;
  /** RxDB has noted what came of it. */
  forget(id: string): void;
  /** The hospital has told of documents. */
  see(documents: readonly WireDocument[]): void;
  /** A newer version of the document than this one; null where none was seen. */
  than(document: Versioned): WireDocument | null;
  /**
   * True where this one and what was seen say differently whether the document is here, and their numbers do not say which was told last:
   * what enters comes under the number of its version, however long ago that was written. Only the hospital knows.
   */
  isUnclear(document: Versioned): boolean;
}

/** Remembers only what a push is on its way of. */
export function createNewest(): Newest {
  const seen = new Map<string, WireDocument | null>();
  const than: Newest['than'] = ({ id, rev, _deleted }) => {
    const newest = seen.get(id) ?? null;
    // A word of its leaving is no news to what has left.
    const isNews = newest && (_deleted ? isNewer(newest.rev, rev) : isTold(newest, rev));
    return isNews ? newest : null;
  };
  return {
    expect: (id) => void seen.set(id, null),
    forget: (id) => void seen.delete(id),
    see: (documents) => {
      for (const document of documents) {
        const before = seen.get(document.id);
        if (before === undefined) continue;
        // What left one scope and entered another comes under the number of its version, which may be the lower one.
        const isNews = before === null || before._deleted !== document._deleted;
        if (isNews || isNewer(document.rev, before.rev)) seen.set(document.id, document);
      }
    },
    than,
    isUnclear: (document) => {
      const newest = seen.get(document.id);
      return !!newest && newest._deleted !== document._deleted && than(document) === null;
    },
  };
}

/** True for a newer version, and for the word that this one has left: what leaves with a scope goes under its own number. */
export function isTold({ rev, _deleted }: WireDocument, than: string): boolean {
  return isNewer(rev, than) || (_deleted && rev === than);
}

/** Order within one epoch; nothing is known between two. */
export function isNewer(rev: string, than: string): boolean {
  const [epoch, seq] = partsOf(rev);
  const [otherEpoch, otherSeq] = partsOf(than);
  return epoch === otherEpoch && seq > otherSeq;
}

function partsOf(rev: string): readonly [epoch: string, seq: number] {
  const dot = rev.lastIndexOf('.');
  return [rev.slice(0, dot), Number(rev.slice(dot + 1))];
}
