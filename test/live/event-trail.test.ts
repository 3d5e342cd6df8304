import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { subscribe } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { createSigner } from '../support/tokens.ts';
import { startVitec } from '../support/vitec.ts';

const tie = (id: string) => ({ type: 'EstateContact', subtype: 'Buyer', customerId: 'M1', relId1: 'home-1', relId2: id });

describe('the access trail of a subscription', () => {
  it('has a line for each event before it is sent; when it fails and is required, the event is not shown and the stream ends', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'gateway-trail-')), 'trail');
    mkdirSync(folder);
    const path = join(folder, 'trail.jsonl');
    const lines = () =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using gateway = await startGateway(
      vitec,
      { ...signer.settings, WEBHOOK_SECRET, METRICS_TOKEN, ACCESS_TRAIL: path, ACCESS_TRAIL_REQUIRED: 'true' },
      { sandbox: false },
    );
    const live = await subscribe(gateway.url, { headers: { authorization: `Bearer ${await signer.token({ sub: 'anna' })}` } });
    expect(lines()).toEqual([]); // nothing is shown yet
    for (let event = 1; event <= 2; event += 1) {
      await notify(gateway.url, tie('anna'));
      await live.nextEvents(event);
      expect(lines()).toHaveLength(event);
    }
    expect(lines()[1]).toMatchObject({
      sub: 'anna',
      requestId: live.headers['x-request-id'],
      contacts: [{ customerId: 'M1', kinds: ['roles'] }],
    });
    rmSync(folder, { recursive: true });
    await notify(gateway.url, tie('anna'));
    expect(await live.ended()).toBe('ENDED');
    expect(live.events.map(({ event, data }) => data?.errors?.[0]?.extensions.code ?? event)).toEqual([
      'next',
      'next',
      'ACCESS_TRAIL_UNAVAILABLE',
      'retry',
    ]);
    expect(live.text.match(/home-1/g)).toHaveLength(2);
    const metrics = await readMetrics(gateway);
    expect([metrics.gateway_open_streams, metrics.gateway_internal_errors_total]).toEqual([0, 0]);
    expect(gateway.logged('subscription ended')).toEqual([expect.objectContaining({ code: 'ACCESS_TRAIL_UNAVAILABLE' })]);
  });
});
