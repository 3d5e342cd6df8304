import type { SandboxAgent } from './office.ts';

/** Users of the office M30011 who are shown to the public. */
export const AGENT = {
  hanna: 'HAN0A1B2C3D4E5F60718293A4B5C6D7E8F9',
  viktor: 'HAN1B2C3D4E5F60718293A4B5C6D7E8F9A0',
  /** Has left: in no answer of Vitec's advertising API. */
  left: 'HAN2C3D4E5F60718293A4B5C6D7E8F9A0B1',
  /** Of the office M30012. */
  saga: 'HAN3D4E5F60718293A4B5C6D7E8F9A0B1C2',
} as const;

export const AGENTS: readonly SandboxAgent[] = [
  {
    id: AGENT.hanna,
    name: 'Hanna Mäklarson',
    title: 'Registrerad fastighetsmäklare',
    emailAddress: 'hanna.maklarson@sandladan.example',
    cell: '701740611',
  },
  { id: AGENT.viktor, name: 'Viktor Nyckelby', title: 'Mäklarassistent', emailAddress: 'viktor.nyckelby@sandladan.example', cell: null },
];

export const SECOND_AGENTS: readonly SandboxAgent[] = [
  {
    id: AGENT.saga,
    name: 'Saga Tomtberg',
    title: 'Registrerad fastighetsmäklare',
    emailAddress: 'saga.tomtberg@sandladan.example',
    cell: '701740612',
  },
];
