/** A Debian package with what Debian's own metadata says that it is. */
export type Label = {
  readonly package: string;
  /** `P1_tag`, `P4_headers`, `N1_program` …: P is something to find, N is something to leave alone. */
  readonly label: string;
  /** The field of Debian's that the label was read from. */
  readonly evidence: string;
  readonly section: string;
  /** How many packages of Debian depend on it. */
  readonly rdeps: number;
  /** In how many public Dockerfiles it is named. */
  readonly dockerMentions: number;
  /** Packages to find that it depends on, directly or not. */
  readonly closurePositives: readonly string[];
  /** A compiler for another machine than its own. */
  readonly isCross: boolean;
  /** Debian's tag is one that people argue about. */
  readonly isDebatable: boolean;
  /** A program whose dependencies have nothing to find and no headers. */
  readonly isCleanNegative: boolean;
};

/** Columns of a table of labels; others may stand between them and are not read. */
const COLUMNS = [
  'package',
  'label',
  'evidence',
  'section',
  'rdeps',
  'docker_mentions',
  'closure_pos',
  'cross',
  'debatable',
  'clean_negative',
] as const;
type Column = (typeof COLUMNS)[number];

const PACKAGE_NAME = /^[a-z0-9][a-z0-9+.-]+$/;

/** Reads a table of labels: values separated by tabs, columns named by the first line; lines that start with `#` are remarks. */
export function parseLabels(text: string): readonly Label[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const [head = '', ...rows] = lines;
  const names = head.split('\t');
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Error(`the table of labels lacks these columns: ${missing.join(', ')}`);
  const places = new Map(names.map((name, index) => [name, index]));
  return rows.map((row, index) => {
    const values = row.split('\t');
    return toLabel((column) => values[places.get(column) ?? -1] ?? '', index + 1);
  });
}

function toLabel(valueOf: (column: Column) => string, row: number): Label {
  const name = valueOf('package');
  const label = valueOf('label');
  // The name becomes an argument of apt-get.
  if (!PACKAGE_NAME.test(name)) throw new Error(`row ${row} of the table has no package name: \`${name}\``);
  if (!/^[PN]\d/.test(label)) throw new Error(`row ${row} of the table has an unknown label: \`${label}\``);
  return {
    package: name,
    label,
    evidence: valueOf('evidence'),
    section: valueOf('section'),
    rdeps: Number(valueOf('rdeps')),
    dockerMentions: Number(valueOf('docker_mentions')),
    closurePositives: valueOf('closure_pos')
      .split(/[ ,]+/)
      .filter((each) => each !== ''),
    isCross: valueOf('cross') === '1',
    isDebatable: valueOf('debatable') === '1',
    isCleanNegative: valueOf('clean_negative') === '1',
  };
}

/** The table as `parseLabels` reads it. */
export function renderLabels(labels: readonly Label[], remarks: readonly string[]): string {
  const rows = labels.map((label) =>
    [
      label.package,
      label.label,
      label.evidence,
      label.section,
      label.rdeps,
      label.dockerMentions,
      label.closurePositives.join(' '),
      Number(label.isCross),
      Number(label.isDebatable),
      Number(label.isCleanNegative),
    ].join('\t'),
  );
  return [...remarks.map((remark) => `# ${remark}`), COLUMNS.join('\t'), ...rows, ''].join('\n');
}

const MIN_DEPENDING = 3;

/** Whether something is to be found in the package. */
export function isPositive({ label }: Label): boolean {
  return label.startsWith('P');
}

/**
 * What the headline is about: compilers and build tools that Debian tags as such or that provide one, for this machine and
 * beyond dispute; and popular programs whose dependencies have nothing to find.
 */
export function isHeadline(label: Label): boolean {
  if (isPositive(label)) return label.label.startsWith('P1_') && !label.isCross && !label.isDebatable;
  return label.isCleanNegative && (label.rdeps >= MIN_DEPENDING || label.dockerMentions > 0);
}

/**
 * The headline's rows, and of every label that is not in it as many as `more` says, those whose names have the lowest rank: an
 * even choice that does not follow the alphabet, and is the same every time.
 */
export function selectLabels(
  labels: readonly Label[],
  more: (label: string) => number,
  rank: (name: string) => string,
): readonly Label[] {
  const others = Map.groupBy(
    labels.filter((label) => !isHeadline(label) && !label.isCross && !label.isDebatable),
    ({ label }) => label,
  );
  const chosen = [...others].flatMap(([name, same]) =>
    same
      .map((label) => ({ label, place: rank(label.package) }))
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .slice(0, more(name))
      .map(({ label }) => label),
  );
  return [...labels.filter(isHeadline), ...chosen];
}
