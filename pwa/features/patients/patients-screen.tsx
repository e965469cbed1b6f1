import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleFinder } from '#pwa/store/people-finder.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { useKeys } from '#pwa/ui/use-keys.ts';
import { StaleNote } from '#pwa/widgets/stale-note.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { FindBox } from './find-box.tsx';
import { FoundPeople } from './found-people.tsx';
import { LetterBar } from './letter-bar.tsx';
import { moveAmongRows } from './move-among-rows.ts';
import { NobodyFound } from './nobody-found.tsx';
import { NobodyHere } from './nobody-here.tsx';
import { PeopleList } from './people-list.tsx';
import { PeopleActions } from './register-link.tsx';
import { useFound } from './use-found.ts';

/** Everybody on this device by name, and anybody of them while typing. */
export function PatientsScreen(): JSX.Element {
  const today = useToday();
  const { route } = useLocation();
  const root = useRef<HTMLDivElement>(null);
  const text = useSignal('');
  const from = useSignal('');
  const isEmpty = useSignal(false);
  const found = useFound(text.value);
  useKeys(root, (event) => {
    const isTyping = (event.target as HTMLElement).matches('input');
    if (isTyping && !['ArrowDown', 'Enter', 'Escape'].includes(event.key)) return;
    if (isTyping && event.key === 'Escape') text.value = '';
    else if (event.key !== 'Enter') moveAmongRows(event, root.current);
    else if (isTyping && found?.hits[0]) route(`/patients/${found.hits[0].id}`);
  });
  return (
    <Screen title={t('patients.title')} heading={<Heading />} actions={<PeopleActions />}>
      <div ref={root} class="stack">
        <FindBox text={text} />
        <StaleNote />
        {found === null && !isEmpty.value && (
          <LetterBar from={from.value} onJump={(letter) => (from.value = letter)} />
        )}
        {found === null && (
          <PeopleList
            key={from.value}
            from={from.value}
            today={today}
            onFirst={(nobody) => (isEmpty.value = nobody && from.peek() === '')}
          />
        )}
        {found === null && isEmpty.value && <NobodyHere />}
        {found && found.hits.length > 0 && <FoundPeople found={found} today={today} />}
        {found?.hits.length === 0 && <NobodyFound text={found.text} />}
      </div>
    </Screen>
  );
}

/** The number of people is the finder's: counting the store would hold up the list. */
function Heading(): JSX.Element {
  const state = usePeopleFinder().state.value;
  return (
    <>
      <h1>{t('patients.title')}</h1>
      <p class="sub">
        {state.kind === 'ready' && t('patients.count', { n: state.people })}
        {state.kind === 'reading' && t('patients.reading', state)}
      </p>
    </>
  );
}
