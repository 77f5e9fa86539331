import { defineToolRule } from './tool/tool-rule.ts';

export const otherToolchain = defineToolRule({
  id: 'other-toolchain',
  headline: 'compiler of another language, or another development tool',
  fix: 'Compile in an earlier stage and copy the result; install only the runtime library that it is linked with, if there is one (`libgfortran5`, `libgnat-12`)',
  examples: {
    catches: [
      'GHC, OCaml, Swift, Elixir’s `mix` and `elixirc`, Zig, Nim, Crystal, Fortran, Ada',
      'a package with programs that its distribution files under development: `shellcheck`, `doxygen`',
    ],
    ignores: [
      '`swift` of OpenStack’s client, `mix` of phylip',
      '`erts-*/bin/erlc`, which every Elixir release contains',
    ],
  },
});
