export type ContactIds = { readonly customerId: string; readonly contactId: string };

export const FIRST_SHOWN: ContactIds = { customerId: 'M30011', contactId: 'anna-andersson' };

export function readContactIds(form: HTMLFormElement): ContactIds {
  const typed = new FormData(form);
  return { customerId: String(typed.get('customerId')).trim(), contactId: String(typed.get('contactId')).trim() };
}
