import { NO_ROLES, type WireExtraParty, type WireParty } from './endpoints/party-roles.ts';
import type { SandboxContact } from './office.ts';
import { createRandom } from './random.ts';
import { vitecDate } from './vitec-date.ts';

const FIRST_DAY = Date.UTC(2012, 0, 2, 8);
const DAYS = 5_400;
const RELATIONS = ['ExtraPartyContactPerson', 'PowerOfAttorney', 'Representative', 'Guardian', 'LimitedGuardian', 'EstateParty'];

/** Ordinary contacts C1001, C1002, ...: most have bought or sold homes, every seventh is an extra party. */
export function createCrowd(size: number, seed: number): readonly SandboxContact[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const date = () => vitecDate(FIRST_DAY + below(DAYS) * 86_400_000 + below(36_000) * 1_000, below(10_000_000));
  const party = (): WireParty => ({ estateId: `OBJ30011_${1_000 + below(900)}`, roleCreatedAt: date() });
  const parties = (atMost: number) => Array.from({ length: below(atMost + 1) }, party);

  return Array.from({ length: size }, (_, index) => {
    const isExtraParty = index % 7 === 3;
    const extra: readonly WireExtraParty[] = isExtraParty
      ? [{ ...party(), partyRole: RELATIONS[below(RELATIONS.length)] ?? 'Representative', contactId: `C${1_001 + below(size)}` }]
      : [];
    return {
      contactId: `C${1_001 + index}`,
      who: 'Vanlig kontakt',
      roles: { ...NO_ROLES, buyer: parties(3), seller: parties(2), extraSeller: extra },
    };
  });
}

/** Roles of a company that has sold thousands of homes and signs for hundreds of contacts. */
export function createManyRows(rows: number, seed: number): SandboxContact['roles'] {
  const random = createRandom(seed);
  const date = () => vitecDate(FIRST_DAY + Math.floor(random() * DAYS * 86_400) * 1_000, Math.floor(random() * 10_000_000));
  const extras = Math.floor(rows / 5);
  return {
    ...NO_ROLES,
    seller: Array.from({ length: rows - extras }, (_, index) => ({ estateId: `OBJ30011_S${index}`, roleCreatedAt: date() })),
    extraSeller: Array.from({ length: extras }, (_, index) => ({
      estateId: `OBJ30011_E${index}`,
      roleCreatedAt: date(),
      partyRole: 'CompanySignatory',
      contactId: `C${1_001 + (index % 300)}`,
    })),
  };
}
