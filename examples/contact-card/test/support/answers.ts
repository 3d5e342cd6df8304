import type { Page, Route } from 'playwright-core';

type Operation =
  | 'CardProfile'
  | 'CardRoles'
  | 'CardRelations'
  | 'CardHomes'
  | 'Names'
  | 'FindContact'
  | 'ContactListInParts'
  | 'ContactChanged';
type Json = Record<string, unknown>;

/** Answers one operation of the page in place of the gateway, and lets the others pass. */
export const answerFor = (page: Page, operation: Operation, answer: (route: Route) => Promise<unknown> | unknown) =>
  page.route('**/graphql', async (route) => {
    const { query = '' } = (route.request().postDataJSON() ?? {}) as { query?: string };
    if (operationOf(query) !== operation) return route.fallback();
    await answer(route);
  });

/** The name of an operation of the page. */
export const operationOf = (query: string): string | undefined => /^(?:query|subscription) (\w+)/.exec(query)?.[1];

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (route: Route) =>
    route.fulfill({ status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

/** A request that is refused as a whole. */
export const refusal = (code: string, retryable: boolean) => ({
  errors: [{ message: code, extensions: { code, retryable, requestId: 'r-1' } }],
});

/** A contact whose fields are null for the reason that its status tells. */
export const unread = (fields: readonly string[], statusField: string, status: Json) =>
  json(200, {
    data: {
      contact: {
        __typename: 'Contact',
        id: 'id',
        ...Object.fromEntries(fields.map((field) => [field, null])),
        [statusField]: { __typename: 'VitecStatus', retryAfterSeconds: null, fetchedAt: null, retryable: false, ...status },
      },
    },
    errors: fields.map((field) => ({
      message: 'No.',
      path: ['contact', field],
      extensions: { code: status.code, retryable: status.retryable },
    })),
  });

/** Changes the real answer of the gateway. */
export const changed = (change: (contact: Json) => void) => async (route: Route) => {
  const response = await route.fetch();
  const body = (await response.json()) as { data: { contact: Json } };
  change(body.data.contact);
  await route.fulfill({ response, json: body });
};

export const ROLE_FIELDS = ['partyRoleGroups', 'bought', 'sold', 'rented', 'owned', 'representations'] as const;
