import { openGoTool } from './go-program.ts';

/** The linter of workflows that the field uses. https://github.com/rhysd/actionlint */
const ACTIONLINT = {
  ...{ module: 'github.com/rhysd/actionlint', path: 'cmd/actionlint', version: 'v1.7.12', linkFlags: '' },
};

export function openActionlint(): ReturnType<typeof openGoTool> {
  return openGoTool('actionlint', ACTIONLINT);
}
