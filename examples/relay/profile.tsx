import { graphql, useFragment } from 'react-relay';
import { profileLines } from '../screen/card-lines.ts';
import { Part } from '../screen/part.tsx';
import type { profile_contact$key } from './__generated__/profile_contact.graphql.ts';
import { lineOf } from './status.ts';

/** ContactProfile is an interface: what only one type has is selected on that type. */
export const profile = graphql`
  fragment profile_contact on Contact {
    profile @catch {
      displayName
      address {
        streetAddress
        postalCode
        city
      }
      emailAddresses
      phoneNumbers {
        kind
        number
      }
      ... on PersonProfile {
        isDeceased
      }
      ... on CompanyProfile {
        corporateNumber
      }
    }
    profileStatus {
      ...status_vitecStatus
    }
  }
`;

export function Profile({ contact }: { readonly contact: profile_contact$key }) {
  const { profile: caught, profileStatus } = useFragment(profile, contact);
  const shown = caught.ok ? caught.value : null;
  const ofType = [shown?.isDeceased ? 'Avliden' : null, shown?.corporateNumber ? `Org.nr ${shown.corporateNumber}` : null];
  const lines = shown && [...ofType.filter((line) => line !== null), ...profileLines(shown)];
  return (
    <Part
      heading={shown?.displayName ?? 'Utan namn'}
      status={lineOf(profileStatus)}
      lists={[{ heading: 'Adress, telefon och e-post', lines }]}
    />
  );
}
