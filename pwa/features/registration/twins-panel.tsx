import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleFinder } from '#pwa/store/people-finder.ts';
import { TwinCard } from './twin-card.tsx';
import type { Twin } from './twins.ts';

interface TwinsPanelProps {
  readonly twins: readonly Twin[];
  readonly notThem: readonly string[];
  readonly isAnythingTyped: boolean;
  readonly today: string;
  readonly onChosen: (id: string) => void;
}

/** Who on this device may be the same person, beside the form and up to date with every letter. */
export function TwinsPanel(props: TwinsPanelProps): JSX.Element {
  const { twins, notThem, isAnythingTyped, today, onChosen } = props;
  return (
    <section class="card" aria-labelledby="twins">
      <div class="card-head">
        <h2 id="twins" class="grow">
          {t('registration.twins')}
        </h2>
        <Compared />
      </div>
      <p class="vh" role="status">
        {isAnythingTyped && t('registration.twinsFound', { n: twins.length })}
      </p>
      {twins.length === 0 && (
        <p class="pad small soft">
          {t(isAnythingTyped ? 'registration.twinsNone' : 'registration.twinsWait')}
        </p>
      )}
      {twins.map((twin, at) => (
        <TwinCard
          key={twin.id}
          twin={twin}
          today={today}
          isFirst={at === 0}
          isAnswered={notThem.includes(twin.id)}
          onChosen={() => onChosen(twin.id)}
        />
      ))}
    </section>
  );
}

/** How many people were compared: a list still being read is not said to be the whole. */
function Compared(): JSX.Element | null {
  const state = usePeopleFinder().state.value;
  if (state.kind === 'starting') return null;
  return (
    <span class="stamp pad-end">
      {state.kind === 'ready'
        ? t('registration.twinsCompared', { n: state.people })
        : t('registration.twinsReading', state)}
    </span>
  );
}
