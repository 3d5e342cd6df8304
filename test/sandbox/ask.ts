import type { Office } from '../support/office.ts';

type Asked = { readonly url: string; readonly username?: string; readonly password?: string };

/** A GET of a path of the sandbox, by default with the password of an office that startOffice made. */
export async function ask(
  { url, username = 'sandbox', password = '' }: Asked | Office,
  path: string,
): Promise<{ status: number; body: unknown }> {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const response = await fetch(`${url}/${path}`, { headers: { authorization } });
  return { status: response.status, body: await response.json() };
}

/** The ids of the rows of an array, in its order. */
export const idsOf = (body: unknown): readonly string[] => (body as readonly { readonly id: string }[]).map(({ id }) => id);
