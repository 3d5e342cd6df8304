import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

const queryFor = (contactId: string) => `{ contact(customerId: "M1", contactId: "${contactId}") { contactId partyRoles { role } } }`;

const request = (contactId: string) => `GET /graphql?query=${encodeURIComponent(queryFor(contactId))} HTTP/1.1\r\nhost: gateway\r\n\r\n`;

/** A connection, and the contacts of the responses that have come over it. */
function openConnection({ url }: { readonly url: string }) {
  const { port, hostname } = new URL(url);
  let text = '';
  const socket: Socket = connect(Number(port), hostname);
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return {
    socket,
    answered: () => [...text.matchAll(/"contactId":"([^"]+)"/g)].map(([, id]) => id),
    [Symbol.dispose]: () => socket.destroy(),
  };
}

describe('the requests of one connection', () => {
  it('run one at a time, in the order in which they came', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    using connection = openConnection(gateway);
    const held = vitec.hold();
    const called = () => held.map(({ req }) => req.url?.split('/')[4]);

    connection.socket.write(request('a') + request('b'));
    await expect.poll(called).toEqual(['a']);
    const other = gateway.query(queryFor('c')); // came after b, on a connection of its own
    await expect.poll(called).toEqual(['a', 'c']);

    held.forEach(buyerOf('home-1'));
    await other;
    await expect.poll(called).toEqual(['a', 'c', 'b']);
    expect(connection.answered()).toEqual(['a']);
    held.slice(2).forEach(buyerOf('home-1'));
    await expect.poll(connection.answered).toEqual(['a', 'b']);
  });

  it('may be any number, while no more than 100 wait at a time', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    using connection = openConnection(gateway);
    const ids = Array.from({ length: 130 }, (_, index) => `c${index}`);
    const requests = ids.map(request);
    vitec.answer = (response) => {
      connection.socket.write(requests.shift() ?? '');
      buyerOf('home-1')(response);
    };
    connection.socket.write(requests.splice(0, 60).join(''));
    await expect.poll(connection.answered).toEqual(ids);
  });

  it('that wait are dropped when the connection closes', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '60000', OPERATION_TIMEOUT_MS: '61000' });
    const connection = openConnection(gateway);
    const held = vitec.hold();
    connection.socket.write(request('a') + request('b'));
    await expect.poll(() => held.length).toBe(1);
    connection.socket.destroy();
    await expect.poll(() => held[0]?.closed).toBe(true); // the gateway has cancelled its call
    const other = gateway.query(queryFor('c'));
    await expect.poll(() => held.map(({ req }) => req.url?.split('/')[4])).toEqual(['a', 'c']);
    held.forEach(buyerOf('home-1'));
    await other;
  });
});
