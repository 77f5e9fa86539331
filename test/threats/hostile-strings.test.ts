import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { marked } from 'marked';
import { parse, parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { renderMarked, parseMarked } from '../../src/github/marker.ts';
import { renderAnnotations, toAnnotations } from '../../src/report/annotations.ts';
import { toCheckDetails, toRunCheckDetails } from '../../src/report/check-details.ts';
import { renderFixJson, renderFixText } from '../../src/report/fix-text.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderNoVerdict } from '../../src/report/no-verdict.ts';
import { renderFixPatch } from '../../src/report/patch.ts';
import { MAX_COMMENT_SIZE, renderPrComment } from '../../src/report/pr-comment.ts';
import type { GateReport } from '../../src/report/report.ts';
import { renderRunAnnotations, toRunAnnotations } from '../../src/report/run-annotations.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import { renderRunComment, renderRunSummary } from '../../src/report/run-markdown.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { renderRunSarif } from '../../src/report/run-sarif.ts';
import { toRunSuggestions } from '../../src/report/run-suggestions.ts';
import { renderRunTerminal } from '../../src/report/run-terminal.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { MAX_SUMMARY_SIZE, renderStepSummary } from '../../src/report/step-summary.ts';
import { toSuggestions } from '../../src/report/suggestion.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import type { UnchangedReport } from '../../src/report/unchanged.ts';
import { renderBadge } from '../../src/report/trend-badge.ts';
import { renderHistory, type SizeHistory, type TrendPoint } from '../../src/report/trend.ts';
import { renderTrendFile } from '../../src/report/trend-svg.ts';
import { renderUnchangedComment, UNCHANGED_RENDERERS } from '../../src/report/unchanged-formats.ts';
import { renderWhyJson, renderWhyText, type WhyReport } from '../../src/report/why-text.ts';
import { RULES } from '../../src/rules/index.ts';
import { COMMAND, HOSTILE_TEXTS, poisoned } from '../helpers/hostile-texts.ts';
import { readStepLog } from '../helpers/workflow-commands.ts';
import { CASES } from '../report/cases.ts';

const PLACE = {
  key: 'k',
  headSha: 'a'.repeat(40),
  reportUrl: 'https://github.com/o/r/actions/runs/1',
  sourceUrl: 'https://github.com/o/r/blob/abc/',
  htmlUrl: 'https://pages.example/1/',
};

/** Commits and times of a history are refused where they are none: only its name is anybody's text. */
const trendOf = ({ candidate }: GateReport): readonly TrendPoint[] =>
  [1, 2].map((size) => ({
    commit: 'a'.repeat(40),
    date: `2026-11-0${size}T00:00:00Z`,
    contentBytes: candidate.contentBytes * size,
    rootfsBytes: 1,
    transferBytes: 1,
  }));

const historyOf = (report: GateReport): SizeHistory => ({
  ...{ schemaVersion: 1, image: report.findings[0]?.subject ?? '' },
  points: trendOf(report),
});

/** What a renderer makes of a report, and who reads that: the reader fails where something means more than its text. */
type Renderer = {
  readonly render: (report: GateReport) => readonly string[];
  readonly read: (output: string, report: GateReport) => void;
  /** Most bytes of one output; absent: as many as the report has. */
  readonly maxBytes?: number;
};

const whyReport = ({ tool, candidate, findings, notices, fixes }: GateReport): WhyReport => {
  const [text, other] = [findings[0]?.subject ?? '', findings[0]?.message ?? ''];
  const layer = { ordinal: 1, diffID: `sha256:${'1'.repeat(64)}`, instruction: findings[0]?.primary ?? null };
  const names = [text, other, ...fixes.map(({ patch }) => patch)];
  return {
    ...{ schemaVersion: 1, tool, image: candidate, query: text, notices },
    answer: {
      file: {
        ...{ path: text, leadsTo: other, type: 'regular', versionsOmitted: 2 },
        versions: [{ layer, visibility: 'visible', bytes: 1 }],
      },
      packages: [
        {
          ...{ purl: `pkg:npm/${text}@1`, installed: true, requested: null, layer, places: names },
          because: findings[0]?.because ?? null,
          ...{ neededBy: names, neededByOmitted: 1, recommendedBy: names, recommendedByOmitted: 1 },
          ...{ onlyFor: names, onlyForOmitted: 1, bytes: 1, bytesWithIt: 2 },
        },
      ],
      packagesOmitted: 1,
    },
  };
};

const fixReport = ({ tool, candidate, findings, fixes, notices }: GateReport) => ({
  ...{ schemaVersion: 1 as const, tool, candidate, fixes, builds: 1, notices },
  unfixed: findings.map(({ fingerprint, ruleId, subject, message }) => {
    return { fingerprint, ruleId, subject, reason: 'failed' as const, why: message };
  }),
});

const NO_SIZE = { baseline: null, candidate: null, delta: null, percent: null };

const unchangedReport = ({ tool, notices, findings }: GateReport): UnchangedReport => ({
  ...{ schemaVersion: 1, tool, mode: 'check', candidate: null, baseline: null, causes: null },
  size: { content: NO_SIZE, rootfs: NO_SIZE, hidden: NO_SIZE, transfer: NO_SIZE, pull: null },
  ...{ findings: [], places: [], requested: null, composedFiles: [], budgets: [], trend: [], fixes: [] },
  ledger: { byInstruction: [], byOwner: [], byClass: [], byDirectory: [] },
  verdict: { conclusion: 'success', violations: [], allowed: [], proposed: [] },
  notices: [...notices, ...findings.map(({ message }) => ({ code: 'unchanged', message }))],
});

const runReport = (report: GateReport): RunReport => {
  const [name, reason] = [report.findings[0]?.subject ?? 'a', report.findings[0]?.message ?? 'b'];
  return {
    ...{ schemaVersion: 1, tool: report.tool },
    images: [
      { name, kind: 'judged', report },
      { name: `${name} 2`, kind: 'unchanged', report: unchangedReport(report) },
      { name: `${name} 3`, kind: 'no-verdict', reason },
    ],
  };
};

/** Every renderer by the name of its function. A new one gets a line here, or the test at the end fails. */
const RENDERERS: Readonly<Record<string, Renderer>> = {
  renderBadge: {
    render: (report) => [renderBadge(report)],
    read: (output) => {
      expect(Object.keys(JSON.parse(output) as object).sort()).toEqual([
        'color',
        'label',
        'message',
        'schemaVersion',
      ]);
    },
  },
  renderTrendFile: {
    render: (report) => [renderTrendFile(trendOf(report), report.findings[0]?.subject ?? '')],
    read: readPicture,
  },
  renderHistory: {
    render: (report) => [renderHistory(historyOf(report))],
    read: (output, report) => {
      expect(JSON.parse(output)).toEqual(JSON.parse(JSON.stringify(historyOf(report))));
    },
  },
  renderPrComment: {
    render: (report) => [renderPrComment(report, PLACE)],
    read: readMarkdown,
    maxBytes: MAX_COMMENT_SIZE,
  },
  renderStepSummary: {
    render: (report) => [renderStepSummary(report)],
    read: readMarkdown,
    maxBytes: MAX_SUMMARY_SIZE,
  },
  renderNoVerdict: {
    render: (report) => report.findings.map(({ message }) => renderNoVerdict(message, PLACE)),
    read: readMarkdown,
    maxBytes: 10_000,
  },
  toSuggestions: {
    render: (report) => toSuggestions(report).flatMap((parts) => parts.map(({ text }) => text)),
    read: readMarkdown,
    maxBytes: MAX_COMMENT_SIZE,
  },
  toCheckDetails: {
    render: (report) => {
      const { text, title, summary, annotations } = checkOf(report);
      const plain = [title, summary, ...annotations.flatMap((one) => [one.title, one.message])];
      for (const one of plain) expect(one).not.toMatch(HIDDEN);
      return [text];
    },
    read: readMarkdown,
    maxBytes: MAX_COMMENT_SIZE,
  },
  toRunSuggestions: {
    render: (report) => {
      const { tool } = report;
      const names = [1, 2, 3].map((count) => `${report.findings[0]?.subject ?? 'a'} ${count}`);
      const images = names.map((name) => ({ name, kind: 'judged' as const, report }));
      return toRunSuggestions({ schemaVersion: 1, tool, images }).flatMap((parts) =>
        parts.map(({ text }) => text),
      );
    },
    read: readMarkdown,
    maxBytes: MAX_COMMENT_SIZE,
  },
  toRunCheckDetails: {
    render: (report) => {
      const images = runReport({ ...report, findings: manyFindings(report) });
      const { text, title, summary, annotations } = toRunCheckDetails(images, PLACE) ?? NO_CHECK;
      const plain = [title, summary, ...annotations.flatMap((one) => [one.title, one.message])];
      for (const one of plain) expect(one).not.toMatch(HIDDEN);
      return [text];
    },
    read: readMarkdown,
    maxBytes: MAX_COMMENT_SIZE,
  },
  renderMarked: {
    render: (report) => [renderMarked(renderPrComment(report, PLACE), markerOf(report))],
    read: (output, report) => {
      const { key } = markerOf(report);
      const read = parseMarked(output);
      expect(read?.marker.key).toBe(key.replace(/\p{Surrogate}/gu, '\uFFFD'));
      // In a fence it is text.
      expect(output.match(/^<!--/gm)).toHaveLength(1);
    },
  },
  renderAnnotations: {
    render: (report) => [renderAnnotations(report)],
    read: (output, report) => {
      const { annotations, lines, groups, masks, droppedAnnotations } = readStepLog(output);
      const expected = toAnnotations(report);
      expect(annotations.map(({ message }) => message)).toEqual(expected.map(({ message }) => message));
      expect([lines, groups, masks, droppedAnnotations]).toEqual([[''], [], [], 0]);
      for (const { title, message } of expected) expect(title + message).not.toMatch(HIDDEN);
    },
    maxBytes: 150_000,
  },
  renderTerminal: {
    render: (report) => [renderTerminal(report, { colour: false, width: 100 })],
    read: readTerminal,
  },
  renderHtml: { render: (report) => [renderHtml(report)], read: readPage, maxBytes: 2_000_000 },
  renderSarif: { render: (report) => [renderSarif(report)], read: readSarif },
  renderJson: {
    render: (report) => [renderJson(report)],
    read: (output, report) => {
      expect(JSON.parse(output)).toEqual(JSON.parse(JSON.stringify(report)));
    },
  },
  renderFixPatch: {
    render: (report) => [renderFixPatch(report)],
    // What git applies is exact: nobody may change a character of it.
    read: (output, { fixes }) => {
      expect(output).toBe(fixes.map(({ patch }) => patch).join(''));
    },
  },
  renderFixText: {
    render: (report) => [renderFixText(fixReport(report))],
    read: (output, { fixes }) => {
      const own = output.slice(fixes.map(({ patch }) => patch).join('').length);
      expect(own.split('\n').filter((line) => line !== '' && !line.startsWith('# '))).toEqual([]);
      readTerminal(own);
    },
  },
  renderFixJson: {
    render: (report) => [renderFixJson(fixReport(report))],
    read: (output) => {
      JSON.parse(output);
    },
  },
  renderRunComment: {
    render: (report) => [renderRunComment(runReport(report), PLACE)],
    read: readMarkdown,
    maxBytes: MAX_COMMENT_SIZE,
  },
  renderRunSummary: {
    render: (report) => [renderRunSummary(runReport(report), { notices: report.notices })],
    read: readMarkdown,
    maxBytes: MAX_SUMMARY_SIZE,
  },
  renderRunAnnotations: {
    render: (report) => [renderRunAnnotations(runReport(report))],
    read: (output, report) => {
      const { annotations, lines, groups, masks } = readStepLog(output);
      const expected = toRunAnnotations(runReport(report)).map(({ message }) => message);
      expect(annotations.map(({ message }) => message)).toEqual(expected);
      expect([lines, groups, masks]).toEqual([[''], [], []]);
    },
  },
  renderRunTerminal: {
    render: (report) => [renderRunTerminal(runReport(report), { colour: false, width: 100 })],
    read: readTerminal,
  },
  renderRunSarif: { render: (report) => [renderRunSarif(runReport(report))], read: readSarif },
  renderRunHtml: { render: (report) => [renderRunHtml(runReport(report))], read: readPageOfPages },
  renderUnchangedComment: {
    render: (report) => [renderUnchangedComment(unchangedReport(report), PLACE.headSha)],
    read: readMarkdown,
  },
  'markdown of unchanged': {
    render: (report) => [UNCHANGED_RENDERERS.markdown(unchangedReport(report))],
    read: readMarkdown,
  },
  'html of unchanged': {
    render: (report) => [UNCHANGED_RENDERERS.html(unchangedReport(report))],
    read: readPage,
  },
  'terminal of unchanged': {
    render: (report) => [UNCHANGED_RENDERERS.terminal(unchangedReport(report))],
    read: readTerminal,
  },
  renderWhyText: { render: (report) => [renderWhyText(whyReport(report))], read: readTerminal },
  renderWhyJson: {
    render: (report) => [renderWhyJson(whyReport(report))],
    read: (output) => {
      JSON.parse(output);
    },
  },
};

/** Functions that render a part of what one above renders. */
const PARTS: ReadonlySet<string> = new Set([
  ...['renderHeadline', 'renderReason', 'renderPercentChange', 'renderChange', 'renderTreemap', 'renderBar'],
  ...['renderBudgets', 'renderChanges', 'renderComposedFiles', 'renderDockerfile', 'renderExplorer'],
  ...['renderFindings', 'renderFixes'],
  ...['renderLayers', 'renderViews', 'renderCommand', 'renderTrend'],
]);

/** Characters that hide, reorder or break; an emoji's variation selector and our word joiner are no text from elsewhere. */
const HIDDEN = /(?!\n|\ufe0f|\u2060)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** So many findings that some are beyond what the job shows; the last one has its texts in whole. */
function manyFindings(report: GateReport): GateReport['findings'] {
  const [first] = report.findings;
  const findings = Array.from({ length: 12 }, (_, index): readonly GateReport['findings'][number][] => {
    if (first === undefined) return [];
    const isWhole = index === 11;
    const cut = (text: string): string => (isWhole ? text : text.slice(0, 200));
    const texts = { subject: cut(first.subject), message: cut(first.message), fix: cut(first.fix) };
    return [{ ...first, ...texts, status: 'introduced', severity: 'warning', inherited: false }];
  });
  return findings.flat();
}

const NO_CHECK = { title: '', summary: '', text: '', annotations: [] };

function checkOf(report: GateReport) {
  return toCheckDetails({ ...report, findings: manyFindings(report) }, PLACE) ?? NO_CHECK;
}

function markerOf({ findings }: GateReport) {
  return { key: findings[0]?.subject ?? 'k', headSha: 'a'.repeat(40), run: { number: 1, attempt: 1, id: 1 } };
}

function readTerminal(output: string): void {
  expect(output.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  expect(output).not.toMatch(COMMAND);
}

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.ParentNode;
type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(node: Node): readonly Element[] {
  const own = 'tagName' in node ? [node] : [];
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : [])];
}

/** Texts with the element that holds each. */
function textsOf(node: Node, parent = ''): readonly (readonly [string, string])[] {
  if (node.nodeName === '#text' && 'value' in node) return [[parent, node.value]];
  if (!('childNodes' in node)) return [];
  const name = 'tagName' in node ? node.tagName : parent;
  return node.childNodes.flatMap((child) =>
    textsOf(child, name === 'pre' || parent === 'code' ? 'code' : name),
  );
}

function commentsOf(node: Node): readonly string[] {
  const own = node.nodeName === '#comment' && 'data' in node ? [node.data] : [];
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(commentsOf) : [])];
}

const attributesOf = (elements: readonly Element[], name: string): readonly string[] =>
  elements.flatMap(({ attrs }) => attrs.filter((one) => one.name === name).map(({ value }) => value));

const RULE_PAGES: ReadonlySet<string> = new Set(RULES.map(({ url }) => url));
const MARKDOWN_TAGS: ReadonlySet<string> = new Set(
  'h3 h4 p b strong em del sub br a code pre ul li table thead tbody tr th td details summary span blockquote'.split(
    ' ',
  ),
);

/** Isolates that we put around letters from right to left: one that opens and one that closes, on one line. */
const ISOLATED = /\u2068([^\n\u2066-\u2069]*[\u0590-\u08ff][^\n\u2066-\u2069]*)\u2069/g;

/** As GitHub reads it: GFM to HTML, the HTML to a tree; then what its filters make of plain text. */
function readMarkdown(output: string): void {
  expect(output.replaceAll('\t', ' ').replaceAll(ISOLATED, '$1')).not.toMatch(HIDDEN);
  const tree = parseFragment(marked.parse(output, { gfm: true, async: false }));
  const elements = elementsOf(tree);
  expect(
    [...new Set(elements.map(({ tagName }) => tagName))].filter((tag) => !MARKDOWN_TAGS.has(tag)),
  ).toEqual([]);
  expect(commentsOf(tree)).toEqual([]);
  const names = new Set(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)));
  expect([...names].filter((name) => !['href', 'align', 'class'].includes(name))).toEqual([]);
  for (const address of attributesOf(elements, 'href')) {
    const isOurs = RULE_PAGES.has(address) || Object.values(PLACE).some((own) => address.startsWith(own));
    expect([address, isOurs]).toEqual([address, true]);
  }
  for (const [parent, text] of textsOf(tree).filter(([name]) => name !== 'code')) {
    // This parser takes a back-tick in the text of a link for the end of the link, which CommonMark does not.
    const foreign = Object.values(PLACE).reduce((rest, own) => rest.replaceAll(own, ''), text);
    expect(foreign).not.toMatch(/@[\p{L}\p{N}_-]|(?<!\w)#\d|\bGH-\d|https?:\/\/|\bwww\./iu);
    // Between two of them GitHub reads mathematics.
    if (text.includes('$')) expect([parent, text]).toEqual(['span', '$']);
  }
}

const PAGE_TAGS: ReadonlySet<string> = new Set(
  [
    'html head meta title style script body header main footer section article nav figure figcaption details summary',
    'h1 h2 h3 h4 p span b i a code pre dl div dt dd ul ol li input label button table caption thead tbody tr th td',
    'svg g rect text path line circle polyline tspan desc br small strong em template output',
  ]
    .join(' ')
    .split(' '),
);

/** Nothing but shapes and text: no script, no address, nothing that a name opened. */
function readPicture(output: string): void {
  const names = elementsOf(parseFragment(output)).map(({ tagName }) => tagName);
  expect(names.filter((name) => !PICTURE.has(name))).toEqual([]);
  expect(output).not.toMatch(HIDDEN);
}

const PICTURE: ReadonlySet<string> = new Set([
  'svg',
  'style',
  'title',
  'desc',
  'g',
  'path',
  'polyline',
  'line',
  'circle',
  'rect',
  'text',
  'tspan',
]);

/** As a browser reads it, without anything that runs, loads or leads elsewhere but what we wrote. */
function readPage(output: string): void {
  const tree = parse(output);
  const elements = elementsOf(tree);
  expect([...new Set(elements.map(({ tagName }) => tagName))].filter((tag) => !PAGE_TAGS.has(tag))).toEqual(
    [],
  );
  expect(commentsOf(tree)).toEqual([]);
  const names = [...new Set(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)))];
  expect(
    names.filter((name) => /^on|^style$|^src|^srcdoc$|^action$|^formaction$|^xlink|^background$/.test(name)),
  ).toEqual([]);
  for (const address of attributesOf(elements, 'href')) {
    expect([address, RULE_PAGES.has(address) || address.startsWith('#')]).toEqual([address, true]);
  }
  const [policy = ''] = attributesOf(elements, 'content').filter((text) => text.startsWith('default-src'));
  const scripts = elements.filter(({ tagName }) => tagName === 'script');
  const running = scripts.filter(({ attrs }) => attrs.every(({ value }) => value !== 'application/json'));
  for (const script of running) {
    const source = textsOf(script)
      .map(([, text]) => text)
      .join('');
    expect(policy).toContain(`'sha256-${createHash('sha256').update(source).digest('base64')}'`);
  }
  for (const data of scripts.filter((script) => !running.includes(script)))
    JSON.parse(
      textsOf(data)
        .map(([, text]) => text)
        .join(''),
    );
  const shown = textsOf(tree).filter(([parent]) => parent !== 'script' && parent !== 'style');
  expect(
    shown
      .map(([, text]) => text)
      .join('')
      .replaceAll('\t', ''),
  ).not.toMatch(HIDDEN);
}

/** A page with a page for each image in a frame: both are read, each as what it is. */
function readPageOfPages(output: string): void {
  const frames = elementsOf(parse(output)).filter(({ tagName }) => tagName === 'iframe');
  const pages = attributesOf(frames, 'srcdoc');
  expect(pages).toHaveLength(frames.length);
  for (const page of pages) readPage(page);
  readPage(output.replace(/<iframe\b(?:[^>"]|"[^"]*")*>/g, '<p>').replaceAll('</iframe>', '</p>'));
}

function readSarif(output: string): void {
  const strings: string[] = [];
  const log: unknown = JSON.parse(output, (_key, value: unknown) => {
    if (typeof value === 'string') strings.push(value);
    return value;
  });
  expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'final-stage' } } }] });
  // A reader in another language has no lone surrogates.
  expect(strings.filter((text) => /\p{Surrogate}/u.test(text))).toEqual([]);
  const results = (log as { runs: { results?: SarifResult[] }[] }).runs.flatMap((run) => run.results ?? []);
  for (const { message, locations } of results) {
    expect(message.text).not.toBe('');
    expect(message.text).not.toMatch(HIDDEN);
    for (const { physicalLocation } of locations)
      expect(physicalLocation.artifactLocation.uri).toMatch(/^(?:[\w.!~*'()/-]|%[0-9A-F]{2})*$/);
  }
}

type SarifResult = {
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
  }[];
};

const REPORTS = ['fixed', 'hostile-names', 'inspected', 'waived', 'resolved', 'no-baseline'];
const cases = CASES.filter(({ name }) => REPORTS.includes(name));
const kinds = Object.entries(HOSTILE_TEXTS);

/** Two cases for each text, so that every case has its turn. */
function casesOf(text: string): typeof cases {
  const index = kinds.findIndex(([, one]) => one === text);
  return cases.filter(
    (_case, place) => place === index % cases.length || place === (index + 1) % cases.length,
  );
}

describe.each(Object.entries(RENDERERS))('%s', (_name, { render, read, maxBytes }) => {
  const check = (report: GateReport): void => {
    for (const output of render(report)) {
      expect(Buffer.byteLength(output)).toBeLessThanOrEqual(maxBytes ?? Infinity);
      read(output, report);
    }
  };

  test.each(kinds)('lets %s mean nothing', (_what, text) => {
    const texts = [text, `x${text}`, `${text}/a`];
    for (const { report } of casesOf(text)) check(poisoned(report, texts));
  });

  test('lets no mixture of them mean anything', () => {
    const texts = fc.array(fc.array(fc.constantFrom(...kinds.map(([, text]) => text)), { maxLength: 3 }), {
      minLength: 1,
      maxLength: 7,
    });
    const report = fc.constantFrom(...cases.map((one) => one.report));
    fc.assert(
      fc.property(report, texts, (one, mixed) => {
        check(
          poisoned(
            one,
            mixed.map((parts) => parts.join('')),
          ),
        );
      }),
      { numRuns: 15 },
    );
  });

  test('ends in time where a text has ten megabytes', () => {
    const [first] = cases;
    const report = first?.report;
    const [finding] = report?.findings ?? [];
    if (report === undefined || finding === undefined) throw new Error('there is no case');
    const long = `<!-- \`@octocat $\u202e|\n::error::x\u0000${'/usr/lib/<b>|`$x'.repeat(700_000)}\ud800`;
    check({
      ...report,
      candidate: { ...report.candidate, reference: long },
      findings: [{ ...finding, subject: long, message: long, fix: long }],
      notices: [{ code: 'no-baseline', message: long }],
    });
  });
});

describe('the list of renderers', () => {
  const root = join(import.meta.dirname, '..', '..', 'src');
  const exported = ['report', 'github'].flatMap((room) =>
    readdirSync(join(root, room))
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(join(root, room, name), 'utf8').matchAll(/^export (?:async )?function (render\w*)/gm),
      ])
      .map(([, name = '']) => name),
  );

  test('has all that there are', () => {
    expect(exported.length).toBeGreaterThan(20);
    expect(exported.filter((name) => !(name in RENDERERS) && !PARTS.has(name))).toEqual([]);
  });

  test('has none that are not there', () => {
    const gone = [...PARTS, ...Object.keys(RENDERERS).filter((name) => name.startsWith('render'))];
    const known = new Set(exported);
    expect(gone.filter((name) => !known.has(name))).toEqual([]);
  });
});
