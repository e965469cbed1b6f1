import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon, type IconName } from '#pwa/ui/icon.tsx';
import { VirtualList } from '#pwa/ui/virtual-list.tsx';
import type { Planned } from './planned.ts';
import { sumOfPlan, verdictWords } from './table-plan.ts';

const ROW_HEIGHT = 64;
const SIGNS: Readonly<Record<Planned['verdict'], IconName>> = {
  write: 'plus',
  account: 'plus',
  same: 'same',
  refused: 'alert',
};

/** Each row with what becomes of it, those that are left out first. */
export function TablePreview({
  rows,
  onWrite,
}: {
  readonly rows: readonly Planned[];
  readonly onWrite: () => void;
}): JSX.Element {
  const sum = sumOfPlan(rows);
  const sorted = rows.toSorted(
    (a, b) => Number(b.verdict === 'refused') - Number(a.verdict === 'refused') || a.line - b.line,
  );
  return (
    <>
      <p role="status">
        <b>{t('setUp.fileSum', sum)}</b>
      </p>
      <div class="row">
        <Button
          kind="main"
          disabled={sum.write === 0}
          why={t('setUp.fileNothingNew')}
          onClick={onWrite}
        >
          {t('setUp.fileWrite', { n: sum.write })}
        </Button>
      </div>
      <div class="card account-card">
        <VirtualList
          label={t('setUp.fileRows')}
          items={sorted}
          rowHeight={ROW_HEIGHT}
          keyOf={({ line }) => String(line)}
          render={(row) => (
            <div class="planned" data-verdict={row.verdict}>
              <Icon name={SIGNS[row.verdict]} />
              <span class="account-name">
                <b>
                  <bdi>{row.what}</bdi>
                </b>
                <small>{verdictWords(row)}</small>
              </span>
              <span class="stamp">{t('setUp.line', { n: row.line })}</span>
            </div>
          )}
        />
      </div>
    </>
  );
}
