import type { Choice } from '../address.ts';
import { useTexts } from '../language.ts';
import type { Part } from '../part/part.ts';
import { PartSection } from '../part/part-section.tsx';
import { deceasedEstatesOf, deceasedOf, representativesOf, representedOf } from './people.ts';
import { RelatedList } from './related-list.tsx';
import type { Relations, Roles } from './use-card.ts';

type Props = { readonly choice: Choice; readonly roles: Part<Roles>; readonly relations: Part<Relations> };

/** Who acts for whom. For whom the contact acts comes from two endpoints: what one of them says stands when the other fails. */
export function PeoplePart({ choice, roles, relations }: Props) {
  const texts = useTexts();
  const represented = representedOf(relations.value, roles.value);
  const representatives = relations.value ? representativesOf(relations.value) : [];
  const deceased = relations.value ? deceasedOf(relations.value) : [];
  const deceasedEstates = relations.value ? deceasedEstatesOf(relations.value) : [];
  const isNobody = [represented, representatives, deceased, deceasedEstates].every((list) => list.length === 0);
  const shown = relations.value !== null || represented.length > 0 ? { ...relations, value: true } : { ...relations, value: null };
  return (
    <PartSection heading={texts.people} name="relations" part={shown}>
      {isNobody && roles.value !== null && <p className="hint">{texts.nobody}</p>}
      <RelatedList choice={choice} heading={texts.deceasedPerson} related={deceased} />
      <RelatedList choice={choice} heading={texts.deceasedEstate} related={deceasedEstates} />
      <RelatedList choice={choice} heading={texts.representedBy} related={representatives} />
      <RelatedList choice={choice} heading={texts.represents} lead={texts.representsLead} related={represented} />
      {roles.status.is === 'failed' && roles.value === null && <p className="hint">{texts.dealsNotRead}</p>}
    </PartSection>
  );
}
