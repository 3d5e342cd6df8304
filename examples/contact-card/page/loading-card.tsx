const LINES = [0, 1, 2] as const;

/** As high as an ordinary card, so that nothing moves when the card comes. The status line tells that it is on its way. */
export function LoadingCard() {
  return (
    <div className="roles" aria-hidden="true">
      {[0, 1].map((section) => (
        <div key={section} className="role">
          <span className="bone short" />
          {LINES.map((line) => (
            <span key={line} className="bone" />
          ))}
        </div>
      ))}
    </div>
  );
}
