import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { Program } from '../support/program.ts';
import { startVitec, status } from '../support/vitec.ts';

const LOG_KEY = 'a-key-of-the-log-that-is-long-enough';
const run = async (words: readonly string[], environment: Record<string, string> = { LOG_KEY }) => {
  await using program = new Program('', environment, [process.execPath, 'src/tools/contact-ref.ts', ...words]);
  return { code: await program.exit(), output: program.output, errors: program.errors };
};

it('computes the reference by which the log names a contact and a home', async () => {
  await using vitec = await startVitec(status(500));
  await using gateway = await startGateway(vitec, { LOG_KEY });
  await gateway.query('{ contact(customerId: "M1", contactId: "anna") { partyRolesStatus { code } } }');
  const estate = Buffer.from(JSON.stringify(['Estate', 'M1', 'home-1'])).toString('base64url');
  await gateway.query(`{ node(id: "${estate}") { ... on Estate { listingStatus { code } } } }`);
  const [ofContact, ofEstate] = gateway.logged('upstream_failed');
  const { code, output, errors } = await run(['M1', 'anna', 'home-1']);
  expect([code, errors]).toEqual([0, '']);
  expect(output).toBe(`${ofContact?.contactRef}  anna\n${ofEstate?.estateRef}  home-1\n`);
});

it.each([
  ['without LOG_KEY', ['M1', 'anna'], {}, /LOG_KEY is not set/],
  ['without a contact', ['M1'], { LOG_KEY }, /Usage/],
])('says what is missing %s', async (_what, words, environment, says) => {
  const { code, output, errors } = await run(words, environment);
  expect([code, output]).toEqual([2, '']);
  expect(errors).toMatch(says);
});

it('shows its help', async () => {
  expect(await run(['--help'])).toMatchObject({ code: 0, errors: '', output: expect.stringContaining('Usage: npm run contact-ref') });
});
