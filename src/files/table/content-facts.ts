/** What an ELF file says of itself. `undefined` fields were outside of the part that was read: unknown, never "none". */
export type ElfFacts = {
  /** 2 executable, 3 shared object or position-independent executable, 1 relocatable, 4 core. ELF gABI e_type. */
  readonly type: number;
  readonly machine: number;
  /** PT_INTERP, e.g. `/lib64/ld-linux-x86-64.so.2`; null: none (static or library). */
  readonly interpreter: string | null;
  /** DT_NEEDED in order; undefined when the string table could not be read. */
  readonly needed?: readonly string[];
  readonly soname?: string;
  /** DT_RUNPATH or DT_RPATH, split at `:`. */
  readonly runpath: readonly string[];
  /** Symbol versions that a loader must find, weak ones left out, as `GLIBC_2.34@libc.so.6`. Linux Standard Base, Core. */
  readonly versionsNeeded?: readonly string[];
  /** Symbol versions that a library defines, e.g. `GLIBC_2.34`; its own name is among them. */
  readonly versionsDefined?: readonly string[];
  /** Main package path from `.go.buildinfo` (`cmd/go`, `example.com/app`), where it is a Go program. */
  readonly goMainPath?: string;
  /** Go version from `.go.buildinfo`, e.g. `go1.21.5`. */
  readonly goVersion?: string;
  /** Modules that a Go program was linked from, as `parseGoBuildInfo` writes them, the main one among them. */
  readonly goModules?: readonly string[];
  /** True where a section named `.debug_info` exists; undefined where section headers were not read. */
  readonly hasDebugInfo?: boolean;
  /** Bytes of all sections of debug information, by the section headers; absent where there is no `.debug_info`. */
  readonly debugBytes?: number;
};

/** What scans derived from one file, by the id of the required files. */
export type DerivedTexts = Readonly<Record<string, string>>;

/** What was noted of a regular file's content while its layer streamed by. Kept only for files that have any. */
export type ContentFacts = {
  readonly elf?: ElfFacts;
  /** Line 1 of a script without `#!`, e.g. `/usr/bin/env python3`; at most 256 bytes. */
  readonly shebang?: string;
  /** Git blob id (sha1 of `blob <size>\0` and the content), where a file of that size is tracked in the repository. */
  readonly gitBlob?: string;
  /** Whole content as bytes, where somebody requires the file and may keep it. */
  readonly content?: Uint8Array;
  /** What scans derived from a content that they must not keep. */
  readonly derived?: DerivedTexts;
};
