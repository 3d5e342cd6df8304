export function StatusBar({ line, onAskAgain }: { readonly line: string; readonly onAskAgain: () => void }) {
  return (
    <p role="status">
      {line}{' '}
      <button type="button" onClick={onAskAgain}>
        Hämta igen
      </button>
    </p>
  );
}
