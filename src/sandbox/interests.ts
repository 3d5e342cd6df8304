import type { Interest } from './office.ts';

/** Estates that contacts of M30011 are or were interested in. */
export const INTERESTS: Readonly<Record<string, readonly Interest[]>> = {
  'stina-spekulant': [
    { estateId: 'OBJ30011_0002', level: 'ParticipateInBidding' },
    { estateId: 'OBJ30011_0003', level: 'OnHoldInBidding' },
    { estateId: 'OBJ30011_0010', level: 'VeryInterested' },
    { estateId: 'OBJ30011_0020', level: 'BeenAtOrComingToViewing' },
    { estateId: 'OBJ30011_0060', level: 'Interested' },
    { estateId: 'OBJ30011_0061', level: 'Reserved' },
    { estateId: 'OBJ30011_0001', level: 'Archived' },
  ],
  'anna-andersson': [{ estateId: 'OBJ30011_0010', level: 'FollowingBidding' }],
  'utan-roller': [
    { estateId: 'OBJ30011_0002', level: 'NotInterested' },
    { estateId: 'OBJ30011_0003', level: 'Assigned' },
  ],
  'byggbolaget-ab': [{ estateId: 'OBJ30011_0062', level: 'Booked' }],
  'ny-relation': [{ estateId: 'OBJ30011_0003', level: 'FutureLevel' }],
  'roller-fel': [{ estateId: 'OBJ30011_0002', level: 'Interested' }],
};
