import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';

/** An estate is only a reference: other subgraphs add its data. */
export function addEstate(builder: Builder, { Estate, Node }: TypeRefs): void {
  builder.objectType(Estate, {
    description: 'Bostad/objekt: a home or premises for sale or rent (never dödsbo). Other subgraphs add to it.',
    interfaces: [Node],
    directives: [
      { name: 'key', args: { fields: 'customerId estateId' } },
      { name: 'key', args: { fields: 'id' } },
    ],
    fields: (t) => ({
      customerId: t.exposeID('customerId', { description: "Vitec's kund-id, the office: M30011." }),
      estateId: t.exposeID('estateId', { description: "Vitec's own id of the estate (bostadens id)." }),
    }),
  });
}
