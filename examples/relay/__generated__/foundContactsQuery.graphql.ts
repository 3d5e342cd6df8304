/**
 * @generated SignedSource<<eca57b4501273a5ee35d0fa4dd264c2b>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs, Result } from "relay-runtime";
export type foundContactsQuery$variables = {
  customerId: string;
  term: string;
};
export type foundContactsQuery$data = {
  readonly searchContacts: Result<{
    readonly matches: ReadonlyArray<{
      readonly contact: {
        readonly contactId: string;
        readonly id: string;
        readonly " $fragmentSpreads": FragmentRefs<"contactRow_contact">;
      };
    }>;
  }, unknown>;
};
export type foundContactsQuery = {
  response: foundContactsQuery$data;
  variables: foundContactsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "customerId"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "term"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "customerId",
    "variableName": "customerId"
  },
  {
    "kind": "Variable",
    "name": "term",
    "variableName": "term"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "contactId",
  "storageKey": null
},
v4 = [
  {
    "kind": "Literal",
    "name": "side",
    "value": "BUYER"
  }
],
v5 = [
  (v2/*:: as any*/)
],
v6 = [
  {
    "kind": "Literal",
    "name": "side",
    "value": "SELLER"
  }
],
v7 = [
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
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "foundContactsQuery",
    "selections": [
      {
        "kind": "CatchField",
        "field": {
          "alias": null,
          "args": (v1/*:: as any*/),
          "concreteType": "ContactSearch",
          "kind": "LinkedField",
          "name": "searchContacts",
          "plural": false,
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": "ContactMatch",
              "kind": "LinkedField",
              "name": "matches",
              "plural": true,
              "selections": [
                {
                  "alias": null,
                  "args": null,
                  "concreteType": "Contact",
                  "kind": "LinkedField",
                  "name": "contact",
                  "plural": false,
                  "selections": [
                    (v2/*:: as any*/),
                    (v3/*:: as any*/),
                    {
                      "args": null,
                      "kind": "FragmentSpread",
                      "name": "contactRow_contact"
                    }
                  ],
                  "storageKey": null
                }
              ],
              "storageKey": null
            }
          ],
          "storageKey": null
        },
        "to": "RESULT"
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "foundContactsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "ContactSearch",
        "kind": "LinkedField",
        "name": "searchContacts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "ContactMatch",
            "kind": "LinkedField",
            "name": "matches",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Contact",
                "kind": "LinkedField",
                "name": "contact",
                "plural": false,
                "selections": [
                  (v2/*:: as any*/),
                  (v3/*:: as any*/),
                  {
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
                        "name": "__typename",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "displayName",
                        "storageKey": null
                      },
                      (v2/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  {
                    "alias": "bought",
                    "args": (v4/*:: as any*/),
                    "concreteType": "EstateTie",
                    "kind": "LinkedField",
                    "name": "estateTies",
                    "plural": true,
                    "selections": (v5/*:: as any*/),
                    "storageKey": "estateTies(side:\"BUYER\")"
                  },
                  {
                    "alias": "sold",
                    "args": (v6/*:: as any*/),
                    "concreteType": "EstateTie",
                    "kind": "LinkedField",
                    "name": "estateTies",
                    "plural": true,
                    "selections": (v5/*:: as any*/),
                    "storageKey": "estateTies(side:\"SELLER\")"
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "VitecStatus",
                    "kind": "LinkedField",
                    "name": "profileStatus",
                    "plural": false,
                    "selections": (v7/*:: as any*/),
                    "storageKey": null
                  },
                  {
                    "alias": "boughtStatus",
                    "args": (v4/*:: as any*/),
                    "concreteType": "VitecStatus",
                    "kind": "LinkedField",
                    "name": "estateTiesStatus",
                    "plural": false,
                    "selections": (v7/*:: as any*/),
                    "storageKey": "estateTiesStatus(side:\"BUYER\")"
                  },
                  {
                    "alias": "soldStatus",
                    "args": (v6/*:: as any*/),
                    "concreteType": "VitecStatus",
                    "kind": "LinkedField",
                    "name": "estateTiesStatus",
                    "plural": false,
                    "selections": (v7/*:: as any*/),
                    "storageKey": "estateTiesStatus(side:\"SELLER\")"
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "d8901afefc860daf659ab7243e78a52f",
    "id": null,
    "metadata": {},
    "name": "foundContactsQuery",
    "operationKind": "query",
    "text": "query foundContactsQuery(\n  $customerId: ID!\n  $term: String!\n) {\n  searchContacts(customerId: $customerId, term: $term) {\n    matches {\n      contact {\n        id\n        contactId\n        ...contactRow_contact\n      }\n    }\n  }\n}\n\nfragment contactRow_contact on Contact {\n  contactId\n  profile {\n    __typename\n    displayName\n    id\n  }\n  bought: estateTies(side: BUYER) {\n    id\n  }\n  sold: estateTies(side: SELLER) {\n    id\n  }\n  profileStatus {\n    ...status_vitecStatus\n  }\n  boughtStatus: estateTiesStatus(side: BUYER) {\n    ...status_vitecStatus\n  }\n  soldStatus: estateTiesStatus(side: SELLER) {\n    ...status_vitecStatus\n  }\n}\n\nfragment status_vitecStatus on VitecStatus {\n  state\n  code\n  retryable\n  retryAfterSeconds\n  fetchedAt\n}\n"
  }
};
})();

(node as any).hash = "790ea52628766fe116bab125d204e25e";

export default node;
