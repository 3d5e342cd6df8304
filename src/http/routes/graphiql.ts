import { readdirSync, readFileSync } from 'node:fs';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { getOperationAST, parse } from 'graphql';
import type { Route } from '../server/exchange.ts';
import { createPage } from './html-page.ts';

const OPERATIONS = new URL('../../../schema/operations/', import.meta.url);

/** Variables to fill in, by the name of the operation. */
export type ExampleVariables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the page may do: run what stands in it, and ask this server. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A tab that can be dragged slips from under the pointer as it is pressed, and the click goes to nobody (seen in Chromium 156). */
const STILL_TABS = '<style>.graphiql-tab { transform: none !important }</style>';

/** GraphiQL with the published operations as tabs, from this server alone: no script, style or font comes from elsewhere. */
export function createGraphiqlPage(examples: ExampleVariables): Route {
  const tabs = readdirSync(OPERATIONS)
    .sort()
    .map((file) => {
      const query = readFileSync(new URL(file, OPERATIONS), 'utf8');
      const name = getOperationAST(parse(query))?.name?.value ?? '';
      return { query, variables: JSON.stringify(examples[name] ?? {}, null, 2) };
    });
  // the page shows the first tab with the variables given here, not with the tab's own
  const options = { title: 'Vitec Connect · GraphQL', endpoint: '/graphql', defaultTabs: tabs, ...tabs[0] };
  return createPage(renderGraphiQL(options).replace('</head>', `${STILL_TABS}</head>`), PAGE_POLICY);
}
