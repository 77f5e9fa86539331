import { describe, expect, test } from '@jest/globals';
import { basesOf } from '../../scripts/fixes/bases.ts';
import { dockerfileOf, parseProject } from '../../scripts/fixes/project.ts';
import { readProjects } from '../../scripts/fixes/projects.ts';
import { stagesOf } from '../../scripts/fixes/stages.ts';

const ARCHIVE = `ecosystem: Go
is: a server
asks: 8080 / /health
answers: hello
-- main.go --
package main
-- Dockerfile --
FROM golang
`;

describe('an archive with a project', () => {
  test('says how it is asked, and has the files of a repository', () => {
    const { files, ...fields } = parseProject('go-server', ARCHIVE);
    expect(fields).toEqual({
      ...{ name: 'go-server', ecosystem: 'Go', text: 'a server', trap: null, registry: null },
      ...{ serves: { port: 8080, paths: ['/', '/health'] }, answer: 'hello' },
    });
    expect([...files.keys()]).toEqual(['main.go', 'Dockerfile']);
  });

  test('prints its answer where it is not asked for a page', () => {
    expect(parseProject('go-tool', ARCHIVE.replace(/^asks.*\n/m, '')).serves).toBeNull();
  });

  test.each(['ecosystem', 'is', 'answers'])('needs a line `%s`', (key) => {
    const without = ARCHIVE.replace(new RegExp(`^${key}: .*\n`, 'm'), '');
    expect(() => parseProject('go', without)).toThrow(`the project go has no line \`${key}: …\``);
  });

  test('needs a Dockerfile', () => {
    expect(() => parseProject('go', ARCHIVE.replace('Dockerfile', 'Containerfile'))).toThrow('no Dockerfile');
  });
});

describe('the projects of this repository', () => {
  test('are in one stage, and start from images that are known by name', async () => {
    const projects = await readProjects();
    expect(projects.length).toBeGreaterThanOrEqual(40);
    expect(projects.filter(({ trap }) => trap !== null).length).toBeGreaterThanOrEqual(8);
    for (const project of projects) {
      expect([project.name, stagesOf(dockerfileOf(project)).count]).toEqual([project.name, 1]);
      expect([project.name, basesOf(project).length > 0]).toEqual([project.name, true]);
    }
  });
});
