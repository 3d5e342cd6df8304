import type { ServerResponse } from 'node:http';
import { UNBUFFERED, write } from './write.ts';

const PART_HEADER = '\r\nContent-Type: application/json; charset=utf-8\r\n\r\n';
/** The line before a part. Clients take a part when they see the line after it, so it is written with the part. */
const DELIMITER = '---';

/**
 * A response of several JSON parts, each sent when it is known: https://github.com/graphql/graphql-over-http/blob/main/rfcs/IncrementalDelivery.md
 */
export class MultipartResponse {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200, { 'content-type': 'multipart/mixed; boundary="-"', ...UNBUFFERED });
    response.write(DELIMITER);
  }

  /** Resolves to whether the client is still there. */
  send(json: string): Promise<boolean> {
    return write(this.#response, `${PART_HEADER}${json}\r\n${DELIMITER}`);
  }

  end(): void {
    this.#response.end('--\r\n');
  }
}
