import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** Longer than the gateway itself waits (docs/resilience.md, Longest waits), so that its own answer comes first. */
const TIMEOUT_MS = 15_000;

type FieldError = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly retryable: boolean; readonly retryAfterSeconds?: number };
};

/** Both may come at once: what could be read, and an error for each field that is null for a failure. */
export type Answer<Data> = { readonly data?: Data | null; readonly errors?: readonly FieldError[] };

export type Ask = <Data, Variables>(document: DocumentTypeDecoration<Data, Variables>, variables: Variables) => Promise<Answer<Data>>;

type AskOptions = {
  /** Asked before each request, since a token lives shorter than a page. */
  readonly authorization?: () => string | null;
  readonly timeoutMs?: number;
};

export function createAsk(url: string, { authorization = () => null, timeoutMs = TIMEOUT_MS }: AskOptions = {}): Ask {
  return async (document, variables) => {
    const token = authorization();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(token === null ? {} : { authorization: token }),
      },
      body: JSON.stringify({ query: String(document), variables }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.headers.get('content-type')?.includes('json')) throw new Error(`No GraphQL in an answer with status ${response.status}`);
    return await response.json();
  };
}
