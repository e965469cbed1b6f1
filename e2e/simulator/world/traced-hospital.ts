import type { ScopeWatch } from '#e2e/simulator/proof/watch-scopes.ts';
import type { Hospital } from '#e2e/simulator/server/hospital.ts';

/** The trace knows every word that was said. */
export function tracedHospital(
  hospital: Hospital,
  note: (text: string) => void,
  said: string[],
  scopes: ScopeWatch,
): Hospital {
  return {
    ...hospital,
    handle: async (path, device, text) => {
      const asked = scopes.asked(device);
      const answer = await hospital.handle(path, device, text);
      if (answer && path !== 'session') scopes.answers(device, answer.text, asked);
      said.push(text, answer?.text ?? '');
      note(
        `${path} of ${device.slice(0, 4)}: ${answer ? outcomesOf(path, answer.text) : 'no answer'} (${answer?.status ?? '-'})`,
      );
      return answer;
    },
  };
}

function outcomesOf(path: string, text: string): string {
  if (path !== 'push') return `${text.length} characters`;
  return [...text.matchAll(/"outcome":"(\w+)"(?:,"code":"([\w-]+)")?/g)]
    .map(([, outcome, code]) => code ?? outcome)
    .join(' ');
}
