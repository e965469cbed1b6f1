import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Blank } from './blank.tsx';
import { ManyBedsDialog } from './many-beds-dialog.tsx';
import { PlaceDialog, type PlaceDialogProps } from './place-dialog.tsx';
import { WardCard } from './ward-card.tsx';
import type { PlaceTree, Ward } from './place-tree.ts';

type Open =
  | { readonly kind: 'place'; readonly place: Omit<PlaceDialogProps, 'onClose'> }
  | { readonly kind: 'beds'; readonly ward: Ward };

/** Wards with their bays and beds; many beds are added in one go. */
export function WardsStep({ tree }: { readonly tree: PlaceTree }): JSX.Element {
  const open = useSignal<Open | null>(null);
  const close = (): void => void (open.value = null);
  const show = (place: Omit<PlaceDialogProps, 'onClose'>): void =>
    void (open.value = { kind: 'place', place });
  const layer = open.value;
  return (
    <>
      <div class="row">
        <Button
          kind="main"
          icon="plus"
          onClick={() =>
            show({
              kind: 'ward',
              place: null,
              title: t('setUp.addWard'),
              parentId: tree.facility?.id,
              siblings: tree.wards,
            })
          }
        >
          {t('setUp.addWard')}
        </Button>
      </div>
      {tree.wards.length === 0 && (
        <Blank title={t('setUp.wardsEmpty')}>{t('setUp.wardsEmptyWhy')}</Blank>
      )}
      {tree.wards.map((ward) => (
        <WardCard
          key={ward.id}
          ward={ward}
          wards={tree.wards}
          onOpen={show}
          onBeds={() => (open.value = { kind: 'beds', ward })}
        />
      ))}
      {layer?.kind === 'place' && (
        <PlaceDialog
          {...layer.place}
          key={layer.place.place?.id ?? layer.place.kind}
          onClose={close}
        />
      )}
      {layer?.kind === 'beds' && <ManyBedsDialog ward={layer.ward} onClose={close} />}
    </>
  );
}
