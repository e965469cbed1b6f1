import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { NamedVisitKind } from '#shared/domain/visit-kind.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { Blank } from './blank.tsx';
import type { PlaceTree } from './place-tree.ts';
import type { SetUpRows } from './set-up-steps.ts';
import { VisitKindDialog } from './visit-kind-dialog.tsx';
import { allKinds } from './visit-kind-form.ts';

/** What people come for: how long each kind of visit takes, and what it needs. */
export function VisitsStep({
  rows,
  tree,
}: {
  readonly rows: SetUpRows;
  readonly tree: PlaceTree;
}): JSX.Element {
  const open = useSignal<NamedVisitKind | 'new' | null>(null);
  const kinds = allKinds(tree.facility?.content);
  return (
    <>
      <div class="row">
        <Button
          kind="main"
          icon="plus"
          disabled={tree.facility === null}
          why={t('setUp.visitsNeedHospital')}
          onClick={() => (open.value = 'new')}
        >
          {t('setUp.addVisit')}
        </Button>
      </div>
      {kinds.length === 0 ? (
        <Blank title={t('setUp.visitsEmpty')}>{t('setUp.visitsEmptyWhy')}</Blank>
      ) : (
        <ul class="card account-card visit-kinds">
          {kinds.map((kind) => (
            <li key={kind.id}>
              <KindRow kind={kind} rows={rows} onOpen={() => (open.value = kind)} />
            </li>
          ))}
        </ul>
      )}
      {open.value && tree.facility && (
        <VisitKindDialog
          key={open.value === 'new' ? 'new' : open.value.id}
          kind={open.value === 'new' ? null : open.value}
          facility={tree.facility}
          {...{ kinds, rows, tree }}
          onClose={() => (open.value = null)}
        />
      )}
    </>
  );
}

interface KindRowProps {
  readonly kind: NamedVisitKind;
  readonly rows: SetUpRows;
  readonly onOpen: () => void;
}

function KindRow({ kind, rows, onOpen }: KindRowProps): JSX.Element {
  const nameOf = (id: string): string =>
    rows.places.find((place) => place.id === id)?.content.name ?? '';
  const needs = [...Object.keys(kind.rooms ?? {}), ...Object.keys(kind.equipment ?? {})];
  const what = [
    t('setUp.slots', { minutes: kind.minutes }),
    kind.bufferMinutes ? t('setUp.visitBuffered', { n: kind.bufferMinutes }) : '',
    ...needs.map(nameOf),
  ];
  return (
    <button type="button" class="account-row" data-off={!kind.isActive} onClick={onOpen}>
      <span class="account-name">
        <b>
          <bdi>{kind.name}</bdi>
        </b>
        <small class="soft account-two">
          <bdi>{what.filter(Boolean).join(' · ')}</bdi>
        </small>
      </span>
      {!kind.isActive && <Chip tone="caution">{t('setUp.isAway')}</Chip>}
      <Icon name="next" />
    </button>
  );
}
