import { Counter, type Registry } from 'prom-client';
import { ENDPOINT_NAMES, type EndpointName } from '../../domain/endpoint.ts';

type EndpointCounterOptions<Outcome extends string> = {
  readonly name: string;
  readonly help: string;
  readonly outcomes: readonly Outcome[];
};

/**
 * A counter by endpoint and outcome, which are closed lists. Each pair is exported as 0 from the start, and an increment costs one
 * addition, as in createLabelCounter.
 */
export function createEndpointCounter<Outcome extends string>(
  registry: Registry,
  { name, help, outcomes }: EndpointCounterOptions<Outcome>,
): (endpoint: EndpointName, outcome: Outcome) => void {
  const zeros = () => new Map<Outcome, number>(outcomes.map((outcome) => [outcome, 0]));
  const counts = new Map(ENDPOINT_NAMES.map((endpoint) => [endpoint, zeros()]));
  new Counter({
    name,
    help,
    labelNames: ['endpoint', 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [endpoint, ofEndpoint] of counts) for (const [outcome, count] of ofEndpoint) this.inc({ endpoint, outcome }, count);
    },
  });
  return (endpoint, outcome) => {
    const ofEndpoint = counts.get(endpoint);
    const count = ofEndpoint?.get(outcome);
    if (count !== undefined) ofEndpoint?.set(outcome, count + 1);
  };
}
