import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postOperation, startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';
import { createSigner } from '../support/tokens.ts';

const QUERY = { query: '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }' };

let office: Office;
beforeAll(async () => {
  office = await startOffice([contact('a').sells('home-1')]);
});
afterAll(() => office[Symbol.asyncDispose]());

describe('headers', () => {
  it('with a token for 1,500 customers are accepted, each time', async () => {
    const signer = await createSigner();
    await using gateway = await startGateway(office, signer.settings, { sandbox: false });
    const customerIds = ['M1', ...Array.from({ length: 1_500 }, (_, index) => `customer-${30_000 + index}`)];
    const authorization = `Bearer ${await signer.token({ customerIds })}`;
    expect(authorization.length).toBeGreaterThan(32_000);
    for (let time = 0; time < 2; time += 1)
      expect(await postOperation(gateway.url, QUERY, { authorization })).toMatchObject({
        status: 200,
        data: { contact: { partyRoles: [{}] } },
      });
  });

  const send = ({ url }: TestGateway, bytes: number) => {
    const empty = rawRequest('GET /health HTTP/1.1', ['host: gateway', 'x-padding: ']).length;
    return sendRaw(url, rawRequest('GET /health HTTP/1.1', ['host: gateway', `x-padding: ${'x'.repeat(bytes - empty)}`]));
  };
  it.each<[Record<string, string>, number]>([
    [{}, 65_536],
    [{ MAX_HEADER_BYTES: '8192' }, 8_192],
    [{ MAX_HEADER_BYTES: '262144' }, 262_144],
  ])('with %j are accepted up to %i bytes in total and rejected with 431 and a code beyond', async (settings, bytes) => {
    await using gateway = await startGateway(office, settings);
    expect(await send(gateway, bytes - 200)).toMatchObject({ status: 200 });
    expect(await send(gateway, bytes + 200)).toMatchObject({ status: 431, code: 'REQUEST_ENTITY_TOO_LARGE' });
  });
});
