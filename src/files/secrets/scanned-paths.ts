/** Largest file in bytes whose text is searched for secrets. */
export const MAX_SECRET_FILE_BYTES = 1024 * 1024;
/** The same for one without an extension, which mostly is a program. */
const MAX_BARE_BYTES = 128 * 1024;

/** Programs, archives, pictures, fonts, translations and what else is no text that people write; headers and styles hold no secrets. */
const OTHERS = new Set(
  [
    'so a o la lo obj lib dll dylib exe pyc pyo pyd class jar war ear wasm node bin beam ko elc rlib rmeta gch pch',
    'gz tgz xz txz bz2 tbz2 zst zip 7z rar lz4 lzma br deb udeb rpm apk whl egg gem nupkg crate tar cpio',
    'png jpg jpeg gif bmp ico icns webp avif tif tiff svg svgz psd pdf ps eps mp3 mp4 ogg wav webm mov avi flac',
    'ttf otf woff woff2 eot pfb afm ttc pcf mo gmo po pot qm ts_ dic aff hyb db sqlite sqlite3 dat idx pack',
    'h hh hpp hxx inc_ css scss sass less d.ts pm pod ph pl_ tmac md5sums symbols shlibs triggers templates',
    'lock sum pub crt cer csr der p7b tzdata cp1252 enc msg tcl gir typelib vapi rst adoc texi 1 2 3 4 5 6 7 8',
  ]
    .join(' ')
    .split(' '),
);

/** What installed software and package managers write: somebody else's examples, tests and documents. */
const OTHERS_TREES =
  /\/(?:node_modules|site-packages|dist-packages|bower_components|vendor|gems|testdata|__pycache__|\.rustup|\.cache)\/|\/pkg\/mod\/|\/\.cargo\/registry\/|\/\.git\/(?:objects|hooks|logs)\/|\/lib\/(?:python|pypy)[\d.]+\/|\/(?:lib|share)\/(?:ruby|perl5?|tcltk|R|erlang|jvm|go|gcc|php)\/|\/go\/(?:src|test|misc|api|doc)\//;
const SYSTEM_TREES =
  /^\/(?:usr\/(?:bin|sbin|lib|lib32|lib64|libexec|include|src)|s?bin|lib|lib64|proc|sys|dev|var\/lib\/(?:dpkg|apt|rpm|pacman|ucf)|nix\/store|usr\/(?:local\/)?share\/(?:doc|man|info|locale|i18n|zoneinfo|icons|fonts|mime|vim|nano|terminfo|X11|gtk-doc|help|bash-completion|zsh|fish|perl|perl5|python\d?|ca-certificates|common-licenses|debconf|lintian|bug|misc|sounds|themes|pixmaps|applications|metainfo|emacs|texmf|texlive|tcltk|base-files|polkit-1|dbus-1|systemd|pkgconfig|aclocal|cmake|licenses|keyrings|distro-info|publicsuffix|hwdata|awk|groff|readline|tabset|file|libc-bin|gdb|gcc|nodejs|npm|javascript|java|maven-repo|postgresql|postgresql-common|mysql|alsa|pam|pam-configs|adduser|dpkg|menu|xml|sgml|glib-2\.0|gir-1\.0|vala)|etc\/(?:ssl\/certs|ca-certificates|pki\/ca-trust|alternatives|rc\d\.d|init\.d|terminfo))\//;

/** What shows how a file would look: its name says so, at the end or between dots and hyphens. */
const EXAMPLES = /\.(?:dist|template|tmpl|tpl|j2|erb|default)$|(?:^|[._-])(?:example|sample)s?(?:[._-]|$)/i;

/** Whether a file is looked at; `size` in bytes. Most files of an image are left out here, by their names. */
export function isScanned(path: string, size: number): boolean {
  if (size === 0 || size > MAX_SECRET_FILE_BYTES) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  // A name that begins with its only dot has no extension.
  if (dot <= 0 ? size > MAX_BARE_BYTES : OTHERS.has(name.slice(dot + 1))) return false;
  return isOwnDirectory(path.slice(0, path.length - name.length)) && !EXAMPLES.test(name);
}

/** The files of a directory come one after another: its answer is kept for the next one. */
let known = { directory: '', isOwn: true };

function isOwnDirectory(directory: string): boolean {
  if (known.directory !== directory) {
    const isOwn = !SYSTEM_TREES.test(directory) && !OTHERS_TREES.test(directory);
    known = { directory, isOwn };
  }
  return known.isOwn;
}
