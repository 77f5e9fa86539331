import { describe, expect, test } from '@jest/globals';
import type { ImageReference } from '../../src/image/image.ts';
import { parseImageReference, renderImageReference } from '../../src/image/reference.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('parseImageReference', () => {
  test.each<[string, ImageReference]>([
    ['app', { transport: 'docker-daemon', name: 'app', isBare: true }],
    ['org/app:1.2', { transport: 'docker-daemon', name: 'org/app', tag: '1.2', isBare: true }],
    ['localhost:5000/app', { transport: 'docker-daemon', name: 'localhost:5000/app', isBare: true }],
    ['docker-daemon:app:v1', { transport: 'docker-daemon', name: 'app', tag: 'v1' }],
    [`docker-daemon:${DIGEST}`, { transport: 'docker-daemon', name: DIGEST }],
    ['docker-daemon:0123456789ab', { transport: 'docker-daemon', name: '0123456789ab' }],
    ['docker-archive:out/app.tar', { transport: 'docker-archive', name: 'out/app.tar' }],
    ['docker-archive:app.tar:app:v1', { transport: 'docker-archive', name: 'app.tar', tag: 'app:v1' }],
    ['oci:layout:v1', { transport: 'oci', name: 'layout', tag: 'v1' }],
    ['oci-archive:app.tar', { transport: 'oci-archive', name: 'app.tar' }],
    ['registry:ghcr.io/org/app:main', { transport: 'registry', name: 'ghcr.io/org/app', tag: 'main' }],
    [
      `registry:localhost:5000/app@${DIGEST}`,
      { transport: 'registry', name: 'localhost:5000/app', tag: DIGEST },
    ],
  ])('reads %s', (text, reference) => {
    expect(parseImageReference(text)).toEqual(reference);
    expect(renderImageReference(reference)).toBe(text);
  });

  test('lets the digest win over the tag, as Docker does', () => {
    expect(parseImageReference(`registry:ghcr.io/org/app:v1@${DIGEST}`)).toMatchObject({ tag: DIGEST });
  });

  test.each([
    '',
    'UPPER',
    'app:',
    'app:ta g',
    'app@sha256:12',
    'oci:',
    'oci:dir:',
    'docker://alpine',
    '-rf',
    'a\nb',
    'registry:',
    './x.tar',
    '../x.tar',
    '/tmp/x.tar',
    'foo//bar',
    'a/../b',
    'docker-daemon:./x.tar',
    'registry:host/./x',
    'a..b',
    'a/b/',
    '-host/app',
    'x'.repeat(256),
    `${'a-'.repeat(100_000)}!`,
  ])('refuses %j', (text) => {
    expect(() => parseImageReference(text)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });

  test.each(['docker-daemon:', 'registry:', '', ' ', 'my app'])('proposes nothing for %j', (text) => {
    const hint = expect.stringContaining('Write docker-daemon:NAME') as unknown;
    expect(() => parseImageReference(text)).toThrow(expect.objectContaining({ hint }));
  });

  test('says of a URL that it is no file', () => {
    expect(() => parseImageReference('docker-archive:https://example.com/x.tar')).toThrow('names a URL');
  });

  test.each([
    'docker-image:1',
    'docker-archiver/app:1',
    'docker:dind',
    'oci:1',
    'dir:1',
    'container-agent:2',
  ])('%s may be an image', (text) => {
    expect(() => parseImageReference(text)).not.toThrow();
  });

  test.each(['a__b/c--d', 'host.example:443/a.b/c_d', '[::1]:5000/app', 'Host/app'])(
    'reads the name %s',
    (name) => {
      expect(parseImageReference(name)).toEqual({ transport: 'docker-daemon', name, isBare: true });
    },
  );

  test.each([
    ['registry:https://ghcr.io/org/app', 'registry:ghcr.io/org/app'],
    ['https://ghcr.io/org/app:1', 'registry:ghcr.io/org/app:1'],
    ['docker://alpine', 'registry:alpine'],
    ['registry://ghcr.io/org/app/', 'registry:ghcr.io/org/app'],
    ['registry:ghcr.io/Org/App:V1', 'registry:ghcr.io/org/app:V1'],
    ['MyApp', 'myapp'],
    ['docker-daemon:My/App:Dev', 'docker-daemon:my/app:Dev'],
    ['Docker-Daemon:app', 'docker-daemon:app'],
    ['docker-daemon://app', 'docker-daemon:app'],
    [' app:1 ', 'app:1'],
    ['app:', 'app'],
    ['app@', 'app'],
    ['docker-archive:x.tar:', 'docker-archive:x.tar'],
    [`app@${'a'.repeat(64)}`, `app@${DIGEST}`],
    [`registry:ghcr.io/org/app:sha256:${'a'.repeat(64)}`, `registry:ghcr.io/org/app@${DIGEST}`],
    [`app@sha256:${'A'.repeat(64)}`, `app@${DIGEST}`],
    ['docker-archve:x.tar', 'docker-archive:x.tar'],
    ['docker-deamon:app:1', 'docker-daemon:app:1'],
    ['docker_archive:x.tar', 'docker-archive:x.tar'],
    ['oci-dir:layout', 'oci:layout'],
    ['tarball:x.tar', 'docker-archive:x.tar'],
    ['containers-storage:app', 'docker-daemon:app'],
    ['file:///srv/x.tar', 'docker-archive:/srv/x.tar'],
    ['~/x.tar', 'docker-archive:~/x.tar'],
    ['out/my app.tar', 'docker-archive:out/my app.tar'],
  ])('proposes for %j what is one: %s', (text, proposal) => {
    const hint = expect.stringContaining(`Write \`${proposal}\``) as unknown;
    expect(() => parseImageReference(text)).toThrow(expect.objectContaining({ code: 'bad-input', hint }));
    expect(() => parseImageReference(proposal)).not.toThrow();
  });

  test.each(['C:\\out\\x.tar', 'docker-archive:C:\\x.tar', 'oci:D:/layout', '\\\\server\\x.tar'])(
    'says of %j that it is a path of Windows',
    (text) => {
      expect(() => parseImageReference(text)).toThrow('has a Windows path');
    },
  );

  test('takes the digest of an image in a layout behind `@`, too', () => {
    expect(parseImageReference(`oci:layout@${DIGEST}`)).toEqual({
      transport: 'oci',
      name: 'layout',
      tag: DIGEST,
    });
  });

  test.each([
    ['./x.tar', './x.tar'],
    ['docker-daemon:../x.tar.gz', '../x.tar.gz'],
    ['/srv/Images/x.tgz', '/srv/Images/x.tgz'],
  ])('says of %s how a file is named', (text, file) => {
    const hint = expect.stringContaining(`\`docker-archive:${file}\``) as unknown;
    expect(() => parseImageReference(text)).toThrow(expect.objectContaining({ hint }));
  });
});
