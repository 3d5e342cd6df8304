import { Counter, type Registry } from 'prom-client';

/** A counter without labels. The function it returns counts one. */
export function createCounter(registry: Registry, name: string, help: string): () => void {
  const counter = new Counter({ name, help, registers: [registry] });
  return () => counter.inc();
}

type OutcomeCounterOptions<Value extends string, Outcome extends string> = {
  readonly name: string;
  readonly help: string;
  /** The label beside `outcome`, and its values. */
  readonly label: string;
  readonly values: readonly Value[];
  readonly outcomes: readonly Outcome[];
};

/**
 * A counter by a label and an outcome, which are closed lists. Each pair is exported as 0 from the start: `rate` ignores the first sample
 * of a series. An increment costs one addition: the counter of prom-client, which builds a key from its labels each time, is filled when
 * it is collected.
 */
export function createOutcomeCounter<Value extends string, Outcome extends string>(
  registry: Registry,
  { name, help, label, values, outcomes }: OutcomeCounterOptions<Value, Outcome>,
): (value: Value, outcome: Outcome) => void {
  const counts = new Map(values.map((value) => [value, new Map(outcomes.map((outcome) => [outcome, 0]))]));
  new Counter({
    name,
    help,
    labelNames: [label, 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, ofValue] of counts) for (const [outcome, count] of ofValue) this.inc({ [label]: value, outcome }, count);
    },
  });
  return (value, outcome) => {
    const ofValue = counts.get(value);
    const count = ofValue?.get(outcome);
    if (count !== undefined) ofValue?.set(outcome, count + 1);
  };
}
