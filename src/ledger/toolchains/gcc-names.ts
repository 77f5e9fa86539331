/** What Debian puts behind the name of a GCC front end for other machines than the one that it runs on, or for both. */
const MACHINES =
  '-for-(?:host|build)|(?:-multilib|-plugin-dev)?(?:-[a-z0-9_]+(?:-\\d+)?-linux-(?:gnu|musl)[a-z0-9]*)?';

/**
 * Debian's packages of GCC front ends, `gcc`, `gcc-14`, and since Debian 13 `gcc-14-x86-64-linux-gnu`, which holds the
 * compiler itself. `frontEnds`: alternatives of a pattern. `others`: more whole names. https://sources.debian.org/src/gcc-14/
 */
export function gccNames(frontEnds: string, others = '(?!)'): RegExp {
  return new RegExp(`^(?:(?:${frontEnds})(?:-\\d[\\d.]*)?(?:${MACHINES}|-mingw-w64.*)|${others})$`);
}
