import { type EstateTieSide, toInterestLevel } from '../../domain/estate-tie.ts';
import { toEstateType } from '../../domain/estate-type.ts';
import { estateTieId } from '../../domain/opaque-id.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { fromEndpoint, loadForContact, readStatus, SEMANTIC_NON_NULL } from './from-endpoint.ts';
import { PERSON_TAG } from './person-tag.ts';

/** The type, and the fields of Contact that list it. */
export function addEstateTie(builder: Builder, { Contact, Estate, EstateTie, VitecStatus }: TypeRefs, enums: Enums): void {
  builder.objectType(EstateTie, {
    description: 'Koppling. One tie between a contact and an estate, without a date.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      id: t.id({ description: 'Opaque; the same for the same tie.', resolve: estateTieId }),
      side: t.field({
        type: enums.EstateTieSide,
        description: 'Sida i affären. On which side of the sale the contact stands.',
        resolve: ({ side }) => side,
      }),
      estate: t.field({
        type: Estate,
        description: 'Bostaden eller lokalen. The home or premises.',
        resolve: ({ customerId, estateId }) => ({ customerId, estateId }),
      }),
      estateType: t.field({
        type: enums.VitecEstateType,
        description: 'Bostadstyp. Type of home.',
        resolve: ({ estateTypeCode }) => toEstateType(estateTypeCode),
      }),
      estateTypeCode: t.exposeString('estateTypeCode', { description: "Vitec's value as it came; read it when estateType is OTHER." }),
      shareHolding: t.exposeString('shareHolding', {
        nullable: true,
        description: "Andel. A seller's share, as Vitec has it: 1/2. Null for others.",
      }),
      interestLevel: t.field({
        type: enums.EstateInterestLevel,
        nullable: true,
        description: 'Intressenivå. How keen a speculator is; null for others.',
        resolve: ({ interestLevelCode }) => (interestLevelCode === null ? null : toInterestLevel(interestLevelCode)),
      }),
      interestLevelCode: t.exposeString('interestLevelCode', {
        nullable: true,
        description: "Vitec's value as it came. Null for others than speculators.",
      }),
    }),
  });

  builder.objectFields(Contact, (t) => {
    const args = () => ({ side: t.arg({ type: enums.EstateTieSide, required: true }) });
    return {
      estateTies: t.field({
        ...SEMANTIC_NON_NULL,
        type: [EstateTie],
        description:
          'Kopplingar till bostäder. Ties to estates by side, for long lists: Vitec is asked once for 20 contacts. Without dates, tenants, owners and extra parties: those are in partyRoles, one call a contact.',
        args: args(),
        resolve: fromEndpoint(tiesOf, () => (ties, _contact, { rowBudget }, info) => {
          rowBudget.scan(ties.length);
          return rowBudget.list(ties, info);
        }),
      }),
      estateTiesStatus: t.field({
        type: VitecStatus,
        description: 'Never fails: whether estateTies of that side could be read, and how old they are.',
        args: args(),
        resolve: readStatus(tiesOf),
      }),
    };
  });
}

type SideArgs = { readonly side: EstateTieSide };
const tiesOf = loadForContact(({ ties }, { side }: SideArgs) => ties[side]());
