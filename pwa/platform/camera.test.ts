import { afterEach, expect, test, vi } from 'vitest';
import { openCamera } from './camera.ts';

afterEach(() => vi.unstubAllGlobals());
const withCamera = (getUserMedia: (wish: MediaStreamConstraints) => Promise<unknown>): void =>
  void vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });

test('a camera is opened without sound, the one that is asked for', async () => {
  const stream = {};
  const asked = vi.fn<(wish: MediaStreamConstraints) => Promise<unknown>>(async () => stream);
  withCamera(asked);
  expect(await openCamera('user')).toEqual({ ok: true, value: stream });
  expect(asked).toHaveBeenCalledWith({
    video: expect.objectContaining({ facingMode: 'user' }),
    audio: false,
  });
});

test.each([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotReadableError', 'busy'],
])('%s is told as %s', async (name, kind) => {
  withCamera(() => Promise.reject(new DOMException('', name)));
  expect(await openCamera('environment')).toEqual({ ok: false, error: { kind } });
});

test('a page that is given no cameras has none', async () => {
  vi.stubGlobal('navigator', {});
  expect(await openCamera('environment')).toEqual({ ok: false, error: { kind: 'none' } });
});
