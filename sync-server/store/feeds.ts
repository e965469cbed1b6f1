import type { PersonId } from '#shared/domain/ids.ts';

/** The address under which a clinician's calendar is read; of its secret only the hash is kept. */
export interface FeedLink {
  readonly personId: PersonId;
  readonly tokenHash: string;
  /** Of its words. */
  readonly language: string;
  readonly madeAt: string;
  /** When somebody's calendar asked last. */
  readonly readAt: string | null;
}
/** One address per person; a new one ends the old one. */
export interface FeedsStore {
  readonly putFeedLink: (link: FeedLink) => Promise<void>;
  readonly feedLinkOf: (personId: PersonId) => Promise<FeedLink | null>;
  readonly readFeedLink: (tokenHash: string) => Promise<FeedLink | null>;
  readonly touchFeedLink: (tokenHash: string, at: string) => Promise<void>;
  readonly dropFeedLink: (personId: PersonId) => Promise<void>;
}
