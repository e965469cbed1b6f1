import { registration } from './en/registration.ts';
import { chart } from './en/chart.ts';
import { calendar } from './en/calendar.ts';
import { booking } from './en/booking.ts';
import { wards } from './en/wards.ts';
import { admission } from './en/admission.ts';
import { inbox } from './en/inbox.ts';
import { syncPanel } from './en/sync-panel.ts';

/** The English words of every other screen that staff use; a chunk of their own, so that the first screen does not wait for them. */
export const enRest = {
  registration,
  chart,
  calendar,
  booking,
  wards,
  admission,
  inbox,
  syncPanel,
};
