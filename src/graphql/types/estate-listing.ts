import { listingEstateType, listingEstateTypeLabel, listingStatus, listingStatusLabel } from '../../domain/estate-listing.ts';
import { estateListingId, listingAgentId } from '../../domain/opaque-id.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';

/** The listing of an estate, its address and its agents. */
export function addEstateListing(
  builder: Builder,
  { EstateListing, EstateListingAddress, EstateListingAgent }: TypeRefs,
  enums: Enums,
): void {
  builder.objectType(EstateListing, {
    description: 'Annons. A home as it is, or was, advertised. A field that the office hides, such as the price or the street, is null.',
    fields: (t) => ({
      id: t.id({ description: 'Opaque; the same for the same estate.', resolve: estateListingId }),
      objectNumber: t.exposeString('objectNumber', { nullable: true, description: 'Objektnummer. The number that the office uses.' }),
      isPublished: t.exposeBoolean('isPublished', {
        description: 'Publicerad. False if the home is not shown to the public: do not show it to customers.',
      }),
      status: t.field({
        type: enums.EstateListingStatus,
        description: 'Status. How far the sale or the letting has come.',
        resolve: listingStatus,
      }),
      statusCode: t.exposeString('statusCode', {
        description: "Vitec's value as it came; read it when status is OTHER. Empty if Vitec sent none.",
      }),
      statusLabel: t.string({
        description: 'Statusen i ord. The status in words; in Swedish those of Vitec where it sends any.',
        args: { locale: t.arg({ type: enums.LabelLocale, required: true, defaultValue: 'SV' }) },
        resolve: (listing, { locale }) => listingStatusLabel(listing, locale),
      }),
      estateType: t.field({ type: enums.VitecEstateType, description: 'Bostadstyp. Type of home.', resolve: listingEstateType }),
      estateTypeCode: t.exposeString('estateTypeCode', {
        description: "Vitec's value as it came; read it when estateType is OTHER. Empty if Vitec sent none.",
      }),
      estateTypeLabel: t.string({
        description: 'Bostadstypen i ord. The type in words; in Swedish those of Vitec where it sends any.',
        args: { locale: t.arg({ type: enums.LabelLocale, required: true, defaultValue: 'SV' }) },
        resolve: (listing, { locale }) => listingEstateTypeLabel(listing, locale),
      }),
      tenureLabel: t.exposeString('tenureLabel', {
        nullable: true,
        description: 'Upplåtelseform. Form of tenure, in Swedish.',
      }),
      address: t.expose('address', { type: EstateListingAddress, description: 'Adress. The location of the home.' }),
      startingPrice: t.exposeFloat('startingPrice', { nullable: true, description: 'Utgångspris. Asking price, in currency.' }),
      finalPrice: t.exposeFloat('finalPrice', { nullable: true, description: 'Slutpris. Final price, in currency.' }),
      priceText: t.exposeString('priceText', {
        nullable: true,
        description: 'Pristext. The text of the office beside the price, or instead of it.',
      }),
      currency: t.exposeString('currency', { nullable: true, description: 'Valuta. ISO 4217: SEK.' }),
      contractDate: t.expose('contractDate', {
        type: 'DateTime',
        nullable: true,
        description: 'Kontraktsdag. When the contract was signed.',
      }),
      possessionAt: t.expose('possessionAt', {
        type: 'DateTime',
        nullable: true,
        description: 'Tillträde. When the buyer takes possession.',
      }),
      publishedAt: t.expose('publishedAt', { type: 'DateTime', nullable: true, description: 'Publicerad. When the home was published.' }),
      changedAt: t.expose('changedAt', { type: 'DateTime', nullable: true, description: 'Ändrad. When the home was last changed.' }),
      livingArea: t.exposeFloat('livingArea', { nullable: true, description: 'Boarea. Living area, in square metres.' }),
      rooms: t.exposeFloat('rooms', { nullable: true, description: 'Antal rum. Number of rooms; a half is possible.' }),
      plotArea: t.exposeFloat('plotArea', { nullable: true, description: 'Tomtarea. Area of the plot, in square metres.' }),
      primaryAgent: t.expose('primaryAgent', {
        type: EstateListingAgent,
        nullable: true,
        description: 'Ansvarig mäklare. The responsible agent; null if Vitec shows none to the public.',
      }),
      secondaryAgent: t.expose('secondaryAgent', {
        type: EstateListingAgent,
        nullable: true,
        description: 'Andrahandläggare. The second agent; null if Vitec shows none to the public.',
      }),
    }),
  });

  builder.objectType(EstateListingAddress, {
    description: 'Adress. The location of a home. A field that the office hides is null.',
    fields: (t) => ({
      streetAddress: t.exposeString('streetAddress', { nullable: true, description: 'Gatuadress. Street and number.' }),
      postalCode: t.exposeString('postalCode', {
        nullable: true,
        description: 'Postnummer. As Vitec has it; 211 60 and 21160 both occur.',
      }),
      postalTown: t.exposeString('postalTown', { nullable: true, description: 'Postort. Postal town.' }),
      municipality: t.exposeString('municipality', { nullable: true, description: 'Kommun. Municipality.' }),
      area: t.exposeString('area', { nullable: true, description: 'Område. The part of the town, as the office names it.' }),
      countryCode: t.exposeString('countryCode', { nullable: true, description: 'Landskod. As Vitec has it: SE.' }),
      latitude: t.float({
        nullable: true,
        description: 'Latitud. Degrees north (WGS 84).',
        resolve: ({ coordinate }) => coordinate?.latitude ?? null,
      }),
      longitude: t.float({
        nullable: true,
        description: 'Longitud. Degrees east (WGS 84).',
        resolve: ({ coordinate }) => coordinate?.longitude ?? null,
      }),
    }),
  });

  builder.objectType(EstateListingAgent, {
    description: 'Mäklare. An agent of a listing, as shown to the public.',
    fields: (t) => ({
      id: t.id({ description: 'Opaque; the same for the same agent.', resolve: listingAgentId }),
      agentId: t.exposeID('agentId', { description: "Vitec's own id of the user." }),
      name: t.exposeString('name', { nullable: true, description: 'Namn. Full name.' }),
      title: t.exposeString('title', { nullable: true, description: 'Titel. In Swedish, as the office writes it.' }),
      phoneNumber: t.exposeString('phoneNumber', {
        nullable: true,
        description: 'Telefon. For a link: +46700000000. The mobile number if there is one.',
      }),
      emailAddress: t.exposeString('emailAddress', { nullable: true, description: 'E-postadress. E-mail address.' }),
    }),
  });
}
