/** The programs that a `#!` line starts: the interpreter, and for env(1) the one that it looks for in PATH. */
export function interpreterWords(shebang: string): readonly string[] {
  const [interpreter = '', ...args] = shebang.trim().split(/[ \t]+/);
  if (interpreter === '') return [];
  // The kernel looks in no directory of PATH, but in the working directory.
  if (!interpreter.includes('/')) return [`./${interpreter}`];
  if (!interpreter.endsWith('/env')) return [interpreter];
  const word = args.find((arg) => !arg.startsWith('-') && !arg.includes('='));
  return word === undefined ? [interpreter] : [interpreter, word];
}
