import type { AllowedContact } from '../domain/contact.ts';
import type { PartyRole } from '../domain/party-role.ts';
import type { Context } from './context.ts';
import type { RowOf } from './type-refs.ts';

/** The roles as rows of their contact, within what the operation may list. */
export const rowsOf = <Row extends PartyRole>(
  contact: AllowedContact,
  roles: readonly Row[],
  { rowBudget }: Context,
): readonly RowOf<Row>[] => rowBudget.list(roles).map((role) => ({ contact, role }));
