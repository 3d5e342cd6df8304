import { describe, expect, it } from 'vitest';
import { createGenerations } from '../../src/upstream/generations.ts';
import { allowed } from '../support/upstream.ts';

describe('a generation of answers', () => {
  const create = () => createGenerations((name) => name);

  it('is another after a change of the contact, and after one of its customer', () => {
    const generations = create();
    const contact = allowed('a');
    const first = generations.of(contact);
    expect(generations.of(contact)).toBe(first);
    generations.begin('M1');
    const second = generations.of(contact);
    expect(second).not.toBe(first);
    generations.begin('M2');
    expect(generations.of(contact)).toBe(second);
  });

  it('is another after a change that was forgotten for want of room', () => {
    const generations = create();
    const contact = allowed('a');
    const before = generations.of(contact);
    generations.begin('M1');
    for (let index = 0; index < 20_000; index += 1) generations.begin(`other-${index}`);
    expect(generations.of(contact)).not.toBe(before);
  });
});
