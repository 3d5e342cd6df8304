/**
 * Whether a number of JSON is the whole number that was sent: from 2^53 on it may have been another (RFC 8259, section 6), and the text
 * of -0 is another.
 */
export const isExactWholeNumber = (number: number): boolean => Number.isSafeInteger(number) && !Object.is(number, -0);
