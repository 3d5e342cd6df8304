import { useRef } from 'react';
import { ContactLink } from '../contact-link.tsx';
import { useTexts } from '../language.ts';
import type { Part } from '../part/part.ts';
import { PartStatus } from '../part/part-status.tsx';
import { useFocusAfterAnswer } from '../part/use-focus.ts';
import type { Found, Search } from './use-search.ts';

type Props = { readonly search: Search; readonly found: Part<Found> };

export function Matches({ search, found }: Props) {
  const texts = useTexts();
  const { value, isAsking, status } = found;
  const area = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusAfterAnswer(isAsking, area, heading);
  const says = isAsking ? texts.searching : status.is === 'failed' ? texts.searchFailed : texts.matchCount(value?.matches.length ?? 0);
  return (
    <div ref={area} className="matches" aria-busy={isAsking}>
      <h3 id="matches-heading" ref={heading} tabIndex={-1} className="unseen">
        {texts.matches}
      </h3>
      <p role="status" aria-live="polite" className={isAsking || status.is === 'failed' ? 'unseen' : 'match-count'}>
        {says}
      </p>
      <PartStatus part={found} name="search" />
      {value && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for none
        <ul role="list" aria-labelledby="matches-heading">
          {value.matches.map(({ contact, type }) => (
            <li key={contact.id}>
              <ContactLink
                choice={{ customerId: search.customerId, contactId: contact.contactId }}
                name={contact.profile?.displayName ?? null}
              />
              <span className="hint">{[texts.contactTypes[type], contact.profile?.address?.city].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
      {value?.isCut && <p className="hint">{texts.moreMatches}</p>}
    </div>
  );
}
