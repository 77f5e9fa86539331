import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { DEFAULT_POLICY } from './policy.ts';
import type { AllowEntry, Budget, FixPolicy, ImagePolicy, Notice, Policy } from './policy.ts';
import { toMax } from './apply-policy.ts';
import { badPolicy, toMistakes, yamlMistake } from './policy-mistakes.ts';
import { policySchema } from './schema.ts';
import type { PolicyFile } from './schema.ts';
import { keepWritten } from './written-values.ts';

export { policyForImage, severityOf, withOverrides } from './apply-policy.ts';

const MAX_POLICY_CHARACTERS = 256 * 1024;
const MAX_ALIASES = 100;

export type ParsedPolicy = { readonly policy: Policy; readonly notices: readonly Notice[] };

/** Text of a policy file to Policy; throws one `bad-policy` that names every mistake with file, line and column. */
export function parsePolicy(text: string, file: string): ParsedPolicy {
  if (text.length > MAX_POLICY_CHARACTERS) {
    const message = `has ${text.length} characters, expected at most ${MAX_POLICY_CHARACTERS}`;
    throw badPolicy(file, [{ line: 1, column: 1, message }]);
  }
  const lines = new LineCounter();
  const document = parseYaml(text, lines, file);
  const parsed = policySchema.safeParse(toValue(document, file) ?? {});
  if (!parsed.success) {
    throw badPolicy(
      file,
      parsed.error.issues.flatMap((issue) => toMistakes(issue, document, lines)),
    );
  }
  const warnings = document.warnings.map((warning) => ({
    code: 'policy-warning',
    message: `\`${file}\` line ${warning.linePos?.[0].line ?? 1}: ${yamlMistake(warning.code)}`,
  }));
  return { policy: toPolicy(parsed.data), notices: warnings };
}

function parseYaml(text: string, lines: LineCounter, file: string): Document.Parsed {
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
    if (document.errors.length === 0) {
      keepWritten(document);
      return document;
    }
    const mistakes = document.errors.map((error) => ({
      line: error.linePos?.[0].line ?? 1,
      column: error.linePos?.[0].col ?? 1,
      message: yamlMistake(error.code),
    }));
    throw badPolicy(file, mistakes);
  } catch (error) {
    throw asBadPolicy(error, file);
  }
}

function toValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    const mistake = asBadPolicy(error, file);
    if (mistake !== error) throw mistake;
    // A key that is itself a list or a map is written out as text, which fails for anchors that have no spelling.
    throw badPolicy(file, [{ line: 1, column: 1, message: 'has a key that is not text' }]);
  }
}

/** The parser recurses, so deep nesting ends in a RangeError; too many aliases in a ReferenceError. */
function asBadPolicy(error: unknown, file: string): unknown {
  if (!(error instanceof RangeError || error instanceof ReferenceError)) return error;
  const message =
    error instanceof RangeError
      ? 'is nested too deeply'
      : `has aliases that cannot be followed, or more than ${MAX_ALIASES} of them`;
  return badPolicy(file, [{ line: 1, column: 1, message }]);
}

function toPolicy(file: PolicyFile): Policy {
  return {
    failOn: file['fail-on'] ?? DEFAULT_POLICY.failOn,
    inherited: file.inherited ?? DEFAULT_POLICY.inherited,
    rules: toRules(file.rules),
    budgets: file.budgets?.map(toBudget) ?? DEFAULT_POLICY.budgets,
    allow: (file.allow ?? []).map(toAllow),
    waiverLabel: file['waiver-label'] ?? DEFAULT_POLICY.waiverLabel,
    fix: toFix(file.fix),
    images: (file.images ?? []).map(toImage),
  };
}

function toFix(fix: PolicyFile['fix']): FixPolicy {
  return withoutAbsent({ probe: fix?.probe, runtimeBases: fix?.['runtime-bases'] });
}

function toRules(rules: PolicyFile['rules']): Policy['rules'] {
  const entries = Object.entries(rules ?? {});
  return Object.fromEntries(entries.flatMap(([name, severity]) => (severity ? [[name, severity]] : [])));
}

function toBudget(budget: NonNullable<PolicyFile['budgets']>[number]): Budget {
  const { max, 'max-growth': maxGrowth, 'dockerfile-stage': dockerfileStage, ...rest } = budget;
  const growth = maxGrowth && withoutAbsent({ ...maxGrowth.bytes, percent: maxGrowth.percent });
  return withoutAbsent({ ...rest, ...(max && toMax(max)), maxGrowth: growth, dockerfileStage });
}

function toAllow(entry: NonNullable<PolicyFile['allow']>[number]): AllowEntry {
  const { rule, subject, path, package: packages, reason, expires } = entry;
  const wanted = withoutAbsent({ subject, path, package: packages });
  return { rule, ...wanted, reason, expires: expires ?? null, source: 'policy' };
}

function toImage(image: NonNullable<PolicyFile['images']>[number]): ImagePolicy {
  const { rules, budgets, allow, fix, 'build-args': buildArgs, ...rest } = image;
  return withoutAbsent({
    ...rest,
    buildArgs,
    rules: rules && toRules(rules),
    budgets: budgets?.map(toBudget),
    allow: allow?.map(toAllow),
    fix: fix && toFix(fix),
  });
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without its undefined values: an absent key is absent. */
function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Present<T>;
}
