import { type ContactIds, FIRST_SHOWN, readContactIds } from './contact-ids.ts';

export function ContactForm({ onShow }: { readonly onShow: (ids: ContactIds) => void }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onShow(readContactIds(event.currentTarget));
      }}
    >
      <label>
        Kund-id <input name="customerId" required defaultValue={FIRST_SHOWN.customerId} />
      </label>
      <label>
        Kontakt-id <input name="contactId" required defaultValue={FIRST_SHOWN.contactId} />
      </label>
      <button type="submit">Visa</button>
    </form>
  );
}
