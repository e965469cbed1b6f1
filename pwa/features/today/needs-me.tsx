import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useDisputes } from '#pwa/store/queries.ts';
import { Notice } from '#pwa/ui/notice.tsx';

export interface NeedsMeProps {
  readonly clashes: number;
  readonly holds: number;
}

/** What needs somebody, before the list: refused changes of mine, two readings, lost times, and what is provisional so far. */
export function NeedsMe({ clashes, holds }: NeedsMeProps): JSX.Element | null {
  const session = useSession();
  const live = useDisputes().value;
  const open =
    live.kind === 'ready' ? live.rows.filter((row) => row.content.status === 'open') : [];
  const me = session.kind === 'signed-in' ? session.person.id : null;
  const refused = open.filter(({ content }) => content.kind === 'refused' && content.author === me);
  const decisions = open.filter(({ content }) => content.kind === 'conflict');
  const said = [
    { tone: 'alarm' as const, n: refused.length, words: t('today.refused', { n: refused.length }) },
    {
      tone: 'alarm' as const,
      n: decisions.length,
      words: t('today.decisions', { n: decisions.length }),
    },
    { tone: 'alarm' as const, n: clashes, words: t('today.clashes', { n: clashes }) },
    { tone: 'hold' as const, n: holds, words: t('today.holds', { n: holds }) },
  ].filter(({ n }) => n > 0);
  if (said.length === 0) return null;
  return (
    <div class="stack turns-needs">
      {said.map(({ tone, words }) => (
        <Notice
          key={words}
          tone={tone}
          title={words}
          action={
            tone === 'alarm' && (
              <a class="btn" href="/inbox">
                {t('today.toInbox')}
              </a>
            )
          }
        />
      ))}
    </div>
  );
}
