import { inflateSync } from 'node:zlib';
import type { ElfBytes } from '../../files/elf/elf-bytes.ts';
import type { ElfLayout } from '../../files/elf/elf-layout.ts';
import { readElfSections } from '../../files/elf/elf-sections.ts';
import { readElfPart } from '../../files/elf/program-tail.ts';
import { parseObject } from '../json.ts';
import { isPackageWord } from '../purl.ts';

/** One crate that a program was linked from. */
export type AuditedCrate = {
  readonly name: string;
  readonly version: string;
  /** From a registry, rather than from a folder or a repository. */
  readonly isPublished: boolean;
  /** The crate that the program itself is. */
  readonly isRoot: boolean;
  /** Places in the list of the crates that it needs. */
  readonly needs: readonly number[];
};

const NAME = '.dep-v0\0';
/** Limits that the format itself sets, compressed and not. */
const MAX_STORED_BYTES = 1024 * 1024;
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_CRATES = 10_000;

/**
 * Crates by the section that `cargo auditable` adds, in which a list in JSON is compressed with zlib; undefined where there is
 * none that makes sense. https://github.com/rust-secure-code/cargo-auditable, PARSING.md
 */
export function readAuditSection(bytes: ElfBytes, layout: ElfLayout): readonly AuditedCrate[] | undefined {
  const sections = readElfSections(bytes, layout) ?? [];
  const names = sections[layout.sections.names];
  const texts = names && readElfPart(bytes, names);
  const section = sections.find(({ name }) => texts?.toString('latin1', name, name + NAME.length) === NAME);
  if (section === undefined || section.size > MAX_STORED_BYTES) return undefined;
  const stored = readElfPart(bytes, section);
  return stored && parseAudit(inflate(stored));
}

function inflate(stored: Uint8Array): string {
  try {
    return inflateSync(stored, { maxOutputLength: MAX_BYTES }).toString('utf8');
  } catch {
    return '';
  }
}

/** Crates that only a build needs are not in the program. Indexes are of the list as it stands in the program. */
function parseAudit(text: string): readonly AuditedCrate[] | undefined {
  const { packages } = parseObject(text);
  if (!Array.isArray(packages)) return undefined;
  const entries = packages.slice(0, MAX_CRATES).map(toCrate);
  const places = new Map<number, number>();
  for (const [index, entry] of entries.entries()) if (entry !== undefined) places.set(index, places.size);
  return entries
    .filter((entry) => entry !== undefined)
    .map((entry) => ({ ...entry, needs: entry.needs.flatMap((index) => places.get(index) ?? []) }));
}

function toCrate(entry: unknown): AuditedCrate | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { name, version, source, kind, root, dependencies } = entry as Readonly<Record<string, unknown>>;
  const [nameText, versionText] = [String(name), String(version)];
  if (!isPackageWord(nameText) || !isPackageWord(versionText) || kind === 'build') return undefined;
  return {
    name: nameText,
    version: versionText,
    isPublished: source === 'crates.io' || source === 'registry',
    isRoot: root === true,
    needs: Array.isArray(dependencies)
      ? dependencies.filter((one): one is number => typeof one === 'number')
      : [],
  };
}
