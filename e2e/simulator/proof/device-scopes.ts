import type Database from 'better-sqlite3';
import type { Role } from '#shared/domain/person.ts';
import { scopesOfDevice, type Scope } from '#shared/sync/scope.ts';
import { peek, unlessMoved } from '#e2e/simulator/server/statements.ts';

const DEVICES = `SELECT d.id, d.places, (SELECT json_group_array(json_object('roles', json(p.roles), 'isActive', p.is_active))
    FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.device_id = d.id) AS people FROM device d`;
interface Row {
  readonly id: string;
  readonly places: string | null;
  readonly people: string;
}

/** What each device may hold, as the database has its places and its people at this moment. */
export function viewScopes(
  database: () => Database.Database,
): (device: string) => readonly Scope[] {
  const look = unlessMoved(database, (now) => {
    const rows = peek(() => now.prepare(DEVICES).all()) as Row[];
    return new Map(
      rows.map(({ id, places, people }) => {
        const held = places === null ? null : (JSON.parse(places) as readonly Scope[]);
        const here = JSON.parse(people) as readonly { roles: readonly Role[]; isActive: number }[];
        const active = here.map(({ roles, isActive }) => ({ roles, isActive: isActive === 1 }));
        return [id, scopesOfDevice(id, held, active)];
      }),
    );
  });
  return (device) => look().get(device) ?? [];
}
