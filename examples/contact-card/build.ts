import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGE = new URL('../../src/sandbox/contact-card.html', import.meta.url);
const ORIGIN = '<!-- Built from examples/contact-card by: node examples/contact-card/build.ts -->';
/** A house, drawn here: the browser would ask for a picture of its own accord, and the policy lets none in. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230b5d4b'/%3E%3Cpath d='M7 16 16 8l9 8v9h-6v-6h-6v6H7z' fill='%23fff'/%3E%3C/svg%3E";

const inPage = (file: string): string => fileURLToPath(new URL(`page/${file}`, import.meta.url));

/** The page as one file with its script and style in it: the same text for the same sources. */
export async function buildPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: { script: inPage('main.tsx'), style: inPage('style.css') },
    bundle: true,
    minify: true,
    write: false,
    outdir: fileURLToPath(new URL('out', import.meta.url)),
    absWorkingDir: import.meta.dirname,
    charset: 'utf8',
    format: 'iife',
    platform: 'browser',
    target: ['es2022', 'safari16'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: {},
  });
  const textOf = (name: string) => outputFiles.find(({ path }) => path.endsWith(name))?.text.trim() ?? '';
  return [
    ORIGIN, // before the doctype it is a comment as well, and the first thing that a reader of the file sees
    '<!doctype html>',
    '<html lang="sv">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<title>Kontaktkort</title>',
    `<link rel="icon" href="${ICON}">`,
    `<style>${textOf('style.css')}</style>`,
    '</head>',
    '<body>',
    '<div id="root"></div>',
    '<noscript>Kontaktkortet behöver JavaScript. The contact card needs JavaScript.</noscript>',
    `<script>${textOf('script.js')}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

export const builtPage = (): string => readFileSync(PAGE, 'utf8');

if (import.meta.main) {
  const html = await buildPage();
  writeFileSync(PAGE, html);
  process.stdout.write(`${fileURLToPath(PAGE)}: ${Buffer.byteLength(html)} bytes\n`);
}
