import type { RoleDatePrecision } from '../generated/text/graphql.ts';
import { day } from './day.ts';

export type Home = {
  readonly id: string;
  readonly createdAt: string | null;
  readonly createdAtPrecision: RoleDatePrecision;
  readonly estate: { readonly estateId: string };
};

export type Representation = {
  readonly principal: { readonly contactId: string } | null;
  readonly estates: readonly { readonly estateId: string }[];
  readonly partyRoles: readonly { readonly relationLabel: string }[];
};

/** OBJ30011_0003, registrerad 4 oktober 2026 */
export function homeLine({ estate, createdAt, createdAtPrecision }: Home): string {
  if (createdAt === null) return `${estate.estateId}, utan datum`;
  return `${estate.estateId}, registrerad ${createdAtPrecision === 'ESTIMATED' ? 'omkring ' : ''}${day(createdAt)}`;
}

/** dodsbo-olsson: Boutredningsman (OBJ30011_0012, OBJ30011_0011) */
export function representationLine({ principal, estates, partyRoles }: Representation): string {
  const relations = new Set(partyRoles.map(({ relationLabel }) => relationLabel));
  const who = principal?.contactId ?? 'Utan angiven huvudman';
  return `${who}: ${[...relations].join(', ')} (${estates.map(({ estateId }) => estateId).join(', ')})`;
}
