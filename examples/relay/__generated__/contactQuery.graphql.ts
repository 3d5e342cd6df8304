/**
 * @generated SignedSource<<9d3dfedcf0579bf56d3ed36353f30692>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs, Result } from "relay-runtime";
export type contactQuery$variables = {
  contactId: string;
  customerId: string;
};
export type contactQuery$data = {
  readonly contact: Result<{
    readonly " $fragmentSpreads": FragmentRefs<"contactStatus_contact" | "homes_contact" | "representations_contact">;
  } | null, unknown>;
};
export type contactQuery = {
  response: contactQuery$data;
  variables: contactQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "contactId"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "customerId"
},
v2 = [
  {
    "kind": "Variable",
    "name": "contactId",
    "variableName": "contactId"
  },
  {
    "kind": "Variable",
    "name": "customerId",
    "variableName": "customerId"
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v4 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "estateId",
    "storageKey": null
  },
  (v3/*:: as any*/)
],
v5 = [
  (v3/*:: as any*/),
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
    "selections": (v4/*:: as any*/),
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "contactQuery",
    "selections": [
      {
        "kind": "CatchField",
        "field": {
          "alias": null,
          "args": (v2/*:: as any*/),
          "concreteType": "Contact",
          "kind": "LinkedField",
          "name": "contact",
          "plural": false,
          "selections": [
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "contactStatus_contact"
            },
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "homes_contact"
            },
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "representations_contact"
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
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "contactQuery",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "Contact",
        "kind": "LinkedField",
        "name": "contact",
        "plural": false,
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
          },
          {
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
            "selections": (v5/*:: as any*/),
            "storageKey": "primaryRoles(filter:{\"roles\":[\"BUYER\"]})"
          },
          {
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
            "selections": (v5/*:: as any*/),
            "storageKey": "primaryRoles(filter:{\"roles\":[\"SELLER\"]})"
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "ContactRepresentation",
            "kind": "LinkedField",
            "name": "representations",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Contact",
                "kind": "LinkedField",
                "name": "principal",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "contactId",
                    "storageKey": null
                  },
                  (v3/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Estate",
                "kind": "LinkedField",
                "name": "estates",
                "plural": true,
                "selections": (v4/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "ExtraPartyRole",
                "kind": "LinkedField",
                "name": "partyRoles",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "relationLabel",
                    "storageKey": null
                  },
                  (v3/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "3ed012d48191495fa7993038f3e11ecb",
    "id": null,
    "metadata": {},
    "name": "contactQuery",
    "operationKind": "query",
    "text": "query contactQuery(\n  $customerId: ID!\n  $contactId: ID!\n) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    ...contactStatus_contact\n    ...homes_contact\n    ...representations_contact\n    id\n  }\n}\n\nfragment contactStatus_contact on Contact {\n  partyRolesStatus {\n    state\n    code\n    retryable\n    retryAfterSeconds\n    fetchedAt\n  }\n}\n\nfragment homes_contact on Contact {\n  bought: primaryRoles(filter: {roles: [BUYER]}) {\n    id\n    createdAt\n    createdAtPrecision\n    estate {\n      estateId\n      id\n    }\n  }\n  sold: primaryRoles(filter: {roles: [SELLER]}) {\n    id\n    createdAt\n    createdAtPrecision\n    estate {\n      estateId\n      id\n    }\n  }\n}\n\nfragment representations_contact on Contact {\n  representations {\n    principal {\n      contactId\n      id\n    }\n    estates {\n      estateId\n      id\n    }\n    partyRoles {\n      relationLabel\n      id\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "eeed677ec41b3496d2f07687e6463c39";

export default node;
