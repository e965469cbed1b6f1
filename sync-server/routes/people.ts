import { Hono } from 'hono';
import { parseId, type PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import type { Account, AccountAnswer, AccountsAnswer } from '#shared/sync/accounts.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { People, PeopleError } from '#server/services/people.ts';
import { accountChangeBody, newAccountBody } from './bodies.ts';
import { readJson } from './read-json.ts';
import { refuse, type RefusalKind } from './refusal.ts';

/** `/api/v1/people` for administrators, `/api/v1/staff` for anybody signed in. */
export function peopleRoutes(people: People): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/staff', async (c) =>
      c.json<{ people: readonly Person[] }>({ people: await people.staff() }),
    )
    .get('/people', async (c) => c.json<AccountsAnswer>({ people: await people.list() }))
    .post('/people', async (c) => {
      const body = await readJson(c, newAccountBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const added = await people.add(body.value);
      return added.ok ? c.json<AccountAnswer>(added.value, 201) : refuse(c, kindOf(added.error));
    })
    .patch('/people/:id', async (c) => {
      const id = parseId<PersonId>(c.req.param('id'));
      if (!id) return refuse(c, 'no-such-person');
      const body = await readJson(c, accountChangeBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const changed = await people.change(id, body.value);
      if (!changed.ok) return refuse(c, kindOf(changed.error));
      return c.json<{ person: Account }>({ person: changed.value });
    })
    .post('/people/:id/password-reset', async (c) => {
      const id = parseId<PersonId>(c.req.param('id'));
      if (!id) return refuse(c, 'no-such-person');
      const reset = await people.reset(id);
      return reset.ok ? c.json<AccountAnswer>(reset.value) : refuse(c, kindOf(reset.error));
    });
}

function kindOf({ kind }: PeopleError): RefusalKind {
  return kind;
}
