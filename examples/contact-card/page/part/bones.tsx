const LINES = [0, 1, 2] as const;

/** About as high as what is on its way, so that little moves when it comes. */
export function Bones({ lines = 3 }: { readonly lines?: 1 | 2 | 3 }) {
  return (
    <div className="bones" aria-hidden="true">
      {LINES.slice(0, lines).map((line) => (
        <span key={line} className="bone" />
      ))}
    </div>
  );
}
