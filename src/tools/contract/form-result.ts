import type { FormName } from '../endpoints.ts';
import type { Answer } from './ask.ts';
import type { Difference, NumberedDifference } from './difference.ts';
import { Seen } from './seen.ts';

/** What the numbers of a report count. */
export type Subject = 'contact' | 'estate' | 'search';

/** What came of asking one form. Contacts and estates are numbers, from 1. */
export class FormResult {
  readonly form: FormName;
  readonly subject: Subject;
  /** All that were to be asked about. */
  readonly numbers: readonly number[];
  /** Why there was nothing to ask about; null if there was. */
  readonly skipped: string | null;
  readonly seen = new Seen();
  readonly compared = new Set<number>();
  readonly differences: NumberedDifference[] = [];
  readonly #reasons = new Map<number, string>();

  constructor(form: FormName, subject: Subject, numbers: readonly number[], skipped: string | null = null) {
    this.form = form;
    this.subject = subject;
    this.numbers = numbers;
    this.skipped = skipped;
  }

  /** Records an answer about these. `compare` is called with the body of a 200. */
  add(numbers: readonly number[], answer: Answer | null, compare: (body: unknown) => readonly NumberedDifference[]): void {
    if (answer === null) return;
    if (answer.kind === 'NONE') {
      for (const number of numbers) this.#reasons.set(number, answer.reason);
      return;
    }
    const ofAll = (difference: Difference): NumberedDifference => ({ numbers, difference });
    this.differences.push(...answer.around.map(ofAll), ...(answer.kind === 'BODY' ? compare(answer.body) : []));
    for (const number of numbers) this.compared.add(number);
  }

  get notAsked(): readonly { readonly reason: string; readonly numbers: readonly number[] }[] {
    const byReason = new Map<string, number[]>();
    for (const number of this.numbers) {
      if (this.compared.has(number)) continue;
      const reason = this.#reasons.get(number) ?? 'not tried after that';
      byReason.set(reason, [...(byReason.get(reason) ?? []), number]);
    }
    return [...byReason].map(([reason, numbers]) => ({ reason, numbers }));
  }
}
