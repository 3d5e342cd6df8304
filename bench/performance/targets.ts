import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/support/listen.ts';
import { cpuMsOf, memoryOf } from '../../test/support/process-figures.ts';
import type { createSigner } from '../../test/support/tokens.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A process that is measured, or one that measures it. */
export type Running = {
  readonly url: string;
  readonly startMs: number;
  /** CPU time so far, of all threads, in milliseconds. */
  readonly cpuMs: () => number;
  readonly peakBytes: () => number;
  readonly residentBytes: () => number;
  readonly stop: () => Promise<void>;
  readonly child: ChildProcess;
  readonly metricsUrl: string | null;
};

export type Signer = Awaited<ReturnType<typeof createSigner>>;

/** Those that need no packages but the gateway's own. */
export const OWN_TARGETS: readonly string[] = ['floor', 'gateway'];

/** Each what is measured: how it is started before a stand-in of Vitec. The gateway is the production entry with all that production has on. */
export const TARGETS: Readonly<Record<string, (vitecUrl: string, signer: Signer) => Promise<Running>>> = {
  floor: (vitecUrl) => startPeer('floor', vitecUrl),
  gateway: (vitecUrl, signer) => startGateway(vitecUrl, signer),
  mercurius: (vitecUrl) => startPeer('mercurius', vitecUrl),
  'mercurius-duties': (vitecUrl, signer) => startPeer('mercurius-duties', vitecUrl, signer.settings),
  yoga: (vitecUrl) => startPeer('yoga', vitecUrl),
  apollo: (vitecUrl) => startPeer('apollo', vitecUrl),
};

/** The options of V8 with which the image of a checkout starts its gateway. */
function v8Options(checkout: string): readonly string[] {
  const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(readFileSync(join(checkout, 'Dockerfile'), 'utf8')) ?? [];
  return (JSON.parse(command) as readonly string[]).filter((word) => word.startsWith('--'));
}

const startPeer = (name: string, vitecUrl: string, settings: Record<string, string> = {}) =>
  start([here(`../peers/${name}.ts`)], { VITEC_URL: vitecUrl, ...settings });

/**
 * The production entry, in production's way; `settings` change some. `checkout`: the folder of the gateway, another one to compare with.
 * `enters`: the file of a control group that the process writes its id to before it begins.
 */
export async function startGateway(
  vitecUrl: string,
  signer: Signer,
  settings: Record<string, string> = {},
  { checkout = here('../..'), enters = null }: { readonly checkout?: string; readonly enters?: string | null } = {},
): Promise<Running> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const gateway = await start(
    [...v8Options(checkout), join(checkout, 'src/main.ts')],
    {
      PORT: String(port),
      HOST: '127.0.0.1',
      METRICS_PORT: String(metricsPort),
      VITEC_URL: vitecUrl,
      VITEC_USERNAME: 'a',
      VITEC_PASSWORD: 'b',
      ...signer.settings,
      ...settings,
    },
    `http://127.0.0.1:${port}`,
    enters,
  );
  return { ...gateway, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` };
}

/** An answer takes `latencyMs`, give or take `spreadMs`. */
export const startVitec = ({ latencyMs, spreadMs } = { latencyMs: 0, spreadMs: 0 }) =>
  start([here('vitec.ts')], { VITEC_LATENCY_MS: String(latencyMs), VITEC_SPREAD_MS: String(spreadMs) });

/** As the image has it; all targets share it. */
const COMPILED = mkdtempSync(join(tmpdir(), 'compiled-'));

/** The shell enters the group and becomes the program, so that all its memory counts. */
const ENTER = 'echo $$ > "$0" && exec "$@"';

/** Starts a program; without `url` it says on its first line where it listens, with one its output goes to nobody, as a log does. */
async function start(
  program: readonly string[],
  environment: Record<string, string>,
  url?: string,
  enters: string | null = null,
): Promise<Running> {
  const beganMs = performance.now();
  const output = url === undefined ? 'pipe' : openSync('/dev/null', 'w');
  const [command, ...words] = enters === null ? [process.execPath, ...program] : ['sh', '-c', ENTER, enters, process.execPath, ...program];
  const child = spawn(command, words, {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', NODE_COMPILE_CACHE: COMPILED, ...environment },
    stdio: ['pipe', output, 'inherit'],
  });
  const address = url ?? (await firstLine(child));
  if (url !== undefined) await untilAnswered(`${url}/health`, child);
  return {
    child,
    metricsUrl: null,
    url: address,
    startMs: performance.now() - beganMs,
    cpuMs: () => cpuMsOf(child.pid),
    peakBytes: () => memoryOf(child.pid, 'VmHWM'),
    residentBytes: () => memoryOf(child.pid, 'VmRSS'),
    stop: async () => {
      child.kill('SIGINT'); // as it ends in life: what was compiled is kept for the next start
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.setEncoding('utf8');
  for (;;) {
    const [chunk] = await once(child.stdout ?? child, 'data');
    text += chunk;
    const address = /listening (\S+)/.exec(text)?.[1];
    if (address) return address;
  }
}

async function untilAnswered(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`ended with ${child.exitCode}`);
}
