import { parseKeySet } from '../access/key-set.ts';
import { address, FORMATS, fileThrough, idPattern, list, oneOf, text, wholeNumber } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';

/** An origin in any form that is one; browsers send it in lower case, without its usual port and without a slash. */
const isOrigin = (text: string): boolean => URL.canParse(text) && `${new URL(text).origin}/` === new URL(text).href;

export const callers = {
  MAX_CONTACTS_PER_OPERATION: wholeNumber(1, 10_000)
    .default(100)
    .register(EXPLANATIONS, { description: 'Distinct contacts that one operation may name and reach.', unit: 'contacts', example: '200' }),
  ID_PATTERN: idPattern
    .prefault('[A-Za-z0-9_-]{1,64}')
    .register(EXPLANATIONS, { description: 'What a customerId and a contactId match as a whole.', example: '[A-Za-z0-9-]{1,36}' }),
  AUTH_MODE: oneOf(['jwt', 'passthrough', 'none'], 'is no such mode: set jwt or passthrough (none is for the sandbox alone)')
    .optional()
    .register(EXPLANATIONS, {
      description: 'How callers are known: by a token, by their own Vitec password as HTTP Basic, or not at all (sandbox alone).',
      example: 'passthrough',
      without: 'jwt',
      inDemo: 'none',
    }),
  JWT_JWKS_URL: address.optional().register(EXPLANATIONS, {
    description: 'Address of the JSON Web Key Set that tokens are signed with. With `jwt` this or the file has to be set.',
    example: 'https://login.example/jwks',
  }),
  JWT_JWKS_FILE: fileThrough(parseKeySet, {
    accepts: 'a JSON Web Key Set',
    toMend: 'put the JSON Web Key Set with the public keys of the tokens into it',
  })
    .optional()
    .register(EXPLANATIONS, { description: 'Where that key set stands, if no address can be reached.', example: '/run/secrets/jwks.json' }),
  JWT_ISSUER: text
    .optional()
    .register(EXPLANATIONS, {
      description: 'The `iss` that tokens must have. Has to be set with `jwt`.',
      example: 'https://login.example',
    }),
  JWT_AUDIENCE: text
    .optional()
    .register(EXPLANATIONS, { description: 'The `aud` that tokens must have. Has to be set with `jwt`.', example: 'vitec-gateway' }),
  JWT_CUSTOMERS_CLAIM: text
    .default('customerIds')
    .register(EXPLANATIONS, { description: "Name of the claim that lists the caller's customers.", example: 'offices' }),
  ROUTER_SECRET: list
    .refine(
      (secrets) => secrets.length === 1 || secrets.length === 2,
      'holds no secret or too many: set one, or two with a comma between while one replaces the other',
    )
    .register(FORMATS, { accepts: 'one, or two with a comma between while one replaces the other' })
    .optional()
    .register(EXPLANATIONS, {
      description: 'What every GraphQL request must carry in `x-router-secret`.',
      example: 'not-a-secret',
      without: 'nothing',
      isSecret: true,
    }),
  CORS_ORIGINS: list
    .refine((origins) => origins.every(isOrigin), 'holds what is no origin: set origins with commas between, as https://app.example')
    .transform((origins): readonly string[] => origins.map((text) => new URL(text).origin))
    .register(FORMATS, { accepts: 'origins with commas between' })
    .default([])
    .register(EXPLANATIONS, {
      description: 'Origins whose pages may call from a browser.',
      example: 'https://app.example',
      without: 'none',
    }),
};
