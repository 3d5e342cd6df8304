import type { ReactNode } from 'react';
import { useTexts } from '../language.ts';
import type { Part } from '../part/part.ts';
import { PartSection } from '../part/part-section.tsx';
import { mailUrl, safeHttpUrl, telUrl } from './links.ts';
import type { Profile } from './use-card.ts';

export function ProfilePart({ part }: { readonly part: Part<Profile> }) {
  const texts = useTexts();
  return (
    <PartSection heading={texts.details} name="profile" part={part}>
      {part.value && <Details profile={part.value} />}
    </PartSection>
  );
}

function Details({ profile }: { readonly profile: Profile }) {
  const texts = useTexts();
  const { address, phoneNumbers, emailAddresses } = profile;
  const streetAndTown = [address?.streetAddress, [address?.postalCode, address?.city].filter(Boolean).join(' ')].filter(Boolean);
  const corporateNumber = 'corporateNumber' in profile ? profile.corporateNumber : null;
  const homePage = 'homePage' in profile ? profile.homePage : null;
  const homePageUrl = homePage ? safeHttpUrl(homePage) : null;
  const isEmpty = streetAndTown.length + phoneNumbers.length + emailAddresses.length === 0 && !corporateNumber && !homePage;
  if (isEmpty) return <p className="hint">{texts.noDetails}</p>;
  return (
    <dl className="details">
      {streetAndTown.length > 0 && (
        <Detail term={texts.address}>
          {streetAndTown.map((line) => (
            <span key={line} className="line">
              {line}
            </span>
          ))}
        </Detail>
      )}
      {phoneNumbers.length > 0 && (
        <Detail term={texts.phone}>
          {phoneNumbers.map(({ kind, number }) => (
            <span key={kind + number} className="line">
              <a href={telUrl(number)}>{number}</a> <span className="hint">{texts.phoneKinds[kind]}</span>
            </span>
          ))}
        </Detail>
      )}
      {emailAddresses.length > 0 && (
        <Detail term={texts.email}>
          {emailAddresses.map((email) => (
            <span key={email} className="line">
              <a href={mailUrl(email)}>{email}</a>
            </span>
          ))}
        </Detail>
      )}
      {corporateNumber && <Detail term={texts.corporateNumber}>{corporateNumber}</Detail>}
      {homePage && (
        <Detail term={texts.homePage}>
          {homePageUrl ? (
            <a href={homePageUrl} rel="noreferrer">
              {homePage}
            </a>
          ) : (
            homePage
          )}
        </Detail>
      )}
    </dl>
  );
}

function Detail({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
