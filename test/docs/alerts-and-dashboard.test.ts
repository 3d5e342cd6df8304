import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { startOffice } from '../support/office.ts';
import { temporaryFile } from '../support/tokens.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const rules = read('deploy/prometheus/alerts.yaml');
const tests = read('deploy/prometheus/alerts.test.yaml');
const operations = read('docs/operations.md');
const runbook = read('docs/runbook.md');

type Panel = {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
};
const { panels } = JSON.parse(read('deploy/grafana/dashboard.json')) as { panels: readonly Panel[] };

/** CI must have it: .ci/run. */
const hasPromtool = spawnSync('promtool', ['--version']).status === 0 || process.env.CI === 'true';

/** Of Prometheus itself, about whatever it reads. */
const PROMETHEUS_OWN = ['up'];
const alertNames = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
const ruleExpressions = [...rules.matchAll(/expr: >-\n\s+(.*)\n/g)].map(([, expression = '']) => expression);
const panelExpressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

const namesIn = (expression: string) =>
  [...expression.matchAll(/\b(?:gateway|nodejs|process)_\w+|\bup\b/g)]
    .map(([name]) => name)
    .filter((name) => !PROMETHEUS_OWN.includes(name));
/** `[metric, label, value]` for each value that an expression looks for, save of the labels that Prometheus adds. */
const valuesIn = (expression: string) =>
  [...expression.matchAll(/(\w+)\{([^}]*)\}/g)].flatMap(([, metric = '', matchers = '']) =>
    [...matchers.matchAll(/(\w+)=~?"([^"]*)"/g)]
      .filter(([, label]) => label !== 'job')
      .flatMap(([, label = '', values = '']) => values.split('|').map((value) => [metric, label, value] as const)),
  );

describe('the alerts and the dashboard', () => {
  let series: readonly string[] = [];
  beforeAll(async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office, { METRICS_TOKEN });
    series = Object.keys(await readMetrics(gateway));
  });

  it.each([
    ['the alerts', ruleExpressions],
    ['the dashboard', panelExpressions],
  ])('%s ask for what a gateway tells from its start, and for nothing else', (_where, expressions) => {
    expect(expressions.length).toBeGreaterThan(10);
    const exposed = new Set(series.map((name) => name.split('{')[0]));
    expect(expressions.flatMap(namesIn).filter((name) => !exposed.has(name))).toEqual([]);
    const unknown = expressions
      .flatMap(valuesIn)
      .filter(([metric, label, value]) => !series.some((name) => name.startsWith(`${metric}{`) && name.includes(`${label}="${value}"`)));
    expect(unknown).toEqual([]);
  });

  it('show each metric of the gateway on the dashboard, and explain it in the docs', () => {
    const own = new Set(series.flatMap((name) => /^gateway_\w+?(?=(_bucket|_sum|_count)?(\{|$))/.exec(name)?.[0] ?? []));
    const shown = panelExpressions.join(' ');
    expect([...own].filter((name) => !shown.includes(name))).toEqual([]);
    expect([...operations.matchAll(/^\| `(gateway_\w+)`/gm)].map(([, name]) => name).sort()).toEqual([...own].sort());
  });

  it('have one entry each in the runbook, and no entry without an alert', () => {
    const entries = runbook.split(/^### /m).slice(1);
    expect(entries.map((entry) => entry.split('\n')[0])).toEqual(alertNames);
    expect([...rules.matchAll(/runbook: (\S+)/g)].map(([, anchor]) => anchor)).toEqual(
      alertNames.map((name) => `docs/runbook.md#${name.toLowerCase()}`),
    );
    for (const entry of entries) expect(entry).toMatch(/^- \*\*Meaning\*\*.*^- \*\*Look at\*\*.*^- \*\*Do\*\*/ms);
  });

  it.each([
    ['runbook', runbook],
    ['operations page', operations],
  ])('have each panel that the %s names', (_page, text) => {
    const named = [...text.matchAll(/(?<![\w`])_([A-Z][^_`]+)_(?!\w)/g)].map(([, title]) => title);
    const titles = panels.map(({ title }) => title);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((title = '') => !titles.includes(title))).toEqual([]);
  });

  it('have a test of each alert that fires, and one that does not', () => {
    const cases = [...tests.matchAll(/- name: (.*)/g)].map(([, name]) => name);
    expect(cases).toEqual(alertNames.flatMap((name) => [`${name} fires`, `${name} stays quiet`]));
  });

  it.skipIf(!hasPromtool)('are written in the language of Prometheus', () => {
    const rules = panelExpressions.map((expression, index) => ({
      record: `panel:${index}`,
      expr: expression.replaceAll('$__rate_interval', '1m').replaceAll('$job', '.*'),
    }));
    const file = temporaryFile('panels.yaml', JSON.stringify({ groups: [{ name: 'panels', rules }] })); // JSON is YAML too
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
    expect(stdout + stderr).toContain(`${rules.length} rules found`);
    expect(status).toBe(0);
  });

  it('have panels with ids of their own, none upon another', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(taken).size).toBe(taken.length);
  });
});
