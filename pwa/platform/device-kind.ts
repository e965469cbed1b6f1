export type DeviceKind = 'tablet' | 'desktop' | 'phone';

const PHONE_WIDTH = 600;

/** What this device is, by its pointer and its width: it decides the words ("this tablet"), never the rights. */
export function deviceKind(): DeviceKind {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < PHONE_WIDTH ? 'phone' : 'tablet';
}
