import { type Line, Lines } from './lines.tsx';

type Props = {
  readonly heading: string;
  readonly status: string;
  readonly lists: readonly { readonly heading: string; readonly lines: readonly Line[] | null }[];
};

/** One part of a card, with its own status. */
export function Part({ heading, status, lists }: Props) {
  return (
    <section>
      <h2>{heading}</h2>
      <p role="status">{status}</p>
      {lists.map((list) => (
        <Lines key={list.heading} {...list} />
      ))}
    </section>
  );
}
