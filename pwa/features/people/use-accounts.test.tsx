// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { JSX } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Account } from '#shared/sync/accounts.ts';
import { ReplicaContext, type ReplicaState } from '#pwa/store/replica-context.ts';
import type { Replica } from '#pwa/store/replica.ts';
import { useAccounts } from './use-accounts.ts';

const lena: Account = {
  id: newId<PersonId>(),
  username: 'lena',
  name: 'Lena Bauer',
  roles: ['reception'],
  practitionerId: null,
  isActive: true,
  mustChangePassword: false,
  lastSignedInAt: null,
};
const fleetPokes = signal(0);
let people: readonly Account[] = [];
let answers: (() => void)[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  [people, answers] = [[lena], []];
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    if (method === 'PATCH') {
      const person = { ...lena, ...(JSON.parse(String(body)) as Partial<Account>) };
      people = [person];
      return Response.json({ person });
    }
    expect(path).toBe('/api/v1/people');
    const said = { people };
    await new Promise<void>((resolve) => void answers.push(resolve));
    return Response.json(said);
  });
  const sync = { fleetPokes, state: signal({ kind: 'saved', at: '' }) };
  const state: ReplicaState = { kind: 'open', replica: { sync } as unknown as Replica };
  render(
    <ReplicaContext.Provider value={signal(state)}>
      <Page />
    </ReplicaContext.Provider>,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Page(): JSX.Element {
  const { all, change } = useAccounts();
  return (
    <>
      <p>{all?.map(({ name }) => name).join() ?? 'nothing yet'}</p>
      <button type="button" onClick={() => void change(lena.id, { name: 'Lena Novak' })}>
        Rename
      </button>
    </>
  );
}

/** The stream says that something has changed, longer after the last question than the page waits. */
function pokeLater(): void {
  vi.setSystemTime(Date.now() + 8000);
  fleetPokes.value += 1;
}
async function answerNext(): Promise<void> {
  await waitFor(() => expect(answers.length).toBeGreaterThan(0));
  answers.shift()?.();
}

test('what another administrator changes appears without a reload', async () => {
  await answerNext();
  await screen.findByText('Lena Bauer');
  people = [{ ...lena, name: 'Lena Huber' }];
  pokeLater();
  await answerNext();
  await screen.findByText('Lena Huber');
});

test('an answer from before one’s own change never shows the old state again', async () => {
  await answerNext();
  await screen.findByText('Lena Bauer');
  pokeLater();
  await waitFor(() => expect(answers).toHaveLength(1));
  fireEvent.click(screen.getByText('Rename'));
  await screen.findByText('Lena Novak');
  await answerNext();
  await answerNext();
  expect(screen.queryByText('Lena Bauer')).toBeNull();
  await screen.findByText('Lena Novak');
});
