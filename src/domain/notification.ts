/** A change that Vitec tells of: of one contact, or, where `contactId` is null, of anything of a customer. */
export type Notification = { readonly customerId: string; readonly contactId: string | null };
