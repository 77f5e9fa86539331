import { isCommandWord } from './shell-word.ts';

/** Words after which what follows is run in some cases only, or later. */
const OPENING = /(^|[;&|({]\s*|\s)(if|for|while|until|case|select|function)\s|\(\)\s*\{|^\s*[({]/;
/** What may put the program there, or change where libraries and programs are looked for. */
const UNSURE =
  /\b(exit|return|trap|curl|wget|tar|unzip|install|cp|mv|ln|touch|tee|pip|npm|make|cargo|git|source|eval|LD_[A-Z_]+|PATH)\b|^\s*\.\s|>|<</m;
/** What may change the arguments of the script. */
const NEW_ARGUMENTS = /\bset\s+(--|[^-+\s])|\bshift\b/;
const ARGUMENTS = /^"?\$(@|\{@\})"?$/;

/**
 * The command that a shell script ends with, as its words: `exec /app/server --port 1` at the top level, where nothing
 * before it may end the script, put the program there or change its environment; empty where that is not sure. `args` are
 * what the script is started with, for `exec "$@"`.
 */
export function execOf(script: string, args: readonly string[]): readonly string[] {
  const { last, before } = partsOf(script);
  if (last === undefined || /[;&|<>()`\\]/.test(last) || isDoubtful(before)) return [];
  return withArguments(last.split(/\s+/), before, args);
}

/** Whether a shell script ends with its arguments as a command, and neither installs anything before nor changes the environment. */
export function passesArguments(script: string): boolean {
  const { last, before } = partsOf(script);
  return last !== undefined && ARGUMENTS.test(last) && !UNSURE.test(before);
}

/** What the last line executes, and the lines before it, without comments. */
function partsOf(script: string): { readonly last: string | undefined; readonly before: string } {
  const lines = script
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
  const last = /^exec\s+(.+)$/.exec(lines.at(-1) ?? '')?.[1];
  return { last, before: lines.slice(0, -1).join('\n') };
}

/** The words with the script's arguments in their place, where these are still what it was started with. */
function withArguments(words: readonly string[], before: string, args: readonly string[]): readonly string[] {
  const [first = ''] = words;
  const takesArguments = words.some((word) => ARGUMENTS.test(word));
  if (takesArguments && NEW_ARGUMENTS.test(before)) return [];
  const command = words.flatMap((word) => (ARGUMENTS.test(word) ? args : [word]));
  return ARGUMENTS.test(first) || isCommandWord(first) ? command : [];
}

function isDoubtful(before: string): boolean {
  return (
    UNSURE.test(before) || /\bexec\b/.test(before) || before.split('\n').some((line) => OPENING.test(line))
  );
}
