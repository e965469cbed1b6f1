import { err, ok, type Result } from '#shared/lib/result.ts';

/** Away from who holds the device, or towards them; a desktop's only camera is both. */
export type Facing = 'environment' | 'user';
export type CameraError = {
  readonly kind: 'refused' /* by the person or the device's settings */ | 'none' | 'busy';
};

/** Opens a camera, without sound. Whoever opens it closes it. */
export async function openCamera(facing: Facing): Promise<Result<MediaStream, CameraError>> {
  // Absent where the page is not secure.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return err({ kind: 'none' });
  try {
    const video = { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 720 } };
    return ok(await devices.getUserMedia({ video, audio: false }));
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : '';
    if (name === 'NotAllowedError' || name === 'SecurityError') return err({ kind: 'refused' });
    const isNone = name === 'NotFoundError' || name === 'OverconstrainedError';
    return err({ kind: isNone ? 'none' : 'busy' });
  }
}

/** Its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
