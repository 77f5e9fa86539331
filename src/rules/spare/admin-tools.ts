import type { Package } from '../../packages/package.ts';

/** A program for people at a terminal, which an application rarely needs. */
export type AdminTool = {
  readonly ruleId: 'network-tool' | 'debugger' | 'privilege-tool' | 'shell';
  readonly subject: string;
  readonly packages: { readonly [Type in Package['type']]?: RegExp };
  /** Names of its programs. What calls it calls one of them. */
  readonly programs: readonly string[];
  /** Names of packages that cannot do without it and do not say so, by type. */
  readonly usedBy?: { readonly [Type in Package['type']]?: RegExp };
};

type Row = Omit<AdminTool, 'ruleId' | 'packages'> & {
  /** Names of the distributions' packages. */
  readonly names: RegExp;
  readonly pypi?: RegExp;
};

const NETWORK: readonly Row[] = [
  {
    subject: 'git',
    names: /^git(?:-core|-man|-perl|-lfs)?$/,
    programs: ['git', 'git-lfs'],
    usedBy: { pypi: /^gitpython$/i, npm: /^simple-git$/, gem: /^(?:git|bundler-audit)$/ },
  },
  { subject: 'Mercurial', names: /^mercurial(?:-common)?$/, programs: ['hg'] },
  { subject: 'Subversion', names: /^subversion$/, programs: ['svn'] },
  { subject: 'curl', names: /^curl(?:-minimal)?$/, programs: ['curl'] },
  { subject: 'wget', names: /^wget2?(?:-wget)?$/, programs: ['wget', 'wget2'] },
  { subject: 'HTTPie', names: /^httpie$/, pypi: /^httpie$/, programs: ['http', 'https'] },
  { subject: 'aria2', names: /^aria2$/, programs: ['aria2c'] },
  {
    subject: 'OpenSSH client',
    names: /^openssh-clients?(?:-default|-common)?$|^dropbear-(?:dbclient|ssh)$/,
    programs: ['ssh', 'scp', 'sftp', 'dbclient'],
    usedBy: { npm: /^node-ssh$/ },
  },
  {
    subject: 'SSH server',
    names: /^openssh-server(?:-pam|-common)?$|^dropbear(?:-bin)?$/,
    programs: ['sshd', 'dropbear'],
  },
  { subject: 'sshpass', names: /^sshpass$/, programs: ['sshpass'] },
  {
    subject: 'netcat',
    names: /^(?:netcat(?:-openbsd|-traditional)?|ncat|nmap-ncat)$/,
    programs: ['nc', 'ncat', 'netcat'],
  },
  { subject: 'socat', names: /^socat$/, programs: ['socat'] },
  { subject: 'Nmap', names: /^nmap(?:-scripts|-common|-nping)?$/, programs: ['nmap', 'nping'] },
  { subject: 'Telnet', names: /^(?:inetutils-)?telnet$/, programs: ['telnet'] },
  {
    subject: 'FTP client',
    names: /^(?:(?:inetutils-|tnftp|lf|nc)?ftp)$/,
    programs: ['ftp', 'lftp', 'ncftp', 'tnftp'],
  },
  { subject: 'rsync', names: /^rsync$/, programs: ['rsync'] },
  {
    subject: 'DNS clients',
    names:
      /^(?:bind9?-)?dnsutils$|^bind-(?:tools|utils)$|^(?:knot-dns|ldns)utils$|^ldns-tools$|^bind9-host$|^drill$/,
    programs: ['dig', 'nslookup', 'host', 'drill', 'kdig'],
  },
  { subject: 'tcpdump', names: /^(?:tcpdump|tshark|ngrep)$/, programs: ['tcpdump', 'tshark', 'ngrep'] },
  {
    subject: 'network configuration tools',
    names: /^(?:iproute2?(?:-minimal|-ss|-tc)?|net-tools|ethtool|bridge-utils)$/,
    programs: ['ip', 'ss', 'ifconfig', 'netstat', 'route', 'ethtool', 'brctl'],
  },
  {
    subject: 'ping and traceroute',
    names:
      /^(?:iputils(?:-ping|-arping|-tracepath)?|inetutils-(?:ping|traceroute)|traceroute|mtr(?:-tiny)?|fping)$/,
    programs: ['ping', 'arping', 'tracepath', 'traceroute', 'mtr', 'fping'],
  },
  { subject: 'iperf', names: /^iperf3?$/, programs: ['iperf', 'iperf3'] },
  { subject: 'whois', names: /^whois$/, programs: ['whois'] },
];

const DEBUGGERS: readonly Row[] = [
  {
    subject: 'GDB',
    names: /^gdb(?:-minimal|-multiarch|-server|-headless)?$|^gdbserver$/,
    programs: ['gdb', 'gdbserver'],
  },
  { subject: 'strace', names: /^strace$/, programs: ['strace'] },
  { subject: 'ltrace', names: /^ltrace$/, programs: ['ltrace'] },
  { subject: 'perf', names: /^(?:linux-)?perf(?:-[\d.]+)?$|^linux-tools(?:-.+)?$/, programs: ['perf'] },
  { subject: 'Valgrind', names: /^valgrind$/, programs: ['valgrind'] },
  {
    subject: 'BPF tracers',
    names: /^(?:bpftrace|bcc-tools|bpfcc-tools|python3-bcc)$/,
    programs: ['bpftrace'],
  },
  { subject: 'Delve', names: /^(?:delve|dlv)$/, programs: ['dlv'] },
  {
    subject: 'Python debuggers',
    names: /^python3-(?:debugpy|ipdb|pudb)$/,
    pypi: /^(?:debugpy|ipdb|pudb|py-spy|memray)$/,
    programs: ['debugpy', 'ipdb', 'pudb', 'py-spy', 'memray'],
  },
  {
    subject: 'Vim',
    names: /^(?:vim(?:-tiny|-nox|-common|-runtime|-minimal|-enhanced)?|neovim(?:-runtime)?)$/,
    programs: ['vim', 'vim.basic', 'vim.tiny', 'nvim'],
  },
  { subject: 'nano', names: /^nano(?:-tiny)?$/, programs: ['nano'] },
  { subject: 'Emacs', names: /^emacs(?:-nox|-gtk|-bin-common|-common|-el)?$/, programs: ['emacs'] },
  {
    subject: 'other editors',
    names: /^(?:joe|micro|mc|mcedit|ne|jed)$/,
    programs: ['joe', 'micro', 'mcedit', 'mc'],
  },
  {
    subject: 'process viewers',
    names: /^(?:htop|btop|atop|iotop|glances|sysstat|lsof|psmisc)$/,
    programs: [
      'htop',
      'btop',
      'atop',
      'iotop',
      'glances',
      'iostat',
      'sar',
      'lsof',
      'fuser',
      'killall',
      'pstree',
    ],
  },
  {
    subject: 'terminal multiplexers',
    names: /^(?:tmux|screen|byobu)$/,
    programs: ['tmux', 'screen', 'byobu'],
  },
];

const PRIVILEGE: readonly Row[] = [
  { subject: 'sudo', names: /^sudo(?:-ldap|-rs)?$/, programs: ['sudo', 'sudoedit', 'visudo'] },
  { subject: 'doas', names: /^(?:open)?doas(?:-sudo-shim)?$/, programs: ['doas'] },
  { subject: 'gosu', names: /^gosu$/, programs: ['gosu'] },
  { subject: 'su-exec', names: /^su-exec$/, programs: ['su-exec'] },
  { subject: 'Polkit', names: /^(?:polkit|polkitd|policykit-1|pkexec)$/, programs: ['pkexec'] },
];

const SHELLS: readonly Row[] = [
  { subject: 'Bash', names: /^bash(?:-static)?$/, programs: ['bash', 'bash-static'] },
  { subject: 'Zsh', names: /^zsh(?:-common|-static)?$/, programs: ['zsh'] },
  { subject: 'Fish', names: /^fish(?:-common)?$/, programs: ['fish'] },
  { subject: 'Dash', names: /^dash$/, programs: ['dash', 'sh', 'ash'] },
  { subject: 'Korn shell', names: /^(?:ksh|ksh93u\+m|mksh|oksh|loksh)$/, programs: ['ksh', 'mksh', 'ksh93'] },
  { subject: 'C shell', names: /^t?csh$/, programs: ['tcsh', 'csh'] },
  {
    subject: 'BusyBox',
    names: /^busybox(?:-static|-binsh|-paths)?$/,
    programs: ['busybox', 'busybox.static'],
  },
  { subject: 'Toybox', names: /^toybox$/, programs: ['toybox'] },
  { subject: 'PowerShell', names: /^powershell$/, programs: ['pwsh'] },
];

function toTool(ruleId: AdminTool['ruleId']): (row: Row) => AdminTool {
  return ({ names, pypi, ...row }) => ({
    ...row,
    ruleId,
    packages: { deb: names, apk: names, rpm: names, ...(pypi !== undefined && { pypi }) },
  });
}

const ADMIN_TOOLS: readonly AdminTool[] = [
  ...NETWORK.map(toTool('network-tool')),
  ...DEBUGGERS.map(toTool('debugger')),
  ...PRIVILEGE.map(toTool('privilege-tool')),
  ...SHELLS.map(toTool('shell')),
];

const BY_PROGRAM: ReadonlyMap<string, AdminTool> = new Map(
  ADMIN_TOOLS.flatMap((tool) => tool.programs.map((program) => [program, tool] as const)),
);
const BY_SUBJECT: ReadonlyMap<string, AdminTool> = new Map(ADMIN_TOOLS.map((tool) => [tool.subject, tool]));

/** The tool that a package is. */
export function adminToolOf({ type, name }: Package): AdminTool | undefined {
  return ADMIN_TOOLS.find(({ packages }) => packages[type]?.test(name) === true);
}

/** The tool that a program is called as. */
export function adminToolCalled(program: string): AdminTool | undefined {
  return BY_PROGRAM.get(program);
}

export function adminTool(subject: string): AdminTool | undefined {
  return BY_SUBJECT.get(subject);
}
