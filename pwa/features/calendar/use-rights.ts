import { isMovable } from '#shared/domain/move-appointment.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import type { Box } from './day-columns.ts';

export interface Rights {
  readonly mayStep: boolean;
  readonly mayMove: boolean;
}

/** What the person signed in may do with appointments. */
export function useRights(): Rights {
  const roles = useRoles();
  return {
    mayStep: mayWrite(roles, 'appointments', '/status'),
    mayMove: mayWrite(roles, 'appointments', '/slot'),
  };
}

/** True where a booking may be lifted; a key that cannot lift says why. */
export function isLiftable({ row }: Box, { mayMove }: Rights): boolean {
  const isFree = isMovable(row.content);
  if (!mayMove) showToast({ text: t('calendar.mayNotMove'), tone: 'alarm' });
  else if (!isFree) showToast({ text: t('appointment.notMovable'), tone: 'alarm' });
  return mayMove && isFree;
}
