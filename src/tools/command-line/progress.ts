import { clearLine, cursorTo } from 'node:readline';

/** What is done in less time needs no telling. */
const PATIENCE_MS = 2_000;
const EVERY_MS = 250;

export type Progress = { readonly stop: () => void };

/** Tells on a terminal how far something has come, once it takes longer than two seconds, in one line that goes away at its end. */
export function startProgress(terminal: NodeJS.WriteStream, tell: () => string): Progress {
  if (!terminal.isTTY) return { stop: () => undefined };
  let isShown = false;
  const clear = () => {
    cursorTo(terminal, 0);
    clearLine(terminal, 0);
  };
  const show = () => {
    isShown = true;
    clear();
    terminal.write(tell());
    timer = setTimeout(show, EVERY_MS);
  };
  let timer = setTimeout(show, PATIENCE_MS);
  return {
    stop() {
      clearTimeout(timer);
      if (isShown) clear();
    },
  };
}
