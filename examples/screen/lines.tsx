/** A list under its heading. Null is a list that could not be read, which is not an empty one. */
export function Lines({ heading, lines }: { readonly heading: string; readonly lines: readonly string[] | null }) {
  return (
    <section>
      <h2>{heading}</h2>
      {lines === null && <p>Kunde inte läsas.</p>}
      {lines?.length === 0 && <p>Inga.</p>}
      <ul>
        {lines?.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
