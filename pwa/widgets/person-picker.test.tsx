// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { learnAll } from '#pwa/i18n/t.ts';
import {
  FinderContext,
  type FinderState,
  type PeopleFinder,
  type PersonHit,
} from '#pwa/store/people-finder.ts';
import { aDevice, type TestDevice } from '#pwa/testing/a-device.tsx';
import { PersonPicker } from './person-picker.tsx';

let device: TestDevice;
beforeAll(learnAll);
afterEach(async () => {
  vi.unstubAllGlobals();
  await device.close();
});
const person = (family: string): Patient => ({
  names: { n: { use: 'official', family, given: 'Ama' } },
  birthDate: '1955-12-20',
});
const [here, away] = [newId<string>(), newId<string>()];
const show = async (onPick: (id: string) => void): Promise<void> => {
  device = await aDevice({
    people: { [here]: person('Okonkwo') },
    elsewhere: { [away]: person('Okonjo') },
  });
  device.show(<PersonPicker label="Who" onPick={onPick} />);
  fireEvent.input(screen.getByRole('combobox'), { target: { value: 'okon' } });
};
const line = (name: RegExp): Promise<HTMLElement> => screen.findByRole('option', { name });

test('somebody who is not on this device is found, and called so; who is here is picked at once', async () => {
  const onPick = vi.fn();
  await show(onPick);
  expect((await line(/Okonjo/)).textContent).toContain('not on this device');
  expect((await line(/Okonkwo/)).textContent).not.toContain('not on this device');
  fireEvent.click(await line(/Okonkwo/));
  expect(onPick).toHaveBeenCalledWith(here);
});

test('somebody from elsewhere is opened on-line for a reason, and picked when their record has arrived', async () => {
  const onPick = vi.fn();
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { body = '' }: { body?: string } = {}) => {
    asked.push(`${path} ${body}`);
    return Response.json({ until: '2026-11-26T20:00:00.000Z' });
  });
  await show(onPick);
  fireEvent.click(await line(/Okonjo/));
  const why = await screen.findByLabelText('Why do you open it?');
  expect(onPick).not.toHaveBeenCalled();
  fireEvent.input(why, { target: { value: 'books by phone' } });
  fireEvent.click(screen.getByRole('button', { name: 'Open it here' }));
  await waitFor(() =>
    expect(asked).toEqual([`/api/v1/patients/${away}/opening {"reason":"books by phone"}`]),
  );
  expect(onPick).not.toHaveBeenCalled();
  await device.receive(away, person('Okonjo'));
  await waitFor(() => expect(onPick).toHaveBeenCalledWith(away));
});

test('without a line it says so, and somebody else can be picked', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await show(() => undefined);
  fireEvent.click(await line(/Okonjo/));
  fireEvent.input(await screen.findByLabelText('Why do you open it?'), { target: { value: 'x' } });
  fireEvent.click(screen.getByRole('button', { name: 'Open it here' }));
  await screen.findByText(/hospital/i);
  fireEvent.click(screen.getByRole('button', { name: 'Another person' }));
  expect(screen.getByRole('combobox')).toBeTruthy();
});

const READING: FinderState = { kind: 'reading', read: 100, total: 300 };
const READY: FinderState = { kind: 'ready', people: 300 };
const aHit = (name: string): PersonHit => ({
  id: name,
  name,
  birthDate: null,
  mrn: null,
  sex: 'unknown',
  isHere: true,
  reasons: [],
  matched: [],
});

/** A picker over a finder whose reading and answers are told here. */
async function showOver(answers: Readonly<Record<string, readonly string[]>>) {
  device = await aDevice({});
  const state = signal<FinderState>(READING);
  const found = signal(answers);
  const held: (() => void)[] = [];
  let isHeld = false;
  const finder: PeopleFinder = {
    state,
    find: async (text) => {
      const names = found.value[text] ?? [];
      if (isHeld) await new Promise<void>((resolve) => void held.push(resolve));
      return names.map(aHit);
    },
    putNear: () => undefined,
  };
  const onPick = vi.fn();
  device.show(
    <FinderContext.Provider value={signal(finder)}>
      <PersonPicker label="Who" onPick={onPick} />
    </FinderContext.Provider>,
  );
  const box = screen.getByRole('combobox');
  return {
    onPick,
    type: (text: string) => fireEvent.input(box, { target: { value: text } }),
    press: (key: string) => fireEvent.keyDown(box, { key }),
    /** Everybody has been read, and the answers are these. */
    finish: (last: typeof answers) =>
      act(() => {
        found.value = last;
        state.value = READY;
      }),
    hold: () => (isHeld = true),
    release: () => held.forEach((go) => go()),
    says: () => screen.getByRole('status').textContent,
  };
}

test('while people are still being read nobody is taken for being first, and nobody is said to be unknown', async () => {
  const { type, press, finish, onPick, says } = await showOver({ berry: ['Brown, Barry'] });
  type('berry');
  const barry = await line(/Brown, Barry/);
  expect(barry.getAttribute('aria-selected')).toBe('false');
  press('Enter');
  expect(onPick).not.toHaveBeenCalled();
  expect(says()).toMatch(/still being read/);
  type('nobody');
  await waitFor(() => expect(screen.queryAllByRole('option')).toEqual([]));
  expect(says()).toMatch(/still being read/);
  type('berry');
  await line(/Brown, Barry/);
  await finish({ berry: ['Berry, Walter', 'Brown, Barry'] });
  await waitFor(() => expect(says()).toMatch(/2 people found/));
  press('ArrowDown');
  press('Enter');
  expect(onPick).toHaveBeenCalledTimes(1);
});

test('somebody chosen by hand from what is read so far is taken, and stays chosen when others come', async () => {
  const { type, press, finish, onPick } = await showOver({ berry: ['Berry, Ann', 'Berry, Bea'] });
  type('berry');
  await line(/Berry, Ann/);
  press('ArrowDown');
  press('ArrowDown');
  // Berry, Ann was merged meanwhile.
  await finish({ berry: ['Berry, Cy', 'Berry, Bea'] });
  expect((await line(/Berry, Bea/)).getAttribute('aria-selected')).toBe('true');
  await line(/Berry, Cy/);
  press('Enter');
  expect(onPick).toHaveBeenCalledExactlyOnceWith('Berry, Bea');
});

test('whoever fits best is in the list, however many others stood there before', async () => {
  const others = Array.from({ length: 12 }, (_, n) => `Barry, No ${n}`);
  const { type, finish } = await showOver({ berry: others });
  type('berry');
  await line(/Barry, No 11/);
  await finish({ berry: ['Berry, Walter', ...others] });
  await line(/Berry, Walter/);
  expect(screen.getAllByRole('option')[0]?.textContent).toContain('Barry, No 0');
});

test('a key that comes before the answer takes nobody who was found for fewer letters', async () => {
  const { type, press, finish, hold, release, onPick } = await showOver({});
  await finish({ ber: ['Berger, Ida'], berry: ['Berry, Walter'] });
  type('ber');
  await line(/Berger, Ida/);
  hold();
  type('berry');
  press('ArrowDown');
  press('Enter');
  expect(onPick).not.toHaveBeenCalled();
  await act(release);
  await line(/Berry, Walter/);
  press('Enter');
  expect(onPick).toHaveBeenCalledExactlyOnceWith('Berry, Walter');
});
