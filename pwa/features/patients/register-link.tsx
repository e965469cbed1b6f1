import type { JSX } from 'preact';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';

/** Whether the person signed in may register somebody. */
export function useMayRegister(): boolean {
  return mayWrite(useRoles(), 'patients', '/names');
}

/** What can be done with people beside finding them. */
export function PeopleActions(): JSX.Element {
  return (
    <>
      {useRoles().includes('records') && (
        <a class="btn" href="/patients/files">
          {t('patients.files')}
        </a>
      )}
      <DuplicatesLink />
      <RegisterLink />
    </>
  );
}

/** The way to the records that may be one person's, for who decides about them. */
function DuplicatesLink(): JSX.Element | null {
  if (!mayWrite(useRoles(), 'pairs', '/decision')) return null;
  return (
    <a class="btn" href="/duplicates">
      {t('patients.duplicates')}
    </a>
  );
}

/** The way to the form for a new person; keeps its place and says why where the role does not register. */
function RegisterLink(): JSX.Element {
  if (!useMayRegister()) {
    return (
      <Button kind="main" icon="plus" disabled why={t('patients.mayNotRegister')}>
        {t('patients.register')}
      </Button>
    );
  }
  return (
    <a class="btn btn-main" href="/patients/new">
      <Icon name="plus" />
      {t('patients.register')}
    </a>
  );
}
