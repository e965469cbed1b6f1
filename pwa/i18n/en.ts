import { today } from './en/today.ts';
import { patients } from './en/patients.ts';
import { registration } from './en/registration.ts';
import { chart } from './en/chart.ts';
import { calendar } from './en/calendar.ts';
import { booking } from './en/booking.ts';
import { wards } from './en/wards.ts';
import { admission } from './en/admission.ts';
import { inbox } from './en/inbox.ts';
import { fleet } from './en/fleet.ts';
import { setUp } from './en/set-up.ts';
import { people } from './en/people.ts';
import { sync } from './en/sync.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { ui } from './en/ui.ts';
import { widgets } from './en/widgets.ts';

/** All English words, one file per feature. */
export const en = {
  today,
  patients,
  registration,
  chart,
  calendar,
  booking,
  wards,
  admission,
  inbox,
  fleet,
  setUp,
  people,
  sync,
  shell,
  signIn,
  ui,
  widgets,
};
