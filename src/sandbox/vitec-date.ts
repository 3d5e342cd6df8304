const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'medium' });
const withOffset = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' });

/**
 * Formats a date as .NET does at Vitec: Swedish local time, up to seven fraction digits without trailing zeros, offset.
 * `ticks` is the fraction of the second in units of 100 ns.
 */
export function vitecDate(instantMs: number, ticks: number): string {
  const fraction = String(ticks).padStart(7, '0').replace(/0+$/, '');
  const offset = withOffset.format(instantMs).split('GMT')[1]?.replace('−', '-') ?? '';
  return `${swedish.format(instantMs).replace(' ', 'T')}${fraction === '' ? '' : `.${fraction}`}${offset}`;
}
