import type { collectFields } from '@graphql-tools/utils';
import type { FieldNode } from 'graphql';

/** The nodes of each field that is collected, those within deferred fragments too: a limit counts what is selected, whenever it comes. */
export const selectedNodes = ({ fields, patches }: ReturnType<typeof collectFields>): readonly (readonly FieldNode[])[] => [
  ...fields.values(),
  ...patches.flatMap((patch) => [...patch.fields.values()]),
];
