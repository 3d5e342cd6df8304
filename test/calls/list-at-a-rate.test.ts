import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';

const LIST = 'query($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { partyRolesStatus { state code retryAfterSeconds } } }';
type Listed = { contacts: { partyRolesStatus: { state: string; code: string | null; retryAfterSeconds: number | null } }[] };
const ids = (name: string, count: number) => Array.from({ length: count }, (_, index) => `kontakt-${name}-${index}`);
const people = (count: number) => ['a', 'b', 'c'].flatMap((name) => ids(name, count).map((id) => contact(id).buys('home-1').takes(50)));
const codes = ({ contacts }: Listed) => contacts.map(({ partyRolesStatus: { code } }) => code);

describe('a list of contacts at a rate limit', () => {
  it('waits for all its contacts if the deadline leaves time', async () => {
    await using office = await startOffice(people(50));
    await using gateway = await startGateway(office, { VITEC_MAX_PER_SECOND: '50' });
    const beganMs = performance.now();
    const { data, errors } = await gateway.query<Listed>(LIST, { ids: [...ids('a', 50), ...ids('b', 50)] });
    expect(errors).toBeUndefined();
    expect(codes(data)).toEqual(Array(100).fill(null));
    expect(office.totalCalls).toBe(100);
    expect(performance.now() - beganMs).toBeGreaterThan(1_500);
  });

  it('rejects at once the contacts that the deadline leaves no time for, with retryAfterSeconds', async () => {
    await using office = await startOffice(people(50));
    await using gateway = await startGateway(office, {
      VITEC_MAX_PER_SECOND: '20',
      VITEC_ATTEMPT_TIMEOUT_MS: '1400',
      OPERATION_TIMEOUT_MS: '1500',
    });
    const { data } = await gateway.query<Listed>(LIST, { ids: ids('a', 50) });
    const refused = data.contacts.filter(({ partyRolesStatus: { code } }) => code === 'OVERLOADED');
    expect(refused.length).toBeGreaterThan(8); // exactly how many: test/upstream/call-queue.test.ts, by a clock of its own
    expect(refused.length).toBeLessThan(40);
    for (const { partyRolesStatus } of refused)
      expect(partyRolesStatus).toMatchObject({ state: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    expect(office.totalCalls).toBe(50 - refused.length);
  });

  it('shares the rate with another list, and lets a single contact through', async () => {
    await using office = await startOffice(people(50));
    await using gateway = await startGateway(office, { VITEC_MAX_PER_SECOND: '50' });
    const lists = [ids('a', 50), ids('b', 50)].map((list) => gateway.query<Listed>(LIST, { ids: list }));
    await expect.poll(() => office.totalCalls).toBeGreaterThan(30);
    const beganMs = performance.now();
    const { data } = await gateway.query<Listed>(LIST, { ids: ids('c', 1) });
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    expect(codes(data)).toEqual([null]);
    for (const list of await Promise.all(lists)) expect(codes(list.data)).toEqual(Array(50).fill(null));
  });

  it('is answered 503 with Retry-After at once when no contact can be fetched in time', async () => {
    await using office = await startOffice(people(50));
    await using gateway = await startGateway(office, {
      VITEC_MAX_PER_SECOND: '2',
      VITEC_ATTEMPT_TIMEOUT_MS: '1900',
      OPERATION_TIMEOUT_MS: '2000',
    });
    const crowd = Array.from({ length: 12 }, (_, index) => gateway.query<Listed>(LIST, { ids: [`kontakt-a-${index}`] }));
    const answers = await Promise.all(crowd);
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(5);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(3);
    for (const { headers, errors } of refused) {
      expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['OVERLOADED']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
  });
});
