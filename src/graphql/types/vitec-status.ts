import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';

/** It has no id, so clients cache it as a part of its contact. */
export function addVitecStatus(builder: Builder, { VitecStatus }: TypeRefs, enums: Enums): void {
  builder.objectType(VitecStatus, {
    description: 'Whether neighbouring fields could be read from Vitec. The same is in `errors`, which some routers hide.',
    fields: (t) => ({
      state: t.field({ type: enums.VitecState, description: 'How it went.', resolve: ({ state }) => state }),
      code: t.exposeString('code', {
        nullable: true,
        description: 'The code that those fields carry in errors; null when they could be read.',
      }),
      retryable: t.exposeBoolean('retryable', { description: 'Whether asking again later may help.' }),
      retryAfterSeconds: t.exposeInt('retryAfterSeconds', {
        nullable: true,
        description: 'How long to wait before asking again, when known.',
      }),
      staleReason: t.field({
        type: enums.StaleReason,
        nullable: true,
        description: 'Why the state is STALE; null in all other states.',
        resolve: ({ staleReason }) => staleReason,
      }),
      fetchedAt: t.expose('fetchedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When Vitec gave what is shown; null when nothing could be read.',
      }),
    }),
  });
}
