import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GIT_ENVIRONMENT } from '../git-environment.ts';

const MAIN_GO = `package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "hello from the final stage")
	})
	if err := http.ListenAndServe(":8080", nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`;

/** Sources of a server. */
export const GO_PROGRAM = { 'main.go': MAIN_GO, 'go.mod': 'module example.com/hello\n\ngo 1.19\n' };

/** What the base branch builds: the tutorial's multi-stage Dockerfile. */
export const MULTI_STAGE = `FROM golang:1.21 AS builder
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o main .

FROM alpine:latest
WORKDIR /root/
COPY --from=builder /app/main .
EXPOSE 8080
CMD ["./main"]
`;

/** What the pull request makes of it: one stage, with everything in it. */
export const SINGLE_STAGE = `FROM golang:1.21
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o main .
EXPOSE 8080
CMD ["./main"]
`;

/** What the Dockerfiles start from, and what a fix of the regression may start from. */
export const BASES: readonly string[] = [
  ...['golang:1.21', 'alpine:latest'],
  ...['gcr.io/distroless/static-debian12', 'debian:bookworm-slim'],
];

/** A pull request as the runner checks it out. All are commits. */
export type DemoPullRequest = {
  readonly base: string;
  readonly head: string;
  readonly merge: string;
  /** Hunks of the Dockerfile's diff. */
  readonly patch: string;
};

/** Makes a repository whose pull request regresses the Dockerfile, with the merge commit checked out. */
export function makeRepository(directory: string): DemoPullRequest {
  return makePullRequest(directory, {
    base: { ...GO_PROGRAM, Dockerfile: MULTI_STAGE },
    head: { Dockerfile: SINGLE_STAGE },
  });
}

/** Files of a commit by path. */
type Files = Readonly<Record<string, string>>;

/** Commits the files of a base and of a pull request on it, with the merge commit checked out. */
export function makePullRequest(
  directory: string,
  { base: before, head: after }: { readonly base: Files; readonly head: Files },
): DemoPullRequest {
  mkdirSync(directory, { recursive: true });
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, ...GIT_ENVIRONMENT },
    }).trim();
  const commit = (message: string, files: Files) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '--initial-branch', 'main');
  const base = commit('Serve a greeting from a small image', before);
  git('checkout', '--quiet', '-b', 'simplify');
  const head = commit('Simplify the Dockerfile', after);
  git('checkout', '--quiet', '--detach', 'main');
  git('merge', '--quiet', '--no-ff', '--message', 'Merge simplify into main', 'simplify');
  const diff = git('diff', base, head, '--', 'Dockerfile');
  return { base, head, merge: git('rev-parse', 'HEAD'), patch: diff.slice(diff.indexOf('@@')) };
}
