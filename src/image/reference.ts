import { GateError } from '../errors.ts';
import type { ImageReference, Transport } from './image.ts';

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
  if (transport === undefined) return { ...parseName('docker-daemon', text, text), isBare: true };
  const rest = text.slice(colon + 1);
  if (transport === 'docker-daemon' || transport === 'registry') return parseName(transport, rest, text);
  return parseFile(transport, rest, text);
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
  const [name, tag] = splitAt(rest, rest.indexOf(':'));
  if (name === '' || tag === '') throw badReference(text, 'names no file');
  return { transport, name, ...(tag === undefined ? {} : { tag }) };
}

function parseName(transport: Transport, rest: string, text: string): ImageReference {
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
  if (tag !== undefined && !TAG.test(tag)) throw badReference(text, 'has a tag that is none');
  if (digest !== undefined && !DIGEST.test(digest))
    throw badReference(text, 'has a digest that is not sha256');
}

/** What is before and behind a place; -1: all of it is before. */
function splitAt(text: string, at: number): readonly [before: string, behind: string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function badReference(text: string, found: string): GateError {
  const file = /^(?:docker-daemon:|registry:)?(\.{0,2}\/.*|.+\.(?:tar|tgz|tar\.[a-z0-9]+))$/.exec(text)?.[1];
  return new GateError('bad-input', `image reference \`${text.slice(0, 300)}\` ${found}`, {
    hint:
      file === undefined
        ? SPELLINGS
        : `Write \`docker-archive:${file.slice(0, 300)}\` for a file that \`docker save\` wrote, \`oci:…\` for a layout.`,
  });
}
