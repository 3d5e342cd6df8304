import type { Dispatcher, Pool } from 'undici';
import { Failure } from '../domain/failure.ts';
import { MAX_ANSWER_BYTES } from './read-body.ts';

export type VitecResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes as they came; of any other status than 200 they are not waited for, since they may never end. */
  readonly body: Buffer;
};

/** So long, and so much, of another body is read, so that its connection can serve again. */
const OTHER_BODY_MS = 1_000;
const OTHER_BODY_BYTES = 65_536;
const NOTHING = Buffer.alloc(0);

/**
 * One GET through the pool. Written for undici's dispatcher rather than its `request`, whose stream for each body costs as much as
 * the rest of a call. When `signal` aborts it ends at once with its reason, wherever it is: in the pool's queue, the headers, the body.
 */
export const get = (pool: Pool, path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<VitecResponse> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | null = null;
    let response: Omit<VitecResponse, 'body'> | null = null;
    let bytes = 0;
    let timer: NodeJS.Timeout | undefined;

    const onAbort = () => {
      controller?.abort(signal.reason);
      settle(() => reject(signal.reason));
    };
    const settle = (how: () => void) => {
      signal.removeEventListener('abort', onAbort);
      how();
    };
    signal.addEventListener('abort', onAbort, { once: true });

    pool.dispatch(
      { method: 'GET', path, headers },
      {
        onRequestStart(started) {
          controller = started;
          if (signal.aborted) started.abort(signal.reason);
        },
        onResponseStart(started, status, received) {
          response = { status, headers: received };
          if (status === 200) return;
          const { headers: of } = response;
          settle(() => resolve({ status, headers: of, body: NOTHING }));
          timer = setTimeout(() => started.abort(new Failure('UPSTREAM_TIMEOUT')), OTHER_BODY_MS).unref();
        },
        onResponseData(started, chunk) {
          bytes += chunk.length;
          const limit = response?.status === 200 ? MAX_ANSWER_BYTES : OTHER_BODY_BYTES;
          if (bytes > limit) started.abort(new Failure('UPSTREAM_BAD_RESPONSE'));
          else if (response?.status === 200) chunks.push(chunk);
        },
        onResponseEnd() {
          clearTimeout(timer);
          settle(() => response && resolve({ ...response, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) }));
        },
        onResponseError(_started, error) {
          clearTimeout(timer);
          settle(() => reject(error));
        },
      },
    );
  });
