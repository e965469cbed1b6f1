/** An error on HTTP: RFC 9457 problem details, with what happened, where, and what to do. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened and how to mend it; never names a patient. */
  readonly detail?: string;
  /** Which part of the input: a pointer, a line, a parameter. */
  readonly where?: string;
  readonly retryAfterSeconds?: number;
}
