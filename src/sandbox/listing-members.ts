import type { SandboxListing } from './listing.ts';

/** The members of a listing that a client of names, addresses and prices does not need. They make most of its size. */
export function otherMembers({ estateId, images, streetAddress, rooms }: SandboxListing): object {
  const place = streetAddress ?? 'bostaden';
  const serial = estateId.replace(/^\D+/, '');
  return {
    shortDescription: `Trivsam bostad vid ${place}.`,
    description:
      `Välkommen till ${place}. Från hallen nås kök, vardagsrum och trapp till övre plan. Köket har fönster åt två håll och plats för ett bord. ` +
      'Vardagsrummet har öppen spis och utgång till en altan i söderläge. På övre plan finns sovrum, badrum och ett arbetsrum med takfönster.',
    surroundings: {
      general: 'Lugnt läge med gångavstånd till skola, affär och buss. Skogen börjar bakom huset.',
      communication: 'Buss var tionde minut; tåg på femton minuter.',
      service: 'Livsmedelsbutik, apotek och vårdcentral inom en kilometer.',
      nature: null,
      schools: ['Påhittade skolan', 'Förskolan Solrosen'],
    },
    images: Array.from({ length: images }, (_, index) => ({
      id: `MED${serial}${String(index).padStart(4, '0')}`,
      name: `Bild ${index + 1}`,
      description: index === 0 ? 'Fasad' : 'Interiör med ljus från två håll',
      category: index === 0 ? { id: 'Exterior', name: 'Exteriör' } : { id: 'Interior', name: 'Interiör' },
      extension: 'jpg',
      dataChangedAt: '2026-01-08T09:53:06',
      cdnReferences: [],
    })),
    files: [
      {
        id: `DOK${serial}01`,
        name: 'Energideklaration',
        category: { id: 'Energy', name: 'Energi' },
        extension: 'pdf',
        dataChangedAt: '2026-01-08T09:53:06.4',
      },
      {
        id: `DOK${serial}02`,
        name: 'Planritning',
        category: { id: 'Floorplan', name: 'Planritning' },
        extension: 'pdf',
        dataChangedAt: '2026-01-08T09:53:06.41',
      },
    ],
    viewings: [
      {
        id: `VIS${serial}01`,
        startsAt: '2026-10-11T13:00:00',
        endsAt: '2026-10-11T13:45:00',
        comment: 'Anmäl dig till mäklaren.',
        isDigital: false,
        isSelfRegistrationEnabled: true,
        isProjectViewing: false,
      },
    ],
    links: [{ name: 'Kommunen', url: 'https://kommunen.example/detaljplaner' }],
    tags: [],
    rooms: Array.from({ length: Math.ceil(rooms ?? 0) }, (_, index) => ({
      name: index === 0 ? 'Kök' : `Rum ${index}`,
      floor: index < 3 ? 1 : 2,
      description: 'Målade väggar, trägolv och fönster åt trädgården.',
      area: null,
    })),
    taxation: { taxationYear: 2024, taxationValue: null, isTaxationPreliminary: false, buildingValue: null, plotValue: null },
    fees: { monthlyFee: null, includes: [], heatingIncluded: null, comment: null },
    electricity: { supplier: 'Påhittad Energi', yearlyConsumption: null, energyClass: { id: 'C', name: 'C' } },
    bidding: { isActive: false, isVerified: false, bids: [] },
    pledges: { total: null, pledges: [] },
    enrollments: [],
    inspection: { isInspected: false, inspectedAt: null, comment: null },
    expenses: [
      { name: 'Uppvärmning', amount: 18_000, period: { id: 'Year', name: 'År' } },
      { name: 'Försäkring', amount: 4_200, period: { id: 'Year', name: 'År' } },
      { name: 'Sophämtning', amount: 2_300, period: { id: 'Year', name: 'År' } },
    ],
  };
}
