import { z } from 'zod';
import { FUNCTION_GROUPS, type FunctionGroup } from '../domain/endpoint.ts';
import { assertAll, SettingError } from '../domain/setting-error.ts';

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
const entryShape = z.strictObject({
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
});
/** The entries are checked one by one, so that a wrong one does not hide the faults of the others. */
const fileShape = z.record(z.string().min(1), z.unknown());
type Entry = z.output<typeof entryShape>;
export type CredentialsFile = Readonly<Record<string, Entry>>;

/**
 * The text of VITEC_CREDENTIALS_FILE: `{"M30011": {"username", "password"}, "M30012": {"username", "passwords": {"crm", "advertising"}},
 * "G2": {"username", "password", "customers": ["M30013"]}}`. Throws a SettingError, or a SyntaxError for what is not JSON.
 */
export function parseCredentialsFile(text: string): CredentialsFile {
  const { data, error } = fileShape.safeParse(JSON.parse(text));
  if (error) throw new SettingError({ code: 'CREDENTIALS_FORM', params: { places: placesOf(error.issues) } });
  if (Object.keys(data).length === 0) throw new SettingError({ code: 'CREDENTIALS_EMPTY', params: {} });

  const file: Record<string, Entry> = {};
  const issues: Issue[] = [];
  for (const [id, value] of Object.entries(data)) {
    const { data: entry, error: ofEntry } = entryShape.safeParse(value);
    if (entry) file[id] = entry;
    else issues.push(...ofEntry.issues.map((issue) => ({ ...issue, path: [id, ...issue.path] })));
  }
  const otherForms = placesOf(issues.filter((issue) => !isUnknownGroup(issue)));
  const unknownGroups = placesOf(issues.filter(isUnknownGroup));
  const withoutPassword = Object.keys(file).filter((id) => !FUNCTION_GROUPS.some((group) => file[id] && passwordOf(file[id], group)));
  const customerIds = customersInTwoGroups(file, data);
  assertAll([
    [otherForms.length === 0, { code: 'CREDENTIALS_FORM', params: { places: otherForms } }],
    [unknownGroups.length === 0, { code: 'FUNCTION_GROUP_UNKNOWN', params: { places: unknownGroups } }],
    [withoutPassword.length === 0, { code: 'CREDENTIALS_WITHOUT_PASSWORD', params: { places: withoutPassword } }],
    [customerIds.length === 0, { code: 'CUSTOMER_IN_TWO_GROUPS', params: { customerIds } }],
  ]);
  return file;
}

type Issue = Pick<z.core.$ZodIssue, 'code' | 'path'>;

/** A wrong name in `passwords` has a fault of its own, which lists the names that are right. */
const isUnknownGroup = ({ code, path }: Issue): boolean => code === 'unrecognized_keys' && path.length === 2;

const placesOf = (issues: readonly Issue[]): readonly string[] => [...new Set(issues.map(({ path }) => path.map(String).join('.')))];

/** Customers without an entry of their own that more than one group names. */
function customersInTwoGroups(file: CredentialsFile, entries: Readonly<Record<string, unknown>>): readonly string[] {
  const members = new Set<string>();
  const twice = new Set<string>();
  for (const customerId of Object.values(file).flatMap(({ customers = [] }) => customers)) {
    if (Object.hasOwn(entries, customerId)) continue;
    if (members.has(customerId)) twice.add(customerId);
    members.add(customerId);
  }
  return [...twice];
}

const passwordOf = ({ password, passwords }: Entry, group: FunctionGroup): string | undefined => passwords?.[group] ?? password;

/**
 * A customer's own entry goes before a group's, with all its function groups. Where an entry has no `username`, `defaultUsername` is used;
 * throws a SettingError if that is null too.
 */
export function toCredentials(file: CredentialsFile, defaultUsername: string | null): Credentials {
  const ofCustomer = new Map<string, GroupCredentials>();
  const withoutUsername: string[] = [];
  for (const [id, entry] of Object.entries(file)) {
    const { username = defaultUsername, customers = [] } = entry;
    if (username === null) {
      withoutUsername.push(id);
      continue;
    }
    const credentials = credentialsOfEntry(entry, username);
    ofCustomer.set(id, credentials);
    for (const customerId of customers.filter((customer) => !Object.hasOwn(file, customer))) ofCustomer.set(customerId, credentials);
  }
  if (withoutUsername.length > 0) throw new SettingError({ code: 'NO_USERNAME', params: { places: withoutUsername } });
  return { everyCustomer: null, ofCustomer };
}

function credentialsOfEntry(entry: Entry, username: string): GroupCredentials {
  const credentialFor = (group: FunctionGroup): Credential | null => {
    const password = passwordOf(entry, group);
    return password === undefined ? null : { username, password };
  };
  return { crm: credentialFor('crm'), advertising: credentialFor('advertising') };
}
