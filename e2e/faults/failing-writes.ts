import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lostFrom, type Acknowledged } from './proof.ts';

const FAULTS = [
  ['pwrite64', 'ENOSPC'],
  ['pwrite64', 'EIO'],
  ['fdatasync', 'EIO'],
  ['fsync', 'EIO'],
] as const;
const PUSHES = 12;

/** Fails the n-th write or sync of a process that pushes, for every n up to `writes`; says what of the acknowledged is lost. */
export function failWrites(writes: number): readonly string[] {
  if (spawnSync('strace', ['-V']).error) {
    console.log('faults: failing writes skipped: there is no strace here (Debian package strace)');
    return [];
  }
  const lost: string[] = [];
  let [runs, acknowledged, failed] = [0, 0, 0];
  for (const [call, error] of FAULTS)
    for (let n = 1; n <= writes; n += 1) {
      const one = failOne(call, error, n);
      runs += 1;
      acknowledged += one.acknowledged;
      failed += one.failed;
      lost.push(...one.lost.map((what) => `${error} at ${call} ${n}: ${what}`));
    }
  console.log(
    `faults: ${runs} failing writes and syncs, ${acknowledged} acknowledged writes, ${failed} pushes failed, ${lost.length} lost`,
  );
  if (failed === 0) lost.push('no push failed, so this proves nothing');
  return lost;
}

function failOne(call: string, error: string, n: number) {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-failing-'));
  try {
    const file = join(folder, 'hospital.db');
    const victim = [process.execPath, join(import.meta.dirname, 'victim.ts'), file, String(PUSHES)];
    // The format is made first, unharmed: a hospital that cannot even be made has acknowledged nothing.
    spawnSync(victim[0] ?? '', [...victim.slice(1, -1), '0']);
    const { stdout } = spawnSync(
      'strace',
      [
        '-f',
        '-qq',
        '-o',
        '/dev/null',
        '-e',
        'trace=pwrite64,fsync,fdatasync',
        '-e',
        `inject=${call}:error=${error}:when=${n}`,
        '-P',
        file,
        '-P',
        `${file}-wal`,
        ...victim,
      ],
      { encoding: 'utf8' },
    );
    const lines = stdout.split('\n');
    const acknowledged = lines.flatMap((line): readonly Acknowledged[] => {
      const [, id, mutation] = /^ack (\S+) (\S+)$/.exec(line) ?? [];
      return id && mutation ? [{ id, mutation }] : [];
    });
    return {
      acknowledged: acknowledged.length,
      failed: lines.filter((line) => line === 'failed').length,
      lost: lostFrom(file, acknowledged),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
