// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { aDevice } from '#pwa/testing/a-device.tsx';
import { useManyPeople } from './use-many-people.ts';

test('somebody who is wanted only now is never called absent before they are read', async () => {
  const [id, other] = [newId<string>(), newId<string>()];
  const names = { official: { use: 'official', family: 'Weiss', given: 'Ada' } } as const;
  const device = await aDevice({ people: { [id]: { names }, [other]: { names } } });
  const wanted = signal<readonly string[]>([]);
  const said: string[] = [];
  function Names(): null {
    const ids = wanted.value;
    const { people, arePeopleRead } = useManyPeople(ids);
    for (const one of ids)
      said.push(people.has(one) ? 'here' : arePeopleRead ? 'absent' : 'not read yet');
    return null;
  }
  device.show(<Names />);
  for (const ids of [[], [id], [id, other]]) {
    wanted.value = ids;
    await expect.poll(() => said.slice(-ids.length)).toEqual(ids.map(() => 'here'));
  }
  expect(said).toContain('not read yet');
  expect(said).not.toContain('absent');
  wanted.value = [id, newId<string>()];
  await expect.poll(() => said.at(-1)).toBe('absent');
  await device.close();
});
