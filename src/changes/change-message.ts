import { z } from 'zod';
import { CONTACT_CHANGE_KINDS, type ContactChange } from '../domain/contact-change.ts';

/** A replica of another version may send kinds unknown to this one, which are left out. */
const form = z.object({
  customerId: z.string(),
  contactId: z.string(),
  kinds: z.array(z.string()),
  mergedIntoId: z.string().nullable(),
});

export const toMessageText = ({ customerId, contactId, kinds, mergedIntoId }: ContactChange): string =>
  JSON.stringify({ customerId, contactId, kinds: [...kinds], mergedIntoId } satisfies z.input<typeof form>);

/** Null for any text but a change of a known kind. */
export function parseMessageText(text: string): ContactChange | null {
  const { success, data } = form.safeParse(toJson(text));
  if (!success) return null;
  const kinds = new Set(CONTACT_CHANGE_KINDS.filter((kind) => data.kinds.includes(kind)));
  return kinds.size === 0 ? null : { ...data, kinds };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
