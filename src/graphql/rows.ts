import type { AllowedContact } from '../domain/contact.ts';
import type { PartyRole } from '../domain/party-role.ts';
import type { Context } from './context.ts';
import type { SelectionInfo } from './selected-fields.ts';
import type { RowOf } from './type-refs.ts';

/** The roles as rows of their contact, within what the operation may list. */
export const rowsOf = <Row extends PartyRole>(
  contact: AllowedContact,
  roles: readonly Row[],
  { rowBudget }: Context,
  info: SelectionInfo,
): readonly RowOf<Row>[] => rowBudget.list(roles, info).map((role) => ({ contact, role }));
