import { Component, type ReactNode } from 'react';
import { StatusBar } from '../screen/status-bar.tsx';

type Props = { readonly children: ReactNode; readonly onAskAgain: () => void };

/** Shows that no answer came at all: Relay throws then, and what a field lacks is shown where the field is. */
export class FailureBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const askAgain = () => {
      this.props.onAskAgain();
      this.setState({ failed: false });
    };
    return <StatusBar line="Tjänsten går inte att nå. Kontrollera nätet och försök igen." onAskAgain={askAgain} />;
  }
}
