import { Suspense, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { RelayEnvironmentProvider } from 'react-relay';
import { ContactForm } from '../screen/contact-form.tsx';
import { FIRST_SHOWN } from '../screen/contact-ids.ts';
import { ContactScreen } from './contact-screen.tsx';
import { createEnvironment } from './environment.ts';
import { FailureBoundary } from './failure-boundary.tsx';

const environment = createEnvironment('/graphql');

function App() {
  const [ids, show] = useState(FIRST_SHOWN);
  const [fetchKey, setFetchKey] = useState(0);
  const askAgain = () => setFetchKey((key) => key + 1);
  return (
    <RelayEnvironmentProvider environment={environment}>
      <h1>Kontaktkort</h1>
      <ContactForm onShow={show} />
      <FailureBoundary key={`${ids.customerId}/${ids.contactId}`} onAskAgain={askAgain}>
        <Suspense fallback={<p role="status">Hämtar …</p>}>
          <ContactScreen ids={ids} fetchKey={fetchKey} onAskAgain={askAgain} />
        </Suspense>
      </FailureBoundary>
    </RelayEnvironmentProvider>
  );
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
