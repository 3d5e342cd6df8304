import type { EndpointName } from '../../src/domain/endpoint.ts';
import { type Answer, buyerOf, json, startVitec } from './vitec.ts';

/** Answers each endpoint in its own way. */
export function byEndpoint(answers: Readonly<Record<EndpointName, Answer>>): Answer {
  return (response) => answers[response.req.url?.endsWith('/ContactRelations') ? 'ContactRelations' : 'PartyRoles'](response);
}

/** A Vitec whose ContactRelations are this text for every contact, and whose PartyRoles are one home. */
export const startVitecWithRelations = (text: string) =>
  startVitec(byEndpoint({ PartyRoles: buyerOf('home-1'), ContactRelations: json(text) }));
