/**
 * Marks fields and types that identify a person, so that a contract variant of the supergraph can exclude the tag `person`.
 * https://www.apollographql.com/docs/graphos/platform/schema-management/delivery/contracts/overview
 */
export const PERSON_TAG = { name: 'tag', args: { name: 'person' } } as const;
