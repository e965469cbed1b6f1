import type { Metric } from 'web-vitals';
import type { AppVital } from '#shared/sync/ack.ts';
import { whenSettled } from './when-settled.ts';

type EventWatch = PerformanceObserverInit & { readonly durationThreshold: number };

export interface Vitals {
  /** Hands out what was measured since the last call. */
  take(): readonly AppVital[];
}
const SLOW_MS = 100;
const KEPT = 200;

/** `/patients/0190…` becomes `/patients/:id`: a figure never says whose page it was. */
export function patternOf(path: string): string {
  return path.replaceAll(/\/[0-9a-f]{8}-[0-9a-f-]{27}/g, '/:id');
}

/** Collects the web vitals and every interaction over 100 ms, without anything of the page's content. */
export function collectVitals(where: () => string): Vitals {
  let kept: AppVital[] = [];
  const keep = (name: AppVital['name'], value: number): void => {
    if (kept.length < KEPT)
      kept.push({ name, value: Math.round(value * 1000) / 1000, where: patternOf(where()) });
  };
  const metric = ({ name, value }: Metric): void => keep(name as AppVital['name'], value);
  const watch = async (): Promise<void> => {
    // Browsers keep what came before.
    await whenSettled();
    const { onCLS, onFCP, onINP, onLCP, onTTFB } = await import('web-vitals');
    for (const on of [onCLS, onFCP, onINP, onLCP, onTTFB]) on(metric);
    if (!PerformanceObserver.supportedEntryTypes.includes('event')) return;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.duration > SLOW_MS) keep('slow-action', entry.duration);
    }).observe({ type: 'event', buffered: true, durationThreshold: SLOW_MS } as EventWatch);
  };
  // A file that does not come costs figures alone.
  void watch().catch(() => undefined);
  return {
    take: () => {
      const taken = kept;
      kept = [];
      return taken;
    },
  };
}
