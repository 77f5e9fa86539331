import { defineToolRule } from './tool/tool-rule.ts';

export const codeGenerator = defineToolRule({
  id: 'code-generator',
  headline: 'parser generator or interface compiler',
  fix: 'Generate the code in an earlier stage or commit it',
  examples: {
    catches: ['the packages `bison`, `flex`, `protobuf-compiler`, `swig`'],
    ignores: ['the runtime libraries `libprotobuf32` and `libfl2`'],
  },
});
