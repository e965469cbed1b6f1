/** What keeps a sealed store from working; whoever catches it decides by `kind`, never by the text. */
export type SealedFault =
  | { readonly kind: 'wrong-key' }
  | { readonly kind: 'newer-format'; readonly format: number }
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'attachments' }
  | { readonly kind: 'closed' };

const WORDS: Readonly<Record<SealedFault['kind'], string>> = {
  'wrong-key': 'the sealed store was closed with another key; nothing was read or changed',
  'newer-format': 'the sealed store was written by a newer version of this program',
  'taken-over': 'another page or worker has opened this sealed store; this one no longer writes',
  attachments: 'the sealed store keeps no attachments: keep them beside it',
  closed: 'the sealed store is closed',
};

/** The one error that the sealed store throws by itself. */
export class SealedStoreError extends Error {
  readonly fault: SealedFault;
  constructor(fault: SealedFault) {
    super(WORDS[fault.kind]);
    this.name = 'SealedStoreError';
    this.fault = fault;
  }
}
