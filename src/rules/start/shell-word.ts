/** Words that a shell runs by itself, or that start something other than a simple command. */
const SHELL_WORDS = new Set(
  '. : [ ! { } alias bg break case cd command continue declare do done echo elif else esac eval exit export false fg fi for function getopts hash if in jobs kill let local printf pwd read readonly return select set shift shopt source test then time times trap true type typeset ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);

const PLAIN_WORD = /^[\w@%+./:,=-]+$/;

/** Whether a word of a shell's text certainly names a program: nothing in it is replaced, and no shell runs it by itself. */
export function isCommandWord(word: string | undefined): boolean {
  return word !== undefined && PLAIN_WORD.test(word) && !/=|^-/.test(word) && !SHELL_WORDS.has(word);
}

/** What a shell looks for where a list in brackets is no JSON, and so no exec form: `[true` of `['true', '-x']`. */
export function bracketWord(text: string): string | undefined {
  const [first = ''] = text.trim().split(/\s+/, 1);
  return /^\[["']/.test(first) && !/[$`*?;&|<>()\\]/.test(first) ? first.replace(/["']/g, '') : undefined;
}
