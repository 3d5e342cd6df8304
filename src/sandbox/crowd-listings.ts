import { AGENT } from './agents.ts';
import { listing, type SandboxListing, STATUS, TENURE, TYPE } from './listing.ts';
import { createChoice } from './random.ts';

const KINDS = [
  { type: TYPE.HousingCooperative, tenure: TENURE.TenantOwnership },
  { type: TYPE.HousingCooperative, tenure: TENURE.TenantOwnership },
  { type: TYPE.House, tenure: TENURE.Freehold },
  { type: TYPE.Cottage, tenure: TENURE.Freehold },
  { type: TYPE.Plot, tenure: TENURE.Freehold },
] as const;
const STREETS = ['Almgatan', 'Bokvägen', 'Fågelstigen', 'Gamla vägen', 'Klostergatan', 'Rosenvägen', 'Utsikten'] as const;
type Town = Pick<SandboxListing, 'zipCode' | 'postalTown' | 'municipality'>;
const TOWNS: readonly [Town, ...Town[]] = [
  { zipCode: '211 20', postalTown: 'Malmö', municipality: 'Malmö' },
  { zipCode: '222 20', postalTown: 'Lund', municipality: 'Lund' },
  { zipCode: '231 44', postalTown: 'Trelleborg', municipality: 'Trelleborg' },
  { zipCode: '244 30', postalTown: 'Kävlinge', municipality: 'Kävlinge' },
];

/** Ids of the ordinary estates: 1000 to 1899 of the ordinary contacts, S and E of the company with 10,000 rows. */
const ORDINARY = /^OBJ30011_(?:(?<crowd>1[0-8]\d\d)|S(?<sold>[0-7]?\d{1,3})|E(?<extra>1?\d{1,3}))$/;

/** The listing of an ordinary estate of M30011, the same at each start; undefined for another id. */
export function ordinaryListing(estateId: string): SandboxListing | undefined {
  const { crowd, sold, extra } = ORDINARY.exec(estateId)?.groups ?? {};
  if (crowd) return listingOfNumber(estateId, Number(crowd));
  if (sold) return listingOfNumber(estateId, 10_000 + Number(sold));
  return extra ? listingOfNumber(estateId, 20_000 + Number(extra)) : undefined;
}

function listingOfNumber(estateId: string, number: number): SandboxListing {
  const { below, oneOf } = createChoice(number + 30_000);
  const isSold = below(10) > 0;
  const kind = oneOf(KINDS);
  const isPlot = kind.type === TYPE.Plot;
  const price = 800_000 + below(130) * 50_000;
  const sold = Date.UTC(2012, 0, 2) + below(5_000) * 86_400_000;
  const day = (daysLater: number) => new Date(sold + daysLater * 86_400_000).toISOString().slice(0, 19);
  return listing(estateId, '', {
    ...kind,
    ...oneOf(TOWNS),
    status: isSold ? STATUS.Sold : STATUS.ForSale,
    objectNumber: `${day(0).slice(2, 4)}-${String(number).padStart(5, '0')}`,
    streetAddress: `${oneOf(STREETS)} ${1 + below(120)}`,
    startingPrice: price,
    finalPrice: isSold ? price + below(10) * 25_000 : null,
    contractDate: isSold ? day(0) : null,
    possessionAt: isSold ? day(60) : null,
    publishedAt: day(-30),
    changedAt: day(61),
    primaryAgentId: below(3) === 0 ? AGENT.viktor : AGENT.hanna,
    livingArea: isPlot ? null : 25 + below(150),
    rooms: isPlot ? null : 1 + below(6),
    plotArea: kind.tenure === TENURE.Freehold ? 300 + below(1_500) : null,
    images: 2,
  });
}
