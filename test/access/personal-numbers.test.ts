import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { open, parseCacheKeys } from '../../src/cache/encryption.ts';
import { METRICS_TOKEN } from '../support/metrics.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { CONTACT_IDS, FAULTY_IDS, PLANTED, SHOWN, startPlantedVitec } from '../support/planted-vitec.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { createEncryptionKey } from '../support/replicas.ts';
import { startProgram } from '../support/start-program.ts';
import { wholeSelection } from '../support/whole-selection.ts';

const SCHEMA = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const CONTACT_FIELDS = Object.keys((SCHEMA.getType('Contact') as GraphQLObjectType).getFields());
/** One document for each field of Contact, with all that is behind it: a single one would be beyond the limits of a document. */
const DOCUMENTS = CONTACT_FIELDS.map((field) => {
  const selection = wholeSelection(SCHEMA, 'Contact', 4, [field]);
  return `query Allt($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { ${selection} } }`;
});
const HOMES = `query Hem($homes: [_Any!]!) { _entities(representations: $homes) { ... on Estate { ${wholeSelection(SCHEMA, 'Estate', 3)} } } }`;

/** The fields that call an endpoint, one for each: `partyRoles` and its siblings share one. */
const OF_EACH_ENDPOINT = DOCUMENTS.filter((_document, index) =>
  ['profile', 'partyRoles', 'representedBy', 'estateTies'].includes(CONTACT_FIELDS[index] ?? ''),
);

/** A word of every search. No other text has it. */
const TERM = 'Soktermen';
const TERM_NUMBER = '19710823-4545';
const MATCHES = wholeSelection(SCHEMA, 'ContactSearch', 3);
const SEARCH = `query Sok($term: String!) { searchContacts(customerId: "M1", term: $term) { ${MATCHES} } }`;
const SEARCHES: readonly (readonly [what: string, document: string, term: string | number | undefined])[] = [
  ['by name', SEARCH, `${TERM} Annalovisa`],
  ['by personal number', SEARCH, TERM_NUMBER],
  ['that Vitec refuses', SEARCH, `${TERM} utanför`],
  ['whose answer is cut off', SEARCH, `${TERM} sönder`],
  ['that the gateway refuses', SEARCH, `${TERM}/snedstreck`],
  ['that is too long', SEARCH, TERM.repeat(20)],
  ['of a wrong type', SEARCH.replace('$term: String!', '$term: Int!'), `${TERM} fel`],
  ['in the document', SEARCH.replace('($term: String!)', '').replace('$term', `"${TERM} Annalovisa"`), undefined],
  ['in a block string', SEARCH.replace('($term: String!)', '').replace('$term', `"""${TERM} Annalovisa"""`), undefined],
  ['in a default', SEARCH.replace('$term: String!', `$term: String! = "${TERM} förvald"`), undefined],
  ['in a document that does not parse', `{ searchContacts(customerId: "M1", term: "${TERM} oläslig`, undefined],
  ['in a document that is not valid', `{ searchContacts(customerId: "M1", term: "${TERM}", till: 1) { isCut } }`, undefined],
];

type Places = Readonly<Record<'answers' | 'log' | 'redis' | 'metrics' | 'traces' | 'heap', string>>;

describe.skipIf(!hasRedis)('what Vitec knows of a person, and the schema does not show', { timeout: 120_000 }, () => {
  let places: Places;
  let sent: string;
  let asked: readonly string[];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heap-'));
    const file = join(folder, 'gateway.heapsnapshot');
    const key = createEncryptionKey();
    await using vitec = await startPlantedVitec();
    await using redis = await startRedis();
    await using collector = await startOtlpReceiver();
    await using gateway = await startProgram(
      vitec,
      {
        LOG_LEVEL: 'trace',
        LOG_MAX_PER_SECOND: '100000',
        REDIS_URL: redis.url,
        CACHE_ENCRYPTION_KEY: key,
        METRICS_TOKEN,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        HEAP_SNAPSHOT_FILE: file,
      },
      [process.execPath, '--heap-snapshot-string-limit=10000000', '--import=./test/support/heap-snapshot.ts', 'src/main.ts'],
    );
    const answers: unknown[] = [];
    const ask = async (document: string, variables: Record<string, unknown>, headers = {}) =>
      void answers.push(await gateway.query(document, variables, headers));
    const askAll = async (headers = {}) => {
      for (const document of DOCUMENTS) await ask(document, { ids: CONTACT_IDS }, headers);
      await ask(HOMES, { homes: [{ __typename: 'Estate', customerId: 'M1', estateId: 'home-1' }] }, headers);
    };

    // Redis is not used for 2 s after it was slow, as it may be on a busy machine.
    await vi.waitUntil(
      async () => {
        await askAll({ 'cache-control': 'no-cache' });
        const { values } = await readRedis(redis, key);
        return [SHOWN.firstName, SHOWN.agent].every((text) => values.includes(text));
      },
      { timeout: 60_000 },
    );
    await askAll();
    for (const id of FAULTY_IDS) {
      for (const document of OF_EACH_ENDPOINT) await ask(document, { ids: [id, 'person'] });
      await ask(HOMES, { homes: [{ __typename: 'Estate', customerId: 'M1', estateId: id }] });
    }
    for (const [, document, term] of SEARCHES) await ask(document, { term });

    const { keys, values } = await readRedis(redis, key);
    const metrics = await fetch(`${gateway.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    const series = await metrics.text();
    gateway.program.signal('SIGUSR2');
    await gateway.program.says(/heap snapshot written/);
    const { strings } = JSON.parse(readFileSync(file, 'utf8')) as { strings: readonly string[] };
    rmSync(folder, { recursive: true });
    await gateway.program.stop('SIGTERM'); // which exports the last spans
    ({ sent, asked } = vitec);
    places = {
      answers: JSON.stringify(answers),
      log: gateway.program.output + gateway.program.errors,
      redis: `${keys}\n${values}`,
      metrics: series,
      traces: JSON.stringify([collector.spans, collector.headers]),
      heap: strings.join('\n'),
    };
  }, 120_000);

  const foundIn = (texts: readonly string[]) =>
    Object.entries(places).flatMap(([place, whole]) => texts.filter((text) => whole.includes(text)).map((text) => `${place}: ${text}`));

  it('was sent by Vitec, all of it', () => {
    expect(PLANTED.filter((text) => !sent.includes(text))).toEqual([]);
  });

  it('is nowhere afterwards: not in an answer, the log, Redis, the metrics, the traces or the heap', () => {
    expect(foundIn(PLANTED)).toEqual([]);
  });

  it('is looked for in places where what is shown is found', () => {
    for (const text of Object.values(SHOWN)) expect(foundIn([text])).toEqual([`answers: ${text}`, `redis: ${text}`, `heap: ${text}`]);
    expect(foundIn(['070-174 06 05'])).toHaveLength(3);
    expect(foundIn([SEARCH])).toEqual([`heap: ${SEARCH}`]); // a document that takes its term as a variable is cached
    expect(places.log).toContain('"msg":"operation"');
    expect(places.log).toContain('"endpoint":"Search"');
    expect(places.metrics).toMatch(/^gateway_contacts_total\{.*endpoint="Contact"/m);
    expect(places.traces).toContain('load Search');
  });

  it('has as its search terms no trace either, though Vitec was asked for them', () => {
    expect(asked.filter((address) => address.includes(`Term=${TERM}`)).length).toBeGreaterThan(4);
    expect(asked.filter((address) => address.includes(`Term=${TERM_NUMBER}`))).toHaveLength(1);
    expect(foundIn([TERM, TERM_NUMBER])).toEqual([]);
  });
});

/** The names of all keys, and all values, decrypted where they are encrypted. */
async function readRedis({ client }: RedisServer, key: string): Promise<{ readonly keys: string; readonly values: string }> {
  const keys = await client.keys('*');
  const values = await Promise.all(keys.map(async (name) => (await client.get(name)) ?? ''));
  const entries = values.filter((_value, index) => keys[index]?.includes(':entry:'));
  const opened = entries.map((value) => open(value, parseCacheKeys(key)));
  if (opened.includes(null)) throw new Error('an entry that cannot be decrypted was not searched');
  return { keys: keys.join('\n'), values: [...values, ...opened].join('\n') };
}
