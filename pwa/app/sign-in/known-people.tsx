import type { JSX } from 'preact';
import type { Person } from '#shared/domain/person.ts';
import { clockText } from '#pwa/app/sync-mark/sync-words.ts';
import { placeWords } from '#pwa/app/sync-mark/use-sync-words.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import type { KnownPerson } from '#pwa/store/session-context.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { StaffFace } from '#pwa/widgets/staff-face.tsx';

interface KnownPeopleProps {
  readonly known: readonly KnownPerson[];
  readonly chosen: Person | null;
  readonly onChoose: (person: Person | null) => void;
}

/** Everybody who has signed in on this device, the last one first, and what of theirs is not sent yet. */
export function KnownPeople({ known, chosen, onChoose }: KnownPeopleProps): JSX.Element {
  const now = useNow(60_000).value;
  const unsent = useUnsentBy();
  return (
    <>
      <ul class="people" aria-label={t('signIn.people')}>
        {known.map(({ person, lastSignedInAt }) => (
          <li key={person.id}>
            <button
              type="button"
              class="who"
              aria-pressed={person.id === chosen?.id}
              onClick={() => onChoose(person)}
            >
              <StaffFace person={person} isLarge />
              <b>{person.name}</b>
              <small>
                {person.roles.map((role) => t(`shell.role.${role}`)).join(', ')}
                {' · '}
                <bdi>
                  {t('signIn.lastHere', {
                    place: placeWords(),
                    at: clockText(lastSignedInAt, now, undefined),
                  })}
                </bdi>
              </small>
              {unsent(person.id) > 0 && (
                <Chip tone="hold" icon="kept">
                  {t('sync.stillWaiting', { n: unsent(person.id) })}
                </Chip>
              )}
            </button>
          </li>
        ))}
      </ul>
      <p class="row door-else">
        <Button icon="people" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
          {t('signIn.someoneElse')}
        </Button>
      </p>
    </>
  );
}

/** How many changes of each person wait on this device; a number, no patient. */
function useUnsentBy(): (person: string) => number {
  const waiting = useReplica()?.waiting.value ?? [];
  const authors = waiting.flatMap(({ document }) => document.trail.map(({ by }) => String(by)));
  return (person) => authors.filter((by) => by === person).length;
}
