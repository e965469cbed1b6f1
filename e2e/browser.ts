import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A Chromium and the environment it needs. */
export interface Browser {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

const cache = join(import.meta.dirname, '../node_modules/.cache/chromium');
const names = [
  'chromium',
  'chromium-browser',
  'chromium-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Chromium an npm package carries (Linux x64 only). It brings NSS, expat and fonts too, so it starts
 * on a machine that has nothing but glibc. The package unpacks those only when it believes it is on AWS,
 * and always under TMPDIR, where anybody could have put a file first: so a private folder. Its fonts.conf
 * knows only /tmp/fonts, and without one font the browser aborts: so a fonts.conf of our own.
 */
async function packaged(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const kept = {
    TMPDIR: process.env['TMPDIR'],
    AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'],
    LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'],
  };
  try {
    mkdirSync(cache, { recursive: true });
    process.env['TMPDIR'] = cache;
    process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    const file = await chromium.executablePath();
    const fontconfig = join(cache, 'fonts.conf');
    const dirs = ['/usr/share/fonts', join(cache, 'fonts')].map((d) => `<dir>${d}</dir>`).join('');
    writeFileSync(
      fontconfig,
      `<?xml version="1.0"?><fontconfig>${dirs}<cachedir>${join(cache, 'fontcache')}</cachedir></fontconfig>`,
    );
    return runs(file)
      ? { file, env: { LD_LIBRARY_PATH: join(cache, 'al2023/lib'), FONTCONFIG_FILE: fontconfig } }
      : undefined;
  } catch (error) {
    console.warn(`e2e: the packaged Chromium could not be unpacked: ${String(error)}`);
    return undefined;
  } finally {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** CHROMIUM_PATH; else one installed here (unless CHROMIUM=packaged); else the packaged one. */
export async function findBrowser(): Promise<Browser | undefined> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked) return runs(asked) ? { file: asked, env: {} } : undefined;
  if (process.env['CHROMIUM'] !== 'packaged') {
    const path = (process.env['PATH'] ?? '').split(delimiter);
    const file = [...names.flatMap((n) => path.map((d) => join(d, n))), ...fixed].find(runs);
    if (file) return { file, env: {} };
  }
  return packaged();
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
] as const;
