import type { DeviceKey } from '#pwa/platform/vault.ts';

/** What a page asks of the worker that hosts the store. */
export type StoreRequest = { readonly id: number } & (
  | {
      readonly ask: 'hello';
      /** The name of a lock that the page holds as long as it lives. */
      readonly page: string;
      readonly key: DeviceKey;
      /** Which collection the notes in a collection are on, by its name. */
      readonly notes: Readonly<Record<string, string>>;
    }
  | { readonly ask: 'open'; readonly params: unknown }
  | {
      readonly ask: 'call';
      readonly instance: number;
      readonly method: StoreMethod;
      readonly args: readonly unknown[];
    }
);
/** What an open collection can be asked. */
export type StoreMethod =
  | 'bulkWrite'
  | 'findDocumentsById'
  | 'query'
  | 'count'
  | 'getChangedDocumentsSince'
  | 'cleanup'
  | 'scan'
  | 'load'
  | 'drop'
  | 'close'
  | 'remove';

/** What the worker says: answers in any order, and changes before the answer to the write that made them. */
export type StoreMessage =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: StoreFailure }
  | { readonly instance: number; readonly bulk: unknown }
  | { readonly damage: StoreDamage };
/** A record that cannot be opened: whose, and what is wrong with it. */
export interface StoreDamage {
  readonly collection: string;
  readonly shelf: string;
  readonly what: string;
}
/** An error as it crosses: the name of a full disk stays readable. */
export interface StoreFailure {
  readonly name: string;
  readonly message: string;
  /** Of the sealed store itself. */
  readonly fault?: { readonly kind: string };
}
