import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { VirtualList } from '#pwa/ui/virtual-list.tsx';
import { Blank } from './blank.tsx';
import { PractitionerDialog } from './practitioner-dialog.tsx';
import { inCalendarOrder, practitionerName } from './practitioner-name.ts';
import type { PlaceTree } from './place-tree.ts';
import type { SetUpRows } from './set-up-steps.ts';

type Row = SetUpRows['practitioners'][number];
const ROW_HEIGHT = 68;

/** Whoever has a column in the calendar. */
export function PractitionersStep({
  rows,
  tree,
}: {
  readonly rows: SetUpRows;
  readonly tree: PlaceTree;
}): JSX.Element {
  const open = useSignal<Row | 'new' | null>(null);
  const sorted = inCalendarOrder(rows.practitioners);
  const clinicName = (id: string | undefined): string =>
    tree.clinics.find((clinic) => clinic.id === id)?.content.name ?? '';
  return (
    <>
      <div class="row">
        <Button kind="main" icon="plus" onClick={() => (open.value = 'new')}>
          {t('setUp.addPractitioner')}
        </Button>
      </div>
      {sorted.length === 0 && (
        <Blank title={t('setUp.practitionersEmpty')}>{t('setUp.practitionersEmptyWhy')}</Blank>
      )}
      {sorted.length > 0 && (
        <div class="card account-card">
          <VirtualList
            label={t('setUp.step.practitioners')}
            items={sorted}
            rowHeight={ROW_HEIGHT}
            keyOf={({ id }) => id}
            render={(row) => (
              <PractitionerRow
                row={row}
                clinicName={clinicName}
                onOpen={() => (open.value = row)}
              />
            )}
          />
        </div>
      )}
      {open.value && (
        <PractitionerDialog
          key={open.value === 'new' ? 'new' : open.value.id}
          practitioner={open.value === 'new' ? null : open.value}
          clinics={tree.clinics}
          nextOrder={Math.max(0, ...sorted.map(({ content }) => content.order ?? 0)) + 1}
          onClose={() => (open.value = null)}
        />
      )}
    </>
  );
}

interface RowProps {
  readonly row: Row;
  readonly clinicName: (id: string | undefined) => string;
  readonly onOpen: () => void;
}

function PractitionerRow({ row: { content }, clinicName, onOpen }: RowProps): JSX.Element {
  const role = Object.values(content.roles ?? {})[0];
  const what = [role?.role, role?.specialty, clinicName(role?.clinicId)]
    .filter(Boolean)
    .join(' · ');
  return (
    <button type="button" class="account-row" data-off={!content.isActive} onClick={onOpen}>
      <span class="account-name">
        <b>
          <bdi>{practitionerName(content)}</bdi>
        </b>
        <small class="soft">
          <bdi>{what}</bdi>
        </small>
      </span>
      {!content.isActive && <Chip tone="caution">{t('setUp.isAway')}</Chip>}
      <Icon name="next" />
    </button>
  );
}
