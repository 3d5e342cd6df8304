import { type ReactNode, Suspense, useState } from 'react';
import { FailureBoundary } from './failure-boundary.tsx';

type Props = {
  readonly waiting: string;
  /** Another `fetchKey` asks anew, also where the last answer was none: Relay keeps that too. */
  readonly children: (fetchKey: number, askAgain: () => void) => ReactNode;
};

/** Says that an answer is on its way, and when none came; either way it can be asked for again. */
export function Asked({ waiting, children }: Props) {
  const [fetchKey, setFetchKey] = useState(0);
  const askAgain = () => setFetchKey((key) => key + 1);
  return (
    <FailureBoundary onAskAgain={askAgain}>
      <Suspense fallback={<p role="status">{waiting}</p>}>{children(fetchKey, askAgain)}</Suspense>
    </FailureBoundary>
  );
}
