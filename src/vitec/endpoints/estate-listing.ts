import type { EstateKey } from '../../domain/contact.ts';
import type { Endpoint } from '../../domain/endpoint.ts';
import {
  type EstateListing,
  type EstateListingAddress,
  type EstateListingAgent,
  listingEstateType,
  listingStatus,
} from '../../domain/estate-listing.ts';
import { isId, namesNothing } from '../fields.ts';
import { addressOrNull, freeTextOrNull } from '../free-text.ts';
import { parseJson, wrongShape } from '../json.ts';
import { phoneNumberOrNull } from '../phone-number.ts';
import { readFields, writeFields } from '../stored-fields.ts';
import { codeOrNull, dateOrNull, type Fields, fieldsOf, isFields, listOf, numberOrNull, textOrNull, zipCodeOrNull } from '../tolerant.ts';

/**
 * GET Advertising/Estate/{customerId}/{estateId}: a home as advertised, with its agents. It has no form for several estates. An answer is
 * about 22 kB, of which the fields of the schema are kept.
 */
export const estateListing: Endpoint<EstateKey, EstateListing> = {
  name: 'Estate',
  functionGroup: 'advertising',
  // The names are joined by a plus, which must be encoded: a bare plus in a query is a space.
  path: ({ customerId, estateId }, toSegment) =>
    `/Advertising/Estate/${toSegment(customerId)}/${toSegment(estateId)}?extend=primaryAgent%2BsecondaryAgent`,
  parse(body, estate) {
    const home = parseJson(body);
    if (!isFields(home) || namesAnother(home.id, estate.estateId) || namesAnother(home.customerId, estate.customerId)) throw wrongShape();
    const value = toListing(home, estate);
    const unknown = [listingStatus(value), listingEstateType(value)].filter((name) => name === 'OTHER');
    return { value, text: toText(value), unknownCodes: unknown.length };
  },
  read: readText,
  isOftenAbsent: true, // most estates are not advertised
  countRows: () => 1,
};

/** Whether an id is there, and of something else than was asked for. Vitec may answer an id in another case. */
function namesAnother(sent: unknown, asked: string): boolean {
  if (sent === undefined || sent === null) return false;
  if ((typeof sent === 'string' || typeof sent === 'number') && namesNothing(sent)) return false;
  return !isId(sent) || String(sent).trim().toLowerCase() !== asked.trim().toLowerCase();
}

function toListing(home: Fields, { customerId, estateId }: EstateKey): EstateListing {
  const price = fieldsOf(home.price);
  const sale = fieldsOf(home.sale);
  const marketing = fieldsOf(home.marketing);
  const extensions = fieldsOf(home.extensions);
  const building = fieldsOf(listOf(home.buildings)[0]);
  return {
    customerId,
    estateId,
    objectNumber: textOrNull(home.referenceId),
    isPublished: marketing.isPublished === true,
    statusCode: codeOrNull(home.status) ?? '',
    statusName: freeTextOrNull(fieldsOf(home.status).name),
    estateTypeCode: codeOrNull(home.type) ?? '',
    estateTypeName: freeTextOrNull(fieldsOf(home.type).name),
    tenureLabel: nameOrNull(home.tenure),
    address: toAddress(fieldsOf(home.address)),
    startingPrice: positiveOrNull(price.startingPrice),
    finalPrice: positiveOrNull(price.finalPrice),
    priceText: freeTextOrNull(price.text),
    currency: currencyOrNull(home.currency),
    contractDate: dateOrNull(textOrNull(sale.contractDate)),
    possessionAt: dateOrNull(textOrNull(sale.possessionAt)),
    publishedAt: dateOrNull(textOrNull(marketing.publishedAt)),
    changedAt: dateOrNull(textOrNull(home.changedAt)),
    livingArea: positiveOrNull(fieldsOf(building.area).living),
    rooms: positiveOrNull(building.numberOfRooms),
    plotArea: positiveOrNull(fieldsOf(fieldsOf(home.exterior).plot).size),
    primaryAgent: toAgent(fieldsOf(extensions.primaryAgent), customerId),
    secondaryAgent: toAgent(fieldsOf(extensions.secondaryAgent), customerId),
  };
}

const toAddress = (address: Fields): EstateListingAddress => ({
  streetAddress: freeTextOrNull(address.streetAddress),
  postalCode: zipCodeOrNull(address.zipCode),
  postalTown: nameOrNull(address.postalTown),
  municipality: nameOrNull(address.municipality),
  area: nameOrNull(address.area),
  countryCode: textOrNull(address.countryCode),
  coordinate: toCoordinate(fieldsOf(address.wgs84Coordinate)),
});

/** A home without a coordinate may have 0 for both. */
function toCoordinate(sent: Fields): EstateListingAddress['coordinate'] {
  const [latitude, longitude] = [numberOrNull(sent.latitude), numberOrNull(sent.longitude)];
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  // -0 becomes 0, as in the cached text.
  return latitude === 0 && longitude === 0 ? null : { latitude: latitude || 0, longitude: longitude || 0 };
}

/** Null where nothing but the id is there: Vitec shows no such user to the public. */
function toAgent(user: Fields, customerId: string): EstateListingAgent | null {
  const { cell, public: office } = fieldsOf(user.telephone);
  const shown = {
    name: freeTextOrNull(user.name),
    title: freeTextOrNull(user.title),
    phoneNumber: phoneNumberOrNull(cell) ?? phoneNumberOrNull(office),
    emailAddress: addressOrNull(user.emailAddress),
  };
  if (!isId(user.id) || Object.values(shown).every((field) => field === null)) return null;
  return { customerId, agentId: String(user.id).trim(), ...shown };
}

/** A text, or the name of an object `{id, name}`. A number is an id. */
const nameOrNull = (value: unknown): string | null => freeTextOrNull(typeof value === 'string' ? value : fieldsOf(value).name);

/** .NET writes 0 for a number that nobody has filled in. */
function positiveOrNull(value: unknown): number | null {
  const number = numberOrNull(value);
  return number !== null && number > 0 ? number : null;
}

/** Anything but three letters makes Intl.NumberFormat of a client throw. */
function currencyOrNull(value: unknown): string | null {
  const code = codeOrNull(value)?.toUpperCase();
  return code !== undefined && /^[A-Z]{3}$/.test(code) ? code : null;
}

/** Increased when the fields or their meaning change. */
const FORMAT = 1;

function toText({ customerId: _customerId, estateId: _estateId, ...shown }: EstateListing): string {
  return writeFields(FORMAT, shown);
}

function readText(text: string, { customerId, estateId }: EstateKey): EstateListing {
  return { customerId, estateId, ...readFields<Omit<EstateListing, keyof EstateKey>>(FORMAT, text) };
}
