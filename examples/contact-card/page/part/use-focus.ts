import { type RefObject, useEffect, useRef } from 'react';

type Heading = RefObject<HTMLHeadingElement | null>;
/** Where finder and card stand side by side, and the page need not move. */
const BESIDE = '(min-width: 56rem)';

/** A link to another view is gone with the view that it stood on: the focus goes to the heading of the new one. */
export function useFocusOnNewView(address: string, heading: Heading): void {
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    heading.current?.focus({ preventScroll: matchMedia(BESIDE).matches });
  }, [address, heading]);
}

/** A button that is gone with the answer it has brought takes the focus with it: it goes to the heading of its part. */
export function useFocusAfterAnswer(isAsking: boolean, part: RefObject<HTMLElement | null>, heading: Heading): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    if (isAsking) {
      hadFocus.current = part.current?.contains(document.activeElement) ?? false;
      return;
    }
    if (hadFocus.current && document.activeElement === document.body) heading.current?.focus();
    hadFocus.current = false;
  }, [isAsking, part, heading]);
}
