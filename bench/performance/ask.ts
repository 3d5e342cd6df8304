import { type Agent, request } from 'undici';
import type { Work } from './works.ts';

/** Sends one query of a work, and checks its answer. */
export async function askOnce(
  agent: Agent,
  url: string,
  token: string,
  work: Work,
  turn: number,
): Promise<{ ms: number; isRight: boolean }> {
  const beganMs = performance.now();
  const { body } = await request(`${url}/graphql`, {
    method: 'POST',
    dispatcher: agent,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: work.query, operationName: /query (\w+)/.exec(work.query)?.[1], variables: work.variables(turn) }),
  });
  const answer = await body.json();
  return { ms: performance.now() - beganMs, isRight: work.isRight(answer as never) };
}

/** The time within which that share of all came. */
export function timeAt(times: readonly number[], share: number): number | undefined {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
