import { describe, expect, it } from 'vitest';
import { OFFICES } from '../../../src/sandbox/offices.ts';
import { buildPage, builtPage } from '../build.ts';
import { PEOPLE } from '../page/finder/people.ts';

describe('the built page', () => {
  it('is what the sources make, byte for byte', async () => {
    const html = await buildPage();
    expect(html === builtPage()).toBe(true); // a difference of 300 kB is nothing to read
    expect(html.split('\n')[0]).toContain('node examples/contact-card/build.ts');
  });

  it('takes nothing from elsewhere', () => {
    expect(builtPage()).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)=["']?(https?:)?\/\//);
    expect(builtPage()).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
  });
});

it('lists people of the sandbox, and one who is not there', () => {
  const absent = PEOPLE.filter(
    ({ customerId, contactId }) =>
      !OFFICES.some((office) => office.customerId === customerId && office.contacts.some((contact) => contact.contactId === contactId)),
  );
  expect(absent.map(({ contactId }) => contactId)).toEqual(['finns-inte']);
});
