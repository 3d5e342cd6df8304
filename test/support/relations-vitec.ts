import { type Answer, buyerOf, json, startVitec } from './vitec.ts';

/** The endpoints that are asked about one contact at a time. */
export const SINGLE_CONTACT_ENDPOINTS = ['PartyRoles', 'ContactRelations'] as const;

/** Answers each endpoint in its own way. */
export function byEndpoint(answers: Readonly<Record<(typeof SINGLE_CONTACT_ENDPOINTS)[number], Answer>>): Answer {
  return (response) => answers[response.req.url?.endsWith('/ContactRelations') ? 'ContactRelations' : 'PartyRoles'](response);
}

/** A Vitec whose ContactRelations are this text for every contact, and whose PartyRoles are one home. */
export const startVitecWithRelations = (text: string) =>
  startVitec(byEndpoint({ PartyRoles: buyerOf('home-1'), ContactRelations: json(text) }));
