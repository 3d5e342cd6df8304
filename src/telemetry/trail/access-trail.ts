import type { OperationRecord } from '../../domain/operation.ts';
import { withoutPersonalNumbers } from '../../domain/personal-number.ts';
import type { ShownContact } from '../../domain/shown-data.ts';
import type { CallerRef } from '../logging/caller-ref.ts';
import type { ContactRef } from '../logging/contact-ref.ts';
import type { TrailSink } from './trail-sink.ts';

/** Who looked at whose data: one line for each operation. */
export type AccessTrail = {
  /** Whether an operation is refused when its line cannot be written. */
  readonly isRequired: boolean;
  /** Writes the line of an operation. Resolves to whether it is written; never rejects. */
  readonly record: (record: Pick<OperationRecord, 'requestId' | 'caller'>, shown: readonly ShownContact[]) => Promise<boolean>;
};

type AccessTrailParts = {
  readonly sink: Pick<TrailSink, 'write'>;
  readonly isRequired: boolean;
  readonly contactRef: ContactRef;
  readonly callerRef: CallerRef;
  readonly date: () => Date;
  readonly onWritten: () => void;
  readonly onFailed: (error: unknown) => void;
};

export function createAccessTrail({ sink, isRequired, contactRef, callerRef, date, onWritten, onFailed }: AccessTrailParts): AccessTrail {
  const lineOf: (...parameters: Parameters<AccessTrail['record']>) => string = ({ requestId, caller }, shown) => {
    const issuer = caller?.issuer ?? null;
    const subject = caller?.subject ?? null;
    // a user name (no issuer) is the caller's own text: only with data in the answer has Vitec accepted its password
    const isKnown = issuer !== null || shown.length > 0;
    const sub = isKnown && withoutPersonalNumbers(subject) === subject ? subject : null;
    const contacts = shown.map(({ customerId, cacheKey, kinds }) => ({ customerId, contactRef: contactRef({ cacheKey }), kinds }));
    return `${JSON.stringify({ time: date().toISOString(), msg: 'access', requestId, issuer, sub, callerRef: caller && callerRef(caller), contacts })}\n`;
  };
  return {
    isRequired,
    async record(record, shown) {
      try {
        await sink.write(lineOf(record, shown));
      } catch (error) {
        onFailed(error);
        return false;
      }
      onWritten();
      return true;
    },
  };
}
