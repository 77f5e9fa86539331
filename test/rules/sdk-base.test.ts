import { describe, expect, test } from '@jest/globals';
import { cToolchain } from '../../src/rules/c-toolchain.ts';
import { sdkBase } from '../../src/rules/sdk-base.ts';
import { ratedFindings } from '../helpers/rated-findings.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { debian } from './debian-files.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const GCC = debian({
  'gcc-12': { files: ['/usr/lib/gcc/x86_64-linux-gnu/12/cc1'], version: '12.2.0-14' },
  make: { files: ['/usr/bin/make'] },
});
const GO = (version: string) => ({
  '/usr/local/go/pkg/tool/linux_amd64/compile': 'tool',
  '/usr/local/go/VERSION': `go${version}\n`,
});
const npmModule = (directory: string): FileInputs => ({
  [`${directory}/package.json`]: '{"name":"webpack","version":"5.90.0"}',
  [`${directory}/lib/index.js`]: 'x',
});
const APP = layer({ '/app/server': 'x' });

describe('sdk-base', () => {
  test.each([
    [
      'of a system package',
      debian({ webpack: { files: ['/usr/bin/webpack', '/usr/share/nodejs/webpack/a.js'] } }),
    ],
    ['that npm installed for everybody', npmModule('/usr/local/lib/node_modules/webpack')],
  ])('has a bundler for a kit %s', (_, files) => {
    expect(reportOf(ledgerOf({ base: [layer(files)], own: [APP] }), [sdkBase])).toEqual([
      'sdk-base: SDK base image (JavaScript)',
    ]);
  });

  test('is one finding at the FROM line, named after the language and not after its C compiler', () => {
    const ledger = ledgerOf({ base: [layer(GCC), layer(GO('1.22.5'))], own: [APP], baseName: 'golang:1.22' });
    const [found, ...others] = sdkBase.inspect(ledger);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ subject: 'SDK base image (Go)', at: 'from' });
    expect(found?.message).toBe('`golang:1.22` brings Go toolchain 1.22.5, gcc 12.2.0 and GNU Make 1.0');
    expect(found?.title).toBe('golang:1.22 brings Go toolchain 1.22.5, gcc 12.2.0 and GNU Make 1.0');
    const paths = found?.rows.map((row) => ledger.catalog.path(row));
    expect(paths).toContain('/usr/bin/make');
    expect(paths).not.toContain('/app/server');
  });

  test('is named after C and C++ where the base has nothing else', () => {
    expect(reportOf(ledgerOf({ base: [layer(GCC)], own: [APP] }), [sdkBase])).toEqual([
      'sdk-base: SDK base image (C/C++)',
    ]);
  });

  test.each([
    ['one', GO('1.22.5'), 'golang brings Go toolchain 1.22.5'],
    [
      'many',
      {
        ...debian({
          'gcc-12': { files: ['/usr/lib/gcc/x86_64-linux-gnu/12/cc1'] },
          make: { files: ['/usr/bin/make'] },
          cmake: { files: ['/usr/bin/cmake'] },
          bison: { files: ['/usr/bin/bison'] },
        }),
        ...GO('1.22.5'),
      },
      /^golang brings Go toolchain 1\.22\.5, .+, .+ and 2 more build tools$/,
    ],
  ])('is named after the image for people: it brings %s', (_count, files, title) => {
    const baseName = `golang@sha256:${'0'.repeat(64)}`;
    const [found] = sdkBase.inspect(ledgerOf({ base: [layer(files)], own: [APP], baseName }));
    expect(found?.title).toEqual(title instanceof RegExp ? expect.stringMatching(title) : title);
  });

  test('its tools are not told again, each by itself, and those of other bases are', () => {
    const reported = (files: FileInputs) => {
      const ledger = ledgerOf({ base: [layer(files)], own: [APP] });
      return ratedFindings(ledger, [cToolchain, sdkBase]).map(
        ({ ruleId, subject }) => `${ruleId}: ${subject}`,
      );
    };
    expect(reported(GCC)).toEqual(['sdk-base: SDK base image (C/C++)']);
    expect(reported(debian({ make: { files: ['/usr/bin/make'] } }))).toEqual(['c-toolchain: GNU Make']);
  });

  test('keeps its subject over a version bump of the base', () => {
    const subjects = ['1.21.0', '1.22.5'].map((version) =>
      reportOf(ledgerOf({ base: [layer(GO(version))], own: [APP] }), [sdkBase]),
    );
    expect(subjects[0]).toEqual(subjects[1]);
  });

  test.each([
    ['the tools came with own instructions', { own: [layer(GCC)] }],
    [
      'the base brings make alone',
      { base: [layer(debian({ make: { files: ['/usr/bin/make'] } }))], own: [APP] },
    ],
    [
      'the base brings binutils alone',
      { base: [layer(debian({ binutils: { files: ['/usr/bin/ld'] } }))], own: [APP] },
    ],
    [
      'the base is a Node.js image with npm',
      { base: [layer({ '/usr/local/lib/node_modules/npm/bin/npm-cli.js': 'x' })] },
    ],
    [
      'an application of the base image has a bundler',
      { base: [layer(npmModule('/srv/shop/node_modules/webpack'))], own: [APP] },
    ],
    [
      'a module of everybody’s has a bundler below it',
      { base: [layer(npmModule('/usr/local/lib/node_modules/shop/node_modules/webpack'))], own: [APP] },
    ],
    ['there is no base image', { own: [APP], baseName: 'scratch' }],
  ])('is silent where %s', (_, input) => {
    expect(reportOf(ledgerOf(input), [sdkBase])).toEqual([]);
  });
});
