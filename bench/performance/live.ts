import { type ClientRequest, request } from 'node:http';

/** A response that is read while it comes. */
export type LiveResponse = {
  /** Resolves when `text` holds so many of a word, or the response has ended. */
  readonly untilHas: (word: string, times: number) => Promise<void>;
  /** What has come, each piece with its time since the request, in milliseconds. */
  readonly pieces: readonly { readonly ms: number; readonly text: string }[];
  readonly count: (word: string) => number;
  readonly hasEnded: () => boolean;
  readonly close: () => void;
};

/** Sends an operation, and resolves when the head of its response has come. */
export function askLive(url: string, token: string, accept: string, body: object): Promise<LiveResponse> {
  const beganMs = performance.now();
  const pieces: { ms: number; text: string }[] = [];
  let text = '';
  let ended = false;
  let onChange = () => {};
  const count = (word: string): number => text.split(word).length - 1;
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(
      `${url}/graphql`,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` } },
      (response) => {
        const end = () => {
          ended = true;
          onChange();
        };
        response.setEncoding('utf8').on('error', end).on('close', end);
        response.on('data', (piece: string) => {
          pieces.push({ ms: performance.now() - beganMs, text: piece });
          text += piece;
          onChange();
        });
        resolve({
          pieces,
          count,
          hasEnded: () => ended,
          close: () => sent.destroy(),
          untilHas: (word, times) =>
            new Promise((done) => {
              onChange = () => (ended || count(word) >= times) && done();
              onChange();
            }),
        });
      },
    );
    sent.on('error', reject).end(JSON.stringify(body));
  });
}
