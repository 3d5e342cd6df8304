import { graphql, useFragment } from 'react-relay';
import { Part } from '../screen/part.tsx';
import type { representatives_contact$data, representatives_contact$key } from './__generated__/representatives_contact.graphql.ts';
import { RelationLine } from './relation-line.tsx';
import { lineOf } from './status.ts';

export const representatives = graphql`
  fragment representatives_contact on Contact {
    representedBy @catch {
      relationCode
      contact {
        id
      }
      ...relationLine_contactRelation
    }
    represents @catch {
      relationCode
      contact {
        id
      }
      ...relationLine_contactRelation
    }
    contactRelationsStatus {
      ...status_vitecStatus
    }
  }
`;

export function Representatives({ contact }: { readonly contact: representatives_contact$key }) {
  const { representedBy, represents, contactRelationsStatus } = useFragment(representatives, contact);
  return (
    <Part
      heading="Företrädare"
      status={lineOf(contactRelationsStatus)}
      lists={[
        { heading: 'Företräds av', lines: representedBy.ok ? representedBy.value.map(toLine) : null },
        { heading: 'Företräder', lines: represents.ok ? represents.value.map(toLine) : null },
      ]}
    />
  );
}

type Related = Extract<representatives_contact$data['represents'], { ok: true }>['value'][number];

/** One contact may stand in several relations. */
const toLine = (relation: Related) => <RelationLine key={`${relation.contact.id} ${relation.relationCode}`} of={relation} />;
