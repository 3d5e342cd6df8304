import { z } from 'zod';

const estateParty = z.strictObject({ estateId: z.string().min(1), roleCreatedAt: z.string().nullish() });
const estateExtraParty = estateParty.extend({ partyRole: z.string(), contactId: z.string().nullish() });
const parties = z.array(estateParty).nullish();
const extraParties = z.array(estateExtraParty).nullish();

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * All that the gateway reads of an answer, written down anew: vitec/party-roles.ts checks an answer by hand, for speed, and stops at the
 * first that is wrong. Every issue but `unrecognized_keys` is one for which the gateway refuses the answer; a test holds the two together.
 */
export const contactPartyRoles = z
  .strictObject({
    buyer: parties,
    extraBuyer: extraParties,
    seller: parties,
    extraSeller: extraParties,
    tenant: parties,
    extraTenant: extraParties,
    owner: parties,
    extraOwner: extraParties,
  })
  .refine((lists) => Object.keys(lists).length > 0, {
    error: 'none of the eight lists',
    when: ({ value }) => isObject(value), // unknown fields alone would keep this from being looked at
  });
