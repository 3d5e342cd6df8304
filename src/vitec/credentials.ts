import { z } from 'zod';
import { FUNCTION_GROUPS, type FunctionGroup } from '../domain/endpoint.ts';
import { SettingError, type ValueFault } from '../domain/setting-error.ts';

/**
 * User name and password of HTTP Basic. Vitec gives a partner one user name, and one password for each customer or group of customers and
 * each function group.
 */
export type Credential = { readonly username: string; readonly password: string };

/** The pair for each function group; null: none. */
type GroupCredentials = Readonly<Record<FunctionGroup, Credential | null>>;

/** The pairs of each customer. `everyCustomer` is used for customers without any of their own. */
export type Credentials = { readonly everyCustomer: GroupCredentials | null; readonly ofCustomer: ReadonlyMap<string, GroupCredentials> };

/** Null: no password, so that nothing can be sent. Gives the same object each time. */
export const credentialOf = (credentials: Credentials, customerId: string, functionGroup: FunctionGroup): Credential | null =>
  (credentials.ofCustomer.get(customerId) ?? credentials.everyCustomer)?.[functionGroup] ?? null;

/** One pair for every function group. */
export const toGroupCredentials = (credential: Credential): GroupCredentials => ({ crm: credential, advertising: credential });

/** The header of HTTP Basic. */
export const toBasic = ({ username, password }: Credential): string => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

const password = z.string().min(1).optional();
const fileShape = z.record(
  z.string().min(1),
  z.strictObject({
    username: z
      .string()
      .min(1)
      .refine((text) => !text.includes(':'))
      .optional(),
    /** For the function groups that `passwords` leaves out. */
    password,
    passwords: z.strictObject({ crm: password, advertising: password } satisfies Record<FunctionGroup, unknown>).optional(),
    /** The other customers of a group that its passwords are for. */
    customers: z.array(z.string().min(1)).optional(),
  }),
);
export type CredentialsFile = z.output<typeof fileShape>;
type Entry = CredentialsFile[string];

/**
 * The text of VITEC_CREDENTIALS_FILE: `{"M30011": {"username", "password"}, "M30012": {"username", "passwords": {"crm", "advertising"}},
 * "G2": {"username", "password", "customers": ["M30013"]}}`. Throws a SettingError, or a SyntaxError for what is not JSON.
 */
export function parseCredentialsFile(text: string): CredentialsFile {
  const { data, error } = fileShape.safeParse(JSON.parse(text));
  if (error) throw new SettingError(formFaultOf(error));
  if (Object.keys(data).length === 0) throw new SettingError({ code: 'CREDENTIALS_EMPTY', params: {} });
  const places = Object.entries(data).flatMap(([id, entry]) => (FUNCTION_GROUPS.some((group) => passwordOf(entry, group)) ? [] : [id]));
  if (places.length > 0) throw new SettingError({ code: 'CREDENTIALS_WITHOUT_PASSWORD', params: { places } });
  return data;
}

/** Other faults go first: a wrong name in `passwords` is told alone, with the names that are right. */
function formFaultOf({ issues }: z.ZodError): ValueFault {
  const isUnknownGroup = ({ code, path }: z.core.$ZodIssue) => code === 'unrecognized_keys' && path.length === 2;
  const others = issues.filter((issue) => !isUnknownGroup(issue));
  const places = new Set((others.length > 0 ? others : issues).map(({ path }) => path.map(String).join('.')));
  return { code: others.length > 0 ? 'CREDENTIALS_FORM' : 'FUNCTION_GROUP_UNKNOWN', params: { places: [...places] } };
}

const passwordOf = ({ password, passwords }: Entry, group: FunctionGroup): string | undefined => passwords?.[group] ?? password;

/**
 * A customer's own entry goes before a group's, with all its function groups. Where an entry has no `username`, `defaultUsername` is used;
 * throws a SettingError if that is null too.
 */
export function toCredentials(file: CredentialsFile, defaultUsername: string | null): Credentials {
  const ofCustomer = new Map<string, GroupCredentials>();
  for (const [id, entry] of Object.entries(file)) {
    const { username = defaultUsername, customers = [] } = entry;
    if (username === null) throw new SettingError({ code: 'NO_USERNAME', params: { customerId: id } });
    const credentials = credentialsOfEntry(entry, username);
    ofCustomer.set(id, credentials);
    for (const customerId of customers.filter((customer) => !Object.hasOwn(file, customer))) {
      if (ofCustomer.has(customerId)) throw new SettingError({ code: 'CUSTOMER_IN_TWO_GROUPS', params: { customerId } });
      ofCustomer.set(customerId, credentials);
    }
  }
  return { everyCustomer: null, ofCustomer };
}

function credentialsOfEntry(entry: Entry, username: string): GroupCredentials {
  const credentialFor = (group: FunctionGroup): Credential | null => {
    const password = passwordOf(entry, group);
    return password === undefined ? null : { username, password };
  };
  return { crm: credentialFor('crm'), advertising: credentialFor('advertising') };
}
