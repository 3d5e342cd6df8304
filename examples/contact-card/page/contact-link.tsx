import { addressOf, type Choice } from './address.ts';
import { rememberName } from './known-names.ts';

type Props = { readonly choice: Choice; readonly name: string | null };

/** Leads to the card of a contact; its id stands in for a name that is not known. */
export function ContactLink({ choice, name }: Props) {
  return (
    <a
      href={addressOf(choice)}
      onClick={() => name !== null && rememberName(choice, name)}
      className={name === null ? 'contact id' : 'contact'}
    >
      {name ?? choice.contactId}
    </a>
  );
}
