/**
 * Loaded with `node --import` before a program: its wall clock differs from this machine's by CLOCK_SHIFT_MS, and steps by
 * CLOCK_STEP_MS at each SIGUSR2. The monotonic clock is left alone, as it is where a real wall clock is set.
 */
const RealDate = Date;
let shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0);
process.on('SIGUSR2', () => {
  shiftMs += Number(process.env.CLOCK_STEP_MS ?? 0);
});
globalThis.Date = new Proxy(RealDate, {
  construct: (target, values: unknown[], newTarget) =>
    Reflect.construct(target, values.length === 0 ? [RealDate.now() + shiftMs] : values, newTarget),
  get: (target, name) => (name === 'now' ? () => RealDate.now() + shiftMs : Reflect.get(target, name)),
});
