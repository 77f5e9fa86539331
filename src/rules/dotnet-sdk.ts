import { defineToolRule } from './tool/tool-rule.ts';

export const dotnetSdk = defineToolRule({
  id: 'dotnet-sdk',
  headline: '.NET SDK where a runtime would do',
  fix: 'Publish in an earlier stage and start from a `runtime`, `aspnet` or `runtime-deps` image',
  examples: {
    catches: ['`dotnet/sdk/<version>` with `MSBuild.dll`', 'the package `dotnet-sdk-8.0`'],
    ignores: ['the runtime: the program `dotnet` with `shared/`'],
  },
});
