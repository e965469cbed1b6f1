import type { Patient } from '#shared/domain/patient.ts';

/** `POST /sync/v1/directory`: the next rows after a sequence of an epoch; null before the first. */
export interface DirectoryRequest {
  readonly epoch: string | null;
  readonly after: number;
}
/** Enough of a person to find them, and to tell them from another. */
export interface DirectoryPerson extends Pick<
  Patient,
  'names' | 'birthDate' | 'sex' | 'identifiers'
> {
  readonly id: string;
}
/** Restricted people are not in the directory: whoever becomes one is `isGone`, like whoever is no more. */
export type DirectoryRow = DirectoryPerson | { readonly id: string; readonly isGone: true };
export interface DirectoryAnswer {
  readonly epoch: string;
  readonly rows: readonly DirectoryRow[];
  readonly last: number;
  readonly isEnd: boolean;
}
