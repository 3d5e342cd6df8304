import type { Route } from '../server/exchange.ts';
import { respondJson } from '../server/respond.ts';

/** `/health`: whether the process answers. */
export const healthRoute: Route = ({ response }) => respondJson(response, 200, { status: 'ok' });

/** `/ready`: whether a load balancer should send requests here. */
export const createReadyRoute =
  (isReady: () => boolean): Route =>
  ({ response }) =>
    isReady() ? respondJson(response, 200, { status: 'ready' }) : respondJson(response, 503, { status: 'stopping' });
