import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

const QUERY = `query ($contactIds: [ID!]!) {
  contacts(customerId: "M1", contactIds: $contactIds) { contactId ... @defer { partyRoles { estate { estateId } } } }
}`;

it('sends the deferred part of a contact when Vitec has answered it, while another contact waits', async () => {
  await using vitec = await startVitec();
  await using gateway = await startGateway(vitec);
  const slow = Promise.withResolvers<void>();
  vitec.answer = async (response) => {
    if (response.req.url?.includes('/slow/')) await slow.promise;
    buyerOf('home-1')(response);
  };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed, application/json' },
    body: JSON.stringify({ query: QUERY, variables: { contactIds: ['slow', 'quick'] } }),
  });
  let text = '';
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('"path":["contacts",1]')) slow.resolve();
  }
  expect(text.indexOf('"path":["contacts",1]')).toBeLessThan(text.indexOf('"path":["contacts",0]'));
  expect(text).toContain('"hasNext":false');
});
