import type { JSX } from 'preact';
import type { HospitalAnswer } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';

interface DemoPeopleProps {
  readonly demo: HospitalAnswer['demo'];
  readonly onChoose: (account: HospitalAnswer['demo'][number]) => void;
}

/** The invented people of the demo hospital, one tap each. */
export function DemoPeople({ demo, onChoose }: DemoPeopleProps): JSX.Element | null {
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
