import { writeSync } from 'node:fs';

/**
 * Loaded with `node --import` before a program: its wall clock differs from this machine's by CLOCK_SHIFT_MS. At SIGUSR2 the wall clock
 * alone steps by CLOCK_STEP_MS, as where it is set; at SIGCONT both clocks go on by CLOCK_PASS_MS, as time passes. Each is told on stderr.
 */
const { CLOCK_SHIFT_MS = 0, CLOCK_STEP_MS = 0, CLOCK_PASS_MS = 0 } = process.env;
const RealDate = Date;
const realNow = performance.now.bind(performance);
let shiftMs = Number(CLOCK_SHIFT_MS);
let passedMs = 0;
process.on('SIGUSR2', () => {
  shiftMs += Number(CLOCK_STEP_MS);
  writeSync(2, 'clock stepped\n');
});
process.on('SIGCONT', () => {
  passedMs += Number(CLOCK_PASS_MS);
  writeSync(2, 'time passed\n');
});
const wallMs = () => RealDate.now() + shiftMs + passedMs;
performance.now = () => realNow() + passedMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, values: unknown[], newTarget) => Reflect.construct(target, values.length === 0 ? [wallMs()] : values, newTarget),
  get: (target, name) => (name === 'now' ? wallMs : Reflect.get(target, name)),
});
