import { readdirSync, readFileSync } from 'node:fs';
import { getOperationAST, parse } from 'graphql';
import type { GraphiQLOptions } from 'graphql-yoga';

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);

/** Variables to fill in, by the name of the operation. */
export type ExampleVariables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** GraphiQL with the published operations as tabs, from this server alone: no script, style or font comes from elsewhere. */
export function createGraphiqlOptions(examples: ExampleVariables): GraphiQLOptions {
  const tabs = readdirSync(OPERATIONS)
    .sort()
    .map((file) => {
      const query = readFileSync(new URL(file, OPERATIONS), 'utf8');
      const name = getOperationAST(parse(query))?.name?.value ?? '';
      return { query, variables: JSON.stringify(examples[name] ?? {}, null, 2) };
    });
  return { title: 'Vitec Connect · GraphQL', defaultTabs: tabs, ...(tabs[0] ? { defaultQuery: tabs[0].query } : {}) };
}
