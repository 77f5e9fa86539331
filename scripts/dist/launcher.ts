/**
 * The file that `final-stage` starts: it must be read by any Node, however old, to say that it is too old, so the
 * program itself is another file. `engines` is the range of package.json: `>=MAJOR.MINOR`.
 */
export function renderLauncher(engines: string, program: string): string {
  const match = /^>=(\d+)\.(\d+)$/.exec(engines);
  if (match === null) throw new Error(`engines.node is \`${engines}\`, expected \`>=MAJOR.MINOR\``);
  const [, major, minor] = match;
  return `#!/usr/bin/env node
'use strict';
var version = process.versions.node.split('.').map(Number);
if (version[0] > ${major} || (version[0] === ${major} && version[1] >= ${minor})) {
  require('./${program}');
} else {
  console.error('final-stage needs Node ${major}.${minor} or newer, and this is Node ' + process.versions.node + '.');
  process.exitCode = 2;
}
`;
}
