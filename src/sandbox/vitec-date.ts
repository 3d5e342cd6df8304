const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'medium' });
const withOffset = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' });

/** An instant the way .NET writes it at Vitec: Swedish wall clock, up to seven digits of fraction without zeros at the end, Swedish offset. */
export function vitecDate(instantMs: number, ticks: number): string {
  const fraction = String(ticks).padStart(7, '0').replace(/0+$/, '');
  const offset = withOffset.format(instantMs).split('GMT')[1]?.replace('−', '-') ?? '';
  return `${swedish.format(instantMs).replace(' ', 'T')}${fraction === '' ? '' : `.${fraction}`}${offset}`;
}
