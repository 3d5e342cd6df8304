import type { Contact } from './card-status.ts';
import { useTexts } from './language.ts';
import { Representations } from './representations.tsx';
import { RoleSection } from './role-section.tsx';

type Role = NonNullable<Contact['partyRoleGroups']>[number]['role'];

export function ContactCard({ contact }: { readonly contact: Contact }) {
  const texts = useTexts();
  const { bought, sold, rented, owned, representations } = contact;
  const groupOf = (role: Role) => contact.partyRoleGroups?.find((group) => group.kind === 'PRIMARY' && group.role === role);
  const isNothing = [bought, sold, rented, owned, representations].every((rows) => rows?.length === 0);
  if (isNothing) return <p className="nothing">{texts.noRoles}</p>;

  const hasDates = [bought, sold, rented, owned].some((rows) => rows?.length);
  return (
    <>
      <div className="roles">
        <RoleSection heading={texts.bought} rows={bought} count={groupOf('BUYER')?.count} estate={texts.home} none={texts.noneBought} />
        <RoleSection heading={texts.sold} rows={sold} count={groupOf('SELLER')?.count} estate={texts.home} none={texts.noneSold} />
        <RoleSection heading={groupOf('TENANT')?.label} rows={rented} count={groupOf('TENANT')?.count} estate={texts.premises} />
        <RoleSection heading={groupOf('OWNER')?.label} rows={owned} count={groupOf('OWNER')?.count} estate={texts.premises} />
      </div>
      {representations === null ? <p className="wrong">{texts.notRead}</p> : <Representations representations={representations} />}
      {hasDates && <p className="hint note">{texts.datesNote}</p>}
    </>
  );
}
