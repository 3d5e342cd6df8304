import type { Endpoint } from '../endpoint.ts';
import type { SandboxContact } from '../office.ts';
import { nameOf } from '../profile.ts';
import { profileOf } from './contact.ts';

const MIN_TERM = 5;
const DEFAULT_SIZE = 50;
const MAX_SIZE = 1_000;

/** GET CRM/Contact/{customerId}/Search?Term=...&MaxSize=...: name, personal number, e-mail and telephone, the best match first. */
export const search: Endpoint = {
  name: 'Search',
  functionGroup: 'crm',
  method: 'GET',
  path: /^\/CRM\/Contact\/(?<customerId>[^/]+)\/Search$/i,
  idsOf: null,
  maxIds: 0,
  wrongParameter: (parameters) => {
    if ((parameters.get('Term') ?? '').length < MIN_TERM) return `Term must have at least ${MIN_TERM} characters`;
    const size = maxSize(parameters.get('MaxSize'));
    return size >= 1 && size <= MAX_SIZE ? null : `MaxSize must be 1 to ${MAX_SIZE}`;
  },
  answer: ({ office, parameters }) => {
    const term = parameters.get('Term') ?? '';
    const scored = [...office.contacts.values()]
      .map((contact) => ({ contact, score: scoreOf(contact, term) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    return {
      matches: scored.slice(0, maxSize(parameters.get('MaxSize'))).map(({ contact, score }) => {
        const { type, common } = profileOf(contact);
        return { id: contact.contactId, changedAt: common.changedAt, customerId: office.office.customerId, type, score };
      }),
    };
  },
};

const maxSize = (text: string | null): number => (text === null ? DEFAULT_SIZE : /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

/** From above 0 to 1: the part of the text that the term is. 0 for no match. */
function scoreOf(contact: SandboxContact, term: string): number {
  const profile = profileOf(contact);
  const own: Readonly<Record<string, unknown>> = profile.own;
  const words = term.toLowerCase().split(/\s+/).filter(Boolean);
  const texts = [nameOf(profile), profile.common.email?.emailAddress, profile.common.email?.emailAddress2];
  const digits = nationalDigits(term);
  const numbers = [own.socialSecurityNumber, own.corporateNumber, ...Object.values(own.telephone ?? {})];
  return Math.max(
    ...texts.map((text) =>
      words.length > 0 && words.every((word) => text?.toLowerCase().includes(word)) ? part(words.join(' '), text ?? '') : 0,
    ),
    ...numbers.map((number) => {
      const found = typeof number === 'string' ? nationalDigits(number) : '';
      return digits.length >= MIN_TERM && found.includes(digits) ? part(digits, found) : 0;
    }),
  );
}

const part = (term: string, text: string): number => Math.min(1, Math.round((term.length / text.length) * 10_000) / 10_000);

/** The digits of a telephone or personal number; a Swedish country code becomes the 0 before an area code. Empty for a text with letters. */
const nationalDigits = (text: string): string =>
  /\p{L}/u.test(text) ? '' : text.replace(/^\s*(\+|00)46\s*(\(0\))?/, '0').replace(/\D/g, '');
