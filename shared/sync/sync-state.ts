/** What the sync mark says (UI.md 6). `at` and `since` are instants. */
export type SyncState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'first-sync'; readonly received: number; readonly of?: number }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'saving'; readonly unsent: number }
  | { readonly kind: 'offline'; readonly since: string; readonly unsent: number }
  | {
      readonly kind: 'retrying';
      /** Accepted since the line came up again. */
      readonly sent: number;
      /** What waited when it came up. */
      readonly of: number;
      readonly tries: number;
    }
  | {
      readonly kind: 'signed-out-device';
      readonly unsent: number;
      /** So many of them the hospital keeps for an administrator (S17). */
      readonly handedOver: number;
      /** The app is too old for the hospital. */
      readonly isOutdated: boolean;
    }
  /** The hospital's disk is full: everything stays here, and is tried again at `at` (S8). */
  | { readonly kind: 'no-room'; readonly unsent: number; readonly at: string }
  | { readonly kind: 'refused'; readonly count: number }
  | { readonly kind: 'storage-full'; readonly unsent: number }
  | { readonly kind: 'storage-refused' };
