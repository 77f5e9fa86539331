import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Edit } from '../../src/dockerfile/edit/edit.ts';
import { placeInstructions } from '../../src/dockerfile/edit/placed-instruction.ts';
import type { Choice } from '../../src/fix/fix.ts';
import { Prover, type Verify } from '../../src/gate/prove.ts';
import { readSides } from '../../src/gate/read-sides.ts';
import { DEFAULT_POLICY } from '../../src/policy/policy.ts';
import { openPorts } from '../../src/run/adapters.ts';
import { scan } from '../../src/scan/scan.ts';
import { git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { baseContexts, docker, engines, useEngine, writeFiles } from '../build/workshop.ts';
import { checkRequest } from '../helpers/recording-ports.ts';
import { reportUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;
const BASE = 'debian:bookworm-slim';
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const LISTS = '/var/lib/apt/lists/deb_Packages';
const FILL = `RUN mkdir -p /var/lib/apt/lists && head -c 3000000 /dev/urandom > ${LISTS}`;

/** What the edit adds to the instruction that fills the lists, and what the image starts. */
type Case = {
  readonly title: string;
  readonly adds: string;
  readonly lines: readonly string[];
  readonly removes: RegExp;
  readonly verify: Verify;
  readonly runs: string;
};

const PERL = 'CMD ["perl", "-MPOSIX", "-e", "$| = 1; print floor(2.5); sleep 60"]';
/** Perl loads it by dlopen: no file names it. */
const LOST = 'rm /usr/lib/*/perl-base/auto/POSIX/POSIX.so';

const SERVER = [
  "RUN printf '%s\\n' '#!/usr/bin/perl' 'use IO::Socket; $s = IO::Socket::INET->new(LocalPort => 80, Listen => 5) or die;' 'open F, \">/ready\" or die; while (1) { $c = $s->accept; print $c \"hi $$\"; close $c }' > /server && chmod +x /server",
  'HEALTHCHECK --interval=1h CMD test -e /ready',
  'VOLUME /data',
  'CMD ["/server"]',
];

const CASES: readonly Case[] = [
  {
    title: 'is not seen to lack a library that a program only loads by its name, as long as nobody starts it',
    ...{ adds: LOST, lines: [PERL], removes: /POSIX\.so$/, verify: 'static' },
    runs: 'skipped: the images were not started: only `verify: run` starts them',
  },
  {
    title: 'is seen to lack it when it is started',
    ...{ adds: LOST, lines: [PERL], removes: /POSIX\.so$/, verify: 'run' },
    runs: 'failed: the candidate keeps running, the fixed image exits with code 255',
  },
  {
    title: 'answers its health check and listens as before, without what it can do without',
    ...{ adds: 'true', lines: SERVER, removes: /^$/, verify: 'run' },
    runs: 'passed: started side by side without network, capabilities and new privileges: both keep running, listen on port 80 and answer the health check with exit code 0',
  },
  {
    title: 'ends as before',
    ...{
      adds: 'true',
      lines: ['CMD date && cat /proc/sys/kernel/random/uuid && exit 3'],
      removes: /^$/,
      verify: 'run',
    },
    runs: 'passed: started side by side without network: both exit with code 3 and print the same 2 lines',
  },
];

if (engines.length === 0) reportUntested('no image is started for a proof: there is no Docker engine');

describe.each(engines.map((engine) => [engine.store, engine] as const))(
  'a fixed image (%s)',
  (_store, engine) => {
    let contexts: readonly string[] | null = null;
    beforeAll(async () => {
      useEngine(engine);
      contexts = await baseContexts(engine, [BASE]);
    }, PATIENCE_MILLISECONDS);

    /** The proof of an edit of the instruction that fills the lists, with what the engine has afterwards and had not before. */
    async function prove({ adds, lines, removes, verify }: Case, ordinal: number) {
      const project = makeRepository(join(folder.path, `${engine.store}-${ordinal}`));
      const text = [`FROM ${BASE}`, FILL, ...lines, ''].join('\n');
      writeFiles(project, { Dockerfile: text });
      git(project, 'add', '.');
      git(project, 'commit', '--quiet', '-m', 'project');
      const build = { ...checkRequest().build, context: project, buildContexts: contexts ?? [] };
      const request = checkRequest({ event: { kind: 'none' }, baseline: { kind: 'none' }, build });
      const at = text.indexOf(LISTS) + LISTS.length;
      const edit: Edit = {
        file: 'Dockerfile',
        start: at,
        end: at,
        replacement: ` && rm ${LISTS} && ${adds}`,
      };
      await using ports = await openPorts(request, {
        ...{ token: null, client: null, workspace: null, signal: new AbortController().signal },
        ...{ secrets: new Map(), log: () => undefined, insecureRegistries: [], readMinutes: 10 },
        buildLog: { isWorkflow: false, write: () => undefined },
      });
      const fixPorts = await ports.forFixes();
      const candidate = await fixPorts.makeCandidate(request);
      const { candidate: read } = await readSides({ candidate, baseline: null }, fixPorts);
      const finding = scan(read.ledger).find(({ subject }) => subject === 'apt cache');
      if (finding === undefined) throw new Error('there is no finding to mend');
      const proving = {
        ...{ request, candidate, policy: DEFAULT_POLICY, verify },
        project: {
          dockerfile: { path: 'Dockerfile', ...placeInstructions(text, 'Dockerfile') },
          ignoreFile: { path: '.dockerignore', text: '' },
        },
        budget: { milliseconds: PATIENCE_MILLISECONDS, builds: 9 },
      };
      const proposal = { remedy: 'remedy', edits: [edit], removes: (path: string) => removes.test(path) };
      const choices: readonly Choice[] = [{ step: { finding, proposals: [] }, proposal }];
      return await new Prover(proving, fixPorts).prove(choices);
    }

    test.each(CASES.map((one, ordinal) => [one.title, one, ordinal] as const))(
      '%s',
      async (_title, one, ordinal) => {
        if (contexts === null) throw new Error(`there is no ${BASE} to build on`);
        const proof = await prove(one, ordinal);
        const failing = proof?.checks.filter(({ id, state }) => state === 'failed' && id !== 'runs');
        expect(failing).toEqual([]);
        const runs = proof?.checks.find(({ id }) => id === 'runs');
        expect(`${runs?.state}: ${runs?.message}`).toBe(one.runs);
        expect(docker('ps', '--all', '--quiet', '--filter', 'label=final-stage.run')).toBe('');
      },
      PATIENCE_MILLISECONDS,
    );
  },
);
