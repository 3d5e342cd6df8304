import { batchForms } from '../batch-forms.ts';
import { estateTypeOf } from '../estate-type.ts';

/** GET CRM/Contact/{customerId}/Buyer?contactIds=...: `{id, buyerOn: [{estateId, estateType}]}`. */
export const buyer = batchForms('Buyer', 'Buyer', ({ contactId, roles }, office) => ({
  id: contactId,
  buyerOn: roles.buyer?.map(({ estateId }) => ({ estateId, estateType: estateTypeOf(office, estateId) })) ?? [],
}));
