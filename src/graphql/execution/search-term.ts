import { BREAK, type DocumentNode, Kind, visit } from 'graphql';

const FIELD = 'searchContacts';
const ARGUMENT = 'term';

/**
 * Whether a document may have the term of a search in its text, instead of in a variable. The term is personal data, and documents are
 * cached for as long as the process runs: such a document is not. `document` is null if the text could not be parsed.
 */
export function mayHoldSearchTerm(text: string, document: DocumentNode | null): boolean {
  return text.includes(FIELD) && (document === null || hasSearchTerm(document));
}

/** Whether a document gives a term as a literal, or a string as the default of a variable. */
export function hasSearchTerm(document: DocumentNode): boolean {
  let [hasSearch, hasText] = [false, false];
  visit(document, {
    Field: ({ name, arguments: given = [] }) => {
      if (name.value !== FIELD) return;
      hasSearch = true;
      if (given.some((argument) => argument.name.value === ARGUMENT && argument.value.kind !== Kind.VARIABLE)) hasText = true;
    },
    VariableDefinition: ({ defaultValue }) => {
      if (defaultValue?.kind === Kind.STRING) hasText = true;
    },
    leave: () => (hasSearch && hasText ? BREAK : undefined),
  });
  return hasSearch && hasText;
}
