import { type FormEvent, type RefObject, useId, useRef, useState } from 'react';
import { ContactListDocument, type ContactListQuery } from '../../generated/graphql.ts';
import { timeOfDay } from '../formats.ts';
import { useLanguage, useTexts } from '../language.ts';
import { Bones } from '../part/bones.tsx';
import { PartStatus } from '../part/part-status.tsx';
import { useFocusAfterAnswer } from '../part/use-focus.ts';
import { usePart } from '../part/use-part.ts';
import { useTitle } from '../use-title.ts';
import { MOST_CONTACTS, parseIds } from './contact-ids.ts';
import { ContactTable } from './contact-table.tsx';

export type ListedContact = NonNullable<ContactListQuery['contacts'][number]>;
export type ListChoice = { readonly customerId: string; readonly contactIds: readonly string[] };

type Props = {
  readonly list: ListChoice;
  readonly onList: (list: ListChoice) => void;
  readonly heading: RefObject<HTMLHeadingElement | null>;
};

/** Many contacts in one operation: their names, and how many homes each is the buyer and seller of. */
export function ListArea({ list, onList, heading }: Props) {
  const texts = useTexts();
  const language = useLanguage();
  const { customerId, contactIds } = list;
  const part = usePart({
    query: ContactListDocument,
    variables: { customerId, contactIds: [...contactIds] },
    about: `${customerId} ${contactIds.join()}`,
    read: ({ contacts }) => ({ value: contacts, status: null }),
  });
  const area = useRef<HTMLElement>(null);
  useTitle(`${texts.list} · ${texts.title}`);
  useFocusAfterAnswer(part.isAsking, area, heading);
  const { value, isAsking, status } = part;
  const contacts = value ?? [];
  const missing = contacts.filter((contact) => contact === null || isPartlyMissing(contact)).length;
  const canRetry = contacts.some((contact) => contact !== null && isRetryable(contact));
  const time = timeOfDay(new Date().toISOString(), language);

  return (
    <article ref={area} className="panel list" aria-labelledby="view-heading" aria-busy={isAsking}>
      <h2 id="view-heading" ref={heading} tabIndex={-1}>
        {texts.list}
      </h2>
      <div className="summary" data-status={isAsking ? 'asking' : missing > 0 ? 'partly' : 'read'}>
        <p role="status" aria-live="polite" aria-atomic="true">
          {isAsking
            ? texts.askingList(contactIds.length)
            : status.is === 'failed'
              ? texts.listFailed
              : texts.listRead(contacts.length, missing, time)}
        </p>
        {status.is === 'read' && (
          <button
            type="button"
            className="quiet"
            aria-disabled={isAsking}
            onClick={() => isAsking || (canRetry ? part.tryAgain() : part.fetchNew())}
          >
            {canRetry ? texts.tryAgain : texts.fetchNew}
          </button>
        )}
      </div>
      <ListForm list={list} onList={onList} />
      <PartStatus part={part} name="list" />
      {value && <ContactTable customerId={customerId} contacts={value.filter((contact) => contact !== null)} />}
      {!value && isAsking && <Bones />}
    </article>
  );
}

const statusesOf = ({ profileStatus, boughtStatus, soldStatus }: ListedContact) => [profileStatus, boughtStatus, soldStatus];
const isPartlyMissing = (contact: ListedContact): boolean => statusesOf(contact).some(({ code }) => code !== null);
const isRetryable = (contact: ListedContact): boolean => statusesOf(contact).some(({ code, retryable }) => code !== null && retryable);

function ListForm({ list, onList }: { readonly list: ListChoice; readonly onList: (list: ListChoice) => void }) {
  const texts = useTexts();
  const [customerId, setCustomerId] = useState(list.customerId);
  const [text, setText] = useState(list.contactIds.join(' '));
  const [fault, setFault] = useState<'none' | 'many' | 'office' | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const hintId = useId();
  const faultId = useId();
  const contactIds = parseIds(text);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const office = customerId.trim();
    const wrong = office === '' ? 'office' : contactIds.length === 0 ? 'none' : contactIds.length > MOST_CONTACTS ? 'many' : null;
    setFault(wrong);
    if (wrong === null) return onList({ customerId: office, contactIds });
    form.current?.querySelector<HTMLElement>(wrong === 'office' ? 'input' : 'textarea')?.focus();
  };
  const isIdsFault = fault === 'none' || fault === 'many';
  return (
    <details className="ids">
      <summary>{texts.chooseContacts}</summary>
      <form ref={form} onSubmit={submit} noValidate aria-label={texts.chooseContacts}>
        <label>
          {texts.officeOfContact}
          <input
            name="list-office"
            autoComplete="off"
            spellCheck={false}
            value={customerId}
            onChange={({ target }) => setCustomerId(target.value)}
            aria-invalid={fault === 'office' || undefined}
            aria-describedby={fault === 'office' ? faultId : undefined}
          />
        </label>
        <label>
          {texts.contactIds}
          <textarea
            name="contact-ids"
            rows={4}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
            aria-invalid={isIdsFault || undefined}
            aria-describedby={isIdsFault ? `${hintId} ${faultId}` : hintId}
          />
        </label>
        <p id={hintId} className="hint">
          {texts.contactIdsHint(contactIds.length, MOST_CONTACTS)}
        </p>
        <p id={faultId} className="wrong" role="alert">
          {fault === 'office' && texts.officeMissing}
          {fault === 'none' && texts.noIds}
          {fault === 'many' && texts.tooManyIds(MOST_CONTACTS)}
        </p>
        <button type="submit">{texts.showList}</button>
      </form>
    </details>
  );
}
