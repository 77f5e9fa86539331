import type { KeptFiles } from '../../files/table/required-files.ts';

const MAX_CACHE_BYTES = 1024 * 1024;
const MAX_CONFIG_BYTES = 64 * 1024;
const LINKER_CACHE = '/etc/ld.so.cache';
const LINKER_CONFIG = /^\/etc\/(ld\.so\.conf|ld\.so\.conf\.d\/[^/]+\.conf|ld-musl-[^/]+\.path)$/;

/** Where dynamic linkers look for libraries. ld.so(8); musl `ldso/dynlink.c`. */
export const LINKER_FILES: KeptFiles = {
  id: 'linker-file',
  keeps: 'content',
  maxBytes: MAX_CACHE_BYTES,
  wants: (path, size) =>
    path.startsWith('/etc/ld') &&
    (path === LINKER_CACHE ? size <= MAX_CACHE_BYTES : size <= MAX_CONFIG_BYTES && LINKER_CONFIG.test(path)),
};

/** Users and groups. passwd(5), group(5) */
export const ACCOUNTS: KeptFiles = {
  id: 'account',
  keeps: 'content',
  maxBytes: MAX_CONFIG_BYTES,
  wants: (path, size) => size <= MAX_CONFIG_BYTES && (path === '/etc/passwd' || path === '/etc/group'),
};
