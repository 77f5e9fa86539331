import { describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { renderHtml } from '../../src/report/html.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import type { GateReport } from '../../src/report/report.ts';
import { CASES } from './cases.ts';
import { findChromium, openBrowser, type Look, type Page } from '../helpers/chromium.ts';
import { exploredReport } from '../helpers/explored-report.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { testWith } from '../helpers/untested.ts';

const folder = temporaryFolder();
const inBrowser = testWith(findChromium(), 'there is no Chromium on PATH');
const EXPLORED = exploredReport();
let written = 0;

/** Shows reports, or pages that were made of them, to a browser, and fails where a page logs, requests or violates anything. */
async function show(
  program: string,
  reports: readonly (readonly [
    shown: GateReport | string,
    look: Look,
    work: (page: Page) => Promise<void>,
  ])[],
): Promise<void> {
  await using browser = openBrowser(program);
  for (const [shown, look, work] of reports) {
    const file = join(folder, `${++written}.html`);
    writeFileSync(file, typeof shown === 'string' ? shown : renderHtml(shown));
    const page = await browser.open(file, look);
    await work(page);
    expect(page.problems).toEqual([]);
    await page.close();
  }
}

const text = (selector: string) => `document.querySelector(${JSON.stringify(selector)})?.textContent ?? null`;
const count = (selector: string) => `document.querySelectorAll(${JSON.stringify(selector)}).length`;
const click = (selector: string) => `document.querySelector(${JSON.stringify(selector)}).click()`;
const tile = (name: string, side = 'candidate') => `[data-view="${side}"] .tile[data-path="${name}"]`;
const FOCUSED = `(document.activeElement.querySelector('.unseen') ?? document.activeElement).textContent`;
const search = (words: string) =>
  `(() => { const field = document.getElementById('search'); field.focus(); field.value = ${JSON.stringify(words)};
    field.dispatchEvent(new Event('input')); })()`;
const isShown = (selector: string) =>
  `document.querySelector(${JSON.stringify(selector)})?.checkVisibility() ?? false`;

describe('the page in a browser', () => {
  inBrowser('walks into directories and back, by mouse and by keyboard', (program) =>
    show(program, [
      [
        EXPLORED,
        {},
        async (page) => {
          expect(await page.evaluate(text('.way'))).toBe('/');
          await page.evaluate(`document.querySelector(${JSON.stringify(tile('/usr'))}).focus()`);
          expect(await page.evaluate(text('.detail'))).toMatch(/^\/usr: 5\d\d\.\d kB, 120\.0 kB before \(\+/);
          await page.press('Enter');
          expect(await page.evaluate(text('.way'))).toBe('/usr');
          expect(await page.evaluate(FOCUSED)).toMatch(/^\/usr\/lib: 390\.0 kB/);
          await page.press('Enter');
          expect(await page.evaluate(text('.way'))).toBe('/usrlib');
          await page.press('Escape');
          expect(await page.evaluate(FOCUSED)).toMatch(/^\/usr\/lib: /);
          await page.press('End');
          const last = await page.evaluate(FOCUSED);
          await page.press('Home');
          expect(await page.evaluate(FOCUSED)).toMatch(/^\/usr\/lib: /);
          expect(last).not.toBe(await page.evaluate(FOCUSED));
          await page.press('ArrowRight');
          expect(await page.evaluate(FOCUSED)).not.toMatch(/^\/usr\/lib: /);
          await page.press('ArrowLeft');
          expect(await page.evaluate(FOCUSED)).toMatch(/^\/usr\/lib: /);
          await page.evaluate(click('.way button'));
          expect(await page.evaluate(text('.way'))).toBe('/');
          expect(await page.evaluate(FOCUSED)).toMatch(/^\/usr: /);
          await page.evaluate(click(tile('/app', 'baseline')));
          expect(await page.evaluate(text('.way'))).toBe('/app');
          expect(await page.evaluate(count(tile('/app/old.so', 'baseline')))).toBe(1);
          expect(await page.evaluate(count(tile('/app/old.so')))).toBe(0);
          await page.evaluate(click(tile('/app/server')));
          expect(await page.evaluate(text('.detail'))).toBe(
            '/app/server: 50.0 kB, 70.0 kB before (−20.0 kB)',
          );
        },
      ],
    ]),
  );

  inBrowser(
    'groups by instruction, package and class, shows what changed, and has a table of the same',
    (program) =>
      show(program, [
        [
          EXPLORED,
          {},
          async (page) => {
            await page.evaluate(click('#group-by-instructions'));
            expect(await page.evaluate(count(tile('Dockerfile:5 RUN apt-get install -y gcc')))).toBe(1);
            await page.evaluate(click(tile('Dockerfile:5 RUN apt-get install -y gcc')));
            expect(await page.evaluate(count(tile('/usr/lib')))).toBe(1);
            await page.evaluate(click('#group-by-classes'));
            expect(await page.evaluate(text('.way'))).toBe('everything');
            await page.evaluate(click('#group-by-directories'));
            await page.evaluate(click('#areas-show-change'));
            expect(await page.evaluate(count('.map'))).toBe(1);
            expect(await page.evaluate(count(tile('/usr', 'change')))).toBe(1);
            expect(await page.evaluate(count(tile('/etc', 'change')))).toBe(0);
            const rows = await page.evaluate(
              `[...document.querySelectorAll('#explorer tbody tr')].map((row) => row.cells[0].textContent)`,
            );
            expect(rows).toEqual(['usr', 'app', 'etc']);
          },
        ],
      ]),
  );

  inBrowser('finds paths and packages, and says what has no name in it', (program) =>
    show(program, [
      [
        EXPLORED,
        {},
        async (page) => {
          await page.evaluate(search('lib gcc'));
          expect(await page.evaluate(text('.search [role=status]'))).toMatch(/^2 matches\./);
          await page.press('ArrowDown', 'ArrowDown');
          expect(await page.evaluate(FOCUSED)).toMatch(/^\/usr\/lib\/gcc\/cc1 file 300\.0 kB/);
          await page.press('Enter');
          expect(await page.evaluate(text('.way'))).toBe('/usrlibgcc');
          expect(await page.evaluate(FOCUSED)).toMatch(/^\/usr\/lib\/gcc\/cc1: 300\.0 kB, new/);
          await page.evaluate(search('nowhere'));
          expect(await page.evaluate(text('.search [role=status]'))).toMatch(
            /^Nothing that this page names matches\./,
          );
          await page.press('Escape');
          expect(await page.evaluate(`document.getElementById('search').value`)).toBe('');
          await page.evaluate(search('unowned'));
          await page.press('ArrowDown', 'Enter');
          expect(await page.evaluate(`document.getElementById('group-by-packages').checked`)).toBe(true);
        },
      ],
    ]),
  );

  inBrowser('filters findings by severity and status', (program) =>
    show(program, [
      [
        EXPLORED,
        {},
        async (page) => {
          await page.evaluate(click('#severity-error'));
          expect(await page.evaluate(count('.finding:not([hidden])'))).toBe(2);
          expect(await page.evaluate(text('#finding-filter [role=status]'))).toBe(
            '2 of 3 findings are shown.',
          );
          await page.evaluate(click('#severity-warning'));
          expect(await page.evaluate(isShown('#introduced'))).toBe(false);
          await page.evaluate(
            `${click('#severity-error')}; ${click('#severity-warning')}; ${click('#status-persisting')}`,
          );
          expect(await page.evaluate(count('.finding:not([hidden])'))).toBe(2);
        },
      ],
    ]),
  );

  inBrowser('says everything without scripts, too', (program) =>
    show(program, [
      [
        EXPLORED,
        { isScriptOff: true },
        async (page) => {
          expect(await page.evaluate(isShown('.views'))).toBe(true);
          expect(await page.evaluate(isShown('#explorer'))).toBe(false);
          expect(await page.evaluate(isShown('#finding-filter'))).toBe(false);
          expect(await page.evaluate(text('.dockerfile tbody tr:nth-child(7)'))).toContain(
            'ENV API_TOKEN=***',
          );
          expect(await page.evaluate(text('.layers'))).toContain(
            '12.3 kB in 1 file that a container does not see',
          );
          expect(await page.evaluate(text('ol.why'))).toBe('build-essentialgccgcc-12');
        },
      ],
    ]),
  );
});

const AXE = join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js');
const NARROW: Look = { width: 360, height: 740 };
const UNFOLDED = `for (const one of document.querySelectorAll('details')) one.open = true`;
const LOOKS: readonly (readonly [string, Look, string])[] = [
  ['light', {}, ''],
  ['dark', { scheme: 'dark' }, ''],
  ['narrow', NARROW, ''],
  ['narrow and dark', { ...NARROW, scheme: 'dark' }, ''],
  ['zoomed', {}, click(tile('/usr'))],
  ['zoomed and dark', { scheme: 'dark' }, click(tile('/usr'))],
  ['showing changes', {}, click('#areas-show-change')],
  ['searched', {}, search('usr')],
  ['searched and dark', { scheme: 'dark' }, search('usr')],
  ['unfolded', {}, UNFOLDED],
];

const SEVERAL: RunReport = {
  ...{ schemaVersion: 1, tool: { name: 'final-stage', version: '0.0.0' } },
  images: [
    ...CASES.map(({ name, report }): RunReport['images'][number] => ({ name, kind: 'judged', report })),
    {
      name: 'ghcr.io/organization/team/a-service-with-a-long-name',
      kind: 'no-verdict',
      reason: 'it does not build',
    },
  ],
};

describe('an accessibility checker finds nothing wrong with the page', () => {
  const axe = readFileSync(AXE, 'utf8');
  // The checker is a script itself, and runs where the page's own is taken out.
  const scriptless = renderHtml(EXPLORED).replace(/<script>[^]*?<\/script>/, '');
  const looks = [
    ...LOOKS.map((look) => [...look, EXPLORED] as const),
    ['scriptless', {}, '', scriptless] as const,
    ...CASES.map(({ name, report }) => [`of the case ${name}, narrow`, NARROW, UNFOLDED, report] as const),
    ['of several images, narrow', NARROW, UNFOLDED, renderRunHtml(SEVERAL)] as const,
    ['of several images', {}, '', renderRunHtml(SEVERAL)] as const,
  ];
  for (const [name, look, step, shown] of looks) {
    inBrowser(name, (program) =>
      show(program, [
        [
          shown,
          look,
          async (page) => {
            await page.evaluate(`(() => { ${step} })()`);
            await page.evaluate(`(() => { ${axe} })()`);
            expect(await page.evaluate(VIOLATIONS)).toEqual([]);
            expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
          },
        ],
      ]),
    );
  }
});

/** Rules that are broken, each with the first elements that break it. */
const VIOLATIONS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 150)).slice(0, 3).join(' | ')))`;

type Element = DefaultTreeAdapterMap['element'];

/** All elements of a page, by a parser that follows the standard as browsers do. */
function elementsOf(html: string): readonly Element[] {
  const walk = (node: DefaultTreeAdapterMap['node']): readonly Element[] => [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(walk) : []),
  ];
  return walk(parse(html));
}

const HOSTILE = [
  '</script><script>document.title="seen"</script>',
  '<!--<script>',
  '<img src=x onerror="document.title=\'seen\'">',
  '"><svg onload="document.title=\'seen\'">',
  "' autofocus onfocus='document.title=1",
  '</style><style>*{color:red}</style>',
  'javascript:document.title="seen"',
  '{{constructor.constructor("document.title=1")()}}',
  '\u202e\u2066\u0000\u2028\u2029\ud800\udc80',
  '`${document.title="seen"}`',
  '__proto__',
  'constructor',
  '</textarea></title></head></body></html>',
  ']]>',
  '&lt;script&gt;',
];
const hostileText = fc
  .array(fc.constantFrom(...HOSTILE, 'a', '/', ' '), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));

/** Every text that an image, a Dockerfile or a repository has a say in, replaced. */
function poison(value: unknown, texts: () => string, key = ''): unknown {
  if (typeof value === 'string') return OURS.has(key) || /^[0-9a-f]{64}$/.test(value) ? value : texts();
  if (Array.isArray(value)) return value.map((one) => poison(one, texts, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, texts, name)]));
}
/** What can only be one of few words. */
const OURS = new Set([
  'kind',
  'severity',
  'status',
  'ruleId',
  'category',
  'visibility',
  'origin',
  'conclusion',
  'mode',
  'cause',
  'name-of-tool',
]);

function poisoned(texts: readonly string[]): GateReport {
  let next = 0;
  const replaced = poison(EXPLORED, () => texts[next++ % texts.length] ?? '') as GateReport;
  return { ...replaced, schemaVersion: 1 };
}

describe('hostile strings', () => {
  test('make no element, no attribute and no script, by a parser that follows the standard', () => {
    const shapeOf = (html: string) =>
      elementsOf(html).map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`);
    const harmless = shapeOf(renderHtml(poisoned(['harmless'])));
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 7 }), (texts) => {
        const shape = shapeOf(renderHtml(poisoned(texts)));
        expect(shape.filter((one) => !harmless.includes(one))).toEqual([]);
        expect(shape.filter((one) => one.startsWith('script'))).toHaveLength(2);
      }),
      { numRuns: 20 },
    );
  });

  inBrowser('do nothing in a browser that walks through all of them', (program) =>
    show(program, [
      [
        poisoned(HOSTILE),
        {},
        async (page) => {
          const title = await page.evaluate('document.title');
          const before = await page.evaluate(
            count('script, style, img, iframe, object, link, form, svg[onload], [onerror], [onfocus]'),
          );
          expect(before).toBe(3);
          for (const grouping of ['directories', 'instructions', 'packages', 'classes']) {
            await page.evaluate(click(`#group-by-${grouping}`));
            for (let step = 0; step < 4; step++)
              await page.evaluate(`document.querySelector('.tile.opens')?.click()`);
            await page.evaluate(`for (const tile of document.querySelectorAll('.tile')) tile.focus()`);
          }
          for (const words of ['script', 'img', '"', '__proto__']) await page.evaluate(search(words));
          expect(
            await page.evaluate(
              count('script, style, img, iframe, object, link, form, svg[onload], [onerror], [onfocus]'),
            ),
          ).toBe(before);
          expect(await page.evaluate('document.title')).toBe(title);
          expect(await page.evaluate(count('.tile'))).toBeGreaterThan(0);
        },
      ],
    ]),
  );
});
