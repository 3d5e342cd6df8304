import { loadConfig } from '../../src/config.ts';
import { createDataSource, type DataSource } from '../../src/data-source.ts';
import { NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { createContactRef } from '../../src/telemetry/logging/contact-ref.ts';
import { createLog } from '../../src/telemetry/logging/log.ts';
import { createMetrics } from '../../src/telemetry/metrics/metrics.ts';
import { newLogFile, testLog } from './gateway.ts';
import { allowed, createOperation } from './upstream.ts';
import type { VitecAccess } from './vitec.ts';

export type TestDataSource = DataSource & {
  /** The first home of a contact of M1, as a resolver loads it. */
  readonly homeOf: (contactId: string) => Promise<string | null>;
  /** Failed uses of Redis. */
  readonly redisFaults: () => Promise<number>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** All of a replica below its loaders; settings as in the environment. Waits for Redis, at the most `atMostMs`. */
export async function startDataSource(
  { url, username, password }: VitecAccess,
  settings: Record<string, string>,
  atMostMs = 10_000,
): Promise<TestDataSource> {
  const environment = { VITEC_URL: url, VITEC_USERNAME: username, VITEC_PASSWORD: password };
  const config = loadConfig({ ...environment, ...settings }, { sandbox: true });
  const log = createLog(
    { level: 'trace', perSecond: 100, documentRef: () => '', callerRef: () => '', showsCallers: false },
    testLog(newLogFile()),
  );
  const metrics = createMetrics({ isRead: false, operationNames: [], requestCodes: [] });
  const dataSource = await createDataSource(config, { log, metrics, tracing: null, contactRef: createContactRef(null) });
  await dataSource.untilReady(atMostMs);
  return {
    ...dataSource,
    async homeOf(contactId) {
      const { value } = await dataSource.loads.partyRoles(allowed(contactId), createOperation());
      return value.matching(NO_FILTER)[0]?.estate.estateId ?? null;
    },
    redisFaults: async () => Number(/^gateway_redis_faults_total (\d+)$/m.exec(await metrics.text())?.[1]),
    [Symbol.asyncDispose]: () => dataSource.close(),
  };
}
