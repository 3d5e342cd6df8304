import { type FormEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { ContactListInPartsQuery, StatusFragment } from '../../generated/graphql.ts';
import { ContactListInParts } from '../../operations.ts';
import { UpdatedLine } from '../changes/updated-line.tsx';
import { useChanges } from '../changes/use-changes.ts';
import { timeOfDay } from '../formats.ts';
import { useLanguage, useTexts } from '../language.ts';
import { Bones } from '../part/bones.tsx';
import { PartStatus } from '../part/part-status.tsx';
import { useFocusAfterAnswer } from '../part/use-focus.ts';
import { usePart } from '../part/use-part.ts';
import { useTitle } from '../use-title.ts';
import { MOST_CONTACTS, parseIds } from './contact-ids.ts';
import { ContactTable } from './contact-table.tsx';

/** What Vitec has yet to answer is undefined. */
export type ListedContact = NonNullable<ContactListInPartsQuery['contacts'][number]>;
export type ListChoice = { readonly customerId: string; readonly contactIds: readonly string[] };

type Props = {
  readonly list: ListChoice;
  readonly onList: (list: ListChoice) => void;
  readonly heading: RefObject<HTMLHeadingElement | null>;
};

/** Many contacts in one operation: their names, and how many homes each is the buyer and seller of, as Vitec answers. */
export function ListArea({ list, onList, heading }: Props) {
  const texts = useTexts();
  const language = useLanguage();
  const { customerId, contactIds } = list;
  const listener = useChanges(list);
  const part = usePart({
    query: ContactListInParts,
    variables: { customerId, contactIds: [...contactIds] },
    about: `${customerId} ${contactIds.join()}`,
    read: ({ contacts }, seen: Contacts | null) => ({ value: filled(contacts, seen), status: null }),
  });
  useEffect(() => {
    // the gateway asks Vitec only for the contacts that have changed
    listener.current = { changed: () => part.readAgain('CHANGED'), resumed: () => part.readAgain('MAY_HAVE_CHANGED') };
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
      <UpdatedLine parts={[part]} />
      <ListForm list={list} onList={onList} />
      <PartStatus part={part} name="list" />
      {value && <ContactTable customerId={customerId} contacts={value.filter((contact) => contact !== null)} isAsking={isAsking} />}
      {!value && isAsking && <Bones />}
    </article>
  );
}

type Contacts = ContactListInPartsQuery['contacts'];

/** Until Vitec has answered for a contact, what was shown of it before stays. */
function filled(contacts: Contacts, seen: Contacts | null): Contacts {
  const known = new Map((seen ?? []).flatMap((contact) => (contact ? [[contact.id, contact] as const] : [])));
  return contacts.map((contact) => contact && { ...known.get(contact.id), ...contact });
}

/** Undefined: the answer ended before it was whole. */
const statusesOf = ({ profileStatus, boughtStatus, soldStatus }: ListedContact): readonly (StatusFragment | undefined)[] => [
  profileStatus,
  boughtStatus,
  soldStatus,
];
const isPartlyMissing = (contact: ListedContact): boolean => statusesOf(contact).some((status) => status?.code !== null);
const isRetryable = (contact: ListedContact): boolean =>
  statusesOf(contact).some((status) => !status || (status.code !== null && status.retryable));

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
