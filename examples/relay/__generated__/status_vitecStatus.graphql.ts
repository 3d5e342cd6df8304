/**
 * @generated SignedSource<<3bf5e0fc67a5285d16a886d528ece27c>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderInlineDataFragment } from 'relay-runtime';
export type VitecState = "CACHED" | "FORBIDDEN" | "FRESH" | "NOT_FOUND" | "RATE_LIMITED" | "STALE" | "TIMEOUT" | "UNAVAILABLE";
import type { FragmentRefs } from "relay-runtime";
export type status_vitecStatus$data = {
  readonly code: string | null;
  readonly fetchedAt: string | null;
  readonly retryAfterSeconds: number | null;
  readonly retryable: boolean;
  readonly state: VitecState;
  readonly " $fragmentType": "status_vitecStatus";
};
export type status_vitecStatus$key = {
  readonly " $data"?: status_vitecStatus$data;
  readonly " $fragmentSpreads": FragmentRefs<"status_vitecStatus">;
};

const node: ReaderInlineDataFragment = {
  "kind": "InlineDataFragment",
  "name": "status_vitecStatus"
};

(node as any).hash = "9b88a83c2264a927f91be299c46d8538";

export default node;
