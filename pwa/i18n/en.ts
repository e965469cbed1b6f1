import { today } from './en/today.ts';
import { patients } from './en/patients.ts';
import { calendar } from './en/calendar.ts';
import { sync } from './en/sync.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { ui } from './en/ui.ts';
import { widgets } from './en/widgets.ts';

/** The English words of the first screens, one file per feature; they come with the app. */
export const en = {
  today,
  patients,
  calendar,
  sync,
  shell,
  signIn,
  ui,
  widgets,
};
