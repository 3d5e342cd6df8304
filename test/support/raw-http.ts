import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export type RawAnswer = {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** Code of the first error in the body. */
  readonly code: string | undefined;
};

/**
 * Sends these bytes as they are over a connection of their own, and reads until the server closes it: `connection: close` is the sender's to
 * say. Of several parts, each is sent `pauseMs` after the one before.
 */
export function sendRaw(url: string, bytes: string | Buffer | readonly Buffer[], pauseMs = 0): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const parts = typeof bytes === 'string' || Buffer.isBuffer(bytes) ? [bytes] : bytes;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, async () => {
      for (const [index, part] of parts.entries()) {
        if (index > 0) await setTimeout(pauseMs);
        socket.write(part);
      }
    });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
    socket.on('close', () => resolve(readAnswer(Buffer.concat(chunks).toString('utf8'))));
  });
}

/** A request as text; with a body there is a content-length. */
export function rawRequest(start: string, headers: readonly string[], body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body);
  const lines = [start, ...headers, 'connection: close', ...(bytes.length > 0 ? [`content-length: ${bytes.length}`] : [])];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]);
}

function readAnswer(text: string): RawAnswer {
  const withoutInterim = text.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, '');
  const [head = '', ...rest] = withoutInterim.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body, code: /"code":"([A-Z_]+)"/.exec(body)?.[1] };
}
