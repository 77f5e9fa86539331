import type { ContentFacts } from '../../files/table/content-facts.ts';
import type { DerivedFiles } from '../../files/table/required-files.ts';
import { MAX_TABLE_BYTES, openGoProgram } from './go-scan.ts';
import { MIN_COMPOSED_BYTES, readPartLines, type CompositionReader, type FilePart } from './composition.ts';

/** Names of programs have no ending as a rule; what has one is data, and so are backups. */
const PROGRAM =
  /\/(?:[^/.]+|[^/]*\.(?:so|bin|cgi|elf|linux|exe|x86_64|amd64|arm64|aarch64)|[^/]*[-.]\d[^/a-z]*|lib[^/]*\.so\.[\d.]+)$/;

/** Programs that Go linked: how many bytes of machine code each package has. */
const GO_CODE: DerivedFiles = {
  id: 'go-code',
  keeps: 'derived',
  version: 1,
  maxBytes: MAX_TABLE_BYTES,
  wants: (path, size) => size >= MIN_COMPOSED_BYTES && PROGRAM.test(path),
  open: openGoProgram,
};

/** Programs by the modules that they were linked from. */
export const goModules: CompositionReader = {
  reads: GO_CODE,
  partsOf: ({ derived, elf }) =>
    readPartLines(WORDS, derived?.[GO_CODE.id], openModules(elf?.goModules ?? [])),
};

/** Whether a program that Go linked has machine code of a package; false also where that is not known. */
export function hasGoPackage({ derived }: ContentFacts, name: string): boolean {
  return derived?.[GO_CODE.id]?.split('\n').some((line) => line.endsWith(` ${name}`)) === true;
}

const WORDS = { noun: 'Go module', measure: 'machine code' };

type Module = Pick<FilePart, 'name' | 'version'>;
const STANDARD: Module = { name: 'standard library', version: null };
const OTHER: Module = { name: 'other packages', version: null };

/** Which module a package is of: the one with the longest path; the first element of the standard library's has no dot. */
function openModules(lines: readonly string[]): (path: string) => Module {
  const modules = new Map<string, Module>();
  let main: Module = { name: 'main', version: null };
  for (const line of lines) {
    const [kind = '', name = '', version = ''] = line.split(' ', 3);
    const module = { name, version: version === '' || version === '(devel)' ? null : version };
    modules.set(name, module);
    if (kind === 'mod') main = module;
  }
  return (path) => {
    if (path === '') return OTHER;
    if (path === 'main') return main;
    for (let prefix = path; prefix !== ''; prefix = prefix.slice(0, Math.max(prefix.lastIndexOf('/'), 0))) {
      const module = modules.get(prefix);
      if (module !== undefined) return module;
    }
    return path.split('/', 1)[0]?.includes('.') === true ? { name: path, version: null } : STANDARD;
  };
}
