import { useEffect, useRef, useState } from 'react';
import { addressOf, type Choice, LIST_ADDRESS, parseAddress, useAddress, type View } from './address.ts';
import { CardArea } from './card/card-area.tsx';
import { UnchosenCard } from './card/unchosen-card.tsx';
import { ChoiceForm } from './finder/choice-form.tsx';
import { Finder } from './finder/finder.tsx';
import { keepLanguage, type Language, LanguageContext, readLanguage } from './language.ts';
import { DEFAULT_IDS } from './list/contact-ids.ts';
import { ListArea, type ListChoice } from './list/list-area.tsx';
import { useFocusOnNewView } from './part/use-focus.ts';
import { TEXTS } from './texts.ts';

const OFFICE = 'M30011';

export function App() {
  const [language, setLanguage] = useState(readLanguage);
  const [timesAsked, setTimesAsked] = useState(0);
  const [office, setOffice] = useState(OFFICE);
  const [list, setList] = useState<ListChoice>({ customerId: OFFICE, contactIds: DEFAULT_IDS });
  const heading = useRef<HTMLHeadingElement>(null);
  const address = useAddress();
  const view = parseAddress(address);
  const choice = view.is === 'card' ? view.choice : null;
  const texts = TEXTS[language];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useFocusOnNewView(address, heading);

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
        href="#view-heading"
        onClick={(event) => {
          event.preventDefault();
          heading.current?.focus();
        }}
      >
        {texts.skipToContent}
      </a>
      <header className="top">
        <div>
          <h1>{texts.title}</h1>
          <p>{texts.lead}</p>
        </div>
        <div className="tools">
          <nav aria-label={texts.views}>
            <a href={LIST_ADDRESS} aria-current={view.is === 'list' ? 'page' : undefined}>
              {texts.list}
            </a>
          </nav>
          <button type="button" className="quiet" lang={other} onClick={() => switchLanguage(other)}>
            {other === 'sv' ? 'Svenska' : 'English'}
          </button>
        </div>
      </header>
      <main>
        <div className="side">
          <Finder customerId={office} onOffice={setOffice} />
          <ChoiceForm choice={choice} onChoose={choose} />
        </div>
        <ViewArea view={view} timesAsked={timesAsked} list={list} onList={setList} heading={heading} />
      </main>
      <footer>
        <p>
          {texts.footer} <a href="/graphql">{texts.graphiql}</a>
        </p>
      </footer>
    </LanguageContext>
  );
}

type ViewProps = Omit<Parameters<typeof ListArea>[0] & Parameters<typeof CardArea>[0], 'choice'> & { readonly view: View };

function ViewArea({ view, timesAsked, list, onList, heading }: ViewProps) {
  switch (view.is) {
    case 'start':
      return <UnchosenCard heading={heading} />;
    case 'list':
      return <ListArea list={list} onList={onList} heading={heading} />;
    case 'card':
      return <CardArea choice={view.choice} timesAsked={timesAsked} heading={heading} />;
  }
}
