import { CAST, SECOND_CAST, TIES } from './cast.ts';
import { tiesOfRoles, withRelations } from './contact-ties.ts';
import { createCrowd } from './crowd.ts';
import type { SandboxOffice } from './office.ts';

const STOCKHOLM = [...CAST, ...createCrowd(300, 1)];

/** One user name per partner and one password per customer, as at Vitec. They are valid in the sandbox only. */
export const OFFICES: readonly SandboxOffice[] = [
  {
    customerId: 'M30011',
    name: 'Sandlådans Mäkleri, Stockholm',
    username: 'sandbox',
    password: 'sandbox-M30011',
    contacts: withRelations(STOCKHOLM, [...tiesOfRoles(STOCKHOLM), ...TIES]),
  },
  { customerId: 'M30012', name: 'Sandlådans Mäkleri, Göteborg', username: 'sandbox', password: 'sandbox-M30012', contacts: SECOND_CAST },
];
