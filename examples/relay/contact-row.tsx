import { graphql, useFragment } from 'react-relay';
import { rowLine } from '../screen/row-line.ts';
import type { contactRow_contact$data, contactRow_contact$key } from './__generated__/contactRow_contact.graphql.ts';
import { readStatus } from './status.ts';

/** One row of a list. The ties of 20 contacts are one call to Vitec a side. */
export const contactRow = graphql`
  fragment contactRow_contact on Contact {
    contactId
    profile @catch(to: NULL) {
      displayName
    }
    bought: estateTies(side: BUYER) @catch(to: NULL) {
      id
    }
    sold: estateTies(side: SELLER) @catch(to: NULL) {
      id
    }
    profileStatus {
      ...status_vitecStatus
    }
    boughtStatus: estateTiesStatus(side: BUYER) {
      ...status_vitecStatus
    }
    soldStatus: estateTiesStatus(side: SELLER) {
      ...status_vitecStatus
    }
  }
`;

export const ContactRow = ({ contact }: { readonly contact: contactRow_contact$key }) => lineOfRow(useFragment(contactRow, contact));

export const lineOfRow = ({ profileStatus, boughtStatus, soldStatus, ...row }: contactRow_contact$data): string =>
  rowLine({
    ...row,
    profileStatus: readStatus(profileStatus),
    boughtStatus: readStatus(boughtStatus),
    soldStatus: readStatus(soldStatus),
  });
