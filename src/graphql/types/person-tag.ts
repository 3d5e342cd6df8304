/**
 * What points at a person: a contract of the supergraph that leaves the tag `person` out shows none.
 * https://www.apollographql.com/docs/graphos/platform/schema-management/delivery/contracts/overview
 */
export const PERSON_TAG = { name: 'tag', args: { name: 'person' } } as const;
