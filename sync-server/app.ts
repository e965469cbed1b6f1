import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { AppEnv } from './app-env.ts';
import { callerOf } from './middleware/caller.ts';
import { identifyPerson } from './middleware/identify-person.ts';
import { policyGate } from './middleware/policy-gate.ts';
import { roomOnDisk } from './middleware/room-on-disk.ts';
import { createRateBudget, type Budgets, type RateBudget } from './middleware/rate-budget.ts';
import { requestLog, routeOf, type RequestLine } from './middleware/request-log.ts';
import { safeCause } from './services/safe-cause.ts';
import { sameOrigin } from './middleware/same-origin.ts';
import { syncBudget, tokenBudget } from './middleware/machine-budget.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { deviceRoutes } from './routes/devices.ts';
import { escrowRoutes } from './routes/escrow.ts';
import { fileRoutes } from './routes/files.ts';
import { fleetRoutes } from './routes/fleet.ts';
import { calendarFeedRoutes, feedRoutes } from './routes/feeds.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { hospitalRoutes } from './routes/hospital.ts';
import { peopleRoutes } from './routes/people.ts';
import { linkPageRoutes } from './routes/link-page.ts';
import { photoRoutes } from './routes/photos.ts';
import { reminderRoutes } from './routes/reminders.ts';
import { takenBy } from './routes/media-types.ts';
import { refuse, type RefusalKind } from './routes/refusal.ts';
import { signInRoutes } from './routes/sign-in.ts';
import type { StaticFiles } from './routes/static-files.ts';
import { staticRoutes } from './routes/static.ts';
import type { Devices } from './services/devices.ts';
import type { Escrow } from './services/escrow.ts';
import type { Feeds } from './services/feeds.ts';
import type { Files } from './services/files.ts';
import type { Fleet } from './services/fleet.ts';
import type { History } from './services/history.ts';
import type { Hospital } from './services/hospital.ts';
import type { Metrics } from './services/metrics.ts';
import type { OpenOutside } from './services/open-outside.ts';
import type { People } from './services/people.ts';
import type { Photos } from './services/photos.ts';
import type { OptOut } from './services/reminders/opt-out.ts';
import type { PushSignup } from './services/reminders/push-signup.ts';
import type { Reminders } from './services/reminders/reminders.ts';
import type { SignIn } from './services/sign-in.ts';
import type { Tokens } from './services/tokens.ts';
import { StoreError } from './store/store.ts';

export interface AppDeps {
  readonly signIn: SignIn;
  readonly people: People;
  readonly photos: Photos;
  readonly devices: Devices;
  readonly hospital: Hospital;
  readonly history: History;
  readonly openOutside: OpenOutside;
  readonly fleet: Fleet;
  readonly escrow: Escrow;
  readonly reminders: Reminders;
  readonly optOut: OptOut;
  readonly pushSignup: PushSignup;
  readonly feeds: Feeds;
  readonly files: Files;
  readonly tokens: Tokens;
  readonly metrics: Metrics;
  /** Told how each request ended. */
  readonly onRequest: (line: RequestLine) => void;
  readonly whyNotReady: () => Promise<string | null>;
  /** False while the disk has too little room for more. */
  readonly hasRoom: () => Promise<boolean>;
  /** The built app. */
  readonly built: StaticFiles;
  readonly budgets: Budgets;
  readonly logger: Logger | null;
  /** Mounted under `/sync/v1`. */
  readonly syncRoutes: Hono<AppEnv>;
  /** Mounted under `/fhir`. */
  readonly fhirRoutes: Hono<AppEnv>;
}

/** A form of one field, or a browser's keys. */
const LINK_BODY_BYTES = 4096;

/** The whole server as one function of a request; needs no port. Tests and benchmarks start here. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const budget = createRateBudget(deps.budgets);
  const app = new Hono<AppEnv>();
  app.use('*', requestLog(deps.logger, deps.onRequest));
  app.use(
    '*',
    securityHeaders(pageOf(deps.built), (c) => callerOf(c).isSecure),
  );
  app.use('*', sameOrigin());
  app.use('/api/*', limitHumanBody(), identifyPerson(deps));
  app.use('/sync/*', limitBody(LIMITS.pushBytes), syncBudget(budget));
  app.use('/fhir/*', tokenBudget(budget));
  app.use('/r/*', limitBody(LINK_BODY_BYTES));
  app.use('*', policyGate({ budget, tokens: deps.tokens }));
  app.use('*', roomOnDisk(deps.hasRoom));
  app.route('/', healthRoutes(deps));
  app.route('/api/v1', humanRoutes(deps, budget));
  app.route('/sync/v1', deps.syncRoutes);
  app.route('/fhir', deps.fhirRoutes);
  app.route('/r', linkPageRoutes(deps));
  app.route('/feed', calendarFeedRoutes(deps.feeds, budget));
  app.route('/', staticRoutes(deps.built));
  app.notFound((c) => refuse(c, 'not-found'));
  app.onError((cause, c) => failed(c, cause, deps.logger));
  return app;
}

function pageOf(files: StaticFiles): string {
  return new TextDecoder().decode(files.get('/index.html')?.bytes);
}

function humanRoutes(deps: AppDeps, budget: RateBudget): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  // What a person is shown on request stays out of every cache, unless its route says otherwise.
  routes.use('*', async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });
  routes.route('/', hospitalRoutes(deps));
  routes.route('/', signInRoutes({ ...deps, budget }));
  routes.route('/', peopleRoutes(deps.people));
  routes.route('/', photoRoutes(deps.photos));
  routes.route('/', deviceRoutes(deps.devices));
  routes.route('/', fleetRoutes(deps.fleet));
  routes.route('/', escrowRoutes(deps.escrow));
  routes.route('/', reminderRoutes(deps.reminders));
  routes.route('/', feedRoutes(deps.feeds, deps.reminders));
  routes.route('/', fileRoutes(deps.files));
  routes.route('/', historyRoutes(deps.history, deps.openOutside));
  return routes;
}

function limitHumanBody(): MiddlewareHandler<AppEnv> {
  return (c, next) => limitBody(takenBy(c.req.method, routeOf(c)).bytes)(c, next);
}

function limitBody(maxSize: number): MiddlewareHandler<AppEnv> {
  const detail = `At most ${Math.round(maxSize / 1024)} KiB are taken at once.`;
  const onError = (c: Context<AppEnv>): Response => refuse(c, 'too-large', { detail });
  const reading = bodyLimit({ maxSize, onError });
  return async (c, next) => {
    // Hono looks at the body first, which makes the whole request anew as the web has it: a quarter of what a small pull takes.
    const length = c.req.header('content-length');
    const isSaid = length !== undefined && c.req.header('transfer-encoding') === undefined;
    if (!isSaid) return reading(c, next);
    return Number(length) <= maxSize ? next() : onError(c);
  };
}

/** What went wrong, by kind. */
function failed(c: Context<AppEnv>, cause: Error, logger: Logger | null): Response {
  if (hasLeft(c)) return refuse(c, 'cut-off');
  const kind: RefusalKind =
    cause instanceof StoreError && (cause.kind === 'disk-full' || cause.kind === 'in-use')
      ? cause.kind
      : 'failed';
  logger?.error({ route: routeOf(c), problem: kind, ...safeCause(cause) }, 'failed');
  return refuse(c, kind, kind === 'failed' ? {} : { retryAfterSeconds: 5 });
}

/** True where the caller went away in the middle of a body; nobody hears the answer. */
function hasLeft({ env }: Context<AppEnv>): boolean {
  const request = env?.incoming;
  return request !== undefined && request.destroyed && !request.complete;
}
