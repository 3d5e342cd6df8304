import { describe, expect, it } from 'vitest';
import { ESTATE_ROLES, LABEL_LOCALES, roleLabel } from '../../src/domain/estate-role.ts';
import { KNOWN_RELATIONS, PARTY_RELATIONS, relationLabel, toPartyRelation } from '../../src/domain/party-relation.ts';
import { createdAtPrecision, type PartyRole } from '../../src/domain/party-role.ts';
import { primary } from '../support/party-role.ts';

describe("Vitec's relations", () => {
  it.each([
    ['ExtraPartyContactPerson', 'CONTACT_PERSON', 'Extrakontakt'],
    ['EstateParty', 'DECEASED_ESTATE_PART_OWNER', 'Dödsbodelägare'],
    ['CompanySignatory', 'COMPANY_SIGNATORY', 'Firmatecknare'],
    ['CompanyContactPerson', 'COMPANY_CONTACT_PERSON', 'Firmakontaktperson'],
    ['PowerOfAttorney', 'POWER_OF_ATTORNEY', 'Fullmakt'],
    ['Guardian', 'GUARDIAN', 'Förmyndare'],
    ['LimitedGuardian', 'LIMITED_GUARDIAN', 'God man'],
    ['Representative', 'REPRESENTATIVE', 'Ombud'],
    ['ExecutorUnderTheWill', 'EXECUTOR_OF_WILL', 'Testamentsexekutor'],
    ['EstateAdministrator', 'DECEASED_ESTATE_ADMINISTRATOR', 'Boutredningsman'],
    ['SomethingNew', 'OTHER', 'Annan relation'],
    ['guardian', 'GUARDIAN', 'Förmyndare'], // as .NET reads an enumeration, by its word in any case or by its value
    ['GUARDIAN', 'GUARDIAN', 'Förmyndare'],
    ['6', 'GUARDIAN', 'Förmyndare'],
    ['11', 'OTHER', 'Annan relation'],
    ['06', 'GUARDIAN', 'Förmyndare'],
    ['constructor', 'OTHER', 'Annan relation'],
  ])('%s is %s, in Swedish %s', (code, relation, label) => {
    expect(toPartyRelation(code)).toBe(relation);
    expect(relationLabel(toPartyRelation(code), 'SV')).toBe(label);
  });

  it('have eleven values and a label of their own in each language', () => {
    expect(KNOWN_RELATIONS).toHaveLength(11);
    for (const locale of LABEL_LOCALES) expect(new Set(KNOWN_RELATIONS.map((relation) => relationLabel(relation, locale))).size).toBe(11);
  });
});

describe('the label of a role', () => {
  it.each(ESTATE_ROLES)('differs between a %s and one who stands beside', (role) => {
    for (const locale of LABEL_LOCALES) expect(roleLabel('EXTRA', role, locale)).not.toBe(roleLabel('PRIMARY', role, locale));
  });
});

describe('the precision of a date', () => {
  const extra = (relationCode: string, createdAt: string | null): PartyRole => ({
    ...primary({ createdAt }),
    kind: 'EXTRA',
    relationCode,
    actsForContactId: null,
  });
  const CONVERTED = ['EstateParty', 'CompanySignatory', 'CompanyContactPerson', 'Guardian', 'LimitedGuardian', 'Representative'];

  it.each(KNOWN_RELATIONS.map((relation) => PARTY_RELATIONS[relation].code))(
    'of %s before 2024 is an estimate for the six that were converted',
    (code) => {
      expect(createdAtPrecision(extra(code, '2023-12-31T23:59:59.999+01:00'))).toBe(CONVERTED.includes(code) ? 'ESTIMATED' : 'RECORDED');
      expect(createdAtPrecision(extra(code, '2024-01-01T00:00:00.000+01:00'))).toBe('RECORDED');
    },
  );

  it('takes "before 2024" in Swedish time, whatever the offset', () => {
    expect(createdAtPrecision(extra('Guardian', '2023-12-31T23:30:00.000Z'))).toBe('RECORDED'); // already 2024 in Sweden
    expect(createdAtPrecision(extra('Guardian', '2024-01-01T00:30:00.000+02:00'))).toBe('ESTIMATED'); // still 2023
  });

  it('is unknown for primary roles and for those without a date', () => {
    expect(createdAtPrecision(primary({ createdAt: '2026-01-01T00:00:00.000+01:00' }))).toBe('UNKNOWN');
    expect(createdAtPrecision(extra('PowerOfAttorney', null))).toBe('UNKNOWN');
  });

  it('is recorded for a relation newer than the schema', () => {
    expect(createdAtPrecision(extra('SomethingNew', '2020-01-01T00:00:00.000+01:00'))).toBe('RECORDED');
  });
});
