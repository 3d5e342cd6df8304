import type { Choice } from '../address.ts';
import type { Language } from '../language.ts';

export type PersonGroup = 'parties' | 'beside' | 'odd' | 'failing';
export type Person = Choice & { readonly group: PersonGroup } & Readonly<Record<Language, string>>;

export const GROUP_NAMES: Readonly<Record<PersonGroup, Readonly<Record<Language, string>>>> = {
  parties: { sv: 'Köper, säljer, hyr, äger', en: 'Buy, sell, rent, own' },
  beside: { sv: 'Företräder andra', en: 'Act for others' },
  odd: { sv: 'Inget, mycket, långsamt, udda', en: 'Nothing, much, slow, odd' },
  failing: { sv: 'Går inte att läsa', en: 'Cannot be read' },
};

const person = (group: PersonGroup, contactId: string, sv: string, en: string, customerId = 'M30011'): Person => ({
  customerId,
  contactId,
  group,
  sv,
  en,
});

/** Those of the sandbox that are good for something: docs/sandbox.md tells more of each. */
export const PEOPLE: readonly Person[] = [
  person('parties', 'anna-andersson', 'har köpt tre och sålt två', 'has bought three and sold two'),
  person('parties', 'byggbolaget-ab', 'bolag som köper och säljer', 'company that buys and sells'),
  person('parties', 'dodsbo-gustavsson', 'dödsbo som säljer', 'deceased person’s estate that sells'),
  person('parties', 'dodsbo-olsson', 'dödsbo, har sålt två', 'deceased person’s estate, has sold two'),
  person('parties', 'elsa-lind', 'säljare med god man', 'seller with a limited guardian'),
  person('parties', 'tove-nord', 'omyndig köpare', 'buyer under age'),
  person('parties', 'cafe-solen-ab', 'hyr en lokal', 'rents premises'),
  person('parties', 'fastighets-ab-kullen', 'äger lokaler', 'owns premises'),
  person('parties', 'anna-andersson', 'en annan, i Göteborg', 'another one, in Gothenburg', 'M30012'),
  person('beside', 'advokat-berg', 'boutredningsman för två dödsbon', 'administrator of two deceased persons’ estates'),
  person('beside', 'karin-gustavsson', 'dödsbodelägare', 'part-owner of a deceased person’s estate'),
  person('beside', 'maria-ek', 'testamentsexekutor', 'executor of a will'),
  person('beside', 'sven-holm', 'god man, uppskattat datum', 'limited guardian, estimated date'),
  person('beside', 'pia-nord', 'förmyndare', 'guardian'),
  person('beside', 'per-firma', 'firmatecknare', 'authorised signatory'),
  person('beside', 'omar-haddad', 'fullmakt och ombud', 'power of attorney and representative'),
  person('beside', 'bo-kull', 'firmatecknare och ombud', 'signatory and representative'),
  person('beside', 'granne-persson', 'utan huvudman', 'without a principal'),
  person('odd', 'utan-roller', 'utan roller', 'without roles'),
  person('odd', 'bostadsutveckling-ab', '10 000 rader', '10,000 rows'),
  person('odd', 'langsam', 'svarar efter 1,5 s', 'answers after 1.5 s'),
  person('odd', 'udda-datum', 'datum saknas', 'dates are missing'),
  person('odd', 'ny-relation', 'okänd relation', 'unknown relation'),
  person('failing', 'underhall', 'Vitec har underhåll', 'Vitec is under maintenance'),
  person('failing', 'for-manga-anrop', 'för många anrop', 'too many calls'),
  person('failing', 'svarar-inte', 'svarar aldrig', 'never answers'),
  person('failing', 'nekad', 'får inte visas', 'may not be shown'),
  person('failing', 'ogiltig', 'avvisas som ogiltig', 'refused as invalid'),
  person('failing', 'trasigt-svar', 'trasigt svar', 'broken answer'),
  person('failing', 'finns-inte', 'finns inte', 'does not exist'),
];

export const BEGIN_WITH: readonly Person[] = PEOPLE.filter(
  ({ customerId, contactId }) => customerId === 'M30011' && ['anna-andersson', 'advokat-berg', 'underhall'].includes(contactId),
);
