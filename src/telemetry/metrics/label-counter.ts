import { Counter, type Registry } from 'prom-client';

type Counted<Value extends string> = {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  /** All that may be counted, each shown from the start: a rate from nothing to 1 is none. */
  readonly values: readonly Value[];
};

/**
 * Counts by one label with a closed list of values, so that it cannot grow. One more costs an addition: the library's own counter,
 * which looks up a text made from its labels each time, is filled when it is read.
 */
export function createLabelCounter<Value extends string>(
  registry: Registry,
  { name, help, label, values }: Counted<Value>,
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
