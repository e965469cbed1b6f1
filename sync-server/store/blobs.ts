import type { BlobHash } from '#shared/sync/blob.ts';
import type { Scope } from '#shared/sync/scope.ts';

export interface StoredBlob {
  readonly hash: BlobHash;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
/** Who sent it and when. */
interface SentBlob extends StoredBlob {
  readonly device: string;
  readonly at: string;
}
export interface LooseQuestion {
  readonly now: string;
  /** What no document has named since before is dropped. */
  readonly before: string;
  /** Pages follow the hashes. */
  readonly after: string;
  readonly limit: number;
}

/** Bytes that documents name by their hash; they stand beside the documents, and no feed carries them. */
export interface BlobsStore {
  /** Keeps it; one that is there stays. False, and nothing is kept, where `most` of the device lie there that no document names. */
  readonly keepBlob: (blob: SentBlob, most: number) => Promise<boolean>;
  /** For whom a document names it that one of the scopes holds, and for the device that has sent it; else null (S21). */
  readonly readBlob: (
    hash: BlobHash,
    reader: { readonly device: string; readonly scopes: readonly Scope[] },
  ) => Promise<StoredBlob | null>;
  /** Looks through one page of them: notes since when no document names which, and drops those that had their time. `next` is null at the end. */
  readonly dropLoose: (
    question: LooseQuestion,
  ) => Promise<{ readonly dropped: number; readonly next: string | null }>;
}
