import { type DocumentNode, type FragmentDefinitionNode, Kind } from 'graphql';

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

export const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  Object.fromEntries(
    definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [])),
  );
