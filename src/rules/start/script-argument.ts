/** Interpreters that end with an error where the script of their first argument is missing, and how such a script is called. */
const INTERPRETERS: readonly (readonly [program: RegExp, script: RegExp])[] = [
  [/(^|\/)python[\d.]*$/, /\.py$/],
  [/(^|\/)node(js)?$/, /\.[cm]?js$/],
  [/(^|\/)ruby[\d.]*$/, /\.rb$/],
  [/(^|\/)perl[\d.]*$/, /\.p[lm]$/],
  [/(^|\/)php[\d.]*$/, /\.php$/],
];

const SHELL = /(^|\/)(ba|da|a|z)?sh$/;
const PLAIN_PATH = /^[\w@%+./:-]+$/;

/** The script that an interpreter is given as its first argument; undefined where that is not sure. */
export function scriptArgument(word: string, args: readonly string[]): string | undefined {
  if (SHELL.test(word)) return shellScript(args);
  const [first = ''] = args;
  const isScript = INTERPRETERS.some(([program, script]) => program.test(word) && script.test(first));
  return isScript && PLAIN_PATH.test(first) ? first : undefined;
}

/** After options that take no value and read no profile. A shell looks a bare name up in PATH, too. */
function shellScript(args: readonly string[]): string | undefined {
  const script = args.find((arg) => !/^-[euvx]+$/.test(arg));
  return script !== undefined && PLAIN_PATH.test(script) && script.includes('/') && !script.startsWith('-')
    ? script
    : undefined;
}
