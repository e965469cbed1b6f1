import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { useStaff } from '#pwa/store/use-staff.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { inOrder } from './in-order.ts';
import type { KnownPair } from './review-list.ts';

interface DecidedPairProps {
  readonly pair: KnownPair;
  readonly people: ReadonlyMap<string, Patient>;
}

/** Two records about which somebody has decided: who and when, which goes on and which is replaced. */
export function DecidedPair({ pair, people }: DecidedPairProps): JSX.Element {
  return (
    <>
      <WhoWhen pair={pair} />
      <BothPeople pair={pair} people={people} />
    </>
  );
}

/** The two side by side, each with what becomes of its record. */
export function BothPeople({ pair, people }: DecidedPairProps): JSX.Element {
  return (
    <div class="pair-two">
      {inOrder(pair).map(([id, word]) => (
        <PersonCard key={id} patient={people.get(id)}>
          {word && <p class="small soft">{word}</p>}
        </PersonCard>
      ))}
    </div>
  );
}

function WhoWhen({ pair: { content } }: Pick<DecidedPairProps, 'pair'>): JSX.Element | null {
  const nameOf = useStaff();
  const zone = useZone();
  const { decision, carried, waits } = content;
  if (!decision) return null;
  const name = isolated(nameOf(decision.by) || t('inbox.noName'));
  return (
    <p class="row small soft">
      <span>{t('duplicates.mergedBy', { name, when: momentText(decision.at, zone) })}</span>
      {decision.kind === 'same' && !carried && !waits && (
        <Chip tone="hold" icon="kept">
          {t('duplicates.notCarried')}
        </Chip>
      )}
    </p>
  );
}
