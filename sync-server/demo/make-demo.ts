import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { Facility } from '#shared/sync/session.ts';
import { DEMO_PASSWORD, hashPassword } from '#server/services/passwords.ts';
import { createBulk } from '#server/services/bulk.ts';
import type { BulkRow, Store } from '#server/store/store.ts';
import { ACCOUNTS, accountId } from './accounts.ts';
import { DEMO_ZONE, demoHospital } from './demo-hospital.ts';
import { placeId } from './places.ts';
import { practitionerId } from './staff.ts';
import { HOSPITAL } from './town.ts';

export interface MakeDemoDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly zone?: string;
}
const ROWS_AT_ONCE = 2000;

/** Fills an empty store with the demo hospital and its people, all with the demo's one password. What is there already stays. */
export async function makeDemo({
  store,
  clock,
  zone = DEMO_ZONE,
}: MakeDemoDeps): Promise<{ readonly documents: number }> {
  const rows = demoHospital(clock.now(), zone).map(({ collection, id, content }): BulkRow => ({
    collection,
    id,
    content: content as unknown as JsonMap,
  }));
  const facility: Facility = { id: placeId('facility'), name: HOSPITAL, zone, language: 'en' };
  await store.transaction(async (tx) => tx.writeFacility(facility));
  const write = createBulk({ store, clock });
  let documents = 0;
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const part = rows.slice(at, at + ROWS_AT_ONCE);
    documents += (await write(part, { action: 'demo', onExisting: 'keep' })).added;
  }
  // Last of all: a hospital without accounts is empty, so a demo that was cut short is made again.
  await addAccounts(store, instantAt(clock.now()));
  return { documents };
}

async function addAccounts({ accounts }: Store, createdAt: string): Promise<void> {
  // One hash for all: seven times Argon2 would be the longest part of the first start, and the password is no secret.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const { username, name, roles, practitioner } of ACCOUNTS) {
    await accounts.addAccount({
      id: accountId(username),
      username,
      name,
      roles,
      practitionerId: practitioner ? practitionerId(practitioner) : null,
      isActive: true,
      passwordHash,
      hasDemoPassword: true,
      mustChangePassword: false,
      createdAt,
      lastSignedInAt: null,
    });
  }
}
