import { parseCredentialsFile } from '../vitec/credentials.ts';
import { assertSetting, FORMATS, jsonFile, origin, parsed, parseSecret, secret, wholeNumber } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';

export const vitec = {
  VITEC_URL: origin.optional().register(EXPLANATIONS, {
    description: 'Origin of Vitec Connect. Has to be set; the demo has its own.',
    example: 'https://connect.maklare.vitec.net',
  }),
  VITEC_USERNAME: parsed((text) => {
    assertSetting(!text.includes(':'), { code: 'USERNAME_HAS_COLON', params: {} });
    return parseSecret(text);
  })
    .register(FORMATS, { accepts: 'not blank, without a colon' })
    .optional()
    .register(EXPLANATIONS, { description: 'User name at Vitec, one for each partner.', example: 'partner', isSecret: true }),
  VITEC_PASSWORD: secret.optional().register(EXPLANATIONS, {
    description: 'Password at Vitec for every customer; where they differ, use the file.',
    example: 'not-a-password',
    isSecret: true,
  }),
  VITEC_CREDENTIALS_FILE: jsonFile(parseCredentialsFile, {
    file: 'credentials',
    accepts: 'a JSON file, [below](#the-file-of-credentials)',
  })
    .optional()
    .register(EXPLANATIONS, { description: 'Where a pair for each customer or group stands.', example: '/run/secrets/vitec.json' }),
  VITEC_MAX_CONCURRENCY: wholeNumber(1, 1_000)
    .default(64)
    .register(EXPLANATIONS, { description: 'Calls to Vitec that may be open at once.', unit: 'calls', example: '32' }),
  VITEC_MAX_PER_CUSTOMER: wholeNumber(1, 1_000)
    .default(40)
    .register(EXPLANATIONS, { description: 'Calls to Vitec that may be open at once for one customer.', unit: 'calls', example: '20' }),
  VITEC_MAX_PER_SECOND: wholeNumber(1, 100_000).optional().register(EXPLANATIONS, {
    description: 'Calls to Vitec that may begin in any second: half of them at once, the others spread evenly.',
    unit: 'calls/s',
    example: '10',
    without: 'not counted',
  }),
  VITEC_ATTEMPT_TIMEOUT_MS: wholeNumber(1, 600_000)
    .default(3_000)
    .register(EXPLANATIONS, { description: 'How long one call to Vitec may take in all.', unit: 'ms', example: '2000' }),
  OPERATION_TIMEOUT_MS: wholeNumber(1, 600_000).default(9_000).register(EXPLANATIONS, {
    description: 'How long one operation may wait for Vitec in all, its turn in the queue included.',
    unit: 'ms',
    example: '5000',
  }),
};
