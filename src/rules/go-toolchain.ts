import { defineToolRule } from './tool/tool-rule.ts';

export const goToolchain = defineToolRule({
  id: 'go-toolchain',
  headline: 'Go compiler and its standard library',
  fix: 'Build with `CGO_ENABLED=0` in an earlier stage and copy the program to `scratch` or a distroless base image',
  examples: {
    catches: [
      '`/usr/local/go` with `pkg/tool/*/compile`',
      'the packages `golang-go` and `golang-1.22-go`',
      'a program whose build information says `cmd/go`',
    ],
    ignores: ['an application that is called `/usr/bin/go`', 'a program that was written in Go'],
  },
});
