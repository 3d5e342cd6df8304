import type { collectFields } from '@graphql-tools/utils';
import type { FieldNode } from 'graphql';

type Collected = Pick<ReturnType<typeof collectFields>, 'fields'> & { readonly patches?: readonly Collected[] | undefined };

/** The nodes of each field that is collected, those in deferred fragments too, at any depth: a limit counts what is selected, whenever it comes. */
export const selectedNodes = ({ fields, patches = [] }: Collected): readonly (readonly FieldNode[])[] => [
  ...fields.values(),
  ...patches.flatMap(selectedNodes),
];
