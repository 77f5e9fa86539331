import type { Edit } from '../dockerfile/edit/edit.ts';
import { factsOf } from '../rules/start/visible-files.ts';
import type { Diagnosis } from './remedy.ts';
import { runOf } from './run-edits.ts';
import { buildStages } from './stages.ts';

/** Modules that compile without C and then do nothing: a program with one of them starts and fails. */
const EMPTY_WITHOUT_C = new Set([
  'github.com/mattn/go-sqlite3',
  'github.com/mattn/go-oci8',
  'github.com/godror/godror',
]);

/** Libraries of the C library itself: what needs another one is linked to C of its own. */
const OF_LIBC = /^(lib(c|pthread|dl|resolv|rt|m|util)\.so\.|ld-linux|libc\.musl-)/;

/** Whether Go alone can make the program: it takes of C what the standard library takes. https://pkg.go.dev/cmd/cgo */
function isPossible({ ledger }: Diagnosis, row: number): boolean {
  const { elf } = factsOf(ledger.catalog, row) ?? {};
  const modules = elf?.goModules ?? [];
  return (
    elf?.goVersion !== undefined &&
    (elf.needed ?? ['?']).every((name) => OF_LIBC.test(name)) &&
    !modules.some((line) => EMPTY_WITHOUT_C.has(line.split(' ')[1] ?? ''))
  );
}

/** `CGO_ENABLED=0` for every `go build` and `go install` of the build stages; none where one of them says otherwise. */
export function withoutC(diagnosis: Diagnosis, row: number): readonly Edit[] {
  if (!isPossible(diagnosis, row)) return [];
  const { path } = diagnosis.dockerfile;
  const stages = buildStages(diagnosis).flatMap(({ instructions }) => instructions);
  if (stages.some(({ text }) => /\bCGO_ENABLED\b/.test(text))) return [];
  return stages.flatMap((placed) => {
    const run = runOf(diagnosis, placed);
    return (
      run?.items.flatMap(({ words }) => {
        const at = words.findIndex(({ text }) => !/^\w+=/.test(text));
        const [go, verb] = words.slice(at, at + 2);
        const isBuild = go?.text === 'go' && /^(build|install)$/.test(verb?.text ?? '');
        return isBuild ? [{ file: path, ...run.edit(go.start, go.start, 'CGO_ENABLED=0 ') }] : [];
      }) ?? []
    );
  });
}
