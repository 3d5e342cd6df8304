import type { Directory } from './directory.ts';

/** Vitec's EstateTypeCriteria of an estate. Ties have the type of estates that are not advertised too. */
export function estateTypeOf({ listingOf }: Directory, estateId: string): string {
  const type = listingOf(estateId)?.type.id;
  if (type === 'ForeignProperty') return 'Foreignproperty'; // EstateTypeCriteria spells it so
  return type ?? (estateId.startsWith('LOK') ? 'Premises' : 'HousingCooperative');
}
