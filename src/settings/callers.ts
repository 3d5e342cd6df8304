import { parseKeySet } from '../access/key-set.ts';
import { address, assertSetting, FORMATS, idPattern, jsonFile, oneOf, parsed, splitList, text, wholeNumber, word } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';

/** Written as browsers send it: in lower case, without the default port and without a slash. */
function parseOrigin(text: string): string {
  const url = URL.parse(text);
  assertSetting(url !== null && `${url.origin}/` === url.href, { code: 'NOT_ORIGINS', params: {} });
  return url.origin;
}

export const callers = {
  MAX_CONTACTS_PER_OPERATION: wholeNumber(1, 10_000)
    .default(100)
    .register(EXPLANATIONS, { description: 'Distinct contacts that one operation may name and reach.', unit: 'contacts', example: '200' }),
  MAX_CALLS_PER_OPERATION: wholeNumber(1, 10_000)
    .default(200)
    .register(EXPLANATIONS, { description: 'Calls to Vitec that one operation may cause.', unit: 'calls', example: '500' }),
  CALLER_MAX_CONTACTS_PER_MINUTE: wholeNumber(1, 1_000_000).optional().register(EXPLANATIONS, {
    description: 'Contacts and searches that one caller may ask for in a minute, cached or not.',
    unit: 'contacts',
    example: '300',
    without: 'no limit',
  }),
  MAX_STREAMS: wholeNumber(1, 100_000).optional().register(EXPLANATIONS, {
    description: 'Subscriptions open at once. Each holds a connection. Less than `MAX_CONNECTIONS`.',
    unit: 'streams',
    example: '1500',
    without: 'half of `MAX_CONNECTIONS`',
  }),
  MAX_STREAMS_PER_CALLER: wholeNumber(1, 100_000).default(100).register(EXPLANATIONS, {
    description:
      'Subscriptions that one caller may have open at once. Behind a router that has one token for all, set it as high as `MAX_STREAMS`.',
    unit: 'streams',
    example: '1000',
  }),
  ID_PATTERN: idPattern
    .prefault('[A-Za-z0-9_-]{1,64}')
    .register(EXPLANATIONS, { description: 'Pattern that a customerId and a contactId match as a whole.', example: '[A-Za-z0-9-]{1,36}' }),
  AUTH_MODE: oneOf(['jwt', 'passthrough', 'none'], { code: 'UNKNOWN_AUTH_MODE', params: {} }).optional().register(EXPLANATIONS, {
    description: 'How callers authenticate: with a token, with their own Vitec password as HTTP Basic, or not at all (sandbox only).',
    example: 'passthrough',
    without: 'jwt',
    inDemo: 'none',
  }),
  JWT_JWKS_URL: address.optional().register(EXPLANATIONS, {
    description: 'Address of the JSON Web Key Set that verifies tokens. `jwt` requires this or the file.',
    example: 'https://login.example/jwks',
  }),
  JWT_JWKS_FILE: jsonFile(parseKeySet, { file: 'keySet', accepts: 'a JSON Web Key Set' }).optional().register(EXPLANATIONS, {
    description: 'File with the key set, for a network without access to the address.',
    example: '/run/secrets/jwks.json',
  }),
  JWT_ISSUER: text.optional().register(EXPLANATIONS, {
    description: 'The `iss` that tokens must have. Required with `jwt`.',
    example: 'https://login.example',
  }),
  JWT_AUDIENCE: text
    .optional()
    .register(EXPLANATIONS, { description: 'The `aud` that tokens must have. Required with `jwt`.', example: 'vitec-gateway' }),
  JWT_CUSTOMERS_CLAIM: text
    .default('customerIds')
    .register(EXPLANATIONS, { description: "Name of the claim that lists the caller's customers.", example: 'offices' }),
  PROFILE_SCOPE: word.optional().register(EXPLANATIONS, {
    description: 'Scope that the `scope` or `scp` of a token must hold to read profiles and to search for contacts. Only with `jwt`.',
    example: 'vitec:profiles',
    without: 'every caller of the customer',
  }),
  ROUTER_SECRET: parsed((text) => {
    const secrets = splitList(text);
    assertSetting(secrets.length === 1 || secrets.length === 2, { code: 'ROUTER_SECRET_COUNT', params: {} });
    return secrets;
  })
    .register(FORMATS, { accepts: 'one, or two with a comma between while one replaces the other' })
    .optional()
    .register(EXPLANATIONS, {
      description: 'Secret that every GraphQL request must have in `x-router-secret`.',
      example: 'not-a-secret',
      without: 'not required',
      isSecret: true,
    }),
  CORS_ORIGINS: parsed((text): readonly string[] => splitList(text).map(parseOrigin))
    .register(FORMATS, { accepts: 'origins with commas between' })
    .default([])
    .register(EXPLANATIONS, {
      description: 'Origins whose pages may call from a browser.',
      example: 'https://app.example',
      without: 'none',
    }),
};
