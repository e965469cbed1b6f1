import type { Photo } from '#shared/domain/patient.ts';
import type { Identity } from '#shared/domain/stand-in.ts';
import { NO_DEMOGRAPHICS, type Demographics } from '#shared/domain/demographics.ts';
import { useDraft, type Draft } from './use-draft.ts';

/** A new person, half typed: what stands in the fields, and who on this device was said to be somebody else. */
export interface RegistrationDraft {
  readonly typed: Demographics;
  readonly notThem: readonly string[];
  /** Absent is known. */
  readonly identity?: Identity;
  /** Taken already; its bytes are kept on this device. */
  readonly photo?: Photo;
}
/** An empty form. One object, so that an untouched draft is known from a kept one. */
export const NOBODY_YET: RegistrationDraft = { typed: NO_DEMOGRAPHICS, notThem: [] };

/** The form of a new person, kept on this device under the name of who types. */
export function useRegistrationDraft(): Draft<RegistrationDraft> {
  return useDraft('registration', NOBODY_YET);
}
