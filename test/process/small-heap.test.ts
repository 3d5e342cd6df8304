import { expect, it } from 'vitest';
import { startProgram } from '../support/start-program.ts';
import { json, startVitec } from '../support/vitec.ts';

const ROWS = 500;
const CONTACTS = 50;

/** Asks for lists of contacts, then for the first list again. Gives the calls that the last one cost. */
async function callsOfFirstListAgain(lists: number, nodeOptions: readonly string[]): Promise<number> {
  const seller = Array.from({ length: ROWS }, (_, row) => ({ estateId: `home-number-${row}`, roleCreatedAt: '2024-05-06T07:08:09Z' }));
  await using vitec = await startVitec(json(JSON.stringify({ seller })));
  await using gateway = await startProgram(vitec, {}, [process.execPath, ...nodeOptions, 'src/main.ts']);
  const ask = async (list: number) => {
    const ids = Array.from({ length: CONTACTS }, (_, index) => `contact-${list}-${index}`);
    const { errors } = await gateway.query(
      'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { partyRoles(first: 1) { kind } } }',
      { ids },
    );
    expect(errors, `${list}`).toBeUndefined();
  };
  for (let list = 0; list < lists; list += 1) await ask(list);
  expect(vitec.calls).toBe(lists * CONTACTS);
  await ask(0);
  return vitec.calls - lists * CONTACTS;
}

it('keeps fewer answers in a small heap, as that of a container of 256 MB, than in a large one', { timeout: 60_000 }, async () => {
  const [large, small] = await Promise.all([
    callsOfFirstListAgain(20, ['--max-old-space-size=1024']),
    callsOfFirstListAgain(20, ['--max-semi-space-size=16', '--max-old-space-size=128']),
  ]);
  expect(large).toBe(0);
  expect(small).toBe(CONTACTS);
});
