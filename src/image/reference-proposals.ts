const TRANSPORTS: readonly string[] = ['docker-daemon', 'docker-archive', 'oci', 'oci-archive', 'registry'];
/** What other tools call their ways in, and what it is here. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['oci-dir', 'oci'],
  ['oci-layout', 'oci'],
  ['docker-tar', 'docker-archive'],
  ['tarball', 'docker-archive'],
  ['containers-storage', 'docker-daemon'],
]);
const TRANSPORT = /^(?:docker-daemon|docker-archive|oci|oci-archive|registry):/i;
const FILE_TRANSPORT = /^(?:docker-archive|oci|oci-archive):/i;
const FILE = /^(?:docker-daemon:|registry:|file:\/\/)?((?:\.{0,2}|~)\/.*|.+\.(?:tar|tgz|tar\.[a-z0-9]+))$/;

type Proposal = (text: string) => string | undefined;

/** What people mean by a reference that is none, likelier ones first; each may be none either. */
export function proposalsFor(text: string): readonly string[] {
  const given = text.slice(0, MAX_CHARACTERS).trim();
  const spelt = lowerTransport(given);
  const found = PROPOSALS.map((propose) => propose(spelt)).filter((proposal) => proposal !== undefined);
  return [...found, spelt].filter((proposal) => proposal !== text && !TRANSPORTS.includes(proposal));
}

/** The reference with the transport that is meant, where the word before its colon is nearly one's, or another tool's for it. */
export function withKnownTransport(text: string): string | undefined {
  const word = /^[a-z_-]{9,20}(?=:.)|^oci-(?:dir|layout)(?=:.)|^tarball(?=:.)/.exec(text)?.[0];
  if (word === undefined || TRANSPORTS.includes(word)) return undefined;
  const meant = FOREIGN.get(word) ?? TRANSPORTS.find((one) => one.length > 8 && isNearly(word, one));
  return meant && `${meant}${text.slice(word.length)}`;
}

/** Whether the letters are the same but for two, as in what is typed in a hurry. */
function isNearly(word: string, transport: string): boolean {
  const isStart = word.slice(0, 3) === transport.slice(0, 3);
  return isStart && surplus(word, transport) + surplus(transport, word) <= 2;
}

/** Letters of one text that the other lacks. */
function surplus(text: string, other: string): number {
  let rest = other;
  let count = 0;
  for (const letter of text) {
    if (rest.includes(letter)) rest = rest.replace(letter, '');
    else count += 1;
  }
  return count;
}

/** No name and no path that somebody types is longer. */
const MAX_CHARACTERS = 1000;

/** Every scheme that people write before a name means a registry to us, as `docker://` does to skopeo. */
const PROPOSALS: readonly Proposal[] = [
  (text) => after(/^(?:registry:|docker-daemon:)?(?:https?|docker|registry):\/\//i, text, 'registry:'),
  (text) => after(/^docker-daemon:\/\//, text, 'docker-daemon:'),
  fileProposal,
  digestProposal,
  // A host may be in any case, what follows may not.
  (text) => (FILE_TRANSPORT.test(text) ? undefined : lowerPath(text)),
  (text) => (FILE_TRANSPORT.test(text) ? text.replace(/:$/, '') : text.replace(/[:@/]+$/, '')),
];

function lowerTransport(text: string): string {
  return text.replace(TRANSPORT, (transport) => transport.toLowerCase());
}

function after(start: RegExp, text: string, put: string): string | undefined {
  return start.test(text) ? text.replace(start, put).replace(/\/+$/, '') : undefined;
}

function fileProposal(text: string): string | undefined {
  const file = FILE.exec(text)?.[1];
  return file === undefined ? undefined : `docker-archive:${file}`;
}

/** A digest that lacks its algorithm, or stands where a tag does. */
function digestProposal(text: string): string | undefined {
  const found = /^(.+?)(?:@|:|@?:)(?:sha256:)?([0-9a-f]{64})$/i.exec(text);
  return found ? `${found[1] ?? ''}@sha256:${(found[2] ?? '').toLowerCase()}` : undefined;
}

function lowerPath(text: string): string {
  const start = TRANSPORT.exec(text)?.[0] ?? '';
  const rest = text.slice(start.length);
  const slash = rest.indexOf('/');
  const isHost = slash > 0 && /[.:]/.test(rest.slice(0, slash));
  const at = isHost ? slash : 0;
  const tag = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  const end = tag < 0 ? rest.length : tag;
  return start + rest.slice(0, at) + rest.slice(at, end).toLowerCase() + rest.slice(end);
}
