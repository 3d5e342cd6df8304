/**
 * @generated SignedSource<<9f76311d1492ce249d61de65ba181cd7>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type VitecState = "CACHED" | "FORBIDDEN" | "FRESH" | "NOT_FOUND" | "RATE_LIMITED" | "STALE" | "TIMEOUT" | "UNAVAILABLE";
import type { FragmentRefs } from "relay-runtime";
export type contactStatus_contact$data = {
  readonly partyRolesStatus: {
    readonly code: string | null;
    readonly fetchedAt: string | null;
    readonly retryAfterSeconds: number | null;
    readonly retryable: boolean;
    readonly state: VitecState;
  };
  readonly " $fragmentType": "contactStatus_contact";
};
export type contactStatus_contact$key = {
  readonly " $data"?: contactStatus_contact$data;
  readonly " $fragmentSpreads": FragmentRefs<"contactStatus_contact">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "contactStatus_contact",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "VitecStatus",
      "kind": "LinkedField",
      "name": "partyRolesStatus",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "state",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "code",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "retryable",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "retryAfterSeconds",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "fetchedAt",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Contact",
  "abstractKey": null
};

(node as any).hash = "129260a9c9cccd642e4c2d2de80dade8";

export default node;
