import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Look } from '../../test/helpers/chromium.ts';

const MAX_BYTES = 200_000;

/** A picture of a page: how it is looked at, what is done first, and which part of it is taken. */
type Picture = {
  readonly name: string;
  readonly page: string;
  readonly look: Look;
  readonly step?: string;
  readonly part?: string;
};

/** Files of the pages that pictures are taken of. */
export type Pages = Readonly<Record<'report' | 'comment' | 'summary' | 'check', string>>;

const GITHUB = { width: 900, height: 860 };
const DESKTOP = { width: 1120, height: 860 };
const TO_EXPLORER = `document.querySelector('.views').previousElementSibling.scrollIntoView()`;
const ZOOM = `document.querySelector('[data-view="candidate"] .tile.opens').click()`;
const SEARCH = `(() => { const field = document.getElementById('search'); field.value = 'tool linux'; field.dispatchEvent(new Event('input')); })()`;

function picturesOf({ report, comment, summary, check }: Pages): readonly Picture[] {
  return [
    { name: 'comment', page: comment, look: GITHUB },
    { name: 'summary', page: summary, look: GITHUB },
    { name: 'check', page: check, look: { ...GITHUB, height: 1100 } },
    { name: 'report-explorer', page: report, look: DESKTOP, step: TO_EXPLORER },
    { name: 'report-dark', page: report, look: { ...DESKTOP, scheme: 'dark' }, step: TO_EXPLORER },
    { name: 'report-zoomed', page: report, look: DESKTOP, step: `${ZOOM}; ${ZOOM}; ${TO_EXPLORER}` },
    { name: 'report-searched', page: report, look: DESKTOP, step: `${SEARCH}; ${TO_EXPLORER}` },
    { name: 'report-narrow', page: report, look: { width: 360, height: 760 }, step: TO_EXPLORER },
  ];
}

/** Takes all pictures into a folder, and gives a sentence for each that is too large. */
export async function takePictures(
  browser: Browser,
  pages: Pages,
  folder: string,
): Promise<readonly string[]> {
  const sizes: (readonly [name: string, bytes: number])[] = [];
  for (const { name, page: file, look, step, part } of picturesOf(pages)) {
    const page = await browser.open(file, look);
    if (step !== undefined) await page.evaluate(step);
    const png = await page.picture(part);
    await page.close();
    await writeFile(join(folder, `${name}.png`), png);
    sizes.push([name, png.length]);
  }
  return sizes
    .filter(([, bytes]) => bytes > MAX_BYTES)
    .map(([name, bytes]) => `${name}.png has ${bytes} bytes, expected at most ${MAX_BYTES}`);
}
