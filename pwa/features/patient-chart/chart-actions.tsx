import type { JSX } from 'preact';
import { mayWrite } from '#shared/domain/rights.ts';
import { whereNow } from '#shared/domain/where-now.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon, type IconName } from '#pwa/ui/icon.tsx';
import type { Chart } from './use-chart.ts';

/** What can be done with this person: book, admit, edit. What a role may not do keeps its place and says why. */
export function ChartActions({ chart }: { readonly chart: Chart }): JSX.Element {
  const roles = useRoles();
  const { id, content } = chart.row;
  const isHere = chart.encounters !== null && whereNow(chart.encounters) !== null;
  const isGone = content.deceased !== undefined;
  return (
    <div class="row chart-actions no-print">
      <ActionLink
        href={`/book?patient=${id}`}
        icon="calendar"
        label={t('chart.book')}
        why={mayWrite(roles, 'appointments', '/slot') ? null : t('chart.mayNotBook')}
      />
      <ActionLink
        href={`/admit?patient=${id}`}
        icon="bed"
        label={t('chart.admit')}
        why={admitWhy(mayWrite(roles, 'encounters', '/stays'), isHere || isGone, isGone)}
      />
      <ActionLink
        href={`/patients/${id}/edit`}
        icon="edit"
        label={t('chart.editTitle')}
        why={mayWrite(roles, 'patients', '/names') ? null : t('chart.mayNotEdit')}
      />
      <ActionLink
        href={`/patients/${id}/labels`}
        icon="print"
        label={t('chart.labels')}
        why={null}
      />
      <Button kind="quiet" icon="print" onClick={() => print()}>
        {t('chart.print')}
      </Button>
    </div>
  );
}

function admitWhy(mayAdmit: boolean, isSettled: boolean, isGone: boolean): string | null {
  if (!mayAdmit) return t('chart.mayNotAdmit');
  if (!isSettled) return null;
  return t(isGone ? 'chart.admitDeceased' : 'chart.admitted');
}

interface ActionLinkProps {
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
  /** Why it is off; null where it is on. */
  readonly why: string | null;
}

function ActionLink({ href, icon, label, why }: ActionLinkProps): JSX.Element {
  if (why !== null) {
    return (
      <Button icon={icon} disabled why={why}>
        {label}
      </Button>
    );
  }
  return (
    <a class="btn" href={href}>
      <Icon name={icon} />
      {label}
    </a>
  );
}
