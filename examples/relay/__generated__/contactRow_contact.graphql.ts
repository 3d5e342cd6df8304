/**
 * @generated SignedSource<<6610726f84c62bbf4638a629907e9797>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type contactRow_contact$data = {
  readonly bought: ReadonlyArray<{
    readonly id: string;
  }> | null;
  readonly boughtStatus: {
    readonly " $fragmentSpreads": FragmentRefs<"status_vitecStatus">;
  };
  readonly contactId: string;
  readonly profile: {
    readonly displayName: string | null;
  } | null;
  readonly profileStatus: {
    readonly " $fragmentSpreads": FragmentRefs<"status_vitecStatus">;
  };
  readonly sold: ReadonlyArray<{
    readonly id: string;
  }> | null;
  readonly soldStatus: {
    readonly " $fragmentSpreads": FragmentRefs<"status_vitecStatus">;
  };
  readonly " $fragmentType": "contactRow_contact";
};
export type contactRow_contact$key = {
  readonly " $data"?: contactRow_contact$data;
  readonly " $fragmentSpreads": FragmentRefs<"contactRow_contact">;
};

const node: ReaderFragment = (function(){
var v0 = [
  {
    "kind": "Literal",
    "name": "side",
    "value": "BUYER"
  }
],
v1 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "id",
    "storageKey": null
  }
],
v2 = [
  {
    "kind": "Literal",
    "name": "side",
    "value": "SELLER"
  }
],
v3 = [
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
    "argumentDefinitions": ([]/*:: as any*/)
  }
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "contactRow_contact",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "contactId",
      "storageKey": null
    },
    {
      "kind": "CatchField",
      "field": {
        "alias": null,
        "args": null,
        "concreteType": null,
        "kind": "LinkedField",
        "name": "profile",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "displayName",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      "to": "NULL"
    },
    {
      "kind": "CatchField",
      "field": {
        "alias": "bought",
        "args": (v0/*:: as any*/),
        "concreteType": "EstateTie",
        "kind": "LinkedField",
        "name": "estateTies",
        "plural": true,
        "selections": (v1/*:: as any*/),
        "storageKey": "estateTies(side:\"BUYER\")"
      },
      "to": "NULL"
    },
    {
      "kind": "CatchField",
      "field": {
        "alias": "sold",
        "args": (v2/*:: as any*/),
        "concreteType": "EstateTie",
        "kind": "LinkedField",
        "name": "estateTies",
        "plural": true,
        "selections": (v1/*:: as any*/),
        "storageKey": "estateTies(side:\"SELLER\")"
      },
      "to": "NULL"
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "VitecStatus",
      "kind": "LinkedField",
      "name": "profileStatus",
      "plural": false,
      "selections": (v3/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": "boughtStatus",
      "args": (v0/*:: as any*/),
      "concreteType": "VitecStatus",
      "kind": "LinkedField",
      "name": "estateTiesStatus",
      "plural": false,
      "selections": (v3/*:: as any*/),
      "storageKey": "estateTiesStatus(side:\"BUYER\")"
    },
    {
      "alias": "soldStatus",
      "args": (v2/*:: as any*/),
      "concreteType": "VitecStatus",
      "kind": "LinkedField",
      "name": "estateTiesStatus",
      "plural": false,
      "selections": (v3/*:: as any*/),
      "storageKey": "estateTiesStatus(side:\"SELLER\")"
    }
  ],
  "type": "Contact",
  "abstractKey": null
};
})();

(node as any).hash = "1b9f69143e156a8d24c2f635a63a81ff";

export default node;
