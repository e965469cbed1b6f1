import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHospital, TEMPLATE_VARIABLE } from './hospital.ts';

/** Makes the demo hospital once; every journey starts on a copy of its own. */
export default async function setUp(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-demo-'));
  const hospital = await startHospital({ dataDir: folder });
  await hospital.stop();
  process.env[TEMPLATE_VARIABLE] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
