/**
 * @generated SignedSource<<d1a07eb6e9a30a49564e9e27744fdf9e>>
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
    readonly " $fragmentSpreads": FragmentRefs<"homes_contact" | "profile_contact" | "representatives_contact">;
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
  "name": "__typename",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "displayName",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "streetAddress",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "code",
  "storageKey": null
},
v8 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "state",
    "storageKey": null
  },
  (v7/*:: as any*/),
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
v9 = [
  (v6/*:: as any*/),
  {
    "kind": "InlineFragment",
    "selections": [
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
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "EstateListing",
            "kind": "LinkedField",
            "name": "listing",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "objectNumber",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "statusLabel",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "EstateListingAddress",
                "kind": "LinkedField",
                "name": "address",
                "plural": false,
                "selections": [
                  (v5/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "postalTown",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "finalPrice",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "startingPrice",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "currency",
                "storageKey": null
              },
              (v6/*:: as any*/)
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "VitecStatus",
            "kind": "LinkedField",
            "name": "listingStatus",
            "plural": false,
            "selections": [
              (v7/*:: as any*/)
            ],
            "storageKey": null
          },
          (v6/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "PartyRole",
    "abstractKey": "__isPartyRole"
  }
],
v10 = [
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
      (v6/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "contactId",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": null,
        "kind": "LinkedField",
        "name": "profile",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          (v6/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "relation",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "relationLabel",
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
              "name": "profile_contact"
            },
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "homes_contact"
            },
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "representatives_contact"
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
            "concreteType": null,
            "kind": "LinkedField",
            "name": "profile",
            "plural": false,
            "selections": [
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "ContactAddress",
                "kind": "LinkedField",
                "name": "address",
                "plural": false,
                "selections": [
                  (v5/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "postalCode",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "city",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "emailAddresses",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "ContactPhoneNumber",
                "kind": "LinkedField",
                "name": "phoneNumbers",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "kind",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "number",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "isDeceased",
                    "storageKey": null
                  }
                ],
                "type": "PersonProfile",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "corporateNumber",
                    "storageKey": null
                  }
                ],
                "type": "CompanyProfile",
                "abstractKey": null
              },
              (v6/*:: as any*/)
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "VitecStatus",
            "kind": "LinkedField",
            "name": "profileStatus",
            "plural": false,
            "selections": (v8/*:: as any*/),
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
            "selections": (v9/*:: as any*/),
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
            "selections": (v9/*:: as any*/),
            "storageKey": "primaryRoles(filter:{\"roles\":[\"SELLER\"]})"
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "VitecStatus",
            "kind": "LinkedField",
            "name": "partyRolesStatus",
            "plural": false,
            "selections": (v8/*:: as any*/),
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "ContactRelation",
            "kind": "LinkedField",
            "name": "representedBy",
            "plural": true,
            "selections": (v10/*:: as any*/),
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "ContactRelation",
            "kind": "LinkedField",
            "name": "represents",
            "plural": true,
            "selections": (v10/*:: as any*/),
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "VitecStatus",
            "kind": "LinkedField",
            "name": "contactRelationsStatus",
            "plural": false,
            "selections": (v8/*:: as any*/),
            "storageKey": null
          },
          (v6/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "bdeb55928daf57cbcaf4306163c6c4ea",
    "id": null,
    "metadata": {},
    "name": "contactQuery",
    "operationKind": "query",
    "text": "query contactQuery(\n  $customerId: ID!\n  $contactId: ID!\n) {\n  contact(customerId: $customerId, contactId: $contactId) {\n    ...profile_contact\n    ...homes_contact\n    ...representatives_contact\n    id\n  }\n}\n\nfragment homeLine_partyRole on PartyRole {\n  __isPartyRole: __typename\n  createdAt\n  createdAtPrecision\n  estate {\n    estateId\n    listing {\n      objectNumber\n      statusLabel\n      address {\n        streetAddress\n        postalTown\n      }\n      finalPrice\n      startingPrice\n      currency\n      id\n    }\n    listingStatus {\n      code\n    }\n    id\n  }\n}\n\nfragment homes_contact on Contact {\n  bought: primaryRoles(filter: {roles: [BUYER]}) {\n    id\n    ...homeLine_partyRole\n  }\n  sold: primaryRoles(filter: {roles: [SELLER]}) {\n    id\n    ...homeLine_partyRole\n  }\n  partyRolesStatus {\n    ...status_vitecStatus\n  }\n}\n\nfragment profile_contact on Contact {\n  profile {\n    __typename\n    displayName\n    address {\n      streetAddress\n      postalCode\n      city\n    }\n    emailAddresses\n    phoneNumbers {\n      kind\n      number\n    }\n    ... on PersonProfile {\n      isDeceased\n    }\n    ... on CompanyProfile {\n      corporateNumber\n    }\n    id\n  }\n  profileStatus {\n    ...status_vitecStatus\n  }\n}\n\nfragment relationLine_contactRelation on ContactRelation {\n  relation\n  relationCode\n  relationLabel\n  contact {\n    contactId\n    profile {\n      __typename\n      displayName\n      id\n    }\n    id\n  }\n}\n\nfragment representatives_contact on Contact {\n  representedBy {\n    relationCode\n    contact {\n      id\n    }\n    ...relationLine_contactRelation\n  }\n  represents {\n    relationCode\n    contact {\n      id\n    }\n    ...relationLine_contactRelation\n  }\n  contactRelationsStatus {\n    ...status_vitecStatus\n  }\n}\n\nfragment status_vitecStatus on VitecStatus {\n  state\n  code\n  retryable\n  retryAfterSeconds\n  fetchedAt\n}\n"
  }
};
})();

(node as any).hash = "2b93233d453aec21652233eb707498f5";

export default node;
