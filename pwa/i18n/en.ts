import { today } from './en/today.ts';
import { patients } from './en/patients.ts';
import { appointment } from './en/appointment.ts';
import { sync } from './en/sync.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { ui } from './en/ui.ts';
import { widgets } from './en/widgets.ts';

/** The English words of the first screens, one file per feature; they come with the app. */
export const en = {
  today,
  patients,
  appointment,
  sync,
  shell,
  signIn,
  ui,
  widgets,
};
