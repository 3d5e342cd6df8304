import { FIRST_SHOWN } from './contact-ids.ts';
import { readSearch, type Search, SHORTEST_TERM } from './search.ts';

export function SearchForm({ onSearch }: { readonly onSearch: (search: Search) => void }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(readSearch(event.currentTarget));
      }}
    >
      <label>
        Kund-id <input name="customerId" required defaultValue={FIRST_SHOWN.customerId} />
      </label>
      <label>
        Namn, e-post eller telefon <input name="term" type="search" required minLength={SHORTEST_TERM} />
      </label>
      <button type="submit">Sök</button>
    </form>
  );
}
