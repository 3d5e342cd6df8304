/**
 * @generated SignedSource<<b8fa41e18abe84e9249cc87030423499>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs, Result } from "relay-runtime";
export type representatives_contact$data = {
  readonly contactRelationsStatus: {
    readonly " $fragmentSpreads": FragmentRefs<"status_vitecStatus">;
  };
  readonly representedBy: Result<ReadonlyArray<{
    readonly contact: {
      readonly id: string;
    };
    readonly relationCode: string;
    readonly " $fragmentSpreads": FragmentRefs<"relationLine_contactRelation">;
  }>, unknown>;
  readonly represents: Result<ReadonlyArray<{
    readonly contact: {
      readonly id: string;
    };
    readonly relationCode: string;
    readonly " $fragmentSpreads": FragmentRefs<"relationLine_contactRelation">;
  }>, unknown>;
  readonly " $fragmentType": "representatives_contact";
};
export type representatives_contact$key = {
  readonly " $data"?: representatives_contact$data;
  readonly " $fragmentSpreads": FragmentRefs<"representatives_contact">;
};

const node: ReaderFragment = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "relationCode",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": "Contact",
    "kind": "LinkedField",
    "name": "contact",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "id",
        "storageKey": null
      }
    ],
    "storageKey": null
  },
  {
    "args": null,
    "kind": "FragmentSpread",
    "name": "relationLine_contactRelation"
  }
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "representatives_contact",
  "selections": [
    {
      "kind": "CatchField",
      "field": {
        "alias": null,
        "args": null,
        "concreteType": "ContactRelation",
        "kind": "LinkedField",
        "name": "representedBy",
        "plural": true,
        "selections": (v0/*:: as any*/),
        "storageKey": null
      },
      "to": "RESULT"
    },
    {
      "kind": "CatchField",
      "field": {
        "alias": null,
        "args": null,
        "concreteType": "ContactRelation",
        "kind": "LinkedField",
        "name": "represents",
        "plural": true,
        "selections": (v0/*:: as any*/),
        "storageKey": null
      },
      "to": "RESULT"
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "VitecStatus",
      "kind": "LinkedField",
      "name": "contactRelationsStatus",
      "plural": false,
      "selections": [
        {
          "kind": "InlineDataFragmentSpread",
          "name": "status_vitecStatus",
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
          "args": null,
          "argumentDefinitions": []
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Contact",
  "abstractKey": null
};
})();

(node as any).hash = "68b5fc457034e46eafae393908862d8d";

export default node;
