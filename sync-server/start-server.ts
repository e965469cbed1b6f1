import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { HospitalAnswer } from '#shared/sync/accounts.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { isLoopback } from './loopback.ts';
import {
  checkFolder,
  checkServedFolder,
  filesFolderIn,
  lockFolder,
  openFolder,
} from './data-folder.ts';
import { closeDemoPasswords, prepareFirstStart } from './first-start.ts';
import { startDroppingEnded } from './jobs/drop-ended.ts';
import { startMovingWindow } from './jobs/move-window.ts';
import { startSendingReminders } from './jobs/send-reminders.ts';
import { addressOf, createSmtpMailer } from './interop/mail/smtp-mailer.ts';
import { createWebPusher } from './interop/push/web-pusher.ts';
import type { Pusher } from './services/reminders/pusher.ts';
import { keptVapidKeys } from './services/reminders/vapid-keys.ts';
import { listen } from './listen.ts';
import { BUDGETS, type Budgets } from './middleware/rate-budget.ts';
import { readStaticFiles } from './routes/static-files.ts';
import { createServices } from './create-services.ts';
import { StoreError, type Store } from './store/store.ts';

export interface StartOptions extends Config {
  readonly clock: Clock;
  /** The built app. */
  readonly distDir: string;
  readonly logger: Logger | null;
  /** Other limits than the usual; a fleet in one test shares one address. */
  readonly budgets?: Partial<Budgets>;
  /** A database up to this size is read whole before it is served, a larger one while it is; less in tests. */
  readonly checkedAtOnceBytes?: number;
}
export interface RunningServer {
  readonly url: string;
  readonly appVersion: string;
  readonly demo: HospitalAnswer['demo'];
  readonly store: Store;
  /** Closes streams, answers who has asked, empties the writer queue, closes the database. */
  readonly stop: () => Promise<void>;
}
/** Why the server did not start, in one sentence for whoever started it. */
export interface StartError {
  readonly sentence: string;
}

/** Starts the whole server over one data folder; port 0 takes any that is free. */
export async function startServer(
  options: StartOptions,
): Promise<Result<RunningServer, StartError>> {
  let letGo: () => void = () => undefined;
  let store: Store | null = null;
  try {
    letGo = lockFolder(options.dataDir);
    const isWhole = checkFolder(options.dataDir, options.checkedAtOnceBytes);
    store = openFolder(options.dataDir, options.clock);
    const started = await serve({ ...options, isWhole }, store, letGo);
    if (started.ok) return started;
    await store.close();
    letGo();
    return started;
  } catch (cause) {
    await store?.close();
    letGo();
    if (cause instanceof StoreError) return err({ sentence: cause.message });
    throw cause;
  }
}

async function serve(
  options: StartOptions & { readonly isWhole: boolean },
  store: Store,
  letGo: () => void,
): Promise<Result<RunningServer, StartError>> {
  const { clock, dataDir, distDir, host, logger } = options;
  await prepareFirstStart({ ...options, store });
  if (!isLoopback(host)) await closeDemoPasswords(store);
  const appVersion = await readAppVersion(distDir);
  let damage: string | null = null;
  const mailer = options.smtp ? createSmtpMailer(options.smtp) : null;
  const pusher = pusherOf(options, store);
  const sending = { store, clock, mailer, pusher, publicUrl: options.publicUrl ?? null, logger };
  const reminders = startSendingReminders(sending);
  const services = createServices({
    appVersion,
    diskFreeBytes: () => diskFreeBytes(dataDir),
    damage: () => damage,
    ...sending,
    onDue: () => void reminders.look(),
    filesFolder: filesFolderIn(dataDir),
  });
  const app = createApp({
    ...services,
    built: await readStaticFiles(distDir),
    budgets: { ...BUDGETS, ...options.budgets },
    logger,
  });
  const listening = await listen(app, options);
  if (!listening.ok) {
    await reminders.stop();
    await services.stop();
    return listening;
  }
  const { demo } = await services.hospital.describe(true);
  const stopWindow = startMovingWindow({ store, clock, logger });
  const stopEnds = startDroppingEnded({ store, clock, logger, metrics: services.metrics });
  const stopCheck = options.isWhole
    ? null
    : checkServedFolder(dataDir, (found) => {
        damage = found;
        if (found === null) logger?.info('the database has been read whole');
        else logger?.fatal(found);
      });
  const stop = async (): Promise<void> => {
    const closed = listening.value.close();
    await services.stop();
    await closed;
    await stopWindow();
    await stopEnds();
    await reminders.stop();
    stopCheck?.();
    await store.close();
    letGo();
  };
  return ok({ url: listening.value.url, appVersion, demo, store, stop });
}

/** Notifications need an address outside: browsers take them for a page that they have seen. */
function pusherOf({ publicUrl, smtp, clock }: StartOptions, store: Store): Pusher | null {
  if (!publicUrl) return null;
  const subject = smtp ? `mailto:${addressOf(smtp.from)}` : publicUrl;
  return createWebPusher({ clock, subject, keys: keptVapidKeys(store) });
}

/** The version that the build wrote beside the app; `unbuilt` where there is none. */
async function readAppVersion(distDir: string): Promise<string> {
  try {
    const text = await readFile(join(distDir, 'version.json'), 'utf8');
    return (JSON.parse(text) as { readonly appVersion: string }).appVersion;
  } catch {
    return 'unbuilt';
  }
}

async function diskFreeBytes(dataDir: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(dataDir);
    return bavail * bsize;
  } catch {
    return null;
  }
}
