/** A ring that turns beside a text that says what is on its way. */
export function Spinner({ says }: { readonly says: string }) {
  return (
    <span className="loading">
      <span className="spinner" aria-hidden="true" />
      {says}
    </span>
  );
}
