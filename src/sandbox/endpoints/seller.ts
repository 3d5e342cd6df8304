import { batchForms } from '../batch-forms.ts';
import { estateTypeOf } from '../estate-type.ts';

/** GET CRM/Contact/{customerId}/Seller?contactIds=...: `{id, sellerOn: [{estateId, estateType, shareHolding}]}`. The sellers of an estate have equal shares. */
export const seller = batchForms('Seller', 'Seller', ({ contactId, roles }, office) => ({
  id: contactId,
  sellerOn:
    roles.seller?.map(({ estateId }) => ({
      estateId,
      estateType: estateTypeOf(office, estateId),
      shareHolding: `1/${office.sellersOf(estateId)}`,
    })) ?? [],
}));
