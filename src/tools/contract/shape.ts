import { z } from 'zod';

/** .NET may write an id as a number; one that is not exact would name another. */
const estateId = z.union([z.string().min(1), z.int().positive()]);
const contactId = z.union([z.string(), z.int().nonnegative()]);
const relation = z.union([z.string(), z.int()]);
const partyFields = { estateId, roleCreatedAt: z.string().nullish() };
const extraPartyFields = { ...partyFields, partyRole: relation, contactId: contactId.nullish() };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that are one of these names in another spelling, as `RoleCreatedAt` is. */
export const otherSpellings = (value: object, names: readonly string[]): readonly string[] =>
  Object.keys(value).filter((key) => !names.includes(key) && names.some((name) => name.toLowerCase() === key.toLowerCase()));

/** The messages of the two issues that are not Zod's own. */
export const NO_LISTS = 'none of the eight lists';
const OTHER_SPELLING = 'a known name in another spelling';

/**
 * An object of these fields. Written with a refinement, since that of `strictObject` has one word for a field that nobody knows and for one of ours
 * in another spelling. `when`: a wrong field would keep it from being looked at.
 */
const objectOf = <Fields extends z.core.$ZodLooseShape>(fields: Fields, isOf: (value: object) => boolean = () => true) =>
  z.looseObject(fields).superRefine(
    (value: object, context) => {
      const other = otherSpellings(value, Object.keys(fields));
      const unknown = Object.keys(value).filter((key) => !Object.hasOwn(fields, key) && !other.includes(key));
      if (unknown.length > 0) context.addIssue({ code: 'unrecognized_keys', keys: unknown, input: {} });
      if (other.length > 0) context.addIssue({ code: 'custom', message: OTHER_SPELLING });
      if (!isOf(value)) context.addIssue({ code: 'custom', message: NO_LISTS });
    },
    { when: ({ value }) => isObject(value) },
  );

const parties = z.array(objectOf(partyFields)).nullish();
const extraParties = z.array(objectOf(extraPartyFields)).nullish();

/** What a value at one of these fields may be; of an extra party, which has all of them. */
export const fieldShapes = extraPartyFields;

const lists = {
  buyer: parties,
  extraBuyer: extraParties,
  seller: parties,
  extraSeller: extraParties,
  tenant: parties,
  extraTenant: extraParties,
  owner: parties,
  extraOwner: extraParties,
};
/**
 * All that the gateway reads of an answer, written down anew: vitec/party-roles.ts checks an answer by hand, for speed, and stops at the
 * first that is wrong. Every issue but `unrecognized_keys` is one for which the gateway refuses the answer; a test holds the two together.
 */
export const contactPartyRoles = objectOf(lists, (value) => Object.keys(lists).some((list) => Object.hasOwn(value, list)));
