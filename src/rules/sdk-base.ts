import { findToolchains } from '../ledger/toolchains/toolchains.ts';
import { baseFix } from './fix/base-fix.ts';
import { describeBase } from './tool/describe-base.ts';
import { isKit } from './tool/base-kit.ts';
import { languageOf } from './fix/runtime-base.ts';
import { defineLedgerRule } from './rule.ts';

/** Judged by what the base image contains, never by its name: `eclipse-temurin:17` is a JDK, `python:3-slim` no SDK. */
export const sdkBase = defineLedgerRule({
  id: 'sdk-base',
  category: 'base-image',
  headline: 'final stage that starts from an SDK image',
  severity: 'error',
  since: '0.1.0',
  fix: 'Keep this image for the build stage, and start the final stage from a runtime image (`-slim`, `-alpine`, JRE, distroless)',
  fixFor: ({ ledger }) => baseFix(ledger),
  evidence: 'thing',
  examples: {
    catches: [
      '`FROM golang:1.22`',
      '`FROM node:20`, which brings gcc, make and 81 `-dev` packages',
      '`FROM eclipse-temurin:17`, a JDK',
      'a base image with webpack or TypeScript for everybody, as Debian’s `npm` brings them',
      '`FROM builder AS production`',
    ],
    ignores: [
      '`FROM python:3-slim` with its pip',
      '`FROM node:20-slim` with its npm',
      'a bundler in the `node_modules` of an application of the base image',
      'binutils alone, as some JRE images have',
    ],
  },
  inspect(ledger) {
    const brought = findToolchains(ledger)
      .map((found) => ({ ...found, rows: found.rows.filter((row) => ledger.isInherited(row)) }))
      .filter(({ rows }) => rows.length > 0);
    const kits = brought.filter((found) => isKit(ledger, found));
    const leading = kits.find(({ tool }) => tool.ruleId !== 'c-toolchain') ?? kits[0];
    if (!leading) return [];
    const { tool, version } = leading;
    return [
      {
        subject: `SDK base image (${languageOf(tool)})`,
        ...(version !== null && { version }),
        ...describeBase(ledger, [leading, ...brought.filter((found) => found !== leading)]),
        rows: [...new Set(brought.flatMap(({ rows }) => rows))].sort((a, b) => a - b),
        packages: [...new Set(brought.flatMap(({ packages }) => packages))],
        at: 'from',
      },
    ];
  },
});
