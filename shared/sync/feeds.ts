/** `GET|POST|DELETE /api/v1/feed`: the address of a person's own calendar. */
export interface FeedAnswer {
  /** False for somebody who is no clinician: they have no calendar of their own. */
  readonly isPossible: boolean;
  readonly link: { readonly madeAt: string; readonly readAt: string | null } | null;
  /** Said once, when it is made. */
  readonly path: string | null;
  /** Where it is reached from outside; null where only from where this app is. */
  readonly origin: string | null;
}
