import { useId } from 'react';
import type { Choice } from '../address.ts';
import { inNumber } from '../formats.ts';
import { useLanguage, useTexts } from '../language.ts';
import { ChunkedList } from './chunked-list.tsx';
import { HomeRow } from './home-row.tsx';
import { TieDate } from './tie-date.tsx';
import type { Tie } from './use-card.ts';
import { useHomes } from './use-homes.ts';

type Props = {
  readonly choice: Choice;
  readonly heading: string;
  readonly rows: readonly Tie[];
  /** Of all, also of those that are not listed. */
  readonly count: number | undefined;
};

export function RoleSection({ choice, heading, rows, count = rows.length }: Props) {
  const texts = useTexts();
  const language = useLanguage();
  const headingId = useId();
  if (rows.length === 0) return null;
  const number = inNumber(count, language);
  return (
    <section className="role" aria-labelledby={headingId}>
      <h4 id={headingId}>
        {heading} <span className="count">{number}</span>
      </h4>
      <ChunkedList rows={rows} labelledBy={headingId} renderChunk={(chunk) => <TiedHomes choice={choice} ties={chunk} />} />
      {count > rows.length && <p className="hint">{texts.newestOf(rows.length, number)}</p>}
    </section>
  );
}

function TiedHomes({ choice, ties }: { readonly choice: Choice; readonly ties: readonly Tie[] }) {
  const texts = useTexts();
  const homeOf = useHomes(
    choice,
    ties.map(({ estate }) => estate.estateId),
  );
  return ties.map((tie) => (
    <HomeRow key={tie.id} estateId={tie.estate.estateId} home={homeOf(tie.estate.estateId)}>
      {tie.createdAt !== null && texts.since} <TieDate createdAt={tie.createdAt} precision={tie.createdAtPrecision} />
    </HomeRow>
  ));
}
