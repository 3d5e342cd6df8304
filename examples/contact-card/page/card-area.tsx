import { type RefObject, useEffect } from 'react';
import type { Choice } from './choice.ts';
import { ContactCard } from './contact-card.tsx';
import { useLanguage, useTexts } from './language.ts';
import { LoadingCard } from './loading-card.tsx';
import { StatusLine } from './status-line.tsx';
import { UnchosenCard } from './unchosen-card.tsx';
import { useContactCard } from './use-contact-card.ts';
import { useFocusAfterAnswer } from './use-focus.ts';

type Props = { readonly choice: Choice | null; readonly timesAsked: number; readonly heading: RefObject<HTMLHeadingElement | null> };

/** The heading and the status line stay when the contact changes: focus and screen readers hold on to them. */
export function CardArea({ choice, timesAsked, heading }: Props) {
  const texts = useTexts();
  const language = useLanguage();
  const { contact, ...asking } = useContactCard(choice, language);
  const { isAsking, tryAgain } = asking;
  useFocusAfterAnswer(isAsking, heading);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more by the form, not when the function changes
  useEffect(() => {
    if (timesAsked > 0) tryAgain();
  }, [timesAsked]);

  return (
    <article className="panel card" aria-labelledby="card-heading" aria-busy={isAsking}>
      <header>
        <h2 id="card-heading" ref={heading} tabIndex={-1}>
          {choice ? choice.contactId : texts.unchosen}
        </h2>
        {choice && <p className="office">{texts.atOffice(choice.customerId)}</p>}
      </header>
      <StatusLine {...asking} />
      {contact && <ContactCard contact={contact} />}
      {!contact && choice && asking.status.is === 'asking' && <LoadingCard />}
      {!choice && <UnchosenCard />}
    </article>
  );
}
