import { type FormEvent, useId, useRef, useState } from 'react';
import { useTexts } from '../language.ts';
import { Matches } from './matches.tsx';
import { LONGEST_TERM, type Search, SHORTEST_TERM, useSearch } from './use-search.ts';

type Props = {
  readonly customerId: string;
  readonly onOffice: (customerId: string) => void;
};

/** What is typed here is personal: it stays in the page, and is in no address. */
export function Finder({ customerId, onOffice }: Props) {
  const texts = useTexts();
  const [term, setTerm] = useState('');
  const [fault, setFault] = useState<'short' | 'office' | null>(null);
  const [search, setSearch] = useState<Search | null>(null);
  const found = useSearch(search);
  const termField = useRef<HTMLInputElement>(null);
  const officeField = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const faultId = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const sought = { customerId: customerId.trim(), term: term.trim() };
    const wrong = sought.customerId === '' ? 'office' : [...sought.term].length < SHORTEST_TERM ? 'short' : null;
    setFault(wrong);
    if (wrong === 'office') return officeField.current?.focus();
    if (wrong === 'short') return termField.current?.focus();
    if (search?.customerId === sought.customerId && search.term === sought.term) found.tryAgain();
    else setSearch(sought);
  };

  return (
    <search className="panel finder">
      <h2 id="finder-heading">{texts.findContact}</h2>
      <form onSubmit={submit} noValidate aria-labelledby="finder-heading">
        <label className="wide">
          {texts.term}
          <input
            ref={termField}
            type="search"
            name="term"
            autoComplete="off"
            spellCheck={false}
            maxLength={LONGEST_TERM}
            value={term}
            onChange={({ target }) => setTerm(target.value)}
            aria-describedby={fault === 'short' ? `${hintId} ${faultId}` : hintId}
            aria-invalid={fault === 'short' || undefined}
          />
        </label>
        <p id={hintId} className="hint wide">
          {texts.termHint}
        </p>
        <label>
          {texts.office}
          <input
            ref={officeField}
            name="office"
            autoComplete="off"
            spellCheck={false}
            value={customerId}
            onChange={({ target }) => onOffice(target.value)}
            aria-describedby={fault === 'office' ? faultId : undefined}
            aria-invalid={fault === 'office' || undefined}
          />
        </label>
        <button type="submit">{texts.find}</button>
        <p id={faultId} className="wrong wide" role="alert">
          {fault === 'short' && texts.tooShort(SHORTEST_TERM)}
          {fault === 'office' && texts.officeMissing}
        </p>
      </form>
      {search && <Matches search={search} found={found} />}
    </search>
  );
}
