import type { ContactChange, ContactChangeKind } from '../../domain/contact-change.ts';
import type { Notification, NotificationKind, NotificationOutcome } from '../../domain/notification.ts';

/** The members of a notification by name in lower case, with every value that is not blank, in the order sent. */
export type Members = ReadonlyMap<string, readonly string[]>;

/** `notification` is null if there is nothing to drop. */
export type NotificationForm = NotificationKind & {
  readonly outcome: Extract<NotificationOutcome, 'taken' | 'ignored' | 'unknown'>;
  readonly notification: Notification | null;
};

type Changed = Partial<Notification> & Pick<NotificationForm, 'outcome'>;

/** Types that Vitec documents and that concern no cache entry. Affiliation is another name of OfficeEstateAgent. */
const NOT_CACHED: ReadonlySet<string> = new Set([
  'user',
  'office',
  'officeestateagent',
  'affiliation',
  'project',
  'area',
  'meeting',
  'note',
  'incominglead',
]);

/** `subtype` of Vitec's help page of 2026; the older one has EstateContactBuyer for Buyer. */
const OLDER_SUBTYPE_PREFIX = /^estatecontact/;

/** Reads a notification as documented on Vitec's help page NotificationsApi. */
export function readForm(members: Members): NotificationForm {
  const last = (name: string): string => members.get(name)?.at(-1) ?? '';
  const customerId = last('customerid');
  const { outcome, changes = [], estates = [] } = readChange(members, last, customerId);
  const isNamed = customerId !== '' && changes.length + estates.length > 0;
  return {
    type: last('type') || null,
    subtype: last('subtype') || null,
    customerId: customerId || null,
    outcome: outcome === 'taken' && !isNamed ? 'unknown' : outcome,
    notification: isNamed ? { changes, estates } : null,
  };
}

function readChange(members: Members, last: (name: string) => string, customerId: string): Changed {
  const only = (name: string): readonly string[] => [last(name)].filter((id) => id !== '');
  const changeOf =
    (kinds: readonly ContactChangeKind[], mergedIntoId: string | null = null) =>
    (contactId: string): ContactChange => ({ customerId, contactId, kinds: new Set(kinds), mergedIntoId });
  const type = last('type').toLowerCase();
  switch (type) {
    case 'contact':
      return { outcome: 'taken', changes: only('id').map(changeOf(['PROFILE'])) };
    case 'estatecontact': {
      const subtype = last('subtype').toLowerCase().replace(OLDER_SUBTYPE_PREFIX, '');
      // relId1, the estate, is left alone: who buys it is no part of its listing
      return subtype === 'viewingparticipant'
        ? { outcome: 'ignored' }
        : { outcome: 'taken', changes: only('relid2').map(changeOf(['ROLES'])) };
    }
    case 'estate':
      return { outcome: 'taken', estates: only('id').map((estateId) => ({ customerId, estateId })) };
    case 'merge': {
      const sourceIds = members.get('sourceids')?.flatMap((ids) => ids.split(/[\s,;]+/).filter((id) => id !== '')) ?? [];
      const keptIds = [...new Set([...only('destinationid'), ...only('id')])]; // Vitec documents them as the same
      const [mergedIntoId = null] = keptIds;
      const mergedIds = [...new Set(sourceIds)].filter((id) => id !== mergedIntoId);
      return {
        outcome: sourceIds.length === 0 ? 'unknown' : 'taken',
        changes: [
          ...keptIds.filter((id) => !mergedIds.includes(id)).map(changeOf(['ROLES', 'PROFILE'])),
          ...mergedIds.map(changeOf(['MERGED'], mergedIntoId)),
        ],
      };
    }
    default:
      return { outcome: NOT_CACHED.has(type) ? 'ignored' : 'unknown' };
  }
}
