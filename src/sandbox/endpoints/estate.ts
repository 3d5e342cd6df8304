import type { Directory } from '../directory.ts';
import type { Endpoint } from '../endpoint.ts';
import type { SandboxListing } from '../listing.ts';
import { otherMembers } from '../listing-members.ts';
import type { SandboxAgent } from '../office.ts';

const MUNICIPALITY_CODES: Readonly<Record<string, string>> = { Malmö: '1280', Lund: '1281', Landskrona: '1282', Göteborg: '1480' };

/** GET Advertising/Estate/{customerId}/{estateId}?extend=primaryAgent+secondaryAgent: one advertised home. It has no batch form. */
export const estate: Endpoint = {
  name: 'Estate',
  functionGroup: 'advertising',
  method: 'GET',
  path: /^\/Advertising\/Estate\/(?<customerId>[^/]+)\/(?<ids>[^/]+)$/i,
  idsOf: 'estate',
  maxIds: 1,
  answer: ({ office, ids: [estateId = ''], parameters }) => {
    const listing = office.listingOf(estateId);
    // Vitec joins the names by +, which a query may also mean as a space.
    const extend = new Set((parameters.get('extend') ?? '').toLowerCase().split(/[+ ]/));
    return listing && wireListing(listing, office, extend);
  },
};

/** Members that are not asked for are null. So is an agent who has left: Vitec knows only those who are shown to the public. */
function wireListing(listing: SandboxListing, { office, agents }: Directory, extend: ReadonlySet<string>): object {
  const agent = (name: string, id: string | null) => {
    const user = id === null || !extend.has(name) ? undefined : agents.get(id);
    return user ? wireAgent(user, office.customerId) : null;
  };
  const { estateId, zipCode, coordinate } = listing;
  return {
    id: estateId,
    customerId: office.customerId,
    referenceId: listing.objectNumber,
    status: listing.status,
    office: { id: `FIR${office.customerId.slice(1)}`, customerId: office.customerId },
    primaryAgentId: listing.primaryAgentId,
    secondaryAgentId: listing.secondaryAgentId,
    projectId: null,
    type: listing.type,
    subtype: listing.subtype,
    tenure: listing.tenure,
    address: {
      streetAddress: listing.streetAddress,
      zipCode: zipCode === null ? null : { numerical: Number(zipCode.replaceAll(' ', '')), value: zipCode },
      postalTown: listing.postalTown,
      municipality: listing.municipality,
      countyMunicipalityCode: MUNICIPALITY_CODES[listing.municipality ?? ''] ?? null,
      countryCode: listing.countryCode,
      area: listing.area === null ? null : { id: 'STD1234567890ABCDEF', name: listing.area },
      wgs84Coordinate: coordinate === null ? null : { latitude: coordinate[0], longitude: coordinate[1] },
      directions: listing.streetAddress === null ? null : 'Buss till torget, sedan till fots.',
    },
    price: {
      startingPrice: listing.startingPrice,
      finalPrice: listing.finalPrice,
      text: listing.priceText,
      startingPriceInOtherCurrency: null,
    },
    currency: listing.currency,
    sale: {
      assignmentDate: listing.assignmentDate,
      contractDate: listing.contractDate,
      possessionAt: listing.possessionAt,
      possessionEstimation: listing.possessionEstimation,
    },
    changedAt: listing.changedAt,
    marketing: { isPublished: listing.isPublished, publishedAt: listing.publishedAt, sellingHeading: null, isReferenceHome: false },
    buildings: [
      {
        area: { living: listing.livingArea, supplementary: null, total: listing.livingArea },
        numberOfRooms: listing.rooms,
        numberOfBedrooms: null,
      },
    ],
    exterior: { plot: { size: listing.plotArea, description: null }, parking: null, patio: null },
    ...otherMembers(listing),
    extensions: {
      primaryAgent: agent('primaryagent', listing.primaryAgentId),
      secondaryAgent: agent('secondaryagent', listing.secondaryAgentId),
    },
  };
}

/** As GET Advertising/User/{customerId}/{userId} answers a user. */
const wireAgent = ({ id, name, title, emailAddress, cell }: SandboxAgent, customerId: string): object => ({
  id,
  name,
  title,
  category: { id: 'Agent', name: 'Mäklare' },
  emailAddress,
  telephone: {
    cell:
      cell === null
        ? null
        : { display: `0${cell.slice(0, 2)}-${cell.slice(2, 5)} ${cell.slice(5, 7)} ${cell.slice(7)}`, msisdn: `46${cell}` },
    public: null,
  },
  image: null,
  offices: [{ id: `FIR${customerId.slice(1)}`, customerId, isVisibleInStaffList: true, orderNumber: 1, telephone: { personal: null } }],
  spokenLanguages: [{ id: 'Swedish', name: 'Svenska' }],
  description: null,
  isVisibleInStaffList: true,
  changedAt: '2026-02-03T10:11:12',
  reviews: [{ authorName: 'Säljare på Påhittade gatan 1', text: 'Mycket nöjd.' }],
});
