import { median, type Results, ratiosOf } from './report.ts';

const COLOURS: Readonly<Record<string, string>> = {
  gateway: '#1f6feb',
  mercurius: '#8250df',
  'mercurius-duties': '#1a7f37',
  yoga: '#bf8700',
  apollo: '#cf222e',
};
const BAR = 16;
const LEFT = 210;
const WIDTH = 760;
const LEGEND = 125;
/** What is longer is cut, and says so. */
const MOST = 6;

/** A bar for each work and target: CPU time a query as a multiple of the floor's. */
export function drawFigure(results: Results): string {
  const works = results.works.filter(({ floor, name }) => floor === name); // a share of another work's floor is another scale
  const targets = Object.keys(COLOURS).filter((target) => results.seen[target]);
  const parts: string[] = [];
  const xOf = (ratio: number) => LEFT + (Math.min(ratio, MOST) / MOST) * (WIDTH - LEFT - 60);
  let y = 40;
  for (const { name, what } of works) {
    parts.push(`<text x="8" y="${y + 13}">${name} ${what}</text>`);
    for (const target of targets) {
      const each = ratiosOf(results, target, name);
      if (each.length === 0) continue;
      const ratio = median(each);
      parts.push(`<rect x="${LEFT}" y="${y}" width="${(xOf(ratio) - LEFT).toFixed(1)}" height="${BAR - 3}" fill="${COLOURS[target]}"/>`);
      parts.push(`<text x="${(xOf(ratio) + 5).toFixed(1)}" y="${y + 12}" class="n">${ratio.toFixed(1)}${ratio > MOST ? ' »' : ''}</text>`);
      y += BAR;
    }
    y += 10;
  }
  const legend = targets.map(
    (target, index) =>
      `<rect x="${LEFT + index * LEGEND}" y="10" width="12" height="12" fill="${COLOURS[target]}"/><text x="${LEFT + 17 + index * LEGEND}" y="21">${target}</text>`,
  );
  const floor = `<line x1="${xOf(1).toFixed(1)}" x2="${xOf(1).toFixed(1)}" y1="34" y2="${y}" stroke="currentColor" stroke-dasharray="3 3"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 26}" role="img" aria-label="CPU time a query, as a multiple of the floor's">
<style>text { font: 13px system-ui, sans-serif; fill: #57606a } .n { font-size: 11px } line { color: #57606a }</style>
${[...legend, ...parts, floor].join('\n')}
<text x="${xOf(1).toFixed(1)}" y="${y + 14}" text-anchor="middle" class="n">the floor: node:http, undici, JSON</text>
</svg>
`;
}
