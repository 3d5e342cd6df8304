import { expect, it } from 'vitest';
import sample from '../fixtures/party-roles-help-page.json' with { type: 'json' };
import { graphql } from '../generated/gql.ts';
import { startGateway } from '../support/gateway.ts';
import { contactThatAnswers, startOffice } from '../support/office.ts';

const AllRows = graphql(/* GraphQL */ `
  query AllRows($customerId: ID!, $contactId: ID!) {
    contact(customerId: $customerId, contactId: $contactId) {
      partyRoles(orderBy: { field: ROLE }) {
        id
        kind
        role
        roleLabel
        createdAt
        createdAtPrecision
        estate {
          estateId
        }
        ... on ExtraPartyRole {
          relation
          relationCode
          relationLabel
          actsFor {
            contactId
          }
        }
      }
    }
  }
`);

it("gives all 16 rows of the sample on Vitec's own page, each with its role, kind, relation, related contact and date", async () => {
  await using office = await startOffice([contactThatAnswers('sample', sample)]);
  await using gateway = await startGateway(office);
  const { data, errors } = await gateway.query(AllRows, { customerId: 'M1', contactId: 'sample' });

  expect(errors).toBeUndefined();
  const rows = data.contact?.partyRoles ?? [];
  const common = { estate: { estateId: 'sample string 1' }, createdAt: '2025-10-28T06:14:36.502+01:00' };
  const primary = (role: string, roleLabel: string) => ({
    id: expect.any(String),
    kind: 'PRIMARY',
    role,
    roleLabel,
    createdAtPrecision: 'UNKNOWN',
    ...common,
  });
  const extra = (role: string, roleLabel: string) => ({
    ...primary(role, roleLabel),
    kind: 'EXTRA',
    createdAtPrecision: 'RECORDED',
    relation: 'CONTACT_PERSON',
    relationCode: 'ExtraPartyContactPerson',
    relationLabel: 'Extrakontakt',
    actsFor: { contactId: 'sample string 3' },
  });
  const twice = <Row>(row: Row) => [row, row];
  expect(rows).toEqual([
    ...twice(primary('BUYER', 'Köpare')),
    ...twice(extra('BUYER', 'Relation till köpare')),
    ...twice(primary('SELLER', 'Säljare')),
    ...twice(extra('SELLER', 'Relation till säljare')),
    ...twice(primary('TENANT', 'Hyresgäst')),
    ...twice(extra('TENANT', 'Relation till hyresgäst')),
    ...twice(primary('OWNER', 'Ägare/uthyrare')),
    ...twice(extra('OWNER', 'Relation till ägare/uthyrare')),
  ]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(16);
});
