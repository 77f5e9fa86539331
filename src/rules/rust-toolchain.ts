import { defineToolRule } from './tool/tool-rule.ts';

export const rustToolchain = defineToolRule({
  id: 'rust-toolchain',
  headline: 'Rust compiler, Cargo or rustup',
  fix: 'Build in an earlier stage and copy `target/release/<name>` to a runtime base image',
  examples: {
    catches: [
      'the packages `rustc` and `cargo`',
      'rustup’s toolchains under any home',
      'a program that needs `librustc_driver`',
    ],
    ignores: ['a program that was written in Rust'],
  },
});
