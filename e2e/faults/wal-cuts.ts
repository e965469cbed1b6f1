import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCopy } from './a-copy.ts';
import { lostFrom, type Acknowledged } from './proof.ts';

const BEFORE = 8;
const AFTER = 12;

/** Cuts the log at so many places behind the last sync that was answered; says what of the acknowledged is lost. */
export async function cutLog(cuts: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-cuts-'));
  const [file, cut] = [join(folder, 'hospital.db'), join(folder, 'cut.db')];
  const lost: string[] = [];
  try {
    const { store, push } = openCopy(file);
    const acknowledged: Acknowledged[] = [];
    for (let i = 0; i < BEFORE; i += 1) acknowledged.push(await push());
    const answered = statSync(`${file}-wal`).size;
    for (let i = 0; i < AFTER; i += 1) await push();
    const end = statSync(`${file}-wal`).size;
    for (let i = 0; i < cuts; i += 1) {
      const at = answered + Math.floor(((end - answered) * i) / cuts);
      rmSync(`${cut}-shm`, { force: true });
      copyFileSync(file, cut);
      copyFileSync(`${file}-wal`, `${cut}-wal`);
      truncateSync(`${cut}-wal`, at);
      lost.push(...lostFrom(cut, acknowledged).map((what) => `cut at byte ${at}: ${what}`));
    }
    await store.close();
    console.log(
      `faults: ${cuts} cuts of the log between byte ${answered} and ${end}, ${acknowledged.length} acknowledged writes before them, ${lost.length} lost`,
    );
    if (end <= answered)
      lost.push('nothing was written behind the last answer, so this proves nothing');
    return lost;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
