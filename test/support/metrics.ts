/** A token that opens `/metrics` of a test's gateway. */
export const METRICS_TOKEN = 'ett-tecken';

/** What Prometheus would read: each series with its value. */
export async function readMetrics({ url }: { readonly url: string }): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  return parseMetrics(await response.text());
}

export const parseMetrics = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(text.split('\n').flatMap((line) => (/^\w/.test(line) ? [splitValue(line)] : [])));

const splitValue = (line: string): readonly [string, number] => {
  const space = line.lastIndexOf(' ');
  return [line.slice(0, space), Number(line.slice(space + 1))];
};
