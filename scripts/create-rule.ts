import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineFileRule } from '../src/rules/rule.ts';
import { renderRulePage } from './rule-docs.ts';

const root = join(import.meta.dirname, '..');

/** Makes a file rule that works: its source, page, test, and its lines in the registry. `npm run create-rule -- ID EXAMPLE-PATH`. */
function createRule(id: string, example: string): readonly string[] {
  const source = join(root, 'src/rules', `${id}.ts`);
  if (existsSync(source)) throw new Error(`\`${source}\` exists already`);
  const index = join(root, 'src/rules/index.ts');
  const files: readonly (readonly [string, string])[] = [
    [source, renderSource(id, example)],
    [join(root, 'docs/rules', `${id}.md`), renderPage(id, example)],
    [join(root, 'test/rules', `${id}.test.ts`), renderTest(id)],
    [index, register(readFileSync(index, 'utf8'), id)],
  ];
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return files.map(([path]) => path);
}

function toIdentifier(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function renderSource(id: string, example: string): string {
  const name = example.slice(example.lastIndexOf('/') + 1);
  return `import { defineFileRule, isOwnFile } from './rule.ts';

const NAMES: ReadonlySet<string> = new Set([${quote(name)}]);

/** Say in one or two lines what it is, and why its evidence is enough. */
export const ${toIdentifier(id)} = defineFileRule({
  id: '${id}',
  category: 'waste',
  headline: ${quote(`file called ${name}`)},
  severity: 'note',
  since: '1.0.0',
  fix: 'Keep it out of the final stage',
  evidence: 'user-files',
  examples: {
    catches: [${quote(example)}],
    ignores: [${quote(`${example}.other`)}],
  },
  match(file) {
    if (!isOwnFile(file) || !NAMES.has(file.path.slice(file.path.lastIndexOf('/') + 1))) return undefined;
    return { subject: ${quote(name)} };
  },
});
`;
}

function renderPage(id: string, example: string): string {
  const name = example.slice(example.lastIndexOf('/') + 1);
  const rule = defineFileRule({
    id,
    category: 'waste',
    headline: `file called ${name}`,
    severity: 'note',
    since: '1.0.0',
    fix: 'Keep it out of the final stage',
    evidence: 'user-files',
    examples: { catches: [example], ignores: [`${example}.other`] },
    match: () => undefined,
  });
  const dockerfile = [
    '```dockerfile',
    '# before',
    'COPY . .',
    '',
    '# after',
    'COPY --from=build /app/dist ./dist',
    '```',
  ];
  return renderRulePage(rule, {
    why: ['Nothing in the container reads it.'],
    fix: dockerfile,
    subject: name,
  });
}

function renderTest(id: string): string {
  const name = toIdentifier(id);
  return `import { describe, expect, test } from '@jest/globals';
import { ${name} } from '../../src/rules/${id}.ts';
import { fileAt } from './rule-bench.ts';

describe('${id}', () => {
  test.each(${name}.examples.catches)('leaves %s of the base image alone', (path) => {
    expect(${name}.match(fileAt(path, { isInherited: true }))).toBeUndefined();
  });
});
`;
}

/** The registry with an import and a line in \`RULES\`, before its end. */
function register(text: string, id: string): string {
  const name = toIdentifier(id);
  const line = `import { ${name} } from './${id}.ts';\n`;
  const imports = [...text.matchAll(/^import \{ \w+ \} from '\.\/[\w-]+\.ts';\n/gm)];
  const next = imports.find(([existing]) => existing > line);
  const at = next?.index ?? (imports.at(-1)?.index ?? 0) + (imports.at(-1)?.[0].length ?? 0);
  const withImport = text.slice(0, at) + line + text.slice(at);
  return withImport.replace(/\n\] as const satisfies/, `\n  ${name},\n] as const satisfies`);
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

const [id = '', example = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || !/^\/[^\n`]+$/.test(example)) {
  console.error('usage: create-rule ID EXAMPLE-PATH, e.g. create-rule core-dump /app/core.1234');
  process.exitCode = 2;
} else {
  console.log(createRule(id, example).join('\n'));
}
