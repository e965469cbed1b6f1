import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installBeside } from '#e2e/harness/install-beside.ts';

/** What one run of Lighthouse says of one page. */
export interface Audited {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly fcpMs: number;
  readonly lcpMs: number;
  readonly interactiveMs: number;
  readonly cls: number;
  /** Bytes on the wire, as compressed. */
  readonly scriptBytes: number;
  readonly allBytes: number;
  /** Audits that are short of full marks, with their score. */
  readonly short: readonly string[];
}
interface Report {
  readonly categories: Readonly<
    Record<string, { score: number | null; auditRefs: readonly { id: string; weight: number }[] }>
  >;
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly score: number | null;
        readonly scoreDisplayMode: string;
        readonly numericValue?: number;
        readonly details?: { readonly items?: readonly Readonly<Record<string, unknown>>[] };
      }
    >
  >;
  readonly runtimeError?: { readonly message: string };
}

/** Runs Lighthouse 13 with its mobile profile against a browser that listens on `port`; what that browser has stored stays. */
export async function audit(
  url: string,
  port: number,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Audited> {
  const room = installBeside('lighthouse', ['lighthouse@13.5.0']);
  const out = join(mkdtempSync(join(tmpdir(), 'wardline-lighthouse-')), 'report.json');
  const args = [
    join(room, 'node_modules/lighthouse/cli/index.js'),
    url,
    `--port=${port}`,
    '--disable-storage-reset',
    '--only-categories=performance,accessibility,best-practices',
    '--output=json',
    `--output-path=${out}`,
    '--quiet',
    '--no-enable-error-reporting',
  ];
  await ran(spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } }));
  return audited(JSON.parse(readFileSync(out, 'utf8')) as Report);
}

function ran(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`lighthouse ended with ${String(code)}`)),
    );
  });
}

function audited(report: Report): Audited {
  if (report.runtimeError) throw new Error(`lighthouse: ${report.runtimeError.message}`);
  const value = (id: string): number => report.audits[id]?.numericValue ?? Number.NaN;
  const score = (id: string): number => report.categories[id]?.score ?? 0;
  const requests = report.audits['network-requests']?.details?.items ?? [];
  const bytes = (isCounted: (type: unknown) => boolean): number =>
    requests
      .filter((item) => isCounted(item['resourceType']))
      .reduce((sum, item) => sum + Number(item['transferSize'] ?? 0), 0);
  const counted = Object.values(report.categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
  );
  const short = counted.flatMap((id) => {
    const one = report.audits[id];
    return one && one.score !== null && one.score < 1 ? [`${id} ${one.score}`] : [];
  });
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    fcpMs: value('first-contentful-paint'),
    lcpMs: value('largest-contentful-paint'),
    interactiveMs: value('interactive'),
    cls: value('cumulative-layout-shift'),
    scriptBytes: bytes((type) => type === 'Script'),
    allBytes: bytes(() => true),
    short,
  };
}
