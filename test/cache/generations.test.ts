import { describe, expect, it } from 'vitest';
import { createGenerations } from '../../src/cache/generations.ts';
import { CONTACT_ENDPOINT_NAMES, entryKeyOf } from '../../src/domain/endpoint.ts';
import { allowed } from '../support/upstream.ts';

describe('a generation of answers', () => {
  const create = () => createGenerations((key) => key);

  it('is one for each endpoint of a contact', () => {
    const generations = create();
    const contact = allowed('a');
    generations.begin(entryKeyOf('ContactRelations', contact));
    const other = generations.of('PartyRoles', contact);
    generations.begin(entryKeyOf('ContactRelations', contact));
    expect(generations.of('PartyRoles', contact)).toBe(other);
    generations.begin(entryKeyOf('PartyRoles', contact));
    expect(generations.of('PartyRoles', contact)).not.toBe(other);
  });

  it('is another after a change of its customer', () => {
    const generations = create();
    const contact = allowed('a');
    const first = generations.of('PartyRoles', contact);
    expect(generations.of('PartyRoles', contact)).toBe(first);
    generations.begin('M1');
    const second = generations.of('PartyRoles', contact);
    expect(second).not.toBe(first);
    generations.begin('M2');
    expect(generations.of('PartyRoles', contact)).toBe(second);
  });

  it('stands while 10,000 other contacts change at all their endpoints', () => {
    const generations = create();
    const contact = allowed('a');
    generations.begin(entryKeyOf('PartyRoles', contact));
    const before = generations.of('PartyRoles', contact);
    for (let index = 0; index < 9_999; index += 1)
      for (const endpoint of CONTACT_ENDPOINT_NAMES) generations.begin(entryKeyOf(endpoint, allowed(`other-${index}`)));
    expect(generations.of('PartyRoles', contact)).toBe(before);
    expect(generations.of('PartyRoles', allowed('b'))).toBe('');
  });

  it('is another after a change that was forgotten for want of room', () => {
    const generations = create();
    const contact = allowed('a');
    const before = generations.of('PartyRoles', contact);
    generations.begin('M1');
    for (let index = 0; index < 70_000; index += 1) generations.begin(`other-${index}`);
    expect(generations.of('PartyRoles', contact)).not.toBe(before);
  });
});
