import { readdirSync, readFileSync } from 'node:fs';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { getOperationAST, parse } from 'graphql';
import type { Route } from '../server/exchange.ts';
import { createPage } from './html-page.ts';

const OPERATIONS = new URL('../../../schema/operations/', import.meta.url);

/** Variables that the page shows, by operation name. */
export type ExampleVariables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The page may run its inline code and call this server. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The transform for dragging moves a tab from under the pointer as it is pressed, so the click is lost (seen in Chromium 156). */
const FIXED_TABS = '<style>.graphiql-tab { transform: none !important }</style>';

/** GraphiQL with the published operations as tabs. It loads no script, style or font from another server. */
export function createGraphiqlPage(examples: ExampleVariables): Route {
  const tabs = readdirSync(OPERATIONS)
    .sort()
    .map((file) => {
      const query = readFileSync(new URL(file, OPERATIONS), 'utf8');
      const name = getOperationAST(parse(query))?.name?.value ?? '';
      return { query, variables: JSON.stringify(examples[name] ?? {}, null, 2) };
    });
  // GraphiQL shows the first tab with these variables, not with those of the tab
  const options = { title: 'Vitec Connect · GraphQL', endpoint: '/graphql', method: 'POST' as const, defaultTabs: tabs, ...tabs[0] };
  return createPage(renderGraphiQL(options).replace('</head>', `${FIXED_TABS}</head>`), PAGE_POLICY);
}
