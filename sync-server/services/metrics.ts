import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RefusedCount } from '#shared/sync/fleet.ts';
import type { PushResult } from '#shared/sync/push.ts';
import type { DroppedRows } from './ends.ts';

/** What the process counts about itself, for Prometheus. */
export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
  readonly countRequest: (line: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }) => void;
  readonly countPushRows: (rows: readonly Pick<PushResult, 'outcome'>[]) => void;
  readonly countRefused: (refused: Pick<RefusedCount, 'door' | 'of' | 'code'>) => void;
  /** What had its time and was dropped, by table. */
  readonly countEnded: (ended: DroppedRows) => void;
  readonly stop: () => void;
}
export interface MetricsDeps {
  readonly readHead: () => Promise<number>;
  readonly countStreams: () => number;
  readonly countQueued: () => number;
  readonly countWaiting: () => Promise<number>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, so that two servers in one process count apart. Routes are patterns: no id becomes a label. */
export function createMetrics(deps: MetricsDeps): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'wardline_http_request_duration_seconds',
    help: 'Time until the answer began, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const rows = new Counter({
    name: 'wardline_push_rows_total',
    help: 'Pushed rows by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'wardline_sync_refused_total',
    help: 'Requests and rows turned down by the sync doors, by reason',
    labelNames: ['door', 'of', 'code'],
    registers,
  });
  const ended = new Counter({
    name: 'wardline_ended_rows_total',
    help: 'Rows of the protocol that had their time and were dropped, by table',
    labelNames: ['table'],
    registers,
  });
  for (const table of ['mutation', 'escrow', 'blob']) ended.inc({ table }, 0);
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
    const collect = async (): Promise<void> => made.set(await read());
    const made: Gauge = new Gauge({ name, help, registers, collect });
  };
  gauge('wardline_head', 'Sequence of the latest accepted write', deps.readHead);
  gauge('wardline_streams', 'Devices whose live stream is open', deps.countStreams);
  gauge('wardline_escrow_waiting', 'Writes that wait for a person', deps.countWaiting);
  gauge('wardline_writer_queue_length', 'Writes that wait for the store', deps.countQueued);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    countRequest: ({ method, route, status, ms }) =>
      durations.observe({ method, route, status: String(status) }, ms / 1000),
    countPushRows: (pushed) => {
      for (const { outcome } of pushed) rows.inc({ outcome });
    },
    countRefused: ({ door, of, code }) => refused.inc({ door, of, code }),
    countEnded: ({ mutations, escrow, blobs }) => {
      ended.inc({ table: 'mutation' }, mutations);
      ended.inc({ table: 'escrow' }, escrow);
      ended.inc({ table: 'blob' }, blobs);
    },
    stop: () => registry.clear(),
  };
}
