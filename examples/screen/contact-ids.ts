export type ContactIds = { readonly customerId: string; readonly contactId: string };

export const FIRST_SHOWN: ContactIds = { customerId: 'M30011', contactId: 'anna-andersson' };
