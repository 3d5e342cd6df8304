import codes from '../../../schema/codes.json' with { type: 'json' };

/** The codes of the gateway, and what happens to a request on its way. */
export type FailureKind = keyof typeof codes | 'NO_CONNECTION' | 'UNREADABLE_ANSWER';

const isKnown = (code: string): code is keyof typeof codes => Object.hasOwn(codes, code);

/** A code newer than this page is told as an answer that cannot be read. */
export const toFailureKind = (code: string): FailureKind => (isKnown(code) ? code : 'UNREADABLE_ANSWER');
