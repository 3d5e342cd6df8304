import { createAskOnce } from '../../vitec/ask-once.ts';
import type { Credentials } from '../../vitec/credentials.ts';
import { nothingKnown, type ToAsk } from './asking.ts';
import { Caller } from './caller.ts';
import { FactLog } from './facts.ts';
import { askAboutFacts } from './probe.ts';
import { type Report, toReport } from './report.ts';
import { askAll } from './run.ts';

export type VitecToAsk = { readonly origin: string; readonly attemptTimeoutMs: number; readonly credentials: Credentials };

/** Asks Vitec, and compares. `onStart` gets a function that tells the calls so far. */
export async function makeReport(
  vitec: VitecToAsk,
  toAsk: ToAsk,
  onStart: (calls: () => number) => void = () => undefined,
): Promise<Report> {
  const once = createAskOnce(vitec.origin, vitec.attemptTimeoutMs);
  const caller = new Caller(once, toAsk.customerId, vitec.credentials);
  const facts = new FactLog();
  const asking = { caller, toAsk, facts, known: nothingKnown(toAsk.contactIds) };
  onStart(() => caller.calls);
  try {
    const results = await askAll(asking);
    await askAboutFacts(asking);
    return toReport(results, facts.report(toAsk.endpoints), caller.calls);
  } finally {
    await once.close();
  }
}
