import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { isUuid, type PatientId } from '#shared/domain/ids.ts';
import { pairIdOf, type Pair, type Side } from '#shared/domain/pair.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePairs, usePatients } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { DecidedPair } from './decided-pair.tsx';
import { KeptFromBoth } from './kept-from-both.tsx';
import { FieldChoices } from './field-choices.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { WAITS } from './pair-row.tsx';
import { usePairWrites } from './use-pair-writes.ts';
import { usualSurvivor } from './review-list.ts';

type Row = Stored<'patients'>;

interface CompareScreenProps {
  readonly one: string;
  readonly other: string;
}

/** Two records side by side, field by field. */
export function CompareScreen({ one, other }: CompareScreenProps): JSX.Element {
  const areIds = isUuid(one) && isUuid(other) && one !== other;
  const live = usePatients(areIds ? [one, other] : []).value;
  const pairs = usePairs().value;
  const isMine = mayWrite(useRoles(), 'pairs', '/decision');
  const id = areIds ? pairIdOf(one, other) : '';
  const pair =
    pairs.kind === 'ready' ? pairs.rows.find((row) => row.id === id)?.content : undefined;
  return (
    <Screen
      title={t('duplicates.compareTitle')}
      actions={
        <a class="btn btn-quiet" href="/duplicates">
          {t('duplicates.back')}
        </a>
      }
    >
      {!isMine && <p>{t('duplicates.notYours')}</p>}
      {isMine && (
        <WhenReady live={live}>
          {(rows) => {
            const mine = rows.find((row) => row.id === one);
            const theirs = rows.find((row) => row.id === other);
            if (!mine || !theirs)
              return <Notice tone="caution" title={t('duplicates.elsewhere')} />;
            return <TwoRecords key={id} two={[mine, theirs]} pair={pair} />;
          }}
        </WhenReady>
      )}
    </Screen>
  );
}

interface TwoRecordsProps {
  readonly two: readonly [Row, Row];
  readonly pair: Pair | undefined;
}

function TwoRecords({ two, pair }: TwoRecordsProps): JSX.Element {
  const { route } = useLocation();
  const writes = usePairWrites();
  const survivorId = useSignal<PatientId>(usualSurvivor(...two));
  const fields = useSignal<Readonly<Record<string, Side>>>({});
  const asks = useSignal(false);
  const [survivor, replaced] = two[0].id === survivorId.value ? two : [two[1], two[0]];
  const ids = { one: two[0].id, other: two[1].id };
  const decided = pair?.decision?.kind;
  const people = new Map(two.map(({ id, content }) => [id, content] as const));
  const merge = async (): Promise<void> => {
    if (await writes.same(ids, survivorId.peek(), fields.peek())) route('/duplicates');
  };
  const apart = async (): Promise<void> => {
    if (await writes.different(ids)) route('/duplicates');
  };
  if (decided === 'same' && pair) return <AlreadyOne pair={pair} people={people} />;
  return (
    <div class="stack">
      {decided === 'different' && <Notice tone="info" title={t('duplicates.decidedTwo')} />}
      <FieldChoices
        two={two}
        survivorId={survivorId.value}
        fields={fields.value}
        onSurvivor={(id) => {
          survivorId.value = id;
          fields.value = {};
        }}
        onField={(field, side) => (fields.value = { ...fields.peek(), [field]: side })}
      />
      <KeptFromBoth two={two} />
      <p class="small soft">{t('duplicates.visits')}</p>
      <div class="row">
        <Button kind="main" onClick={() => (asks.value = true)}>
          {t('duplicates.merge')}
        </Button>
        {decided !== 'different' && (
          <Button onClick={() => void apart()}>{t('duplicates.undoTwo')}</Button>
        )}
      </div>
      {asks.value && (
        <MergeDialog
          survivor={survivor.content}
          replaced={replaced.content}
          onMerge={() => void merge()}
          onClose={() => (asks.value = false)}
        />
      )}
    </div>
  );
}

interface AlreadyOneProps {
  readonly pair: Pair;
  readonly people: ReadonlyMap<string, Patient>;
}

/** They were merged before, or that waits: what can be done is to undo it. */
function AlreadyOne({ pair, people }: AlreadyOneProps): JSX.Element {
  const asks = useSignal(false);
  const known = { id: pairIdOf(pair.one, pair.other), content: pair };
  return (
    <div class="stack">
      <Notice
        tone={pair.waits ? 'caution' : 'info'}
        title={t(pair.waits ? WAITS[pair.waits] : 'duplicates.already')}
        action={<Button onClick={() => (asks.value = true)}>{t('duplicates.undo')}</Button>}
      />
      <div class="card pair">
        <DecidedPair pair={known} people={people} />
      </div>
      {asks.value && (
        <UndoDialog pair={known} people={people} onClose={() => (asks.value = false)} />
      )}
    </div>
  );
}
