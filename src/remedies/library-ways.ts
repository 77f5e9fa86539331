import { findByName } from '../rules/start/absence.ts';
import { environmentValue } from '../rules/start/entrypoint.ts';
import { factsOf } from '../rules/start/visible-files.ts';
import type { Diagnosis, Proposal } from './remedy.ts';
import { withLinesBelow } from './run-edits.ts';
import { builtStage, buildStages, lastCopy } from './stages.ts';

/** Of plain characters: nothing in it is replaced or split. */
const PLAIN = /^[\w./@+-]+$/;

/** The name that a program asks for and that nothing has, e.g. `libpq.so.5`; undefined where the finding is about something else. */
export function missingLibrary({ ledger: { catalog }, finding }: Diagnosis): string | undefined {
  if (finding.ruleId !== 'missing-library') return undefined;
  const name = finding.version === null ? finding.subject : `${finding.subject}.${finding.version}`;
  const needed = finding.rows.flatMap((row) => factsOf(catalog, row)?.elf?.needed ?? []);
  return needed.includes(name) && PLAIN.test(name) ? name : undefined;
}

/** A library that the image has, where its linker does not look: the directory is named. ld.so(8) */
export function foundLibrary(diagnosis: Diagnosis, name: string): readonly Proposal[] {
  const { catalog, config } = diagnosis.ledger;
  const path = findByName(catalog, name);
  const stage = builtStage(diagnosis);
  if (path === undefined || stage === undefined || !PLAIN.test(path)) return [];
  const known = environmentValue(config, 'LD_LIBRARY_PATH');
  const directories = [path.slice(0, path.lastIndexOf('/')), ...(known === undefined ? [] : [known])];
  const line = `ENV LD_LIBRARY_PATH=${directories.join(':')}`;
  const edit = withLinesBelow(diagnosis, lastCopy(stage), [line]);
  return [{ edits: [edit], configures: ['env'] }];
}

/** Debian's directories of a platform's libraries. https://wiki.debian.org/Multiarch/Tuples */
const TUPLES: Readonly<Record<string, string>> = {
  amd64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  arm: 'arm-linux-gnueabihf',
  ppc64le: 'powerpc64le-linux-gnu',
  s390x: 's390x-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
};

/** The library alone, from the stage that the program was built in: where it is there shows when it is built. */
export function copiedLibrary(diagnosis: Diagnosis, name: string): readonly Proposal[] {
  const { catalog, config } = diagnosis.ledger;
  const stage = builtStage(diagnosis);
  const [from] = buildStages(diagnosis);
  if (stage === undefined || from === undefined) return [];
  const tuple = TUPLES[config.platform.architecture] ?? '';
  const shared = `/usr/lib/${tuple}`;
  const target = catalog.resolve(shared) >= 0 ? shared : '/usr/lib';
  return [shared, '/usr/lib', '/usr/local/lib'].map((directory) => {
    const line = `COPY --from=${from.label} ${directory}/${name} ${target}/`;
    const edit = withLinesBelow(diagnosis, lastCopy(stage), [line]);
    return { edits: [edit], adds: (path) => path === `${target}/${name}` };
  });
}
