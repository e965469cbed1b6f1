/** One step of the database's format: numbered, forward only, with its reason in the comment of its export. */
export interface Migration {
  readonly id: string;
  readonly up: string;
}
