import type { CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';

/** Frames of `GET /sync/v1/stream`, as server-sent events: `event: <kind>`, `data: <JSON of the frame>`. */
export type StreamFrame =
  | {
      readonly kind: 'hello';
      readonly epoch: string;
      readonly head: number;
      readonly serverTime: string;
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
