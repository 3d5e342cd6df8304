import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { composeSchemaContract, composeServices as composeServicesOfGuild } from '@theguild/federation-composition';
import { federateSubgraphs, federateSubgraphsContract, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { type DocumentNode, parse, print, printSchema } from 'graphql';

export type Subgraph = { readonly name: string; readonly url: string; readonly typeDefs: DocumentNode };
/** `supergraph` is its SDL, or null where the subgraphs do not compose; then `errors` say why. */
export type Composed = { readonly supergraph: string | null; readonly errors: readonly string[]; readonly hints: readonly string[] };
export type Compose = (subgraphs: readonly Subgraph[]) => Composed;

export const toSubgraph = (name: string, sdl: string, url = `http://${name}.example/graphql`): Subgraph => ({
  name,
  url,
  typeDefs: parse(sdl),
});

/** The published artefact. */
export const vitec = (url?: string): Subgraph =>
  toSubgraph('vitec', readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8'), url);

/** Subgraphs of other teams that the page shows. */
const ON_THE_PAGE: ReadonlySet<string> = new Set(['notes', 'valuations']);

/** The subgraph of another team, from docs/federation/ or subgraphs/. */
export function readSubgraph(name: string, url?: string): Subgraph {
  const folder = ON_THE_PAGE.has(name) ? '../../docs/federation' : 'subgraphs';
  return toSubgraph(name, readFileSync(new URL(`${folder}/${name}.graphql`, import.meta.url), 'utf8'), url);
}

export const COMPOSERS: Readonly<Record<string, Compose>> = {
  '@apollo/composition': (subgraphs) => {
    const { supergraphSdl, errors = [], hints = [] } = composeServices([...subgraphs]);
    return {
      supergraph: supergraphSdl ?? null,
      errors: errors.map(({ message }) => message),
      hints: hints.map(({ definition, message }) => `${definition.code}: ${message}`),
    };
  },
  '@theguild/federation-composition': (subgraphs) => {
    const { supergraphSdl, errors = [] } = composeServicesOfGuild([...subgraphs]);
    return { supergraph: supergraphSdl ?? null, errors: errors.map(({ message }) => message), hints: [] };
  },
  '@wundergraph/composition': (subgraphs) => {
    const result = federateSubgraphs({ subgraphs: subgraphs.map(toCosmo), version: ROUTER_COMPATIBILITY_VERSION_ONE });
    return {
      supergraph: result.success ? print(result.federatedGraphAST) : null,
      errors: result.success ? [] : result.errors.map(({ message }) => message),
      hints: result.warnings.map(({ message }) => message),
    };
  },
};

/** The graph for those who may see no persons: what clients of it see, by each library that makes contracts. */
export const composeWithoutPersons: Readonly<Record<string, (subgraphs: readonly Subgraph[]) => string>> = {
  '@theguild/federation-composition': (subgraphs) => {
    const { publicSdl, errors = [] } = composeSchemaContract([...subgraphs], { include: new Set(), exclude: new Set(['person']) }, true);
    if (!publicSdl) throw new Error(errors.map(({ message }) => message).join('\n'));
    return publicSdl;
  },
  '@wundergraph/composition': (subgraphs) => {
    const result = federateSubgraphsContract({
      subgraphs: subgraphs.map(toCosmo),
      contractTagOptions: { tagNamesToExclude: new Set(['person']), tagNamesToInclude: new Set() },
      version: ROUTER_COMPATIBILITY_VERSION_ONE,
    });
    if (!result.success) throw new Error(result.errors.map(({ message }) => message).join('\n'));
    return printSchema(result.federatedGraphClientSchema);
  },
};

const toCosmo = ({ name, url, typeDefs }: Subgraph) => ({ name, url, definitions: typeDefs });
