import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startVitecWithRelations } from '../support/relations-vitec.ts';

const QUERY = `{ contact(customerId: "M1", contactId: "a") {
  representedBy { contact { contactId } } represents { contact { contactId } } contactRelationsStatus { state code retryable fetchedAt }
  partyRoles { role } partyRolesStatus { state code } } }`;
const ZEROS = '00000000-0000-0000-0000-000000000000';

async function ask(text: string) {
  await using vitec = await startVitecWithRelations(text);
  await using gateway = await startGateway(vitec);
  const { data, errors } = await gateway.query(QUERY);
  return { contact: data.contact, errors, calls: vitec.calls };
}
const inBoth = (rows: string): readonly string[] => [
  `{"relations":${rows},"reverseRelations":[]}`,
  `{"relations":[{"relation":"Guardian","contactId":"b"}],"reverseRelations":${rows}}`,
];
const rows = (row: string) => inBoth(`[{"relation":"Guardian","contactId":"b"},${row}]`);
const withId = (contactId: string) => rows(`{"relation":"Guardian","contactId":${contactId}}`);
const withCode = (relation: string) => rows(`{"relation":${relation},"contactId":"c"}`);

describe('an answer of ContactRelations with', () => {
  it.each<[string, readonly string[]]>([
    ['null for itself', ['null']],
    ['a list for itself', ['[]', '[{"relations":[]}]']],
    ['a text, a number, a boolean for itself', ['"relations"', '4', 'true']],
    ['neither list', ['{}', '{"message":"relations"}', '{"buyer":[]}']],
    ['an object for a list', inBoth('{"relation":"Guardian","contactId":"b"}')],
    ['a text for a list', inBoth('"b"')],
    ['a number for a list', inBoth('0')],
    ['a boolean for a list', inBoth('false')],
    ['null for a row', rows('null')],
    ['a text for a row', rows('"b"')],
    ['a list for a row', rows('["Guardian","b"]')],
    ['a row without contactId', rows('{"relation":"Guardian"}')],
    ['a row without relation', rows('{"contactId":"c"}')],
    ['an empty row', rows('{}')],
    ['null for contactId', withId('null')],
    ['an empty contactId', withId('""')],
    ['blanks for contactId', withId('"  "')],
    ['0 for contactId', withId('0')],
    ['-0 for contactId', withId('-0')],
    ['"0" for contactId', withId('"0"')],
    ['the GUID of zeros for contactId', withId(`"${ZEROS}"`)],
    ['the GUID of zeros in braces for contactId', withId(`"{${ZEROS}}"`)],
    ['a negative number for contactId', withId('-4711')],
    ['a fraction for contactId', withId('1.5')],
    ['a number that is not exact for contactId', withId('9007199254740993')],
    ['an object for contactId', withId('{"id":"c"}')],
    ['null for relation', withCode('null')],
    ['a fraction for relation', withCode('7.5')],
    ['a list for relation', withCode('["Guardian"]')],
    ['an object for relation', withCode('{"id":7}')],
    ['lists in another spelling', ['{"Relations":[],"ReverseRelations":[]}', '{"relations":[],"reverserelations":[]}']],
    [
      'rows in another spelling',
      [...rows('{"Relation":"Guardian","ContactId":"c"}'), ...rows('{"relation":"Guardian","contactId":"c","ContactID":"d"}')],
    ],
  ])('%s is UPSTREAM_BAD_RESPONSE in both directions, and the roles stand', async (_what, texts) => {
    for (const text of texts) {
      const { contact, errors, calls } = await ask(text);
      expect(contact, text).toEqual({
        representedBy: null,
        represents: null,
        contactRelationsStatus: { state: 'UNAVAILABLE', code: 'UPSTREAM_BAD_RESPONSE', retryable: false, fetchedAt: null },
        partyRoles: [{ role: 'BUYER' }],
        partyRolesStatus: { state: 'FRESH', code: null },
      });
      expect(errors?.map(({ path, extensions: { code } }) => [path?.at(-1), code])).toEqual([
        ['representedBy', 'UPSTREAM_BAD_RESPONSE'],
        ['represents', 'UPSTREAM_BAD_RESPONSE'],
      ]);
      expect(calls).toBe(2); // one of each endpoint: it is not tried again
    }
  });

  it.each([
    ['unknown fields', '{"relations":[{"relation":"Guardian","contactId":"b","name":"Anna"}],"reverseRelations":[],"total":1}'],
    ['a byte order mark', '\uFEFF{"relations":[{"relation":"Guardian","contactId":"b"}]}'],
    [
      'names of Object.prototype',
      '{"__proto__":{"relations":4},"relations":[{"__proto__":1,"relation":"Guardian","contactId":"b","constructor":2}]}',
    ],
  ])('%s is shown', async (_what, text) => {
    const { contact, errors } = await ask(text);
    expect(errors).toBeUndefined();
    expect(contact).toMatchObject({ representedBy: [{ contact: { contactId: 'b' } }], represents: [] });
  });

  it('10,000 rows in each direction is shown whole', async () => {
    const list = (prefix: string) =>
      Array.from({ length: 10_000 }, (_, index) => ({ relation: 'Guardian', contactId: `${prefix}${index}` }));
    const { contact, errors } = await ask(JSON.stringify({ relations: list('r'), reverseRelations: list('v') }));
    expect(errors).toBeUndefined();
    expect([contact.representedBy.length, contact.represents.length]).toEqual([10_000, 10_000]);
    expect([contact.representedBy[9_999].contact.contactId, contact.represents[0].contact.contactId]).toEqual(['r9999', 'v0']);
  });
});

describe('a related contact whose id no address can hold', () => {
  it('is shown, and BAD_USER_INPUT where it would be called for, without a call', async () => {
    await using vitec = await startVitecWithRelations('{"relations":[{"relation":"Guardian","contactId":"../b"}]}');
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(`{ contact(customerId: "M1", contactId: "a") { representedBy {
      contact { contactId representedBy { relation } partyRoles { role } contactRelationsStatus { state code } } } } }`);
    expect(data.contact.representedBy).toEqual([
      {
        contact: {
          contactId: '../b',
          representedBy: null,
          partyRoles: null,
          contactRelationsStatus: { state: 'UNAVAILABLE', code: 'BAD_USER_INPUT' },
        },
      },
    ]);
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(vitec.calls).toBe(1);
  });
});
