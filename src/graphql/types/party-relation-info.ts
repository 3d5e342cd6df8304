import { relationLabel } from '../../domain/party-relation.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';

export function addPartyRelationInfo(builder: Builder, { PartyRelationInfo }: TypeRefs, enums: Enums): void {
  builder.objectType(PartyRelationInfo, {
    description: 'Relation. One word of the vocabulary of extra relations.',
    fields: (t) => ({
      relation: t.field({ type: enums.PartyRelation, description: 'Its name in this schema.', resolve: ({ relation }) => relation }),
      relationCode: t.exposeString('relationCode', { description: "Vitec's own word for it." }),
      label: t.string({
        description: 'Relationen i ord, till exempel God man. The relation in words.',
        args: { locale: t.arg({ type: enums.LabelLocale, required: true, defaultValue: 'SV' }) },
        resolve: ({ relation }, { locale }) => relationLabel(relation, locale),
      }),
    }),
  });
}
