/** Files that come out different when the same instruction runs again, and why. */
export type GeneratedFiles = { readonly files: RegExp; readonly what: string; readonly why: string };

/**
 * A closed list. Seen in two builds of one commit (docs/report.md has the table), or documented by those who make builds
 * reproducible: https://reproducible-builds.org/docs/timestamps/, https://wiki.debian.org/ReproducibleInstalls,
 * https://docs.docker.com/build/ci/github-actions/reproducible-builds/.
 */
export const GENERATED_FILES: readonly GeneratedFiles[] = [
  {
    files:
      /^\/var\/log\/(apt\/[^/]+|(dpkg|alternatives|bootstrap|fontconfig|apk|pacman|yum|hawkey)\.log|dnf[^/]*\.log)$/,
    what: 'logs of package managers',
    why: 'times',
  },
  { files: /^\/var\/log\/(lastlog|faillog|wtmp|btmp|tallylog)$/, what: 'logs of logins', why: 'times' },
  {
    files: /^(\/etc\/ld\.so\.cache|\/var\/cache\/ldconfig\/aux-cache)$/,
    what: "ldconfig's caches",
    why: 'inode numbers and times (ldconfig(8))',
  },
  {
    files: /^(\/etc|\/var\/lib\/dbus)\/machine-id$/,
    what: 'machine-id',
    why: 'made at random (machine-id(5))',
  },
  {
    files: /^\/(usr\/)?lib\/apk\/db\/scripts\.tar(\.gz)?$/,
    what: "apk's scripts.tar",
    why: 'times of its members',
  },
  {
    files:
      /^\/(var\/cache\/(misc\/)?apk|etc\/apk\/cache)\/|^\/var\/lib\/apt\/lists\/|^\/var\/cache\/apt\/(src)?pkgcache\.bin$/,
    what: 'package lists of apt and apk',
    why: 'what the mirror had on that day',
  },
  {
    files:
      /^\/var\/(cache\/(dnf|yum|libdnf5|tdnf|zypp)|lib\/dnf)\/|^(\/var\/lib|\/usr\/lib\/sysimage)\/rpm\/(rpmdb\.sqlite(-shm|-wal)?|Packages(\.db)?|Index\.db|[A-Z][A-Za-z]+)$/,
    what: 'databases and caches of rpm',
    why: 'times of installation',
  },
  {
    files: /\.pyc$/,
    what: 'compiled Python',
    why: 'time of the source (PEP 552), order of marshalled objects',
  },
  {
    files: /^\/etc\/(g?shadow|passwd|group)-?$/,
    what: 'accounts',
    why: 'day of the last change (shadow(5))',
  },
  {
    files: /^\/var\/cache\/fontconfig\/|\/fonts\/(.+\/)?\.uuid$/,
    what: 'font caches',
    why: 'times of directories, UUIDs made at random',
  },
  { files: /^\/var\/cache\/man\/(.+\/)?index\.db$/, what: 'index of manual pages', why: 'times' },
  {
    files: /^\/usr\/(local\/)?share\/(doc|man|info)\/.+\.gz$/,
    what: 'compressed documents',
    why: 'time in the header (RFC 1952, MTIME)',
  },
  {
    files: /^\/etc\/ssl\/certs\/java\/cacerts$|\/lib\/security\/cacerts$/,
    what: "Java's trust store",
    why: 'time of every entry',
  },
  { files: /\.jsa$/, what: 'class data archives of Java', why: 'times, order of classes' },
  { files: /\/maven-archiver\/pom\.properties$/, what: "Maven's build notes", why: 'time in a comment' },
  { files: /\/\.cache\/go-build\//, what: 'Go build cache', why: 'time of every entry' },
  {
    files:
      /\/target\/(\.rustc_info\.json|(.+\/)?\.fingerprint\/.+|(.+\/)?incremental\/.+)$|\/\.?cargo\/\.(global|package)-cache[^/]*$/,
    what: "Cargo's notes",
    why: 'times, order of what ran side by side',
  },
  {
    files:
      /\/\.npm\/(_logs|_cacache)\/|\/\.npm\/_update-notifier-last-checked$|\/node_modules\/\.modules\.yaml$/,
    what: 'caches and logs of npm and pnpm',
    why: 'times',
  },
  { files: /\/\.cache\/(pip|uv|pypoetry)\//, what: 'caches of Python installers', why: 'times of responses' },
];

/** A rebuild changes these by so many bytes of one instruction at most; more is reported as the change's. */
export const MAX_GENERATED_CHANGE_BYTES = 64 * 1024;

export function isGenerated(path: string): boolean {
  return GENERATED_FILES.some(({ files }) => files.test(path));
}
