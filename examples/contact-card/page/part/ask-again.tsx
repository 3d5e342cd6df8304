import { useId } from 'react';
import { useTexts } from '../language.ts';
import type { Part } from './part.ts';
import { Spinner } from './spinner.tsx';
import { useSecondsLeft } from './use-seconds-left.ts';

type Props = { readonly part: Omit<Part<unknown>, 'value'>; readonly label?: string | undefined };

/** Stays in the tab order while it waits: the focus stays on it, and a screen reader says why nothing happens. */
export function AskAgain({ part: { status, isAsking, answered, tryAgain }, label }: Props) {
  const texts = useTexts();
  const reasonId = useId();
  const failure = status.is === 'failed' ? status.failure : null;
  const left = useSecondsLeft(failure?.retryAfterSeconds ?? 0, answered);
  if (!failure?.retryable) return null;

  const isWaiting = isAsking || left > 0;
  const reason = failure.retryAfterSeconds ? (left > 0 ? texts.tryAgainIn(left) : texts.tryAgainNow) : '';
  return (
    <div className="actions">
      <button type="button" aria-disabled={isWaiting} aria-describedby={reasonId} onClick={() => isWaiting || tryAgain()}>
        {texts.tryAgain}
        {label !== undefined && <span className="unseen"> {label}</span>}
      </button>
      <span id={reasonId} className="hint">
        {isAsking ? <Spinner says={texts.askingAgain} /> : reason}
      </span>
    </div>
  );
}
