import manifest from '../../package.json' with { type: 'json' };
import type { ContentFacts } from '../files/table/content-facts.ts';
import type { FileType, Visibility } from '../files/table/file-entry.ts';
import type { RequiredFiles } from '../files/table/required-files.ts';
import type { ConfigField, ConfigPart } from '../ledger/config-fields.ts';
import type { FileClass, Ledger } from '../ledger/ledger.ts';
import type { Package } from '../packages/package.ts';
import type { Case } from './fix/case.ts';

export type Category =
  | 'build-tool'
  | 'source'
  | 'secret'
  | 'base-image'
  | 'broken-stage'
  | 'context-leak'
  | 'dev-files'
  | 'waste'
  | 'admin-tool';

export type Severity = 'error' | 'warning' | 'note';

/** What a rule is, for people and for tables. `fix`: one imperative sentence, plain text. */
export type RuleMeta = {
  /** Kebab-case noun of the thing found; the file, doc and test names. */
  readonly id: string;
  readonly category: Category;
  readonly headline: string;
  readonly severity: Severity;
  readonly since: string;
  /** Address of the rule's page, as the version that is running has it. */
  readonly url: string;
  readonly fix: string;
  /** Rule whose things this one reports among its own: see `hasCovered`. */
  readonly covers?: string;
  /** The same put for one case, in the same form; undefined where there is nothing to add to `fix`. */
  readonly fixFor?: (found: Case) => string | undefined;
  /** `user-files`: evidence is the user's own files, so a finding is split into introduced and persisting files (docs/report.md, "Findings"). */
  readonly evidence: 'thing' | 'user-files';
  /** Files whose content it reads, beside package databases and tools' version files. Others' contents may be there or not. */
  readonly reads?: readonly RequiredFiles[];
  /** Parts of the image's configuration that it looks at. */
  readonly looksAt?: readonly ConfigPart[];
};

/** One row as a file rule sees it; valid only during the call. */
export type LedgerFile = {
  readonly path: string;
  readonly type: FileType;
  readonly size: number;
  readonly mode: number;
  readonly visibility: Visibility;
  readonly fileClass: FileClass;
  /** The package whose claim to the file counts: `rightfulOwner` of the ledger. */
  readonly owner: Package | undefined;
  readonly facts: ContentFacts | undefined;
  readonly repositoryTwin: string | undefined;
  readonly isInherited: boolean;
  /** Where the container starts, with which words, and the text of the scripts that it runs and that these run, as far as they are known. */
  readonly startText: string;
  /** Whether the root filesystem has a file of this name in the same directory. */
  hasSibling(name: string): boolean;
};

/** A rule said yes to one row. Rows with one subject are one finding. `subject` carries no version. */
export type Match = {
  readonly subject: string;
  readonly version?: string;
  readonly fix?: string;
  /** Where the case is a lesser one than the rule's: the finding is at most this severe. */
  readonly atMost?: Severity;
};

/** By ledger row. */
export type Marks = ReadonlyMap<number, readonly string[]>;

/** A rule said yes to a thing: all its rows at once. `message` says what was found, without bytes and lines (the report adds them). */
export type ThingMatch = {
  readonly subject: string;
  readonly version?: string;
  /** What people call it, where that is not subject and version: plain text. */
  readonly title?: string;
  readonly message?: string;
  readonly fix?: string;
  /** As in `Match`. */
  readonly atMost?: Severity;
  /** Things of the rule that this one `covers` are among the evidence: the finding is at least as severe as that rule's are. */
  readonly hasCovered?: boolean;
  /** Ledger rows that are the evidence, ascending. */
  readonly rows: readonly number[];
  /** By row: what tells the things in one file from each other. A file that has a new one is introduced, though the baseline has it, too. */
  readonly marks?: Marks;
  /** The rows are counted, and none of them is a location: they are another's files, one as good as the other. */
  readonly isUnlisted?: boolean;
  /** Rows whose bytes another finding of the rule counts. */
  readonly countedElsewhere?: ReadonlySet<number>;
  /** Fields of the configuration that are evidence, of the parts that the rule `looksAt`. */
  readonly fields?: readonly ConfigField[];
  /** Bytes that the finding counts, where it is not the sum over `rows` (hidden bytes). */
  readonly bytes?: number;
  /** Indices into `ledger.packages`: the tool first, then what only it needs or recommends. */
  readonly packages?: readonly number[];
  /**
   * Where no row is the place: the finding is reported at the stage's `FROM` line (`sdk-base`), or, where none of its rows
   * has a line, at the instruction that says how the container starts (`broken-stage`).
   */
  readonly at?: 'from' | 'entrypoint' | 'user' | 'workdir';
};

/** Judges one visible or hidden row by itself. Examples are absolute paths of unowned regular files. */
export type FileRule = RuleMeta & {
  readonly kind: 'file';
  readonly examples: { readonly catches: readonly string[]; readonly ignores: readonly string[] };
  match(file: LedgerFile): Match | undefined;
};

/** Judges the ledger as a whole. */
export type LedgerRule = RuleMeta & {
  readonly kind: 'ledger';
  /** One line each, for the docs; the rule's test builds each as a small ledger. */
  readonly examples: { readonly catches: readonly string[]; readonly ignores: readonly string[] };
  inspect(ledger: Ledger): readonly ThingMatch[];
};

export type Rule = FileRule | LedgerRule;

export function defineFileRule<const Id extends string>(
  rule: Omit<FileRule, 'kind' | 'id' | 'url'> & { readonly id: Id },
): FileRule & { readonly id: Id } {
  return { kind: 'file', url: pageOf(rule.id), ...rule };
}

export function defineLedgerRule<const Id extends string>(
  rule: Omit<LedgerRule, 'kind' | 'id' | 'url'> & { readonly id: Id },
): LedgerRule & { readonly id: Id } {
  return { kind: 'ledger', url: pageOf(rule.id), ...rule };
}

function pageOf(id: string): string {
  return `${manifest.homepage}/blob/v${manifest.version}/docs/rules/${id}.md`;
}

/** Whether a row is a regular file, under any of its names, that the repository's own instructions added. */
export function isOwnFile({ type, isInherited }: LedgerFile): boolean {
  return !isInherited && (type === 'regular' || type === 'hardlink');
}
