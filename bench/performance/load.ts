import { readFileSync } from 'node:fs';
import { Agent } from 'undici';
import { askOnce, timeAt } from './ask.ts';
import { GROWTH } from './growth-works.ts';
import { WORKS } from './works.ts';

/**
 * The load, in a process of its own: for each line `work from count` on standard input it sends so many queries, checks every
 * answer, and writes a line with the times. TARGET_URL says to whom; the file TOKENS has one token a line, of callers that take turns.
 */
const agent = new Agent({ connections: 600, pipelining: 1 });
const { TARGET_URL = '', TOKENS = '' } = process.env;
const tokens = readFileSync(TOKENS, 'utf8').split('\n');

process.stdin.setEncoding('utf8').on('data', async (line: string) => {
  const [name = '', from = '0', count = '0', open = ''] = line.trim().split(' ');
  const work = [...WORKS, ...GROWTH].find((each) => each.name === name);
  if (!work) throw new Error(`no work ${name}`);
  const times: number[] = [];
  let wrong = 0;
  let next = Number(from);
  const end = next + Number(count);
  const ask = async () => {
    while (next < end) {
      const turn = next++;
      const { ms, isRight } = await askOnce(agent, TARGET_URL, tokens[turn % tokens.length] ?? '', work, turn);
      times.push(ms);
      if (!isRight) wrong += 1;
    }
  };
  const beganMs = performance.now();
  await Promise.all(Array.from({ length: Number(open) || work.open }, ask));
  const seconds = (performance.now() - beganMs) / 1_000;
  process.stdout.write(
    `${JSON.stringify({ perSecond: times.length / seconds, p50: timeAt(times, 0.5), p99: timeAt(times, 0.99), wrong })}\n`,
  );
});
