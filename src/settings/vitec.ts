import { parseCredentialsFile } from '../vitec/credentials.ts';
import { assertSetting, FORMATS, jsonFile, origin, parsed, parseSecret, secret, wholeNumber } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';

export const vitec = {
  VITEC_URL: origin.optional().register(EXPLANATIONS, {
    description: 'Origin of Vitec Connect. Required; the demo has its own.',
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
    .register(EXPLANATIONS, {
      description: 'File with a user name and password for each customer or group.',
      example: '/run/secrets/vitec.json',
    }),
  VITEC_MAX_CONCURRENCY: wholeNumber(1, 1_000)
    .default(64)
    .register(EXPLANATIONS, { description: 'Limit of open calls to Vitec.', unit: 'calls', example: '32' }),
  VITEC_MAX_PER_CUSTOMER: wholeNumber(1, 1_000)
    .default(40)
    .register(EXPLANATIONS, { description: 'Limit of open calls to Vitec for one customer.', unit: 'calls', example: '20' }),
  VITEC_MAX_PER_SECOND: wholeNumber(1, 100_000).optional().register(EXPLANATIONS, {
    description: 'Limit of calls to Vitec a second: half of them can start at once, the others are spread evenly.',
    unit: 'calls/s',
    example: '10',
    without: 'no limit',
  }),
  VITEC_ATTEMPT_TIMEOUT_MS: wholeNumber(1, 600_000).default(3_000).register(EXPLANATIONS, {
    description: 'Time limit for one call to Vitec. Where it is set, less than OPERATION_TIMEOUT_MS.',
    unit: 'ms',
    example: '2000',
  }),
  VITEC_LOCKOUT_MS: wholeNumber(1, 86_400_000).default(600_000).register(EXPLANATIONS, {
    description: 'How long Vitec is not asked with a password, or for a customer, after it has refused several calls in a row (401, 403).',
    unit: 'ms',
    example: '1800000',
  }),
  OPERATION_TIMEOUT_MS: wholeNumber(1, 600_000).default(9_000).register(EXPLANATIONS, {
    description: 'Time limit for all calls of one operation, including their wait in the queue.',
    unit: 'ms',
    example: '5000',
  }),
};
