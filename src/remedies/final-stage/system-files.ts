import type { Package } from '../../packages/package.ts';

/** Whether packages of a distribution may bring a file of this path: `/usr/local` and `/opt` are not theirs. FHS 3.0, 4.9 */
export function isSystemPath(path: string): boolean {
  return /^\/(?:etc|usr\/(?!local(?:\/|$))[^/]+|var\/(?!www(?:\/|$))|bin|sbin|lib[^/]*)(?:\/|$)|^\/var\/(?!www\/)|^\/usr\/local\/lib\/[^/]+\.so[^/]*$/.test(
    path,
  );
}

/** Whether a package is one of the distribution. */
export function isSystemPackage(pkg: Package | undefined): boolean {
  return pkg !== undefined && /^(?:deb|apk|rpm)$/.test(pkg.type);
}
