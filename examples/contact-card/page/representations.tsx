import type { PartyRelation } from '../generated/graphql.ts';
import type { Contact } from './card-status.ts';
import { addressOf } from './choice.ts';
import { useTexts } from './language.ts';
import { ShortList } from './short-list.tsx';
import { TieDate } from './tie-date.tsx';

type Representation = NonNullable<Contact['representations']>[number];
type Row = Representation['partyRoles'][number];

/** Whoever is acted for in one of these ways is dead: what is acted for is the deceased person's estate. */
const FOR_THE_DECEASED: ReadonlySet<PartyRelation> = new Set([
  'DECEASED_ESTATE_PART_OWNER',
  'DECEASED_ESTATE_ADMINISTRATOR',
  'EXECUTOR_OF_WILL',
]);

export function Representations({ representations }: { readonly representations: readonly Representation[] }) {
  const texts = useTexts();
  if (representations.length === 0) return null;
  return (
    <section className="beside" aria-labelledby="beside-heading">
      <h3 id="beside-heading">
        {texts.actsFor} <span className="count">{representations.length}</span>
      </h3>
      <p className="hint">{texts.actsForLead}</p>
      <ShortList
        rows={representations}
        labelledBy="beside-heading"
        render={(one) => <Principal key={one.principal?.id ?? 'none'} representation={one} />}
      />
    </section>
  );
}

function Principal({ representation: { principal, relations, partyRoles } }: { readonly representation: Representation }) {
  const texts = useTexts();
  return (
    <li className="principal">
      <h4>
        {principal ? <a href={addressOf(principal)}>{principal.contactId}</a> : texts.noPrincipal}
        {relations.some((relation) => FOR_THE_DECEASED.has(relation)) && (
          <>
            {' '}
            <span className="tag">{texts.deceasedEstate}</span>
          </>
        )}
      </h4>
      <ShortList rows={partyRoles} render={(row) => <RepresentationRow key={row.id} row={row} />} />
    </li>
  );
}

function RepresentationRow({ row }: { readonly row: Row }) {
  const texts = useTexts();
  const relation = row.relation === 'OTHER' ? texts.unknownRelation(row.relationLabel, row.relationCode) : row.relationLabel;
  return (
    <li className="row">
      <span>
        <span className="relation">{relation}</span> <span className="hint">{row.roleLabel}</span>
      </span>{' '}
      <span className="estate">
        <span className="unseen">{texts.homeOrPremises} </span>
        {row.estate.estateId}
      </span>{' '}
      <TieDate createdAt={row.createdAt} precision={row.createdAtPrecision} />
    </li>
  );
}
