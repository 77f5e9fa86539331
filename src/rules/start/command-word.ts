/** Why no directory of PATH has a word that is no name of a program, and what helps; undefined where it may be one. */
export function explainWord(word: string): string | undefined {
  if (word.startsWith('[')) return 'Write the command as JSON: double quotes, and no comma at its end';
  if (word.includes('$'))
    return 'Begin the command with `sh -c`, or leave out the brackets: only a shell replaces variables';
  const words = word.split(/\s+/).filter((part) => part !== '');
  if (words.length < 2) return undefined;
  return `Write each word separately: \`${JSON.stringify(words).replaceAll('","', '", "')}\``;
}
