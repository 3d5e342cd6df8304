import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { toDateTime } from '../../src/domain/date-time.ts';
import { KNOWN_RELATIONS, PARTY_RELATIONS, PARTY_ROLE_RELATIONS } from '../../src/domain/party-relation.ts';
import type { PartyRole } from '../../src/domain/party-role.ts';
import { NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { compareStrictly } from '../../src/tools/contract/compare.ts';
import { RECORDED, type StrictForm } from '../../src/tools/contract/recorded.ts';
import { SHAPES } from '../../src/tools/contract/shape.ts';
import { contactRelations } from '../../src/vitec/endpoints/contact-relations.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';

type ListShape = z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodObject>>>;

const STRICT_FORMS: readonly StrictForm[] = ['PartyRoles', 'ContactRelations'];
const CONTACT = { customerId: 'M1', contactId: 'a' };

/** The party roles that the gateway reads; null when it refuses the answer. */
function readByGateway(body: unknown): readonly PartyRole[] | null {
  try {
    return partyRoles.parse(JSON.stringify(body), CONTACT).value.matching(NO_FILTER);
  } catch {
    return null;
  }
}

const PARSERS: Readonly<Record<StrictForm, (body: string) => unknown>> = {
  PartyRoles: (body) => partyRoles.parse(body, CONTACT).value.matching(NO_FILTER),
  ContactRelations: (body) => contactRelations.parse(body, CONTACT),
};

function isReadByGateway(endpoint: StrictForm, body: unknown): boolean {
  try {
    PARSERS[endpoint](JSON.stringify(body));
    return true;
  } catch {
    return false;
  }
}

/** Whether the shape accepts it. Unknown fields do not count: the gateway ignores them. */
const isReadByShape = (endpoint: StrictForm, body: unknown): boolean =>
  SHAPES[endpoint].answer.safeParse(body).error?.issues.every(({ code }) => code === 'unrecognized_keys') ?? true;

const LISTS = Object.keys(RECORDED.PartyRoles.lists);
const oddValue = fc.constantFrom<unknown>(null, undefined, '', 0, 4711, -1, 7.5, 2 ** 53, true, [], {}, 'text', ['text'], {
  estateId: 'x',
});
const often = <Value>(usual: fc.Arbitrary<Value>, weight: number) =>
  fc.oneof({ weight, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: oddValue });
const date = fc.constantFrom('2019-08-17T16:32:57.7654321+02:00', '2019-08-17T16:32:57', '2019-08-17', 'soon', '0001-01-01T00:00:00');
/** Mostly not there: as JSON brings it, what is undefined is not. */
const rarely = fc.oneof(
  { weight: 20, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 'text') },
);
const row = fc.record(
  {
    estateId: often(fc.string({ minLength: 1 }), 12),
    roleCreatedAt: often(date, 12),
    partyRole: often(fc.constantFrom('Guardian', 'FutureTrustee', 'constructor'), 12),
    contactId: often(fc.string(), 12),
    shareHolding: oddValue,
    RoleCreatedAt: rarely,
    contactID: rarely,
    Buyer: rarely,
  },
  { requiredKeys: ['RoleCreatedAt', 'contactID', 'Buyer'] },
);
const wholeRow = fc.record({ estateId: fc.constant('home'), roleCreatedAt: date, partyRole: fc.constant('Guardian'), contactId: oddValue });
const rows = fc.array(often(fc.oneof({ weight: 1, arbitrary: row }, { weight: 3, arbitrary: wholeRow }), 20), { maxLength: 3 });
const lists = fc.dictionary(
  fc.constantFrom(...LISTS, ...LISTS, 'Buyer', 'EXTRAOWNER', 'EstateId', '__proto__', 'message'),
  often(rows, 12),
  { maxKeys: 6 },
);
const relationRow = fc.record(
  {
    relation: often(fc.constantFrom('Guardian', 'FutureTrustee', 'constructor'), 12),
    contactId: often(fc.string({ minLength: 1 }), 12),
    ContactID: rarely,
    Relations: rarely,
  },
  { requiredKeys: ['ContactID', 'Relations'] },
);
const wholeRelationRow = fc.record({ relation: fc.constant('Guardian'), contactId: fc.constant('b') });
const relationRows = fc.array(often(fc.oneof({ weight: 1, arbitrary: relationRow }, { weight: 3, arbitrary: wholeRelationRow }), 20), {
  maxLength: 3,
});
const RELATION_LISTS = Object.keys(RECORDED.ContactRelations.lists);
const relationLists = fc.dictionary(
  fc.constantFrom(...RELATION_LISTS, ...RELATION_LISTS, ...RELATION_LISTS, 'Relations', '__proto__', 'message'),
  often(relationRows, 12),
  { maxKeys: 4 },
);

/** As JSON brings it: undefined values are absent. */
const answerOf = (usual: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: oddValue }).map((value) => {
    const text = JSON.stringify(value);
    return text === undefined ? null : (JSON.parse(text) as unknown);
  });
const ANSWERS: Readonly<Record<StrictForm, fc.Arbitrary<unknown>>> = {
  PartyRoles: answerOf(lists),
  ContactRelations: answerOf(relationLists),
};

describe("the contract's shape and the gateway's reading", () => {
  it.each(STRICT_FORMS)('of %s accept the same answers, and a difference says REFUSES just where the gateway does', (endpoint) => {
    const taken = { true: 0, false: 0 };
    fc.assert(
      fc.property(ANSWERS[endpoint], (body) => {
        const isTaken = isReadByGateway(endpoint, body);
        taken[`${isTaken}`] += 1;
        expect(isReadByShape(endpoint, body)).toBe(isTaken);
        expect(compareStrictly(endpoint, body).some(({ gateway }) => gateway === 'REFUSES')).toBe(!isTaken);
      }),
      { numRuns: 3_000 },
    );
    expect(taken.true).toBeGreaterThan(300); // else it would have proved little
    expect(taken.false).toBeGreaterThan(300);
  });

  it('lose dates together: LOSES stands just where the gateway shows null for a date that was sent', () => {
    fc.assert(
      fc.property(fc.array(date, { minLength: 1, maxLength: 4 }), (dates) => {
        const body = { buyer: dates.map((roleCreatedAt, index) => ({ estateId: `home-${index}`, roleCreatedAt })) };
        const lost = readByGateway(body)?.filter(({ createdAt }) => createdAt === null).length;
        expect(compareStrictly('PartyRoles', body).filter(({ gateway }) => gateway === 'LOSES')).toHaveLength(lost ?? -1);
      }),
    );
  });

  it('never show a value that was sent, whatever stands where', () => {
    const secret = fc.string({ unit: fc.constantFrom('7', '8'), minLength: 6, maxLength: 12 });
    const anywhere = fc.anything({ key: secret, values: [secret, secret.map(Number), fc.constant(null)], maxDepth: 3 });
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.constantFrom(...LISTS), secret),
          fc.oneof(anywhere, fc.array(fc.dictionary(fc.constantFrom('estateId', 'partyRole', 'contactId', 'roleCreatedAt'), anywhere))),
        ),
        (sent) => {
          const differences = compareStrictly('PartyRoles', JSON.parse(JSON.stringify(sent)));
          expect(JSON.stringify(differences)).not.toMatch(/[78]/);
        },
      ),
    );
  });
});

describe('what is recorded', () => {
  it.each(STRICT_FORMS)('of %s has the fields and lists of the shape, and no others', (endpoint) => {
    const shape: Readonly<Record<string, ListShape>> = SHAPES[endpoint].answer.shape;
    const { lists } = RECORDED[endpoint];
    expect(Object.keys(lists).toSorted()).toEqual(Object.keys(shape).toSorted());
    for (const [list, { row: fields }] of Object.entries(lists))
      expect(Object.keys(shape[list]?.unwrap().unwrap().element.shape ?? {}).toSorted(), list).toEqual(Object.keys(fields).toSorted());
    const fieldsOfRows = Object.values(lists).flatMap(({ row: fields }) => Object.keys(fields));
    expect(Object.keys(SHAPES[endpoint].fields).toSorted()).toEqual([...new Set(fieldsOfRows)].toSorted());
  });

  it('has the relation words that the gateway knows, and no others', () => {
    const { PartyRoles, ContactRelations } = RECORDED;
    expect(Object.keys(PartyRoles.relations)).toEqual(PARTY_ROLE_RELATIONS.map((relation) => PARTY_RELATIONS[relation].code));
    const betweenContacts = KNOWN_RELATIONS.filter((relation) => relation !== 'CONTACT_PERSON');
    expect(Object.keys(ContactRelations.relations)).toEqual(betweenContacts.map((relation) => PARTY_RELATIONS[relation].code));
  });

  it.each(Object.keys(RECORDED.PartyRoles.dateForms))('a date as %s is met without a difference, and read', (form) => {
    const roleCreatedAt = form
      .replace('YYYY-MM-DDThh:mm:ss', '2026-10-04T13:51:40')
      .replace('+hh:mm', '+02:00')
      .replace(/f+$|f+(?=\+)/, (fs) => '7'.repeat(fs.length));
    const everyList = Object.fromEntries(LISTS.map((list) => [list, []]));
    expect(compareStrictly('PartyRoles', { ...everyList, buyer: [{ estateId: 'home', roleCreatedAt }] })).toEqual([]);
    expect(toDateTime(roleCreatedAt)).not.toBeNull();
  });

  it.each(STRICT_FORMS)('of %s has a source for each fact', (endpoint) => {
    const { lists: recordedLists, relations, dateForms } = RECORDED[endpoint];
    const facts = [...Object.values(recordedLists), ...Object.values(recordedLists).flatMap(({ row: fields }) => Object.values(fields))];
    for (const source of [...facts.map(({ knownFrom }) => knownFrom), ...Object.values(relations), ...Object.values(dateForms)])
      expect(source).toMatch(/^Vitec's help page|^samples on the help pages|^how \.NET/);
  });
});
