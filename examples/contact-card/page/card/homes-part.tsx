import type { Choice } from '../address.ts';
import { useTexts } from '../language.ts';
import type { Part } from '../part/part.ts';
import { PartSection } from '../part/part-section.tsx';
import { RoleSection } from './role-section.tsx';
import type { RoleGroup, Roles } from './use-card.ts';

type Props = { readonly choice: Choice; readonly part: Part<Roles> };

export function HomesPart({ choice, part }: Props) {
  const texts = useTexts();
  return (
    <PartSection heading={texts.homes} name="roles" part={part}>
      {part.value && <HomesByRole choice={choice} roles={part.value} />}
    </PartSection>
  );
}

function HomesByRole({ choice, roles }: { readonly choice: Choice; readonly roles: Roles }) {
  const texts = useTexts();
  const lists = [
    { role: 'BUYER', rows: roles.bought },
    { role: 'SELLER', rows: roles.sold },
    { role: 'TENANT', rows: roles.rented },
    { role: 'OWNER', rows: roles.owned },
  ] as const;
  const countOf = (role: RoleGroup['role']) => roles.groups.find((group) => group.kind === 'PRIMARY' && group.role === role)?.count;
  if (lists.every(({ rows }) => rows.length === 0)) return <p className="hint">{texts.noHomes}</p>;
  return (
    <>
      <div className="by-role">
        {lists.map(({ role, rows }) => (
          <RoleSection key={role} choice={choice} heading={texts.asRole[role]} rows={rows} count={countOf(role)} />
        ))}
      </div>
      <p className="hint note">{texts.datesNote}</p>
    </>
  );
}
