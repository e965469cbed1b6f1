import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PatientId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { RadioField, TextField } from '#pwa/ui/field.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { PatientBanner } from '#pwa/widgets/patient-banner.tsx';
import { WhenHeld } from '#pwa/widgets/when-held.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { LabelPaper } from './label-paper.tsx';
import { copiesOf, PAPERS, SIZES, type Paper } from './paper.ts';

/** Label, wristband or card of a person: seen as it will be printed, then printed at the printer's own size. */
export function LabelsScreen({ id }: { readonly id: PatientId }): JSX.Element {
  return (
    <Screen title={t('labels.title')} heading={<span />} wide>
      <WhenHeld id={id}>{(patient) => <Labels id={id} patient={patient} />}</WhenHeld>
    </Screen>
  );
}

function Labels({
  id,
  patient,
}: {
  readonly id: PatientId;
  readonly patient: Patient;
}): JSX.Element {
  const today = useToday();
  const hospital = useReplica()?.sync.facility.value?.name ?? '';
  const paper = useSignal<Paper>('label');
  const typed = useSignal('1');
  const kind = paper.value;
  const copies = Array.from({ length: copiesOf(typed.value) }, (_, n) => n);
  return (
    <>
      <div class="no-print">
        <PatientBanner patient={patient} />
      </div>
      <div class="chart-page stack">
        <Choice id={id} paper={paper} typed={typed} copies={copies.length} />
        {/* A wristband is wider than a phone: it is scrolled by keyboard too. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section class="stick-desk" aria-label={t('labels.preview')} tabIndex={0}>
          {copies.map((n) => (
            <LabelPaper
              key={n}
              paper={kind}
              id={id}
              patient={patient}
              today={today}
              hospital={hospital}
            />
          ))}
        </section>
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly id: PatientId;
  readonly paper: Signal<Paper>;
  readonly typed: Signal<string>;
  readonly copies: number;
}

/** What is printed on, how often, and the way to the printer. */
function Choice({ id, paper, typed, copies }: ChoiceProps): JSX.Element {
  return (
    <form
      class="card pad stack form no-print"
      aria-label={t('labels.title')}
      onSubmit={(event) => {
        event.preventDefault();
        print();
      }}
    >
      <h2>{t('labels.title')}</h2>
      <RadioField
        label={t('labels.paper')}
        name="paper"
        value={paper.value}
        options={PAPERS.map((value) => ({ value, label: t(`labels.${value}`) }))}
        onChange={(value) => (paper.value = value as Paper)}
      />
      <TextField
        label={t('labels.copies')}
        name="copies"
        value={typed.value}
        inputMode="numeric"
        hint={t('labels.size', SIZES[paper.value])}
        onInput={(text) => (typed.value = text)}
      />
      <div class="form-foot row">
        <Button kind="main" icon="print" type="submit">
          {t('labels.print', { n: copies })}
        </Button>
        <a class="btn btn-quiet" href={`/patients/${id}`}>
          {t('labels.back')}
        </a>
      </div>
      <p class="hint">{t('labels.codeWhy')}</p>
    </form>
  );
}
