import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';

const CONTACT = { customerId: 'M1', contactId: 'a' };
const parse = (body: unknown) => partyRoles.parse(JSON.stringify(body), CONTACT);

const estateId = fc.oneof(
  fc.constantFrom('home-1', 'home-2', 4711),
  fc.string({ unit: 'binary' }).map((rest) => `a${rest}`),
);
const roleCreatedAt = fc.constantFrom(undefined, null, '', 'soon', '2026-10-25T02:30:00', '2026-10-04T13:51:40.3548718+02:00');
const row = fc.record({ estateId, roleCreatedAt });
const extraRow = fc.record({
  estateId,
  roleCreatedAt,
  partyRole: fc.constantFrom('Guardian', 6, 'FutureRelation'),
  contactId: fc.constantFrom(undefined, null, 0, 'b', 'c'),
});
const list = fc.option(fc.array(row, { maxLength: 5 }));
const extraList = fc.option(fc.array(extraRow, { maxLength: 5 }));
const answer = fc.record(
  { buyer: list, seller: list, tenant: list, owner: list, extraBuyer: extraList, extraSeller: extraList, extraTenant: extraList },
  { requiredKeys: ['owner'] },
);

describe('the cached text of the roles', () => {
  it('has the form that other versions of the gateway read', () => {
    const { text } = parse({
      name: 'not stored',
      extraSeller: [
        {
          estateId: 'home-1',
          roleCreatedAt: '2026-10-04T13:51:40.3548718+02:00',
          partyRole: 'Guardian',
          contactId: 'b',
          name: 'not stored',
        },
        { estateId: 4711, roleCreatedAt: 'not stored', partyRole: 6 },
      ],
      owner: null,
      buyer: [{ estateId: 'home-"2"', roleCreatedAt: '2026-10-25T02:30:00', name: 'not stored' }],
    });
    expect(text).toBe(
      '{"buyer":["home-\\"2\\"","2026-10-25T02:30:00"],"owner":[],' +
        '"extraSeller":["home-1","2026-10-04T13:51:40.3548718+02:00","Guardian","b",4711,null,6,null]}',
    );
  });

  it('is read as the same rows, whatever they hold', () => {
    fc.assert(
      fc.property(answer, (body) => {
        const { value, text } = parse(body);
        const read = partyRoles.read(text, CONTACT);
        expect(read.matching(NO_FILTER)).toEqual(value.matching(NO_FILTER));
        expect([read.count, partyRoles.countRows(read)]).toEqual([value.count, value.count]);
      }),
    );
  });

  it.each([
    '{}',
    '{"other":[]}',
    '{"buyer":null}',
    '{"buyer":["home-1"]}',
    '{"extraBuyer":["home-1",null]}',
    '{"buyer":{"length":2}}',
    'null',
    '[',
    '',
  ])('is refused in another form: %s', (text) => expect(() => partyRoles.read(text, CONTACT)).toThrow());
});

it('the rows of a list are created once', () => {
  const { value } = parse({ seller: [{ estateId: 'home-1' }], tenant: [{ estateId: 'home-2' }] });
  const sellers = value.matching({ ...NO_FILTER, roles: ['SELLER'] });
  expect(sellers).toHaveLength(1);
  expect(value.matching(NO_FILTER)[0]).toBe(sellers[0]);
});
