import type { AllowedContact, EstateKey } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import type { Context } from '../execution/context.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import { readContactRepresentation, readEstateRepresentation } from './entity-representation.ts';
import { listEntries } from './list-entries.ts';

/**
 * The fields that routers query: https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec
 * Each representation is resolved separately, so that an invalid one does not affect the others.
 */
export function addEntities(builder: Builder, { Contact, Estate }: TypeRefs): void {
  builder.scalarType('_Any', { serialize: (value) => value, parseValue: (value) => value });
  const Entity = builder.unionType('_Entity', {
    types: [Contact, Estate],
    resolveType: (entity) => ('contactId' in entity ? 'Contact' : 'Estate'),
  });

  builder.queryFields((t) => ({
    _entities: t.field({
      type: t.listRef(Entity, { nullable: true }),
      args: { representations: t.arg({ type: ['_Any'], required: true }) },
      resolve: (_root, { representations }, context, info) =>
        listEntries(representations, context, info, (representation) => allowEntity(representation, context.access)),
    }),
  }));
}

/** `sdl` is the published subgraph schema, which has fewer fields than the served one. */
export function addService(builder: Builder, subgraphSdl: string): void {
  const Service = builder.objectRef<{ readonly sdl: string }>('_Service').implement({ fields: (t) => ({ sdl: t.exposeString('sdl') }) });
  builder.queryField('_service', (t) => t.field({ type: Service, resolve: () => ({ sdl: subgraphSdl }) }));
}

function allowEntity(representation: unknown, access: Context['access']): AllowedContact | EstateKey {
  const typename = isObject(representation) ? Reflect.get(representation, '__typename') : undefined;
  if (isObject(representation) && typename === 'Contact') return access.allowContact(readContactRepresentation(representation));
  if (isObject(representation) && typename === 'Estate') return access.allowEstate(readEstateRepresentation(representation));
  throw new Failure('BAD_USER_INPUT', { message: 'An entity representation is an object with a __typename of Contact or Estate.' });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
