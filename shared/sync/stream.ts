import type { CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';

/** The last sequence of each collection in each scope. */
export type Lasts = Readonly<Record<CollectionName, Readonly<Record<string, number>>>>;

/** Frames of `GET /sync/v1/stream`, as server-sent events: `event: <kind>`, `data: <JSON of the frame>`. */
export type StreamFrame =
  | {
      readonly kind: 'hello';
      readonly epoch: string;
      readonly head: number;
      readonly serverTime: string;
      /** Where each feed of the device's scopes ends; absent where one moved meanwhile, and from older servers. */
      readonly lasts?: Lasts;
    }
  | { readonly kind: 'heartbeat'; readonly serverTime: string }
  | {
      readonly kind: 'change';
      readonly collection: CollectionName;
      readonly scope: string;
      /** The collection's last sequence before these documents, and after them. */
      readonly from: number;
      readonly to: number;
      readonly documents: readonly WireDocument[];
    }
  | { readonly kind: 'resync'; readonly collection: CollectionName | null }
  | { readonly kind: 'poke'; readonly topic: 'fleet' | 'people' }
  | { readonly kind: 'upgrade'; readonly appVersion: string }
  | { readonly kind: 'signed-out' };
