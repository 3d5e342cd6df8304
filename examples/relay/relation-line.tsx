import { graphql, useFragment } from 'react-relay';
import { relationLine } from '../screen/card-lines.ts';
import type { relationLine_contactRelation$key } from './__generated__/relationLine_contactRelation.graphql.ts';

/** The name may fail where the relation does not. */
export const relation = graphql`
  fragment relationLine_contactRelation on ContactRelation {
    relation
    relationCode
    relationLabel
    contact {
      contactId
      profile @catch(to: NULL) {
        displayName
      }
    }
  }
`;

export const RelationLine = ({ of }: { readonly of: relationLine_contactRelation$key }) => relationLine(useFragment(relation, of));
