import { z } from 'zod';
import { SettingError } from '../domain/setting-error.ts';

/** User name and password of HTTP Basic. Vitec gives a partner one user name, and one password for each customer or group of customers. */
export type Credential = { readonly username: string; readonly password: string };

/** The pair of each customer. `everyCustomer` is used for customers without one of their own. */
export type Credentials = { readonly everyCustomer: Credential | null; readonly ofCustomer: ReadonlyMap<string, Credential> };

export const credentialOf = (credentials: Credentials, customerId: string): Credential | null =>
  credentials.ofCustomer.get(customerId) ?? credentials.everyCustomer;

/** The header of HTTP Basic. */
export const toBasic = ({ username, password }: Credential): string => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

const fileShape = z.record(
  z.string().min(1),
  z.strictObject({
    username: z
      .string()
      .min(1)
      .refine((text) => !text.includes(':'))
      .optional(),
    password: z.string().min(1),
    /** The other customers of a group that its password is for. */
    customers: z.array(z.string().min(1)).optional(),
  }),
);
export type CredentialsFile = z.output<typeof fileShape>;

/**
 * The text of VITEC_CREDENTIALS_FILE: `{"M30011": {"username", "password"}, "G2": {"username", "password", "customers": ["M30012"]}}`.
 * Throws a SettingError, or a SyntaxError for what is not JSON.
 */
export function parseCredentialsFile(text: string): CredentialsFile {
  const { data, error } = fileShape.safeParse(JSON.parse(text));
  if (data && Object.keys(data).length === 0) throw new SettingError({ code: 'CREDENTIALS_EMPTY', params: {} });
  if (data) return data;
  const places = new Set(error.issues.map(({ path }) => path.map(String).join('.')));
  throw new SettingError({ code: 'CREDENTIALS_FORM', params: { places: [...places] } });
}

/** A customer's own pair goes before a group's. Where an entry has no `username`, `defaultUsername` stands in; throws where neither is there. */
export function toCredentials(file: CredentialsFile, defaultUsername: string | null): Credentials {
  const ofCustomer = new Map<string, Credential>();
  for (const [id, { username = defaultUsername, password, customers = [] }] of Object.entries(file)) {
    if (username === null) throw new SettingError({ code: 'NO_USERNAME', params: { customerId: id } });
    ofCustomer.set(id, { username, password });
    for (const customerId of customers.filter((customer) => !Object.hasOwn(file, customer))) {
      if (ofCustomer.has(customerId)) throw new SettingError({ code: 'CUSTOMER_IN_TWO_GROUPS', params: { customerId } });
      ofCustomer.set(customerId, { username, password });
    }
  }
  return { everyCustomer: null, ofCustomer };
}
