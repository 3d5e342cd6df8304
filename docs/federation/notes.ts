type ContactKey = { readonly customerId: string; readonly contactId: string };

const NOTES = [{ customerId: 'M30011', contactId: 'anna-andersson', text: 'Ring efter klockan 17.' }];

export const resolvers = {
  Query: {
    contactsWithNotes: (_root: unknown, { customerId }: { readonly customerId: string }) =>
      NOTES.filter((note) => note.customerId === customerId),
  },
  Contact: {
    __resolveReference: (key: ContactKey) => key,
    notes: ({ customerId, contactId }: ContactKey) =>
      NOTES.filter((note) => note.customerId === customerId && note.contactId === contactId).map(({ text }) => text),
  },
};
