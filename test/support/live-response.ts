import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Part } from '../../src/graphql/execution/payload.ts';
import type { GraphqlError } from './gateway.ts';
import { mergeParts } from './merge-parts.ts';

export const PARTS_V1 = 'multipart/mixed;deferSpec=20220824, application/json';
export const PARTS_V2 = 'multipart/mixed;incrementalSpec=v0.2, application/json';
export const EVENTS = 'text/event-stream';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into an answer as it likes
type Loose = any;
/** A server-sent event; `retry` is a block without data. */
export type LiveEvent = { readonly event: string; readonly data: Loose };

type Asked = {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
};

/** A response that is read while it comes. */
export class LiveResponse {
  readonly #response: IncomingMessage;
  readonly #waiting = new Set<() => void>();
  /** All that has come. */
  text = '';
  /** Milliseconds from the request to each chunk, and the length of the text then. */
  readonly chunks: { readonly atMs: number; readonly length: number }[] = [];
  /** How it ended: in order, or cut off; null while it is open. */
  end: 'ENDED' | 'CUT' | null = null;

  constructor(response: IncomingMessage, beganMs: number) {
    this.#response = response;
    const wake = () => {
      for (const check of this.#waiting) check();
    };
    response.setEncoding('utf8').on('data', (text: string) => {
      this.text += text;
      this.chunks.push({ atMs: performance.now() - beganMs, length: this.text.length });
      wake();
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      this.end = response.complete ? 'ENDED' : 'CUT';
      wake();
    });
  }

  get status(): number {
    return this.#response.statusCode ?? 0;
  }

  get headers(): IncomingHttpHeaders {
    return this.#response.headers;
  }

  /** Waits for a condition; fails if the response has ended without it. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!condition() && this.end === null) return;
        this.#waiting.delete(check);
        if (condition()) resolve();
        else reject(new Error(`the response has ended (${this.end}): ${this.text.slice(-1_000)}`));
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Resolves to how it ended. */
  async ended(): Promise<'ENDED' | 'CUT' | null> {
    await this.until(() => this.end !== null);
    return this.end;
  }

  leave(): void {
    this.#response.destroy();
  }

  /** Reads nothing more. */
  standStill(): void {
    this.#response.pause();
    this.#response.socket.pause();
  }

  readAgain(): void {
    this.#response.socket.resume();
    this.#response.resume();
  }

  /** Milliseconds from the request until the text had this length. */
  atMs(length: number): number {
    return this.chunks.find((chunk) => chunk.length >= length)?.atMs ?? Number.NaN;
  }

  /** The parts that have come whole, as a client reads them: up to the line after each. */
  get parts(): readonly Part[] {
    return this.timedParts.map(({ part }) => part);
  }

  get timedParts(): readonly { readonly part: Part; readonly atMs: number }[] {
    const bodies = [...this.text.matchAll(/---\r\nContent-Type: application\/json; charset=utf-8\r\n\r\n(.*?)\r\n(?=---)/gs)];
    return bodies.map((match) => ({ part: JSON.parse(match[1] ?? ''), atMs: this.atMs(match.index + match[0].length + '---'.length) }));
  }

  /** What a client has after all parts. */
  async merged(): Promise<{ readonly data: Loose; readonly errors: readonly GraphqlError[] }> {
    await this.ended();
    const [first, ...later] = this.parts;
    if (!first) throw new Error(`no parts: ${this.text}`);
    const { data, errors } = await mergeParts(first, readLater(later));
    return { data, errors: errors as unknown as GraphqlError[] };
  }

  /** The events that have come; comments are left out. */
  get events(): readonly LiveEvent[] {
    const blocks = this.text.split('\n\n').slice(0, -1);
    return blocks.flatMap((block) => {
      const fields = block.split('\n').filter((line) => !line.startsWith(':'));
      const fieldOf = (name: string) =>
        fields
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim();
      const retry = fieldOf('retry');
      if (retry !== undefined) return [{ event: 'retry', data: Number(retry) }];
      const event = fieldOf('event');
      const data = fieldOf('data');
      return event === undefined ? [] : [{ event, data: data ? JSON.parse(data) : null }];
    });
  }

  async nextEvents(count: number): Promise<readonly LiveEvent[]> {
    await this.until(() => this.events.length >= count);
    return this.events;
  }
}

async function* readLater(parts: readonly Part[]) {
  yield* parts;
}

/** POSTs an operation over a connection of its own, and resolves when the head of the response has come. */
export function openLive(url: string, { headers = {}, ...body }: Asked): Promise<LiveResponse> {
  const beganMs = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', agent: false, headers: { 'content-type': 'application/json', ...headers } });
    sent.on('response', (response) => resolve(new LiveResponse(response, beganMs))).on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

/** The codes of the errors of all parts. */
export const codesOf = (errors: readonly GraphqlError[] | undefined): readonly string[] =>
  (errors ?? []).map(({ extensions: { code } }) => code);

export const CHANGED = `subscription Watch($ids: [ID!]!) {
  contactChanged(customerId: "M1", contactIds: $ids) { contact { contactId partyRoles { estate { estateId } } } changes }
}`;

/** Subscribes, and resolves when the gateway watches these contacts. */
export async function subscribe(
  url: string,
  {
    ids = ['anna'],
    query = CHANGED,
    headers = {},
  }: { ids?: readonly string[]; query?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<LiveResponse> {
  const live = await openLive(url, { query, variables: { ids }, headers: { accept: EVENTS, ...headers } });
  await live.until(() => live.text !== '');
  return live;
}
