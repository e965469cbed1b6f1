import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { stepAppointment } from '#shared/domain/appointment-step.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointmentsOn } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { CheckInForm } from './check-in-form.tsx';
import { CheckedIn } from './checked-in.tsx';
import { kioskMatch, type Given } from './kiosk-match.ts';
import { LeaveKiosk } from './leave-kiosk.tsx';

type Row = Stored<'appointments'>;
/** What somebody was told stands for a moment only: the next one must not read it. */
const TOLD_MS = 20_000;

/** The tablet at the entrance: whoever comes checks in by themselves. It shows nobody's name and lets nobody out without a password. */
export function KioskScreen(): JSX.Element {
  const live = useAppointmentsOn(useToday());
  return (
    <div class="kiosk">
      <Screen title={t('kiosk.title')}>
        <WhenReady live={live}>{(rows) => <CheckIn rows={rows} />}</WhenReady>
      </Screen>
      <LeaveKiosk />
    </div>
  );
}

type Told = { readonly kind: 'row'; readonly id: string } | { readonly kind: 'desk' } | null;

function CheckIn({ rows }: { readonly rows: readonly Row[] }): JSX.Element {
  const told = useSignal<Told>(null);
  const failures = useSignal(0);
  const { people, arePeopleRead } = usePeopleOf(
    rows.flatMap(({ content }) => content.patientId ?? []),
  );
  const { change } = useAppointmentWrites();
  useEffect(() => {
    if (told.value === null) return undefined;
    const timer = setTimeout(() => (told.value = null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told, told.value]);
  const give = async (given: Given): Promise<void> => {
    const row = kioskMatch(given, { rows, people, now: Date.now() });
    const isHere =
      row?.content.status === 'arrived' ||
      (row &&
        (
          await change('self check-in', row.id, (before, at) =>
            stepAppointment(before, 'arrived', at),
          )
        ).ok);
    failures.value = isHere ? 0 : failures.peek() + 1;
    told.value = row && isHere ? { kind: 'row', id: row.id } : { kind: 'desk' };
  };
  const now = told.value;
  const row = now?.kind === 'row' ? rows.find(({ id }) => id === now.id) : undefined;
  if (row) return <CheckedIn row={row} rows={rows} onDone={() => (told.value = null)} />;
  return (
    <CheckInForm
      key={now?.kind}
      isRefused={now?.kind === 'desk'}
      isReady={arePeopleRead}
      failures={failures.value}
      onGive={(given) => void give(given)}
    />
  );
}
