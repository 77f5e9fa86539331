import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, openBrowser } from '../../test/helpers/chromium.ts';
import { runDemo, SERVICES } from '../demo/run.ts';
import { stopEngines } from '../engine/engine.ts';
import { checkPage, githubPage } from './github-page.ts';
import { takePictures } from './pictures.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs the demo and takes the pictures of the documentation from what it leaves. */
async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === null) throw new Error('there is no Chromium on PATH');
  const scratch = await mkdtemp(join(tmpdir(), 'final-stage-pictures-'));
  try {
    const run = await runDemo(scratch, print);
    if (typeof run === 'string') throw new Error(`the demo cannot be run: ${run}`);
    const several = await runDemo(join(scratch, 'several'), print, SERVICES);
    if (typeof several === 'string' || several.check === undefined)
      throw new Error('the demo of several images made no check');
    const pages = {
      check: await writeCheck(scratch, several.check),
      report: run.outputs.get('report-html') ?? '',
      comment: await writePage(scratch, 'comment', run.comment ?? ''),
      summary: await writePage(scratch, 'summary', await readFile(run.summary, 'utf8')),
    };
    await using browser = openBrowser(chromium);
    const tooLarge = await takePictures(browser, pages, DOCS);
    for (const sentence of tooLarge) print(sentence);
    if (tooLarge.length > 0) process.exitCode = 1;
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

async function writeCheck(folder: string, check: Parameters<typeof checkPage>[0]): Promise<string> {
  const file = join(folder, 'check.html');
  await writeFile(file, checkPage(check));
  return file;
}

await main();
