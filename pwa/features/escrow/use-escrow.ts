import { useSignal } from '@preact/signals';
import type { EscrowPage, EscrowVerdict, EscrowVerdictAnswer } from '#shared/sync/escrow.ts';
import type { Result } from '#shared/lib/result.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { useAsking } from '#pwa/store/use-asking.ts';

export interface EscrowView {
  /** Null until the hospital has answered once. */
  readonly page: EscrowPage | null;
  readonly trouble: CallError | null;
  readonly decide: (verdict: EscrowVerdict) => Promise<Result<EscrowVerdictAnswer, CallError>>;
}

/** Follows what waits for an administrator; it lives on the server alone, and nothing of it is kept here. */
export function useEscrow(): EscrowView {
  const page = useSignal<EscrowPage | null>(null);
  const trouble = useSignal<CallError | null>(null);
  const asking = useAsking(async (isGone) => {
    const answer = await callHospital<EscrowPage>('GET', '/api/v1/escrow');
    if (isGone()) return;
    trouble.value = answer.ok ? null : answer.error;
    if (answer.ok) page.value = answer.value;
  });
  return {
    page: page.value,
    trouble: trouble.value,
    decide: async (verdict) => {
      const answer = await callHospital<EscrowVerdictAnswer>(
        'POST',
        '/api/v1/escrow/decision',
        verdict,
      );
      asking.askNow();
      return answer;
    },
  };
}
