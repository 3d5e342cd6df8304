import type { ServerResponse } from 'node:http';

/** For a response that is sent bit by bit: nginx and its like collect a response before they pass it on. */
export const UNBUFFERED = { 'x-accel-buffering': 'no' } as const;

/** Writes a part of a response, and waits while the client reads slowly. Resolves to whether the client is still there. */
export async function write(response: ServerResponse, text: string): Promise<boolean> {
  if (response.destroyed) return false;
  if (response.write(text)) return true;
  await new Promise<void>((resolve) => {
    const onDone = () => {
      response.off('drain', onDone).off('close', onDone);
      resolve();
    };
    response.on('drain', onDone).on('close', onDone);
  });
  return !response.destroyed;
}
