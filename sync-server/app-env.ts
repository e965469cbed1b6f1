import type { HttpBindings } from '@hono/node-server';
import type { Person } from '#shared/domain/person.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { RefusalKind } from '#server/routes/refusal.ts';
import type { PageSent } from '#server/services/pull-pages.ts';
import type { FollowOn } from '#server/services/stream-reader.ts';
import type { StoredDevice } from '#server/store/devices.ts';

/** The device behind a request, with everybody who has signed in on it. */
export interface KnownDevice extends StoredDevice {
  readonly people: readonly Person[];
  /** What it holds now, never empty. */
  readonly scopes: readonly Scope[];
}

/** The person behind a request, and the sign-in it came under. */
export interface SignedIn {
  readonly person: Person;
  readonly mustChangePassword: boolean;
  readonly device: Pick<StoredDevice, 'id' | 'name' | 'isLocked'>;
  readonly tokenHash: string;
}

/**
 * What middleware hands to routes through `c.var`: on sync routes `identify-device` sets `device`; on human routes
 * `identify-person` sets `browser` (null for a new one), and `signedIn` where somebody is.
 */
export interface AppEnv {
  Bindings: Partial<HttpBindings> & {
    /** Left by a route whose answer goes on: the frames that follow its head (node-line.ts). */
    followOn?: FollowOn;
    /** Left by a route whose answer is here, to be sent as it is (node-line.ts). */
    page?: PageSent;
  };
  Variables: {
    device: KnownDevice;
    /** What its cookie says, once somebody has read it. */
    deviceToken: string | undefined;
    /** The pattern that answers it, once somebody has asked. */
    route: string;
    browser: KnownDevice | null;
    signedIn: SignedIn;
    /** Why the request was turned down; only where it was. */
    refused: RefusalKind;
  };
}
