import type { JSX } from 'preact';
import { Route, Router } from 'preact-iso/router';
import { t } from '#pwa/i18n/t.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { lazyScreen as screen } from './lazy-screen.tsx';

/** Every address of the app and the screen behind it; each screen is a chunk of its own. */
const SCREENS = {
  '/patients': screen(() =>
    import('#pwa/features/patients/patients-screen.tsx').then((m) => m.PatientsScreen),
  ),
  '/patients/new': screen(() =>
    import('#pwa/features/registration/registration-screen.tsx').then((m) => m.RegistrationScreen),
  ),
  '/patients/:id/edit': screen(() =>
    import('#pwa/features/registration/edit-patient-screen.tsx').then((m) => m.EditPatientScreen),
  ),
  '/calendar': screen(() =>
    import('#pwa/features/calendar/calendar-screen.tsx').then((m) => m.CalendarScreen),
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
