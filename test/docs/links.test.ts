import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Every page that is, or is about to be, in the repository. */
const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));

/** Without what stands in code, where brackets mean something else. */
const proseOf = (text: string) =>
  text
    .replace(/^( *)(`{3,}).*\n[\s\S]*?^\1\2 *$/gm, '')
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, (code) => (code.includes('](') ? '' : code));

/** What a page links to, in each way that Markdown has, pictures included. */
const linksIn = (text: string) => {
  const prose = proseOf(text);
  return [
    ...prose.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g),
    ...prose.matchAll(/^\[[^\]]+\]: (\S+)$/gm),
    ...prose.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g),
    ...prose.matchAll(/<(https?:[^>\s]+)>/g),
  ].map(([, link = '']) => link);
};

/** The anchors of a page, as GitHub makes them of its headings: a repeated one gets a number. */
const anchorsOf = (text: string): ReadonlySet<string> => {
  const seen = new Map<string, number>();
  const headings = [...text.replace(/^( *)(`{3,}).*\n[\s\S]*?^\1\2 *$/gm, '').matchAll(/^#{1,6} (.+)$/gm)];
  return new Set(
    headings.map(([, heading = '']) => {
      const anchor = heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
        .replaceAll(' ', '-');
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      return times === 0 ? anchor : `${anchor}-${times}`;
    }),
  );
};

/** Why a link of a page leads nowhere; null when it leads somewhere. */
function faultOf(page: string, link: string, read: (file: string) => string | null): string | null {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return externalFault(link);
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (target.startsWith('..')) return `${link} leads out of the repository`;
  const text = read(target);
  if (text === null) return `${link}: nothing is there`;
  if (anchor === undefined || !target.endsWith('.md')) return null;
  return anchorsOf(text).has(decodeURIComponent(anchor)) ? null : `${link}: ${relative('.', target)} has no such heading`;
}

/** https alone; http where it is this machine. Whether somebody answers there is not asked: a test that needs the network fails for no fault of ours. */
function externalFault(link: string): string | null {
  if (!URL.canParse(link)) return `${link} is no address`;
  const { protocol, hostname, username } = new URL(link);
  if (username !== '') return `${link} holds a user name`;
  if (protocol === 'http:' && hostname === 'localhost') return null;
  return protocol === 'https:' && hostname.includes('.') ? null : `${link} is not https`;
}

const readFile = (file: string) => {
  const path = join(ROOT, file);
  if (!existsSync(path)) return null;
  return file.endsWith('.md') ? readFileSync(path, 'utf8') : '';
};

describe('the links', () => {
  it.each(PAGES)('of %s lead somewhere', (page) => {
    const faults = linksIn(readFile(page) ?? '').flatMap((link) => faultOf(page, link, readFile) ?? []);
    expect(faults).toEqual([]);
  });

  it('reach every page of docs/ from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached)
      for (const link of linksIn(readFile(page) ?? '').filter((link) => !/^[a-z]+:/.test(link)))
        if (/\.md(#|$)/.test(link)) reached.add(normalize(join(dirname(page), link.split('#')[0] ?? '')));
    expect(PAGES.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
  });
});

describe('what is named in passing', () => {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  /** Where people read: pages, comments, alerts, messages. Not this test, which names what is not there. */
  const texts = listed
    .split('\n')
    .filter((file) => /\.(md|ts|tsx|yaml|json)$|^\.ci\/|^Dockerfile$/.test(file) && !/package-lock|links\.test/.test(file))
    .filter((file) => existsSync(join(ROOT, file)))
    .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);

  it('is there: each page of docs/, with its heading', () => {
    const faults = texts.flatMap(([file, text]) =>
      [...text.matchAll(/(?<![\w/.-])docs\/[a-z-]+\.md(#[\w-]+)?/g)].flatMap(([name]) => {
        const fault = faultOf('README.md', name, readFile);
        return fault === null ? [] : `${file}: ${fault}`;
      }),
    );
    expect(faults).toEqual([]);
  });

  it('is there: each file of the repository that a page names by its whole path', () => {
    const named = texts
      .filter(([file]) => file.endsWith('.md'))
      .flatMap(([file, text]) =>
        [...text.matchAll(/`((?:src|test|bench|deploy|examples|reference|schema)\/[\w./-]+\.(?:ts|tsx|json|yaml))`/g)].map(
          ([, name = '']) => [file, name] as const,
        ),
      );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(([, name]) => !existsSync(join(ROOT, name)))).toEqual([]);
  });

  it('is there: each script of npm', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = texts.flatMap(([file, text]) =>
      [...text.matchAll(/npm run ([a-z][a-z:-]*[a-z])/g)].map(([, name = '']) => [file, name] as const),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(([, name]) => !(name in scripts))).toEqual([]);
  });
});

describe('a link that leads nowhere', () => {
  const other = '# Other page\n\n## Vad heter den? (åäö)\n\n```md\n# not a heading\n```\n## Twice\n## Twice\n';
  const there = (file: string) => ({ 'docs/a.md': '# A\n', 'docs/b.md': other, src: '' })[file] ?? null;

  it.each([
    '[b](c.md)',
    '[b](b.md#no-heading)',
    '[b](b.md#not-a-heading)',
    '[b](b.md#twice-2)',
    '[here](#b)',
    '[out](../../x.md)',
    '[plain](http://example.org)',
    '[half](https://example)',
    '[mail](mailto:a@b.example)',
    '<img src="c.svg">',
    '[`[List!]`](c.md)',
    '[b]: c.md',
  ])('%s is found', (text) => {
    expect(linksIn(text).flatMap((link) => faultOf('docs/a.md', link, there) ?? [])).toHaveLength(1);
  });

  it.each([
    '[b](b.md)',
    '[b](b.md#vad-heter-den-åäö)',
    '[b](b.md#twice-1)',
    '[a](#a)',
    '[src](../src)',
    '[x](https://example.org/a?b#c)',
    '<http://localhost:4000/>',
    '`[b](c.md)`',
    '```\n[b](c.md)\n```',
  ])('%s is none', (text) => {
    expect(linksIn(text).flatMap((link) => faultOf('docs/a.md', link, there) ?? [])).toEqual([]);
  });
});
