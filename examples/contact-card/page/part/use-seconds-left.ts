import { useEffect, useState } from 'react';

/** Seconds that are left of `seconds`, counted from when `since` became what it is. */
export function useSecondsLeft(seconds: number, since: unknown): number {
  const [left, setLeft] = useState(seconds);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer with the same number of seconds begins anew
  useEffect(() => {
    const endsAt = Date.now() + seconds * 1_000; // a tab in the background gets few ticks
    setLeft(seconds);
    if (seconds === 0) return;
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000));
      setLeft(now);
      if (now === 0) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [seconds, since]);
  return left;
}
