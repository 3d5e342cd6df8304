import type { AllowedContact } from '../../domain/contact.ts';
import { representationsOf } from '../../domain/contact-representation.ts';
import type { EstateRole, PartyRoleKind } from '../../domain/estate-role.ts';
import { isExtra, isPrimary, type PartyRole } from '../../domain/party-role.ts';
import { groupPartyRoles } from '../../domain/party-role-group.ts';
import { NEWEST_FIRST } from '../../domain/party-role-order.ts';
import type { PartyRoles } from '../../domain/party-roles.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { fromEndpoint, loadForContact, type ResolveLoaded, readStatus, SEMANTIC_NON_NULL } from './from-endpoint.ts';
import { type Inputs, type NarrowRows, type RowSelection, toPartyRoleFilter, toRowSelector } from './inputs.ts';
import { PERSON_TAG } from './person-tag.ts';

type FilterArgs = Pick<RowSelection, 'filter'>;
type HasRoleArgs = {
  readonly estateId: string;
  readonly roles?: readonly EstateRole[] | null | undefined;
  readonly kinds: readonly PartyRoleKind[];
};

/** A contact is a stub: the first selected role field, or their status, calls Vitec, once for all of them. */
export function addContact(builder: Builder, types: TypeRefs, enums: Enums, inputs: Inputs): void {
  const { Contact, ContactRepresentation, ExtraPartyRole, Node, PartyRole, PartyRoleGroup, VitecStatus, PrimaryPartyRole } = types;

  builder.objectType(Contact, {
    description: "Kontakt. A person, a company or a deceased person's estate.",
    interfaces: [Node],
    directives: [{ name: 'key', args: { fields: 'customerId contactId' } }, { name: 'key', args: { fields: 'id' } }, PERSON_TAG],
    fields: (t) => {
      const listArgs = () => ({
        filter: t.arg({ type: inputs.PartyRoleFilter }),
        orderBy: t.arg({ type: inputs.PartyRoleOrder, defaultValue: NEWEST_FIRST }),
        first: t.arg.int({ description: 'At most so many; 0 gives an empty list.' }),
        offset: t.arg.int({ description: 'Leaves out so many from the beginning: with `first`, a page.' }),
      });
      return {
        customerId: t.exposeID('customerId', { description: "Kund-id. Vitec's id of the office: M30011." }),
        contactId: t.exposeID('contactId', { description: "Kontakt-id. Vitec's own id of the contact." }),
        partyRoles: t.field({
          ...SEMANTIC_NON_NULL,
          type: [PartyRole],
          description:
            'Roller. All ties to estates. Null, with a coded error, when they could not be read: an empty list says that there are none.',
          args: listArgs(),
          resolve: listRoles((roles) => roles),
        }),
        primaryRoles: t.field({
          ...SEMANTIC_NON_NULL,
          type: [PrimaryPartyRole],
          description: 'Egna roller. Where the contact itself is the buyer, seller, tenant or owner.',
          args: listArgs(),
          resolve: listRoles((roles) => roles.filter(isPrimary)),
        }),
        extraRoles: t.field({
          ...SEMANTIC_NON_NULL,
          type: [ExtraPartyRole],
          description: 'Extra roller. Where the contact stands beside, or acts for, a buyer, seller, tenant or owner.',
          args: listArgs(),
          resolve: listRoles((roles) => roles.filter(isExtra)),
        }),
        partyRoleGroups: t.field({
          ...SEMANTIC_NON_NULL,
          type: [PartyRoleGroup],
          description: 'Roller i grupper. The same roles grouped by role and kind; only groups that have rows, the newest row first.',
          args: { filter: t.arg({ type: inputs.PartyRoleFilter }) },
          resolve: fromRoles(({ filter }: FilterArgs) => {
            const wanted = toPartyRoleFilter(filter);
            return (roles, _contact, { rowBudget }, info) => {
              const groups = groupPartyRoles(roles.select(wanted, NEWEST_FIRST));
              const partyRoles = sumOf(groups, (group) => group.partyRoles.length);
              rowBudget.listNested(groups.length, 'PartyRoleGroup', { partyRoles }, info);
              return groups;
            };
          }),
        }),
        hasRole: t.field({
          ...SEMANTIC_NON_NULL,
          type: 'Boolean',
          description: 'Har rollen. Whether the contact has one of the roles at that estate; without roles, any role.',
          args: {
            estateId: t.arg.id({ required: true }),
            roles: t.arg({ type: [enums.EstateRole] }),
            kinds: t.arg({ type: [enums.PartyRoleKind], required: true, defaultValue: ['PRIMARY'] }),
          },
          resolve: fromRoles(({ estateId, roles = null, kinds }: HasRoleArgs) => {
            const wanted = toPartyRoleFilter({ estateIds: [estateId], roles, kinds });
            return (all) => all.matching(wanted).length > 0;
          }),
        }),
        representations: t.field({
          ...SEMANTIC_NON_NULL,
          type: [ContactRepresentation],
          description:
            'Vem kontakten företräder. Extra roles grouped by the party acted for; who acts for this contact is in representedBy.',
          args: { filter: t.arg({ type: inputs.PartyRoleFilter }) },
          resolve: fromRoles(({ filter }: FilterArgs) => {
            const wanted = toPartyRoleFilter(filter);
            return (roles, contact, { rowBudget }, info) => {
              const entries = representationsOf(roles.select(wanted, NEWEST_FIRST).filter(isExtra));
              const estates = sumOf(entries, ({ estateIds }) => estateIds.length);
              const partyRoles = sumOf(entries, (entry) => entry.partyRoles.length);
              rowBudget.listNested(entries.length, 'ContactRepresentation', { estates, partyRoles }, info);
              return entries.map((representation) => ({ contact, representation }));
            };
          }),
        }),
        partyRolesStatus: t.field({
          type: VitecStatus,
          description: 'Never fails: whether the roles could be read, and how old they are.',
          resolve: readStatus(partyRolesOf),
        }),
      };
    },
  });
}

const sumOf = <Item>(items: readonly Item[], numberOf: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + numberOf(item), 0);

const partyRolesOf = loadForContact(({ partyRoles }) => partyRoles());

/** Resolves a field from the roles of a contact, which count against the row budget. */
const fromRoles = <Args, Value>(prepare: (args: Args) => ResolveLoaded<AllowedContact, PartyRoles, Value>) =>
  fromEndpoint(partyRolesOf, (args: Args): ResolveLoaded<AllowedContact, PartyRoles, Value> => {
    const resolve = prepare(args);
    return (roles, contact, context, info) => {
      context.rowBudget.scan(roles.count);
      return resolve(roles, contact, context, info);
    };
  });

/** Resolves one of the lists of roles. */
const listRoles = <Row extends PartyRole>(narrow: NarrowRows<Row>) =>
  fromRoles((args: RowSelection): ResolveLoaded<AllowedContact, PartyRoles, readonly Row[]> => {
    const selectRows = toRowSelector(args, narrow);
    return (roles, _contact, { rowBudget }, info) => rowBudget.list(selectRows(roles), info);
  });
