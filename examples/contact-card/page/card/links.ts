/** For a telephone: digits and a leading plus sign, whatever else stands between them. */
export const telUrl = (number: string): string => `tel:${number.trim().startsWith('+') ? '+' : ''}${number.replace(/\(0\)|\D/g, '')}`;

export const mailUrl = (address: string): string => `mailto:${encodeURIComponent(address).replace('%40', '@')}`;

/** Vitec has home pages with and without https://. Null for what is no web address: javascript: must never become a link. */
export function safeHttpUrl(text: string): string | null {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+:\d/.test(text) ? text : `https://${text}`);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
