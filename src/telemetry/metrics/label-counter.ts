import { Counter, type Registry } from 'prom-client';

type LabelCounterOptions<Value extends string> = {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  /** The values of the label. Each is exported as 0 from the start: `rate` ignores the first sample of a series. */
  readonly values: readonly Value[];
};

/**
 * A counter with one label and a closed list of values. An increment costs one addition: the counter of prom-client, which builds a key
 * from its labels each time, is filled when it is collected.
 */
export function createLabelCounter<Value extends string>(
  registry: Registry,
  { name, help, label, values }: LabelCounterOptions<Value>,
): (value: Value) => void {
  const counts = new Map<Value, number>(values.map((value) => [value, 0]));
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, count] of counts) this.inc({ [label]: value }, count);
    },
  });
  return (value) => {
    const count = counts.get(value);
    if (count !== undefined) counts.set(value, count + 1);
  };
}
