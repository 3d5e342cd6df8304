import { readFileSync } from 'node:fs';
import { buildSchema, isSpecifiedScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { pages } from '../../reference/pages.ts';
import { loadConfig } from '../../src/config.ts';
import { standaloneSdl } from '../../src/graphql/schema/schema.ts';
import { EXPLANATIONS } from '../../src/settings/setting.ts';
import { SECRETS, SECTIONS, settings } from '../../src/settings.ts';
import { temporaryFile } from '../support/tokens.ts';

const read = (file: string) => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');

describe('the pages that are written from the code', () => {
  it.each(Object.entries(pages()))('docs/%s is what the code says: else npm run reference', (file, text) => {
    expect(read(file)).toBe(text);
  });

  it('have a row for each setting, and mark those that can stand in a file', () => {
    const rows = [...read('settings.md').matchAll(/^\| `([A-Z_]+)`( ¹)? \|/gm)].map(([, name, mark]) => [name, mark !== undefined]);
    expect(rows).toEqual(Object.keys(settings.shape).map((name) => [name, SECRETS.includes(name)]));
  });

  it('have a heading and a table row for each type, field and value of the schema', () => {
    const page = read('schema.md');
    const types = Object.values(buildSchema(standaloneSdl()).getTypeMap()).filter(
      (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
    );
    for (const type of types) {
      const section = page.split(new RegExp(`^##+ ${type.name}\n`, 'm'))[1]?.split(/^##+ /m)[0] ?? '';
      expect(section, type.name).not.toBe('');
      const members = 'getFields' in type ? type.getFields() : 'getValues' in type ? type.getValues() : [];
      for (const { name } of Object.values(members)) expect(section, type.name).toContain(`\n| \`${name}\` |`);
    }
  });
});

describe('what the reference tells of a setting', () => {
  it('each has its place under one heading, as read', () => {
    expect(Object.values(SECTIONS).flatMap((section) => Object.keys(section))).toEqual(Object.keys(settings.shape));
  });

  it.each(Object.entries(settings.shape).filter(([name]) => !name.endsWith('_FILE')))(
    '%s takes the example that is given for it',
    (_name, setting) => {
      expect(setting.safeParse(EXPLANATIONS.get(setting)?.example).error).toBeUndefined();
    },
  );

  const inProduction = loadConfig(
    {
      VITEC_URL: 'https://vitec.example',
      VITEC_CREDENTIALS_FILE: temporaryFile('vitec.json', '{ "M1": { "username": "u", "password": "p" } }'),
      JWT_JWKS_URL: 'https://login.example/jwks',
      JWT_ISSUER: 'i',
      JWT_AUDIENCE: 'a',
    },
    { sandbox: false },
  );
  const inDemo = loadConfig({ VITEC_URL: 'http://127.0.0.1:1', VITEC_USERNAME: 'u', VITEC_PASSWORD: 'p' }, { sandbox: true });

  it.each<[keyof typeof settings.shape, unknown, unknown]>([
    ['AUTH_MODE', inProduction.auth.mode, inDemo.auth.mode],
    ['GRAPHIQL', inProduction.graphiql, inDemo.graphiql],
    ['INTROSPECTION', inProduction.introspection, inDemo.introspection],
    ['UPSTREAM_REPORT', inProduction.upstreamReport, inDemo.upstreamReport],
  ])('%s is without it what is said', (name, withoutIt, inDemo) => {
    const explained = EXPLANATIONS.get(settings.shape[name]);
    expect([explained?.without, explained?.inDemo]).toEqual([String(withoutIt), String(inDemo)]);
  });
});
