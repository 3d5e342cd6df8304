import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { askOnce, timeAt } from './ask.ts';
import { WORKS } from './works.ts';

/**
 * The load of W7 and of the soak, in a process of its own: CONNECTIONS kept open, over which queries of W1, W2 and W3 in turn are sent at a
 * fixed rate, whether the ones before are answered or not; with CALLERS so many of them at a time instead, at full speed. For each line
 * `seconds` on standard input it writes one with what it saw.
 */
const { TARGET_URL = '', TOKEN = '', CONNECTIONS = '500', PER_SECOND = '60', CALLERS = '' } = process.env;
const agent = new Agent({ connections: Number(CONNECTIONS), pipelining: 1, keepAliveTimeout: 600_000, keepAliveMaxTimeout: 600_000 });
const works = WORKS.filter(({ name }) => ['W1', 'W2', 'W3'].includes(name));
let turn = 0;

async function ask(times: number[], work = works[turn % works.length]): Promise<boolean> {
  const mine = turn++;
  if (!work) return false;
  const { ms, isRight } = await askOnce(agent, TARGET_URL, TOKEN, work, mine);
  times.push(ms);
  return isRight;
}

/** All connections at once, so that all are open. */
await Promise.all(Array.from({ length: Number(CONNECTIONS) }, () => ask([], works[0])));

/** At a fixed rate. Gives the number of wrong answers. */
async function sendAtRate(seconds: number, times: number[]): Promise<number> {
  const queries = seconds * Number(PER_SECOND);
  const answers: Promise<boolean>[] = [];
  const beganMs = performance.now();
  while (answers.length < queries) {
    const due = Math.min(queries, ((performance.now() - beganMs) / 1_000) * Number(PER_SECOND));
    while (answers.length < due) answers.push(ask(times).catch(() => false));
    await sleep(2);
  }
  return (await Promise.all(answers)).filter((isRight) => !isRight).length;
}

/** At full speed. Gives the number of wrong answers; a target that is gone is asked no more. */
async function sendAtOnce(seconds: number, times: number[]): Promise<number> {
  const endMs = performance.now() + seconds * 1_000;
  let wrong = 0;
  let isGone = false;
  const call = async () => {
    while (performance.now() < endMs && !isGone) {
      const isRight = await ask(times).catch(() => {
        isGone = true;
        return false;
      });
      if (!isRight) wrong += 1;
    }
  };
  await Promise.all(Array.from({ length: Number(CALLERS) }, call));
  return wrong;
}

process.stdin.setEncoding('utf8').on('data', async (line: string) => {
  const times: number[] = [];
  const wrong = await (CALLERS === '' ? sendAtRate : sendAtOnce)(Number(line), times);
  process.stdout.write(`${JSON.stringify({ queries: times.length, wrong, p50: timeAt(times, 0.5), p99: timeAt(times, 0.99) })}\n`);
});
process.stdout.write('ready\n');
