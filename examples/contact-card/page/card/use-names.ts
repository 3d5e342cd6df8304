import type { NamesQuery } from '../../generated/graphql.ts';
import { Names } from '../../operations.ts';
import type { Part } from '../part/part.ts';
import { type PartStatus, statusOf } from '../part/part.ts';
import { usePart } from '../part/use-part.ts';

type NamedContact = NonNullable<NonNullable<NamesQuery['contacts']>[number]>;
export type NamesPart = Part<ReadonlyMap<string, NamedContact>>;

/** Names of contacts by contactId. Its status is the first failure among them, if there is one: their ids stand in for their names. */
export function useNames(customerId: string, contactIds: readonly string[]): NamesPart {
  const ids = [...new Set(contactIds)];
  const names = usePart({
    query: Names,
    variables: { customerId, contactIds: ids },
    about: `${customerId} ${ids.join()}`,
    pause: ids.length === 0,
    read: ({ contacts }) => ({
      value: new Map(contacts.flatMap((contact) => (contact ? [[contact.contactId, contact] as const] : []))),
      status: null,
    }),
  });
  const failed = [...(names.value?.values() ?? [])]
    .map(({ profileStatus }): PartStatus => statusOf(profileStatus))
    .find((status) => status.is === 'failed');
  return failed && names.status.is === 'read' ? { ...names, status: failed } : names;
}
