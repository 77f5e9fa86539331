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
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
var import_promises = require("node:fs/promises");
var import_promises2 = require("node:fs/promises");
var import_promises3 = require("node:fs/promises");
var import_node_path = require("node:path");
// src/rules/explain.ts
function explainRule(name) {
  const rule = (0, import_shared_2.ruleById)(name);
  if (rule) return explain(rule);
  return isCategory(name) ? explainCategory(name) : void 0;
}
function isCategory(name) {
  return Object.hasOwn(import_shared_2.CATEGORIES, name);
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
  const rules = import_shared_2.RULES.filter((rule) => rule.category === category);
  const width = Math.max(...rules.map(({ id }) => id.length));
  return [
    `${category}: ${import_shared_2.CATEGORIES[category]}`,
    "",
    ...rules.map((rule) => `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.headline}`),
    ""
  ].join("\n");
}
function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
// src/command-line/explanation.ts
function explain2(name) {
  const explanation = explainRule(name);
  if (explanation !== void 0) return explanation;
  const near = (0, import_shared_2.nearestName)(name, [...Object.keys(import_shared_2.CATEGORIES), ...import_shared_2.RULES.map(({ id }) => id)]);
  throw new import_shared_3.GateError("bad-input", `\`${name.slice(0, 80)}\` is neither a rule nor a category`, {
    hint: near === void 0 ? `Categories: ${Object.keys(import_shared_2.CATEGORIES).join(", ")}.` : `Did you mean \`${near}\`?`
  });
}
// src/command-line/report-files.ts
var MAX_REPORT_BYTES = 256 * 1024 * 1024;
async function readReportFiles(paths) {
  const texts = [];
  for (const name of paths) texts.push({ name, text: await readReport(name) });
  return texts;
}
async function readReport(path) {
  const status = await (0, import_promises.stat)(path).catch(() => void 0);
  if (status?.isFile() !== true) throw refused(path, "is not a file");
  if (status.size > MAX_REPORT_BYTES)
    throw refused(path, `has ${status.size} bytes, expected at most ${MAX_REPORT_BYTES}`);
  return (0, import_promises.readFile)(path, "utf8");
}
function refused(path, what) {
  return new import_shared_3.GateError("bad-input", `report \`${path}\` ${what}`, {
    hint: "Name a file that `final-stage check --format json --output report.json` wrote."
  });
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
    tail: () => kept.trimEnd().split("\n").map((line) => `  | ${(0, import_shared_3.logLine)(line)}
`).join("")
  };
}
// src/command-line/write-reports.ts
var DEFAULT_WIDTH = 100;
function renderersOf(report) {
  if ((0, import_shared_2.isUnchanged)(report)) return unchangedRenderers(report);
  return {
    toTerminal: (shape) => (0, import_shared_2.renderTerminal)(report, shape),
    toText: async (format) => {
      if (format === "json") return (0, import_shared_2.renderJson)(report);
      const { RENDERERS } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
      return RENDERERS[format](report);
    }
  };
}
function unchangedRenderers(report) {
  const toText = async (format) => {
    const { UNCHANGED_RENDERERS } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
    return UNCHANGED_RENDERERS[format](report);
  };
  return { toTerminal: () => toText("terminal"), toText };
}
async function writeReports({ toTerminal, toText }, outputs, signal) {
  for (const { format, path } of outputs) {
    if (path !== null) await (0, import_shared_2.orAborted)(writeReport(path, await toText(format)), signal);
    else
      process.stdout.write(format === "terminal" ? await toTerminal(terminalShape()) : await toText(format));
  }
}
async function writeReport(path, text) {
  await (0, import_shared_2.refuseLinkedOutput)(path, runnerWorkspace());
  try {
    await (0, import_promises2.writeFile)(path, text);
  } catch (cause) {
    throw new import_shared_3.GateError("bad-input", `\`--output ${path}\` cannot be written`, {
      hint: "Name a file in a folder that exists and is writable.",
      cause
    });
  }
}
function terminalShape() {
  const colour = process.stdout.isTTY && !process.env["NO_COLOR"];
  return { colour, width: process.stdout.columns || DEFAULT_WIDTH };
}
function runnerWorkspace() {
  return process.env["GITHUB_ACTIONS"] === "true" ? process.env["GITHUB_WORKSPACE"] || null : null;
}
// src/command-line/with-ports.ts
async function withPorts(inputs, signal, work) {
  const { request, token, secrets, insecureRegistries, readMinutes } = inputs;
  const progress = openProgress(process.stderr);
  const { buildLog, tail } = openQuietLog(progress);
  try {
    var _stack = [];
    try {
      const client = await openClient(token);
      const { log } = progress;
      if (inputs.cacheDirectory !== null) await (0, import_shared_2.refuseCacheInCheckout)(inputs.cacheDirectory, runnerWorkspace());
      const warn = (warning) => {
        progress.end();
        notify(warning);
      };
      const layerCache = openCache(inputs.cacheDirectory, { log, warn });
      const environment = {
        token,
        client,
        signal,
        buildLog,
        secrets: secrets.environment,
        log,
        explain: warn,
        insecureRegistries,
        readMinutes,
        workspace: runnerWorkspace(),
        ...layerCache,
        ...recordPlaces(inputs)
      };
      const ports = (0, import_shared_3.__using)(_stack, await (0, import_shared_2.openPorts)(request, environment), true);
      return await work(ports);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    progress.end();
    if (error instanceof import_shared_3.GateError && error.code === "build-failed") process.stderr.write(tail());
    throw error;
  } finally {
    progress.end();
  }
}
function openCache(directory, loggers) {
  if (directory === null) return {};
  return { layerCache: (0, import_shared_2.openLayerCache)({ directory, version: (0, import_shared_2.readerVersion)(), ...loggers }) };
}
function recordPlaces({ request, cacheDirectory: directory }) {
  if (request.mode !== "check" || request.recordBaseline !== true) return {};
  const whyDoubted = () => Promise.resolve(null);
  return { records: { service: null, directory, version: (0, import_shared_2.readerVersion)(), whyDoubted } };
}
async function openClient(token) {
  if (token === null) return null;
  const { openGitHub } = await Promise.resolve().then(() => __toESM(require("./github-client.cjs")));
  return openGitHub(token, process.env);
}
function notify(message) {
  process.stderr.write(`notice: ${(0, import_shared_3.logLine)(message)}
`);
}
// src/command-line/write-starter.ts
async function writeStarter({ path, text }) {
  await (0, import_promises3.mkdir)((0, import_node_path.dirname)(path), { recursive: true });
  const isThere = await (0, import_promises3.access)(path).then(
    () => true,
    () => false
  );
  if (!isThere) await (0, import_promises3.writeFile)(path, text, { flag: "wx" });
  process.stdout.write(isThere ? `left ${path} unchanged
` : `wrote ${path}
`);
}
// src/command-line/run-command.ts
async function runCommand(command, signal) {
  switch (command.kind) {
    case "explain":
      process.stdout.write(explain2(command.name));
      return 0;
    case "init":
      await writeStarters(command, signal);
      return 0;
    case "why":
      process.stdout.write(await answerWhy(command, signal));
      return 0;
    case "fix":
      return findFixes(command, signal);
    case "ratchet":
      process.stdout.write(await lowerBudgets(command, signal));
      return 0;
    case "merge":
      return mergeAll(command, signal);
    case "gate":
      return gate(command, signal);
  }
}
function gate(command, signal) {
  return command.inputs.several === void 0 ? gateOne(command, signal) : gateSeveral(command, signal);
}
async function gateOne({ inputs, outputs }, signal) {
  const report = await judgeOrReport(inputs, signal);
  await writeReports(renderersOf(report), outputs, signal);
  await publishRun(report, inputs, outputs);
  return report.verdict.conclusion === "failure" ? 1 : 0;
}
async function gateSeveral({ inputs, outputs }, signal) {
  const { gateImages, openLines } = await Promise.resolve().then(() => __toESM(require("./run-baseline.cjs")));
  const run = await gateImages(inputs, {
    ...planEnvironment(inputs, signal),
    openLog: openLines(notify),
    judge: (request) => judgeUnlessUnchanged({ ...inputs, request }, signal)
  });
  return reportAll(run, { inputs, event: inputs.request.event, outputs, signal });
}
function planEnvironment({ token }, signal) {
  return { workspace: runnerWorkspace(), token, variables: process.env, signal, log: () => void 0 };
}
async function mergeAll({ inputs, event, outputs }, signal) {
  const { mergeReports } = await Promise.resolve().then(() => __toESM(require("./run-baseline.cjs")));
  const run = await mergeReports(inputs.reports, inputs.expected);
  return reportAll(run, { inputs, event, outputs, signal });
}
async function reportAll(run, { inputs, event, outputs, signal }) {
  const { reportRun } = await Promise.resolve().then(() => __toESM(require("./run-baseline.cjs")));
  return reportRun(run, {
    ...{ publication: await toPublication(event, inputs), token: inputs.token, notify },
    history: inputs.history,
    write: (renderers) => writeReports(renderers, outputs, signal)
  });
}
async function judgeOrReport(inputs, signal) {
  try {
    const report = (0, import_shared_2.redacted)(await judgeUnlessUnchanged(inputs, signal), (0, import_shared_2.masksOf)(inputs));
    return (0, import_shared_2.isUnchanged)(report) ? report : await withSizes(report, inputs);
  } catch (error) {
    if (inputs.comment !== "never" && !signal.aborted) await reportNoVerdict(inputs, error);
    throw error;
  }
}
async function reportNoVerdict(inputs, error) {
  const { publishNoVerdict } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const reason = (0, import_shared_3.failureReason)(error, (0, import_shared_2.masksOf)(inputs));
  const unpublished = await publishNoVerdict(
    reason,
    await toPublication(inputs.request.event, inputs),
    await openClient(inputs.token)
  );
  for (const { message } of unpublished) notify(message);
}
function judgeUnlessUnchanged(inputs, signal) {
  return withPorts(inputs, signal, (ports) => (0, import_shared_2.runGateUnlessUnchanged)(inputs.request, ports));
}
async function withSizes(report, inputs) {
  if (inputs.history.kind === "off") return report;
  const { keepHistory } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  return (await keepHistory(report, inputs, await openClient(inputs.token))).report;
}
function judge(inputs, signal) {
  return withPorts(inputs, signal, (ports) => (0, import_shared_2.runGate)(inputs.request, ports));
}
async function answerWhy({ inputs, query, format }, signal) {
  const { renderWhyJson, renderWhyText, runWhy } = await Promise.resolve().then(() => __toESM(require("./gate-why.cjs")));
  const { request } = inputs;
  const report = await withPorts(inputs, signal, (ports) => runWhy({ request, query }, ports));
  for (const { message } of report.notices) notify(message);
  return format === "json" ? renderWhyJson(report) : renderWhyText(report);
}
async function findFixes(command, signal) {
  const { inputs, format } = command;
  const { renderFixJson, renderFixText, runFix } = await Promise.resolve().then(() => __toESM(require("./gate-fix.cjs")));
  const report = await withPorts(inputs, signal, async (ports) => runFix(command, await ports.forFixes()));
  for (const { message } of report.notices) notify(message);
  process.stdout.write(format === "json" ? renderFixJson(report) : renderFixText(report));
  return report.unfixed.length === 0 ? 0 : 1;
}
async function lowerBudgets({ inputs, reports, headroom, write }, signal) {
  const { renderRatchet, runRatchet } = await Promise.resolve().then(() => __toESM(require("./gate-fix.cjs")));
  const texts = await readReportFiles(reports);
  const ratcheted = await withPorts(
    inputs,
    signal,
    async (ports) => runRatchet({ inputs, reports: texts, headroom, write }, await ports.forFixes())
  );
  return renderRatchet(ratcheted);
}
async function publishRun(report, inputs, outputs) {
  const unpublished = await comment(report, inputs);
  const isPrinted = outputs.some(({ format, path }) => format === "terminal" && path === null);
  for (const { message } of [...isPrinted ? [] : report.notices, ...unpublished]) notify(message);
}
async function comment(report, inputs) {
  if (inputs.comment === "never") return [];
  const { publishToPull, publishUnchangedComment } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const publication = await toPublication(inputs.request.event, inputs);
  const client = await openClient(inputs.token);
  return (0, import_shared_2.isUnchanged)(report) ? publishUnchangedComment(report, publication, client) : publishToPull(report, publication, client);
}
async function toPublication(event, { comment: choice, identity, reporting }) {
  const { readMarker, readRunPlace } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const { htmlUrl, ...reported } = reporting;
  const place = { ...readRunPlace(process.env, event), ...htmlUrl !== void 0 && { htmlUrl } };
  return { event, comment: choice, ...readMarker(process.env, event, identity), place, ...reported };
}
async function writeStarters(command, signal) {
  const { gateImages, listFiles, makeStarters, openLines, planImages } = await Promise.resolve().then(() => __toESM(require("./run-baseline.cjs")));
  const { files, remarks } = await makeStarters(command, {
    listFiles: () => listFiles(signal),
    judge: (inputs) => judge(inputs, signal),
    plan: (inputs) => planImages(inputs, planEnvironment(inputs, signal)),
    judgeAll: (inputs) => gateImages(inputs, {
      ...planEnvironment(inputs, signal),
      openLog: openLines(notify),
      judge: (request) => judge({ ...inputs, request }, signal)
    })
  });
  for (const remark of remarks) notify(remark);
  for (const file of files) await writeStarter(file);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  runCommand
});
