import { timeWithSeconds } from '../formats.ts';
import { useLanguage, useTexts } from '../language.ts';
import type { LivePart } from '../part/part.ts';

/** Says when what is shown was last updated because of a change. It is there while it is empty, so that screen readers hear what comes. */
export function UpdatedLine({ parts }: { readonly parts: readonly LivePart<unknown>[] }) {
  const texts = useTexts();
  const language = useLanguage();
  const newest = parts
    .flatMap(({ updatedAt }) => updatedAt ?? [])
    .sort()
    .at(-1);
  return (
    <div className="updated" aria-live="polite">
      {newest && texts.updated(timeWithSeconds(newest, language))}
    </div>
  );
}
