import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './app.tsx';
import { createGatewayClient } from './gateway-client.ts';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Provider value={createGatewayClient()}>
        <App />
      </Provider>
    </StrictMode>,
  );
