import { describe, expect, test } from '@jest/globals';
import { layer } from '../helpers/image-builder.ts';
import { gateImages } from '../helpers/gate-images.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { elf } from '../helpers/elf-builder.ts';

const folder = temporaryFolder();

const PROGRAM = elf({ interpreter: '/lib/ld-musl-x86_64.so.1' });
const base = [layer({ '/lib/ld-musl-x86_64.so.1': PROGRAM })];
const gate = (path: string, content: Uint8Array | string) =>
  gateImages(folder, {
    base,
    own: [layer({ '/srv/server': PROGRAM, [path]: content })],
    config: { entrypoint: ['/srv/server'] },
  });

describe('a compiler that was copied out of its directory', () => {
  test.each([
    ['/app/tools/gcc', 'c-toolchain: gcc'],
    ['/app/x86_64-linux-gnu-gcc-12', 'c-toolchain: gcc'],
    ['/app/cc1plus', 'c-toolchain: gcc'],
    ['/app/clang-18', 'c-toolchain: Clang/LLVM'],
    ['/app/rustc', 'rust-toolchain: Rust toolchain'],
    ['/app/jvm/javac', 'jdk: JDK'],
  ])('is told: %s', async (path, expected) => {
    expect(await gate(path, PROGRAM)).toMatchObject({ conclusion: 'failure', introduced: [expected] });
  });

  test.each([
    ['a text called gcc', '/app/gcc', 'notes'],
    ['an application called cargo', '/app/cargo', PROGRAM],
    ['an application called make', '/app/make', PROGRAM],
  ])('is none: %s', async (_case, path, content) => {
    expect(await gate(path, content)).toMatchObject({ conclusion: 'success', introduced: [] });
  });
});
