/**
 * @generated SignedSource<<7ffbe7707d98f002caad6ff06e67e5e5>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type ContactPhoneKind = "HOME" | "MOBILE" | "OTHER" | "SWITCHBOARD" | "WORK";
import type { FragmentRefs, Result } from "relay-runtime";
export type profile_contact$data = {
  readonly profile: Result<{
    readonly address: {
      readonly city: string | null;
      readonly postalCode: string | null;
      readonly streetAddress: string | null;
    } | null;
    readonly corporateNumber?: string | null;
    readonly displayName: string | null;
    readonly emailAddresses: ReadonlyArray<string>;
    readonly isDeceased?: boolean | null;
    readonly phoneNumbers: ReadonlyArray<{
      readonly kind: ContactPhoneKind;
      readonly number: string;
    }>;
  }, unknown>;
  readonly profileStatus: {
    readonly " $fragmentSpreads": FragmentRefs<"status_vitecStatus">;
  };
  readonly " $fragmentType": "profile_contact";
};
export type profile_contact$key = {
  readonly " $data"?: profile_contact$data;
  readonly " $fragmentSpreads": FragmentRefs<"profile_contact">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "profile_contact",
  "selections": [
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
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "ContactAddress",
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
          }
        ],
        "storageKey": null
      },
      "to": "RESULT"
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "VitecStatus",
      "kind": "LinkedField",
      "name": "profileStatus",
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

(node as any).hash = "81cda156b01e5ac34ec6d7b17b3ae78d";

export default node;
