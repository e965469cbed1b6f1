import { PASSWORD_LENGTH } from '#shared/sync/accounts.ts';

/** What an empty hospital is asked first. */
export interface FirstRunForm {
  readonly hospital: string;
  readonly zone: string;
  readonly language: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly again: string;
}
type FirstRunFault = 'needName' | 'badUsername' | 'passwordShort' | 'passwordOther';
export type FirstRunFaults = Partial<Readonly<Record<keyof FirstRunForm, FirstRunFault>>>;

const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,63}$/;

/** What is missing before the server is asked. */
export function firstRunFaults(form: FirstRunForm): FirstRunFaults {
  return {
    ...(form.hospital.trim() === '' ? { hospital: 'needName' } : {}),
    ...(form.name.trim() === '' ? { name: 'needName' } : {}),
    ...(USERNAME.test(form.username.trim().toLowerCase()) ? {} : { username: 'badUsername' }),
    ...(form.password.length < PASSWORD_LENGTH.min ? { password: 'passwordShort' } : {}),
    ...(form.password === form.again ? {} : { again: 'passwordOther' }),
  };
}
