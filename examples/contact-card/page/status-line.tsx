import type { ReactNode } from 'react';
import { AskAgain } from './ask-again.tsx';
import type { CardFailure, CardStatus } from './card-status.ts';
import { ageInWords, dateInWords, timeOfDay } from './dates.ts';
import { type Language, useLanguage, useTexts } from './language.ts';
import type { Texts } from './texts.ts';
import type { ContactCardState } from './use-contact-card.ts';

type Props = Omit<ContactCardState, 'contact'>;

export function StatusLine({ status, isAsking, ...asking }: Props) {
  const texts = useTexts();
  const language = useLanguage();
  return (
    <div className="status" data-status={status.is === 'read' ? status.state : status.is}>
      <p role="status" aria-live="polite" aria-atomic="true">
        {isAsking ? texts.asking : sentence(status, texts, language)}
      </p>
      <AskAgain status={status} isAsking={isAsking} {...asking} />
      {status.is === 'failed' && <FailureCode failure={status.failure} />}
    </div>
  );
}

function sentence(status: CardStatus, texts: Texts, language: Language): ReactNode {
  switch (status.is) {
    case 'unchosen':
      return texts.choosing;
    case 'asking':
      return texts.asking;
    case 'failed': {
      const { what, whatToDo } = texts.failures[status.failure.kind];
      return (
        <>
          <strong>{what}</strong> {whatToDo}
          {status.shownFrom && ` ${texts.shownFrom(timeOfDay(status.shownFrom, language))}`}
        </>
      );
    }
    case 'read':
      return readSentence(status.state, status.fetchedAt ?? new Date().toISOString(), texts, language);
  }
}

function readSentence(state: 'FRESH' | 'CACHED' | 'STALE', fetchedAt: string, texts: Texts, language: Language): string {
  const time = timeOfDay(fetchedAt, language);
  if (state === 'FRESH') return texts.fresh(time);
  if (state === 'CACHED') return texts.cached(time);
  return texts.stale(dateInWords(fetchedAt, language), time, ageInWords(fetchedAt, Date.now(), language));
}

function FailureCode({ failure: { code, requestId, kind } }: { readonly failure: CardFailure }) {
  const texts = useTexts();
  if (code === null) return null;
  return (
    <p className="hint code">
      {texts.code}: <code>{code}</code>
      {kind === 'INTERNAL_SERVER_ERROR' && requestId !== null && (
        <>
          {' · '}
          {texts.requestId}: <code>{requestId}</code>
        </>
      )}
    </p>
  );
}
