import { openGoTool } from './go-program.ts';

/** A runner of workflows by other people, which needs no server. https://github.com/nektos/act */
const ACT = { module: 'github.com/nektos', path: 'act', version: 'v0.2.87', linkFlags: '' };

export function openAct(): ReturnType<typeof openGoTool> {
  return openGoTool('act', ACT);
}
