import { ApolloProvider } from '@apollo/client/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { FIRST_SHOWN } from '../screen/contact-ids.ts';
import type { Search } from '../screen/search.ts';
import { SearchForm } from '../screen/search-form.tsx';
import { createClient } from './client.ts';
import { ContactScreen } from './contact-screen.tsx';
import { FoundContacts } from './found-contacts.tsx';

const client = createClient('/graphql');

function App() {
  const [search, setSearch] = useState<Search | null>(null);
  const [ids, show] = useState(FIRST_SHOWN);
  return (
    <ApolloProvider client={client}>
      <h1>Kontaktkort</h1>
      <SearchForm onSearch={setSearch} />
      {search && <FoundContacts search={search} onChoose={(contactId) => show({ customerId: search.customerId, contactId })} />}
      <ContactScreen ids={ids} />
    </ApolloProvider>
  );
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
