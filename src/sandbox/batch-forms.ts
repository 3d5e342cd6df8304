import type { Directory } from './directory.ts';
import type { Endpoint, EndpointName, Question } from './endpoint.ts';
import type { SandboxContact } from './office.ts';

const IDS_IN_PATH = 5;
const IDS_IN_QUERY = 20;

/** The row of a contact, or null if the answer leaves it out. */
type RowOf = (contact: SandboxContact, office: Directory) => object | null;

const contactsOf = ({ office, ids }: Question) => ids.flatMap((id) => office.contacts.get(id) ?? []);

/** One object for one id, an array for several. Ids that Vitec does not find are left out of an array. */
export const objectOrArray = (question: Question, rowOf: RowOf): unknown => {
  const rows = arrayOf(question, rowOf);
  return question.ids.length === 1 ? rows[0] : rows;
};
const arrayOf = (question: Question, rowOf: RowOf): readonly object[] =>
  contactsOf(question).flatMap((contact) => rowOf(contact, question.office) ?? []);

/** The forms of a batch at Vitec: `/{word}/id,id` for up to 5 ids and `/{word}?contactIds=id,id` for up to 20. */
export function batchForms(name: EndpointName, word: string, rowOf: RowOf): readonly Endpoint[] {
  const shared = { name, functionGroup: 'crm', method: 'GET', idsOf: 'contact' } as const;
  return [
    {
      ...shared,
      path: new RegExp(`^/CRM/Contact/(?<customerId>[^/]+)/${word}/(?<ids>[^/]+)$`, 'i'),
      maxIds: IDS_IN_PATH,
      answer: (question) => objectOrArray(question, rowOf),
    },
    {
      ...shared,
      path: new RegExp(`^/CRM/Contact/(?<customerId>[^/]+)/${word}$`, 'i'),
      maxIds: IDS_IN_QUERY,
      answer: (question) => arrayOf(question, rowOf),
    },
  ];
}
