import type { StatusFragment } from '../../generated/graphql.ts';
import { ContactLink } from '../contact-link.tsx';
import { failureTexts } from '../failure-texts.ts';
import { inNumber } from '../formats.ts';
import { type PartName, useLanguage, useTexts } from '../language.ts';
import { statusOf } from '../part/part.ts';
import type { ListedContact } from './list-area.tsx';

type Props = {
  readonly customerId: string;
  readonly contacts: readonly ListedContact[];
  /** Whether what is missing may still come. */
  readonly isAsking: boolean;
};

export function ContactTable({ customerId, contacts, isAsking }: Props) {
  const texts = useTexts();
  return (
    <table>
      <caption className="unseen">{texts.listCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.name}</th>
          <th scope="col">{texts.type}</th>
          <th scope="col" className="badge">
            {texts.boughtShort}
          </th>
          <th scope="col" className="badge">
            {texts.soldShort}
          </th>
        </tr>
      </thead>
      <tbody>
        {contacts.map((contact) => (
          <Row key={contact.id} customerId={customerId} contact={contact} isAsking={isAsking} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { readonly customerId: string; readonly contact: ListedContact; readonly isAsking: boolean };

function Row({ customerId, contact, isAsking }: RowProps) {
  const texts = useTexts();
  const { contactId, profile, profileStatus, bought, boughtStatus, sold, soldStatus } = contact;
  return (
    <tr>
      <th scope="row">
        <ContactLink choice={{ customerId, contactId }} name={profile?.displayName ?? null} />
        {profile?.displayName && <span className="id">{contactId}</span>}
        {profile === undefined && isAsking && <Bone />}
      </th>
      <td>{profile ? texts.contactTypes[profile.type] : <Absent status={profileStatus} name="profile" isAsking={isAsking} />}</td>
      <td className="badge">
        {bought ? <Badge count={bought.length} /> : <Absent status={boughtStatus} name="list" isAsking={isAsking} />}
      </td>
      <td className="badge">{sold ? <Badge count={sold.length} /> : <Absent status={soldStatus} name="list" isAsking={isAsking} />}</td>
    </tr>
  );
}

function Badge({ count }: { readonly count: number }) {
  const language = useLanguage();
  return <span className={count === 0 ? 'count none' : 'count some'}>{inNumber(count, language)}</span>;
}

type AbsentProps = { readonly status: StatusFragment | undefined; readonly name: PartName; readonly isAsking: boolean };

const Absent = ({ status, name, isAsking }: AbsentProps) =>
  status === undefined && isAsking ? <Bone /> : <Unread status={status} name={name} />;

const Bone = () => <span className="bone" aria-hidden="true" />;

/** A mark for those who see, the reason for a pointer, and in words for a screen reader. An unread count must not look like 0. */
function Unread({ status, name }: Omit<AbsentProps, 'isAsking'>) {
  const texts = useTexts();
  const language = useLanguage();
  const part = status && statusOf(status);
  const why = part?.is === 'failed' ? failureTexts(part.failure.kind, name, language).what : texts.notRead;
  return (
    <span className="unread" title={why}>
      <span aria-hidden="true">?</span>
      <span className="unseen">{why}</span>
    </span>
  );
}
