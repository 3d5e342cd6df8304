/**
 * @generated SignedSource<<4adee0faea1aac7c2b4a59fd8c8bfebb>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs, Result } from "relay-runtime";
export type homes_contact$data = {
  readonly bought: Result<ReadonlyArray<{
    readonly id: string;
    readonly " $fragmentSpreads": FragmentRefs<"homeLine_partyRole">;
  }>, unknown>;
  readonly partyRolesStatus: {
    readonly " $fragmentSpreads": FragmentRefs<"status_vitecStatus">;
  };
  readonly sold: Result<ReadonlyArray<{
    readonly id: string;
    readonly " $fragmentSpreads": FragmentRefs<"homeLine_partyRole">;
  }>, unknown>;
  readonly " $fragmentType": "homes_contact";
};
export type homes_contact$key = {
  readonly " $data"?: homes_contact$data;
  readonly " $fragmentSpreads": FragmentRefs<"homes_contact">;
};

const node: ReaderFragment = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "id",
    "storageKey": null
  },
  {
    "args": null,
    "kind": "FragmentSpread",
    "name": "homeLine_partyRole"
  }
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "homes_contact",
  "selections": [
    {
      "kind": "CatchField",
      "field": {
        "alias": "bought",
        "args": [
          {
            "kind": "Literal",
            "name": "filter",
            "value": {
              "roles": [
                "BUYER"
              ]
            }
          }
        ],
        "concreteType": "PrimaryPartyRole",
        "kind": "LinkedField",
        "name": "primaryRoles",
        "plural": true,
        "selections": (v0/*:: as any*/),
        "storageKey": "primaryRoles(filter:{\"roles\":[\"BUYER\"]})"
      },
      "to": "RESULT"
    },
    {
      "kind": "CatchField",
      "field": {
        "alias": "sold",
        "args": [
          {
            "kind": "Literal",
            "name": "filter",
            "value": {
              "roles": [
                "SELLER"
              ]
            }
          }
        ],
        "concreteType": "PrimaryPartyRole",
        "kind": "LinkedField",
        "name": "primaryRoles",
        "plural": true,
        "selections": (v0/*:: as any*/),
        "storageKey": "primaryRoles(filter:{\"roles\":[\"SELLER\"]})"
      },
      "to": "RESULT"
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "VitecStatus",
      "kind": "LinkedField",
      "name": "partyRolesStatus",
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

(node as any).hash = "b01f10db5c5c048b6511062b7b2f8626";

export default node;
