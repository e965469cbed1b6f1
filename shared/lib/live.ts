/** What a screen follows: not there yet, there, or failed with a cause; never an old answer under a new question. */
export type Live<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly rows: T }
  | { readonly kind: 'failed'; readonly cause: unknown };
