import type { ReactNode } from 'react';
import { failureTexts } from '../failure-texts.ts';
import { dateInWords, inNumber, price } from '../formats.ts';
import { type Language, useLanguage, useTexts } from '../language.ts';
import { AskAgain } from '../part/ask-again.tsx';
import type { Part } from '../part/part.ts';
import { Spinner } from '../part/spinner.tsx';
import type { Texts } from '../texts.ts';
import { mailUrl, telUrl } from './links.ts';
import type { Listing } from './use-homes.ts';

type Props = {
  readonly estateId: string;
  readonly home: Part<Listing>;
  /** How the contact is tied to the home, and since when. */
  readonly children: ReactNode;
};

/** A home by its street; by its id until the listing is there, or where there is none. */
export function HomeRow({ estateId, home, children }: Props) {
  const listing = home.value;
  const place = listing && [listing.address.streetAddress, listing.address.postalTown].filter(Boolean).join(', ');
  return (
    <li className="home">
      <p className="place">
        <strong className={place ? undefined : 'id'}>{place || estateId}</strong>
        {listing && <StatusTag listing={listing} />}
      </p>
      {listing && <Facts listing={listing} />}
      <p className="tie">{children}</p>
      {listing && <Agents listing={listing} />}
      <HomeStatus estateId={estateId} home={home} />
      {place && <p className="id">{estateId}</p>}
    </li>
  );
}

const BRIGHT: ReadonlySet<Listing['status']> = new Set(['FOR_SALE', 'COMING', 'SOON_FOR_SALE', 'READY_FOR_RENT', 'RUNNING', 'ADVANTAGE']);

function StatusTag({ listing: { status, statusLabel, isPublished } }: { readonly listing: Listing }) {
  const texts = useTexts();
  return (
    <>
      {status !== 'UNDEFINED' && <span className={BRIGHT.has(status) ? 'tag bright' : 'tag plain'}>{statusLabel}</span>}
      {!isPublished && <span className="tag">{texts.unpublished}</span>}
    </>
  );
}

function Facts({ listing }: { readonly listing: Listing }) {
  const texts = useTexts();
  const language = useLanguage();
  const { estateTypeLabel, rooms, livingArea, contractDate } = listing;
  const size = [
    estateTypeLabel,
    rooms === null ? null : texts.rooms(rooms, inNumber(rooms, language)),
    livingArea === null ? null : `${inNumber(livingArea, language)} m²`,
  ];
  const money = [priceOf(listing, texts, language), contractDate && texts.contract(dateInWords(contractDate, language))];
  return (
    <>
      <p className="hint">{size.filter(Boolean).join(' · ')}</p>
      {money.some(Boolean) && <p className="money">{money.filter(Boolean).join(' · ')}</p>}
    </>
  );
}

/** The final price of a home that has one, else what is asked for it; null where the office hides it. */
function priceOf({ finalPrice, startingPrice, priceText, currency }: Listing, texts: Texts, language: Language): string | null {
  if (finalPrice) return texts.finalPrice(price(finalPrice, currency, language));
  if (startingPrice) return texts.startingPrice(price(startingPrice, currency, language));
  return priceText;
}

function Agents({ listing: { primaryAgent, secondaryAgent } }: { readonly listing: Listing }) {
  const texts = useTexts();
  const agents = [primaryAgent, secondaryAgent].filter((agent) => agent !== null);
  if (agents.length === 0) return null;
  return (
    <p className="agents">
      {agents.map(({ agentId, name, phoneNumber, emailAddress }) => (
        <span key={agentId} className="agent">
          <span className="hint">{texts.agent}</span> {name ?? agentId}
          {phoneNumber && (
            <>
              {' · '}
              <a href={telUrl(phoneNumber)}>{phoneNumber}</a>
            </>
          )}
          {emailAddress && (
            <>
              {' · '}
              <a href={mailUrl(emailAddress)}>{emailAddress}</a>
            </>
          )}
        </span>
      ))}
    </p>
  );
}

function HomeStatus({ estateId, home }: { readonly estateId: string; readonly home: Part<Listing> }) {
  const texts = useTexts();
  const language = useLanguage();
  const { status, isAsking } = home;
  if (status.is === 'asking' && isAsking) return <p className="hint">{<Spinner says={texts.askingFor(texts.parts.homes)} />}</p>;
  if (status.is === 'read' && status.state === 'STALE') return <p className="hint">{texts.olderListing}</p>;
  if (status.is !== 'failed') return null;
  if (status.failure.kind === 'NOT_FOUND') return <p className="hint">{texts.noListing}</p>;
  const { what, whatToDo } = failureTexts(status.failure.kind, 'homes', language);
  return (
    <div className="notice failed small">
      <p>
        <strong>{what}</strong> {whatToDo}
      </p>
      <AskAgain part={home} label={estateId} />
    </div>
  );
}
