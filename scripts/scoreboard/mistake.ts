import { parseArchive, type Files } from './archive.ts';

/**
 * A mistake that people make in Dockerfiles, and how it is done well. Kept as an archive: files below `mistake/` and `clean/` are that
 * image's, all others both images'.
 */
export type Mistake = {
  readonly name: string;
  /** Number in the table of mistakes; `silent` for what looks like a mistake and is none. */
  readonly row: string;
  /** What is done wrong, in Markdown. */
  readonly text: string;
  /** Rules that have to find it, all of them. */
  readonly rules: readonly string[];
  /** Why no rule finds it; null where one has to. */
  readonly why: string | null;
  /** What is built, by variant; what looks like a mistake and is none has only the clean one. */
  readonly variants: Readonly<Partial<Record<Variant, Files>>>;
};

export const VARIANTS = ['mistake', 'clean'] as const;
export type Variant = (typeof VARIANTS)[number];

export function parseMistake(name: string, archive: string): Mistake {
  const { fields, files } = parseArchive(archive);
  const variants = VARIANTS.flatMap((variant) => {
    return files.has(`${variant}/Dockerfile`) ? [[variant, filesOf(files, variant)] as const] : [];
  });
  return {
    name,
    row: fields.get('row') ?? '',
    text: fields.get('mistake') ?? '',
    rules: fields.get('found')?.split(' ') ?? [],
    why: fields.get('why') ?? null,
    variants: Object.fromEntries(variants),
  };
}

function filesOf(files: Files, variant: Variant): Files {
  const others = VARIANTS.filter((each) => each !== variant);
  const shared = [...files].filter(([path]) => !others.some((other) => path.startsWith(`${other}/`)));
  return new Map(shared.map(([path, text]) => [path.replace(`${variant}/`, ''), text]));
}

/** What the program says of one image: the rules that find something that its own instructions brought; notes only of the rules that have to find the mistake. */
export type Outcome =
  | {
      readonly kind: 'inspected';
      readonly findings: readonly { readonly rule: string; readonly subject: string }[];
    }
  | { readonly kind: 'not built'; readonly why: string };

export type MistakeCheck = {
  readonly mistake: Mistake;
  readonly outcomes: Readonly<Partial<Record<Variant, Outcome>>>;
};

/** Whether the mistake is found as it should be and the clean image is met with silence; null where that was not measured. */
export function isAsExpected({ mistake, outcomes }: MistakeCheck): boolean | null {
  const built = Object.values(outcomes);
  if (built.some(({ kind }) => kind === 'not built')) return null;
  return missingRules({ mistake, outcomes }).length === 0 && findingsIn(outcomes.clean).length === 0;
}

function missingRules({ mistake, outcomes }: MistakeCheck): readonly string[] {
  const found = findingsIn(outcomes.mistake).map(({ rule }) => rule);
  return mistake.rules.filter((rule) => !found.includes(rule));
}

function findingsIn(outcome: Outcome | undefined) {
  return outcome?.kind === 'inspected' ? outcome.findings : [];
}

/** A section of the page: one row for each mistake. */
export function renderMistakes(checks: readonly MistakeCheck[]): string {
  return [
    '## Mistakes that people make',
    '',
    'Each mistake is a real image, and so is the same application done well. Both are built from a file in',
    '[scripts/scoreboard/mistakes](../scripts/scoreboard/mistakes) and read by `final-stage inspect` with the Dockerfile and its checkout.',
    'Listed are findings of what the Dockerfile’s own instructions brought and of the choice of base image. Notes are left out, unless the mistake itself is one.',
    '',
    '| | mistake | found by | done well |',
    '| :- | :- | :- | :- |',
    ...checks.map(renderCheck),
    '',
  ].join('\n');
}

function renderCheck({ mistake, outcomes }: MistakeCheck): string {
  const { row, text, variants, why } = mistake;
  const missing = missingRules({ mistake, outcomes });
  const found = [
    renderOutcome(outcomes.mistake, 'nothing'),
    ...(missing.length > 0 && outcomes.mistake?.kind === 'inspected' ? [`**not by ${codes(missing)}**`] : []),
    ...(why === null ? [] : [why]),
  ].join(': ');
  const cells = [
    row,
    text,
    variants.mistake === undefined ? '' : found,
    renderOutcome(outcomes.clean, 'silent'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function renderOutcome(outcome: Outcome | undefined, nothing: string): string {
  if (outcome === undefined) return '';
  if (outcome.kind === 'not built') return `not built: ${outcome.why.replaceAll('|', '\\|')}`;
  const rules = [...new Set(outcome.findings.map(({ rule }) => rule))].sort();
  return rules.length === 0 ? nothing : codes(rules);
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
