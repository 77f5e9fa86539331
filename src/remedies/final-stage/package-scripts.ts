import type { Ledger } from '../../ledger/ledger.ts';
import { isSystemPackage } from './system-files.ts';

/**
 * Whether the scripts of packages made a file or a link, and make it again wherever the packages are installed: all that a `RUN` left which
 * only installs, and of any other the links and files of the system's folders that its text does not name.
 */
export function isOfScripts(ledger: Ledger, row: number): boolean {
  const text = textOfRun(ledger, row);
  if (text === undefined || !installs(ledger, row)) return false;
  return onlyInstalls(text) || (isOfSystemFolder(ledger, row) && !isOfCommand(ledger, row, text));
}

/** Whether another command of the `RUN` may have made it. */
function isOfCommand(ledger: Ledger, row: number, text: string): boolean {
  const path = ledger.catalog.path(row);
  const isNamed = text.includes(path.slice(path.lastIndexOf('/') + 1));
  if (ledger.catalog.type(row) !== 'symlink') return isNamed || !path.startsWith('/etc/');
  if (text.includes('update-alternatives')) return isNamed;
  return isNamed && /\bln\s/.test(text) && !isAlternative(ledger, row);
}

/** Made by the triggers and scripts of packages, which the same packages make again: update-alternatives(1), update-ca-certificates(8). */
const OF_TRIGGERS = /^(\/etc\/(?:alternatives|ssl\/certs|rc[\dS]\.d|apk))\//;

/** Whether it is such a file, and the instruction that wrote it names neither it, nor its directory, nor the program that makes it. */
export function isOfTriggers(ledger: Ledger, row: number): boolean {
  const path = ledger.catalog.path(row);
  const directory = OF_TRIGGERS.exec(path)?.[1];
  const text = textOfRun(ledger, row) ?? '';
  return directory !== undefined && !text.includes(directory) && !text.includes('update-alternatives');
}

/** Whether packages or their scripts made a directory, which no list of files names. */
export function isOfInstalling(ledger: Ledger, row: number): boolean {
  const text = textOfRun(ledger, row);
  if (text === undefined || !installs(ledger, row)) return false;
  return onlyInstalls(text) || isOfSystemFolder(ledger, row);
}

function isOfSystemFolder({ catalog }: Ledger, row: number): boolean {
  return /^\/(?:etc|usr|lib\w*|s?bin)\//.test(catalog.path(row));
}

/** update-alternatives(1) */
function isAlternative({ catalog }: Ledger, row: number): boolean {
  return catalog.linkTarget(row)?.startsWith('/etc/alternatives/') === true;
}

function textOfRun({ catalog, origins }: Ledger, row: number): string | undefined {
  const origin = origins[catalog.layer(row)];
  const isOfRun = origin?.kind === 'instruction' && origin.instruction.keyword === 'RUN';
  return isOfRun ? origin.instruction.text : undefined;
}

/** Whether packages of the distribution came with the layer of a row. */
function installs({ catalog, packages, arrivals }: Ledger, row: number): boolean {
  const layer = catalog.layer(row);
  return packages.some((pkg, number) => isSystemPackage(pkg) && arrivals.layer(number) === layer);
}

/** Whether each command of a `RUN` installs packages of the distribution, or takes files away. */
function onlyInstalls(text: string): boolean {
  const commands = text
    .replace(/^RUN\s+/i, '')
    .replaceAll(/--mount=\S+|\\\n/g, ' ')
    .split(/&&|\|\||;/);
  return commands.every((command) => INSTALLS.test(command.trim()));
}

const INSTALLS =
  /^(?:(?:\w+=\S+\s+)*(?:apt-get|apt|apt-mark|apt-cache|apk|dnf|yum|microdnf|zypper|rm)\s|set\s|export\s|true$|$)/;
