import { kiosk } from './en/kiosk.ts';
import { queue } from './en/queue.ts';
import { series } from './en/series.ts';
import { waitList } from './en/wait-list.ts';

/** The English words of what the front desk alone uses: kept on a device where it is used. */
export const enDesk = { queue, kiosk, waitList, series };
