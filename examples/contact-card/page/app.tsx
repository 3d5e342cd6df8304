import { useEffect, useRef, useState } from 'react';
import { CardArea } from './card-area.tsx';
import { addressOf, type Choice, parseAddress, useAddress } from './choice.ts';
import { ChoiceForm } from './choice-form.tsx';
import { keepLanguage, type Language, LanguageContext, readLanguage } from './language.ts';
import { TEXTS } from './texts.ts';
import { useFocusOnNewCard } from './use-focus.ts';

export function App() {
  const [language, setLanguage] = useState(readLanguage);
  const [timesAsked, setTimesAsked] = useState(0);
  const cardHeading = useRef<HTMLHeadingElement>(null);
  const address = useAddress();
  const choice = parseAddress(address);
  const texts = TEXTS[language];
  useDocument(language, choice === null ? texts.title : `${choice.contactId} · ${texts.title}`);
  useFocusOnNewCard(address, cardHeading);

  const choose = (chosen: Choice) => {
    if (addressOf(chosen) === location.hash) setTimesAsked((times) => times + 1);
    else location.hash = addressOf(chosen);
  };
  const switchLanguage = (other: Language) => {
    keepLanguage(other);
    setLanguage(other);
  };
  const other: Language = language === 'sv' ? 'en' : 'sv';

  return (
    <LanguageContext value={language}>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place on this page, whose address is taken by the contact */}
      <a
        className="skip"
        href="#card-heading"
        onClick={(event) => {
          event.preventDefault();
          cardHeading.current?.focus();
        }}
      >
        {texts.skipToCard}
      </a>
      <header className="top">
        <div>
          <h1>{texts.title}</h1>
          <p>{texts.lead}</p>
        </div>
        <button type="button" className="quiet" lang={other} onClick={() => switchLanguage(other)}>
          {other === 'sv' ? 'Svenska' : 'English'}
        </button>
      </header>
      <main>
        <ChoiceForm choice={choice} onChoose={choose} />
        <CardArea choice={choice} timesAsked={timesAsked} heading={cardHeading} />
      </main>
      <footer>
        <p>
          {texts.footer} <a href="/graphql">{texts.graphiql}</a>
        </p>
      </footer>
    </LanguageContext>
  );
}

function useDocument(language: Language, title: string): void {
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language, title]);
}
