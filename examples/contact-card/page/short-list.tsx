import { type ReactNode, useState } from 'react';
import { useTexts } from './language.ts';

const SHORT = 8;

type Props<Row> = { readonly rows: readonly Row[]; readonly render: (row: Row) => ReactNode; readonly labelledBy?: string };

/** The first few, and the rest for whoever wants it. */
export function ShortList<Row>({ rows, render, labelledBy }: Props<Row>) {
  const texts = useTexts();
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for none */}
      <ul role="list" aria-labelledby={labelledBy}>
        {(isWhole ? rows : rows.slice(0, SHORT)).map(render)}
      </ul>
      {rows.length > SHORT && (
        <button type="button" className="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? texts.showFewer : texts.showAll(rows.length)}
        </button>
      )}
    </>
  );
}
