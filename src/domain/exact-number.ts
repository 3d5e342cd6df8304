/**
 * Whether a JSON number is exactly the integer that was sent. From 2^53 on it may have been rounded (RFC 8259, section 6), and -0 becomes
 * "0" as a string.
 */
export const isExactWholeNumber = (number: number): boolean => Number.isSafeInteger(number) && !Object.is(number, -0);
