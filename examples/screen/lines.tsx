import type { ReactElement } from 'react';

/** An element has a key. */
export type Line = string | ReactElement;

/** A list under its heading. Null is a list that could not be read, which is not an empty one. */
export function Lines({ heading, lines }: { readonly heading: string; readonly lines: readonly Line[] | null }) {
  return (
    <>
      <h3>{heading}</h3>
      {lines === null && <p>Kunde inte läsas.</p>}
      {lines?.length === 0 && <p>Inga.</p>}
      <ul>
        {lines?.map((line) => (
          <li key={typeof line === 'string' ? line : line.key}>{line}</li>
        ))}
      </ul>
    </>
  );
}
