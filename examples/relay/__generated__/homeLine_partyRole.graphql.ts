/**
 * @generated SignedSource<<cd235e53f973a92a2ae80fcfefba6f72>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type RoleDatePrecision = "ESTIMATED" | "RECORDED" | "UNKNOWN";
import type { FragmentRefs } from "relay-runtime";
export type homeLine_partyRole$data = {
  readonly createdAt: string | null;
  readonly createdAtPrecision: RoleDatePrecision;
  readonly estate: {
    readonly estateId: string;
    readonly listing: {
      readonly address: {
        readonly postalTown: string | null;
        readonly streetAddress: string | null;
      };
      readonly currency: string | null;
      readonly finalPrice: number | null;
      readonly objectNumber: string | null;
      readonly startingPrice: number | null;
      readonly statusLabel: string;
    } | null;
    readonly listingStatus: {
      readonly code: string | null;
    };
  };
  readonly " $fragmentType": "homeLine_partyRole";
};
export type homeLine_partyRole$key = {
  readonly " $data"?: homeLine_partyRole$data;
  readonly " $fragmentSpreads": FragmentRefs<"homeLine_partyRole">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "homeLine_partyRole",
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
          "kind": "CatchField",
          "field": {
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
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "streetAddress",
                    "storageKey": null
                  },
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
              }
            ],
            "storageKey": null
          },
          "to": "NULL"
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "VitecStatus",
          "kind": "LinkedField",
          "name": "listingStatus",
          "plural": false,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "code",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "PartyRole",
  "abstractKey": "__isPartyRole"
};

(node as any).hash = "ebdecbae2e8f779c5d4697d74d275314";

export default node;
