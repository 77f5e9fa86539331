import { compilerFix } from './fix/tool-fix.ts';
import { defineToolRule } from './tool/tool-rule.ts';

export const cToolchain = defineToolRule({
  id: 'c-toolchain',
  headline: 'C or C++ compiler, linker or build system',
  fix: 'Compile in an earlier stage and copy the result; install only the runtime libraries (`libpq5`, not `libpq-dev`) in the final stage',
  fixFor: compilerFix,
  examples: {
    catches: [
      'the packages `gcc`, `build-essential`, `build-base`, `cmake`, `binutils`, `make` and what only they need',
      'an unpackaged `cc1` under `lib/gcc`, a `clang` that needs `libclang-cpp.so`',
      'a compiler that a later `RUN` removes: its bytes are still in the layer',
    ],
    ignores: [
      'the runtime packages `gcc-12-base`, `libgcc-s1`, `libstdc++6`, `libllvm14`',
      'busybox, whose applets are called `ar` and `patch`',
      '`apk add --virtual .build-deps gcc … && apk del .build-deps` in one `RUN`',
    ],
  },
});
