var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  runCommand: () => runCommand
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_1 = require("./shared-1.cjs");
var import_shared_2 = require("./shared-2.cjs");
var import_promises = require("node:fs/promises");
var import_node_path = require("node:path");
// src/command-line/run-command.ts
// src/rules/explain.ts
function explainRule(name) {
  const rule = (0, import_shared_1.ruleById)(name);
  if (rule) return explain(rule);
  return isCategory(name) ? explainCategory(name) : void 0;
}
function isCategory(name) {
  return Object.hasOwn(import_shared_1.CATEGORIES, name);
}
function explain(rule) {
  return [
    `${rule.id} (${rule.category}, ${rule.severity}, since ${rule.since})`,
    `  ${sentence(rule.headline)}`,
    "",
    "Catches",
    ...rule.examples.catches.map((example) => `  - ${example}`),
    "",
    "Ignores",
    ...rule.examples.ignores.map((example) => `  - ${example}`),
    "",
    "How to fix",
    `  ${sentence(rule.fix)}`,
    "",
    "How to allow it, in .github/final-stage.yml",
    "  allow:",
    `    - rule: ${rule.id}`,
    '      subject: "<the finding\u2019s subject>"',
    '      reason: "<why this image needs it>"',
    "      expires: <YYYY-MM-DD>",
    "",
    rule.url,
    ""
  ].join("\n");
}
function explainCategory(category) {
  const rules = import_shared_1.RULES.filter((rule) => rule.category === category);
  const width = Math.max(...rules.map(({ id }) => id.length));
  return [
    `${category}: ${import_shared_1.CATEGORIES[category]}`,
    "",
    ...rules.map((rule) => `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.headline}`),
    ""
  ].join("\n");
}
function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
// src/command-line/progress.ts
var DEFAULT_COLUMNS = 80;
var CLEAR_LINE = "\r\x1B[2K";
function openProgress(stream) {
  if (stream.isTTY !== true) return { log: () => void 0, end: () => void 0 };
  return {
    log: (message) => {
      const width = (stream.columns ?? DEFAULT_COLUMNS) - 1;
      stream.write(`${CLEAR_LINE}${printable(message).slice(0, width)}`);
    },
    end: () => void stream.write(CLEAR_LINE)
  };
}
function printable(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ");
}
// src/command-line/explanation.ts
function explain2(name) {
  const explanation = explainRule(name);
  if (explanation !== void 0) return explanation;
  const near = (0, import_shared_1.nearestName)(name, [...Object.keys(import_shared_1.CATEGORIES), ...import_shared_1.RULES.map(({ id }) => id)]);
  throw new import_shared_2.GateError("bad-input", `\`${printable(name).slice(0, 80)}\` is neither a rule nor a category`, {
    hint: near === void 0 ? `Categories: ${Object.keys(import_shared_1.CATEGORIES).join(", ")}.` : `Did you mean \`${near}\`?`
  });
}
// src/command-line/quiet-log.ts
var MAX_KEPT_CHARS = 16384;
function openQuietLog(progress) {
  let kept = "";
  return {
    buildLog: {
      isWorkflow: false,
      write: (data) => {
        const text = typeof data === "string" ? data : Buffer.from(data).toString("utf8");
        kept = (kept + text).slice(-MAX_KEPT_CHARS);
        const last = text.trimEnd().split("\n").at(-1);
        if (last) progress.log(last);
      }
    },
    tail: () => kept.trimEnd().split("\n").map((line) => `  | ${printable(line)}
`).join("")
  };
}
// src/command-line/starter-files.ts
var STARTER_POLICY_PATH = ".github/final-stage.yml";
var STARTER_WORKFLOW_PATH = ".github/workflows/final-stage.yml";
var HEADROOM = 1.1;
var MIB = 1024 * 1024;
function starterPolicy(report) {
  const today = report.candidate.contentBytes;
  const limit = Math.max(1, Math.ceil(today * HEADROOM / MIB));
  const text = `# What the image of a pull request may contain. All keys are optional; docs/policy.md describes them.
version: 1
fail-on: introduced
budgets:
  # Today the content size is ${(today / MIB).toFixed(1)} MiB.
  - size: content
    max: ${limit} MiB
  - size: content
    max-growth: { bytes: 10 MiB, percent: 10 }
`;
  return { path: STARTER_POLICY_PATH, text };
}
function starterWorkflow(build) {
  const inputs = [
    ["context", build.context],
    ["file", build.dockerfile],
    ["target", build.target],
    ["build-args", build.buildArgs.join("\n")],
    ["build-contexts", build.buildContexts.join("\n")],
    ["network", build.network]
  ].flatMap(([name, value]) => value ? [renderInput(name ?? "", value)] : []);
  const text = `# Require the job "image" in branch protection. Do not add a path filter: a required check that is skipped stays pending forever.
name: final-stage
on: [pull_request, merge_group]
permissions:
  contents: read
  pull-requests: write
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: final-stage/final-stage@v0
        with:
${inputs.join("\n")}
`;
  return { path: STARTER_WORKFLOW_PATH, text };
}
function renderInput(name, value) {
  const indent = " ".repeat(10);
  if (!value.includes("\n")) return `${indent}${name}: ${JSON.stringify(value)}`;
  const lines = value.split("\n").map((line) => `${indent}  ${line}`);
  return `${indent}${name}: |
${lines.join("\n")}`;
}
// src/command-line/run-command.ts
var DEFAULT_WIDTH = 100;
async function runCommand(command, signal) {
  switch (command.kind) {
    case "explain":
      process.stdout.write(explain2(command.name));
      return 0;
    case "init":
      await writeStarters(command.inputs, signal);
      return 0;
    case "why":
      process.stdout.write(await answerWhy(command, signal));
      return 0;
    case "fix":
      return findFixes(command, signal);
    case "gate": {
      const report = await judgeOrReport(command.inputs, signal);
      await writeReports(report, command.outputs, signal);
      await publishRun(report, command.inputs, command.outputs);
      return report.verdict.conclusion === "failure" ? 1 : 0;
    }
  }
}
async function judgeOrReport(inputs, signal) {
  try {
    return await judge(inputs, signal);
  } catch (error) {
    if (inputs.comment !== "never" && !signal.aborted) await reportNoVerdict(inputs, error);
    throw error;
  }
}
async function reportNoVerdict(inputs, error) {
  const { publishNoVerdict } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const reason = (0, import_shared_2.failureReason)(error, inputs.secrets.masks);
  const unpublished = await publishNoVerdict(reason, toPublication(inputs), await openClient(inputs.token));
  for (const { message } of unpublished) process.stderr.write(`notice: ${printable(message)}
`);
}
function judge(inputs, signal) {
  return withPorts(inputs, signal, (ports) => (0, import_shared_1.runGate)(inputs.request, ports));
}
async function answerWhy({ inputs, query, format }, signal) {
  const { renderWhyJson, renderWhyText, runWhy } = await Promise.resolve().then(() => __toESM(require("./gate-why.cjs")));
  const { request } = inputs;
  const report = await withPorts(inputs, signal, (ports) => runWhy({ request, query }, ports));
  for (const { message } of report.notices) process.stderr.write(`notice: ${printable(message)}
`);
  return format === "json" ? renderWhyJson(report) : renderWhyText(report);
}
async function findFixes(command, signal) {
  const { inputs, format } = command;
  const { renderFixJson, renderFixText, runFix } = await Promise.resolve().then(() => __toESM(require("./gate-fix.cjs")));
  const report = await withPorts(inputs, signal, async (ports) => runFix(command, await ports.forFixes()));
  for (const { message } of report.notices) process.stderr.write(`notice: ${printable(message)}
`);
  process.stdout.write(format === "json" ? renderFixJson(report) : renderFixText(report));
  return report.unfixed.length === 0 ? 0 : 1;
}
async function withPorts(inputs, signal, work) {
  const { request, token, secrets, insecureRegistries, readMinutes } = inputs;
  const progress = openProgress(process.stderr);
  const { buildLog, tail } = openQuietLog(progress);
  try {
    var _stack = [];
    try {
      const client = await openClient(token);
      const { log } = progress;
      if (inputs.cacheDirectory !== null) await (0, import_shared_1.refuseCacheInCheckout)(inputs.cacheDirectory, runnerWorkspace());
      const warn = (warning) => {
        progress.end();
        process.stderr.write(`notice: ${printable(warning)}
`);
      };
      const layerCache = openCache(inputs.cacheDirectory, { log, warn });
      const environment = {
        token,
        client,
        signal,
        buildLog,
        secrets: secrets.environment,
        log,
        insecureRegistries,
        readMinutes,
        workspace: runnerWorkspace(),
        ...layerCache
      };
      const ports = (0, import_shared_2.__using)(_stack, await (0, import_shared_1.openPorts)(request, environment), true);
      return await work(ports);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = (0, import_shared_2.__callDispose)(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    progress.end();
    if (error instanceof import_shared_2.GateError && error.code === "build-failed") process.stderr.write(tail());
    throw error;
  } finally {
    progress.end();
  }
}
function runnerWorkspace() {
  return process.env["GITHUB_ACTIONS"] === "true" ? process.env["GITHUB_WORKSPACE"] || null : null;
}
function openCache(directory, loggers) {
  if (directory === null) return {};
  return { layerCache: (0, import_shared_1.openLayerCache)({ directory, version: (0, import_shared_1.readerVersion)(), ...loggers }) };
}
async function openClient(token) {
  if (token === null) return null;
  const { openGitHub } = await Promise.resolve().then(() => __toESM(require("./github-client.cjs")));
  return openGitHub(token, process.env);
}
async function writeReports(report, outputs, signal) {
  for (const { format, path } of outputs) {
    if (path !== null) await (0, import_shared_1.orAborted)(writeReport(path, await toText(format, report)), signal);
    else process.stdout.write(format === "terminal" ? toTerminal(report) : await toText(format, report));
  }
}
async function toText(format, report) {
  if (format === "json") return (0, import_shared_1.renderJson)(report);
  const { RENDERERS } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  return RENDERERS[format](report);
}
async function writeReport(path, text) {
  await (0, import_shared_1.refuseLinkedOutput)(path, runnerWorkspace());
  try {
    await (0, import_promises.writeFile)(path, text);
  } catch (cause) {
    throw new import_shared_2.GateError("bad-input", `\`--output ${path}\` cannot be written`, {
      hint: "Name a file in a folder that exists and is writable.",
      cause
    });
  }
}
function toTerminal(report) {
  const colour = process.stdout.isTTY && !process.env["NO_COLOR"];
  return (0, import_shared_1.renderTerminal)(report, { colour, width: process.stdout.columns || DEFAULT_WIDTH });
}
async function publishRun(report, inputs, outputs) {
  const unpublished = await comment(report, inputs);
  const isPrinted = outputs.some(({ format, path }) => format === "terminal" && path === null);
  for (const { message } of [...isPrinted ? [] : report.notices, ...unpublished]) {
    process.stderr.write(`notice: ${printable(message)}
`);
  }
}
async function comment(report, inputs) {
  if (inputs.comment === "never") return [];
  const { publishComment } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  return publishComment(report, toPublication(inputs), await openClient(inputs.token));
}
function toPublication({ request: { event }, comment: choice, identity }) {
  const place = (0, import_shared_1.readRunPlace)(process.env, event);
  return { event, comment: choice, ...(0, import_shared_1.readMarker)(process.env, event, identity), place };
}
async function writeStarters(inputs, signal) {
  if (inputs.request.mode !== "check") return;
  const workflow = starterWorkflow(inputs.request.build);
  const policy = starterPolicy(await judge(inputs, signal));
  for (const file of [policy, workflow]) await writeStarter(file);
}
async function writeStarter({ path, text }) {
  await (0, import_promises.mkdir)((0, import_node_path.dirname)(path), { recursive: true });
  const isThere = await (0, import_promises.access)(path).then(
    () => true,
    () => false
  );
  if (!isThere) await (0, import_promises.writeFile)(path, text, { flag: "wx" });
  process.stdout.write(isThere ? `left ${path} unchanged
` : `wrote ${path}
`);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  runCommand
});
