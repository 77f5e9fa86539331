/** An installed package that owns files. */
export type Package = {
  /** Package URL with version: `pkg:deb/debian/gcc-12@12.2.0-14?arch=amd64`. https://github.com/package-url/purl-spec */
  readonly purl: string;
  readonly type:
    | 'deb'
    | 'apk'
    | 'rpm'
    | 'npm'
    | 'pypi'
    | 'gem'
    | 'composer'
    | 'conda'
    | 'nuget'
    | 'bitnami'
    | 'maven'
    | 'golang'
    | 'cargo'
    | 'otp';
  readonly name: string;
  readonly version: string;
  /** Section of a Debian package (`devel`, `libdevel`) or group of an RPM one (`Development/Tools`), where the database has it. */
  readonly section?: string;
  /** First line of a Debian package's description or summary of an RPM one, where the database has it. */
  readonly summary?: string;
  /** Virtual names that the package stands in for (`c-compiler`, `so:libssl.so.3`, `cmd:make`), without versions. */
  readonly provides?: readonly string[];
  /** Whether somebody asked for it by name, or it came only as a dependency; absent where the database does not say. */
  readonly isRequested?: boolean;
  /** Names of packages that this one depends on; of alternatives the first that was installed with it, else the first. */
  readonly depends: readonly string[];
  /**
   * Further names that it needs: the other alternatives of `depends`, and what a Python distribution requires. They count
   * where somebody asks why a package is there.
   */
  readonly alsoNeeds?: readonly string[];
  /** Names of packages that it recommends, or needs under a condition. They count where nothing else says why a package is there. */
  readonly recommends?: readonly string[];
  /** Whether only development needs it, by a lock file, a database or the projects' manifests; absent where none says so. */
  readonly isDevelopment?: boolean;
};

/** Who owns which rows of one catalog. Packages are numbered 0..packages.length-1. */
export type Ownership = {
  readonly packages: readonly Package[];
  /** Paths of visible databases that could not be read whole: there may be packages that nobody knows of. */
  readonly damagedDatabases: readonly string[];
  /** Package number of the row's owner by the databases' word, or -1. */
  owner(row: number): number;
  /** Whether a layer wrote the package's own entry in a database, or one like it. */
  isRegisteredIn(number: number, layer: number): boolean;
  /** Whether a layer wrote all records that the package manager writes of the package. */
  isCompleteIn(number: number, layer: number): boolean;
  /** Whether the finished image's databases have the package. */
  isInstalled(number: number): boolean;
  readonly arrivals: Arrivals;
};

/** How each package came in. */
export type Arrivals = {
  /** The first layer that wrote the package's own entry in a database; -1: none did. */
  layer(number: number): number;
  /** Whether somebody had asked for it by name when that layer was done; undefined where no record says. */
  isAskedFor(number: number): boolean | undefined;
};

/** Whether the record says that nobody asked for a package: it came with another one. */
export function cameAlong(pkg: Package | undefined): boolean {
  return pkg?.isRequested === false;
}
