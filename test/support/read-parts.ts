import type { ExecutionResult } from 'graphql';

/** A part of a response in format v0.1, and when it came, in milliseconds of the monotonic clock. */
export type ReadPart = ExecutionResult & {
  readonly hasNext: boolean;
  readonly incremental?: readonly {
    readonly path: readonly (string | number)[];
    readonly data?: unknown;
    readonly items?: readonly unknown[];
  }[];
  readonly cameMs: number;
};

/** Asks for an answer in parts, and gives each part when it has come. */
export async function* readParts(url: string, query: string): AsyncGenerator<ReadPart, void, undefined> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
    body: JSON.stringify({ query }),
  });
  if (!response.body) throw new Error('no body');
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const pieces = (text + chunk).split('\r\n---');
    text = pieces.pop() ?? '';
    for (const piece of pieces) {
      const [, json] = piece.split('\r\n\r\n');
      if (json) yield { ...(JSON.parse(json) as Omit<ReadPart, 'cameMs'>), cameMs: performance.now() };
    }
  }
}
