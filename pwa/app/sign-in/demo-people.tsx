import type { JSX } from 'preact';
import type { HospitalAnswer } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';

interface DemoPeopleProps {
  /** Null while the hospital has not said whether it is a demo; only a server on this very machine may be one. */
  readonly demo: HospitalAnswer['demo'] | null;
  readonly onChoose: (account: HospitalAnswer['demo'][number]) => void;
}

/** The invented people of the demo hospital, one tap each. */
export function DemoPeople({ demo, onChoose }: DemoPeopleProps): JSX.Element | null {
  if (demo === null) return isOnThisMachine() ? <div class="door-demo door-demo-room" /> : null;
  if (demo.length === 0) return null;
  return (
    <section class="stack door-demo" aria-labelledby="door-demo">
      <h3 id="door-demo">{t('signIn.demo')}</h3>
      <p class="hint">{t('signIn.demoWhy')}</p>
      <ul>
        {demo.map((account) => (
          <li key={account.username}>
            <button
              type="button"
              class="btn btn-wide door-account"
              onClick={() => onChoose(account)}
            >
              <span>{account.name}</span>
              <span class="soft small">{t(`shell.role.${account.role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Room is kept only where a demo is likely, so that nothing jumps when its people arrive. */
function isOnThisMachine(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname);
}
