import { useId } from 'react';
import { useTexts } from './language.ts';
import type { ContactCardState } from './use-contact-card.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

type Props = Omit<ContactCardState, 'contact'>;

/**
 * One button, whatever it is called, that stays in the tab order while it waits: whoever stands on it stays there when
 * the answer comes, and is told why nothing happens.
 */
export function AskAgain({ status, isAsking, answered, tryAgain, fetchNew }: Props) {
  const texts = useTexts();
  const reasonId = useId();
  const failure = status.is === 'failed' ? status.failure : null;
  const left = useSecondsLeft(failure?.retryAfterSeconds ?? 0, answered);
  if (status.is !== 'read' && !failure?.retryable) return null;

  const isWaiting = isAsking || (failure !== null && left > 0);
  const act = failure ? tryAgain : fetchNew;
  const reason = failure?.retryAfterSeconds ? (left > 0 ? texts.tryAgainIn(left) : texts.tryAgainNow) : '';
  return (
    <div className="actions">
      <button
        type="button"
        className={failure ? '' : 'quiet'}
        aria-disabled={isWaiting}
        aria-describedby={reasonId}
        onClick={() => isWaiting || act()}
      >
        {failure ? texts.tryAgain : texts.fetchNew}
      </button>
      <span id={reasonId} className="hint">
        {isAsking ? '' : reason}
      </span>
    </div>
  );
}
