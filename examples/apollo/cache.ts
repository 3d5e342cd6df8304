import { InMemoryCache } from '@apollo/client/cache';
import possibleTypes from '../../schema/possible-types.json' with { type: 'json' };

/**
 * `id` is unique over all offices, so every entity has its own place without any key fields, and a list has one for each filter.
 * What has no id is taken whole from the newest answer: half a status of one answer and half of another would be true of neither.
 */
export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    possibleTypes,
    typePolicies: {
      VitecStatus: { merge: false },
      ContactAddress: { merge: false },
      EstateListingAddress: { merge: false },
      Contact: {
        fields: {
          partyRoleGroups: { merge: false },
          representations: { merge: false },
          representedBy: { merge: false },
          represents: { merge: false },
        },
      },
      // holds for each of its possible types
      ContactProfile: { fields: { phoneNumbers: { merge: false } } },
    },
  });
