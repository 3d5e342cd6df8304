import { useId, useState } from 'react';
import type { Choice } from '../address.ts';
import { ContactLink } from '../contact-link.tsx';
import { useTexts } from '../language.ts';
import { AskAgain } from '../part/ask-again.tsx';
import { Spinner } from '../part/spinner.tsx';
import { ChunkedList } from './chunked-list.tsx';
import { HomeRow } from './home-row.tsx';
import type { Related } from './people.ts';
import { TieDate } from './tie-date.tsx';
import { useHomes } from './use-homes.ts';
import { type NamesPart, useNames } from './use-names.ts';

/** The homes of so few deals are shown at once: each costs a call. */
const FEW_DEALS = 6;

type Props = {
  readonly choice: Choice;
  readonly heading: string;
  readonly lead?: string;
  readonly related: readonly Related[];
};

export function RelatedList({ choice, heading, lead, related }: Props) {
  const headingId = useId();
  if (related.length === 0) return null;
  const dealCount = related.reduce((sum, { deals }) => sum + deals.length, 0);
  return (
    <section className="related" aria-labelledby={headingId}>
      <h4 id={headingId}>
        {heading} <span className="count">{related.length}</span>
      </h4>
      {lead && dealCount > 0 && <p className="hint">{lead}</p>}
      <ChunkedList
        rows={related}
        labelledBy={headingId}
        renderChunk={(chunk) => <RelatedContacts choice={choice} related={chunk} isOpen={dealCount <= FEW_DEALS} />}
      />
    </section>
  );
}

type ContactsProps = { readonly choice: Choice; readonly related: readonly Related[]; readonly isOpen: boolean };

function RelatedContacts({ choice, related, isOpen }: ContactsProps) {
  const names = useNames(
    choice.customerId,
    related.flatMap(({ contactId }) => contactId ?? []),
  );
  return (
    <>
      {related.map((one) => (
        <RelatedContact key={one.contactId ?? ''} choice={choice} related={one} names={names} isOpen={isOpen} />
      ))}
      <NamesStatus names={names} />
    </>
  );
}

type ContactProps = { readonly choice: Choice; readonly related: Related; readonly names: NamesPart; readonly isOpen: boolean };

function RelatedContact({ choice, related: { contactId, relations, deals }, names, isOpen }: ContactProps) {
  const texts = useTexts();
  const profile = contactId === null ? null : names.value?.get(contactId)?.profile;
  return (
    <li className="person">
      <p className="place">
        {contactId === null ? (
          texts.noPrincipal
        ) : (
          <ContactLink choice={{ customerId: choice.customerId, contactId }} name={profile?.displayName ?? null} />
        )}
        {profile && profile.type !== 'PERSON' && <span className="tag plain">{texts.contactTypes[profile.type]}</span>}
        <span className="relation">{relations.join(', ')}</span>
      </p>
      {deals.length > 0 && <Deals choice={choice} deals={deals} isOpen={isOpen} />}
    </li>
  );
}

type DealsProps = { readonly choice: Choice; readonly deals: Related['deals']; readonly isOpen: boolean };

/** In which deals: asked for when it is opened. */
function Deals({ choice, deals, isOpen }: DealsProps) {
  const texts = useTexts();
  const [isShown, setShown] = useState(isOpen);
  return (
    <details open={isShown} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary>{texts.deals(deals.length)}</summary>
      {isShown && <ChunkedList rows={deals} renderChunk={(chunk) => <DealHomes choice={choice} deals={chunk} />} />}
    </details>
  );
}

function DealHomes({ choice, deals }: { readonly choice: Choice; readonly deals: Related['deals'] }) {
  const homeOf = useHomes(
    choice,
    deals.map(({ estate }) => estate.estateId),
  );
  return deals.map(({ id, roleLabel, relation, relationLabel, relationCode, createdAt, createdAtPrecision, estate }) => (
    <HomeRow key={id} estateId={estate.estateId} home={homeOf(estate.estateId)}>
      {relation === 'OTHER' ? `${relationLabel} (${relationCode})` : relationLabel} <span className="hint">{roleLabel}</span>{' '}
      <TieDate createdAt={createdAt} precision={createdAtPrecision} />
    </HomeRow>
  ));
}

function NamesStatus({ names }: { readonly names: NamesPart }) {
  const texts = useTexts();
  if (names.isAsking && names.status.is === 'asking')
    return (
      <li className="hint">
        <Spinner says={texts.askingFor(texts.parts.names)} />
      </li>
    );
  if (names.status.is !== 'failed') return null;
  return (
    <li className="hint">
      {names.status.failure.kind === 'FORBIDDEN' ? texts.namesForbidden : texts.namesNotRead}
      <AskAgain part={names} label={texts.parts.names} />
    </li>
  );
}
