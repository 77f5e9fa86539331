import type { Category, Severity } from '../../src/rules/rule.ts';

/** A Debian package of an image, and what can be said of it without this program. */
export type SeenPackage = {
  readonly name: string;
  /** As dpkg's database has it; empty where that says nothing. */
  readonly section: string;
  /** Names of its files in directories of programs. */
  readonly programs: readonly string[];
};

/** A finding, and the Debian packages that it names or whose files are its evidence. */
export type Alarm = {
  readonly rule: string;
  readonly category: Category;
  /** As without a policy. */
  readonly severity: Severity;
  /** Everything that it is about came with the base image. */
  readonly isInherited: boolean;
  readonly subject: string;
  /** The package that is the tool; null where no package of Debian's is. */
  readonly main: string | null;
  readonly packages: readonly string[];
  /** Where the evidence is; null where it is all over the image. */
  readonly place: string | null;
};

/** What a scan of an image says, reduced to packages. */
export type Sighting = {
  /** All of Debian's packages in the image, those of the base image among them, by name. */
  readonly packages: ReadonlyMap<string, SeenPackage>;
  readonly alarms: readonly Alarm[];
};
