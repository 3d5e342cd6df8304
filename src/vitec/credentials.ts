import { z } from 'zod';

/** User name and password of HTTP Basic. Vitec: one user name a partner, one password a customer or group of customers. */
export type Credential = { readonly username: string; readonly password: string };

/** Which pair opens which customer. `everyCustomer` serves those that have none of their own. */
export type Credentials = { readonly everyCustomer: Credential | null; readonly ofCustomer: ReadonlyMap<string, Credential> };

export const credentialOf = (credentials: Credentials, customerId: string): Credential | null =>
  credentials.ofCustomer.get(customerId) ?? credentials.everyCustomer;

const entry = z.strictObject({
  username: z.string().min(1).optional(),
  password: z.string().min(1),
  /** The customers that a group's password opens, beside the group itself. */
  customers: z.array(z.string().min(1)).optional(),
});
const file = z.record(z.string().min(1), entry);

/**
 * Reads the text of VITEC_CREDENTIALS_FILE: `{"M30011": {"username", "password"}, "G2": {"username", "password", "customers": ["M30012"]}}`.
 * Where `username` is left out, `defaultUsername` stands in. A customer's own pair goes before a group's.
 * Throws an Error that says what is wrong without showing a value.
 */
export function parseCredentialsFile(text: string, defaultUsername: string | null): Credentials {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('is not valid JSON');
  }
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path }) => path.map(String).join('.') || 'the top level');
    throw new Error(`has the wrong form at ${[...new Set(places)].join(', ')}; wanted {"M30011": {"username": "...", "password": "..."}}`);
  }
  const entries = Object.entries(parsed.data);
  const nameless = entries.filter(([, { username }]) => !(username ?? defaultUsername)).map(([id]) => id);
  if (nameless.length > 0) throw new Error(`has no username for ${nameless.join(', ')}, and VITEC_USERNAME is not set`);

  const ofCustomer = new Map<string, Credential>();
  for (const [id, { username = defaultUsername ?? '', password, customers = [] }] of entries) {
    ofCustomer.set(id, { username, password });
    for (const customerId of customers) {
      if (customerId in parsed.data) continue;
      if (ofCustomer.has(customerId)) throw new Error(`names ${customerId} in two groups`);
      ofCustomer.set(customerId, { username, password });
    }
  }
  return { everyCustomer: null, ofCustomer };
}
