export type Search = { readonly customerId: string; readonly term: string };

/** The gateway refuses a shorter term. */
export const SHORTEST_TERM = 5;

export function readSearch(form: HTMLFormElement): Search {
  const typed = new FormData(form);
  return { customerId: String(typed.get('customerId')).trim(), term: String(typed.get('term')).trim() };
}
