import type { Choice } from '../address.ts';
import { ContactLink } from '../contact-link.tsx';
import { useTexts } from '../language.ts';
import { useNames } from './use-names.ts';

/** Leads to the contact that this one is part of now. It is there while it is empty, so that screen readers hear what comes. */
export function MergedLine({ into }: { readonly into: Choice | null }) {
  return (
    <div className="merged" aria-live="polite">
      {into && <MergedInto into={into} />}
    </div>
  );
}

function MergedInto({ into }: { readonly into: Choice }) {
  const texts = useTexts();
  const { customerId, contactId } = into;
  const names = useNames(customerId, [contactId]);
  return (
    <p className="notice stale">
      <span>
        {texts.mergedInto} <ContactLink choice={into} name={names.value?.get(contactId)?.profile?.displayName ?? null} />.
      </span>
    </p>
  );
}
