import { renderShare, type Alarms, type FalseAlarm, type Recall } from './score.ts';
import type { Row, Scoreboard } from './scoreboard.ts';

/** A package that the table names and that no image got, and why. */
export type Absent = { readonly name: string; readonly why: string };

const INTRODUCTION = `# Detection

How well the rules tell build tools from everything else, by labels that nobody here invented. Debian says of its own packages what they
are: in debtags (\`devel::compiler\`, \`role::program\`), in Section, and in Provides (\`c-compiler\`, \`elf-binutils\`). \`npm run scoreboard\`
installs the labelled packages of Debian bookworm in real images, together with all that they depend on and without what they only
recommend, scans these images with the same code as \`final-stage inspect\`, and writes this page. It needs a Docker engine, Debian's
archive, 15 GB of room, and 10 to 20 minutes of two processors. The table of labels is
[scripts/scoreboard/labels.tsv](../scripts/scoreboard/labels.tsv); \`--labels FILE\` takes another one. Sections that a run does not measure
stay as an earlier one left them.

- **P1_tag** are packages that are tagged as a compiler or build tool and contain programs; **P1_provides** provide a compiler, an SDK or a
  linker. Compilers for other machines and a few tags that people argue about (\`rake\`, \`luajit\`) are left out.
- **N1, popular** are programs outside of the sections for developers which at least three packages depend on or a public Dockerfile names, and
  whose dependencies, by the labels, contain no build tool and no headers.
- A package counts as found if a finding of category \`build-tool\` names it or has one of its files as evidence. Every such finding in
  an image that has only packages to leave alone is a false alarm, whether it is about a labelled package, about one that came along, or
  about files that belong to no package; and however mild its severity, which stands beside it below.
- The baselines are what a few lines of code could do: a list of names of programs, a pattern for names of packages, and Debian's Section
  being \`devel\` or \`libdevel\`.

Read the figures with care. The labels were at hand while the rules were written, so packages that nobody here has looked at may do worse. The
rules read Section and Provides, too, which is why packages outside of Section \`devel\` have a row of their own. No popular program is in
\`devel\`, by definition, so the baseline of Section cannot be wrong about one. Programs that Debian did not package are not measured here.
`;

/** The sections of the headline: the figures and every name behind them. */
export function renderScoreboard(board: Scoreboard, absent: readonly Absent[]): string {
  return [
    '## What it finds',
    '',
    ...recallTable(board),
    '',
    '## What it leaves alone',
    '',
    ...alarmTable(board),
    '',
    ...precisionLine(board),
    '',
    '## Every miss',
    '',
    // The first group is the sum of those that follow.
    ...missLines(board.recalls.slice(1).filter(({ ours }) => !ours.group.includes(','))),
    '',
    '## Every false alarm',
    '',
    ...falseAlarmLines(board.falseAlarms),
    '',
    ...absentLines('## Not measured', absent),
  ].join('\n');
}

/** A section for labels that the headline leaves out. */
export function renderBeyond(board: Scoreboard, absent: readonly Absent[]): string {
  return [
    BEYOND,
    '',
    ...recallTable(board),
    '',
    ...alarmTable(board),
    '',
    '### Every miss beyond the headline',
    '',
    ...missLines(board.recalls),
    '',
    '### Every false alarm beyond the headline',
    '',
    ...falseAlarmLines(board.falseAlarms),
    '',
    ...absentLines('### Not measured beyond the headline', absent),
  ].join('\n');
}

const BEYOND = `## Beyond the headline

\`npm run scoreboard -- --all\` also installs packages whose labels say less, compilers for other machines left out:

- **P2_devel_synopsis** and **P3** are in Section \`devel\` and have programs; of P2 the synopsis speaks of a compiler, a build system or the
  like. Much of P3 is no build tool to anybody: version control, debuggers, editors, services for developers. **P3_lang_synopsis** are in
  other sections, by a word of the synopsis alone: among them are libraries that compile at run time, and templates of web pages.
- **P4_headers** are development files and **P5_source** is source code in packages; a finding of category \`dev-files\` counts for them, too.
- **N2_sharedlib** are the libraries that most packages depend on. **N1_program** are further programs, popular or not, whose dependencies may
  contain build tools: a finding on one of those is right.`;

/** Sections of the page, in this order. */
const SECTIONS = [
  'What it finds',
  'What it leaves alone',
  'Every miss',
  'Every false alarm',
  'Not measured',
  'Beyond the headline',
  'Mistakes that people make',
  'On base images like the official ones',
  'With package databases of real images',
  'On labelled Dockerfiles',
];
/** These are of one measurement, though some of them may be absent. */
const HEADLINE = SECTIONS.slice(0, 5);

/** The page of docs/detection.md: sections that were measured, and of the page as it is those that were not. */
export function mergePage(known: string, measured: readonly string[]): string {
  const old = sectionsOf(known);
  const fresh = sectionsOf(measured.join('\n'));
  if (HEADLINE.some((name) => fresh.has(name))) for (const name of HEADLINE) old.delete(name);
  const all = new Map([...old, ...fresh]);
  return `${[INTRODUCTION.trim(), ...SECTIONS.flatMap((name) => all.get(name) ?? [])].join('\n\n')}\n`;
}

/** By heading of the second level; what is above the first one is left out. */
function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
  return new Map(parts.map((part) => [/^## (.+)/.exec(part)?.[1] ?? '', part.trim()]));
}

function recallTable({ recalls, baselines }: Scoreboard): readonly string[] {
  const cell = ({ found, measured }: Recall): string => renderShare(found, measured);
  return table(
    ['labelled packages', 'number', 'Final Stage', ...baselines],
    recalls.map(({ ours, baselines: others }) => [
      ours.group,
      String(ours.measured),
      `${cell(ours)} (${ours.found})`,
      ...others.map(cell),
    ]),
  );
}

function alarmTable({ alarms, baselines }: Scoreboard): readonly string[] {
  const cell = ({ named }: Alarms): string => String(named.length);
  return table(
    ['packages to leave alone', 'number', 'Final Stage', ...baselines],
    alarms.map(({ ours, baselines: others }) => [
      ours.group,
      String(ours.measured),
      cell(ours),
      ...others.map(cell),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return ['There are none in this table.'];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? ':-' : '-:'))), ...rows.map(line)];
}

function precisionLine({ precision, baselines, recalls }: Scoreboard): readonly string[] {
  const render = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)}%`);
  const others = precision.baselines.map((share, index) => `${baselines[index] ?? ''} ${render(share)}`);
  return [
    `Precision, the share of rightly named packages among all that were named (the found ones of “${recalls[0]?.ours.group ?? 'P1'}”, and the false alarms above): ${render(precision.ours)}; of the baselines: ${others.join(', ')}.`,
  ];
}

function missLines(recalls: readonly Row<Recall>[]): readonly string[] {
  const missed = recalls.filter(({ ours }) => ours.missed.length > 0);
  if (missed.length === 0) return ['None.'];
  return missed.map(({ ours }) => `- ${ours.group}: ${codes(ours.missed)}`);
}

function falseAlarmLines(alarms: readonly FalseAlarm[]): readonly string[] {
  if (alarms.length === 0) return ['None.'];
  return alarms.map(({ rule, subject, severity, place, packages }) => {
    const where =
      packages.length === 0
        ? `files of no package${place === null ? '' : ` at \`${place}\``}`
        : codes(packages);
    return `- \`${rule}\`, ${subject} (${severity}): ${where}`;
  });
}

function absentLines(heading: string, absent: readonly Absent[]): readonly string[] {
  if (absent.length === 0) return [];
  const lines = absent.map(({ name, why }) => `- \`${name}\`: ${why}`);
  return [
    heading,
    '',
    'These packages of the table could not be installed, and no figure counts them:',
    '',
    ...lines,
    '',
  ];
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
