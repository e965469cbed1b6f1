import type { Dictionary } from './dictionary.ts';
import { today } from './ar/today.ts';
import { patients } from './ar/patients.ts';
import { registration } from './ar/registration.ts';
import { chart } from './ar/chart.ts';
import { appointment } from './ar/appointment.ts';
import { calendar } from './ar/calendar.ts';
import { booking } from './ar/booking.ts';
import { away } from './ar/away.ts';
import { queue } from './ar/queue.ts';
import { kiosk } from './ar/kiosk.ts';
import { waitList } from './ar/wait-list.ts';
import { series } from './ar/series.ts';
import { wards } from './ar/wards.ts';
import { admission } from './ar/admission.ts';
import { inbox } from './ar/inbox.ts';
import { duplicates } from './ar/duplicates.ts';
import { escrow } from './ar/escrow.ts';
import { files } from './ar/files.ts';
import { fleet } from './ar/fleet.ts';
import { setUp } from './ar/set-up.ts';
import { people } from './ar/people.ts';
import { reminders } from './ar/reminders.ts';
import { photo } from './ar/photo.ts';
import { identity } from './ar/identity.ts';
import { labels } from './ar/labels.ts';
import { scan } from './ar/scan.ts';
import { sync } from './ar/sync.ts';
import { syncPanel } from './ar/sync-panel.ts';
import { shell } from './ar/shell.ts';
import { signIn } from './ar/sign-in.ts';
import { ui } from './ar/ui.ts';
import { widgets } from './ar/widgets.ts';

/** All Arabic words; the compiler holds them against the English ones. */
export const ar: Dictionary = {
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
