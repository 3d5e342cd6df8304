import { type Agent, request } from 'undici';

/** A query with its variables, and whether an answer to it is right. */
export type Question = {
  readonly query: string;
  readonly variables: (turn: number) => Record<string, unknown>;
  readonly isRight: (answer: never) => boolean;
};

/** As Apollo Client and urql send it. */
const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';

/** Sends one query, and checks its answer. */
export async function askOnce(
  agent: Agent,
  url: string,
  token: string,
  { query, variables, isRight }: Question,
  turn: number,
): Promise<{ ms: number; isRight: boolean }> {
  const beganMs = performance.now();
  const { body } = await request(`${url}/graphql`, {
    method: 'POST',
    dispatcher: agent,
    headers: { 'content-type': 'application/json', accept: ACCEPT, authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, operationName: /query (\w+)/.exec(query)?.[1], variables: variables(turn) }),
  });
  const answer = await body.json();
  return { ms: performance.now() - beganMs, isRight: isRight(answer as never) };
}

/** The time within which that share of all came. */
export function timeAt(times: readonly number[], share: number): number | undefined {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
