import { AGENTS, SECOND_AGENTS } from './agents.ts';
import { CAST, SECOND_CAST, TIES } from './cast.ts';
import { tiesOfRoles, withRelations } from './contact-ties.ts';
import { createCrowd } from './crowd.ts';
import { ordinaryListing } from './crowd-listings.ts';
import { crowdInterests, crowdProfile } from './crowd-profiles.ts';
import { INTERESTS } from './interests.ts';
import { LISTINGS, SECOND_LISTINGS } from './listings.ts';
import type { Interest, SandboxContact, SandboxOffice } from './office.ts';
import type { Profile } from './profile.ts';
import { PROFILES, SECOND_PROFILES } from './profiles.ts';

const withProfiles = (
  cast: readonly SandboxContact[],
  profiles: Readonly<Record<string, Profile>>,
  interests: Readonly<Record<string, readonly Interest[]>> = {},
): readonly SandboxContact[] =>
  cast.map((contact) => {
    const profile = profiles[contact.contactId];
    return { ...contact, ...(profile && { profile }), interests: interests[contact.contactId] ?? [] };
  });

const CROWD = createCrowd(300, 1).map((contact, index) => ({
  ...contact,
  profile: crowdProfile(index),
  interests: crowdInterests(index),
}));
const STOCKHOLM = [...withProfiles(CAST, PROFILES, INTERESTS), ...CROWD];

/** One user name per partner and one password per customer and function group, as at Vitec. They are valid in the sandbox only. */
export const OFFICES: readonly SandboxOffice[] = [
  {
    customerId: 'M30011',
    name: 'Sandlådans Mäkleri, Stockholm',
    username: 'sandbox',
    password: 'sandbox-M30011',
    advertisingPassword: 'sandbox-M30011-advertising',
    contacts: withRelations(STOCKHOLM, [...tiesOfRoles(STOCKHOLM), ...TIES]),
    listings: LISTINGS,
    ordinaryListing,
    agents: AGENTS,
  },
  {
    customerId: 'M30012',
    name: 'Sandlådans Mäkleri, Göteborg',
    username: 'sandbox',
    password: 'sandbox-M30012',
    advertisingPassword: 'sandbox-M30012-advertising',
    contacts: withProfiles(SECOND_CAST, SECOND_PROFILES),
    listings: SECOND_LISTINGS,
    agents: SECOND_AGENTS,
  },
];
