import { GateError } from '../errors.ts';
import type { ImageReference, Transport } from './image.ts';
import { proposalsFor, withKnownTransport } from './reference-proposals.ts';

const TRANSPORTS: readonly Transport[] = [
  'docker-daemon',
  'docker-archive',
  'oci',
  'oci-archive',
  'registry',
];

const SPELLINGS =
  'Write docker-daemon:NAME, docker-archive:FILE[:NAME], oci:DIR[:TAG], oci-archive:FILE[:TAG], registry:HOST/NAME[:TAG] or a bare name.';

/** An image name as Docker takes it, with an optional registry host before the first slash. distribution/reference, "Grammar". */
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const HOST = `(?:${LABEL}(?:\\.${LABEL})*|\\[[A-Fa-f0-9:]+\\])(?::\\d+)?`;
const NAME = new RegExp(`^(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*$`);
const MAX_NAME_CHARACTERS = 255;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** An image ID, or the start of one. */
const ID = /^(?:sha256:)?[0-9a-f]{12,64}$/;

/** A REF in skopeo's spelling (containers-transports(5)); throws `bad-input`. */
export function parseImageReference(text: string): ImageReference {
  const colon = text.indexOf(':');
  const transport = TRANSPORTS.find((candidate) => candidate === text.slice(0, colon));
  const meant = withKnownTransport(text);
  if (meant !== undefined) {
    throw new GateError('bad-input', `image reference \`${text.slice(0, 300)}\` has no known transport`, {
      hint: `Write \`${meant.slice(0, 300)}\`.`,
    });
  }
  if (transport === undefined) return { ...parseName('docker-daemon', text, text), isBare: true };
  const rest = text.slice(colon + 1);
  if (transport === 'docker-daemon' || transport === 'registry') return parseName(transport, rest, text);
  return parseFile(transport, rest, text);
}

/** Whether Docker takes the text as the name of an image, with a host, a tag and a digest or without. */
export function isImageName(text: string): boolean {
  const [named, digest] = splitAt(text, text.indexOf('@'));
  const [name, tag] = splitAt(named, named.indexOf(':', named.lastIndexOf('/') + 1));
  const isTagged = tag === undefined || TAG.test(tag);
  return name.length <= MAX_NAME_CHARACTERS && NAME.test(name) && isTagged && digest !== '';
}

/** The reference as `parseImageReference` reads it. */
export function renderImageReference({ transport, name, tag, isBare }: ImageReference): string {
  const separator = tag !== undefined && DIGEST.test(tag) && isNamed(transport) ? '@' : ':';
  const rest = tag === undefined ? name : `${name}${separator}${tag}`;
  return isBare ? rest : `${transport}:${rest}`;
}

function isNamed(transport: Transport): boolean {
  return transport === 'docker-daemon' || transport === 'registry';
}

function parseFile(transport: Transport, rest: string, text: string): ImageReference {
  if (WINDOWS_PATH.test(rest)) throw windowsPath(text);
  if (/^https?:\/\//i.test(rest)) {
    throw new GateError(
      'bad-input',
      `image reference \`${text.slice(0, 300)}\` names a URL instead of a file`,
      {
        hint: `Download it first, for example with \`curl -fLo image.tar URL\`, and write \`${transport}:image.tar\`.`,
      },
    );
  }
  const parts = parseFileParts(rest);
  if (parts === undefined) throw badReference(text, 'names no file');
  return { transport, ...parts };
}

/** The path, and what stands behind it: a name, a tag or a digest, which may come after `@` as in names. */
function parseFileParts(rest: string): Pick<ImageReference, 'name' | 'tag'> | undefined {
  const digest = /^([^:]+)@(sha256:[0-9a-f]{64})$/.exec(rest);
  const [name = '', tag] = digest ? digest.slice(1) : splitAt(rest, rest.indexOf(':'));
  if (name === '' || tag === '') return undefined;
  return { name, ...(tag === undefined ? {} : { tag }) };
}

const WINDOWS_PATH = /^(?:[A-Za-z]:[\\/]|\\\\)/;

function windowsPath(text: string): GateError {
  return new GateError('bad-input', `image reference \`${text.slice(0, 300)}\` has a Windows path`, {
    hint: 'Write it relative to the current folder and with `/`, as in `docker-archive:out/app.tar`; in WSL, a drive is `/mnt/c`.',
  });
}

function parseName(transport: Transport, rest: string, text: string): ImageReference {
  if (WINDOWS_PATH.test(rest)) throw windowsPath(text);
  if (transport === 'docker-daemon' && ID.test(rest)) return { transport, name: rest };
  const [named, digest] = splitAt(rest, rest.indexOf('@'));
  const [name, tag] = splitAt(named, named.indexOf(':', named.lastIndexOf('/') + 1));
  checkName(text, { name, tag, digest });
  const chosen = digest ?? tag;
  return { transport, name, ...(chosen === undefined ? {} : { tag: chosen }) };
}

type NameParts = {
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
};

function checkName(text: string, { name, tag, digest }: NameParts): void {
  if (name.length > MAX_NAME_CHARACTERS || !NAME.test(name)) throw badReference(text, 'is not an image name');
  if (tag !== undefined && !TAG.test(tag)) throw badReference(text, 'has an invalid tag');
  if (digest !== undefined && !DIGEST.test(digest))
    throw badReference(text, 'has a digest that is not sha256');
}

/** What is before and behind a place; -1: all of it is before. */
function splitAt(text: string, at: number): readonly [before: string, behind: string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function badReference(text: string, found: string): GateError {
  const proposal = proposalsFor(text).find(isReference);
  return new GateError('bad-input', `image reference \`${text.slice(0, 300)}\` ${found}`, {
    hint: proposal === undefined ? SPELLINGS : `Write \`${proposal.slice(0, 300)}\`${reasonFor(proposal)}.`,
  });
}

function isReference(text: string): boolean {
  const colon = text.indexOf(':');
  const transport = TRANSPORTS.find((candidate) => candidate === text.slice(0, colon));
  const rest = text.slice(colon + 1);
  if (transport === undefined) return isImageName(text);
  return isNamed(transport) ? isImageName(rest) : parseFileParts(rest) !== undefined;
}

function reasonFor(proposal: string): string {
  return proposal.startsWith('docker-archive:')
    ? ' for a file that `docker save` wrote, `oci:…` for a layout'
    : '';
}
