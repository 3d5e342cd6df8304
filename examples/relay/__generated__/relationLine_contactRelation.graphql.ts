/**
 * @generated SignedSource<<4b0717853e9d6a9496219248009c75a1>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type PartyRelation = "COMPANY_CONTACT_PERSON" | "COMPANY_SIGNATORY" | "CONTACT_PERSON" | "DECEASED" | "DECEASED_ESTATE_ADMINISTRATOR" | "DECEASED_ESTATE_PART_OWNER" | "EXECUTOR_OF_WILL" | "GUARDIAN" | "LIMITED_GUARDIAN" | "OTHER" | "POWER_OF_ATTORNEY" | "REPRESENTATIVE";
import type { FragmentRefs } from "relay-runtime";
export type relationLine_contactRelation$data = {
  readonly contact: {
    readonly contactId: string;
    readonly profile: {
      readonly displayName: string | null;
    } | null;
  };
  readonly relation: PartyRelation;
  readonly relationCode: string;
  readonly relationLabel: string;
  readonly " $fragmentType": "relationLine_contactRelation";
};
export type relationLine_contactRelation$key = {
  readonly " $data"?: relationLine_contactRelation$data;
  readonly " $fragmentSpreads": FragmentRefs<"relationLine_contactRelation">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "relationLine_contactRelation",
  "selections": [
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
      "name": "relationCode",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "relationLabel",
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
        }
      ],
      "storageKey": null
    }
  ],
  "type": "ContactRelation",
  "abstractKey": null
};

(node as any).hash = "abad83de15dba9c31bd3be3b30f40167";

export default node;
