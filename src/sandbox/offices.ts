import { CAST, SECOND_CAST } from './cast.ts';
import { createCrowd } from './crowd.ts';
import type { SandboxOffice } from './office.ts';

/** One user name for the partner and one password for each customer, as Vitec hands them out. They open nothing but the sandbox. */
export const OFFICES: readonly SandboxOffice[] = [
  {
    customerId: 'M30011',
    name: 'Sandlådans Mäkleri, Stockholm',
    username: 'sandbox',
    password: 'sandbox-M30011',
    contacts: [...CAST, ...createCrowd(300, 1)],
  },
  { customerId: 'M30012', name: 'Sandlådans Mäkleri, Göteborg', username: 'sandbox', password: 'sandbox-M30012', contacts: SECOND_CAST },
];
