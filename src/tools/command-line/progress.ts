import { clearLine, cursorTo } from 'node:readline';

/** A shorter run shows no progress. */
const PATIENCE_MS = 2_000;
const EVERY_MS = 250;

export type Progress = { readonly stop: () => void };

/** Shows one line of progress on a terminal after two seconds, and clears it at the end. Writes nothing to a file or pipe. */
export function startProgress(terminal: NodeJS.WriteStream, text: () => string): Progress {
  if (!terminal.isTTY) return { stop: () => undefined };
  let isShown = false;
  const clear = () => {
    cursorTo(terminal, 0);
    clearLine(terminal, 0);
  };
  const show = () => {
    isShown = true;
    clear();
    terminal.write(text());
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
