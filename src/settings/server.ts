import { FORMATS, text, wholeNumber } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';

export const server = {
  PORT: wholeNumber(0, 65_535)
    .default(4_000)
    .register(EXPLANATIONS, { description: 'TCP port of GraphQL; 0 takes a free one.', example: '8080' }),
  HOST: text
    .transform((host) => host.replace(/^\[(.*)\]$/, '$1')) // IPv6 in brackets, as in a URL
    .register(FORMATS, { accepts: 'any text' })
    .default('0.0.0.0')
    .register(EXPLANATIONS, { description: 'Address to listen on.', example: '127.0.0.1', inDemo: '127.0.0.1' }),
  HEADERS_TIMEOUT_MS: wholeNumber(100, 600_000)
    .default(10_000)
    .register(EXPLANATIONS, { description: 'Time limit for the headers of a request.', unit: 'ms', example: '5000' }),
  REQUEST_TIMEOUT_MS: wholeNumber(100, 600_000).default(15_000).register(EXPLANATIONS, {
    description: 'Time limit for a whole request. Not less than `HEADERS_TIMEOUT_MS`.',
    unit: 'ms',
    example: '20000',
  }),
  MAX_HEADER_BYTES: wholeNumber(8_192, 1_048_576).default(65_536).register(EXPLANATIONS, {
    description: 'Size limit of all headers of a request, else 431. A token with 1,500 customers takes 32 kB.',
    unit: 'bytes',
    example: '131072',
  }),
  MAX_CONNECTIONS: wholeNumber(1, 100_000).default(2_000).register(EXPLANATIONS, {
    description: 'Limit of open connections; more are answered 503.',
    unit: 'connections',
    example: '5000',
  }),
};
