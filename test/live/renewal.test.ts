import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { createPassthroughAuthentication } from '../../src/access/passthrough.ts';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { createAnswers } from '../../src/graphql/execution/answers.ts';
import { OpenStreams } from '../../src/graphql/limits/open-streams.ts';
import { createRequestRecord } from '../../src/telemetry/logging/request-record.ts';
import { newContext, operationOf, schema } from '../support/small-office.ts';

it('of a password of the caller’s own is due after an hour: the subscription ends, and may be opened again', async () => {
  const authenticate = createPassthroughAuthentication();
  const caller = await authenticate(`Basic ${Buffer.from('anna:hemligt').toString('base64')}`);
  expect((caller.trustedUntilMs ?? 0) - Date.now()).toBeGreaterThan(3_590_000);
  expect((caller.trustedUntilMs ?? 0) - Date.now()).toBeLessThanOrEqual(3_600_000);

  let open = 0;
  const streams = new OpenStreams({ perCaller: 1, inAll: 1 }, (count) => {
    open = count;
  });
  const { answerEvents } = createAnswers({
    schema,
    createContext: () => newContext(),
    settings: { upstreamReport: false },
    trail: null,
    streams,
  });
  const document = parse('subscription { contactChanged(customerId: "M1", contactIds: ["a"]) { changes } }');
  const answer = await answerEvents(
    { schema, document, operation: operationOf(document), variables: null },
    {
      caller: { ...caller, trustedUntilMs: Date.now() + 20 },
      record: createRequestRecord('r', 0),
      signal: new CancelSignal(),
      renewCaller: async () => caller,
    },
  );
  if (answer.kind !== 'EVENTS') throw new Error(answer.kind);
  expect(open).toBe(1);
  const ends = await Array.fromAsync(answer.events);
  expect(ends).toMatchObject([{ result: { errors: [{ originalError: { code: 'RENEWAL_DUE' } }] }, record: null }]);
  expect(open).toBe(0);
});
