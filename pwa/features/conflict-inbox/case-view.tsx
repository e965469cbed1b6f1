import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { BedCase } from './bed-case.tsx';
import type { Case } from './cases.ts';
import { ClashCase } from './clash-case.tsx';
import { ConflictCase } from './conflict-case.tsx';
import { DoubledCase } from './doubled-case.tsx';
import { RefusedCase } from './refused-case.tsx';
import type { InboxView } from './use-cases.ts';
import type { Later } from './use-later.ts';

export interface CaseViewProps {
  readonly one: Case;
  readonly view: InboxView;
  readonly later: Later;
  /** The open ones that the person signed in may settle. */
  readonly mine: readonly Case[];
}

/** One case, open to be settled. */
export function CaseView({ one, view, later, mine }: CaseViewProps): JSX.Element {
  const at = mine.findIndex(({ id }) => id === one.id);
  return (
    <>
      {at >= 0 && <p class="soft small">{t('inbox.of', { at: at + 1, all: mine.length })}</p>}
      <Body one={one} view={view} later={later} />
    </>
  );
}

function Body({ one, view, later }: Omit<CaseViewProps, 'mine'>): JSX.Element {
  switch (one.kind) {
    case 'conflict':
      return <ConflictCase one={one} view={view} later={later} />;
    case 'refused':
      return <RefusedCase one={one} view={view} />;
    case 'clash':
      return <ClashCase row={one.row} />;
    case 'bed':
      return <BedCase one={one} view={view} />;
    case 'doubled':
      return <DoubledCase one={one} view={view} />;
  }
}
