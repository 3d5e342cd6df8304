import type { AllowedContact } from './contact.ts';

/**
 * What is asked of a contact now belongs to a generation of answers: a change that Vitec told of, or a caller who wants to know
 * what is so now, begins the next. A call of an earlier one is joined by nobody who comes after that, and its answer is not kept.
 */
export type Generations = {
  /** Begins the next one of a contact, or of all contacts of a customer, by its name. */
  readonly begin: (name: string) => void;
  /** The same by the name under which others who share what is kept know it. */
  readonly beginHashed: (hashedKey: string) => void;
  /** A text that is the same as long as the generation is. */
  readonly of: (contact: Pick<AllowedContact, 'customerId' | 'name'>) => string;
};
