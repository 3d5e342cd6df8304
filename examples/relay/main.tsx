import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { RelayEnvironmentProvider } from 'react-relay';
import { FIRST_SHOWN } from '../screen/contact-ids.ts';
import type { Search } from '../screen/search.ts';
import { SearchForm } from '../screen/search-form.tsx';
import { Asked } from './asked.tsx';
import { ContactScreen } from './contact-screen.tsx';
import { createEnvironment } from './environment.ts';
import { FoundContacts } from './found-contacts.tsx';

const environment = createEnvironment('/graphql');

function App() {
  const [search, setSearch] = useState<Search | null>(null);
  const [ids, show] = useState(FIRST_SHOWN);
  const choose = (contactId: string) => show({ customerId: search?.customerId ?? ids.customerId, contactId });
  return (
    <RelayEnvironmentProvider environment={environment}>
      <h1>Kontaktkort</h1>
      <SearchForm onSearch={setSearch} />
      {search && (
        <Asked key={`${search.customerId}/${search.term}`} waiting="Söker …">
          {(fetchKey, askAgain) => <FoundContacts search={search} fetchKey={fetchKey} onAskAgain={askAgain} onChoose={choose} />}
        </Asked>
      )}
      <Asked key={`${ids.customerId}/${ids.contactId}`} waiting="Hämtar …">
        {(fetchKey, askAgain) => <ContactScreen ids={ids} fetchKey={fetchKey} onAskAgain={askAgain} />}
      </Asked>
    </RelayEnvironmentProvider>
  );
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
