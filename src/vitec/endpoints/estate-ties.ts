import type { ContactKey } from '../../domain/contact.ts';
import type { BatchEndpoint } from '../../domain/endpoint.ts';
import { type EstateTie, type EstateTieSide, toInterestLevel } from '../../domain/estate-tie.ts';
import { toEstateType } from '../../domain/estate-type.ts';
import { splitRows } from '../batch-rows.ts';
import { isId } from '../fields.ts';
import { freeTextOrNull } from '../free-text.ts';
import { parseJson, wrongShape } from '../json.ts';
import { codeOrNull, isFields, NO_TYPE } from '../tolerant.ts';

/** GET CRM/Contact/{customerId}/Buyer?contactIds=: the estates that each of the contacts has bought, without dates. */
export const buyer = createTies({ name: 'Buyer', side: 'BUYER', list: 'buyerOn' });
/** The same for sellers, with their shares. */
export const seller = createTies({ name: 'Seller', side: 'SELLER', list: 'sellerOn' });
/** The same for those who show interest, with its level. */
export const speculator = createTies({ name: 'Speculator', side: 'SPECULATOR', list: 'speculatorOn' });

type TiesParts = { readonly name: 'Buyer' | 'Seller' | 'Speculator'; readonly side: EstateTieSide; readonly list: string };

function createTies({ name, side, list }: TiesParts): BatchEndpoint<readonly EstateTie[]> {
  return {
    name,
    functionGroup: 'crm',
    maxBatch: 20,
    path: (customerId, contactIds) => `/CRM/Contact/${customerId}/${name}?contactIds=${contactIds}`,
    split: (body, customerId, contactIds) =>
      splitRows(body, customerId, contactIds, (row, contact) => {
        const sent = row[list];
        if (sent !== null && !Array.isArray(sent)) throw wrongShape(); // an absent list is not an empty one
        const cells = (sent ?? []).map((tie: unknown) => readTie(tie, side));
        const value = toTies(cells, contact, side);
        return { value, text: JSON.stringify(cells), unknownCodes: value.filter(isUnknown).length };
      }),
    read: (text, contact) => toTies(readCells(text), contact, side),
    countRows: ({ length }) => length,
  };
}

/** The values of one tie in the cached text: estateId, type, share, level. */
type Cells = readonly [string, string, string | null, string | null];

/** Throws UPSTREAM_BAD_RESPONSE for a tie without an estate: to leave it out would lose it without a sign. */
function readTie(tie: unknown, side: EstateTieSide): Cells {
  if (!isFields(tie) || !isId(tie.estateId)) throw wrongShape();
  return [
    String(tie.estateId),
    codeOrNull(tie.estateType) ?? NO_TYPE,
    side === 'SELLER' ? freeTextOrNull(tie.shareHolding) : null,
    side === 'SPECULATOR' ? codeOrNull(tie.level) : null,
  ];
}

function readCells(text: string): readonly Cells[] {
  const cells = parseJson(text);
  if (!Array.isArray(cells) || !cells.every((tie) => Array.isArray(tie) && tie.length === 4)) throw wrongShape();
  return cells as readonly Cells[];
}

function toTies(cells: readonly Cells[], { customerId, contactId }: ContactKey, side: EstateTieSide): readonly EstateTie[] {
  const counts = new Map<string, number>();
  return cells.map(([estateId, estateTypeCode, shareHolding, interestLevelCode]) => {
    const duplicateIndex = counts.get(estateId) ?? 0;
    counts.set(estateId, duplicateIndex + 1);
    return { customerId, contactId, side, estateId, estateTypeCode, shareHolding, interestLevelCode, duplicateIndex };
  });
}

const isUnknown = ({ estateTypeCode, interestLevelCode }: EstateTie): boolean =>
  toEstateType(estateTypeCode) === 'OTHER' || (interestLevelCode !== null && toInterestLevel(interestLevelCode) === 'OTHER');
