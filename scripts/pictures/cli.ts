import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, openBrowser, type Browser, type Look } from '../../test/helpers/chromium.ts';
import { runDemo } from '../demo/run.ts';
import { stopEngines } from '../engine/engine.ts';
import { githubPage } from './github-page.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const MAX_BYTES = 200_000;
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** A picture of a page: how it is looked at, what is done first, and which part of it is taken. */
type Picture = {
  readonly name: string;
  readonly page: string;
  readonly look: Look;
  readonly step?: string;
  readonly part?: string;
};

const DESKTOP = { width: 1120, height: 860 };
const TO_EXPLORER = `document.getElementById('explorer').previousElementSibling.previousElementSibling.scrollIntoView()`;
const ZOOM = `document.querySelector('[data-view="candidate"] .tile.opens').click()`;
const SEARCH = `(() => { const field = document.getElementById('search'); field.value = 'tool linux'; field.dispatchEvent(new Event('input')); })()`;

/** Runs the demo and takes the pictures of the documentation from what it leaves. */
async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === null) throw new Error('there is no Chromium on PATH');
  const scratch = await mkdtemp(join(tmpdir(), 'final-stage-pictures-'));
  try {
    const run = await runDemo(scratch, print);
    if (typeof run === 'string') throw new Error(`the demo cannot be run: ${run}`);
    const report = run.outputs.get('report-html') ?? '';
    const comment = await writePage(scratch, 'comment', run.comment ?? '');
    const summary = await writePage(scratch, 'summary', await readFile(run.summary, 'utf8'));
    await using browser = await openBrowser(chromium);
    for (const picture of picturesOf({ report, comment, summary })) await take(browser, picture);
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await stopEngines();
  }
}

const TITLES = {
  comment: '<b>github-actions</b> <i>bot</i> commented now',
  summary: '<b>image</b> summary',
};

async function writePage(folder: string, kind: 'comment' | 'summary', markdown: string): Promise<string> {
  const file = join(folder, `${kind}.html`);
  await writeFile(file, githubPage(markdown, { kind, title: TITLES[kind] }));
  return file;
}

type Pages = Readonly<Record<'report' | 'comment' | 'summary', string>>;

function picturesOf({ report, comment, summary }: Pages): readonly Picture[] {
  const github = { width: 900, height: 700 };
  return [
    { name: 'comment', page: comment, look: github, part: 'body' },
    { name: 'summary', page: summary, look: github, part: 'body' },
    { name: 'report', page: report, look: DESKTOP },
    { name: 'report-explorer', page: report, look: DESKTOP, step: TO_EXPLORER },
    { name: 'report-dark', page: report, look: { ...DESKTOP, scheme: 'dark' }, step: TO_EXPLORER },
    { name: 'report-zoomed', page: report, look: DESKTOP, step: `${ZOOM}; ${ZOOM}; ${TO_EXPLORER}` },
    { name: 'report-searched', page: report, look: DESKTOP, step: `${SEARCH}; ${TO_EXPLORER}` },
    { name: 'report-narrow', page: report, look: { width: 360, height: 760 }, step: TO_EXPLORER },
  ];
}

async function take(browser: Browser, { name, page: file, look, step, part }: Picture): Promise<void> {
  const page = await browser.open(file, look);
  if (step !== undefined) await page.evaluate(step);
  const png = await page.picture(part);
  await page.close();
  if (png.length > MAX_BYTES)
    throw new Error(`docs/${name}.png has ${png.length} bytes, expected at most ${MAX_BYTES}`);
  await writeFile(join(DOCS, `${name}.png`), png);
  print(`docs/${name}.png ${(png.length / 1000).toFixed(0)} kB`);
}

await main();
