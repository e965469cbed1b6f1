import { away } from './en/away.ts';
import { queue } from './en/queue.ts';
import { kiosk } from './en/kiosk.ts';
import { waitList } from './en/wait-list.ts';
import { series } from './en/series.ts';
import { photo } from './en/photo.ts';
import { labels } from './en/labels.ts';
import { scan } from './en/scan.ts';
import { identity } from './en/identity.ts';

/** The English words of what the front desk alone uses: kept on a device where it is used. */
export const enDesk = { away, queue, kiosk, waitList, series, photo, labels, scan, identity };
