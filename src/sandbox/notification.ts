/** What Vitec tells its subscribers of a change; each is sent as URL parameters and as a JSON POST. */
export type WireNotification = {
  readonly type: string;
  readonly subType: string;
  readonly id: string;
  readonly event: 'Update' | 'Remove';
  readonly customerId: string;
};

/** Sends one as Vitec does, to a subscriber on this machine; the status that it answers, or null for an address elsewhere. */
export async function sendNotification(to: string, notification: WireNotification): Promise<number | null> {
  const url = URL.canParse(to) ? new URL(to) : null;
  if (!url || !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return null;
  const values = { name: 'sandbox', ...notification };
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...values, data: {} }),
  });
  await response.arrayBuffer();
  return response.status;
}
