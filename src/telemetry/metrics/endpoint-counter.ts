import { Counter, type Registry } from 'prom-client';
import { ENDPOINT_NAMES, type EndpointName } from '../../domain/endpoint.ts';

type EndpointCounter<Outcome extends string> = { readonly name: string; readonly help: string; readonly outcomes: readonly Outcome[] };

/**
 * Counts by endpoint of Vitec and outcome, both closed sets, each shown from the start. One more costs an addition: the library's own
 * counter, which makes a text of its labels each time, is filled when it is read.
 */
export function createEndpointCounter<Outcome extends string>(
  registry: Registry,
  { name, help, outcomes }: EndpointCounter<Outcome>,
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
