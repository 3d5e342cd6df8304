import { describe, expect, it } from 'vitest';
import { artefacts } from '../../schema/artefacts.ts';
import { breakingChanges, mayBreak } from '../../schema/changes.ts';

const NOW = artefacts();
const release = (texts: Readonly<Record<string, string>>) => ({ version: '1.0.0', read: (file: string) => texts[file] ?? '' });
/** What breaks for somebody who relied on the artefacts as they are, when they become something else. */
const breaks = (change: (texts: Record<string, string>) => void) => {
  const texts: Record<string, string> = { ...NOW };
  change(texts);
  return breakingChanges(release(NOW), release(texts));
};
const replaced = (file: string, from: string | RegExp, to: string) => (texts: Record<string, string>) => {
  const changed = texts[file]?.replace(from, to) ?? '';
  expect(changed).not.toBe(texts[file]);
  texts[file] = changed;
};

describe('a change of what is published', () => {
  it('is none when nothing has changed', async () => expect(await breaks(() => undefined)).toEqual([]));

  it.each<[string, (texts: Record<string, string>) => void, RegExp]>([
    ['a field that is gone', replaced('schema.graphql', /\n {2}"Never fails[^\n]*\n {2}partyRolesStatus[^\n]*/, ''), /partyRolesStatus/],
    ['a value that is gone', replaced('schema.graphql', /\n {2}"Hyresgäst[^\n]*\n {2}TENANT/, ''), /TENANT/],
    [
      'an argument that must be given',
      replaced('schema.graphql', 'hasRole(estateId: ID!', 'hasRole(since: DateTime!, estateId: ID!'),
      /since/,
    ],
    ['a field that may be null', replaced('schema.graphql', 'relationCode: String!', 'relationCode: String'), /relationCode/],
    ['a key that is gone', replaced('subgraph.graphql', ' @key(fields: "customerId estateId")', ''), /key/],
    ['a tag that is gone', replaced('subgraph.graphql', 'actsFor: Contact @tag(name: "person")', 'actsFor: Contact'), /tag/],
    ['a code that is gone', replaced('codes.json', 'UPSTREAM_TIMEOUT', 'UPSTREAM_SLOW'), /UPSTREAM_TIMEOUT/],
    ['a code that means something else', replaced('codes.json', '"retryable": true', '"retryable": false'), /retryable/],
    ['a status that is another', replaced('codes.json', '"http": 413', '"http": 400'), /HTTP 413/],
  ])('breaks with %s', async (_what, change, message) => expect((await breaks(change)).join('\n')).toMatch(message));

  it.each<[string, (texts: Record<string, string>) => void]>([
    ['a new field', replaced('schema.graphql', '  contactId: ID!\n', '  contactId: ID!\n  phone: String\n')],
    ['a new code', replaced('codes.json', '{', '{ "NEW": { "retryable": true, "http": null, "says": null },')],
    ['other words', replaced('schema.graphql', 'Kontakt. A person', 'Kontakt. One person')],
    ['a new key', replaced('subgraph.graphql', 'type Estate implements Node', 'type Estate implements Node @key(fields: "estateId")')],
  ])('breaks nothing with %s', async (_what, change) => expect(await breaks(change)).toEqual([]));
});

describe('a version may break what another promised', () => {
  it.each([
    ['1.2.3', '2.0.0', true],
    ['1.2.3', '1.3.0', false],
    ['1.2.3', '1.2.4', false],
    ['0.1.0', '0.1.1', false],
    ['0.1.0', '0.2.0', true],
    ['0.1.0', '1.0.0', true],
    ['2.0.0', '1.9.0', false],
    ['1.2.3', '1.2.3', false],
  ])('%s -> %s: %s', (released, now, may) => expect(mayBreak(released, now)).toBe(may));
});
