import { describe, expect, test } from '@jest/globals';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { gateImages } from '../helpers/gate-images.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { dpkg } from '../ledger/ledger-builder.ts';
import { elf } from '../helpers/elf-builder.ts';

const folder = temporaryFolder();

const PROGRAM = elf({ interpreter: '/lib64/ld-linux-x86-64.so.2' });
const TREE = 'lib/gcc/x86_64-linux-gnu/12';
/** gcc as a package of the base image. */
const BASE = [
  layer(
    { '/usr/bin/gcc-12': PROGRAM, [`/usr/${TREE}/cc1`]: 'x' },
    dpkg({ 'gcc-12': { files: ['/usr/bin/gcc-12', `/usr/${TREE}/cc1`] } }),
  ),
];
const APP = layer({ '/app/server': 'x' });

describe('a tool of the pull request beside one that the base image brings (issue 8, 5)', () => {
  test.each<[string, FileInputs, string]>([
    ['another gcc', { [`/opt/${TREE}/cc1`]: 'another' }, 'c-toolchain: gcc'],
    ['a gcc driver alone', { '/app/bin/gcc': PROGRAM }, 'c-toolchain: gcc'],
  ])('is introduced: %s', async (_case, files, expected) => {
    const verdict = await gateImages(folder, { base: BASE, before: [APP], own: [APP, layer(files)] });
    expect(verdict).toMatchObject({ conclusion: 'failure', introduced: [expected] });
    const reported = verdict.findings.filter(({ subject }) => subject === 'gcc');
    expect(reported.map(({ status, inherited }) => [status, inherited])).toEqual([['introduced', false]]);
    // What the base brought is reported with the base, and is another finding.
    const base = verdict.findings.find(({ ruleId }) => ruleId === 'sdk-base');
    expect(base).toMatchObject({ status: 'persisting', message: expect.stringContaining('gcc') });
    expect(base?.fingerprint).not.toBe(reported[0]?.fingerprint);
  });

  test('is introduced of every kind: a second JDK', async () => {
    const base = [layer({ '/opt/java/bin/javac': 'x', '/opt/java/lib/modules': 'm' })];
    const own = [layer({ '/srv/java/bin/javac': 'y' })];
    const { introduced } = await gateImages(folder, { base, own });
    expect(introduced).toEqual(['jdk: JDK']);
  });

  test('persists where the baseline has it of its own, and where it only writes anew what the base brought', async () => {
    const kept = [APP, layer({ [`/opt/${TREE}/cc1`]: 'another' })];
    expect(await gateImages(folder, { base: BASE, before: kept, own: kept })).toMatchObject({
      conclusion: 'success',
      introduced: [],
    });
    const chown = layer({ '/usr/bin/gcc-12': { content: PROGRAM, mode: 0o700 } });
    expect(await gateImages(folder, { base: BASE, before: [APP], own: [APP, chown] })).toMatchObject({
      conclusion: 'success',
      introduced: [],
    });
  });
});
