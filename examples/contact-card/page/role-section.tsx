import { useId } from 'react';
import type { Contact } from './card-status.ts';
import { useLanguage, useTexts } from './language.ts';
import { ShortList } from './short-list.tsx';
import { TieDate } from './tie-date.tsx';

type Props = {
  readonly heading: string | undefined;
  readonly rows: Contact['bought'];
  /** Of all, also of those that are not listed. */
  readonly count: number | undefined;
  readonly estate: string;
  /** What an empty list says; without it an empty list is not shown. */
  readonly none?: string;
};

export function RoleSection({ heading, rows, count = rows?.length ?? 0, estate, none }: Props) {
  const texts = useTexts();
  const language = useLanguage();
  const headingId = useId();
  if (rows?.length === 0 && none === undefined) return null;
  const number = new Intl.NumberFormat(language).format(count);
  return (
    <section className="role" aria-labelledby={headingId}>
      <h3 id={headingId}>
        {heading} {count > 0 && <span className="count">{number}</span>}
      </h3>
      {rows === null && <p className="wrong">{texts.notRead}</p>}
      {rows?.length === 0 && <p className="hint">{none}</p>}
      {rows && rows.length > 0 && (
        <ShortList
          rows={rows}
          labelledBy={headingId}
          render={(row) => (
            <li key={row.id} className="row">
              <span className="estate">
                <span className="unseen">{estate} </span>
                {row.estate.estateId}
              </span>{' '}
              <TieDate createdAt={row.createdAt} precision={row.createdAtPrecision} />
            </li>
          )}
        />
      )}
      {rows && count > rows.length && <p className="hint">{texts.newestOf(rows.length, number)}</p>}
    </section>
  );
}
