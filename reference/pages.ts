import { sandboxPage } from './sandbox-page.ts';
import { schemaPage } from './schema-page.ts';
import { settingsPage } from './settings-page.ts';

/** The pages of docs/ that are written from the code, by the name of their file. */
export const pages = (): Readonly<Record<string, string>> => ({
  'sandbox.md': sandboxPage(),
  'schema.md': schemaPage(),
  'settings.md': settingsPage(),
});
