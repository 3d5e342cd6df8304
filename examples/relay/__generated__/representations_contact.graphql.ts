/**
 * @generated SignedSource<<0a810fd9d219a2a2f91155c480630780>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs, Result } from "relay-runtime";
export type representations_contact$data = {
  readonly representations: Result<ReadonlyArray<{
    readonly estates: ReadonlyArray<{
      readonly estateId: string;
    }>;
    readonly partyRoles: ReadonlyArray<{
      readonly relationLabel: string;
    }>;
    readonly principal: {
      readonly contactId: string;
    } | null;
  }>, unknown>;
  readonly " $fragmentType": "representations_contact";
};
export type representations_contact$key = {
  readonly " $data"?: representations_contact$data;
  readonly " $fragmentSpreads": FragmentRefs<"representations_contact">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "representations_contact",
  "selections": [
    {
      "kind": "CatchField",
      "field": {
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
              }
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
  "type": "Contact",
  "abstractKey": null
};

(node as any).hash = "e59e0473595d08aaa5a8628097071a39";

export default node;
