import { ApolloProvider } from '@apollo/client/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ContactForm } from '../screen/contact-form.tsx';
import { FIRST_SHOWN } from '../screen/contact-ids.ts';
import { createClient } from './client.ts';
import { ContactScreen } from './contact-screen.tsx';

const client = createClient('/graphql');

function App() {
  const [ids, show] = useState(FIRST_SHOWN);
  return (
    <ApolloProvider client={client}>
      <h1>Kontaktkort</h1>
      <ContactForm onShow={show} />
      <ContactScreen ids={ids} />
    </ApolloProvider>
  );
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
