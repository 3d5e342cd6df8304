import { atRate, createWorld, percent, servedOf, timeAt } from './world.ts';

/** Runs in which Vitec or an office misbehaves; each prints its figures as rows of a table, beside the goal. */
const RUNS: Readonly<Record<string, () => Promise<readonly (readonly [string, string, string])[]>>> = {
  /** Vitec answers 500 to everything, to 200 requests of one contact a second, over 20 customers. */
  outage: async () => {
    const world = await createWorld();
    world.vitec.mood = () => ({ status: 500, delayMs: 20 });
    const outcomes = await atRate(200, 6, (index) => world.ask(`M${index % 20}`, [`c${index}`]));
    const { calls } = world.vitec;
    world.vitec.mood = () => ({ status: 200, delayMs: 20 });
    await new Promise((resolve) => setTimeout(resolve, 2_200)); // breakers let a probe through after 2 s
    const after = await atRate(100, 2, (index) => world.ask(`M${index % 20}`, [`d${index}`]));
    await world.stop();
    return [
      ['calls per 100 requested contacts', '≤ 120', ((100 * calls) / outcomes.length).toFixed(1)],
      ['time to a failure, p99', '-', `${timeAt(outcomes, 99)} ms`],
      ['served once Vitec is back', '≥ 95 %', percent(servedOf(after).length, after.length)],
    ];
  },

  /** Every fifth answer is a 503, the others take 150 ms. */
  'brown-out': async () => {
    const world = await createWorld();
    let turn = 0;
    world.vitec.mood = () => ({ status: ++turn % 5 === 0 ? 503 : 200, delayMs: 150 });
    const outcomes = await atRate(60, 6, (index) => world.ask(`M${index % 10}`, [`c${index}`]));
    await world.stop();
    return [
      ['served; 80 % without policies', '-', percent(servedOf(outcomes).length, outcomes.length)],
      ['calls per 100 requested contacts', '≤ 120', ((100 * world.vitec.calls) / outcomes.length).toFixed(1)],
      ['p99 of the served', '-', `${timeAt(servedOf(outcomes), 99)} ms`],
    ];
  },

  /** One customer requests 20 lists of 100 a second, over three times the capacity. */
  flood: () =>
    besideOthers((world) => {
      world.vitec.mood = () => ({ status: 200, delayMs: 100 });
      return (index) =>
        world.ask(
          'M0',
          Array.from({ length: 100 }, (_, contact) => `f${index}-${contact}`),
        );
    }),

  /** Vitec never answers for one customer. */
  'hanging office': () =>
    besideOthers((world) => {
      world.vitec.mood = (customerId) => (customerId === 'M0' ? 'silent' : { status: 200, delayMs: 100 });
      return (index) => world.ask('M0', [`h${index}`]);
    }),

  /** Ten times the capacity of eight concurrent calls of 100 ms, over 20 customers. */
  overload: async () => {
    const world = await createWorld({ VITEC_MAX_CONCURRENCY: '8', VITEC_MAX_PER_CUSTOMER: '8' });
    world.vitec.mood = () => ({ status: 200, delayMs: 100 });
    const capacity = 80;
    const seconds = 8;
    const outcomes = await atRate(capacity * 10, seconds, (index) => world.ask(`M${index % 20}`, [`c${index}`]));
    await world.stop();
    const served = servedOf(outcomes);
    return [
      ['served, of the capacity', '≥ 70 %', percent(served.length, capacity * seconds)],
      ['p99 of the served', '≤ 9,000 ms', `${timeAt(served, 99)} ms`],
      [
        'time to OVERLOADED, p99',
        '-',
        `${timeAt(
          outcomes.filter(({ isServed }) => !isServed),
          99,
        )} ms`,
      ],
    ];
  },

  /** 100,000 calls, in lists of 100: memory and timers afterwards. */
  soak: async () => {
    const world = await createWorld();
    const list = (index: number) =>
      world.ask(
        `M${index % 50}`,
        Array.from({ length: 100 }, (_, contact) => `s${index}-${contact}`),
      );
    const heapMb = () => {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed / 1_048_576;
    };
    let [index, early] = [0, 0];
    for (; index < 1_000; index += 1) {
      await list(index);
      if (index === 199) early = heapMb();
    }
    const late = heapMb();
    const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const { calls } = world.vitec;
    await world.stop();
    return [
      ['calls', '100,000', calls.toLocaleString('en')],
      ['heap after 20,000 and after all', 'equal', `${early.toFixed(1)} and ${late.toFixed(1)} MB`],
      ['timers left', 'none per call', String(timers)],
    ];
  },
};

/** One customer misbehaves 20 times a second; gives the figures of nine others that request 5 contacts a second each. */
async function besideOthers(
  begin: (world: Awaited<ReturnType<typeof createWorld>>) => (index: number) => Promise<{ isServed: boolean; tookMs: number }>,
) {
  const world = await createWorld();
  const misbehave = begin(world);
  const [, others] = await Promise.all([
    atRate(20, 8, misbehave),
    atRate(45, 8, (index) => world.ask(`M${1 + (index % 9)}`, [`o${index}`])),
  ]);
  await world.stop();
  return [
    ['other customers served', '≥ 95 %', percent(servedOf(others).length, others.length)],
    ['p99 of other customers', '≤ 1,000 ms', `${timeAt(others, 99)} ms`],
  ] as const;
}

const wanted = process.argv.slice(2);
process.stdout.write('| run | figure | goal | measured |\n| --- | --- | --- | --- |\n');
for (const [name, run] of Object.entries(RUNS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const [figure, promised, seen] of await run()) process.stdout.write(`| ${name} | ${figure} | ${promised} | ${seen} |\n`);
}
