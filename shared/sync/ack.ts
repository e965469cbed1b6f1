/** One measured figure of the app as users feel it; never names a person, a page carries its pattern only. */
export interface AppVital {
  readonly name: 'LCP' | 'FCP' | 'INP' | 'CLS' | 'TTFB' | 'slow-action';
  /** Milliseconds; CLS has no unit. */
  readonly value: number;
  /** Route pattern (`/patients/:id`) or the name of the action. */
  readonly where: string;
}
/** `POST /sync/v1/ack`: how the device stands. */
export interface AckRequest {
  readonly checkpoints: Readonly<Record<string, number>>;
  readonly unsent: number;
  /** Recorded time of the oldest unsent change, or null. */
  readonly oldestUnsent: string | null;
  readonly storage: {
    readonly used: number;
    readonly quota: number;
    readonly isPersisted: boolean;
  } | null;
  /** Who has the device open, by their id; null while nobody has. */
  readonly person?: string | null;
  readonly appVersion: string;
  readonly kind: 'tablet' | 'desktop' | 'phone';
  readonly clock: string;
  /** The word of the last session, once it is stored, and how many mutations were made so far (S12). */
  readonly contact?: string;
  readonly mutations?: number;
  /** How many documents this device has found other than the hospital has them, and mended, since it was enrolled (S16). */
  readonly repaired?: number;
  readonly vitals: readonly AppVital[];
}
