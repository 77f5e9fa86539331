/** Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`. */
export function fill(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`a file to generate has no markers for ${name}`);
  return `${text.slice(0, from + start.length)}${content}\n${text.slice(to)}`;
}
