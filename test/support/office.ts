import { type ContactTie, withRelations } from '../../src/sandbox/contact-ties.ts';
import type { EndpointName } from '../../src/sandbox/endpoint.ts';
import type { WireContactRelations } from '../../src/sandbox/endpoints/contact-relations.ts';
import type { WireExtraParty, WireParty, WirePartyRoles } from '../../src/sandbox/endpoints/party-roles.ts';
import type { ContactFault, Interest, SandboxContact, SandboxOffice } from '../../src/sandbox/office.ts';
import { type Profile, person } from '../../src/sandbox/profile.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import type { VitecAccess } from './vitec.ts';

type List = 'buyer' | 'seller' | 'tenant' | 'owner';
type ExtraList = 'extraBuyer' | 'extraSeller' | 'extraTenant' | 'extraOwner';
type Lists = { readonly [Name in List]?: readonly WireParty[] } & { readonly [Name in ExtraList]?: readonly WireExtraParty[] };

type Parts = {
  readonly roles?: Lists;
  readonly fault?: ContactFault;
  readonly delayMs?: number;
  readonly ties?: readonly ContactTie[];
  readonly profile?: Profile | undefined;
  readonly interests?: readonly Interest[];
};

/** A contact of a made-up office, told in the words of the trade; each call gives a new one. */
export class ContactBuilder implements SandboxContact {
  readonly who = 'made for a test';
  readonly contactId: string;
  readonly roles: Lists;
  readonly fault?: ContactFault;
  readonly delayMs: number;
  readonly ties: readonly ContactTie[];
  readonly profile?: Profile;
  readonly interests: readonly Interest[];

  constructor(contactId: string, { roles = { buyer: [], seller: [] }, fault, delayMs = 0, ties = [], profile, interests = [] }: Parts) {
    this.contactId = contactId;
    this.roles = roles;
    if (fault) this.fault = fault;
    this.delayMs = delayMs;
    this.ties = ties;
    if (profile) this.profile = profile;
    this.interests = interests;
  }

  /** As person(), company() or deceasedEstate() of src/sandbox/profile.ts makes it; without it, a person whose fields are all null. */
  is(profile: Profile): ContactBuilder {
    return this.copy({ profile });
  }

  /** Is a person of that first name. */
  named(firstName: string): ContactBuilder {
    return this.is(person({ firstName, lastName: 'Testsson' }));
  }

  isInterestedIn(estateId: string, level = 'Interested'): ContactBuilder {
    return this.copy({ interests: [...this.interests, { estateId, level }] });
  }

  buys(estateId: string, roleCreatedAt: string | null = null): ContactBuilder {
    return this.with('buyer', { estateId, roleCreatedAt });
  }

  sells(estateId: string, roleCreatedAt: string | null = null): ContactBuilder {
    return this.with('seller', { estateId, roleCreatedAt });
  }

  /** Stands beside a party of that list, by default as the seller's guardian. */
  actsFor(
    contactId: string | null,
    { list = 'extraSeller' as ExtraList, estateId = 'home-1', partyRole = 'Guardian', roleCreatedAt = null as string | null } = {},
  ) {
    return this.with(list, { estateId, roleCreatedAt, partyRole, contactId });
  }

  /** Has that contact act for it, in the ContactRelations of both. */
  representedBy(contactId: string, relation = 'Guardian'): ContactBuilder {
    return this.copy({ ties: [...this.ties, { contactId, relation, ofContactId: this.contactId }] });
  }

  /** With one fault at all endpoints, or with one for each endpoint named. */
  fails(fault: ContactFault): ContactBuilder {
    return this.copy({ fault });
  }

  takes(delayMs: number): ContactBuilder {
    return this.copy({ delayMs });
  }

  private with(list: List | ExtraList, row: WireParty | WireExtraParty): ContactBuilder {
    return this.copy({ roles: { ...this.roles, [list]: [...(this.roles[list] ?? []), row] } });
  }

  private copy(changes: Parts): ContactBuilder {
    return new ContactBuilder(this.contactId, { ...this, ...changes });
  }
}

export const contact = (contactId: string): ContactBuilder => new ContactBuilder(contactId, {});

/** A contact for whom Vitec answers just this. */
export const contactThatAnswers = (
  contactId: string,
  roles: WirePartyRoles,
  contactRelations: WireContactRelations | null = null,
): SandboxContact => ({ contactId, who: 'made for a test', roles, ...(contactRelations && { contactRelations }) });

export type Office = VitecAccess & {
  /** Calls so far of all endpoints, by contact. */
  readonly calls: Readonly<Record<string, number>>;
  /** Calls so far of one endpoint, by contact. */
  readonly callsOf: (endpoint: EndpointName) => Readonly<Record<string, number>>;
  readonly totalCalls: number;
  /** Calls so far of each endpoint that was called. */
  readonly callsByEndpoint: Readonly<Record<string, number>>;
  readonly mostOpen: number;
  readonly sandbox: Sandbox;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const withoutCustomer = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name.replace('M1/', ''), count]));

type OfficeOptions = Pick<SandboxOffice, 'listings' | 'agents' | 'faults' | 'advertisingPassword'> & {
  /** Whether the generic form of Contact answers names too. */
  readonly genericNames?: boolean;
};

/** One office, M1, on a port of its own. */
export async function startOffice(
  contacts: readonly (SandboxContact | ContactBuilder)[],
  { genericNames = false, ...more }: OfficeOptions = {},
): Promise<Office> {
  const pair = { username: 'partner', password: 'lösenord-för-M1' };
  const ties = contacts.flatMap((each) => ('ties' in each ? each.ties : []));
  const office = { customerId: 'M1', name: 'Testkontoret', ...pair, contacts: withRelations(contacts, ties), ...more };
  const sandbox = await startSandbox([office], { genericNames });
  return {
    url: sandbox.url,
    ...pair,
    sandbox,
    get calls() {
      return withoutCustomer(sandbox.calls.report().byContact);
    },
    callsOf: (endpoint) => withoutCustomer(sandbox.calls.report().byEndpoint[endpoint]),
    get totalCalls() {
      return sandbox.calls.report().total;
    },
    get callsByEndpoint() {
      return Object.fromEntries(Object.entries(sandbox.calls.report().callsOf).filter(([, calls]) => calls > 0));
    },
    get mostOpen() {
      return sandbox.calls.report().mostOpen;
    },
    [Symbol.asyncDispose]: () => sandbox.stop(),
  };
}
