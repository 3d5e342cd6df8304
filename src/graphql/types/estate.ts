import type { EstateKey } from '../../domain/contact.ts';
import type { EstateListing } from '../../domain/estate-listing.ts';
import { Failure } from '../../domain/failure.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import { type LoadFor, readStatus } from './from-endpoint.ts';

/** An estate is a reference: Vitec is called when its listing is selected. Other subgraphs add to it. */
export function addEstate(builder: Builder, { Estate, EstateListing, Node, VitecStatus }: TypeRefs): void {
  builder.objectType(Estate, {
    description: "Bostad/objekt. A home or premises for sale or rent, never a deceased person's estate. Other subgraphs add to it.",
    interfaces: [Node],
    directives: [
      { name: 'key', args: { fields: 'customerId estateId' } },
      { name: 'key', args: { fields: 'id' } },
    ],
    fields: (t) => ({
      customerId: t.exposeID('customerId', { description: "Kund-id. Vitec's id of the office: M30011." }),
      estateId: t.exposeID('estateId', { description: "Bostads-id. Vitec's own id of the estate." }),
      listing: t.field({
        type: EstateListing,
        nullable: true,
        description:
          'Annons. The home as it is, or was, advertised. Null, without an error, where it is not; listingStatus then says NOT_FOUND.',
        resolve: async (estate, args, context) => {
          try {
            return (await listingOf(estate, context, args)).value;
          } catch (failure) {
            if (failure instanceof Failure && failure.code === 'NOT_FOUND') return null; // many estates are not advertised
            return context.errorLimit.orNull(failure);
          }
        },
      }),
      listingStatus: t.field({
        type: VitecStatus,
        description: 'Never fails: whether listing could be read, and how old it is.',
        resolve: readStatus(listingOf),
      }),
    }),
  });
}

const listingOf: LoadFor<EstateKey, unknown, EstateListing> = async (estate, { access, loaders }) =>
  await loaders.listing().load(access.allowListing(estate));
