import type { JSX } from 'preact';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import { t } from '#pwa/i18n/t.ts';
import { Chip } from '#pwa/ui/chip.tsx';

/** Says that a change is only on this device so far; nothing once the hospital has it. */
export function UnsentChip({
  trail,
}: {
  readonly trail: readonly TrailEntry[];
}): JSX.Element | null {
  if (trail.length === 0) return null;
  return (
    <Chip tone="hold" icon="kept">
      {t('widgets.unsent')}
    </Chip>
  );
}
