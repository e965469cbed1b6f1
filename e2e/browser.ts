import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Browser {
  readonly file: string;
  /** What it needs in its environment to start. */
  readonly env: Readonly<Record<string, string>>;
}

const CACHE = join(import.meta.dirname, '../node_modules/.cache/chromium');
const NAMES = [
  'chromium',
  'chromium-browser',
  'chromium-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser to test in: `CHROMIUM_PATH`; else one installed here (unless `CHROMIUM=packaged`); else the one npm brought. */
export async function findBrowser(): Promise<Browser | undefined> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked) return canRun(asked) ? { file: asked, env: {} } : undefined;
  if (process.env['CHROMIUM'] !== 'packaged') {
    const folders = (process.env['PATH'] ?? '').split(delimiter);
    const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
    const file = [...installed, ...FIXED].find(canRun);
    if (file) return { file, env: {} };
  }
  return packaged();
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Chromium that an npm package carries (Linux x64 only). It brings NSS, expat and fonts too, so it starts on a machine that
 * has nothing but glibc. The package unpacks those only when it believes that it is on AWS, and always under TMPDIR, where
 * anybody could have put a file first: so a private folder. Its fonts.conf knows only /tmp/fonts, and without one font the
 * browser aborts: so a fonts.conf of our own.
 */
async function packaged(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const giveBack = lend({ TMPDIR: CACHE, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  try {
    mkdirSync(CACHE, { recursive: true });
    const { default: chromium } = await import('@sparticuz/chromium');
    const file = await chromium.executablePath();
    const env = {
      LD_LIBRARY_PATH: join(CACHE, 'al2023/lib'),
      FONTCONFIG_FILE: writeFontConfig(),
    };
    return canRun(file) ? { file, env } : undefined;
  } catch (error) {
    console.warn(`e2e: the packaged Chromium could not be unpacked: ${String(error)}`);
    return undefined;
  } finally {
    giveBack();
  }
}

function writeFontConfig(): string {
  const file = join(CACHE, 'fonts.conf');
  const folders = ['/usr/share/fonts', join(CACHE, 'fonts')];
  const dirs = folders.map((folder) => `<dir>${folder}</dir>`).join('');
  const cache = `<cachedir>${join(CACHE, 'fontcache')}</cachedir>`;
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${dirs}${cache}</fontconfig>`);
  return file;
}

/** Sets variables for a while; the package also changes LD_LIBRARY_PATH of this process, which nobody else wants. */
function lend(values: Readonly<Record<string, string>>): () => void {
  const names = [...Object.keys(values), 'LD_LIBRARY_PATH'];
  const kept = names.map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of kept) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

/** What every start of the browser needs: no sandbox for root, and no call to the outside. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
] as const;
