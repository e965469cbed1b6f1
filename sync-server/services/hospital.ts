import { newId, type LocationId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import { ROLES, type Role } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { HospitalAnswer, SetUpRequest } from '#shared/sync/accounts.ts';
import type { Facility } from '#shared/sync/session.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import type { Store } from '#server/store/store.ts';
import { checkPassword, DEMO_PASSWORD, type PasswordError } from './passwords.ts';
import { newAccount } from './people.ts';

type SetUpError = PasswordError | { readonly kind: 'is-set-up' };

/** What anybody may know of the hospital, and its first minute. */
export interface Hospital {
  /** `isLocal` is true where this machine itself asks: the demo's password is shown to nobody else. */
  readonly describe: (isLocal: boolean) => Promise<HospitalAnswer>;
  /** Facility and first administrator; only while nobody has an account. */
  readonly setUp: (request: SetUpRequest) => Promise<Result<StoredAccount, SetUpError>>;
}
export interface HospitalDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly appVersion: string;
}

/** One set-up runs at a time: of two first administrators one is refused, and the facility is the other's. */
export function createHospital(deps: HospitalDeps): Hospital {
  let before: Promise<unknown> = Promise.resolve();
  return {
    describe: (isLocal) => describe(deps, isLocal),
    setUp: (request) => {
      const mine = before.then(() => setUp(deps, request));
      before = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function describe(
  { store, appVersion }: HospitalDeps,
  isLocal: boolean,
): Promise<HospitalAnswer> {
  const { facility } = await store.readFacility();
  const isSetUp = (await store.accounts.countAccounts()) > 0;
  const people = isLocal ? await store.accounts.listAccounts() : [];
  const demo = people.flatMap(({ hasDemoPassword, isActive, username, name, roles: [role] }) =>
    hasDemoPassword && isActive && role ? [{ username, name, role, password: DEMO_PASSWORD }] : [],
  );
  const order = (role: Role): number => ROLES.indexOf(role);
  const sorted = demo.toSorted((a, b) => order(a.role) - order(b.role));
  return { facility, isSetUp, demo: sorted, appVersion };
}

async function setUp(
  { store, clock }: HospitalDeps,
  { facility, admin }: SetUpRequest,
): Promise<Result<StoredAccount, SetUpError>> {
  if ((await store.accounts.countAccounts()) > 0) return err({ kind: 'is-set-up' });
  const checked = checkPassword(admin.username, admin.password);
  if (!checked.ok) return checked;
  const at = instantAt(clock.now());
  const account = await newAccount({ ...admin, roles: ['admin'] }, false, at);
  // The facility comes first: if the server ends between the two, set-up is simply done again.
  await writeFacility(store, facility, at);
  const isFirst = await store.accounts.addFirstAccount(account);
  return isFirst ? ok(account) : err({ kind: 'is-set-up' });
}

async function writeFacility(
  store: Store,
  { name, zone, language }: SetUpRequest['facility'],
  at: string,
): Promise<void> {
  await store.transaction(async (tx) => {
    const before = (await tx.readFacility()).facility;
    const facility: Facility = { id: before?.id ?? newId<LocationId>(), name, zone, language };
    const place: Location = { kind: 'facility', name, zone, language, status: 'active' };
    const content = place as unknown as JsonMap;
    const changes = Object.entries(content).map(([key, after]) => ({
      path: `/${key}`,
      ...(after === undefined ? {} : { after }),
    }));
    tx.writeFacility(facility);
    tx.put({
      collection: 'locations',
      id: facility.id,
      content,
      kind: 'put',
      entries: [{ mutationId: null, by: null, device: null, at, action: null, changes }],
    });
  });
}
