import { batchForms } from '../batch-forms.ts';
import { estateTypeOf } from '../estate-type.ts';

/** GET CRM/Contact/{customerId}/Speculator?contactIds=...: `{id, speculatorOn: [{estateId, estateType, level}]}`. */
export const speculator = batchForms('Speculator', 'Speculator', ({ contactId, interests = [] }, office) => ({
  id: contactId,
  speculatorOn: interests.map(({ estateId, level }) => ({ estateId, estateType: estateTypeOf(office, estateId), level })),
}));
