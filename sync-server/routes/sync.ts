import { Hono, type MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import {
  identifyDevice,
  somebodysDevice,
  type IdentifyDeviceDeps,
} from '#server/middleware/identify-device.ts';
import { ackRoute, type AckRouteDeps } from './ack.ts';
import { blobRoute, type BlobRouteDeps } from './blob.ts';
import { digestRoute, type DigestRouteDeps } from './digest.ts';
import { directoryRoute, type DirectoryRouteDeps } from './directory.ts';
import { handOverRoute, type HandOverRouteDeps } from './hand-over.ts';
import { offerRoute, type OfferRouteDeps } from './offer.ts';
import { pullRoute, type PullRouteDeps } from './pull.ts';
import { pushRoute, type PushRouteDeps } from './push.ts';
import { snapshotRoute, type SnapshotRouteDeps } from './snapshot.ts';
import { sessionRoute, type SessionRouteDeps } from './session.ts';
import { streamRoute, type StreamRouteDeps } from './stream.ts';

export type SyncRoutesDeps = IdentifyDeviceDeps &
  AckRouteDeps &
  BlobRouteDeps &
  DigestRouteDeps &
  DirectoryRouteDeps &
  HandOverRouteDeps &
  OfferRouteDeps &
  PullRouteDeps &
  PushRouteDeps &
  SessionRouteDeps &
  SnapshotRouteDeps &
  StreamRouteDeps;

/** Everything under `/sync/v1` (PROTOCOL.md), for enrolled devices alone. */
export function syncRoutes(deps: SyncRoutesDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .use('/escrow/*', identifyDevice(deps, 'locked too'))
    .use('/blob/*', whoHandsOver(deps))
    .use('*', identifyDevice(deps))
    .use('/pull/*', somebodysDevice())
    .use('/stream/*', somebodysDevice())
    .use('/offer/*', somebodysDevice())
    .use('/directory/*', somebodysDevice())
    .use('/digest/*', somebodysDevice())
    .use('/snapshot/*', somebodysDevice())
    .route('/session', sessionRoute(deps))
    .route('/pull', pullRoute(deps))
    .route('/push', pushRoute(deps))
    .route('/offer', offerRoute(deps))
    .route('/escrow', handOverRoute(deps))
    .route('/directory', directoryRoute(deps))
    .route('/snapshot', snapshotRoute(deps))
    .route('/digest', digestRoute(deps))
    .route('/blob', blobRoute(deps))
    .route('/ack', ackRoute(deps))
    .route('/stream', streamRoute(deps));
}

/** What a photo that waits on a locked device shows goes with the change that names it (S17); it gives nothing out. */
function whoHandsOver(deps: IdentifyDeviceDeps): MiddlewareHandler<AppEnv> {
  const identify = identifyDevice(deps, 'locked too');
  return (c, next) => (c.req.method === 'PUT' ? identify(c, next) : next());
}
