import type { Dictionary } from './dictionary.ts';
import { today } from './es/today.ts';
import { patients } from './es/patients.ts';
import { registration } from './es/registration.ts';
import { chart } from './es/chart.ts';
import { appointment } from './es/appointment.ts';
import { calendar } from './es/calendar.ts';
import { booking } from './es/booking.ts';
import { away } from './es/away.ts';
import { queue } from './es/queue.ts';
import { kiosk } from './es/kiosk.ts';
import { waitList } from './es/wait-list.ts';
import { series } from './es/series.ts';
import { wards } from './es/wards.ts';
import { admission } from './es/admission.ts';
import { inbox } from './es/inbox.ts';
import { duplicates } from './es/duplicates.ts';
import { escrow } from './es/escrow.ts';
import { files } from './es/files.ts';
import { fleet } from './es/fleet.ts';
import { setUp } from './es/set-up.ts';
import { people } from './es/people.ts';
import { reminders } from './es/reminders.ts';
import { photo } from './es/photo.ts';
import { identity } from './es/identity.ts';
import { labels } from './es/labels.ts';
import { scan } from './es/scan.ts';
import { sync } from './es/sync.ts';
import { syncPanel } from './es/sync-panel.ts';
import { shell } from './es/shell.ts';
import { signIn } from './es/sign-in.ts';
import { ui } from './es/ui.ts';
import { widgets } from './es/widgets.ts';

/** All Spanish words; the compiler holds them against the English ones. */
export const es: Dictionary = {
  today,
  patients,
  registration,
  chart,
  appointment,
  calendar,
  booking,
  away,
  queue,
  waitList,
  kiosk,
  series,
  wards,
  admission,
  inbox,
  duplicates,
  escrow,
  files,
  fleet,
  setUp,
  people,
  reminders,
  photo,
  identity,
  labels,
  scan,
  sync,
  syncPanel,
  shell,
  signIn,
  ui,
  widgets,
};
