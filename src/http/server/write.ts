import type { ServerResponse } from 'node:http';

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
