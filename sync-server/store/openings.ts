/** Somebody opened the record of a person whom their device does not hold: who, on which device, whose, why, and until when it stays there. */
export interface Opening {
  readonly id: string;
  readonly at: string;
  readonly until: string;
  readonly personId: string;
  readonly deviceId: string;
  readonly patientId: string;
  readonly reason: string;
}
