import { GateError } from '../../errors.ts';

/** Path of an archive member without `./`, `..` and a leading slash. */
export function memberPath(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

/** Most links from one member to the next: old engines write a layer that comes twice as a link to the first. */
const MAX_MEMBER_LINKS = 8;
/** Most members of an archive of one image, so that a hostile one ends. */
const MAX_MEMBERS = 100_000;

/** The members of an archive by path, with links followed. */
export type Members<Member> = {
  add(path: string, member: Member): void;
  addLink(path: string, type: 'symlink' | 'hardlink', target: string): void;
  find(path: string): Member | undefined;
};

/** `images`: how many the archive may be of. */
export function createMembers<Member>(what: string, images = 1): Members<Member> {
  const most = images * MAX_MEMBERS;
  const members = new Map<string, Member>();
  const links = new Map<string, string>();
  return {
    add: (path, member) => {
      if (members.size + links.size >= most) throw tooMany(what, most);
      members.set(memberPath(path), member);
    },
    addLink: (path, type, target) => {
      if (members.size + links.size >= most) throw tooMany(what, most);
      const from = memberPath(path);
      const isRelative = type === 'symlink' && !target.startsWith('/');
      links.set(from, memberPath(isRelative ? `${from}/../${target}` : target));
    },
    find: (path) => {
      let at = memberPath(path);
      for (let step = 0; step < MAX_MEMBER_LINKS && !members.has(at); step++) at = links.get(at) ?? at;
      return members.get(at);
    },
  };
}

function tooMany(what: string, most: number): GateError {
  return new GateError('image-unreadable', `${what} has more than ${most} members`);
}
