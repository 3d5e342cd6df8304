/** Variables for the published operations in the sandbox, by operation name. */
export const EXAMPLES = {
  ContactCard: { customerId: 'M30011', contactId: 'anna-andersson' },
  ContactList: {
    customerId: 'M30011',
    contactIds: ['anna-andersson', 'dodsbo-gustavsson', 'byggbolaget-ab', 'utan-roller', 'finns-inte', 'anna-andersson'],
  },
  FindContact: { customerId: 'M30011', term: 'Gustavsson' },
  IsSeller: { customerId: 'M30011', contactId: 'anna-andersson', estateId: 'OBJ30011_0002' },
  RoleCounts: {
    customerId: 'M30011',
    contactIds: ['anna-andersson', 'dodsbo-gustavsson', 'sven-holm', 'utan-roller', 'underhall', 'anna-andersson'],
    since: '2010-01-01T00:00:00+01:00',
  },
  WhomIActFor: { customerId: 'M30011', contactId: 'advokat-berg' },
} as const;
