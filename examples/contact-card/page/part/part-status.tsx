import { failureTexts } from '../failure-texts.ts';
import { ageInWords, dateInWords, timeOfDay } from '../formats.ts';
import { type PartName, useLanguage, useTexts } from '../language.ts';
import { AskAgain } from './ask-again.tsx';
import type { Part, PartFailure } from './part.ts';
import { Spinner } from './spinner.tsx';

type Props = { readonly part: Part<unknown>; readonly name: PartName; readonly label?: string };

/** Says of one part what a reader has to know: nothing where it has been read and is current. */
export function PartStatus({ part, name, label }: Props) {
  const { status, isAsking } = part;
  return (
    <>
      {isAsking && status.is !== 'failed' && <AskingLine name={name} />}
      {status.is === 'failed' && <Failed part={part} name={name} label={label} failure={status.failure} shownFrom={status.shownFrom} />}
      {status.is === 'read' && status.state === 'STALE' && !isAsking && <Stale fetchedAt={status.fetchedAt} />}
    </>
  );
}

function AskingLine({ name }: { readonly name: PartName }) {
  const texts = useTexts();
  return (
    <p className="hint">
      <Spinner says={texts.askingFor(texts.parts[name])} />
    </p>
  );
}

function Stale({ fetchedAt }: { readonly fetchedAt: string | null }) {
  const texts = useTexts();
  const language = useLanguage();
  const at = fetchedAt ?? new Date().toISOString();
  return (
    <p className="notice stale">{texts.stale(dateInWords(at, language), timeOfDay(at, language), ageInWords(at, Date.now(), language))}</p>
  );
}

type FailedProps = {
  readonly part: Part<unknown>;
  readonly name: PartName;
  readonly label: string | undefined;
  readonly failure: PartFailure;
  readonly shownFrom: string | null;
};

function Failed({ part, name, label, failure, shownFrom }: FailedProps) {
  const texts = useTexts();
  const language = useLanguage();
  const { what, whatToDo } = failureTexts(failure.kind, name, language);
  return (
    <div className="notice failed">
      <p>
        <strong>{what}</strong> {whatToDo}
        {shownFrom && ` ${texts.shownFrom(timeOfDay(shownFrom, language))}`}
      </p>
      <AskAgain part={part} label={label ?? texts.parts[name]} />
      <FailureCode failure={failure} />
    </div>
  );
}

function FailureCode({ failure: { code, requestId, kind } }: { readonly failure: PartFailure }) {
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
