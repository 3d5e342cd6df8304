import { z } from 'zod';
import type { StrictForm } from './recorded.ts';

/** .NET may write an id as a number. A number that is not exact would be the id of something else. */
const id = z.union([z.string().regex(/[^\s0(){}-]/), z.int().positive()]); // blanks and zeros, also as a GUID, are the id of nothing
const idOrNone = z.union([z.string(), z.int().nonnegative()]);
const relation = z.union([z.string(), z.int()]);
const partyFields = { estateId: id, roleCreatedAt: z.string().nullish() };
const extraPartyFields = { ...partyFields, partyRole: relation, contactId: idOrNone.nullish() };
const contactRelationFields = { relation, contactId: id };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that are one of these names in another spelling, such as `RoleCreatedAt`. */
export const otherSpellings = (value: object, names: readonly string[]): readonly string[] =>
  Object.keys(value).filter((key) => !names.includes(key) && names.some((name) => name.toLowerCase() === key.toLowerCase()));

/** The messages of the two issues that are not Zod's own. */
export const NO_LISTS = 'none of the lists';
const OTHER_SPELLING = 'a known name in another spelling';

/**
 * An object of these fields. A refinement finds the unknown names, since `strictObject` does not tell an unknown field from a known one
 * in another spelling. `when`: Zod skips a refinement of an object with a wrong field otherwise.
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

/** An object with at least one of these lists. */
const answerOf = <Lists extends z.core.$ZodLooseShape>(lists: Lists) =>
  objectOf(lists, (value) => Object.keys(lists).some((list) => Object.hasOwn(value, list)));

const parties = z.array(objectOf(partyFields)).nullish();
const extraParties = z.array(objectOf(extraPartyFields)).nullish();
const contactRelations = z.array(objectOf(contactRelationFields)).nullish();

/**
 * What the gateway reads of the answers, written anew: src/vitec/endpoints checks an answer by hand, for speed, and stops at the first
 * fault. The gateway refuses an answer for every issue but `unrecognized_keys`; a test holds the two together.
 */
export const SHAPES = {
  PartyRoles: {
    answer: answerOf({
      buyer: parties,
      extraBuyer: extraParties,
      seller: parties,
      extraSeller: extraParties,
      tenant: parties,
      extraTenant: extraParties,
      owner: parties,
      extraOwner: extraParties,
    }),
    fields: extraPartyFields,
  },
  ContactRelations: {
    answer: answerOf({ relations: contactRelations, reverseRelations: contactRelations }),
    fields: contactRelationFields,
  },
} as const satisfies Record<StrictForm, Shape>;

/** `fields`: those of all rows of the endpoint. */
export type Shape = { readonly answer: z.ZodType; readonly fields: Readonly<Record<string, z.ZodType>> };
