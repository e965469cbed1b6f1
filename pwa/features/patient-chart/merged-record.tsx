import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePatient } from '#pwa/store/queries.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import type { Chart } from './use-chart.ts';

/** Whose chart an address opens: the survivor's where the record was merged, unless somebody asks for the record itself (`?record=own`). */
export function useShownInstead(id: string): string {
  const { query } = useLocation();
  const live = usePatient(id).value;
  const survivorId = live.kind === 'ready' ? live.rows[0]?.content.survivorId : undefined;
  return query['record'] === 'own' ? id : (survivorId ?? id);
}

/** The record itself, by its own address: whoever reads it is led on. */
export function Joined({ chart }: { readonly chart: Chart }): JSX.Element | null {
  const { links = {}, survivorId } = chart.row.content;
  const link = Object.values(links).find(({ kind }) => kind === 'replaced-by');
  const leadsTo = survivorId ?? link?.patientId;
  if (!leadsTo) return null;
  return (
    <Notice
      tone="caution"
      title={t('chart.merged')}
      action={
        <a class="btn" href={`/patients/${leadsTo}`}>
          {t('chart.mergedOpen')}
        </a>
      }
    />
  );
}

/** The address was that of a record that was merged into this one. */
export function LedOn({ id }: { readonly id: string }): JSX.Element {
  const live = usePatient(id).value;
  const row = live.kind === 'ready' ? live.rows[0] : undefined;
  const number = isolated(mrnText((row && mrnOf(row.content)) ?? ''));
  return (
    <Notice
      tone="info"
      title={t('chart.ledOn', { number })}
      action={
        <a class="btn" href={`/patients/${id}?record=own`}>
          {t('chart.ledOnOwn')}
        </a>
      }
    />
  );
}

/** The numbers of records that were merged into this one: they stand on old wristbands and letters. */
export function WasAlso({ patient }: { readonly patient: Patient }): JSX.Element | null {
  const { identifiers = {}, links = {} } = patient;
  if (!Object.values(links).some(({ kind }) => kind === 'replaces')) return null;
  const old = Object.values(identifiers).filter(
    ({ kind, use }) => use === 'old' && (kind === 'mrn' || kind === 'temporary'),
  );
  const numbers = old.map(({ value }) => isolated(mrnText(value))).join(', ');
  return numbers ? <Chip tone="plain">{t('chart.wasAlso', { numbers })}</Chip> : null;
}
