import type { Toolchain } from '../../ledger/toolchains/toolchains.ts';
import { BASE_FAMILIES, type FoundInBase } from './base-families.ts';
import { parseImageName } from './image-name.ts';

/** What runs the programs of an SDK image. `isInterpreter`: the program runs in what the image is called after. */
export type RuntimeBase = { readonly base: string; readonly isInterpreter: boolean };

/** The image that runs what a known SDK image builds, with its tag; undefined where none is known. */
export function runtimeBase(reference: string, found: FoundInBase): RuntimeBase | undefined {
  const name = parseImageName(reference);
  const family = BASE_FAMILIES.find(({ paths }) => paths.test(name.path));
  const base = family?.toRuntime(name, found);
  return family === undefined || base === undefined
    ? undefined
    : { base, isInterpreter: family.isInterpreter };
}

/** What people call the SDK, by the rule that tells its toolchain; others go by their own name. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'go-toolchain': 'Go',
  'rust-toolchain': 'Rust',
  jdk: 'Java',
  'jvm-build-tool': 'JVM build tools',
  'dotnet-sdk': '.NET',
  'c-toolchain': 'C/C++',
  'node-bundler': 'JavaScript',
};

export function languageOf({ ruleId, subject }: Toolchain): string {
  return LANGUAGES[ruleId] ?? subject;
}
