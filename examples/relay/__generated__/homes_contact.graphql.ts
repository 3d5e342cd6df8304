/**
 * @generated SignedSource<<61fb2210f20d26dd09a00cbb31371b22>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type RoleDatePrecision = "ESTIMATED" | "RECORDED" | "UNKNOWN";
import type { FragmentRefs, Result } from "relay-runtime";
export type homes_contact$data = {
  readonly bought: Result<ReadonlyArray<{
    readonly createdAt: string | null;
    readonly createdAtPrecision: RoleDatePrecision;
    readonly estate: {
      readonly estateId: string;
    };
    readonly id: string;
  }>, unknown>;
  readonly sold: Result<ReadonlyArray<{
    readonly createdAt: string | null;
    readonly createdAtPrecision: RoleDatePrecision;
    readonly estate: {
      readonly estateId: string;
    };
    readonly id: string;
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
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "createdAt",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "createdAtPrecision",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": "Estate",
    "kind": "LinkedField",
    "name": "estate",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "estateId",
        "storageKey": null
      }
    ],
    "storageKey": null
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
    }
  ],
  "type": "Contact",
  "abstractKey": null
};
})();

(node as any).hash = "f03b6e68bbadd3a1055b828b23a778b1";

export default node;
