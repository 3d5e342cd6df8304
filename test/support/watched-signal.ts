import { CancelSignal } from '../../src/domain/cancel-signal.ts';

/** A signal that shows its listeners. */
export class WatchedSignal extends CancelSignal {
  readonly listeners = new Set<(reason: Error) => void>();
  override onAbort(listener: (reason: Error) => void): void {
    this.listeners.add(listener);
    super.onAbort(listener);
  }
  override offAbort(listener: (reason: Error) => void): void {
    this.listeners.delete(listener);
    super.offAbort(listener);
  }
}
