import { failureTexts } from '../failure-texts.ts';
import { timeOfDay } from '../formats.ts';
import { type Language, useLanguage, useTexts } from '../language.ts';
import type { Part } from '../part/part.ts';
import { PartStatus } from '../part/part-status.tsx';
import { Spinner } from '../part/spinner.tsx';
import type { Texts } from '../texts.ts';
import { type Summary, summaryOf } from './summary.ts';
import type { Card } from './use-card.ts';

/** What a screen reader hears of the card: that it is on its way, and then what came. The parts speak for themselves to those who see. */
export function CardSummary({ card }: { readonly card: Card }) {
  const texts = useTexts();
  const language = useLanguage();
  const { profile, roles, relations } = card;
  const parts = [profile, roles, relations];
  const isAsking = parts.some((part) => part.isAsking);
  const summary = summaryOf(card);
  const whole: Part<unknown> = {
    value: null,
    status: summary.is === 'failed' ? summary : { is: 'asking' },
    isAsking,
    answered: parts.map(({ answered }) => answered).find((answered) => answered !== undefined),
    tryAgain: () => {
      for (const part of parts) part.tryAgain();
    },
    // listings change seldom and cost a call each: they are left to the cache of the gateway
    fetchNew: () => {
      for (const part of parts) part.fetchNew();
    },
  };
  return (
    <div className="summary" data-status={summary.is}>
      <p role="status" aria-live="polite" aria-atomic="true" className={summary.is === 'failed' ? 'unseen' : undefined}>
        {summary.is === 'asking' ? <Spinner says={texts.asking} /> : sentence(summary, texts, language)}
      </p>
      {summary.is === 'failed' ? (
        <PartStatus part={whole} name="roles" label="" />
      ) : (
        <button type="button" className="quiet" aria-disabled={isAsking} onClick={() => isAsking || whole.fetchNew()}>
          {texts.fetchNew}
        </button>
      )}
    </div>
  );
}

function sentence(summary: Exclude<Summary, { is: 'asking' }>, texts: Texts, language: Language): string {
  if (summary.is === 'failed') {
    const { what, whatToDo } = failureTexts(summary.failure.kind, 'roles', language);
    return [what, whatToDo, summary.shownFrom && texts.shownFrom(timeOfDay(summary.shownFrom, language))].filter(Boolean).join(' ');
  }
  const { failed, fetchedAt, state } = summary;
  const time = timeOfDay(fetchedAt ?? new Date().toISOString(), language);
  const read = state === 'FRESH' ? texts.fresh(time) : state === 'CACHED' ? texts.cached(time) : texts.partlyStale;
  if (failed.length === 0) return read;
  return texts.partlyRead(failed.map((name) => texts.parts[name]).join(', '));
}
