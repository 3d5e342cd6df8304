import { type RefObject, useEffect, useRef } from 'react';

type Heading = RefObject<HTMLHeadingElement | null>;
/** Where card and form stand side by side, and the page need not move. */
const BESIDE = '(min-width: 52rem)';

/** A link to another card is gone with the card that it stood on: whoever followed it by keyboard goes on at the new one. */
export function useFocusOnNewCard(address: string, heading: Heading): void {
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    heading.current?.focus({ preventScroll: matchMedia(BESIDE).matches });
  }, [address, heading]);
}

/** A button that is gone with the answer it has brought takes the focus with it: it goes to the card. */
export function useFocusAfterAnswer(isAsking: boolean, heading: Heading): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    if (isAsking) {
      hadFocus.current = document.activeElement?.closest('.status') !== null && document.activeElement !== null;
      return;
    }
    if (hadFocus.current && document.activeElement === document.body) heading.current?.focus();
    hadFocus.current = false;
  }, [isAsking, heading]);
}
