import type { Patient } from '#shared/domain/patient.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { readAt, writeAt } from '#shared/lib/json.ts';
import type { Channel } from '#shared/sync/reminders.ts';
import { putVersion } from '#server/services/push-put.ts';
import type { Store } from '#server/store/store.ts';
import type { Links } from './links.ts';
import { languageOf } from './message.ts';
import { findSurvivor } from './read-survivor.ts';
import type { MessageLanguage } from './words.ts';

/** What the page behind a link may say: the hospital, and in which language. */
export interface LinkPage {
  readonly hospital: string;
  readonly language: MessageLanguage;
  readonly isOff: boolean;
}
export interface OptOut {
  /** Null for a link that is not ours. */
  readonly describe: (token: string) => Promise<LinkPage | null>;
  /** Writes the patient's wish on their record, as the hospital's own entry. */
  readonly choose: (token: string, channel: Channel, isOff: boolean) => Promise<LinkPage | null>;
}
export interface OptOutDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly links: Links;
}

/** What a patient decides by the link in a message, without signing in. */
export function createOptOut(deps: OptOutDeps): OptOut {
  const { store, links } = deps;
  const describe = async (token: string): Promise<LinkPage | null> => {
    const id = await links.openLink(token);
    const found = id === null ? null : await findSurvivor(store, id);
    if (!found) return null;
    const patient = found.content as Patient;
    const { facility } = await store.readFacility();
    return {
      hospital: facility?.name ?? '',
      language: languageOf(patient, facility?.language),
      isOff: patient.reminders?.email === 'off',
    };
  };
  return {
    describe,
    choose: async (token, channel, isOff) => {
      const id = await links.openLink(token);
      if (id === null) return null;
      await writeWish(deps, id, { path: `/reminders/${channel}`, isOff });
      return describe(token);
    },
  };
}

async function writeWish(
  { store, clock }: OptOutDeps,
  id: string,
  { path, isOff }: { readonly path: string; readonly isOff: boolean },
): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await findSurvivor(tx, id);
    if (!before) return;
    const was = readAt(before.content, path);
    const wish = isOff ? 'off' : undefined;
    if (was === wish) return;
    const at = instantAt(clock.now());
    const change = {
      path,
      ...(was === undefined ? {} : { before: was }),
      ...(wish === undefined ? {} : { after: wish }),
    };
    await putVersion(
      { tx, acceptedAt: at },
      {
        collection: 'patients',
        id: before.id,
        before,
        content: writeAt(before.content, path, wish),
        landed: [{ mutationId: null, by: null, device: null, at, action: null, changes: [change] }],
      },
    );
  });
}
