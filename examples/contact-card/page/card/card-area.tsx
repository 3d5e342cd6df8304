import { type RefObject, useEffect, useRef } from 'react';
import { addressOf, type Choice } from '../address.ts';
import { UpdatedLine } from '../changes/updated-line.tsx';
import { useChanges } from '../changes/use-changes.ts';
import { knownName } from '../known-names.ts';
import { useLanguage, useTexts } from '../language.ts';
import { useFocusAfterAnswer } from '../part/use-focus.ts';
import { useTitle } from '../use-title.ts';
import { CardSummary } from './card-summary.tsx';
import { HomesPart } from './homes-part.tsx';
import { MergedLine } from './merged-line.tsx';
import { PeoplePart } from './people-part.tsx';
import { ProfilePart } from './profile-part.tsx';
import { failureOfAll } from './summary.ts';
import { type Card, useCard } from './use-card.ts';
import { useCardChanges } from './use-card-changes.ts';

type Props = { readonly choice: Choice; readonly timesAsked: number; readonly heading: RefObject<HTMLHeadingElement | null> };

/** The heading and the summary stay when the contact changes: focus and screen readers hold on to them. */
export function CardArea({ choice, timesAsked, heading }: Props) {
  const texts = useTexts();
  const listener = useChanges({ customerId: choice.customerId, contactIds: [choice.contactId] });
  const card = useCard(choice, useLanguage());
  const mergedInto = useCardChanges(choice, card, listener);
  const { profile, roles, relations } = card;
  const isAsking = [profile, roles, relations].some((part) => part.isAsking);
  const article = useRef<HTMLElement>(null);
  const name = profile.value?.displayName ?? (profile.isAsking ? knownName(choice) : null) ?? choice.contactId;
  useTitle(`${name} · ${texts.title}`);
  useFocusAfterAnswer(isAsking, article, heading);
  useAskedAgain(timesAsked, card);

  return (
    <article ref={article} className="panel card" aria-labelledby="view-heading" aria-busy={isAsking}>
      <header>
        <h2 id="view-heading" ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <p className="about">
          {profile.value && <span className="tag plain">{texts.contactTypes[profile.value.type]}</span>}
          {profile.value && 'isDeceased' in profile.value && profile.value.isDeceased && <span className="tag">{texts.deceased}</span>}
          <span className="id">{choice.contactId}</span>
          <span>{texts.atOffice(choice.customerId)}</span>
        </p>
      </header>
      <MergedLine into={mergedInto} />
      <CardSummary card={card} />
      <UpdatedLine parts={[profile, roles, relations]} />
      <Parts key={addressOf(choice)} choice={choice} card={failureOfAll(card) ? withoutStatus(card) : card} />
    </article>
  );
}

/** Null where nothing is shown and the summary has said why. */
function Parts({ choice, card }: { readonly choice: Choice; readonly card: Card }) {
  const { profile, roles, relations } = card;
  if (![profile, roles, relations].some(({ value, status }) => value !== null || status.is !== 'read')) return null;
  return (
    <div className="parts">
      <ProfilePart part={profile} />
      <HomesPart choice={choice} part={roles} />
      <PeoplePart choice={choice} roles={roles} relations={relations} />
    </div>
  );
}

const SAID = { is: 'read', state: 'FRESH', fetchedAt: null } as const;

/** What befell all parts is said by the summary. */
const withoutStatus = ({ profile, roles, relations }: Card): Card => ({
  profile: { ...profile, status: SAID, isAsking: false },
  roles: { ...roles, status: SAID, isAsking: false },
  relations: { ...relations, status: SAID, isAsking: false },
});

/** The form asks for the contact that is shown already: a wish to see it anew. */
function useAskedAgain(timesAsked: number, { profile, roles, relations }: Card): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each time, not when a function changes
  useEffect(() => {
    if (timesAsked > 0) for (const part of [profile, roles, relations]) part.tryAgain();
  }, [timesAsked]);
}
