import type { Line } from './lines.tsx';

type Props = {
  readonly rows: readonly { readonly contactId: string; readonly line: Line }[];
  readonly onChoose: (contactId: string) => void;
};

/** What a search has found, each to be chosen. */
export function Rows({ rows, onChoose }: Props) {
  if (rows.length === 0) return <p role="status">Inga träffar.</p>;
  return (
    <ul>
      {rows.map(({ contactId, line }) => (
        <li key={contactId}>
          <button type="button" onClick={() => onChoose(contactId)}>
            {line}
          </button>
        </li>
      ))}
    </ul>
  );
}
