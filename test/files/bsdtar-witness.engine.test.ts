import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execFileSync, spawnSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBsdtar, type Bsdtar } from '../../scripts/engine/bsdtar.ts';
import { gnuLong, oldSparse, pax, rawEntry, tar } from '../helpers/tar-builder.ts';
import {
  anyEntry,
  bsdtarLines,
  gnuTarLines,
  ourLines,
  type Lines,
  type Listed,
} from '../helpers/tar-witness.ts';
import { reportUntested } from '../helpers/untested.ts';

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/**
 * What GNU tar and libarchive list differently, or not as engines do. `ours`: as engines take it (odd-layers.engine.test.ts shows it),
 * or how we refuse it.
 */
type Dispute = {
  readonly entries: readonly Uint8Array[];
  readonly ours: Lines | RegExp;
  readonly gnu: Lines;
  readonly bsd: Lines;
};

const DISPUTES: Readonly<Record<string, Dispute>> = {
  'a file whose name ends as a directory’s: a file to engines': {
    entries: [rawEntry({ path: 'f/', content: 'x' })],
    ours: ['- 1 f/ '],
    gnu: ['d 0 f/ '],
    bsd: ['d 0 f/ '],
  },
  'a GNU name before a PAX one: it counts': {
    entries: [joined(gnuLong('L', 'gnu'), pax({ path: 'pax' }), rawEntry({ path: 'cut' }))],
    ours: ['- 0 gnu '],
    gnu: ['- 0 pax '],
    bsd: ['- 0 gnu '],
  },
  'a PAX name before a GNU one: the GNU one counts': {
    entries: [joined(pax({ path: 'pax' }), gnuLong('L', 'gnu'), rawEntry({ path: 'cut' }))],
    ours: ['- 0 gnu '],
    gnu: ['- 0 pax '],
    bsd: ['- 0 pax '],
  },
  'a name and a size for all entries: passed over': {
    entries: [pax({ path: 'global', size: '512' }, 'g'), rawEntry({ path: 'own', content: 'abc' })],
    ours: ['- 3 own '],
    gnu: ['- 512 global '],
    bsd: ['- 3 own '],
  },
  'an empty PAX name: none': {
    entries: [joined(pax({ path: '' }), rawEntry({ path: 'cut' }))],
    ours: ['- 0 cut '],
    gnu: ['- 0  '],
    bsd: ['- 0 cut '],
  },
  'a size of what has no content: passed over': {
    entries: [
      rawEntry({ path: 'p', type: '6', size: 512 }),
      rawEntry({ path: 'b' }),
      rawEntry({ path: 'c' }),
    ],
    ours: ['p 0 p ', '- 0 b ', '- 0 c '],
    gnu: ['p 0 p ', '- 0 c '],
    bsd: ['p 0 p ', '- 0 b ', '- 0 c '],
  },
  'an unknown type: refused': {
    entries: [rawEntry({ path: 'u', type: 'Q', content: 'x' })],
    ours: /unknown tar type `Q`/,
    gnu: ['? 0 u\\040unknown\\040file\\040type\\040\\342\\200\\230Q\\342\\200\\231 '],
    bsd: ['- 1 u '],
  },
};

/** What all three read the same, though it is rare. */
const AGREED: Readonly<Record<string, readonly Uint8Array[]>> = {
  'a PAX name before a GNU one': [
    joined(pax({ path: 'pax' }), gnuLong('L', 'pax'), rawEntry({ path: 'cut' })),
  ],
  'names that lead elsewhere': ['./a', 'a//b', '/abs', '../up', 'x/../y'].map((path) => rawEntry({ path })),
  'a hard link with a size': [
    rawEntry({ path: 'b', content: 'xyz' }),
    rawEntry({ path: 'h', type: '1', linkTarget: 'b', size: 3 }),
    rawEntry({ path: 'n' }),
  ],
  'a directory of the seventh edition': [rawEntry({ path: 'g/', type: '\0', magic: 'v7' })],
  'a link to nothing': [rawEntry({ path: 'l', type: '2', linkTarget: ' ' })],
  'an old sparse file, which engines do not unpack': [
    oldSparse('s', { size: 5000, content: 'xy' }),
    rawEntry({ path: 'n' }),
  ],
};

const WRITERS: readonly string[] = [
  ...['v7', 'ustar', 'oldgnu', 'gnu', 'posix'].map((format) => `tar --format=${format}`),
  'tar --format=gnu --sparse',
  ...['0.0', '0.1', '1.0'].map((version) => `tar --format=posix --sparse --sparse-version=${version}`),
  ...['v7', 'ustar', 'gnutar', 'pax', 'paxr'].map((format) => `bsdtar --format=${format}`),
];

function describeWitness({ env }: Bsdtar): void {
  const bsdLines = (bytes: Uint8Array): Listed => bsdtarLines(bytes, env);

  describe('libarchive reads as we do', () => {
    test('archives of any entries', () => {
      fc.assert(
        fc.property(fc.array(anyEntry, { minLength: 20, maxLength: 60 }), (entries) => {
          const bytes = tar(...entries);
          expect(bsdLines(bytes)).toEqual({ lines: ourLines(bytes) });
        }),
        { numRuns: 25, seed: 2 },
      );
    });

    test.each(Object.entries(AGREED))('and as GNU tar does: %s', (_what, entries) => {
      const bytes = tar(...entries);
      const lines = ourLines(bytes);
      expect([bsdLines(bytes), gnuTarLines(bytes)]).toEqual([{ lines }, { lines }]);
    });
  });

  test.each(Object.entries(DISPUTES))(
    'libarchive and GNU tar do not both read as engines do: %s',
    (_what, { entries, ours, gnu, bsd }) => {
      const bytes = tar(...entries);
      expect({ gnu: gnuTarLines(bytes).lines, bsd: bsdLines(bytes).lines }).toEqual({ gnu, bsd });
      if (ours instanceof RegExp) expect(() => ourLines(bytes)).toThrow(ours);
      else expect(ourLines(bytes)).toEqual(ours);
    },
  );

  describe('what both programs write', () => {
    let folder = '';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'final-stage-witness-'));
      await writeFiles(folder);
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test.each(WRITERS)('is read the same by both and us: %s', (writer) => {
      // Old formats cannot hold everything: what they leave out they report, and end with 1 or 2.
      const [program = '', ...format] = writer.split(' ');
      const run = spawnSync(program, [...format, '--create', '--file', '-', '.'], {
        cwd: folder,
        env: { ...process.env, ...env, LC_ALL: 'C.UTF-8' },
        maxBuffer: 1e8,
      });
      expect([0, 1, 2]).toContain(run.status);
      const bytes = run.stdout;
      const lines = ourLines(bytes);
      expect(lines.length).toBeGreaterThan(5);
      expect([bsdLines(bytes), gnuTarLines(bytes)]).toEqual([{ lines }, { lines }]);
    });
  });
}

async function writeFiles(folder: string): Promise<void> {
  const deep = join(folder, 'd'.repeat(90), 'e'.repeat(90));
  await mkdir(deep, { recursive: true });
  await writeFile(join(deep, 'f'.repeat(90)), 'deep');
  await writeFile(join(folder, 'ü 文\n'), 'x'.repeat(1000));
  await writeFile(join(folder, 'one'), 'two names');
  await link(join(folder, 'one'), join(folder, 'two'));
  await symlink('n'.repeat(150), join(folder, 'far'));
  execFileSync('mkfifo', [join(folder, 'fifo')]);
  await writeFile(join(folder, 'hole'), 'start');
  await truncate(join(folder, 'hole'), 3_000_000);
  await writeFile(join(folder, 'hole'), 'end', { flag: 'a' });
}

const bsdtar = await openBsdtar();
if ('unavailable' in bsdtar) reportUntested(`libarchive beside our tar reader: ${bsdtar.unavailable}`);
else describeWitness(bsdtar);
