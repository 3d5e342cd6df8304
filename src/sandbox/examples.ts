/** Variables for the published operations in the sandbox, by operation name. */
export const EXAMPLES = {
  ContactCard: { customerId: 'M30011', contactId: 'anna-andersson' },
  IsSeller: { customerId: 'M30011', contactId: 'anna-andersson', estateId: 'OBJ30011_0002' },
  WhomIActFor: { customerId: 'M30011', contactId: 'advokat-berg' },
  ContactList: {
    customerId: 'M30011',
    contactIds: ['anna-andersson', 'dodsbo-gustavsson', 'sven-holm', 'utan-roller', 'underhall', 'anna-andersson'],
    since: '2010-01-01T00:00:00+01:00',
  },
} as const;
