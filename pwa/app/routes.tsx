import type { JSX } from 'preact';
import { Route, Router } from 'preact-iso/router';
import type { Role } from '#shared/domain/person.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { lazyScreen as screen, type LazyScreen, type RouteParts } from './lazy-screen.tsx';

const wards = screen(() =>
  import('#pwa/features/bed-board/bed-board-screen.tsx').then((m) => m.BedBoardScreen),
);

/** Every address of the app and the screen behind it; each screen is a chunk of its own. */
const SCREENS = {
  '/': screen(
    () => import('#pwa/features/today/today-screen.tsx').then((m) => m.TodayScreen),
    'first',
  ),
  '/patients': screen(
    () => import('#pwa/features/patients/patients-screen.tsx').then((m) => m.PatientsScreen),
    'first',
  ),
  '/patients/new': screen(() =>
    import('#pwa/features/registration/registration-screen.tsx').then((m) => m.RegistrationScreen),
  ),
  '/patients/files': forRole(
    'records',
    screen(
      () => import('#pwa/features/files/files-screen.tsx').then((m) => m.FilesScreen),
      'admin',
    ),
  ),
  '/patients/:id': screen(() =>
    import('#pwa/features/patient-chart/chart-screen.tsx').then((m) => m.ChartScreen),
  ),
  '/patients/:id/edit': screen(() =>
    import('#pwa/features/registration/edit-patient-screen.tsx').then((m) => m.EditPatientScreen),
  ),
  '/patients/:id/labels': screen(
    () => import('#pwa/features/labels/labels-screen.tsx').then((m) => m.LabelsScreen),
    'desk',
  ),
  '/scan': screen(
    () => import('#pwa/features/scan/scan-screen.tsx').then((m) => m.ScanScreen),
    'desk',
  ),
  '/duplicates': screen(
    () => import('#pwa/features/duplicates/duplicates-screen.tsx').then((m) => m.DuplicatesScreen),
    'admin',
  ),
  '/calendar': screen(() =>
    import('#pwa/features/calendar/calendar-screen.tsx').then((m) => m.CalendarScreen),
  ),
  '/calendar/week': screen(() =>
    import('#pwa/features/calendar/week-screen.tsx').then((m) => m.WeekScreen),
  ),
  '/calendar/month': screen(() =>
    import('#pwa/features/calendar/month-screen.tsx').then((m) => m.MonthScreen),
  ),
  '/calendar/away': screen(
    () => import('#pwa/features/calendar/away-screen.tsx').then((m) => m.AwayScreen),
    'desk',
  ),
  '/queue': screen(
    () => import('#pwa/features/queue/queue-screen.tsx').then((m) => m.QueueScreen),
    'desk',
  ),
  '/queue/wall': screen(
    () => import('#pwa/features/queue/wall-screen.tsx').then((m) => m.WallScreen),
    'desk',
  ),
  '/wait-list': screen(
    () => import('#pwa/features/wait-list/wait-list-screen.tsx').then((m) => m.WaitListScreen),
    'desk',
  ),
  '/wait-list/rebook': screen(
    () => import('#pwa/features/wait-list/rebook-screen.tsx').then((m) => m.RebookScreen),
    'desk',
  ),
  '/book': screen(() =>
    import('#pwa/features/booking/booking-screen.tsx').then((m) => m.BookingScreen),
  ),
  '/book/series': screen(
    () => import('#pwa/features/booking/series-screen.tsx').then((m) => m.SeriesScreen),
    'desk',
  ),
  '/wards': wards,
  '/wards/:id': wards,
  '/admit': screen(() =>
    import('#pwa/features/admission/admission-screen.tsx').then((m) => m.AdmissionScreen),
  ),
  '/inbox': screen(() =>
    import('#pwa/features/conflict-inbox/inbox-screen.tsx').then((m) => m.InboxScreen),
  ),
  '/admin': forRole(
    'admin',
    screen(
      () => import('#pwa/features/fleet/fleet-screen.tsx').then((m) => m.FleetScreen),
      'admin',
    ),
  ),
  '/admin/escrow': forRole(
    'admin',
    screen(
      () => import('#pwa/features/escrow/escrow-screen.tsx').then((m) => m.EscrowScreen),
      'admin',
    ),
  ),
  '/admin/reminders': forRole(
    'admin',
    screen(
      () => import('#pwa/features/reminders/reminders-screen.tsx').then((m) => m.RemindersScreen),
      'admin',
    ),
  ),
  '/admin/people': forRole(
    'admin',
    screen(
      () => import('#pwa/features/people/people-screen.tsx').then((m) => m.PeopleScreen),
      'admin',
    ),
  ),
  '/admin/set-up': forRole(
    'admin',
    screen(
      () => import('#pwa/features/set-up/set-up-screen.tsx').then((m) => m.SetUpScreen),
      'admin',
    ),
  ),
  '/account': screen(() => import('./account/account-screen.tsx').then((m) => m.AccountScreen)),
};

/** The screen of the present address. */
export function Routes(): JSX.Element {
  return (
    <Router onRouteChange={readOn}>
      {Object.entries(SCREENS).map(([path, component]) => (
        <Route key={path} path={path} component={component} />
      ))}
      <Route default component={Nowhere} />
    </Router>
  );
}

/** The new page is where reading goes on, unless it has put the focus somewhere itself. */
function readOn(): void {
  const main = document.getElementById('main');
  if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
}

/** A page for one role alone; to others it says so in words. */
function forRole(role: Role, Loaded: LazyScreen): (props: RouteParts) => JSX.Element {
  return function ForRole(props) {
    if (useRoles().includes(role)) return <Loaded {...props} />;
    return (
      <Screen title={t(role === 'admin' ? 'shell.notYours' : 'patients.files')}>
        <p>{t('ui.notAllowed')}</p>
      </Screen>
    );
  };
}

function Nowhere(): JSX.Element {
  return (
    <Screen title={t('shell.nowhere')}>
      <div class="stack">
        <p>{t('shell.nowhereWhy')}</p>
        <p>
          <a class="btn" href="/">
            {t('shell.toToday')}
          </a>
        </p>
      </div>
    </Screen>
  );
}
