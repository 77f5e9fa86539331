import { describe, expect, test } from '@jest/globals';
import { sortOwnFiles } from '../../src/remedies/final-stage/own-files.ts';
import { runtimeChoices } from '../../src/remedies/final-stage/runtime-choices.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer } from '../helpers/image-builder.ts';
import { goProgram } from '../helpers/program-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

const MIB = 1024 * 1024;

/** What a program of Go with these functions may start from, the best first. */
function choices(...functions: readonly string[]): readonly string[] {
  const program = Buffer.concat([
    goProgram(functions.map((name) => ({ name, bytes: 100 }))),
    Buffer.alloc(MIB),
  ]);
  const ledger = ledgerOf({
    base: [
      layer({ '/etc/os-release': 'ID=debian\nVERSION_CODENAME=bookworm\n', '/usr/local/go/bin/go': 'x' }),
    ],
    own: [layer({ '/server': { content: program, mode: 0o755 } })],
    config: { entrypoint: ['/server'] },
    baseName: 'golang:1.24',
  });
  const files = sortOwnFiles(ledger, scan(ledger));
  return runtimeChoices(ledger, files, { bases: {}, isKit: true }).map(({ image }) => image);
}

describe('what a program of Go starts from', () => {
  test('is no distribution where it needs none', () => {
    expect(choices('main.main', 'net/http.Serve')[0]).toBe('gcr.io/distroless/static-debian12');
  });

  test('is the distribution of the build where it may start other programs', () => {
    expect(choices('main.main', 'os/exec.(*Cmd).Start')).toEqual(['debian:bookworm-slim']);
  });
});
