/** An installed package that owns files. */
export type Package = {
  /** Package URL with version: `pkg:deb/debian/gcc-12@12.2.0-14?arch=amd64`. https://github.com/package-url/purl-spec */
  readonly purl: string;
  readonly type: 'deb' | 'apk' | 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
  /** Section of a Debian package (`devel`, `libdevel`), where the database has it. */
  readonly section?: string;
  /** Names of packages that this one depends on (first alternative of each). */
  readonly depends: readonly string[];
  /** True for an npm package that its lock file marks as a development dependency. */
  readonly isDevelopment?: boolean;
};

/** Who owns which rows of one catalog. Packages are numbered 0..packages.length-1. */
export type Ownership = {
  readonly packages: readonly Package[];
  /** Package number of the row's owner, or -1. */
  owner(row: number): number;
};
