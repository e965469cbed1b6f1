import { createDevices } from '#server/services/devices.ts';
import type { StoredDevice } from '#server/store/devices.ts';
import type { Store } from '#server/store/store.ts';
import {
  CommandError,
  tableOf,
  withStore,
  wordOf,
  type Command,
  type CommandContext,
  type CommandLine,
} from './command.ts';

/** `admin device …`: enrolled browsers, by id or by name. */
export const DEVICE_COMMANDS: Readonly<Record<string, Command>> = {
  list: (context) =>
    withStore(context, async (store) => {
      const devices = (await store.devices.listDevices()).map((device) => [
        device.id,
        device.name,
        device.isLocked ? 'locked' : 'open',
        device.lastContact ?? 'never',
        String(device.unsent),
        device.appVersion ?? '',
      ]);
      const head = ['ID', 'NAME', 'STATE', 'LAST CONTACT', 'UNSENT', 'APP'];
      for (const row of tableOf([head, ...devices])) context.print(row);
    }),
  lock: (context, line) => changeLock(context, line, true),
  unlock: (context, line) => changeLock(context, line, false),
  rename: (context, line) => {
    const name = line.name?.trim();
    if (!name || name.length > 120) {
      throw new CommandError('usage', 'Give the new name with --name, 120 letters at most.');
    }
    return change(context, line, { name }, (device) => `${device.name} is now called ${name}.`);
  },
};

function changeLock(context: CommandContext, line: CommandLine, isLocked: boolean): Promise<void> {
  return change(context, line, { isLocked }, ({ name }) =>
    isLocked
      ? `${name} is locked: it neither pulls nor pushes, and what waits on it stays on it.`
      : `${name} is open again.`,
  );
}

async function change(
  context: CommandContext,
  line: CommandLine,
  fields: { readonly name?: string; readonly isLocked?: boolean },
  sentence: (device: StoredDevice) => string,
): Promise<void> {
  const word = wordOf(line, 'device, by its id or its name');
  await withStore(context, async (store) => {
    const device = await findDevice(store, word);
    const devices = createDevices({
      store: store.devices,
      clock: context.clock,
      onChange: () => undefined,
      onPeople: async () => undefined,
      onLock: () => undefined,
    });
    const changed = await devices.change(device.id, fields);
    if (!changed.ok) throw new CommandError('refused', 'Another device has this name.');
    context.print(sentence(device));
  });
}

async function findDevice(store: Store, word: string): Promise<StoredDevice> {
  const devices = await store.devices.listDevices();
  const found = devices.find(({ id, name }) => id === word || name === word);
  if (!found) throw new CommandError('refused', `There is no device "${word}" here.`);
  return found;
}
