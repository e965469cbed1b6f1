import { BENCH_ADMIN, startBenchHospital, type BenchHospital } from '#e2e/bench/bench-hospital.ts';
import { answerWith, spentSoFar, type Asked, type Told } from '#e2e/bench/talk.ts';

/** The whole server over a file with as many people as it is asked for, and a device that may pull them. */
let hospital: BenchHospital | null = null;

answerWith(answer, () => void end());

async function answer(question: Asked): Promise<Told> {
  if (question.kind !== 'start') return spentSoFar();
  hospital = await startBenchHospital(question.clients, import.meta.dirname);
  const { url } = hospital.server;
  const { username, password } = BENCH_ADMIN;
  const signedIn = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username, password, deviceKind: 'tablet' }),
  });
  if (!signedIn.ok) throw new Error(`sign-in answered ${signedIn.status}`);
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return { kind: 'ready', port: Number(new URL(url).port), cookies: [cookie.join('; ')] };
}

async function end(): Promise<void> {
  await hospital?.remove();
  process.exit(0);
}
