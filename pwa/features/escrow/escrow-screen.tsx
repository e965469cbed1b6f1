import type { JSX } from 'preact';
import type { EscrowPage, EscrowVerdict } from '#shared/sync/escrow.ts';
import { t } from '#pwa/i18n/t.ts';
import type { CallError } from '#pwa/store/call-hospital.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { AdminTabs } from '#pwa/widgets/admin-tabs.tsx';
import { HeldCase } from './held-case.tsx';
import { heldCases, type HeldCase as Case } from './held-cases.ts';
import { SettledList } from './settled-list.tsx';
import { useEscrow } from './use-escrow.ts';
import { useNamesKnown } from './use-names-known.ts';

/** Writes that may not land by themselves: each with both sides, to be let in or set aside by an administrator. */
export function EscrowScreen(): JSX.Element {
  const { page, trouble, decide } = useEscrow();
  const names = useNamesKnown();
  const settle = async (verdict: EscrowVerdict): Promise<boolean> => {
    const answer = await decide(verdict);
    if (!answer.ok) {
      showToast({ text: t('fleet.notDone'), tone: 'alarm' });
      return false;
    }
    const { stopped } = answer.value;
    if (stopped) showToast({ text: stoppedWords(stopped.code), tone: 'alarm' });
    else
      showToast({ text: t(verdict.decision === 'apply' ? 'escrow.applied' : 'escrow.putAside') });
    return !stopped;
  };
  const keysOf = ({ entries }: Case): readonly string[] => entries.map(({ key }) => key);
  const cases = heldCases(page?.waiting ?? []);
  return (
    <Screen title={t('escrow.title')} actions={<AdminTabs current="escrow" />}>
      <div class="stack">
        <p class="soft">{t('escrow.why')}</p>
        {trouble && <Trouble trouble={trouble} />}
        {!page && !trouble && <Skeleton rows={4} />}
        {page && cases.length === 0 && (
          <Notice tone="good" title={t('escrow.none')}>
            {t('escrow.noneWhy')}
          </Notice>
        )}
        {page && <More page={page} />}
        {cases.map((one) => (
          <HeldCase
            key={one.id}
            one={one}
            names={names}
            onApply={async () => void (await settle({ decision: 'apply', keys: keysOf(one) }))}
            onAside={(reason) => settle({ decision: 'set-aside', keys: keysOf(one), reason })}
          />
        ))}
        {page && <SettledList settled={page.settled} zone={names.zone} />}
      </div>
    </Screen>
  );
}

function More({ page }: { readonly page: EscrowPage }): JSX.Element | null {
  const more = page.count - page.waiting.length;
  return more > 0 ? <p class="soft">{t('escrow.more', { n: more })}</p> : null;
}

function stoppedWords(code: Parameters<typeof codeWords>[0] | 'no-such-row'): string {
  return code === 'no-such-row' ? t('escrow.gone') : t('escrow.stopped', { why: codeWords(code) });
}

function codeWords(code: EscrowPage['waiting'][number]['code']): string {
  return t(`inbox.code.${code}`);
}

function Trouble({ trouble }: { readonly trouble: CallError }): JSX.Element {
  if (trouble.kind === 'signed-out')
    return (
      <Notice tone="caution" title={t('fleet.signedOut')}>
        {t('fleet.signedOutWhy')}
      </Notice>
    );
  return (
    <Notice tone="caution" title={t('fleet.offline')}>
      {t('escrow.offline')}
    </Notice>
  );
}
