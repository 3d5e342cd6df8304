import type { RefObject } from 'react';
import { addressOf, LIST_ADDRESS } from '../address.ts';
import { BEGIN_WITH } from '../finder/people.ts';
import { useLanguage, useTexts } from '../language.ts';
import { useTitle } from '../use-title.ts';

export function UnchosenCard({ heading }: { readonly heading: RefObject<HTMLHeadingElement | null> }) {
  const texts = useTexts();
  const language = useLanguage();
  useTitle(texts.title);
  return (
    <article className="panel card begin" aria-labelledby="view-heading">
      <h2 id="view-heading" ref={heading} tabIndex={-1}>
        {texts.unchosen}
      </h2>
      <p>{texts.unchosenLead}</p>
      <ul>
        {BEGIN_WITH.map((person) => (
          <li key={addressOf(person)}>
            <a href={addressOf(person)}>{person.contactId}</a> <span className="hint">{person[language]}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={LIST_ADDRESS}>{texts.toList}</a>
      </p>
    </article>
  );
}
