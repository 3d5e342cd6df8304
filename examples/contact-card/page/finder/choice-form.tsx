import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { addressOf, type Choice } from '../address.ts';
import { useLanguage, useTexts } from '../language.ts';
import { GROUP_NAMES, PEOPLE, type PersonGroup } from './people.ts';

type Props = { readonly choice: Choice | null; readonly onChoose: (choice: Choice) => void };

/** For those who know the id of a contact, and for the contacts of the sandbox that show something in particular. */
export function ChoiceForm({ choice, onChoose }: Props) {
  const texts = useTexts();
  const [typed, setTyped] = useState<Choice>(choice ?? { customerId: 'M30011', contactId: '' });
  const [isIncomplete, setIncomplete] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const errorId = useId();
  const address = choice && addressOf(choice);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choice is made anew with each reading of the address
  useEffect(() => {
    if (choice) setTyped(choice);
    setIncomplete(false);
  }, [address]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const customerId = typed.customerId.trim();
    const contactId = typed.contactId.trim();
    setIncomplete(customerId === '' || contactId === '');
    if (customerId !== '' && contactId !== '') return onChoose({ customerId, contactId });
    form.current?.querySelector<HTMLInputElement>(customerId === '' ? '[name=customer-id]' : '[name=contact-id]')?.focus();
  };
  const invalid = (value: string) =>
    isIncomplete && value.trim() === '' ? ({ 'aria-invalid': true, 'aria-describedby': errorId } as const) : {};

  return (
    <details className="panel choose">
      <summary>{texts.openById}</summary>
      <form ref={form} onSubmit={submit} noValidate aria-label={texts.openById}>
        <PeopleList typed={typed} onPick={setTyped} />
        <label>
          {texts.officeOfContact}
          <input
            name="customer-id"
            autoComplete="off"
            spellCheck={false}
            value={typed.customerId}
            onChange={({ target }) => setTyped({ ...typed, customerId: target.value })}
            {...invalid(typed.customerId)}
          />
        </label>
        <label>
          {texts.contact}
          <input
            name="contact-id"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed.contactId}
            onChange={({ target }) => setTyped({ ...typed, contactId: target.value })}
            {...invalid(typed.contactId)}
          />
        </label>
        <p id={errorId} className="wrong" role="alert">
          {isIncomplete ? texts.required : ''}
        </p>
        <button type="submit">{texts.show}</button>
      </form>
    </details>
  );
}

const GROUPS: readonly PersonGroup[] = ['parties', 'beside', 'odd', 'failing'];

/** Fills in the fields only: going through it with the arrow keys asks Vitec for nobody on the way. */
function PeopleList({ typed, onPick }: { readonly typed: Choice; readonly onPick: (choice: Choice) => void }) {
  const texts = useTexts();
  const language = useLanguage();
  const hintId = useId();
  const picked = PEOPLE.find((person) => addressOf(person) === addressOf(typed));
  const pick = (value: string) => {
    const person = PEOPLE.find((one) => addressOf(one) === value);
    if (person) onPick({ customerId: person.customerId, contactId: person.contactId });
  };
  return (
    <>
      <label>
        {texts.sandboxContacts}
        <select value={picked ? addressOf(picked) : ''} onChange={({ target }) => pick(target.value)} aria-describedby={hintId}>
          <option value="" disabled>
            {texts.otherContact}
          </option>
          {GROUPS.map((group) => (
            <optgroup key={group} label={GROUP_NAMES[group][language]}>
              {PEOPLE.filter((person) => person.group === group).map((person) => (
                <option key={addressOf(person)} value={addressOf(person)}>
                  {`${person.contactId}: ${person[language]}`}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <p id={hintId} className="hint">
        {texts.sandboxContactsHint}
      </p>
    </>
  );
}
