/** A change in Vitec: of one contact, or, if `contactId` is null, of any data of the customer. */
export type Notification = { readonly customerId: string; readonly contactId: string | null };
