/** A patient's own browser that takes notifications: where to send them, and the keys that only it opens. */
export interface PushDevice {
  /** Hash of the endpoint: the same browser is one device. */
  readonly id: string;
  readonly patientId: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly madeAt: string;
}
export interface PushDevicesTx {
  hasPushDevice(patientId: string): Promise<boolean>;
}
export interface PushDevicesStore {
  readonly putPushDevice: (device: PushDevice) => Promise<void>;
  readonly listPushDevices: (patientId: string) => Promise<readonly PushDevice[]>;
  readonly dropPushDevice: (id: string) => Promise<void>;
}
