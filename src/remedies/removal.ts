import type { ShellItem } from '../dockerfile/edit/shell-list.ts';
import { commandText, type ShellRun } from './run-edits.ts';

/** Commands that do nothing but take files away. */
const CLEANING =
  /^(rm|rmdir|apt-get (?:-\S+ )*(?:purge|remove|autoremove|autopurge|clean|autoclean)|apt (?:-\S+ )*(?:purge|remove|autoremove|clean)|apk (?:-\S+ )*(?:del|cache clean)|(?:micro)?dnf (?:-\S+ )*(?:remove|autoremove|clean)|yum (?:-\S+ )*(?:remove|autoremove|clean)|npm cache clean|yarn cache clean|pip3? cache purge|pip3? uninstall|go clean|cargo clean|find \S+ .*-delete)(?= |$)/;

/** Whether all that a `RUN` does is take files away. */
export function onlyCleans({ items, ...shell }: ShellRun): boolean {
  return items.every(
    (item) => item.operator !== '||' && item.isSimple && CLEANING.test(commandText(shell, item)),
  );
}

/** Paths that a command removes as a whole; none where it is another command or a path of it is not certain. */
export function removedPaths({ words, isSimple }: ShellItem): readonly string[] {
  if (!isSimple || words[0]?.text !== 'rm') return [];
  const paths = words.slice(1).flatMap(({ text }) => (text.startsWith('-') ? [] : [text]));
  const isCertain = paths.every((path) => PATH.test(path) && !path.includes('/../'));
  return isCertain ? paths.map((path) => path.replace(/\/+$/, '')) : [];
}

/** Absolute, of plain characters; a pattern may stand at its end. */
const PATH = /^\/[\w.@+-][\w./@+-]*\*?$/;

/** Whether a path is one that `rm -r` of these removes. */
export function isRemovedBy(path: string, removed: readonly string[]): boolean {
  return removed.some((one) =>
    one.endsWith('*') ? path.startsWith(one.slice(0, -1)) : path === one || path.startsWith(`${one}/`),
  );
}
