import type { Location } from '#shared/domain/location.ts';
import { shownName } from '#shared/domain/human-name.ts';
import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import { practitionerName, type Practitioner } from '#shared/domain/practitioner.ts';
import type { Person } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { addDays, dayOf } from '#shared/scheduling/wall-time.ts';
import type { FeedAnswer } from '#shared/sync/feeds.ts';
import type { Store, StoredDocument } from '#server/store/store.ts';
import { eventOf, type CalendarEvent } from './reminders/calendar-event.ts';
import { readSurvivor } from './reminders/read-survivor.ts';
import { readSettings } from './reminders/settings.ts';
import { messageLanguage, WORDS, type MessageLanguage } from './reminders/words.ts';
import { hashSecret, makeSecret } from './secrets.ts';

/** A calendar as a program of the clinician's own reads it. */
interface Calendar {
  readonly name: string;
  readonly events: readonly CalendarEvent[];
}
/** Clinicians' calendars for their own programs: busy, where and when; a patient's name never, initials where the hospital says so. */
export interface Feeds {
  /** What a person has; not possible for somebody who is no clinician. */
  readonly of: (person: Person) => Promise<FeedAnswer>;
  /** A new address; the old one ends. The secret is given out here and never again. */
  readonly make: (person: Person, language: string) => Promise<FeedAnswer | null>;
  readonly end: (person: Person) => Promise<FeedAnswer>;
  /** The calendar behind a secret; null for one that is not known, or whose owner may not come in any more. */
  readonly read: (secret: string) => Promise<Calendar | null>;
}
export interface FeedsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly publicUrl: string | null;
}

const [DAYS_BEFORE, DAYS_AFTER] = [30, 180];
const AT_ONCE = 500;
/** That it was read is noted no more often. */
const TOUCH_MS = 15 * 60_000;

export function createFeeds(deps: FeedsDeps): Feeds {
  const { store, clock, publicUrl } = deps;
  const answer = async (person: Person, secret: string | null): Promise<FeedAnswer> => {
    const link = await store.feeds.feedLinkOf(person.id);
    return {
      isPossible: person.practitionerId !== null,
      link: link && { madeAt: link.madeAt, readAt: link.readAt },
      path: secret === null ? null : `/feed/${secret}.ics`,
      origin: publicUrl,
    };
  };
  return {
    of: (person) => answer(person, null),
    make: async (person, language) => {
      if (person.practitionerId === null) return null;
      const secret = makeSecret();
      await store.feeds.putFeedLink({
        personId: person.id,
        tokenHash: hashSecret(secret),
        language: messageLanguage(language),
        madeAt: instantAt(clock.now()),
        readAt: null,
      });
      return answer(person, secret);
    },
    end: async (person) => {
      await store.feeds.dropFeedLink(person.id);
      return answer(person, null);
    },
    read: (secret) => readCalendar(deps, secret),
  };
}

async function readCalendar(deps: FeedsDeps, secret: string): Promise<Calendar | null> {
  const { store, clock } = deps;
  const link = await store.feeds.readFeedLink(hashSecret(secret));
  if (!link) return null;
  const account = (await store.accounts.listAccounts()).find(({ id }) => id === link.personId);
  if (!account?.isActive || account.practitionerId === null) return null;
  const now = clock.now();
  if ((link.readAt ?? '') < instantAt(now - TOUCH_MS))
    await store.feeds.touchFeedLink(link.tokenHash, instantAt(now));
  const practitioner = await store.readDocument('practitioners', account.practitionerId);
  const events: CalendarEvent[] = [];
  const names = createNames(deps, messageLanguage(link.language));
  for (const document of await appointmentsOf(deps, account.practitionerId)) {
    const words = await names.wordsOf(document);
    const event = eventOf(document, () => words);
    if (event) events.push(event);
  }
  return {
    name: practitionerName(practitioner?.content as Practitioner | undefined) || account.name,
    events: events.toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)),
  };
}

async function appointmentsOf(
  { store, clock }: FeedsDeps,
  practitionerId: string,
): Promise<readonly StoredDocument[]> {
  const today = dayOf(instantAt(clock.now()));
  const found: StoredDocument[] = [];
  let after: number | undefined;
  do {
    const page = await store.find({
      collection: 'appointments',
      where: [
        { key: 'practitionerId', anyOf: [practitionerId] },
        { key: 'day', from: addDays(today, -DAYS_BEFORE), until: addDays(today, DAYS_AFTER) },
      ],
      ...(after === undefined ? {} : { after }),
      limit: AT_ONCE,
    });
    found.push(...page.documents);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return found;
}

/** What stands on an event: that it is one, where it is, and initials where the hospital lets them be seen. */
function createNames({ store }: FeedsDeps, language: MessageLanguage) {
  const places = new Map<string, string>();
  const placeOf = async (id: string | undefined): Promise<string> => {
    if (!id) return '';
    const known = places.get(id);
    if (known !== undefined) return known;
    const found = await store.readDocument('locations', id);
    const name = (found?.content as Location | undefined)?.name ?? '';
    places.set(id, name);
    return name;
  };
  const whereOf = async (slot: BookedSlot | undefined): Promise<string> =>
    [await placeOf(slot?.clinicId), await placeOf(slot?.roomId)].filter(Boolean).join(', ');
  return {
    wordsOf: async ({ content }: StoredDocument) => {
      const { slot, patientId } = content as unknown as Appointment;
      const { feeds } = await readSettings(store);
      const initials =
        feeds.hasInitials && patientId ? initialsOf(await readSurvivor(store, patientId)) : '';
      const summary = [WORDS[language].event, initials].filter(Boolean).join(' ');
      return { summary, location: await whereOf(slot), description: '' };
    },
  };
}

/** "A. B."; nothing where no name is known. */
function initialsOf(patient: Awaited<ReturnType<typeof readSurvivor>>): string {
  const name = patient?.isRestricted ? undefined : shownName(patient?.names);
  const parts = [name?.given, name?.family ?? name?.text];
  return parts
    .flatMap((part) => [...(part ?? '').trim()].slice(0, 1))
    .map((letter) => `${letter.toLocaleUpperCase()}.`)
    .join(' ');
}
