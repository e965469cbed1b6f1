/** How far a replica has stored the feed of each scope. Opaque on the device, always whole (S3). */
export interface Checkpoint {
  readonly epoch: string;
  readonly scopes: Readonly<Record<string, number>>;
}
