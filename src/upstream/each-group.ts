import type { FunctionGroup } from '../domain/endpoint.ts';

/**
 * Something for each function group. So a customer is looked up by its id alone: a key of group and customer would be joined and hashed
 * anew for each call.
 */
export const eachGroup = <Each>(create: () => Each): Readonly<Record<FunctionGroup, Each>> => ({ crm: create(), advertising: create() });
