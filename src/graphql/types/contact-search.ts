import { type ContactMatches, readSearchTerm } from '../../domain/contact-search.ts';
import { toContactType } from '../../domain/contact-type.ts';
import { Failure } from '../../domain/failure.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { fromEndpoint, type LoadFor, SEMANTIC_NON_NULL } from './from-endpoint.ts';
import { PERSON_TAG } from './person-tag.ts';
import { resolveNonNullRelatedContact } from './resolve-related-contact.ts';

/** Query.searchContacts and its types. */
export function addContactSearch(builder: Builder, { Contact, ContactMatch, ContactSearch }: TypeRefs, enums: Enums): void {
  builder.objectType(ContactSearch, {
    description: 'Sökresultat. What a search for contacts found.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      matches: t.field({
        type: [ContactMatch],
        description: "Träffar. The matches, in Vitec's order.",
        resolve: ({ matches }) => matches, // counted by Query.searchContacts, which may be null
      }),
      isCut: t.exposeBoolean('isCut', { description: 'There may be more than `first` asked for.' }),
    }),
  });
  builder.objectType(ContactMatch, {
    description: 'Träff. One contact that matches.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      contact: t.field({
        type: Contact,
        directives: [PERSON_TAG],
        description: 'Kontakten. The contact found.',
        resolve: (match, _args, context, info) => resolveNonNullRelatedContact(match, match.contactId, context, info),
      }),
      type: t.field({
        type: enums.ContactType,
        description: 'Person, företag eller dödsbo. The type of the contact.',
        resolve: ({ typeCode }) => toContactType(typeCode),
      }),
      score: t.exposeFloat('score', { nullable: true, description: "Vitec's own figure; of use only to compare matches of one search." }),
      changedAt: t.expose('changedAt', { type: 'DateTime', nullable: true, description: 'Ändrad. When the contact was last changed.' }),
    }),
  });

  builder.queryFields((t) => ({
    searchContacts: t.field({
      ...SEMANTIC_NON_NULL,
      type: ContactSearch,
      directives: { ...SEMANTIC_NON_NULL.directives, tag: { name: 'person' } },
      description:
        'Sök kontakt. Finds contacts by name, personal number, e-mail or telephone, 5 to 100 characters. One call to Vitec; nothing of it is kept. At most 100 matches.',
      args: {
        customerId: t.arg.id({ required: true }),
        term: t.arg.string({ required: true }),
        first: t.arg.int({ required: true, defaultValue: 20, description: 'At most so many, up to 100.' }),
      },
      resolve: fromEndpoint(searchOf, ({ first }: SearchArgs) => ({ matches, sent }, _root, { rowBudget, operation }, info) => {
        const shown = matches.slice(0, first);
        rowBudget.listNested(0, 'ContactSearch', { matches: shown.length }, info);
        // also without a list of them, `isCut` tells that somebody matches
        for (const match of matches.slice(0, Math.max(first, 1))) operation.shown?.add(match, 'search');
        return { matches: shown, isCut: sent > first };
      }),
    }),
  }));
}

type SearchArgs = { readonly customerId: string; readonly term: string; readonly first: number };

/** More would be cut by the budget of contacts anyway. */
const MOST_MATCHES = 100;

/** Asks for one match more than is shown, to know whether there are more. Throws before Vitec is called. */
const searchOf: LoadFor<unknown, SearchArgs, ContactMatches> = async (_root, { access, loaders }, { customerId, term, first }) => {
  if (first < 0 || first > MOST_MATCHES) throw new Failure('BAD_USER_INPUT', { message: `\`first\` must be from 0 to ${MOST_MATCHES}.` });
  const read = readSearchTerm(term);
  if ('fault' in read) throw new Failure('BAD_USER_INPUT', { message: read.fault });
  return await loaders.search().load(access.allowSearch(customerId, read.term, first + 1));
};
