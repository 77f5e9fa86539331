import type { Ledger } from '../../ledger/ledger.ts';
import type { Project } from '../remedy.ts';
import { shellRunOf } from '../run-edits.ts';
import type { OwnFiles } from './own-files.ts';
import { isSystemPackage } from './system-files.ts';

/** Commands that change what packages have installed: any file, those of `/etc`. */
const CHANGES = /^(?:rm|sed|ln|mv|cp|chmod|chown|mkdir|touch)$/;
/** Commands that change settings by their nature. What scripts of packages write (`locale-gen`) is no package's own, so that it is copied. */
const SETTERS =
  /^(?:a2(?:en|dis)(?:mod|site|conf)|php(?:en|dis)mod|lighty-(?:en|dis)able-mod|lighttpd-(?:en|dis)able-mod|postconf|setcap)$/;
const INSTALLS = /^(?:apt-get|apt|apk)$/;

/**
 * Commands of own instructions that changed the settings which packages brought in the same layer: in what is left of it, nothing tells
 * them from the packages' own. What a copy brings as it is needs no command. `packages`: names of those that the final stage installs.
 */
export function settingCommands(
  project: Project,
  ledger: Ledger,
  { packages, files }: { readonly packages: readonly string[]; readonly files: OwnFiles },
): readonly string[] {
  const layers = new Set(
    ledger.packages.flatMap((pkg, number) =>
      isSystemPackage(pkg) && packages.includes(pkg.name) ? [ledger.arrivals.layer(number)] : [],
    ),
  );
  return [...layers].sort((a, b) => a - b).flatMap((layer) => commandsOf(project, ledger, { layer, files }));
}

type Place = { readonly layer: number; readonly files: OwnFiles };

function commandsOf(project: Project, ledger: Ledger, { layer, files }: Place): readonly string[] {
  const origin = ledger.origins[layer];
  const run = origin?.kind === 'instruction' ? shellRunOf(project, origin.instruction) : undefined;
  if (run === undefined) return [];
  const isCopied = (path: string) => files.kept.has(visibleRowAt(ledger, path));
  const isInstalling = ({ words }: (typeof run.items)[number]) => INSTALLS.test(words[0]?.text ?? '');
  return run.items
    .slice(run.items.findLastIndex(isInstalling) + 1)
    .filter(({ words: [command, ...others], isSimple }) => {
      const paths = others.map(({ text }) => text).filter((word) => word.startsWith('/'));
      const isOfSettings =
        paths.length > 0 && paths.every((path) => path.startsWith('/etc/')) && !paths.every(isCopied);
      const name = command?.text ?? '';
      return isSimple && (SETTERS.test(name) || (isOfSettings && CHANGES.test(name)));
    })
    .map(({ start, end }) =>
      run.placed.text
        .slice(start, end)
        .replaceAll(/\s*\\\s*\n\s*/g, ' ')
        .trim(),
    );
}

function visibleRowAt({ catalog }: Ledger, path: string): number {
  const node = catalog.paths.find(path);
  return node < 0 ? -1 : catalog.visibleRow(node);
}
