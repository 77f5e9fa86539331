var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all2) => {
  for (var name in all2)
    __defProp(target, name, { get: all2[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  NO_REPORT_FILES: () => NO_REPORT_FILES,
  RENDERERS: () => RENDERERS,
  publish: () => publish,
  publishComment: () => publishComment,
  publishNoVerdict: () => publishNoVerdict,
  readRunEvent: () => readRunEvent,
  writeReportFiles: () => writeReportFiles
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_1 = require("./shared-1.cjs");
var import_shared_2 = require("./shared-2.cjs");
var import_promises = require("node:fs/promises");
var import_node_crypto = require("node:crypto");
var import_promises2 = require("node:fs/promises");
var import_node_path = require("node:path");
// src/github/run-event.ts
// src/github/event.ts
var sha = (0, import_shared_1.string)().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
var repository = (0, import_shared_1.object)({ full_name: (0, import_shared_1.string)() });
var pullRequest = (0, import_shared_1.object)({
  pull_request: (0, import_shared_1.object)({
    number: (0, import_shared_1.int)().positive(),
    head: (0, import_shared_1.object)({ sha, repo: repository.nullable() }),
    base: (0, import_shared_1.object)({ sha, ref: (0, import_shared_1.string)(), repo: repository }),
    labels: (0, import_shared_1.array)((0, import_shared_1.object)({ name: (0, import_shared_1.string)() })).default([])
  })
});
var mergeGroup = (0, import_shared_1.object)({ merge_group: (0, import_shared_1.object)({ base_sha: sha, head_sha: sha }) });
var push = (0, import_shared_1.object)({ before: sha, after: sha, ref: (0, import_shared_1.string)() });
function readEvent(environment, payload) {
  const name = environment["GITHUB_EVENT_NAME"] ?? "";
  if (name === "") return { kind: "none" };
  if (name === "pull_request_target" || ON_THE_DEFAULT_BRANCH[name]?.safeParse(payload).success === true) {
    throw refuse(name);
  }
  const read = READERS[name];
  return read === void 0 ? { kind: "other", name } : read(payload, environment);
}
var readPullRequest = (payload, environment) => toPullRequest(parsePayload(pullRequest, environment["GITHUB_EVENT_NAME"] ?? "", payload), environment);
var READERS = {
  pull_request: readPullRequest,
  pull_request_review: readPullRequest,
  pull_request_review_comment: readPullRequest,
  merge_group: (payload) => toMergeGroup(parsePayload(mergeGroup, "merge_group", payload)),
  push: (payload) => toPush(parsePayload(push, "push", payload))
};
var ofDeployment = (0, import_shared_1.object)({ deployment: (0, import_shared_1.object)({ ref: (0, import_shared_1.string)().regex(/^(?:refs\/)?pull\/\d+\//) }) });
var pulls = (0, import_shared_1.array)((0, import_shared_1.unknown)()).min(1);
var ofPullRequest = (0, import_shared_1.union)([(0, import_shared_1.object)({ pull_requests: pulls }), (0, import_shared_1.object)({ head_branch: (0, import_shared_1._null)() })]);
var ofFork = (0, import_shared_1.object)({
  repository,
  workflow_run: (0, import_shared_1.object)({ head_repository: repository.nullable() })
}).refine((run) => run.workflow_run.head_repository?.full_name !== run.repository.full_name);
var ON_THE_DEFAULT_BRANCH = {
  issue_comment: (0, import_shared_1.object)({ issue: (0, import_shared_1.object)({ pull_request: (0, import_shared_1.looseObject)({}) }) }),
  workflow_run: (0, import_shared_1.union)([
    (0, import_shared_1.object)({ workflow_run: (0, import_shared_1.object)({ event: (0, import_shared_1.string)().startsWith("pull_request") }) }),
    ofFork
  ]),
  check_run: (0, import_shared_1.object)({ check_run: (0, import_shared_1.union)([ofPullRequest, (0, import_shared_1.object)({ check_suite: ofPullRequest })]) }),
  check_suite: (0, import_shared_1.object)({ check_suite: ofPullRequest }),
  deployment: ofDeployment,
  deployment_status: ofDeployment,
  // A fork's commit is on no branch of this repository.
  status: (0, import_shared_1.object)({ branches: (0, import_shared_1.array)((0, import_shared_1.unknown)()).length(0) }),
  repository_dispatch: (0, import_shared_1.object)({ client_payload: (0, import_shared_1.object)({ pull_request: (0, import_shared_1.looseObject)({}) }) })
};
function toPullRequest({ pull_request: pull }, { GITHUB_REF: ref, GITHUB_SHA: mergeSha }) {
  const isMerge = ref === `refs/pull/${pull.number}/merge` && sha.safeParse(mergeSha).success;
  return {
    ...isMerge && mergeSha !== void 0 && { mergeSha },
    kind: "pull_request",
    number: pull.number,
    headSha: pull.head.sha,
    baseSha: pull.base.sha,
    baseRef: pull.base.ref,
    baseRepository: pull.base.repo.full_name,
    // A head repository that was deleted is null: it cannot be ours.
    isFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
    labels: pull.labels.map((label) => label.name)
  };
}
function toMergeGroup({ merge_group: group }) {
  return { kind: "merge_group", baseSha: group.base_sha, headSha: group.head_sha };
}
function toPush({ before, after, ref }) {
  if (isZero(after)) return { kind: "other", name: "push" };
  return { kind: "push", before: isZero(before) ? null : before, after, ref };
}
function isZero(text3) {
  return /^0+$/.test(text3);
}
function parsePayload(schema, event, payload) {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `\`${issue.path.join(".") || "payload"}\``);
  throw new import_shared_2.GateError(
    "bad-input",
    `the payload of the event \`${event}\` lacks ${[...new Set(places)].join(", ")}`,
    {
      hint: "The file that GITHUB_EVENT_PATH names must be the one that GitHub wrote for this run."
    }
  );
}
function refuse(event) {
  return new import_shared_2.GateError(
    "bad-input",
    `the event \`${event}\` runs with secrets and a write token, but building a Dockerfile runs the code of whoever opened the pull request`,
    {
      hint: "Trigger the workflow with `pull_request` instead, where measuring an image needs no permissions."
    }
  );
}
// src/github/run-event.ts
async function readRunEvent(environment) {
  return readEvent(environment, await readPayload(environment["GITHUB_EVENT_PATH"]));
}
async function readPayload(path) {
  if (path === void 0 || path === "") return void 0;
  try {
    return JSON.parse(await (0, import_promises.readFile)(path, "utf8"));
  } catch (cause) {
    const found = cause instanceof SyntaxError ? "is not JSON" : "cannot be read";
    throw new import_shared_2.GateError(
      "bad-input",
      `the event payload \`${path}\`, which GITHUB_EVENT_PATH names, ${found}`,
      {
        hint: "It must be the file that GitHub wrote for this run; outside of a workflow, unset GITHUB_ACTIONS.",
        cause
      }
    );
  }
}
// src/report/annotations.ts
var MAX_ANNOTATIONS_PER_LEVEL = 9;
var MAX_MESSAGE_CHARACTERS = 4e3;
var MAX_TITLE_CHARACTERS = 200;
function toAnnotations(report) {
  const { introduced, inherited } = (0, import_shared_1.groupFindings)(report);
  const shown = [...introduced, ...inherited.filter(({ status }) => status === "introduced")];
  const all2 = [
    ...report.verdict.violations.flatMap(
      (violation) => violation.kind === "budget" ? [budgetAnnotation(violation.message, report)] : []
    ),
    ...shown.map((finding) => findingAnnotation(finding, report))
  ];
  return ["error", "warning", "notice"].flatMap(
    (level) => limited(all2.filter((annotation) => annotation.level === level))
  );
}
function limited(annotations) {
  const [first] = annotations;
  if (first === void 0 || annotations.length <= MAX_ANNOTATIONS_PER_LEVEL) return annotations;
  const shown = annotations.slice(0, MAX_ANNOTATIONS_PER_LEVEL - 1);
  const more = `${annotations.length - shown.length} more of this level are in the job summary`;
  return [...shown, { ...NO_PLACE, level: first.level, title: "Final Stage", message: more }];
}
var NO_PLACE = { file: null, line: null, endLine: null };
function budgetAnnotation(message, { verdict }) {
  const level = verdict.conclusion === "failure" ? "error" : "warning";
  return { ...NO_PLACE, level, title: "Final Stage: budget exceeded", message: plain(message) };
}
function findingAnnotation(finding, report) {
  const { primary, fix: fix2 } = finding;
  const place = primary && { file: primary.dockerfile, line: primary.line, endLine: primary.endLine };
  return {
    ...place ?? NO_PLACE,
    level: levelOf(finding, report),
    title: (0, import_shared_1.shorten)(`${(0, import_shared_1.visible)((0, import_shared_1.nameOf)(finding))} (${finding.ruleId})`, MAX_TITLE_CHARACTERS),
    message: plain(`${finding.message}. ${fix2}${(0, import_shared_1.isMended)(report, finding) ? MENDED : ""}`)
  };
}
var MENDED = ". A proven fix of it is in the job summary";
function levelOf(finding, { verdict }) {
  if (finding.inherited && !(0, import_shared_1.isViolated)(verdict, finding)) return "notice";
  if (finding.severity === "note") return "notice";
  return (0, import_shared_1.isViolated)(verdict, finding) && verdict.conclusion === "failure" ? "error" : "warning";
}
function plain(message) {
  return (0, import_shared_1.shorten)((0, import_shared_1.visible)(message).replaceAll("`", ""), MAX_MESSAGE_CHARACTERS);
}
function renderAnnotations(report) {
  return toAnnotations(report).map((annotation) => `${renderCommand(annotation)}
`).join("");
}
function renderCommand({ level, file, line, endLine, title, message }) {
  const properties = Object.entries({ file, line, endLine, title }).filter(([, value]) => value !== null).map(([name, value]) => `${name}=${escapeProperty((0, import_shared_1.visible)(String(value)))}`);
  return `::${level} ${properties.join(",")}::${escapeCommand(message)}`;
}
function escapeCommand(text3) {
  return text3.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text3) {
  return escapeCommand(text3).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/report/html.ts
// src/report/html-text.ts
var ENTITIES = /* @__PURE__ */ new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"]
]);
var MAX_TEXT_CHARACTERS = 2e3;
function escapeHtml(text3) {
  return (0, import_shared_1.shorten)((0, import_shared_1.visible)(text3), MAX_TEXT_CHARACTERS).replace(/[&<>"']/g, (sign2) => ENTITIES.get(sign2) ?? "");
}
function proseHtml(sentence2) {
  const pieces = sentence2.split("`");
  if (pieces.length % 2 === 0) return escapeHtml(sentence2);
  return pieces.map((piece, index2) => index2 % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : escapeHtml(piece)).join("");
}
// src/report/html-composed.ts
function renderComposedFiles({ composedFiles, baseline }) {
  const files = composedFiles.filter(({ parts }) => parts.length > 0);
  if (files.length === 0) return "";
  const title = baseline === null ? "Inside the largest files" : "Inside the files that grew";
  return `<h2>${title}</h2>
${files.map((file) => renderFile(file, baseline !== null)).join("\n")}`;
}
function renderFile(file, hasBaseline) {
  const rows = file.parts.map((part) => {
    const versions = escapeHtml([(0, import_shared_1.versionsOf)(part), (0, import_shared_1.wordOf)(part)].filter((one2) => one2 !== "").join(", "));
    const before = hasBaseline ? `<td>${part.baseline === null ? "" : (0, import_shared_1.renderBytes)(part.baseline)}</td>` : "";
    const change = hasBaseline ? `<td>${part.delta === null ? "" : (0, import_shared_1.renderDelta)(part.delta)}</td>` : "";
    return `<tr><td><code>${escapeHtml(part.name)}</code> <span class="soft">${versions}</span></td>${before}<td>${(0, import_shared_1.renderBytes)(part.candidate)}</td>${change}</tr>`;
  });
  const head = hasBaseline ? "<th>Baseline</th><th>Candidate</th><th>Change</th>" : "<th>Bytes</th>";
  const more = file.partsOmitted > 0 ? `<p class="soft">\u2026 and ${(0, import_shared_1.renderCount)(file.partsOmitted)} more</p>` : "";
  return `<details><summary><code>${escapeHtml(file.path)}</code> ${(0, import_shared_1.growthOf)(file)}: ${escapeHtml((0, import_shared_1.measureOf)(file))}</summary><table><thead><tr><th></th>${head}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table>${more}</details>`;
}
// src/report/html-findings.ts
var MAX_FINDINGS = 200;
function renderFindings(report) {
  const groups = (0, import_shared_1.groupFindings)(report);
  const title = report.mode === "inspect" ? "Findings" : "Introduced";
  const cards = (findings) => renderCards(findings, report);
  const fold = (name, findings) => findings.length === 0 ? "" : `<details><summary>${name} (${(0, import_shared_1.renderCount)(findings.length)})</summary>
${cards(findings)}
</details>`;
  return [
    groups.introduced.length === 0 ? "" : `<h2>${title}</h2>
${cards(groups.introduced)}`,
    fold("Persisting: present before this change", groups.persisting),
    fold("Inherited from the base image", groups.inherited),
    fold(import_shared_1.ELSEWHERE_TITLE, groups.elsewhere),
    fold("Allowed", groups.allowed),
    fold("Resolved", groups.resolved)
  ].filter((part) => part !== "").join("\n");
}
function renderCards(findings, report) {
  const shown = findings.slice(0, MAX_FINDINGS).map((finding) => card(finding, report));
  const more = findings.length - shown.length;
  return [
    ...shown,
    ...more > 0 ? [`<p class="soft">\u2026 and ${(0, import_shared_1.renderCount)(more)} more in the JSON report</p>`] : []
  ].join("\n");
}
function card(finding, report) {
  const { severity, ruleId, bytes, files, primary, fix: fix2 } = finding;
  const amount = bytes === 0 && files === 0 ? "" : `${(0, import_shared_1.renderBytes)(bytes)} in ${(0, import_shared_1.counted)(files, "file")}`;
  const place = primary === null ? "" : `<p><code>${escapeHtml((0, import_shared_1.placeOf)(primary))}</code> <code>${escapeHtml(primary.text)}</code></p>`;
  const mended = (0, import_shared_1.isMended)(report, finding) ? '<p class="down">Mended by the proven fix above.</p>' : "";
  return `<article>
<header><span class="severity ${severity}">${severity}</span><h3>${escapeHtml((0, import_shared_1.nameOf)(finding))}</h3>${ruleName(ruleId)}<span class="amount">${amount}</span></header>
${claim(finding)}${place}${reason(finding)}<p>${proseHtml(fix2)}</p>${mended}${evidence(finding)}
</article>`;
}
function ruleName(id) {
  const page = (0, import_shared_1.ruleById)(id)?.url;
  const name = `<code>${escapeHtml(id)}</code>`;
  return page === void 0 ? name : `<a href="${escapeHtml(page)}" rel="noopener">${name}</a>`;
}
function claim(finding) {
  const text3 = (0, import_shared_1.claimOf)(finding);
  return text3 === null ? "" : `<p>${proseHtml((0, import_shared_1.sentence)(text3))}</p>`;
}
function reason(finding) {
  const line = (0, import_shared_1.reasonLine)(finding);
  return line === null ? "" : `<p>${escapeHtml(line)}</p>`;
}
var MAX_PLACES = 20;
function evidence(finding) {
  const { packages } = finding;
  const { lines } = (0, import_shared_1.placeLines)(finding, MAX_PLACES);
  if (lines.length === 0 && packages.length === 0) return "";
  const items = lines.map(
    ({ path, words }) => `<li><code>${escapeHtml(path)}</code>${words === "" ? "" : ` ${escapeHtml(words)}`}</li>`
  );
  const owners = packages.slice(0, 20).map((purl) => `<li><code>${escapeHtml(purl)}</code></li>`);
  const morePackages = packages.length > owners.length ? `<li>\u2026 and ${(0, import_shared_1.renderCount)(packages.length - owners.length)} more packages</li>` : "";
  return `<details><summary>Where</summary><ul>${items.join("")}${owners.join("")}${morePackages}</ul></details>`;
}
// src/report/html-fixes.ts
var MAX_PATCH_BYTES = 2e5;
function renderFixes(report) {
  return report.fixes.map((fix2) => renderFix(fix2, report)).join("\n");
}
function renderFix(fix2, report) {
  const { contentBytes } = report.candidate;
  const mended = (0, import_shared_1.mendedBy)(fix2, report).map(
    (finding) => `<b>${escapeHtml((0, import_shared_1.nameOf)(finding))}</b> <code>${escapeHtml(finding.ruleId)}</code>`
  );
  const proof = (0, import_shared_1.proofLines)(fix2, contentBytes).map((line) => `<li>${proseHtml(line)}</li>`);
  return `<h2>${escapeHtml((0, import_shared_1.fixTitle)(fix2))}</h2>
<p>Mends ${mended.join(", ")}.</p>
${renderDiff(fix2)}
<ul>${proof.join("")}</ul>
${renderListing(fix2, contentBytes)}`;
}
function renderDiff(fix2) {
  const shown = (0, import_shared_1.showPatch)(fix2, MAX_PATCH_BYTES);
  if (shown === null)
    return '<p class="soft">The diff is too long to be shown here; the JSON report has it.</p>';
  const note = shown.isExact ? "" : '\n<p class="soft">Some characters are not shown as they are; the JSON report has the exact diff.</p>';
  return `<pre class="diff">${shown.lines.map(renderDiffLine).join("\n")}</pre>${note}`;
}
var TONES = /* @__PURE__ */ new Map([
  ["+", "plus"],
  ["-", "minus"],
  ["@", "hunk"]
]);
function renderDiffLine(line) {
  const tone = TONES.get(line.slice(0, 1));
  const text3 = line.split("	").map(escapeHtml).join("	");
  return tone === void 0 ? text3 : `<span class="${tone}">${text3}</span>`;
}
function renderListing({ dockerfile, proof }, contentBytes) {
  if (dockerfile === null) return "";
  const { path, before, after } = dockerfile;
  const was = renderLines(before, { others: after, tone: "minus" });
  const is2 = renderLines(after, { others: before, tone: "plus" });
  const name = `<code>${escapeHtml(path)}</code>`;
  const size = proof.contentBytes === null ? "" : `, ${(0, import_shared_1.renderBytes)(proof.contentBytes)}`;
  return `<div class="listings">
<figure><figcaption>${name} as it is, ${(0, import_shared_1.renderBytes)(contentBytes)}</figcaption>${was}</figure>
<figure><figcaption>${name} with the fix${size}</figcaption>${is2}</figure>
</div>`;
}
function renderLines(lines, { others, tone }) {
  const known = new Set(others.map(({ text: text3 }) => text3));
  const rows = lines.map(({ text: text3, bytes }) => {
    const mark = known.has(text3) ? "" : ` class="${tone}"`;
    const size = bytes === null || bytes === 0 ? "" : (0, import_shared_1.renderBytes)(bytes);
    return `<tr${mark}><td>${size}</td><td>${text3.split("	").map(escapeHtml).join("	")}</td></tr>`;
  });
  return `<table class="listing"><tbody>
${rows.join("\n")}
</tbody></table>`;
}
// src/report/html-style.ts
var STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --back: #fff; --card: #f6f8fa;
  --bad: #cf222e; --good: #1a7f37; --warn: #9a6700; --note: #0969da;
  --same: #d5dce4; --new: #f2a69b; --grown: #f6cda3; --shrunk: #b4dfc0; --gone: #8fcba0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --back: #0d1117; --card: #151b23;
  --bad: #f85149; --good: #3fb950; --warn: #d29922; --note: #4493f8;
  --same: #2d3540; --new: #8a3a32; --grown: #7a5223; --shrunk: #23593a; --gone: #2c7048; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1120px; padding: 32px 24px 64px; background: var(--back); color: var(--ink);
  font: 15px/1.55 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
h1 { font-size: 24px; line-height: 1.3; margin: 0 0 4px; } h2 { font-size: 18px; margin: 40px 0 12px; }
h1 .sign { margin-right: 8px; } .failure .sign, .error { color: var(--bad); } .success .sign { color: var(--good); }
.neutral .sign, .warning { color: var(--warn); } .note { color: var(--note); }
p { margin: 0 0 12px; } .soft, th, figcaption { color: var(--soft); } .soft { overflow-wrap: anywhere; }
code { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--card); padding: 2px 5px;
  border-radius: 5px; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 24px 0 16px; padding: 0; }
.tiles div { border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; }
.tiles dt { color: var(--soft); font-size: 13px; } .tiles dd { margin: 0; font-variant-numeric: tabular-nums; }
.tiles dd.value { font-size: 21px; font-weight: 600; } .tiles dd.change { font-size: 13px; min-height: 20px; }
.up { color: var(--bad); } .down { color: var(--good); }
article { border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; margin: 0 0 12px; }
article header { display: flex; gap: 10px; align-items: baseline; flex-wrap: wrap; }
article h3 { font-size: 16px; margin: 0; overflow-wrap: anywhere; } article .amount { margin-left: auto; font-variant-numeric: tabular-nums; }
article p { margin: 6px 0 0; } article details { margin-top: 6px; }
.severity { font-size: 12px; font-weight: 600; text-transform: uppercase; letter-spacing: .03em; }
ul { margin: 6px 0 0; padding-left: 20px; } summary { cursor: pointer; color: var(--soft); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 10px; border-bottom: 1px solid var(--line); font-weight: 400; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; padding-left: 0; }
.views > input { position: absolute; opacity: 0; } .views > label { display: inline-block; padding: 5px 12px; margin: 0 4px 12px 0;
  border: 1px solid var(--line); border-radius: 6px; cursor: pointer; font-size: 14px; }
.views > section { display: none; }
.views > input:focus-visible + label { outline: 2px solid var(--note); }
.views > input:checked + label { background: var(--card); font-weight: 600; }
#view-0:checked ~ .view-0, #view-1:checked ~ .view-1, #view-2:checked ~ .view-2, #view-3:checked ~ .view-3 { display: block; }
figure { margin: 0 0 16px; } figcaption { font-size: 13px; margin-bottom: 4px; } svg { display: block; width: 100%; height: auto; }
svg text { font: 11px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: var(--ink); }
.same rect, i.same { fill: var(--same); background: var(--same); } .new rect, i.new { fill: var(--new); background: var(--new); }
.grown rect, i.grown { fill: var(--grown); background: var(--grown); } .shrunk rect, i.shrunk { fill: var(--shrunk); background: var(--shrunk); }
.gone rect, i.gone { fill: var(--gone); background: var(--gone); }
.legend { font-size: 13px; color: var(--soft); } .legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin: 0 5px 0 14px; }
.diff, .listing { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.diff { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 12px 14px; overflow-x: auto; }
.plus { color: var(--good); } .minus { color: var(--bad); } .hunk { color: var(--soft); }
.listings { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 20px; margin-top: 16px; }
.listing tr { height: 1.7em; } .listing td { border: 0; padding: 1px 8px; vertical-align: top; } .listing td:first-child { text-align: right; color: var(--soft);
  white-space: nowrap; width: 90px; } .listing td + td { text-align: left; white-space: pre-wrap; overflow-wrap: anywhere; }
body > details { margin-top: 12px; }
footer { margin-top: 48px; color: var(--soft); font-size: 13px; }
@media print { .views > section { display: block; } .views > input, .views > label { display: none; } }
`;
// node_modules/d3-hierarchy/dist/d3-hierarchy.mjs
function count(node2) {
  var sum = 0, children = node2.children, i = children && children.length;
  if (!i) sum = 1;
  else while (--i >= 0) sum += children[i].value;
  node2.value = sum;
}
function node_count() {
  return this.eachAfter(count);
}
function node_each(callback, that) {
  let index2 = -1;
  for (const node2 of this) {
    callback.call(that, node2, ++index2, this);
  }
  return this;
}
function node_eachBefore(callback, that) {
  var node2 = this, nodes = [node2], children, i, index2 = -1;
  while (node2 = nodes.pop()) {
    callback.call(that, node2, ++index2, this);
    if (children = node2.children) {
      for (i = children.length - 1; i >= 0; --i) {
        nodes.push(children[i]);
      }
    }
  }
  return this;
}
function node_eachAfter(callback, that) {
  var node2 = this, nodes = [node2], next = [], children, i, n, index2 = -1;
  while (node2 = nodes.pop()) {
    next.push(node2);
    if (children = node2.children) {
      for (i = 0, n = children.length; i < n; ++i) {
        nodes.push(children[i]);
      }
    }
  }
  while (node2 = next.pop()) {
    callback.call(that, node2, ++index2, this);
  }
  return this;
}
function node_find(callback, that) {
  let index2 = -1;
  for (const node2 of this) {
    if (callback.call(that, node2, ++index2, this)) {
      return node2;
    }
  }
}
function node_sum(value) {
  return this.eachAfter(function(node2) {
    var sum = +value(node2.data) || 0, children = node2.children, i = children && children.length;
    while (--i >= 0) sum += children[i].value;
    node2.value = sum;
  });
}
function node_sort(compare) {
  return this.eachBefore(function(node2) {
    if (node2.children) {
      node2.children.sort(compare);
    }
  });
}
function node_path(end) {
  var start = this, ancestor = leastCommonAncestor(start, end), nodes = [start];
  while (start !== ancestor) {
    start = start.parent;
    nodes.push(start);
  }
  var k = nodes.length;
  while (end !== ancestor) {
    nodes.splice(k, 0, end);
    end = end.parent;
  }
  return nodes;
}
function leastCommonAncestor(a, b) {
  if (a === b) return a;
  var aNodes = a.ancestors(), bNodes = b.ancestors(), c = null;
  a = aNodes.pop();
  b = bNodes.pop();
  while (a === b) {
    c = a;
    a = aNodes.pop();
    b = bNodes.pop();
  }
  return c;
}
function node_ancestors() {
  var node2 = this, nodes = [node2];
  while (node2 = node2.parent) {
    nodes.push(node2);
  }
  return nodes;
}
function node_descendants() {
  return Array.from(this);
}
function node_leaves() {
  var leaves = [];
  this.eachBefore(function(node2) {
    if (!node2.children) {
      leaves.push(node2);
    }
  });
  return leaves;
}
function node_links() {
  var root2 = this, links = [];
  root2.each(function(node2) {
    if (node2 !== root2) {
      links.push({ source: node2.parent, target: node2 });
    }
  });
  return links;
}
function* node_iterator() {
  var node2 = this, current, next = [node2], children, i, n;
  do {
    current = next.reverse(), next = [];
    while (node2 = current.pop()) {
      yield node2;
      if (children = node2.children) {
        for (i = 0, n = children.length; i < n; ++i) {
          next.push(children[i]);
        }
      }
    }
  } while (next.length);
}
function hierarchy(data, children) {
  if (data instanceof Map) {
    data = [void 0, data];
    if (children === void 0) children = mapChildren;
  } else if (children === void 0) {
    children = objectChildren;
  }
  var root2 = new Node$1(data), node2, nodes = [root2], child, childs, i, n;
  while (node2 = nodes.pop()) {
    if ((childs = children(node2.data)) && (n = (childs = Array.from(childs)).length)) {
      node2.children = childs;
      for (i = n - 1; i >= 0; --i) {
        nodes.push(child = childs[i] = new Node$1(childs[i]));
        child.parent = node2;
        child.depth = node2.depth + 1;
      }
    }
  }
  return root2.eachBefore(computeHeight);
}
function node_copy() {
  return hierarchy(this).eachBefore(copyData);
}
function objectChildren(d) {
  return d.children;
}
function mapChildren(d) {
  return Array.isArray(d) ? d[1] : null;
}
function copyData(node2) {
  if (node2.data.value !== void 0) node2.value = node2.data.value;
  node2.data = node2.data.data;
}
function computeHeight(node2) {
  var height = 0;
  do
    node2.height = height;
  while ((node2 = node2.parent) && node2.height < ++height);
}
function Node$1(data) {
  this.data = data;
  this.depth = this.height = 0;
  this.parent = null;
}
Node$1.prototype = hierarchy.prototype = {
  constructor: Node$1,
  count: node_count,
  each: node_each,
  eachAfter: node_eachAfter,
  eachBefore: node_eachBefore,
  find: node_find,
  sum: node_sum,
  sort: node_sort,
  path: node_path,
  ancestors: node_ancestors,
  descendants: node_descendants,
  leaves: node_leaves,
  links: node_links,
  copy: node_copy,
  [Symbol.iterator]: node_iterator
};
function required(f) {
  if (typeof f !== "function") throw new Error();
  return f;
}
function constantZero() {
  return 0;
}
function constant(x) {
  return function() {
    return x;
  };
}
function roundNode(node2) {
  node2.x0 = Math.round(node2.x0);
  node2.y0 = Math.round(node2.y0);
  node2.x1 = Math.round(node2.x1);
  node2.y1 = Math.round(node2.y1);
}
function treemapDice(parent, x0, y0, x1, y1) {
  var nodes = parent.children, node2, i = -1, n = nodes.length, k = parent.value && (x1 - x0) / parent.value;
  while (++i < n) {
    node2 = nodes[i], node2.y0 = y0, node2.y1 = y1;
    node2.x0 = x0, node2.x1 = x0 += node2.value * k;
  }
}
function TreeNode(node2, i) {
  this._ = node2;
  this.parent = null;
  this.children = null;
  this.A = null;
  this.a = this;
  this.z = 0;
  this.m = 0;
  this.c = 0;
  this.s = 0;
  this.t = null;
  this.i = i;
}
TreeNode.prototype = Object.create(Node$1.prototype);
function treemapSlice(parent, x0, y0, x1, y1) {
  var nodes = parent.children, node2, i = -1, n = nodes.length, k = parent.value && (y1 - y0) / parent.value;
  while (++i < n) {
    node2 = nodes[i], node2.x0 = x0, node2.x1 = x1;
    node2.y0 = y0, node2.y1 = y0 += node2.value * k;
  }
}
var phi = (1 + Math.sqrt(5)) / 2;
function squarifyRatio(ratio, parent, x0, y0, x1, y1) {
  var rows = [], nodes = parent.children, row, nodeValue, i0 = 0, i1 = 0, n = nodes.length, dx, dy, value = parent.value, sumValue, minValue, maxValue, newRatio, minRatio, alpha, beta;
  while (i0 < n) {
    dx = x1 - x0, dy = y1 - y0;
    do
      sumValue = nodes[i1++].value;
    while (!sumValue && i1 < n);
    minValue = maxValue = sumValue;
    alpha = Math.max(dy / dx, dx / dy) / (value * ratio);
    beta = sumValue * sumValue * alpha;
    minRatio = Math.max(maxValue / beta, beta / minValue);
    for (; i1 < n; ++i1) {
      sumValue += nodeValue = nodes[i1].value;
      if (nodeValue < minValue) minValue = nodeValue;
      if (nodeValue > maxValue) maxValue = nodeValue;
      beta = sumValue * sumValue * alpha;
      newRatio = Math.max(maxValue / beta, beta / minValue);
      if (newRatio > minRatio) {
        sumValue -= nodeValue;
        break;
      }
      minRatio = newRatio;
    }
    rows.push(row = { value: sumValue, dice: dx < dy, children: nodes.slice(i0, i1) });
    if (row.dice) treemapDice(row, x0, y0, x1, value ? y0 += dy * sumValue / value : y1);
    else treemapSlice(row, x0, y0, value ? x0 += dx * sumValue / value : x1, y1);
    value -= sumValue, i0 = i1;
  }
  return rows;
}
var squarify = (function custom(ratio) {
  function squarify2(parent, x0, y0, x1, y1) {
    squarifyRatio(ratio, parent, x0, y0, x1, y1);
  }
  squarify2.ratio = function(x) {
    return custom((x = +x) > 1 ? x : 1);
  };
  return squarify2;
})(phi);
function index() {
  var tile = squarify, round = false, dx = 1, dy = 1, paddingStack = [0], paddingInner = constantZero, paddingTop = constantZero, paddingRight = constantZero, paddingBottom = constantZero, paddingLeft = constantZero;
  function treemap(root2) {
    root2.x0 = root2.y0 = 0;
    root2.x1 = dx;
    root2.y1 = dy;
    root2.eachBefore(positionNode);
    paddingStack = [0];
    if (round) root2.eachBefore(roundNode);
    return root2;
  }
  function positionNode(node2) {
    var p = paddingStack[node2.depth], x0 = node2.x0 + p, y0 = node2.y0 + p, x1 = node2.x1 - p, y1 = node2.y1 - p;
    if (x1 < x0) x0 = x1 = (x0 + x1) / 2;
    if (y1 < y0) y0 = y1 = (y0 + y1) / 2;
    node2.x0 = x0;
    node2.y0 = y0;
    node2.x1 = x1;
    node2.y1 = y1;
    if (node2.children) {
      p = paddingStack[node2.depth + 1] = paddingInner(node2) / 2;
      x0 += paddingLeft(node2) - p;
      y0 += paddingTop(node2) - p;
      x1 -= paddingRight(node2) - p;
      y1 -= paddingBottom(node2) - p;
      if (x1 < x0) x0 = x1 = (x0 + x1) / 2;
      if (y1 < y0) y0 = y1 = (y0 + y1) / 2;
      tile(node2, x0, y0, x1, y1);
    }
  }
  treemap.round = function(x) {
    return arguments.length ? (round = !!x, treemap) : round;
  };
  treemap.size = function(x) {
    return arguments.length ? (dx = +x[0], dy = +x[1], treemap) : [dx, dy];
  };
  treemap.tile = function(x) {
    return arguments.length ? (tile = required(x), treemap) : tile;
  };
  treemap.padding = function(x) {
    return arguments.length ? treemap.paddingInner(x).paddingOuter(x) : treemap.paddingInner();
  };
  treemap.paddingInner = function(x) {
    return arguments.length ? (paddingInner = typeof x === "function" ? x : constant(+x), treemap) : paddingInner;
  };
  treemap.paddingOuter = function(x) {
    return arguments.length ? treemap.paddingTop(x).paddingRight(x).paddingBottom(x).paddingLeft(x) : treemap.paddingTop();
  };
  treemap.paddingTop = function(x) {
    return arguments.length ? (paddingTop = typeof x === "function" ? x : constant(+x), treemap) : paddingTop;
  };
  treemap.paddingRight = function(x) {
    return arguments.length ? (paddingRight = typeof x === "function" ? x : constant(+x), treemap) : paddingRight;
  };
  treemap.paddingBottom = function(x) {
    return arguments.length ? (paddingBottom = typeof x === "function" ? x : constant(+x), treemap) : paddingBottom;
  };
  treemap.paddingLeft = function(x) {
    return arguments.length ? (paddingLeft = typeof x === "function" ? x : constant(+x), treemap) : paddingLeft;
  };
  return treemap;
}
var resquarify = (function custom2(ratio) {
  function resquarify2(parent, x0, y0, x1, y1) {
    if ((rows = parent._squarify) && rows.ratio === ratio) {
      var rows, row, nodes, i, j = -1, n, m = rows.length, value = parent.value;
      while (++j < m) {
        row = rows[j], nodes = row.children;
        for (i = row.value = 0, n = nodes.length; i < n; ++i) row.value += nodes[i].value;
        if (row.dice) treemapDice(row, x0, y0, x1, value ? y0 += (y1 - y0) * row.value / value : y1);
        else treemapSlice(row, x0, y0, value ? x0 += (x1 - x0) * row.value / value : x1, y1);
        value -= row.value;
      }
    } else {
      parent._squarify = rows = squarifyRatio(ratio, parent, x0, y0, x1, y1);
      rows.ratio = ratio;
    }
  }
  resquarify2.ratio = function(x) {
    return custom2((x = +x) > 1 ? x : 1);
  };
  return resquarify2;
})(phi);
// src/report/treemap.ts
var WIDTH = 1e3;
var HEIGHT = 420;
var MAX_CELLS = 400;
var MIN_LABEL_WIDTH = 46;
var MIN_LABEL_HEIGHT = 18;
var UNITS_PER_LETTER = 6.6;
function renderTreemap(lines, side, share) {
  const height = Math.max(40, Math.round(HEIGHT * share));
  const cells = layOut(lines, side, height).map(renderCell).join("\n");
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="treemap of the ${side}">
${cells}
</svg>`;
}
function layOut(lines, side, height) {
  const bytesOf = (node2) => node2.line === null ? 0 : node2.line[side] ?? 0;
  const shown = lines.filter((line) => (line[side] ?? 0) > 0).toSorted((a, b) => (b[side] ?? 0) - (a[side] ?? 0)).slice(0, MAX_CELLS);
  const root2 = hierarchy(
    { line: null, children: shown.map((line) => ({ line })) },
    (node2) => node2.children
  );
  const laidOut = index().tile(squarify).size([WIDTH, height]).paddingInner(2)(
    root2.sum(bytesOf)
  );
  return laidOut.leaves().flatMap(({ data, x0, y0, x1, y1 }) => {
    if (data.line === null || x1 - x0 < 1 || y1 - y0 < 1) return [];
    return [{ ...describe(data.line, side), x: x0, y: y0, width: x1 - x0, height: y1 - y0 }];
  });
}
function describe(line, side) {
  const change = line.delta === null || line.delta === 0 ? "" : `, ${(0, import_shared_1.renderDelta)(line.delta)}`;
  const title = `${line.label}: ${(0, import_shared_1.renderBytes)(line[side] ?? 0)}${change}`;
  return { label: line.label, title, tone: toneOf(line) };
}
function toneOf({ baseline, candidate, delta }) {
  if (delta === null || delta === 0) return "same";
  if (baseline === 0) return "new";
  if (candidate === 0) return "gone";
  return delta > 0 ? "grown" : "shrunk";
}
function renderCell({ label, title, tone, x, y, width, height }) {
  const box = `x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(height)}"`;
  const hasText = width >= MIN_LABEL_WIDTH && height >= MIN_LABEL_HEIGHT;
  const letters = Math.floor((width - 10) / UNITS_PER_LETTER);
  const text3 = hasText ? `<text x="${fixed(x + 6)}" y="${fixed(y + 14)}">${escapeHtml((0, import_shared_1.shorten)(label, Math.max(2, letters)))}</text>` : "";
  return `<g class="${tone}"><title>${escapeHtml(title)}</title><rect ${box} rx="2"/>${text3}</g>`;
}
function fixed(value) {
  return String(Math.round(value * 10) / 10);
}
// src/report/html.ts
var SIGNS = { success: "\u2713", neutral: "\u25CB", failure: "\u2717" };
var MAX_LINES = 200;
function renderHtml(report) {
  const styleHash = (0, import_node_crypto.createHash)("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Final Stage ${escapeHtml((0, import_shared_1.verdictLine)(report))}</title>
<style>${STYLE}</style>
</head>
<body>
${renderHead(report)}
${renderTiles(report)}${renderCauses(report)}
${renderFixes(report)}
${renderFindings(report)}
${renderViews(report)}
${renderComposedFiles(report)}
${renderNotices(report)}
<footer>final-stage ${escapeHtml(report.tool.version)}</footer>
</body>
</html>
`;
}
function renderHead(report) {
  const { verdict, candidate, baseline, mode } = report;
  const sign2 = mode === "inspect" ? "\u25CB" : SIGNS[verdict.conclusion];
  const against = baseline === null ? "" : ` against <code>${escapeHtml(baseline.reference)}</code>`;
  const budgets = verdict.violations.filter(({ kind }) => kind === "budget").map(({ message }) => `<p class="error">${proseHtml((0, import_shared_1.sentence)(message))}</p>`);
  return `<header class="${verdict.conclusion}">
<h1><span class="sign">${sign2}</span>Final Stage ${escapeHtml((0, import_shared_1.verdictLine)(report))}</h1>
<p class="soft"><code>${escapeHtml(candidate.reference)}</code> ${escapeHtml(candidate.platform)}${against}</p>
${budgets.join("\n")}
</header>`;
}
function renderTiles(report) {
  const estimated = (0, import_shared_1.isTransferEstimated)(report) ? ", estimated" : "";
  const { pull } = report.size;
  const tiles = import_shared_1.SIZE_ROWS.map(({ name, label }) => {
    const what = name === "transfer" ? `${label}${estimated}` : label;
    return renderTile(what, report.size[name]);
  });
  const pullTile = pull === null ? "" : `<div><dt>pull size${estimated}</dt><dd class="value">${(0, import_shared_1.renderBytes)(pull)}</dd><dd class="change">what the next deploy downloads</dd></div>`;
  return `<dl class="tiles">${tiles.join("")}${pullTile}</dl>`;
}
function renderCauses(report) {
  return (0, import_shared_1.causeSentences)(report).map((words) => `
<p class="soft">${escapeHtml(words)}</p>`).join("");
}
function renderTile(label, change) {
  const tone = (change.delta ?? 0) > 0 ? " up" : (change.delta ?? 0) < 0 ? " down" : "";
  const value = `<dd class="value">${(0, import_shared_1.renderBytes)(change.candidate)}</dd>`;
  return `<div><dt>${label}</dt>${value}<dd class="change${tone}">${(0, import_shared_1.renderChange)(change)}</dd></div>`;
}
var VIEWS = [
  { name: "byDirectory", title: "Directories" },
  { name: "byInstruction", title: "Instructions" },
  { name: "byOwner", title: "Packages" },
  { name: "byClass", title: "Classes" }
];
function renderViews(report) {
  const tabs = VIEWS.map(
    ({ title }, index2) => `<input type="radio" name="view" id="view-${index2}"${index2 === 0 ? " checked" : ""}><label for="view-${index2}">${title}</label>`
  );
  const sections = VIEWS.map(
    ({ name }, index2) => `<section class="view-${index2}">
${renderView(report.ledger[name], report)}
</section>`
  );
  return `<h2>Where the content bytes are</h2>
<div class="views">
${[...tabs, ...sections].join("\n")}
</div>`;
}
function renderView(lines, { size }) {
  const before = size.content.baseline;
  const after = size.content.candidate;
  const largest = Math.max(before ?? 0, after, 1);
  const figures = [
    ...before === null ? [] : [figure(`Baseline, ${(0, import_shared_1.renderBytes)(before)}`, renderTreemap(lines, "baseline", before / largest))],
    figure(`Candidate, ${(0, import_shared_1.renderBytes)(after)}`, renderTreemap(lines, "candidate", after / largest))
  ];
  return [...figures, before === null ? "" : LEGEND, renderTable(lines, before !== null)].join("\n");
}
var LEGEND = `<p class="legend">${["new", "grown", "shrunk", "gone", "same"].map((tone) => `<i class="${tone}"></i>${tone}`).join("")}</p>`;
function figure(caption, picture) {
  return `<figure><figcaption>${caption}</figcaption>${picture}</figure>`;
}
function renderTable(lines, hasBaseline) {
  const rows = lines.slice(0, MAX_LINES).map(({ label, baseline, candidate, delta }) => {
    const before = hasBaseline ? `<td>${baseline === null ? "" : (0, import_shared_1.renderBytes)(baseline)}</td>` : "";
    const change = hasBaseline ? `<td>${delta === null ? "" : (0, import_shared_1.renderDelta)(delta)}</td>` : "";
    return `<tr><td><code>${escapeHtml(label)}</code></td>${before}<td>${(0, import_shared_1.renderBytes)(candidate)}</td>${change}</tr>`;
  });
  const more = lines.length - rows.length;
  const note = more > 0 ? `<p class="soft">\u2026 and ${(0, import_shared_1.renderCount)(more)} more in the JSON report</p>` : "";
  const head = hasBaseline ? "<th></th><th>Baseline</th><th>Candidate</th><th>Change</th>" : "<th></th><th>Content size</th>";
  return `<details><summary>As a table</summary><table><thead><tr>${head}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table>${note}</details>`;
}
function renderNotices({ notices }) {
  if (notices.length === 0) return "";
  const items = notices.map(({ message }) => `<li>${proseHtml((0, import_shared_1.sentence)(message))}</li>`);
  return `<h2>Notices</h2>
<ul>
${items.join("\n")}
</ul>`;
}
// src/report/patch.ts
function renderFixPatch({ fixes }) {
  return fixes.map(({ patch }) => patch).join("");
}
// src/report/encode-path.ts
function encodePath(path) {
  return path.replace(new RegExp("\\p{Cs}", "gu"), "\uFFFD").split("/").map((part) => encodeURIComponent(part)).join("/");
}
// src/report/sarif-fixes.ts
var MAX_INSERTED_CHARACTERS = 1e4;
function sarifFixes({ fixes }, { fingerprint, status }) {
  const own5 = status === "resolved" ? [] : fixes.filter(({ fingerprints }) => fingerprints.includes(fingerprint));
  const found = own5.filter(isShort).map(toFix);
  return found.length === 0 ? {} : { fixes: found };
}
function isShort({ edits }) {
  return edits.reduce((sum, { replacement }) => sum + replacement.length, 0) <= MAX_INSERTED_CHARACTERS;
}
function toFix(fix2) {
  const files = [...new Set(fix2.edits.map(({ file }) => file))].sort();
  return {
    description: { text: (0, import_shared_1.fixTitle)(fix2) },
    artifactChanges: files.map((file) => toChange(file, fix2))
  };
}
function toChange(file, { edits }) {
  return {
    artifactLocation: { uri: encodePath(file), uriBaseId: "%SRCROOT%" },
    replacements: edits.filter((edit) => edit.file === file).map(({ start, end, replacement }) => ({
      deletedRegion: { charOffset: start, charLength: end - start },
      ...replacement !== "" && { insertedContent: { text: replacement } }
    }))
  };
}
// src/report/sarif.ts
var SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
var MAX_RESULTS = 5e3;
var MAX_DESCRIPTION_CHARACTERS = 1024;
var MAX_MESSAGE_CHARACTERS2 = 4e3;
var MAX_PATHS = 5;
var LEVELS = { error: "error", warning: "warning", note: "note" };
var SECURITY_SEVERITIES = /* @__PURE__ */ new Map([["secret", "8.0"]]);
function renderSarif(report) {
  return `${JSON.stringify(toSarif(report), null, 2)}
`;
}
function toSarif(report) {
  const findings = reportable(report);
  const ruleIds = [...new Set(findings.map(({ ruleId }) => ruleId))].toSorted();
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "final-stage",
            semanticVersion: report.tool.version,
            rules: ruleIds.map((id) => toDescriptor(id, findings))
          }
        },
        // One category for each image: a later upload of the same category replaces the alerts.
        automationDetails: { id: `final-stage/${automationId(findings, report)}/` },
        columnKind: "utf16CodeUnits",
        results: toResults(findings, ruleIds, report)
      }
    ]
  };
}
function reportable(report) {
  const { introduced, persisting, inherited, elsewhere, allowed } = (0, import_shared_1.groupFindings)(report);
  return [...introduced, ...persisting, ...inherited, ...elsewhere, ...allowed].filter((finding) => placeIn(report, finding) !== null).slice(0, MAX_RESULTS);
}
function automationId(findings, report) {
  const [first] = findings;
  const dockerfile = first && placeIn(report, first)?.dockerfile;
  return `${encodePath(dockerfile ?? "image")}/${report.candidate.platform.replaceAll("/", "-")}`;
}
function placeIn(report, finding) {
  if (finding.primary !== null) return finding.primary;
  const instruction = report.candidate.layers.find((layer) => layer.instruction !== null)?.instruction;
  return instruction ? { ...instruction, line: 1, endLine: 1 } : null;
}
function toDescriptor(id, findings) {
  const { headline, fix: fix2, category, severity, url } = metaOf(id, findings);
  const security = SECURITY_SEVERITIES.get(category);
  return {
    id,
    name: id,
    shortDescription: { text: description(headline) },
    fullDescription: { text: description(`${headline}. ${fix2}`) },
    help: { text: description(`${fix2}. To accept a finding, add an allow entry for ${id} to the policy`) },
    ...url !== void 0 && { helpUri: url },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: [category],
      precision: "high",
      ...security !== void 0 && { "security-severity": security }
    }
  };
}
function metaOf(id, findings) {
  const rules = import_shared_1.RULES.filter((rule) => rule.id === id);
  const reported = findings.filter(({ ruleId }) => ruleId === id).map((finding) => ({ ...finding, headline: id }));
  return [...rules, ...reported][0] ?? { headline: id, fix: id, category: "build-tool", severity: "warning" };
}
function description(text3) {
  return (0, import_shared_1.shorten)((0, import_shared_1.visible)(text3).replaceAll("`", ""), MAX_DESCRIPTION_CHARACTERS);
}
function toResults(findings, ruleIds, report) {
  const occurrences = /* @__PURE__ */ new Map();
  return findings.map((finding) => {
    const occurrence = (occurrences.get(finding.fingerprint) ?? 0) + 1;
    occurrences.set(finding.fingerprint, occurrence);
    return { ...toResult(finding, occurrence, report), ruleIndex: ruleIds.indexOf(finding.ruleId) };
  });
}
function toResult(finding, occurrence, report) {
  return {
    ruleId: finding.ruleId,
    level: LEVELS[finding.severity],
    message: { text: messageOf(finding) },
    locations: [{ ...toLocation(placeIn(report, finding)), ...logicalLocations(finding) }],
    // GitHub matches alerts by the first of these, so it must not change when an introduced finding persists later.
    partialFingerprints: {
      primaryLocationLineHash: `${finding.fingerprint.slice(0, 16)}:${occurrence}`,
      "finalStageFinding/v1": finding.fingerprint
    },
    ...report.baseline !== null && { baselineState: finding.status === "introduced" ? "new" : "unchanged" },
    ...sarifFixes(report, finding),
    ...(0, import_shared_1.isAllowed)(report.verdict, finding) && {
      suppressions: [{ kind: "external", justification: (0, import_shared_1.visible)((0, import_shared_1.reasonToAllow)(report.verdict, finding)) }]
    }
  };
}
function toLocation(place) {
  const { dockerfile, line, endLine } = place ?? { dockerfile: "Dockerfile", line: 1, endLine: 1 };
  return {
    physicalLocation: {
      artifactLocation: { uri: encodePath(dockerfile), uriBaseId: "%SRCROOT%" },
      region: { startLine: line, endLine: Math.max(line, endLine) }
    }
  };
}
function logicalLocations({ locations }) {
  const fields = locations.flatMap((location) => location.kind === "config" ? [location.field] : []);
  if (fields.length === 0) return {};
  return {
    logicalLocations: fields.map((field) => ({ fullyQualifiedName: (0, import_shared_1.visible)(field), kind: "member" }))
  };
}
function messageOf(finding) {
  const { bytes, files, primary, locations } = finding;
  const amount = bytes === 0 ? "" : `, ${(0, import_shared_1.renderBytes)(bytes)} in ${(0, import_shared_1.counted)(files, "file")}`;
  const isSet = files === 0 && locations.some(({ kind }) => kind === "config");
  const by = primary === null ? "" : `, ${isSet ? "set" : "added"} by ${(0, import_shared_1.placeOf)(primary)}`;
  const { lines, more } = (0, import_shared_1.placeLines)(finding, MAX_PATHS);
  const paths = lines.map(({ path, words }) => `${(0, import_shared_1.shorten)(path, 300)}${words === "" ? "" : ` (${words})`}`);
  const where = paths.length === 0 ? "" : `: ${paths.join(", ")}${more === "" ? "" : ` ${more}`}`;
  const text3 = `${(0, import_shared_1.claimOf)(finding) ?? (0, import_shared_1.nameOf)(finding)}${amount}${by}${where}. ${finding.fix}`;
  return (0, import_shared_1.shorten)((0, import_shared_1.visible)(text3).replaceAll("`", ""), MAX_MESSAGE_CHARACTERS2).replace(/[\\[\]]/g, "\\$&");
}
// src/report/fit.ts
function wholeSection(...lines) {
  return { head: lines, items: [], tail: [], noun: "section", omitted: 0 };
}
var MAX_NOTE_SIZE = 1e3;
var encoder = new TextEncoder();
function fitToLimit(sections, limit) {
  const whole = sections.map((section) => renderSection(section, section.items.length));
  const text3 = joinSections(whole);
  if (sizeOf(text3) <= limit.maxSize && sections.every(({ omitted }) => omitted === 0)) return text3;
  const left = /* @__PURE__ */ new Map();
  const kept = [];
  const reserved = reservedFor(sections, limit);
  let room = limit.maxSize - MAX_NOTE_SIZE - [...reserved.values()].reduce((sum, size) => sum + size, 0);
  for (const section of sections) {
    room += reserved.get(section) ?? 0;
    const count2 = countFitting(section, room);
    const rendered = count2 === null ? "" : renderSection(section, count2);
    const missing = missingFrom(section, count2);
    left.set(section.noun, (left.get(section.noun) ?? 0) + missing);
    kept.push(rendered);
    room -= sizeOf(rendered) + 2;
  }
  return joinSections([...kept, limit.note(renderLeft(left))]);
}
function reservedFor(sections, { maxSize }) {
  const asked = sections.filter(({ isReserved }) => isReserved === true);
  const sizes = asked.map(
    (section) => [section, sizeOf(renderSection(section, section.items.length)) + 2]
  );
  const sum = sizes.reduce((total, [, size]) => total + size, 0);
  return new Map(sum > maxSize / 2 ? [] : sizes);
}
function missingFrom({ items, omitted }, count2) {
  return omitted + (count2 === null ? Math.max(1, items.length) : items.length - count2);
}
function countFitting(section, room) {
  let size = sizeOf(renderSection(section, 0)) + 1;
  if (size > room) return null;
  let count2 = 0;
  for (const item of section.items) {
    size += sizeOf(item) + 1;
    if (size > room) break;
    count2++;
  }
  return count2 === 0 && section.items.length > 0 ? null : count2;
}
function renderSection({ head, items, tail }, count2) {
  return [...head, ...items.slice(0, count2), ...tail].join("\n");
}
function joinSections(sections) {
  return `${sections.filter((section) => section !== "").join("\n\n")}
`;
}
function sizeOf(text3) {
  return Math.max(text3.length, encoder.encode(text3).length);
}
function renderLeft(left) {
  const missing = [...left].filter(([, count2]) => count2 > 0);
  const parts = missing.map(([noun, count2]) => `${(0, import_shared_1.renderCount)(count2)} ${noun}${count2 === 1 ? "" : "s"}`);
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
// node_modules/micromark-util-character/index.js
var asciiAlpha = regexCheck(/[A-Za-z]/);
var asciiAlphanumeric = regexCheck(/[\dA-Za-z]/);
var asciiAtext = regexCheck(/[#-'*+\--9=?A-Z^-~]/);
var asciiDigit = regexCheck(/\d/);
var asciiHexDigit = regexCheck(/[\dA-Fa-f]/);
var asciiPunctuation = regexCheck(/[!-/:-@[-`{-~]/);
function markdownLineEndingOrSpace(code4) {
  return code4 !== null && (code4 < 0 || code4 === 32);
}
var unicodePunctuation = regexCheck(new RegExp("\\p{P}|\\p{S}", "u"));
var unicodeWhitespace = regexCheck(/\s/);
function regexCheck(regex) {
  return check2;
  function check2(code4) {
    return code4 !== null && code4 > -1 && regex.test(String.fromCharCode(code4));
  }
}
// node_modules/unist-util-is/lib/index.js
var convert = (
  // Note: overloads in JSDoc can\u2019t yet use different `@template`s.
  /**
   * @type {(
   *   (<Condition extends string>(test: Condition) => (node: unknown, index?: number | null | undefined, parent?: Parent | null | undefined, context?: unknown) => node is Node & {type: Condition}) &
   *   (<Condition extends Props>(test: Condition) => (node: unknown, index?: number | null | undefined, parent?: Parent | null | undefined, context?: unknown) => node is Node & Condition) &
   *   (<Condition extends TestFunction>(test: Condition) => (node: unknown, index?: number | null | undefined, parent?: Parent | null | undefined, context?: unknown) => node is Node & Predicate<Condition, Node>) &
   *   ((test?: null | undefined) => (node?: unknown, index?: number | null | undefined, parent?: Parent | null | undefined, context?: unknown) => node is Node) &
   *   ((test?: Test) => Check)
   * )}
   */
  /**
   * @param {Test} [test]
   * @returns {Check}
   */
  (function(test) {
    if (test === null || test === void 0) {
      return ok;
    }
    if (typeof test === "function") {
      return castFactory(test);
    }
    if (typeof test === "object") {
      return Array.isArray(test) ? anyFactory(test) : (
        // Cast because `ReadonlyArray` goes into the above but `isArray`
        // narrows to `Array`.
        propertiesFactory(
          /** @type {Props} */
          test
        )
      );
    }
    if (typeof test === "string") {
      return typeFactory(test);
    }
    throw new Error("Expected function, string, or object as test");
  })
);
function anyFactory(tests) {
  const checks = [];
  let index2 = -1;
  while (++index2 < tests.length) {
    checks[index2] = convert(tests[index2]);
  }
  return castFactory(any);
  function any(...parameters) {
    let index3 = -1;
    while (++index3 < checks.length) {
      if (checks[index3].apply(this, parameters)) return true;
    }
    return false;
  }
}
function propertiesFactory(check2) {
  const checkAsRecord = (
    /** @type {Record<string, unknown>} */
    check2
  );
  return castFactory(all2);
  function all2(node2) {
    const nodeAsRecord = (
      /** @type {Record<string, unknown>} */
      /** @type {unknown} */
      node2
    );
    let key;
    for (key in check2) {
      if (nodeAsRecord[key] !== checkAsRecord[key]) return false;
    }
    return true;
  }
}
function typeFactory(check2) {
  return castFactory(type);
  function type(node2) {
    return node2 && node2.type === check2;
  }
}
function castFactory(testFunction) {
  return check2;
  function check2(value, index2, parent) {
    return Boolean(
      looksLikeANode(value) && testFunction.call(
        this,
        value,
        typeof index2 === "number" ? index2 : void 0,
        parent || void 0
      )
    );
  }
}
function ok() {
  return true;
}
function looksLikeANode(value) {
  return value !== null && typeof value === "object" && "type" in value;
}
// node_modules/unist-util-visit-parents/lib/color.node.js
function color(d) {
  return "\x1B[33m" + d + "\x1B[39m";
}
// node_modules/unist-util-visit-parents/lib/index.js
var empty = [];
var CONTINUE = true;
var EXIT = false;
var SKIP = "skip";
function visitParents(tree, testOrEnterOrVisitors, enterOrVisitorsOrReverse, reverse) {
  if (!tree || typeof tree !== "object") {
    throw new Error("Unexpected value `" + tree + "` for `tree`, expected node");
  }
  let preorder = true;
  let check2;
  let visitors;
  let enter;
  let exit;
  if (typeof enterOrVisitorsOrReverse === "function" || enterOrVisitorsOrReverse && typeof enterOrVisitorsOrReverse === "object") {
    check2 = /** @type {Test} */
    testOrEnterOrVisitors;
    visitors = enterOrVisitorsOrReverse;
    if (reverse) preorder = false;
  } else {
    visitors = /** @type {Visitors | Visitor} */
    testOrEnterOrVisitors;
    if (enterOrVisitorsOrReverse) preorder = false;
  }
  if (typeof visitors === "function") {
    enter = visitors;
  } else if (visitors && typeof visitors === "object") {
    if (visitors.enter === null || visitors.enter === void 0) {
    } else if (typeof visitors.enter === "function") {
      enter = visitors.enter;
    } else {
      throw new Error(
        "Unexpected value `" + visitors.enter + "` for `visitors.enter`, expected optional visitor"
      );
    }
    if (typeof visitors.exit === "function") {
      exit = visitors.exit;
    } else {
      throw new Error(
        "Unexpected value `" + visitors.exit + "` for `visitors.exit`, expected visitor (pass a visitor directly if you only want an enter visitor)"
      );
    }
  } else {
    throw new Error(
      "Unexpected value `" + visitors + "` for `enter` or `visitors`, expected visitor or object with visitors"
    );
  }
  const is2 = convert(check2);
  const step = preorder ? 1 : -1;
  factory(tree, void 0, [])();
  function factory(node2, index2, parents) {
    const value = (
      /** @type {Record<string, unknown>} */
      node2 && typeof node2 === "object" ? node2 : {}
    );
    if (typeof value.type === "string") {
      const name = (
        // `hast`
        typeof value.tagName === "string" ? value.tagName : (
          // `xast`
          typeof value.name === "string" ? value.name : void 0
        )
      );
      Object.defineProperty(visit2, "name", {
        value: "node (" + color(node2.type + (name ? "<" + name + ">" : "")) + ")"
      });
    }
    return visit2;
    function visit2() {
      const matches = !check2 || is2(node2, index2, parents[parents.length - 1] || void 0);
      let result = empty;
      if (enter && matches) {
        result = toResult2(enter(node2, parents, index2));
        if (result[0] === EXIT) {
          return result;
        }
      }
      if ("children" in node2 && node2.children) {
        const nodeAsParent = (
          /** @type {UnistParent} */
          node2
        );
        if (nodeAsParent.children && result[0] !== SKIP) {
          let offset = (preorder ? -1 : nodeAsParent.children.length) + step;
          const grandparents = [...parents, nodeAsParent];
          while (offset > -1 && offset < nodeAsParent.children.length) {
            const child = nodeAsParent.children[offset];
            const subresult = factory(child, offset, grandparents)();
            if (subresult[0] === EXIT) {
              return subresult;
            }
            offset = typeof subresult[1] === "number" ? subresult[1] : offset + step;
          }
        }
      }
      if (exit && matches) {
        const exitResult = toResult2(exit(node2, parents, index2));
        if (exitResult[0] === SKIP) {
          throw new Error(
            "Unexpected value `" + exitResult[0] + "` from `exit`, expected `CONTINUE`, `EXIT`, index, or nothing"
          );
        }
        if (exitResult[0] === EXIT || typeof exitResult[1] === "number") {
          return exitResult;
        }
      }
      return result;
    }
  }
}
function toResult2(value) {
  if (Array.isArray(value)) {
    return value;
  }
  if (typeof value === "number") {
    return [CONTINUE, value];
  }
  return value === null || value === void 0 ? empty : [value];
}
// node_modules/mdast-util-gfm-autolink-literal/lib/index.js
var inConstruct = "phrasing";
var notInConstruct = ["autolink", "link", "image", "label"];
function gfmAutolinkLiteralToMarkdown() {
  return {
    unsafe: [
      {
        character: "@",
        before: "[+\\-.\\w]",
        after: "[\\-.\\w]",
        inConstruct,
        notInConstruct
      },
      {
        character: ".",
        before: "[Ww]",
        after: "[\\-.\\w]",
        inConstruct,
        notInConstruct
      },
      {
        character: ":",
        before: "[ps]",
        after: "\\/",
        inConstruct,
        notInConstruct
      }
    ]
  };
}
// node_modules/mdast-util-gfm-footnote/lib/index.js
footnoteReference.peek = footnoteReferencePeek;
function footnoteReferencePeek() {
  return "[";
}
function footnoteReference(node2, _, state, info) {
  const tracker = state.createTracker(info);
  let value = tracker.move("[^");
  const exit = state.enter("footnoteReference");
  const subexit = state.enter("reference");
  value += tracker.move(
    state.safe(state.associationId(node2), { after: "]", before: value })
  );
  subexit();
  exit();
  value += tracker.move("]");
  return value;
}
function gfmFootnoteToMarkdown(options) {
  let firstLineBlank = false;
  if (options && options.firstLineBlank) {
    firstLineBlank = true;
  }
  return {
    handlers: { footnoteDefinition, footnoteReference },
    // This is on by default already.
    unsafe: [{ character: "[", inConstruct: ["label", "phrasing", "reference"] }]
  };
  function footnoteDefinition(node2, _, state, info) {
    const tracker = state.createTracker(info);
    let value = tracker.move("[^");
    const exit = state.enter("footnoteDefinition");
    const subexit = state.enter("label");
    value += tracker.move(
      state.safe(state.associationId(node2), { before: value, after: "]" })
    );
    subexit();
    value += tracker.move("]:");
    if (node2.children && node2.children.length > 0) {
      tracker.shift(4);
      value += tracker.move(
        (firstLineBlank ? "\n" : " ") + state.indentLines(
          state.containerFlow(node2, tracker.current()),
          firstLineBlank ? mapAll : mapExceptFirst
        )
      );
    }
    exit();
    return value;
  }
}
function mapExceptFirst(line, index2, blank) {
  return index2 === 0 ? line : mapAll(line, index2, blank);
}
function mapAll(line, index2, blank) {
  return (blank ? "" : "    ") + line;
}
// node_modules/mdast-util-gfm-strikethrough/lib/index.js
var constructsWithoutStrikethrough = [
  "autolink",
  "destinationLiteral",
  "destinationRaw",
  "reference",
  "titleQuote",
  "titleApostrophe"
];
handleDelete.attention = attentionDelete;
handleDelete.peek = peekDelete;
function gfmStrikethroughToMarkdown() {
  return {
    handlers: { delete: handleDelete },
    unsafe: [
      {
        character: "~",
        inConstruct: "phrasing",
        notInConstruct: constructsWithoutStrikethrough
      }
    ]
  };
}
function handleDelete(node2, _, state, info) {
  const tracker = state.createTracker(info);
  const sequence = state.stack.includes("strikethrough") ? "~" : "~~";
  const exit = state.enter("strikethrough");
  let value = tracker.move(sequence);
  value += state.containerPhrasing(node2, {
    ...tracker.current(),
    before: value,
    after: "~"
  });
  value += tracker.move(sequence);
  exit();
  return value;
}
function attentionDelete() {
  return { construct: "strikethrough", markers: ["~"], sizes: [2, 1] };
}
function peekDelete() {
  return "~";
}
// node_modules/markdown-table/index.js
function defaultStringLength(value) {
  return value.length;
}
function markdownTable(table, options) {
  const settings = options || {};
  const align = (settings.align || []).concat();
  const stringLength = settings.stringLength || defaultStringLength;
  const alignments = [];
  const cellMatrix = [];
  const sizeMatrix = [];
  const longestCellByColumn = [];
  let mostCellsPerRow = 0;
  let rowIndex = -1;
  while (++rowIndex < table.length) {
    const row2 = [];
    const sizes2 = [];
    let columnIndex2 = -1;
    if (table[rowIndex].length > mostCellsPerRow) {
      mostCellsPerRow = table[rowIndex].length;
    }
    while (++columnIndex2 < table[rowIndex].length) {
      const cell = serialize(table[rowIndex][columnIndex2]);
      if (settings.alignDelimiters !== false) {
        const size = stringLength(cell);
        sizes2[columnIndex2] = size;
        if (longestCellByColumn[columnIndex2] === void 0 || size > longestCellByColumn[columnIndex2]) {
          longestCellByColumn[columnIndex2] = size;
        }
      }
      row2.push(cell);
    }
    cellMatrix[rowIndex] = row2;
    sizeMatrix[rowIndex] = sizes2;
  }
  let columnIndex = -1;
  if (typeof align === "object" && "length" in align) {
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = toAlignment(align[columnIndex]);
    }
  } else {
    const code4 = toAlignment(align);
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = code4;
    }
  }
  columnIndex = -1;
  const row = [];
  const sizes = [];
  while (++columnIndex < mostCellsPerRow) {
    const code4 = alignments[columnIndex];
    let before = "";
    let after = "";
    if (code4 === 99) {
      before = ":";
      after = ":";
    } else if (code4 === 108) {
      before = ":";
    } else if (code4 === 114) {
      after = ":";
    }
    let size = settings.alignDelimiters === false ? 1 : Math.max(
      1,
      longestCellByColumn[columnIndex] - before.length - after.length
    );
    const cell = before + "-".repeat(size) + after;
    if (settings.alignDelimiters !== false) {
      size = before.length + size + after.length;
      if (size > longestCellByColumn[columnIndex]) {
        longestCellByColumn[columnIndex] = size;
      }
      sizes[columnIndex] = size;
    }
    row[columnIndex] = cell;
  }
  cellMatrix.splice(1, 0, row);
  sizeMatrix.splice(1, 0, sizes);
  rowIndex = -1;
  const lines = [];
  while (++rowIndex < cellMatrix.length) {
    const row2 = cellMatrix[rowIndex];
    const sizes2 = sizeMatrix[rowIndex];
    const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
    columnIndex = -1;
    const line = [];
    while (++columnIndex < cellsInRow) {
      const cell = row2[columnIndex] || "";
      let before = "";
      let after = "";
      if (settings.alignDelimiters !== false) {
        const size = longestCellByColumn[columnIndex] - (sizes2[columnIndex] || 0);
        const code4 = alignments[columnIndex];
        if (code4 === 114) {
          before = " ".repeat(size);
        } else if (code4 === 99) {
          const half = size / 2;
          if (size % 2) {
            before = " ".repeat(half + 0.5);
            after = " ".repeat(half - 0.5);
          } else {
            before = " ".repeat(half);
            after = before;
          }
        } else {
          after = " ".repeat(size);
        }
      }
      if (settings.delimiterStart !== false && !columnIndex) {
        line.push("|");
      }
      if (settings.padding !== false && // Don\u2019t add the opening space if we\u2019re not aligning and the cell is
      // empty: there will be a closing space.
      !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) {
        line.push(" ");
      }
      if (settings.alignDelimiters !== false) {
        line.push(before);
      }
      line.push(cell);
      if (settings.alignDelimiters !== false) {
        line.push(after);
      }
      if (settings.padding !== false) {
        line.push(" ");
      }
      if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) {
        line.push("|");
      }
    }
    lines.push(
      settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join("")
    );
  }
  return lines.join("\n");
}
function serialize(value) {
  return value === null || value === void 0 ? "" : String(value);
}
function toAlignment(value) {
  const code4 = typeof value === "string" ? value.codePointAt(0) : 0;
  return code4 === 67 || code4 === 99 ? 99 : code4 === 76 || code4 === 108 ? 108 : code4 === 82 || code4 === 114 ? 114 : 0;
}
// node_modules/mdast-util-phrasing/lib/index.js
var phrasing = (
  /** @type {(node?: unknown) => node is Exclude<PhrasingContent, Html>} */
  convert([
    "break",
    "delete",
    "emphasis",
    // To do: next major: removed since footnotes were added to GFM.
    "footnote",
    "footnoteReference",
    "image",
    "imageReference",
    "inlineCode",
    // Enabled by `mdast-util-math`:
    "inlineMath",
    "link",
    "linkReference",
    // Enabled by `mdast-util-mdx`:
    "mdxJsxTextElement",
    // Enabled by `mdast-util-mdx`:
    "mdxTextExpression",
    "strong",
    "text",
    // Enabled by `mdast-util-directive`:
    "textDirective"
  ])
);
// node_modules/zwitch/index.js
var own = {}.hasOwnProperty;
function zwitch(key, options) {
  const settings = options || {};
  function one2(value, ...parameters) {
    let fn = one2.invalid;
    const handlers = one2.handlers;
    if (value && own.call(value, key)) {
      const id = String(value[key]);
      fn = own.call(handlers, id) ? handlers[id] : one2.unknown;
    }
    if (fn) {
      return fn.call(this, value, ...parameters);
    }
  }
  one2.handlers = settings.handlers || {};
  one2.invalid = settings.invalid;
  one2.unknown = settings.unknown;
  return one2;
}
// node_modules/mdast-util-to-markdown/lib/configure.js
var own2 = {}.hasOwnProperty;
function configure(base, extension) {
  let index2 = -1;
  let key;
  if (extension.extensions) {
    while (++index2 < extension.extensions.length) {
      configure(base, extension.extensions[index2]);
    }
  }
  for (key in extension) {
    if (own2.call(extension, key)) {
      switch (key) {
        case "extensions": {
          break;
        }
        /* c8 ignore next 4 */
        case "unsafe": {
          list(base[key], extension[key]);
          break;
        }
        case "join": {
          list(base[key], extension[key]);
          break;
        }
        case "handlers": {
          map(base[key], extension[key]);
          break;
        }
        default: {
          base.options[key] = extension[key];
        }
      }
    }
  }
  return base;
}
function list(left, right) {
  if (right) {
    left.push(...right);
  }
}
function map(left, right) {
  if (right) {
    Object.assign(left, right);
  }
}
// node_modules/mdast-util-to-markdown/lib/handle/blockquote.js
function blockquote(node2, _, state, info) {
  const exit = state.enter("blockquote");
  const tracker = state.createTracker(info);
  tracker.move("> ");
  tracker.shift(2);
  const value = state.indentLines(
    state.containerFlow(node2, tracker.current()),
    map2
  );
  exit();
  return value;
}
function map2(line, _, blank) {
  return ">" + (blank ? "" : " ") + line;
}
// node_modules/mdast-util-to-markdown/lib/util/pattern-in-scope.js
function patternInScope(stack, pattern) {
  return listInScope(stack, pattern.inConstruct, true) && !listInScope(stack, pattern.notInConstruct, false);
}
function listInScope(stack, list4, none) {
  if (typeof list4 === "string") {
    list4 = [list4];
  }
  if (!list4 || list4.length === 0) {
    return none;
  }
  let index2 = -1;
  while (++index2 < list4.length) {
    if (stack.includes(list4[index2])) {
      return true;
    }
  }
  return false;
}
// node_modules/mdast-util-to-markdown/lib/handle/break.js
function hardBreak(_, _1, state, info) {
  let index2 = -1;
  while (++index2 < state.unsafe.length) {
    const pattern = state.unsafe[index2];
    if (pattern.character === "\n" && !pattern.before && !pattern.after && patternInScope(state.stack, pattern)) {
      return /[\t ]/.test(info.before) ? "" : " ";
    }
  }
  return "\\\n";
}
// node_modules/longest-streak/index.js
function longestStreak(value, substring) {
  const source = String(value);
  let index2 = source.indexOf(substring);
  let expected = index2;
  let count2 = 0;
  let max = 0;
  if (typeof substring !== "string") {
    throw new TypeError("Expected substring");
  }
  while (index2 !== -1) {
    if (index2 === expected) {
      if (++count2 > max) {
        max = count2;
      }
    } else {
      count2 = 1;
    }
    expected = index2 + substring.length;
    index2 = source.indexOf(substring, expected);
  }
  return max;
}
// node_modules/mdast-util-to-markdown/lib/util/format-code-as-indented.js
function formatCodeAsIndented(node2, state) {
  return Boolean(
    state.options.fences === false && node2.value && // If there\u2019s no info\u2026
    !node2.lang && // And there\u2019s a non-whitespace character\u2026
    /[^\n\r ]/.test(node2.value) && // And the value doesn\u2019t start or end in a blank\u2026
    !/^[\t ]*(?:[\n\r]|$)|(?:^|[\n\r])[\t ]*$/.test(node2.value)
  );
}
// node_modules/mdast-util-to-markdown/lib/util/check-fence.js
function checkFence(state) {
  const marker = state.options.fence || "`";
  if (marker !== "`" && marker !== "~") {
    throw new Error(
      "Cannot serialize code with `" + marker + "` for `options.fence`, expected `` ` `` or `~`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/code.js
function code(node2, _, state, info) {
  const marker = checkFence(state);
  const raw = node2.value || "";
  if (formatCodeAsIndented(node2, state)) {
    const exit2 = state.enter("codeIndented");
    const value2 = state.indentLines(raw, map3);
    exit2();
    return value2;
  }
  const tracker = state.createTracker(info);
  const sequence = marker.repeat(Math.max(longestStreak(raw, marker) + 1, 3));
  const exit = state.enter("codeFenced");
  const suffix = marker === "`" ? "GraveAccent" : "Tilde";
  let value = tracker.move(sequence);
  if (node2.lang) {
    const subexit = state.enter(`codeFencedLang${suffix}`);
    value += tracker.move(
      state.safe(node2.lang, {
        before: value,
        after: " ",
        encode: ["`"],
        ...tracker.current()
      })
    );
    subexit();
  }
  if (node2.lang && node2.meta) {
    const subexit = state.enter(`codeFencedMeta${suffix}`);
    value += tracker.move(" ");
    value += tracker.move(
      state.safe(node2.meta, {
        before: value,
        after: "\n",
        encode: ["`"],
        ...tracker.current()
      })
    );
    subexit();
  }
  value += tracker.move("\n");
  if (raw) {
    value += tracker.move(raw + "\n");
  }
  value += tracker.move(sequence);
  exit();
  return value;
}
function map3(line, _, blank) {
  return (blank ? "" : "    ") + line;
}
// node_modules/mdast-util-to-markdown/lib/util/check-quote.js
function checkQuote(state) {
  const marker = state.options.quote || '"';
  if (marker !== '"' && marker !== "'") {
    throw new Error(
      "Cannot serialize title with `" + marker + "` for `options.quote`, expected `\"`, or `'`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/definition.js
function definition(node2, _, state, info) {
  const quote = checkQuote(state);
  const suffix = quote === '"' ? "Quote" : "Apostrophe";
  const exit = state.enter("definition");
  let subexit = state.enter("label");
  const tracker = state.createTracker(info);
  let value = tracker.move("[");
  value += tracker.move(
    state.safe(state.associationId(node2), {
      before: value,
      after: "]",
      ...tracker.current()
    })
  );
  value += tracker.move("]: ");
  subexit();
  if (
    // If there\u2019s no url, or\u2026
    !node2.url || // If there are control characters or whitespace.
    /[\0- \u007F]/.test(node2.url)
  ) {
    subexit = state.enter("destinationLiteral");
    value += tracker.move("<");
    value += tracker.move(
      state.safe(node2.url, { before: value, after: ">", ...tracker.current() })
    );
    value += tracker.move(">");
  } else {
    subexit = state.enter("destinationRaw");
    value += tracker.move(
      state.safe(node2.url, {
        before: value,
        after: node2.title ? " " : "\n",
        ...tracker.current()
      })
    );
  }
  subexit();
  if (node2.title) {
    subexit = state.enter(`title${suffix}`);
    value += tracker.move(" " + quote);
    value += tracker.move(
      state.safe(node2.title, {
        before: value,
        after: quote,
        ...tracker.current()
      })
    );
    value += tracker.move(quote);
    subexit();
  }
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-emphasis.js
function checkEmphasis(state) {
  const marker = state.options.emphasis || "*";
  if (marker !== "*" && marker !== "_") {
    throw new Error(
      "Cannot serialize emphasis with `" + marker + "` for `options.emphasis`, expected `*`, or `_`"
    );
  }
  return marker;
}
// node_modules/micromark-util-classify-character/index.js
function classifyCharacter(code4) {
  if (code4 === null || markdownLineEndingOrSpace(code4) || unicodeWhitespace(code4)) {
    return 1;
  }
  if (unicodePunctuation(code4)) {
    return 2;
  }
}
// node_modules/mdast-util-to-markdown/lib/util/character.js
function firstCharacter(value) {
  const code4 = value.codePointAt(0);
  return code4 === void 0 ? "" : String.fromCodePoint(code4);
}
function lastCharacter(value) {
  const code4 = value.codePointAt(value.length - 2);
  return code4 !== void 0 && code4 > 65535 ? value.slice(-2) : value.slice(-1);
}
// node_modules/mdast-util-to-markdown/lib/util/encode-character-reference.js
function encodeCharacterReference(code4) {
  return "&#x" + code4.toString(16).toUpperCase() + ";";
}
// node_modules/mdast-util-to-markdown/lib/util/encode-info.js
function encodeInfo(outside, inside, marker) {
  const outsideKind = classifyCharacter(outside);
  const insideKind = classifyCharacter(inside);
  if (outsideKind === void 0) {
    return insideKind === void 0 ? (
      // Letter inside:
      // we have to encode *both* letters for `_` as it is looser.
      // it already forms for `*` (and GFMs `~`).
      marker === "_" ? { inside: true, outside: true } : { inside: false, outside: false }
    ) : insideKind === 1 ? (
      // Whitespace inside: encode both (letter, whitespace).
      { inside: true, outside: true }
    ) : (
      // Punctuation inside: encode outer (letter)
      { inside: false, outside: true }
    );
  }
  if (outsideKind === 1) {
    return insideKind === void 0 ? (
      // Letter inside: already forms.
      { inside: false, outside: false }
    ) : insideKind === 1 ? (
      // Whitespace inside: encode both (whitespace).
      { inside: true, outside: true }
    ) : (
      // Punctuation inside: already forms.
      { inside: false, outside: false }
    );
  }
  return insideKind === void 0 ? (
    // Letter inside: already forms.
    { inside: false, outside: false }
  ) : insideKind === 1 ? (
    // Whitespace inside: encode inner (whitespace).
    { inside: true, outside: false }
  ) : (
    // Punctuation inside: already forms.
    { inside: false, outside: false }
  );
}
// node_modules/micromark-util-html-tag-name/index.js
var htmlBlockNames = [
  "address",
  "article",
  "aside",
  "base",
  "basefont",
  "blockquote",
  "body",
  "caption",
  "center",
  "col",
  "colgroup",
  "dd",
  "details",
  "dialog",
  "dir",
  "div",
  "dl",
  "dt",
  "fieldset",
  "figcaption",
  "figure",
  "footer",
  "form",
  "frame",
  "frameset",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "head",
  "header",
  "hr",
  "html",
  "iframe",
  "legend",
  "li",
  "link",
  "main",
  "menu",
  "menuitem",
  "nav",
  "noframes",
  "ol",
  "optgroup",
  "option",
  "p",
  "param",
  "search",
  "section",
  "summary",
  "table",
  "tbody",
  "td",
  "tfoot",
  "th",
  "thead",
  "title",
  "tr",
  "track",
  "ul"
];
var htmlRawNames = ["pre", "script", "style", "textarea"];
// node_modules/mdast-util-to-markdown/lib/util/html-kind.js
function htmlKind(value) {
  if (value.charCodeAt(0) !== 60) return;
  const next = value.charCodeAt(1);
  if (next === 33) {
    const code5 = value.charCodeAt(2);
    if (code5 === 45) return 2;
    if (code5 === 91) return 5;
    if (asciiAlpha(code5)) return 4;
    return;
  }
  if (next === 63) return 3;
  const closing = next === 47;
  const start = closing ? 2 : 1;
  let end = start;
  let code4 = value.charCodeAt(end);
  if (!asciiAlpha(code4)) return;
  while (code4 === 45 || asciiAlphanumeric(code4)) {
    code4 = value.charCodeAt(++end);
  }
  const name = value.slice(start, end).toLowerCase();
  if (!closing && code4 !== 47 && htmlRawNames.includes(name)) {
    return 1;
  }
  return htmlBlockNames.includes(name) ? 6 : 7;
}
// node_modules/mdast-util-to-markdown/lib/util/container-phrasing.js
var builtins = /* @__PURE__ */ new Map([
  ["*", false],
  ["_", true]
]);
function candidates(tokens, involved, runOf) {
  const related = /* @__PURE__ */ new Set();
  for (const token of tokens) {
    const siblings = runOf.get(token);
    if (siblings && token.attention && involved.some((d) => d.attention === token.attention)) {
      for (const sibling of siblings.tokens) {
        related.add(sibling.attention);
      }
    }
  }
  const ordered = [];
  for (const token of tokens) {
    if (token.attention && related.delete(token.attention)) {
      ordered.push(token.attention);
    }
  }
  ordered.reverse();
  return ordered;
}
function check(tokens, before, after) {
  const runs = [];
  const wrong = /* @__PURE__ */ new Map();
  const runOf = /* @__PURE__ */ new Map();
  let index2 = 0;
  while (index2 < tokens.length) {
    if (!tokens[index2].attention) {
      index2++;
      continue;
    }
    const marker = tokens[index2].value.charAt(0);
    const strict = builtins.get(marker);
    let end = index2 + 1;
    while (end < tokens.length && tokens[end].attention && tokens[end].value.charAt(0) === marker) {
      end++;
    }
    const head = index2 ? tokens[index2 - 1].value : before;
    const previous = classifyCharacter(head.charCodeAt(head.length - 1));
    const next = classifyCharacter(
      (end < tokens.length ? tokens[end].value : after).charCodeAt(0)
    );
    const open = !next || next === 2 && Boolean(previous);
    const close = !previous || previous === 2 && Boolean(next);
    const run = {
      tokens: tokens.slice(index2, end),
      markers: [],
      start: 0,
      end: 0,
      // Underscores are strict, they cannot open or close inside words.
      open: strict ? open && (Boolean(previous) || !close) : open,
      close: strict ? close && (Boolean(next) || !open) : close,
      // All builtins can split runs.
      split: strict !== void 0
    };
    for (const token of run.tokens) {
      wrong.set(token, [...run.tokens]);
      runOf.set(token, run);
      let size = token.value.length;
      while (size--) run.markers.push(token);
    }
    run.end = run.markers.length;
    runs.push(run);
    index2 = end;
  }
  pair(runs, wrong);
  index2 = -1;
  while (++index2 < tokens.length) {
    const involved = wrong.get(tokens[index2]);
    if (involved) return { attention: candidates(tokens, involved, runOf), index: index2 };
  }
}
function containerPhrasing(parent, state, info) {
  return serialize2(phrasing2(parent, state, info), info.before, info.after);
}
function encode(tokens, start) {
  const token = tokens[start ? 0 : tokens.length - 1];
  if (!token || token.attention) return;
  const character = start ? firstCharacter(token.value) : lastCharacter(token.value);
  const reference = encodeCharacterReference(
    /** @type {number} */
    character.codePointAt(0)
  );
  if (start) {
    token.value = reference + token.value.slice(character.length);
  } else {
    let value = token.value.slice(0, token.value.length - character.length);
    let escapes = 0;
    while (value.charCodeAt(value.length - 1 - escapes) === 92) {
      escapes++;
    }
    if (escapes % 2) value += "\\";
    token.value = value + reference;
  }
}
function improve(items, chosen, mistake, before, after) {
  for (const attention3 of mistake.attention) {
    const current = chosen.get(attention3) || attention3.sequences[0];
    for (const sequence of attention3.sequences) {
      if (sequence === current) continue;
      const trial = new Map(chosen);
      trial.set(attention3, sequence);
      const tokens = render(items, trial, before, after);
      const next = check(tokens, before, after);
      if (!next || next.index > mistake.index) {
        return { chosen: trial, mistake: next, tokens };
      }
    }
  }
}
function pair(runs, wrong) {
  const openersByMarker = /* @__PURE__ */ new Map();
  for (const closer of runs) {
    const marker = closer.tokens[0].value.charAt(0);
    let openers = openersByMarker.get(marker);
    if (!openers) {
      openers = [];
      openersByMarker.set(marker, openers);
    }
    let open = closer.close ? openers.length : 0;
    while (open-- && closer.start < closer.end) {
      const opener = openers[open];
      const openerSize = opener.end - opener.start;
      const closerSize = closer.end - closer.start;
      if (closer.split ? (
        // The rule of 3, on the sizes that are left.
        (opener.close || closer.open) && closerSize % 3 && !((openerSize + closerSize) % 3)
      ) : (
        // Others pair whole runs of the same size.
        openerSize !== opener.markers.length || openerSize !== closerSize
      )) {
        continue;
      }
      const size = closer.split ? openerSize > 1 && closerSize > 1 ? 2 : 1 : closerSize;
      const opening = opener.markers.slice(opener.end - size, opener.end);
      const closing = closer.markers.slice(closer.start, closer.start + size);
      const openToken = opening[0];
      const closeToken = closing[0];
      if (
        // Whole sequences:
        // the markers of a sequence are next to each other,
        // so if the first and last marker are of one sequence of that size,
        // all markers are exactly that sequence.
        openToken === opening[size - 1] && openToken.value.length === size && closeToken === closing[size - 1] && closeToken.value.length === size && // Of the same attention, so its opening and closing sequence.
        openToken.attention === closeToken.attention
      ) {
        wrong.delete(openToken);
        wrong.delete(closeToken);
      } else {
        const involved = [.../* @__PURE__ */ new Set([...opening, ...closing])];
        for (const token of involved) {
          const list4 = wrong.get(token);
          if (list4) list4.push(...involved);
        }
      }
      opener.end -= size;
      closer.start += size;
      if (opener.start === opener.end) openers.splice(open, 1);
      open = openers.length;
    }
    if (closer.open && closer.start < closer.end) openers.push(closer);
  }
}
function attentionSequences(type, markers, sizes) {
  if (markers.length === 0) {
    throw new Error(
      "Cannot serialize `" + type + "` as attention without markers, expected one or more markers"
    );
  }
  if (sizes.length === 0) {
    throw new Error(
      "Cannot serialize `" + type + "` as attention without sizes, expected one or more sizes"
    );
  }
  for (const size of sizes) {
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new Error(
        "Cannot serialize `" + type + "` as attention with `" + size + "` as size, expected positive integer"
      );
    }
  }
  const sequences = [];
  for (const marker of markers) {
    if (marker.length !== 1) {
      throw new Error(
        "Cannot serialize `" + type + "` as attention with `" + marker + "` as marker, expected a single ascii character"
      );
    }
    if (!asciiPunctuation(marker.charCodeAt(0))) {
      throw new Error(
        "Cannot serialize `" + type + "` as attention with `" + marker + "` as marker, expected ascii punctuation"
      );
    }
    for (const size of sizes) {
      sequences.push(marker.repeat(size));
    }
  }
  return sequences;
}
function phrasing2(parent, state, info) {
  const indexStack = state.indexStack;
  const children = parent.children || [];
  const results = [];
  let index2 = -1;
  let before = info.before;
  indexStack.push(-1);
  let tracker = state.createTracker(info);
  while (++index2 < children.length) {
    const child = children[index2];
    let after;
    indexStack[indexStack.length - 1] = index2;
    if (index2 + 1 < children.length) {
      let handle3 = state.handle.handlers[children[index2 + 1].type];
      if (handle3 && handle3.peek) handle3 = handle3.peek;
      after = handle3 ? firstCharacter(
        handle3(children[index2 + 1], parent, state, {
          before: "",
          after: "",
          ...tracker.current()
        })
      ) : "";
    } else {
      after = info.after;
    }
    const previous = results[results.length - 1];
    if (typeof previous === "string" && (before === "\r" || before === "\n") && child.type === "html" && htmlKind(child.value) !== 7) {
      results[results.length - 1] = previous.replace(/(\r?\n|\r)$/, " ");
      before = " ";
      tracker = state.createTracker(info);
      tracker.move(serialize2(results, info.before, info.after));
    }
    const handle2 = state.handle.handlers[child.type];
    if (handle2 && handle2.attention) {
      const item = attentionItem(
        /** @type {PhrasingParents} */
        child,
        handle2.attention,
        state,
        tracker
      );
      if (!item) continue;
      results.push(item);
      before = lastCharacter(item.sequences[0]);
    } else {
      const value = state.handle(child, parent, state, {
        ...tracker.current(),
        after,
        before
      });
      if (!value) continue;
      tracker.move(value);
      results.push(value);
      before = lastCharacter(value);
    }
  }
  indexStack.pop();
  return results;
}
function attentionItem(node2, attention3, state, tracker) {
  const { construct, markers, sizes } = attention3(node2, state);
  const sequences = attentionSequences(node2.type, markers, sizes);
  const sequence = sequences[0];
  const exit = state.enter(construct);
  const inside = state.createTracker(tracker.current());
  inside.move(sequence);
  const children = phrasing2(node2, state, {
    ...inside.current(),
    before: sequence,
    after: sequence
  });
  exit();
  if (children.length === 0) return;
  tracker.move(sequence);
  tracker.move(serialize2(children, sequence, sequence));
  tracker.move(sequence);
  return { children, sequences };
}
function fix(items, chosen, before, after) {
  let tokens = render(items, chosen, before, after);
  let mistake = check(tokens, before, after);
  while (mistake) {
    const next = improve(items, chosen, mistake, before, after);
    if (!next) return;
    chosen = next.chosen;
    tokens = next.tokens;
    mistake = next.mistake;
  }
  return tokens;
}
function guess(items, chosen, before, after) {
  let previous = before;
  let index2 = -1;
  while (++index2 < items.length) {
    const item = items[index2];
    if (typeof item === "string") {
      previous = "";
      continue;
    }
    const next = index2 === items.length - 1 ? after : "";
    const sequence = item.sequences.find(function(value) {
      const marker = value.charAt(0);
      return marker !== previous.charAt(0) && marker !== next.charAt(0) || items.length === 1 && builtins.has(marker) && value.length > before.length;
    }) || item.sequences[0];
    if (sequence !== item.sequences[0]) chosen.set(item, sequence);
    guess(item.children, chosen, sequence, sequence);
    previous = sequence;
  }
}
function render(items, chosen, before, after) {
  const tokens = [];
  let encodeAfter;
  let previous = lastCharacter(before);
  let index2 = -1;
  while (++index2 < items.length) {
    const item = items[index2];
    if (typeof item === "string") {
      const token = { value: item, attention: void 0 };
      if (encodeAfter && encodeAfter === firstCharacter(item)) {
        encode([token], true);
      }
      encodeAfter = void 0;
      tokens.push(token);
      if (token.value) previous = lastCharacter(token.value);
      continue;
    }
    const sequence = chosen.get(item) || item.sequences[0];
    const marker = sequence.charAt(0);
    const next = items[index2 + 1];
    const outsideBefore = previous;
    const outsideAfter = firstCharacter(
      next === void 0 ? after : typeof next === "string" ? next : chosen.get(next) || next.sequences[0]
    );
    const inside = render(item.children, chosen, sequence, sequence);
    const head = inside[0].value;
    const open = encodeInfo(
      outsideBefore.charCodeAt(outsideBefore.length - 1),
      head.charCodeAt(0),
      marker
    );
    if (open.inside) encode(inside, true);
    const tail = lastCharacter(inside[inside.length - 1].value);
    const close = encodeInfo(
      outsideAfter.charCodeAt(0),
      tail.charCodeAt(tail.length - 1),
      marker
    );
    if (close.inside) encode(inside, false);
    if (open.outside && outsideBefore !== "\n" && outsideBefore !== "\r") {
      encode(tokens, false);
    }
    if (close.outside) encodeAfter = outsideAfter;
    tokens.push({ value: sequence, attention: item }, ...inside, {
      value: sequence,
      attention: item
    });
    previous = sequence.charAt(sequence.length - 1);
  }
  return tokens;
}
function serialize2(items, before, after) {
  const guessed = /* @__PURE__ */ new Map();
  guess(items, guessed, before, after);
  const tokens = (
    // Start from guesses (based on the preferred sequences).
    (guessed.size > 0 ? fix(items, guessed, before, after) : void 0) || // If stuck, start from the preferred sequences instead.
    fix(items, /* @__PURE__ */ new Map(), before, after) || // If stuck again, use the preferred sequences as they are.
    render(items, /* @__PURE__ */ new Map(), before, after)
  );
  let result = "";
  for (const token of tokens) result += token.value;
  return result;
}
// node_modules/mdast-util-to-markdown/lib/handle/emphasis.js
emphasis.attention = attention;
emphasis.peek = peek;
function emphasis(node2, _, state, info) {
  const exit = state.enter("phrasing");
  const item = attentionItem(node2, attention, state, state.createTracker(info));
  const value = item ? serialize2([item], info.before, info.after) : "";
  exit();
  return value;
}
function attention(_, state) {
  const marker = checkEmphasis(state);
  return {
    construct: "emphasis",
    markers: marker === "*" ? ["*", "_"] : ["_", "*"],
    sizes: [1]
  };
}
function peek(_, _1, state) {
  return state.options.emphasis || "*";
}
// node_modules/unist-util-visit/lib/index.js
function visit(tree, testOrEnterOrVisitors, enterOrVisitorsOrReverse, maybeReverse) {
  let check2;
  let visitors;
  let reverse;
  if (typeof enterOrVisitorsOrReverse === "function" || enterOrVisitorsOrReverse && typeof enterOrVisitorsOrReverse === "object") {
    check2 = /** @type {Test} */
    testOrEnterOrVisitors;
    visitors = enterOrVisitorsOrReverse;
    reverse = maybeReverse;
  } else {
    visitors = /** @type {Visitor | Visitors} */
    testOrEnterOrVisitors;
    reverse = enterOrVisitorsOrReverse;
  }
  if (typeof visitors === "function") {
    visitParents(tree, check2, wrap(visitors), reverse);
  } else {
    visitParents(tree, check2, wrapVisitors(visitors), reverse);
  }
}
function wrapVisitors(visitors) {
  if (!visitors || typeof visitors !== "object") return visitors;
  return {
    enter: typeof visitors.enter === "function" ? wrap(visitors.enter) : visitors.enter,
    exit: typeof visitors.exit === "function" ? wrap(visitors.exit) : visitors.exit
  };
}
function wrap(visitor) {
  return overload;
  function overload(node2, parents, index2) {
    return visitor(node2, index2, parents[parents.length - 1]);
  }
}
// node_modules/mdast-util-to-string/lib/index.js
var emptyOptions = {};
function toString(value, options) {
  const settings = options || emptyOptions;
  const includeImageAlt = typeof settings.includeImageAlt === "boolean" ? settings.includeImageAlt : true;
  const includeHtml = typeof settings.includeHtml === "boolean" ? settings.includeHtml : true;
  return one(value, includeImageAlt, includeHtml);
}
function one(value, includeImageAlt, includeHtml) {
  if (node(value)) {
    if ("value" in value) {
      return value.type === "html" && !includeHtml ? "" : value.value;
    }
    if (includeImageAlt && "alt" in value && value.alt) {
      return value.alt;
    }
    if ("children" in value) {
      return all(value.children, includeImageAlt, includeHtml);
    }
  }
  if (Array.isArray(value)) {
    return all(value, includeImageAlt, includeHtml);
  }
  return "";
}
function all(values, includeImageAlt, includeHtml) {
  const result = [];
  let index2 = -1;
  while (++index2 < values.length) {
    result[index2] = one(values[index2], includeImageAlt, includeHtml);
  }
  return result.join("");
}
function node(value) {
  return Boolean(value && typeof value === "object");
}
// node_modules/mdast-util-to-markdown/lib/util/format-heading-as-setext.js
function formatHeadingAsSetext(node2, state) {
  let literalWithBreak = false;
  visit(node2, function(node3) {
    if ("value" in node3 && /\r?\n|\r/.test(node3.value) || node3.type === "break") {
      literalWithBreak = true;
      return EXIT;
    }
  });
  return Boolean(
    (!node2.depth || node2.depth < 3) && toString(node2) && (state.options.setext || literalWithBreak)
  );
}
// node_modules/mdast-util-to-markdown/lib/handle/heading.js
function heading(node2, _, state, info) {
  const rank = Math.max(Math.min(6, node2.depth || 1), 1);
  const tracker = state.createTracker(info);
  if (formatHeadingAsSetext(node2, state)) {
    const exit2 = state.enter("headingSetext");
    const subexit2 = state.enter("phrasing");
    const value2 = state.containerPhrasing(node2, {
      ...tracker.current(),
      before: "\n",
      after: "\n"
    });
    subexit2();
    exit2();
    return value2 + "\n" + (rank === 1 ? "=" : "-").repeat(
      // The whole size\u2026
      value2.length - // Minus the position of the character after the last EOL (or
      // 0 if there is none)\u2026
      (Math.max(value2.lastIndexOf("\r"), value2.lastIndexOf("\n")) + 1)
    );
  }
  const sequence = "#".repeat(rank);
  const exit = state.enter("headingAtx");
  const subexit = state.enter("phrasing");
  tracker.move(sequence + " ");
  let value = state.containerPhrasing(node2, {
    before: "# ",
    after: "\n",
    ...tracker.current()
  });
  const head = value.charCodeAt(0);
  if (head === 9 || head === 32) {
    value = encodeCharacterReference(head) + value.slice(1);
  }
  value = value ? sequence + " " + value : sequence;
  if (state.options.closeAtx) {
    value += " " + sequence;
  }
  subexit();
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/handle/html.js
html.peek = htmlPeek;
function html(node2) {
  return node2.value || "";
}
function htmlPeek() {
  return "<";
}
// node_modules/mdast-util-to-markdown/lib/handle/image.js
image.peek = imagePeek;
function image(node2, _, state, info) {
  const quote = checkQuote(state);
  const suffix = quote === '"' ? "Quote" : "Apostrophe";
  const exit = state.enter("image");
  let subexit = state.enter("label");
  const tracker = state.createTracker(info);
  let value = tracker.move("![");
  value += tracker.move(
    state.safe(node2.alt, { before: value, after: "]", ...tracker.current() })
  );
  value += tracker.move("](");
  subexit();
  if (
    // If there\u2019s no url but there is a title\u2026
    !node2.url && node2.title || // If there are control characters or whitespace.
    /[\0- \u007F]/.test(node2.url)
  ) {
    subexit = state.enter("destinationLiteral");
    value += tracker.move("<");
    value += tracker.move(
      state.safe(node2.url, { before: value, after: ">", ...tracker.current() })
    );
    value += tracker.move(">");
  } else {
    subexit = state.enter("destinationRaw");
    value += tracker.move(
      state.safe(node2.url, {
        before: value,
        after: node2.title ? " " : ")",
        ...tracker.current()
      })
    );
  }
  subexit();
  if (node2.title) {
    subexit = state.enter(`title${suffix}`);
    value += tracker.move(" " + quote);
    value += tracker.move(
      state.safe(node2.title, {
        before: value,
        after: quote,
        ...tracker.current()
      })
    );
    value += tracker.move(quote);
    subexit();
  }
  value += tracker.move(")");
  exit();
  return value;
}
function imagePeek() {
  return "!";
}
// node_modules/mdast-util-to-markdown/lib/handle/image-reference.js
imageReference.peek = imageReferencePeek;
function imageReference(node2, _, state, info) {
  const type = node2.referenceType;
  const exit = state.enter("imageReference");
  let subexit = state.enter("label");
  const tracker = state.createTracker(info);
  let value = tracker.move("![");
  const alt = state.safe(node2.alt, {
    before: value,
    after: "]",
    ...tracker.current()
  });
  value += tracker.move(alt + "][");
  subexit();
  const stack = state.stack;
  state.stack = stack.filter(function(d) {
    return d !== "phrasing";
  });
  subexit = state.enter("reference");
  const reference = state.safe(state.associationId(node2), {
    before: value,
    after: "]",
    ...tracker.current()
  });
  subexit();
  state.stack = stack;
  exit();
  if (type === "full" || !alt || alt !== reference) {
    value += tracker.move(reference + "]");
  } else if (type === "shortcut") {
    value = value.slice(0, -1);
  } else {
    value += tracker.move("]");
  }
  return value;
}
function imageReferencePeek() {
  return "!";
}
// node_modules/mdast-util-to-markdown/lib/handle/inline-code.js
inlineCode.peek = inlineCodePeek;
function inlineCode(node2, _, state) {
  let value = node2.value || "";
  let sequence = "`";
  let index2 = -1;
  while (new RegExp("(^|[^`])" + sequence + "([^`]|$)").test(value)) {
    sequence += "`";
  }
  if (/[^\n\r ]/.test(value) && (/^[\n\r ]/.test(value) && /[\n\r ]$/.test(value) || /^`|`$/.test(value))) {
    value = " " + value + " ";
  }
  while (++index2 < state.unsafe.length) {
    const pattern = state.unsafe[index2];
    const expression = state.compilePattern(pattern);
    if (!pattern.atBreak) continue;
    let match;
    while (match = expression.exec(value)) {
      let position = match.index;
      if (value.charCodeAt(position) === 10 && value.charCodeAt(position - 1) === 13) {
        position--;
      }
      value = value.slice(0, position) + " " + value.slice(match.index + 1);
    }
  }
  return sequence + value + sequence;
}
function inlineCodePeek() {
  return "`";
}
// node_modules/mdast-util-to-markdown/lib/util/format-link-as-autolink.js
function formatLinkAsAutolink(node2, state) {
  const raw = toString(node2);
  return Boolean(
    !state.options.resourceLink && // If there\u2019s a url\u2026
    node2.url && // And there\u2019s no title\u2026
    !node2.title && // And the content of `node` is a single text node\u2026
    node2.children && node2.children.length === 1 && node2.children[0].type === "text" && // And if the url is the same as the content\u2026
    (raw === node2.url || "mailto:" + raw === node2.url) && // And that starts w/ a protocol\u2026
    /^[a-z][+\-.a-z]+:/i.test(node2.url) && // And that doesn\u2019t contain ASCII control codes (character escapes and
    // references don\u2019t work), space, or angle brackets\u2026
    !/[\0- <>\u007F]/.test(node2.url)
  );
}
// node_modules/mdast-util-to-markdown/lib/handle/link.js
link.peek = linkPeek;
function link(node2, _, state, info) {
  const quote = checkQuote(state);
  const suffix = quote === '"' ? "Quote" : "Apostrophe";
  const tracker = state.createTracker(info);
  if (formatLinkAsAutolink(node2, state)) {
    const stack = state.stack;
    state.stack = stack.filter(function(d) {
      return d !== "phrasing";
    });
    const exit2 = state.enter("autolink");
    let value2 = tracker.move("<");
    value2 += tracker.move(
      state.containerPhrasing(node2, {
        before: value2,
        after: ">",
        ...tracker.current()
      })
    );
    value2 += tracker.move(">");
    exit2();
    state.stack = stack;
    return value2;
  }
  const exit = state.enter("link");
  let subexit = state.enter("label");
  let value = tracker.move("[");
  const text3 = state.containerPhrasing(node2, {
    before: value,
    after: "](",
    ...tracker.current()
  });
  value += tracker.move(text3);
  subexit();
  value += tracker.move("](");
  const enclose = /[\0- \u007F]/.test(node2.url);
  const last = info.before.charAt(info.before.length - 1);
  let title = node2.title || void 0;
  if (!title && !enclose && (last === "\n" || last === "\r")) {
    let index2 = 0;
    while (index2 < text3.length && text3.charCodeAt(index2) !== 93) {
      index2 += text3.charCodeAt(index2) === 92 ? 2 : 1;
    }
    if (text3.charCodeAt(index2 + 1) === 58) title = "";
  }
  if (
    // If there\u2019s no url but there is a title\u2026
    !node2.url && typeof title === "string" || // If there are control characters or whitespace.
    enclose
  ) {
    subexit = state.enter("destinationLiteral");
    value += tracker.move("<");
    value += tracker.move(
      state.safe(node2.url, { before: value, after: ">", ...tracker.current() })
    );
    value += tracker.move(">");
  } else {
    subexit = state.enter("destinationRaw");
    value += tracker.move(
      state.safe(node2.url, {
        before: value,
        after: typeof title === "string" ? " " : ")",
        ...tracker.current()
      })
    );
  }
  subexit();
  if (typeof title === "string") {
    subexit = state.enter(`title${suffix}`);
    value += tracker.move(" " + quote);
    value += tracker.move(
      state.safe(title, {
        before: value,
        after: quote,
        ...tracker.current()
      })
    );
    value += tracker.move(quote);
    subexit();
  }
  value += tracker.move(")");
  exit();
  return value;
}
function linkPeek(node2, _, state) {
  return formatLinkAsAutolink(node2, state) ? "<" : "[";
}
// node_modules/mdast-util-to-markdown/lib/handle/link-reference.js
linkReference.peek = linkReferencePeek;
function linkReference(node2, _, state, info) {
  const type = node2.referenceType;
  const exit = state.enter("linkReference");
  let subexit = state.enter("label");
  const tracker = state.createTracker(info);
  let value = tracker.move("[");
  const text3 = state.containerPhrasing(node2, {
    before: value,
    after: "]",
    ...tracker.current()
  });
  value += tracker.move(text3 + "][");
  subexit();
  const stack = state.stack;
  state.stack = stack.filter(function(d) {
    return d !== "phrasing";
  });
  subexit = state.enter("reference");
  const reference = state.safe(state.associationId(node2), {
    before: value,
    after: "]",
    ...tracker.current()
  });
  subexit();
  state.stack = stack;
  exit();
  if (type === "full" || !text3 || text3 !== reference) {
    value += tracker.move(reference + "]");
  } else if (type === "shortcut") {
    value = value.slice(0, -1);
  } else {
    value += tracker.move("]");
  }
  return value;
}
function linkReferencePeek() {
  return "[";
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet.js
function checkBullet(state) {
  const marker = state.options.bullet || "*";
  if (marker !== "*" && marker !== "+" && marker !== "-") {
    throw new Error(
      "Cannot serialize items with `" + marker + "` for `options.bullet`, expected `*`, `+`, or `-`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet-other.js
function checkBulletOther(state) {
  const bullet = checkBullet(state);
  const bulletOther = state.options.bulletOther;
  if (!bulletOther) {
    return bullet === "*" ? "-" : "*";
  }
  if (bulletOther !== "*" && bulletOther !== "+" && bulletOther !== "-") {
    throw new Error(
      "Cannot serialize items with `" + bulletOther + "` for `options.bulletOther`, expected `*`, `+`, or `-`"
    );
  }
  if (bulletOther === bullet) {
    throw new Error(
      "Expected `bullet` (`" + bullet + "`) and `bulletOther` (`" + bulletOther + "`) to be different"
    );
  }
  return bulletOther;
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet-ordered.js
function checkBulletOrdered(state) {
  const marker = state.options.bulletOrdered || ".";
  if (marker !== "." && marker !== ")") {
    throw new Error(
      "Cannot serialize items with `" + marker + "` for `options.bulletOrdered`, expected `.` or `)`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/util/check-rule.js
function checkRule(state) {
  const marker = state.options.rule || "*";
  if (marker !== "*" && marker !== "-" && marker !== "_") {
    throw new Error(
      "Cannot serialize rules with `" + marker + "` for `options.rule`, expected `*`, `-`, or `_`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/list.js
function list2(node2, parent, state, info) {
  const exit = state.enter("list");
  const bulletCurrent = state.bulletCurrent;
  let bullet = node2.ordered ? checkBulletOrdered(state) : checkBullet(state);
  const bulletOther = node2.ordered ? bullet === "." ? ")" : "." : checkBulletOther(state);
  let useDifferentMarker = parent && state.bulletLastUsed ? bullet === state.bulletLastUsed : false;
  if (!node2.ordered) {
    const firstListItem = node2.children ? node2.children[0] : void 0;
    if (
      // Bullet could be used as a thematic break marker:
      (bullet === "*" || bullet === "-") && // Empty first list item:
      firstListItem && (!firstListItem.children || !firstListItem.children[0]) && // Directly in two other list items:
      state.stack[state.stack.length - 1] === "list" && state.stack[state.stack.length - 2] === "listItem" && state.stack[state.stack.length - 3] === "list" && state.stack[state.stack.length - 4] === "listItem" && // That are each the first child.
      state.indexStack[state.indexStack.length - 1] === 0 && state.indexStack[state.indexStack.length - 2] === 0 && state.indexStack[state.indexStack.length - 3] === 0
    ) {
      useDifferentMarker = true;
    }
    if (checkRule(state) === bullet && firstListItem) {
      let index2 = -1;
      while (++index2 < node2.children.length) {
        const item = node2.children[index2];
        if (item && item.type === "listItem" && item.children && item.children[0] && item.children[0].type === "thematicBreak") {
          useDifferentMarker = true;
          break;
        }
      }
    }
  }
  if (useDifferentMarker) {
    bullet = bulletOther;
  }
  state.bulletCurrent = bullet;
  const value = state.containerFlow(node2, info);
  state.bulletLastUsed = bullet;
  state.bulletCurrent = bulletCurrent;
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-list-item-indent.js
function checkListItemIndent(state) {
  const style = state.options.listItemIndent || "one";
  if (style !== "tab" && style !== "one" && style !== "mixed") {
    throw new Error(
      "Cannot serialize items with `" + style + "` for `options.listItemIndent`, expected `tab`, `one`, or `mixed`"
    );
  }
  return style;
}
// node_modules/mdast-util-to-markdown/lib/handle/list-item.js
function listItem(node2, parent, state, info) {
  const listItemIndent = checkListItemIndent(state);
  let bullet = state.bulletCurrent || checkBullet(state);
  if (parent && parent.type === "list" && parent.ordered) {
    bullet = (typeof parent.start === "number" && parent.start > -1 ? parent.start : 1) + (state.options.incrementListMarker === false ? 0 : parent.children.indexOf(node2)) + bullet;
  }
  let size = bullet.length + 1;
  if (listItemIndent === "tab" || listItemIndent === "mixed" && (parent && parent.type === "list" && parent.spread || node2.spread)) {
    size = Math.ceil(size / 4) * 4;
  }
  const tracker = state.createTracker(info);
  tracker.move(bullet + " ".repeat(size - bullet.length));
  tracker.shift(size);
  const exit = state.enter("listItem");
  const value = state.indentLines(
    state.containerFlow(node2, tracker.current()),
    map4
  );
  exit();
  return value;
  function map4(line, index2, blank) {
    if (index2) {
      return (blank ? "" : " ".repeat(size)) + line;
    }
    return (blank ? bullet : bullet + " ".repeat(size - bullet.length)) + line;
  }
}
// node_modules/mdast-util-to-markdown/lib/handle/paragraph.js
function paragraph(node2, _, state, info) {
  const exit = state.enter("paragraph");
  const subexit = state.enter("phrasing");
  const value = state.containerPhrasing(node2, info);
  subexit();
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/handle/root.js
function root(node2, _, state, info) {
  const hasPhrasing = node2.children.some(function(d) {
    return phrasing(d);
  });
  if (!hasPhrasing) return state.containerFlow(node2, info);
  const exit = state.enter("phrasing");
  const value = state.containerPhrasing(node2, info);
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-strong.js
function checkStrong(state) {
  const marker = state.options.strong || "*";
  if (marker !== "*" && marker !== "_") {
    throw new Error(
      "Cannot serialize strong with `" + marker + "` for `options.strong`, expected `*`, or `_`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/strong.js
strong.attention = attention2;
strong.peek = peek2;
function strong(node2, _, state, info) {
  const exit = state.enter("phrasing");
  const item = attentionItem(node2, attention2, state, state.createTracker(info));
  const value = item ? serialize2([item], info.before, info.after) : "";
  exit();
  return value;
}
function attention2(_, state) {
  const marker = checkStrong(state);
  return {
    construct: "strong",
    markers: marker === "*" ? ["*", "_"] : ["_", "*"],
    sizes: [2]
  };
}
function peek2(_, _1, state) {
  return state.options.strong || "*";
}
// node_modules/mdast-util-to-markdown/lib/handle/text.js
function text(node2, parent, state, info) {
  const siblings = parent ? parent.children : [];
  const index2 = state.indexStack[state.indexStack.length - 1];
  return state.safe(node2.value, {
    ...info,
    afterNode: siblings[index2 + 1],
    beforeNode: siblings[index2 - 1]
  });
}
// node_modules/mdast-util-to-markdown/lib/util/check-rule-repetition.js
function checkRuleRepetition(state) {
  const repetition = state.options.ruleRepetition || 3;
  if (repetition < 3) {
    throw new Error(
      "Cannot serialize rules with repetition `" + repetition + "` for `options.ruleRepetition`, expected `3` or more"
    );
  }
  return repetition;
}
// node_modules/mdast-util-to-markdown/lib/handle/thematic-break.js
function thematicBreak(_, _1, state) {
  const value = (checkRule(state) + (state.options.ruleSpaces ? " " : "")).repeat(checkRuleRepetition(state));
  return state.options.ruleSpaces ? value.slice(0, -1) : value;
}
// node_modules/mdast-util-to-markdown/lib/handle/index.js
var handle = {
  blockquote,
  break: hardBreak,
  code,
  definition,
  emphasis,
  hardBreak,
  heading,
  html,
  image,
  imageReference,
  inlineCode,
  link,
  linkReference,
  list: list2,
  listItem,
  paragraph,
  root,
  strong,
  text,
  thematicBreak
};
// node_modules/mdast-util-to-markdown/lib/join.js
var join = [joinDefaults];
function joinDefaults(left, right, parent, state) {
  if (right.type === "code" && formatCodeAsIndented(right, state) && (left.type === "list" || left.type === right.type && formatCodeAsIndented(left, state))) {
    return false;
  }
  if ("spread" in parent && typeof parent.spread === "boolean") {
    if (parent.spread) return 1;
    if (left.type === "html") {
      const kind = htmlKind(left.value);
      if (kind === void 0 || kind === 6 || kind === 7) return 1;
    }
    if (left.type === "blockquote" && right.type === "blockquote") return 1;
    if ((left.type === "definition" || left.type === "paragraph") && right.type === "list" && (right.ordered && typeof right.start === "number" && right.start !== 1 || right.children.length > 0 && right.children[0].children.length === 0)) {
      return 1;
    }
    if (left.type === "paragraph" && right.type === "thematicBreak" && checkRule(state) === "-" && !state.options.ruleSpaces) {
      return 1;
    }
    let tail = left;
    while ((tail.type === "blockquote" || tail.type === "list" || tail.type === "listItem") && tail.children.length > 0) {
      tail = tail.children[tail.children.length - 1];
    }
    if (tail.type !== "definition" && tail.type !== "paragraph") return 0;
    if (right.type === "code" && formatCodeAsIndented(right, state)) return 1;
    if (right.type === "html") {
      const kind = htmlKind(right.value);
      if (kind === void 0 || kind === 7) return 1;
    }
    if ((left.type === "paragraph" || left !== tail) && (right.type === "definition" || right.type === "heading" && formatHeadingAsSetext(right, state) || right.type === "paragraph")) {
      return 1;
    }
    return 0;
  }
}
// node_modules/mdast-util-to-markdown/lib/unsafe.js
var fullPhrasingSpans = [
  "autolink",
  "destinationLiteral",
  "destinationRaw",
  "reference",
  "titleQuote",
  "titleApostrophe"
];
var unsafe = [
  { character: "	", after: "[\\r\\n]", inConstruct: "phrasing" },
  { character: "	", before: "[\\r\\n]", inConstruct: "phrasing" },
  {
    character: "	",
    inConstruct: ["codeFencedLangGraveAccent", "codeFencedLangTilde"]
  },
  {
    character: "\r",
    inConstruct: [
      "codeFencedLangGraveAccent",
      "codeFencedLangTilde",
      "codeFencedMetaGraveAccent",
      "codeFencedMetaTilde",
      "destinationLiteral",
      "headingAtx"
    ]
  },
  {
    character: "\n",
    inConstruct: [
      "codeFencedLangGraveAccent",
      "codeFencedLangTilde",
      "codeFencedMetaGraveAccent",
      "codeFencedMetaTilde",
      "destinationLiteral",
      "headingAtx"
    ]
  },
  { character: "\r", before: "[\\r\\n]", inConstruct: "phrasing" },
  { character: "\r", after: "\\r", inConstruct: "phrasing" },
  { character: "\n", before: "\\n", inConstruct: "phrasing" },
  { character: "\n", after: "[\\r\\n]", inConstruct: "phrasing" },
  { character: " ", after: "[\\r\\n]", inConstruct: "phrasing" },
  { character: " ", before: "[\\r\\n]", inConstruct: "phrasing" },
  {
    character: " ",
    inConstruct: ["codeFencedLangGraveAccent", "codeFencedLangTilde"]
  },
  // An exclamation mark can start an image, if it is followed by a link or
  // a link reference.
  {
    character: "!",
    after: "\\[",
    inConstruct: "phrasing",
    notInConstruct: fullPhrasingSpans
  },
  // A quote can break out of a title.
  { character: '"', inConstruct: "titleQuote" },
  // A number sign could start an ATX heading if it starts a line.
  { atBreak: true, character: "#" },
  { character: "#", inConstruct: "headingAtx", after: "(?:[\r\n]|$)" },
  // Dollar sign and percentage are not used in markdown.
  // An ampersand could start a character reference.
  // Labels match on their source.
  {
    character: "&",
    after: "[#A-Za-z]",
    inConstruct: [
      "codeFencedLangGraveAccent",
      "codeFencedLangTilde",
      "codeFencedMetaGraveAccent",
      "codeFencedMetaTilde",
      "destinationLiteral",
      "destinationRaw",
      "phrasing",
      "titleApostrophe",
      "titleQuote"
    ]
  },
  // An apostrophe can break out of a title.
  { character: "'", inConstruct: "titleApostrophe" },
  // A left paren could break out of a destination raw.
  { character: "(", inConstruct: "destinationRaw" },
  // A left paren followed by `]` could make something into a link or image.
  {
    before: "\\]",
    character: "(",
    inConstruct: "phrasing",
    notInConstruct: fullPhrasingSpans
  },
  // A right paren could start a list item or break out of a destination
  // raw.
  { atBreak: true, before: "\\d+", character: ")" },
  { character: ")", inConstruct: "destinationRaw" },
  // An asterisk can start thematic breaks, list items, emphasis, strong.
  { atBreak: true, character: "*", after: "(?:[ 	\r\n*])" },
  { character: "*", inConstruct: "phrasing", notInConstruct: fullPhrasingSpans },
  // A plus sign could start a list item.
  { atBreak: true, character: "+", after: "(?:[ 	\r\n])" },
  // A dash can start thematic breaks, list items, and setext heading
  // underlines.
  { atBreak: true, character: "-", after: "(?:[ 	\r\n-])" },
  // A dot could start a list item.
  { atBreak: true, before: "\\d+", character: ".", after: "(?:[ 	\r\n]|$)" },
  // Slash, colon, and semicolon are not used in markdown for constructs.
  // A less than can start html (flow or text) or an autolink.
  // HTML could start with an exclamation mark (declaration, cdata, comment),
  // slash (closing tag), question mark (instruction), or a letter (tag).
  // An autolink also starts with a letter.
  // Finally, it could break out of a destination literal.
  { atBreak: true, character: "<", after: "[!/?A-Za-z]" },
  {
    character: "<",
    after: "[!/?A-Za-z]",
    inConstruct: "phrasing",
    notInConstruct: fullPhrasingSpans
  },
  { character: "<", inConstruct: "destinationLiteral" },
  // An equals to can start setext heading underlines.
  { atBreak: true, character: "=" },
  // A greater than can start block quotes and it can break out of a
  // destination literal.
  { atBreak: true, character: ">" },
  { character: ">", inConstruct: "destinationLiteral" },
  // Question mark and at sign are not used in markdown for constructs.
  // A left bracket can start definitions, references, labels,
  { atBreak: true, character: "[" },
  { character: "[", inConstruct: "phrasing", notInConstruct: fullPhrasingSpans },
  { character: "[", inConstruct: ["label", "reference"] },
  // A backslash can start an escape (when followed by punctuation) or a
  // hard break (when followed by an eol).
  // Note: typical escapes are handled in `safe`!
  { character: "\\", after: "[\\r\\n]", inConstruct: "phrasing" },
  // A right bracket can exit labels.
  { character: "]", inConstruct: ["label", "reference"] },
  // Caret is not used in markdown for constructs.
  // An underscore can start emphasis, strong, or a thematic break.
  { atBreak: true, character: "_" },
  { character: "_", inConstruct: "phrasing", notInConstruct: fullPhrasingSpans },
  // A grave accent can start code (fenced or text), or it can break out of
  // a grave accent code fence.
  { atBreak: true, character: "`" },
  {
    character: "`",
    inConstruct: ["codeFencedLangGraveAccent", "codeFencedMetaGraveAccent"]
  },
  { character: "`", inConstruct: "phrasing", notInConstruct: fullPhrasingSpans },
  // Left brace, vertical bar, right brace are not used in markdown for
  // constructs.
  // A tilde can start code (fenced).
  { atBreak: true, character: "~" },
  { character: "<", inConstruct: "autolink" },
  { character: ">", inConstruct: "autolink" },
  { character: "\x7F", inConstruct: "autolink" }
];
var code2 = -1;
while (++code2 < 33) {
  unsafe.push({ character: String.fromCharCode(code2), inConstruct: "autolink" });
}
// node_modules/character-entities/index.js
var characterEntities = {
  AElig: "\xC6",
  AMP: "&",
  Aacute: "\xC1",
  Abreve: "\u0102",
  Acirc: "\xC2",
  Acy: "\u0410",
  Afr: "\u{1D504}",
  Agrave: "\xC0",
  Alpha: "\u0391",
  Amacr: "\u0100",
  And: "\u2A53",
  Aogon: "\u0104",
  Aopf: "\u{1D538}",
  ApplyFunction: "\u2061",
  Aring: "\xC5",
  Ascr: "\u{1D49C}",
  Assign: "\u2254",
  Atilde: "\xC3",
  Auml: "\xC4",
  Backslash: "\u2216",
  Barv: "\u2AE7",
  Barwed: "\u2306",
  Bcy: "\u0411",
  Because: "\u2235",
  Bernoullis: "\u212C",
  Beta: "\u0392",
  Bfr: "\u{1D505}",
  Bopf: "\u{1D539}",
  Breve: "\u02D8",
  Bscr: "\u212C",
  Bumpeq: "\u224E",
  CHcy: "\u0427",
  COPY: "\xA9",
  Cacute: "\u0106",
  Cap: "\u22D2",
  CapitalDifferentialD: "\u2145",
  Cayleys: "\u212D",
  Ccaron: "\u010C",
  Ccedil: "\xC7",
  Ccirc: "\u0108",
  Cconint: "\u2230",
  Cdot: "\u010A",
  Cedilla: "\xB8",
  CenterDot: "\xB7",
  Cfr: "\u212D",
  Chi: "\u03A7",
  CircleDot: "\u2299",
  CircleMinus: "\u2296",
  CirclePlus: "\u2295",
  CircleTimes: "\u2297",
  ClockwiseContourIntegral: "\u2232",
  CloseCurlyDoubleQuote: "\u201D",
  CloseCurlyQuote: "\u2019",
  Colon: "\u2237",
  Colone: "\u2A74",
  Congruent: "\u2261",
  Conint: "\u222F",
  ContourIntegral: "\u222E",
  Copf: "\u2102",
  Coproduct: "\u2210",
  CounterClockwiseContourIntegral: "\u2233",
  Cross: "\u2A2F",
  Cscr: "\u{1D49E}",
  Cup: "\u22D3",
  CupCap: "\u224D",
  DD: "\u2145",
  DDotrahd: "\u2911",
  DJcy: "\u0402",
  DScy: "\u0405",
  DZcy: "\u040F",
  Dagger: "\u2021",
  Darr: "\u21A1",
  Dashv: "\u2AE4",
  Dcaron: "\u010E",
  Dcy: "\u0414",
  Del: "\u2207",
  Delta: "\u0394",
  Dfr: "\u{1D507}",
  DiacriticalAcute: "\xB4",
  DiacriticalDot: "\u02D9",
  DiacriticalDoubleAcute: "\u02DD",
  DiacriticalGrave: "`",
  DiacriticalTilde: "\u02DC",
  Diamond: "\u22C4",
  DifferentialD: "\u2146",
  Dopf: "\u{1D53B}",
  Dot: "\xA8",
  DotDot: "\u20DC",
  DotEqual: "\u2250",
  DoubleContourIntegral: "\u222F",
  DoubleDot: "\xA8",
  DoubleDownArrow: "\u21D3",
  DoubleLeftArrow: "\u21D0",
  DoubleLeftRightArrow: "\u21D4",
  DoubleLeftTee: "\u2AE4",
  DoubleLongLeftArrow: "\u27F8",
  DoubleLongLeftRightArrow: "\u27FA",
  DoubleLongRightArrow: "\u27F9",
  DoubleRightArrow: "\u21D2",
  DoubleRightTee: "\u22A8",
  DoubleUpArrow: "\u21D1",
  DoubleUpDownArrow: "\u21D5",
  DoubleVerticalBar: "\u2225",
  DownArrow: "\u2193",
  DownArrowBar: "\u2913",
  DownArrowUpArrow: "\u21F5",
  DownBreve: "\u0311",
  DownLeftRightVector: "\u2950",
  DownLeftTeeVector: "\u295E",
  DownLeftVector: "\u21BD",
  DownLeftVectorBar: "\u2956",
  DownRightTeeVector: "\u295F",
  DownRightVector: "\u21C1",
  DownRightVectorBar: "\u2957",
  DownTee: "\u22A4",
  DownTeeArrow: "\u21A7",
  Downarrow: "\u21D3",
  Dscr: "\u{1D49F}",
  Dstrok: "\u0110",
  ENG: "\u014A",
  ETH: "\xD0",
  Eacute: "\xC9",
  Ecaron: "\u011A",
  Ecirc: "\xCA",
  Ecy: "\u042D",
  Edot: "\u0116",
  Efr: "\u{1D508}",
  Egrave: "\xC8",
  Element: "\u2208",
  Emacr: "\u0112",
  EmptySmallSquare: "\u25FB",
  EmptyVerySmallSquare: "\u25AB",
  Eogon: "\u0118",
  Eopf: "\u{1D53C}",
  Epsilon: "\u0395",
  Equal: "\u2A75",
  EqualTilde: "\u2242",
  Equilibrium: "\u21CC",
  Escr: "\u2130",
  Esim: "\u2A73",
  Eta: "\u0397",
  Euml: "\xCB",
  Exists: "\u2203",
  ExponentialE: "\u2147",
  Fcy: "\u0424",
  Ffr: "\u{1D509}",
  FilledSmallSquare: "\u25FC",
  FilledVerySmallSquare: "\u25AA",
  Fopf: "\u{1D53D}",
  ForAll: "\u2200",
  Fouriertrf: "\u2131",
  Fscr: "\u2131",
  GJcy: "\u0403",
  GT: ">",
  Gamma: "\u0393",
  Gammad: "\u03DC",
  Gbreve: "\u011E",
  Gcedil: "\u0122",
  Gcirc: "\u011C",
  Gcy: "\u0413",
  Gdot: "\u0120",
  Gfr: "\u{1D50A}",
  Gg: "\u22D9",
  Gopf: "\u{1D53E}",
  GreaterEqual: "\u2265",
  GreaterEqualLess: "\u22DB",
  GreaterFullEqual: "\u2267",
  GreaterGreater: "\u2AA2",
  GreaterLess: "\u2277",
  GreaterSlantEqual: "\u2A7E",
  GreaterTilde: "\u2273",
  Gscr: "\u{1D4A2}",
  Gt: "\u226B",
  HARDcy: "\u042A",
  Hacek: "\u02C7",
  Hat: "^",
  Hcirc: "\u0124",
  Hfr: "\u210C",
  HilbertSpace: "\u210B",
  Hopf: "\u210D",
  HorizontalLine: "\u2500",
  Hscr: "\u210B",
  Hstrok: "\u0126",
  HumpDownHump: "\u224E",
  HumpEqual: "\u224F",
  IEcy: "\u0415",
  IJlig: "\u0132",
  IOcy: "\u0401",
  Iacute: "\xCD",
  Icirc: "\xCE",
  Icy: "\u0418",
  Idot: "\u0130",
  Ifr: "\u2111",
  Igrave: "\xCC",
  Im: "\u2111",
  Imacr: "\u012A",
  ImaginaryI: "\u2148",
  Implies: "\u21D2",
  Int: "\u222C",
  Integral: "\u222B",
  Intersection: "\u22C2",
  InvisibleComma: "\u2063",
  InvisibleTimes: "\u2062",
  Iogon: "\u012E",
  Iopf: "\u{1D540}",
  Iota: "\u0399",
  Iscr: "\u2110",
  Itilde: "\u0128",
  Iukcy: "\u0406",
  Iuml: "\xCF",
  Jcirc: "\u0134",
  Jcy: "\u0419",
  Jfr: "\u{1D50D}",
  Jopf: "\u{1D541}",
  Jscr: "\u{1D4A5}",
  Jsercy: "\u0408",
  Jukcy: "\u0404",
  KHcy: "\u0425",
  KJcy: "\u040C",
  Kappa: "\u039A",
  Kcedil: "\u0136",
  Kcy: "\u041A",
  Kfr: "\u{1D50E}",
  Kopf: "\u{1D542}",
  Kscr: "\u{1D4A6}",
  LJcy: "\u0409",
  LT: "<",
  Lacute: "\u0139",
  Lambda: "\u039B",
  Lang: "\u27EA",
  Laplacetrf: "\u2112",
  Larr: "\u219E",
  Lcaron: "\u013D",
  Lcedil: "\u013B",
  Lcy: "\u041B",
  LeftAngleBracket: "\u27E8",
  LeftArrow: "\u2190",
  LeftArrowBar: "\u21E4",
  LeftArrowRightArrow: "\u21C6",
  LeftCeiling: "\u2308",
  LeftDoubleBracket: "\u27E6",
  LeftDownTeeVector: "\u2961",
  LeftDownVector: "\u21C3",
  LeftDownVectorBar: "\u2959",
  LeftFloor: "\u230A",
  LeftRightArrow: "\u2194",
  LeftRightVector: "\u294E",
  LeftTee: "\u22A3",
  LeftTeeArrow: "\u21A4",
  LeftTeeVector: "\u295A",
  LeftTriangle: "\u22B2",
  LeftTriangleBar: "\u29CF",
  LeftTriangleEqual: "\u22B4",
  LeftUpDownVector: "\u2951",
  LeftUpTeeVector: "\u2960",
  LeftUpVector: "\u21BF",
  LeftUpVectorBar: "\u2958",
  LeftVector: "\u21BC",
  LeftVectorBar: "\u2952",
  Leftarrow: "\u21D0",
  Leftrightarrow: "\u21D4",
  LessEqualGreater: "\u22DA",
  LessFullEqual: "\u2266",
  LessGreater: "\u2276",
  LessLess: "\u2AA1",
  LessSlantEqual: "\u2A7D",
  LessTilde: "\u2272",
  Lfr: "\u{1D50F}",
  Ll: "\u22D8",
  Lleftarrow: "\u21DA",
  Lmidot: "\u013F",
  LongLeftArrow: "\u27F5",
  LongLeftRightArrow: "\u27F7",
  LongRightArrow: "\u27F6",
  Longleftarrow: "\u27F8",
  Longleftrightarrow: "\u27FA",
  Longrightarrow: "\u27F9",
  Lopf: "\u{1D543}",
  LowerLeftArrow: "\u2199",
  LowerRightArrow: "\u2198",
  Lscr: "\u2112",
  Lsh: "\u21B0",
  Lstrok: "\u0141",
  Lt: "\u226A",
  Map: "\u2905",
  Mcy: "\u041C",
  MediumSpace: "\u205F",
  Mellintrf: "\u2133",
  Mfr: "\u{1D510}",
  MinusPlus: "\u2213",
  Mopf: "\u{1D544}",
  Mscr: "\u2133",
  Mu: "\u039C",
  NJcy: "\u040A",
  Nacute: "\u0143",
  Ncaron: "\u0147",
  Ncedil: "\u0145",
  Ncy: "\u041D",
  NegativeMediumSpace: "\u200B",
  NegativeThickSpace: "\u200B",
  NegativeThinSpace: "\u200B",
  NegativeVeryThinSpace: "\u200B",
  NestedGreaterGreater: "\u226B",
  NestedLessLess: "\u226A",
  NewLine: "\n",
  Nfr: "\u{1D511}",
  NoBreak: "\u2060",
  NonBreakingSpace: "\xA0",
  Nopf: "\u2115",
  Not: "\u2AEC",
  NotCongruent: "\u2262",
  NotCupCap: "\u226D",
  NotDoubleVerticalBar: "\u2226",
  NotElement: "\u2209",
  NotEqual: "\u2260",
  NotEqualTilde: "\u2242\u0338",
  NotExists: "\u2204",
  NotGreater: "\u226F",
  NotGreaterEqual: "\u2271",
  NotGreaterFullEqual: "\u2267\u0338",
  NotGreaterGreater: "\u226B\u0338",
  NotGreaterLess: "\u2279",
  NotGreaterSlantEqual: "\u2A7E\u0338",
  NotGreaterTilde: "\u2275",
  NotHumpDownHump: "\u224E\u0338",
  NotHumpEqual: "\u224F\u0338",
  NotLeftTriangle: "\u22EA",
  NotLeftTriangleBar: "\u29CF\u0338",
  NotLeftTriangleEqual: "\u22EC",
  NotLess: "\u226E",
  NotLessEqual: "\u2270",
  NotLessGreater: "\u2278",
  NotLessLess: "\u226A\u0338",
  NotLessSlantEqual: "\u2A7D\u0338",
  NotLessTilde: "\u2274",
  NotNestedGreaterGreater: "\u2AA2\u0338",
  NotNestedLessLess: "\u2AA1\u0338",
  NotPrecedes: "\u2280",
  NotPrecedesEqual: "\u2AAF\u0338",
  NotPrecedesSlantEqual: "\u22E0",
  NotReverseElement: "\u220C",
  NotRightTriangle: "\u22EB",
  NotRightTriangleBar: "\u29D0\u0338",
  NotRightTriangleEqual: "\u22ED",
  NotSquareSubset: "\u228F\u0338",
  NotSquareSubsetEqual: "\u22E2",
  NotSquareSuperset: "\u2290\u0338",
  NotSquareSupersetEqual: "\u22E3",
  NotSubset: "\u2282\u20D2",
  NotSubsetEqual: "\u2288",
  NotSucceeds: "\u2281",
  NotSucceedsEqual: "\u2AB0\u0338",
  NotSucceedsSlantEqual: "\u22E1",
  NotSucceedsTilde: "\u227F\u0338",
  NotSuperset: "\u2283\u20D2",
  NotSupersetEqual: "\u2289",
  NotTilde: "\u2241",
  NotTildeEqual: "\u2244",
  NotTildeFullEqual: "\u2247",
  NotTildeTilde: "\u2249",
  NotVerticalBar: "\u2224",
  Nscr: "\u{1D4A9}",
  Ntilde: "\xD1",
  Nu: "\u039D",
  OElig: "\u0152",
  Oacute: "\xD3",
  Ocirc: "\xD4",
  Ocy: "\u041E",
  Odblac: "\u0150",
  Ofr: "\u{1D512}",
  Ograve: "\xD2",
  Omacr: "\u014C",
  Omega: "\u03A9",
  Omicron: "\u039F",
  Oopf: "\u{1D546}",
  OpenCurlyDoubleQuote: "\u201C",
  OpenCurlyQuote: "\u2018",
  Or: "\u2A54",
  Oscr: "\u{1D4AA}",
  Oslash: "\xD8",
  Otilde: "\xD5",
  Otimes: "\u2A37",
  Ouml: "\xD6",
  OverBar: "\u203E",
  OverBrace: "\u23DE",
  OverBracket: "\u23B4",
  OverParenthesis: "\u23DC",
  PartialD: "\u2202",
  Pcy: "\u041F",
  Pfr: "\u{1D513}",
  Phi: "\u03A6",
  Pi: "\u03A0",
  PlusMinus: "\xB1",
  Poincareplane: "\u210C",
  Popf: "\u2119",
  Pr: "\u2ABB",
  Precedes: "\u227A",
  PrecedesEqual: "\u2AAF",
  PrecedesSlantEqual: "\u227C",
  PrecedesTilde: "\u227E",
  Prime: "\u2033",
  Product: "\u220F",
  Proportion: "\u2237",
  Proportional: "\u221D",
  Pscr: "\u{1D4AB}",
  Psi: "\u03A8",
  QUOT: '"',
  Qfr: "\u{1D514}",
  Qopf: "\u211A",
  Qscr: "\u{1D4AC}",
  RBarr: "\u2910",
  REG: "\xAE",
  Racute: "\u0154",
  Rang: "\u27EB",
  Rarr: "\u21A0",
  Rarrtl: "\u2916",
  Rcaron: "\u0158",
  Rcedil: "\u0156",
  Rcy: "\u0420",
  Re: "\u211C",
  ReverseElement: "\u220B",
  ReverseEquilibrium: "\u21CB",
  ReverseUpEquilibrium: "\u296F",
  Rfr: "\u211C",
  Rho: "\u03A1",
  RightAngleBracket: "\u27E9",
  RightArrow: "\u2192",
  RightArrowBar: "\u21E5",
  RightArrowLeftArrow: "\u21C4",
  RightCeiling: "\u2309",
  RightDoubleBracket: "\u27E7",
  RightDownTeeVector: "\u295D",
  RightDownVector: "\u21C2",
  RightDownVectorBar: "\u2955",
  RightFloor: "\u230B",
  RightTee: "\u22A2",
  RightTeeArrow: "\u21A6",
  RightTeeVector: "\u295B",
  RightTriangle: "\u22B3",
  RightTriangleBar: "\u29D0",
  RightTriangleEqual: "\u22B5",
  RightUpDownVector: "\u294F",
  RightUpTeeVector: "\u295C",
  RightUpVector: "\u21BE",
  RightUpVectorBar: "\u2954",
  RightVector: "\u21C0",
  RightVectorBar: "\u2953",
  Rightarrow: "\u21D2",
  Ropf: "\u211D",
  RoundImplies: "\u2970",
  Rrightarrow: "\u21DB",
  Rscr: "\u211B",
  Rsh: "\u21B1",
  RuleDelayed: "\u29F4",
  SHCHcy: "\u0429",
  SHcy: "\u0428",
  SOFTcy: "\u042C",
  Sacute: "\u015A",
  Sc: "\u2ABC",
  Scaron: "\u0160",
  Scedil: "\u015E",
  Scirc: "\u015C",
  Scy: "\u0421",
  Sfr: "\u{1D516}",
  ShortDownArrow: "\u2193",
  ShortLeftArrow: "\u2190",
  ShortRightArrow: "\u2192",
  ShortUpArrow: "\u2191",
  Sigma: "\u03A3",
  SmallCircle: "\u2218",
  Sopf: "\u{1D54A}",
  Sqrt: "\u221A",
  Square: "\u25A1",
  SquareIntersection: "\u2293",
  SquareSubset: "\u228F",
  SquareSubsetEqual: "\u2291",
  SquareSuperset: "\u2290",
  SquareSupersetEqual: "\u2292",
  SquareUnion: "\u2294",
  Sscr: "\u{1D4AE}",
  Star: "\u22C6",
  Sub: "\u22D0",
  Subset: "\u22D0",
  SubsetEqual: "\u2286",
  Succeeds: "\u227B",
  SucceedsEqual: "\u2AB0",
  SucceedsSlantEqual: "\u227D",
  SucceedsTilde: "\u227F",
  SuchThat: "\u220B",
  Sum: "\u2211",
  Sup: "\u22D1",
  Superset: "\u2283",
  SupersetEqual: "\u2287",
  Supset: "\u22D1",
  THORN: "\xDE",
  TRADE: "\u2122",
  TSHcy: "\u040B",
  TScy: "\u0426",
  Tab: "	",
  Tau: "\u03A4",
  Tcaron: "\u0164",
  Tcedil: "\u0162",
  Tcy: "\u0422",
  Tfr: "\u{1D517}",
  Therefore: "\u2234",
  Theta: "\u0398",
  ThickSpace: "\u205F\u200A",
  ThinSpace: "\u2009",
  Tilde: "\u223C",
  TildeEqual: "\u2243",
  TildeFullEqual: "\u2245",
  TildeTilde: "\u2248",
  Topf: "\u{1D54B}",
  TripleDot: "\u20DB",
  Tscr: "\u{1D4AF}",
  Tstrok: "\u0166",
  Uacute: "\xDA",
  Uarr: "\u219F",
  Uarrocir: "\u2949",
  Ubrcy: "\u040E",
  Ubreve: "\u016C",
  Ucirc: "\xDB",
  Ucy: "\u0423",
  Udblac: "\u0170",
  Ufr: "\u{1D518}",
  Ugrave: "\xD9",
  Umacr: "\u016A",
  UnderBar: "_",
  UnderBrace: "\u23DF",
  UnderBracket: "\u23B5",
  UnderParenthesis: "\u23DD",
  Union: "\u22C3",
  UnionPlus: "\u228E",
  Uogon: "\u0172",
  Uopf: "\u{1D54C}",
  UpArrow: "\u2191",
  UpArrowBar: "\u2912",
  UpArrowDownArrow: "\u21C5",
  UpDownArrow: "\u2195",
  UpEquilibrium: "\u296E",
  UpTee: "\u22A5",
  UpTeeArrow: "\u21A5",
  Uparrow: "\u21D1",
  Updownarrow: "\u21D5",
  UpperLeftArrow: "\u2196",
  UpperRightArrow: "\u2197",
  Upsi: "\u03D2",
  Upsilon: "\u03A5",
  Uring: "\u016E",
  Uscr: "\u{1D4B0}",
  Utilde: "\u0168",
  Uuml: "\xDC",
  VDash: "\u22AB",
  Vbar: "\u2AEB",
  Vcy: "\u0412",
  Vdash: "\u22A9",
  Vdashl: "\u2AE6",
  Vee: "\u22C1",
  Verbar: "\u2016",
  Vert: "\u2016",
  VerticalBar: "\u2223",
  VerticalLine: "|",
  VerticalSeparator: "\u2758",
  VerticalTilde: "\u2240",
  VeryThinSpace: "\u200A",
  Vfr: "\u{1D519}",
  Vopf: "\u{1D54D}",
  Vscr: "\u{1D4B1}",
  Vvdash: "\u22AA",
  Wcirc: "\u0174",
  Wedge: "\u22C0",
  Wfr: "\u{1D51A}",
  Wopf: "\u{1D54E}",
  Wscr: "\u{1D4B2}",
  Xfr: "\u{1D51B}",
  Xi: "\u039E",
  Xopf: "\u{1D54F}",
  Xscr: "\u{1D4B3}",
  YAcy: "\u042F",
  YIcy: "\u0407",
  YUcy: "\u042E",
  Yacute: "\xDD",
  Ycirc: "\u0176",
  Ycy: "\u042B",
  Yfr: "\u{1D51C}",
  Yopf: "\u{1D550}",
  Yscr: "\u{1D4B4}",
  Yuml: "\u0178",
  ZHcy: "\u0416",
  Zacute: "\u0179",
  Zcaron: "\u017D",
  Zcy: "\u0417",
  Zdot: "\u017B",
  ZeroWidthSpace: "\u200B",
  Zeta: "\u0396",
  Zfr: "\u2128",
  Zopf: "\u2124",
  Zscr: "\u{1D4B5}",
  aacute: "\xE1",
  abreve: "\u0103",
  ac: "\u223E",
  acE: "\u223E\u0333",
  acd: "\u223F",
  acirc: "\xE2",
  acute: "\xB4",
  acy: "\u0430",
  aelig: "\xE6",
  af: "\u2061",
  afr: "\u{1D51E}",
  agrave: "\xE0",
  alefsym: "\u2135",
  aleph: "\u2135",
  alpha: "\u03B1",
  amacr: "\u0101",
  amalg: "\u2A3F",
  amp: "&",
  and: "\u2227",
  andand: "\u2A55",
  andd: "\u2A5C",
  andslope: "\u2A58",
  andv: "\u2A5A",
  ang: "\u2220",
  ange: "\u29A4",
  angle: "\u2220",
  angmsd: "\u2221",
  angmsdaa: "\u29A8",
  angmsdab: "\u29A9",
  angmsdac: "\u29AA",
  angmsdad: "\u29AB",
  angmsdae: "\u29AC",
  angmsdaf: "\u29AD",
  angmsdag: "\u29AE",
  angmsdah: "\u29AF",
  angrt: "\u221F",
  angrtvb: "\u22BE",
  angrtvbd: "\u299D",
  angsph: "\u2222",
  angst: "\xC5",
  angzarr: "\u237C",
  aogon: "\u0105",
  aopf: "\u{1D552}",
  ap: "\u2248",
  apE: "\u2A70",
  apacir: "\u2A6F",
  ape: "\u224A",
  apid: "\u224B",
  apos: "'",
  approx: "\u2248",
  approxeq: "\u224A",
  aring: "\xE5",
  ascr: "\u{1D4B6}",
  ast: "*",
  asymp: "\u2248",
  asympeq: "\u224D",
  atilde: "\xE3",
  auml: "\xE4",
  awconint: "\u2233",
  awint: "\u2A11",
  bNot: "\u2AED",
  backcong: "\u224C",
  backepsilon: "\u03F6",
  backprime: "\u2035",
  backsim: "\u223D",
  backsimeq: "\u22CD",
  barvee: "\u22BD",
  barwed: "\u2305",
  barwedge: "\u2305",
  bbrk: "\u23B5",
  bbrktbrk: "\u23B6",
  bcong: "\u224C",
  bcy: "\u0431",
  bdquo: "\u201E",
  becaus: "\u2235",
  because: "\u2235",
  bemptyv: "\u29B0",
  bepsi: "\u03F6",
  bernou: "\u212C",
  beta: "\u03B2",
  beth: "\u2136",
  between: "\u226C",
  bfr: "\u{1D51F}",
  bigcap: "\u22C2",
  bigcirc: "\u25EF",
  bigcup: "\u22C3",
  bigodot: "\u2A00",
  bigoplus: "\u2A01",
  bigotimes: "\u2A02",
  bigsqcup: "\u2A06",
  bigstar: "\u2605",
  bigtriangledown: "\u25BD",
  bigtriangleup: "\u25B3",
  biguplus: "\u2A04",
  bigvee: "\u22C1",
  bigwedge: "\u22C0",
  bkarow: "\u290D",
  blacklozenge: "\u29EB",
  blacksquare: "\u25AA",
  blacktriangle: "\u25B4",
  blacktriangledown: "\u25BE",
  blacktriangleleft: "\u25C2",
  blacktriangleright: "\u25B8",
  blank: "\u2423",
  blk12: "\u2592",
  blk14: "\u2591",
  blk34: "\u2593",
  block: "\u2588",
  bne: "=\u20E5",
  bnequiv: "\u2261\u20E5",
  bnot: "\u2310",
  bopf: "\u{1D553}",
  bot: "\u22A5",
  bottom: "\u22A5",
  bowtie: "\u22C8",
  boxDL: "\u2557",
  boxDR: "\u2554",
  boxDl: "\u2556",
  boxDr: "\u2553",
  boxH: "\u2550",
  boxHD: "\u2566",
  boxHU: "\u2569",
  boxHd: "\u2564",
  boxHu: "\u2567",
  boxUL: "\u255D",
  boxUR: "\u255A",
  boxUl: "\u255C",
  boxUr: "\u2559",
  boxV: "\u2551",
  boxVH: "\u256C",
  boxVL: "\u2563",
  boxVR: "\u2560",
  boxVh: "\u256B",
  boxVl: "\u2562",
  boxVr: "\u255F",
  boxbox: "\u29C9",
  boxdL: "\u2555",
  boxdR: "\u2552",
  boxdl: "\u2510",
  boxdr: "\u250C",
  boxh: "\u2500",
  boxhD: "\u2565",
  boxhU: "\u2568",
  boxhd: "\u252C",
  boxhu: "\u2534",
  boxminus: "\u229F",
  boxplus: "\u229E",
  boxtimes: "\u22A0",
  boxuL: "\u255B",
  boxuR: "\u2558",
  boxul: "\u2518",
  boxur: "\u2514",
  boxv: "\u2502",
  boxvH: "\u256A",
  boxvL: "\u2561",
  boxvR: "\u255E",
  boxvh: "\u253C",
  boxvl: "\u2524",
  boxvr: "\u251C",
  bprime: "\u2035",
  breve: "\u02D8",
  brvbar: "\xA6",
  bscr: "\u{1D4B7}",
  bsemi: "\u204F",
  bsim: "\u223D",
  bsime: "\u22CD",
  bsol: "\\",
  bsolb: "\u29C5",
  bsolhsub: "\u27C8",
  bull: "\u2022",
  bullet: "\u2022",
  bump: "\u224E",
  bumpE: "\u2AAE",
  bumpe: "\u224F",
  bumpeq: "\u224F",
  cacute: "\u0107",
  cap: "\u2229",
  capand: "\u2A44",
  capbrcup: "\u2A49",
  capcap: "\u2A4B",
  capcup: "\u2A47",
  capdot: "\u2A40",
  caps: "\u2229\uFE00",
  caret: "\u2041",
  caron: "\u02C7",
  ccaps: "\u2A4D",
  ccaron: "\u010D",
  ccedil: "\xE7",
  ccirc: "\u0109",
  ccups: "\u2A4C",
  ccupssm: "\u2A50",
  cdot: "\u010B",
  cedil: "\xB8",
  cemptyv: "\u29B2",
  cent: "\xA2",
  centerdot: "\xB7",
  cfr: "\u{1D520}",
  chcy: "\u0447",
  check: "\u2713",
  checkmark: "\u2713",
  chi: "\u03C7",
  cir: "\u25CB",
  cirE: "\u29C3",
  circ: "\u02C6",
  circeq: "\u2257",
  circlearrowleft: "\u21BA",
  circlearrowright: "\u21BB",
  circledR: "\xAE",
  circledS: "\u24C8",
  circledast: "\u229B",
  circledcirc: "\u229A",
  circleddash: "\u229D",
  cire: "\u2257",
  cirfnint: "\u2A10",
  cirmid: "\u2AEF",
  cirscir: "\u29C2",
  clubs: "\u2663",
  clubsuit: "\u2663",
  colon: ":",
  colone: "\u2254",
  coloneq: "\u2254",
  comma: ",",
  commat: "@",
  comp: "\u2201",
  compfn: "\u2218",
  complement: "\u2201",
  complexes: "\u2102",
  cong: "\u2245",
  congdot: "\u2A6D",
  conint: "\u222E",
  copf: "\u{1D554}",
  coprod: "\u2210",
  copy: "\xA9",
  copysr: "\u2117",
  crarr: "\u21B5",
  cross: "\u2717",
  cscr: "\u{1D4B8}",
  csub: "\u2ACF",
  csube: "\u2AD1",
  csup: "\u2AD0",
  csupe: "\u2AD2",
  ctdot: "\u22EF",
  cudarrl: "\u2938",
  cudarrr: "\u2935",
  cuepr: "\u22DE",
  cuesc: "\u22DF",
  cularr: "\u21B6",
  cularrp: "\u293D",
  cup: "\u222A",
  cupbrcap: "\u2A48",
  cupcap: "\u2A46",
  cupcup: "\u2A4A",
  cupdot: "\u228D",
  cupor: "\u2A45",
  cups: "\u222A\uFE00",
  curarr: "\u21B7",
  curarrm: "\u293C",
  curlyeqprec: "\u22DE",
  curlyeqsucc: "\u22DF",
  curlyvee: "\u22CE",
  curlywedge: "\u22CF",
  curren: "\xA4",
  curvearrowleft: "\u21B6",
  curvearrowright: "\u21B7",
  cuvee: "\u22CE",
  cuwed: "\u22CF",
  cwconint: "\u2232",
  cwint: "\u2231",
  cylcty: "\u232D",
  dArr: "\u21D3",
  dHar: "\u2965",
  dagger: "\u2020",
  daleth: "\u2138",
  darr: "\u2193",
  dash: "\u2010",
  dashv: "\u22A3",
  dbkarow: "\u290F",
  dblac: "\u02DD",
  dcaron: "\u010F",
  dcy: "\u0434",
  dd: "\u2146",
  ddagger: "\u2021",
  ddarr: "\u21CA",
  ddotseq: "\u2A77",
  deg: "\xB0",
  delta: "\u03B4",
  demptyv: "\u29B1",
  dfisht: "\u297F",
  dfr: "\u{1D521}",
  dharl: "\u21C3",
  dharr: "\u21C2",
  diam: "\u22C4",
  diamond: "\u22C4",
  diamondsuit: "\u2666",
  diams: "\u2666",
  die: "\xA8",
  digamma: "\u03DD",
  disin: "\u22F2",
  div: "\xF7",
  divide: "\xF7",
  divideontimes: "\u22C7",
  divonx: "\u22C7",
  djcy: "\u0452",
  dlcorn: "\u231E",
  dlcrop: "\u230D",
  dollar: "$",
  dopf: "\u{1D555}",
  dot: "\u02D9",
  doteq: "\u2250",
  doteqdot: "\u2251",
  dotminus: "\u2238",
  dotplus: "\u2214",
  dotsquare: "\u22A1",
  doublebarwedge: "\u2306",
  downarrow: "\u2193",
  downdownarrows: "\u21CA",
  downharpoonleft: "\u21C3",
  downharpoonright: "\u21C2",
  drbkarow: "\u2910",
  drcorn: "\u231F",
  drcrop: "\u230C",
  dscr: "\u{1D4B9}",
  dscy: "\u0455",
  dsol: "\u29F6",
  dstrok: "\u0111",
  dtdot: "\u22F1",
  dtri: "\u25BF",
  dtrif: "\u25BE",
  duarr: "\u21F5",
  duhar: "\u296F",
  dwangle: "\u29A6",
  dzcy: "\u045F",
  dzigrarr: "\u27FF",
  eDDot: "\u2A77",
  eDot: "\u2251",
  eacute: "\xE9",
  easter: "\u2A6E",
  ecaron: "\u011B",
  ecir: "\u2256",
  ecirc: "\xEA",
  ecolon: "\u2255",
  ecy: "\u044D",
  edot: "\u0117",
  ee: "\u2147",
  efDot: "\u2252",
  efr: "\u{1D522}",
  eg: "\u2A9A",
  egrave: "\xE8",
  egs: "\u2A96",
  egsdot: "\u2A98",
  el: "\u2A99",
  elinters: "\u23E7",
  ell: "\u2113",
  els: "\u2A95",
  elsdot: "\u2A97",
  emacr: "\u0113",
  empty: "\u2205",
  emptyset: "\u2205",
  emptyv: "\u2205",
  emsp13: "\u2004",
  emsp14: "\u2005",
  emsp: "\u2003",
  eng: "\u014B",
  ensp: "\u2002",
  eogon: "\u0119",
  eopf: "\u{1D556}",
  epar: "\u22D5",
  eparsl: "\u29E3",
  eplus: "\u2A71",
  epsi: "\u03B5",
  epsilon: "\u03B5",
  epsiv: "\u03F5",
  eqcirc: "\u2256",
  eqcolon: "\u2255",
  eqsim: "\u2242",
  eqslantgtr: "\u2A96",
  eqslantless: "\u2A95",
  equals: "=",
  equest: "\u225F",
  equiv: "\u2261",
  equivDD: "\u2A78",
  eqvparsl: "\u29E5",
  erDot: "\u2253",
  erarr: "\u2971",
  escr: "\u212F",
  esdot: "\u2250",
  esim: "\u2242",
  eta: "\u03B7",
  eth: "\xF0",
  euml: "\xEB",
  euro: "\u20AC",
  excl: "!",
  exist: "\u2203",
  expectation: "\u2130",
  exponentiale: "\u2147",
  fallingdotseq: "\u2252",
  fcy: "\u0444",
  female: "\u2640",
  ffilig: "\uFB03",
  fflig: "\uFB00",
  ffllig: "\uFB04",
  ffr: "\u{1D523}",
  filig: "\uFB01",
  fjlig: "fj",
  flat: "\u266D",
  fllig: "\uFB02",
  fltns: "\u25B1",
  fnof: "\u0192",
  fopf: "\u{1D557}",
  forall: "\u2200",
  fork: "\u22D4",
  forkv: "\u2AD9",
  fpartint: "\u2A0D",
  frac12: "\xBD",
  frac13: "\u2153",
  frac14: "\xBC",
  frac15: "\u2155",
  frac16: "\u2159",
  frac18: "\u215B",
  frac23: "\u2154",
  frac25: "\u2156",
  frac34: "\xBE",
  frac35: "\u2157",
  frac38: "\u215C",
  frac45: "\u2158",
  frac56: "\u215A",
  frac58: "\u215D",
  frac78: "\u215E",
  frasl: "\u2044",
  frown: "\u2322",
  fscr: "\u{1D4BB}",
  gE: "\u2267",
  gEl: "\u2A8C",
  gacute: "\u01F5",
  gamma: "\u03B3",
  gammad: "\u03DD",
  gap: "\u2A86",
  gbreve: "\u011F",
  gcirc: "\u011D",
  gcy: "\u0433",
  gdot: "\u0121",
  ge: "\u2265",
  gel: "\u22DB",
  geq: "\u2265",
  geqq: "\u2267",
  geqslant: "\u2A7E",
  ges: "\u2A7E",
  gescc: "\u2AA9",
  gesdot: "\u2A80",
  gesdoto: "\u2A82",
  gesdotol: "\u2A84",
  gesl: "\u22DB\uFE00",
  gesles: "\u2A94",
  gfr: "\u{1D524}",
  gg: "\u226B",
  ggg: "\u22D9",
  gimel: "\u2137",
  gjcy: "\u0453",
  gl: "\u2277",
  glE: "\u2A92",
  gla: "\u2AA5",
  glj: "\u2AA4",
  gnE: "\u2269",
  gnap: "\u2A8A",
  gnapprox: "\u2A8A",
  gne: "\u2A88",
  gneq: "\u2A88",
  gneqq: "\u2269",
  gnsim: "\u22E7",
  gopf: "\u{1D558}",
  grave: "`",
  gscr: "\u210A",
  gsim: "\u2273",
  gsime: "\u2A8E",
  gsiml: "\u2A90",
  gt: ">",
  gtcc: "\u2AA7",
  gtcir: "\u2A7A",
  gtdot: "\u22D7",
  gtlPar: "\u2995",
  gtquest: "\u2A7C",
  gtrapprox: "\u2A86",
  gtrarr: "\u2978",
  gtrdot: "\u22D7",
  gtreqless: "\u22DB",
  gtreqqless: "\u2A8C",
  gtrless: "\u2277",
  gtrsim: "\u2273",
  gvertneqq: "\u2269\uFE00",
  gvnE: "\u2269\uFE00",
  hArr: "\u21D4",
  hairsp: "\u200A",
  half: "\xBD",
  hamilt: "\u210B",
  hardcy: "\u044A",
  harr: "\u2194",
  harrcir: "\u2948",
  harrw: "\u21AD",
  hbar: "\u210F",
  hcirc: "\u0125",
  hearts: "\u2665",
  heartsuit: "\u2665",
  hellip: "\u2026",
  hercon: "\u22B9",
  hfr: "\u{1D525}",
  hksearow: "\u2925",
  hkswarow: "\u2926",
  hoarr: "\u21FF",
  homtht: "\u223B",
  hookleftarrow: "\u21A9",
  hookrightarrow: "\u21AA",
  hopf: "\u{1D559}",
  horbar: "\u2015",
  hscr: "\u{1D4BD}",
  hslash: "\u210F",
  hstrok: "\u0127",
  hybull: "\u2043",
  hyphen: "\u2010",
  iacute: "\xED",
  ic: "\u2063",
  icirc: "\xEE",
  icy: "\u0438",
  iecy: "\u0435",
  iexcl: "\xA1",
  iff: "\u21D4",
  ifr: "\u{1D526}",
  igrave: "\xEC",
  ii: "\u2148",
  iiiint: "\u2A0C",
  iiint: "\u222D",
  iinfin: "\u29DC",
  iiota: "\u2129",
  ijlig: "\u0133",
  imacr: "\u012B",
  image: "\u2111",
  imagline: "\u2110",
  imagpart: "\u2111",
  imath: "\u0131",
  imof: "\u22B7",
  imped: "\u01B5",
  in: "\u2208",
  incare: "\u2105",
  infin: "\u221E",
  infintie: "\u29DD",
  inodot: "\u0131",
  int: "\u222B",
  intcal: "\u22BA",
  integers: "\u2124",
  intercal: "\u22BA",
  intlarhk: "\u2A17",
  intprod: "\u2A3C",
  iocy: "\u0451",
  iogon: "\u012F",
  iopf: "\u{1D55A}",
  iota: "\u03B9",
  iprod: "\u2A3C",
  iquest: "\xBF",
  iscr: "\u{1D4BE}",
  isin: "\u2208",
  isinE: "\u22F9",
  isindot: "\u22F5",
  isins: "\u22F4",
  isinsv: "\u22F3",
  isinv: "\u2208",
  it: "\u2062",
  itilde: "\u0129",
  iukcy: "\u0456",
  iuml: "\xEF",
  jcirc: "\u0135",
  jcy: "\u0439",
  jfr: "\u{1D527}",
  jmath: "\u0237",
  jopf: "\u{1D55B}",
  jscr: "\u{1D4BF}",
  jsercy: "\u0458",
  jukcy: "\u0454",
  kappa: "\u03BA",
  kappav: "\u03F0",
  kcedil: "\u0137",
  kcy: "\u043A",
  kfr: "\u{1D528}",
  kgreen: "\u0138",
  khcy: "\u0445",
  kjcy: "\u045C",
  kopf: "\u{1D55C}",
  kscr: "\u{1D4C0}",
  lAarr: "\u21DA",
  lArr: "\u21D0",
  lAtail: "\u291B",
  lBarr: "\u290E",
  lE: "\u2266",
  lEg: "\u2A8B",
  lHar: "\u2962",
  lacute: "\u013A",
  laemptyv: "\u29B4",
  lagran: "\u2112",
  lambda: "\u03BB",
  lang: "\u27E8",
  langd: "\u2991",
  langle: "\u27E8",
  lap: "\u2A85",
  laquo: "\xAB",
  larr: "\u2190",
  larrb: "\u21E4",
  larrbfs: "\u291F",
  larrfs: "\u291D",
  larrhk: "\u21A9",
  larrlp: "\u21AB",
  larrpl: "\u2939",
  larrsim: "\u2973",
  larrtl: "\u21A2",
  lat: "\u2AAB",
  latail: "\u2919",
  late: "\u2AAD",
  lates: "\u2AAD\uFE00",
  lbarr: "\u290C",
  lbbrk: "\u2772",
  lbrace: "{",
  lbrack: "[",
  lbrke: "\u298B",
  lbrksld: "\u298F",
  lbrkslu: "\u298D",
  lcaron: "\u013E",
  lcedil: "\u013C",
  lceil: "\u2308",
  lcub: "{",
  lcy: "\u043B",
  ldca: "\u2936",
  ldquo: "\u201C",
  ldquor: "\u201E",
  ldrdhar: "\u2967",
  ldrushar: "\u294B",
  ldsh: "\u21B2",
  le: "\u2264",
  leftarrow: "\u2190",
  leftarrowtail: "\u21A2",
  leftharpoondown: "\u21BD",
  leftharpoonup: "\u21BC",
  leftleftarrows: "\u21C7",
  leftrightarrow: "\u2194",
  leftrightarrows: "\u21C6",
  leftrightharpoons: "\u21CB",
  leftrightsquigarrow: "\u21AD",
  leftthreetimes: "\u22CB",
  leg: "\u22DA",
  leq: "\u2264",
  leqq: "\u2266",
  leqslant: "\u2A7D",
  les: "\u2A7D",
  lescc: "\u2AA8",
  lesdot: "\u2A7F",
  lesdoto: "\u2A81",
  lesdotor: "\u2A83",
  lesg: "\u22DA\uFE00",
  lesges: "\u2A93",
  lessapprox: "\u2A85",
  lessdot: "\u22D6",
  lesseqgtr: "\u22DA",
  lesseqqgtr: "\u2A8B",
  lessgtr: "\u2276",
  lesssim: "\u2272",
  lfisht: "\u297C",
  lfloor: "\u230A",
  lfr: "\u{1D529}",
  lg: "\u2276",
  lgE: "\u2A91",
  lhard: "\u21BD",
  lharu: "\u21BC",
  lharul: "\u296A",
  lhblk: "\u2584",
  ljcy: "\u0459",
  ll: "\u226A",
  llarr: "\u21C7",
  llcorner: "\u231E",
  llhard: "\u296B",
  lltri: "\u25FA",
  lmidot: "\u0140",
  lmoust: "\u23B0",
  lmoustache: "\u23B0",
  lnE: "\u2268",
  lnap: "\u2A89",
  lnapprox: "\u2A89",
  lne: "\u2A87",
  lneq: "\u2A87",
  lneqq: "\u2268",
  lnsim: "\u22E6",
  loang: "\u27EC",
  loarr: "\u21FD",
  lobrk: "\u27E6",
  longleftarrow: "\u27F5",
  longleftrightarrow: "\u27F7",
  longmapsto: "\u27FC",
  longrightarrow: "\u27F6",
  looparrowleft: "\u21AB",
  looparrowright: "\u21AC",
  lopar: "\u2985",
  lopf: "\u{1D55D}",
  loplus: "\u2A2D",
  lotimes: "\u2A34",
  lowast: "\u2217",
  lowbar: "_",
  loz: "\u25CA",
  lozenge: "\u25CA",
  lozf: "\u29EB",
  lpar: "(",
  lparlt: "\u2993",
  lrarr: "\u21C6",
  lrcorner: "\u231F",
  lrhar: "\u21CB",
  lrhard: "\u296D",
  lrm: "\u200E",
  lrtri: "\u22BF",
  lsaquo: "\u2039",
  lscr: "\u{1D4C1}",
  lsh: "\u21B0",
  lsim: "\u2272",
  lsime: "\u2A8D",
  lsimg: "\u2A8F",
  lsqb: "[",
  lsquo: "\u2018",
  lsquor: "\u201A",
  lstrok: "\u0142",
  lt: "<",
  ltcc: "\u2AA6",
  ltcir: "\u2A79",
  ltdot: "\u22D6",
  lthree: "\u22CB",
  ltimes: "\u22C9",
  ltlarr: "\u2976",
  ltquest: "\u2A7B",
  ltrPar: "\u2996",
  ltri: "\u25C3",
  ltrie: "\u22B4",
  ltrif: "\u25C2",
  lurdshar: "\u294A",
  luruhar: "\u2966",
  lvertneqq: "\u2268\uFE00",
  lvnE: "\u2268\uFE00",
  mDDot: "\u223A",
  macr: "\xAF",
  male: "\u2642",
  malt: "\u2720",
  maltese: "\u2720",
  map: "\u21A6",
  mapsto: "\u21A6",
  mapstodown: "\u21A7",
  mapstoleft: "\u21A4",
  mapstoup: "\u21A5",
  marker: "\u25AE",
  mcomma: "\u2A29",
  mcy: "\u043C",
  mdash: "\u2014",
  measuredangle: "\u2221",
  mfr: "\u{1D52A}",
  mho: "\u2127",
  micro: "\xB5",
  mid: "\u2223",
  midast: "*",
  midcir: "\u2AF0",
  middot: "\xB7",
  minus: "\u2212",
  minusb: "\u229F",
  minusd: "\u2238",
  minusdu: "\u2A2A",
  mlcp: "\u2ADB",
  mldr: "\u2026",
  mnplus: "\u2213",
  models: "\u22A7",
  mopf: "\u{1D55E}",
  mp: "\u2213",
  mscr: "\u{1D4C2}",
  mstpos: "\u223E",
  mu: "\u03BC",
  multimap: "\u22B8",
  mumap: "\u22B8",
  nGg: "\u22D9\u0338",
  nGt: "\u226B\u20D2",
  nGtv: "\u226B\u0338",
  nLeftarrow: "\u21CD",
  nLeftrightarrow: "\u21CE",
  nLl: "\u22D8\u0338",
  nLt: "\u226A\u20D2",
  nLtv: "\u226A\u0338",
  nRightarrow: "\u21CF",
  nVDash: "\u22AF",
  nVdash: "\u22AE",
  nabla: "\u2207",
  nacute: "\u0144",
  nang: "\u2220\u20D2",
  nap: "\u2249",
  napE: "\u2A70\u0338",
  napid: "\u224B\u0338",
  napos: "\u0149",
  napprox: "\u2249",
  natur: "\u266E",
  natural: "\u266E",
  naturals: "\u2115",
  nbsp: "\xA0",
  nbump: "\u224E\u0338",
  nbumpe: "\u224F\u0338",
  ncap: "\u2A43",
  ncaron: "\u0148",
  ncedil: "\u0146",
  ncong: "\u2247",
  ncongdot: "\u2A6D\u0338",
  ncup: "\u2A42",
  ncy: "\u043D",
  ndash: "\u2013",
  ne: "\u2260",
  neArr: "\u21D7",
  nearhk: "\u2924",
  nearr: "\u2197",
  nearrow: "\u2197",
  nedot: "\u2250\u0338",
  nequiv: "\u2262",
  nesear: "\u2928",
  nesim: "\u2242\u0338",
  nexist: "\u2204",
  nexists: "\u2204",
  nfr: "\u{1D52B}",
  ngE: "\u2267\u0338",
  nge: "\u2271",
  ngeq: "\u2271",
  ngeqq: "\u2267\u0338",
  ngeqslant: "\u2A7E\u0338",
  nges: "\u2A7E\u0338",
  ngsim: "\u2275",
  ngt: "\u226F",
  ngtr: "\u226F",
  nhArr: "\u21CE",
  nharr: "\u21AE",
  nhpar: "\u2AF2",
  ni: "\u220B",
  nis: "\u22FC",
  nisd: "\u22FA",
  niv: "\u220B",
  njcy: "\u045A",
  nlArr: "\u21CD",
  nlE: "\u2266\u0338",
  nlarr: "\u219A",
  nldr: "\u2025",
  nle: "\u2270",
  nleftarrow: "\u219A",
  nleftrightarrow: "\u21AE",
  nleq: "\u2270",
  nleqq: "\u2266\u0338",
  nleqslant: "\u2A7D\u0338",
  nles: "\u2A7D\u0338",
  nless: "\u226E",
  nlsim: "\u2274",
  nlt: "\u226E",
  nltri: "\u22EA",
  nltrie: "\u22EC",
  nmid: "\u2224",
  nopf: "\u{1D55F}",
  not: "\xAC",
  notin: "\u2209",
  notinE: "\u22F9\u0338",
  notindot: "\u22F5\u0338",
  notinva: "\u2209",
  notinvb: "\u22F7",
  notinvc: "\u22F6",
  notni: "\u220C",
  notniva: "\u220C",
  notnivb: "\u22FE",
  notnivc: "\u22FD",
  npar: "\u2226",
  nparallel: "\u2226",
  nparsl: "\u2AFD\u20E5",
  npart: "\u2202\u0338",
  npolint: "\u2A14",
  npr: "\u2280",
  nprcue: "\u22E0",
  npre: "\u2AAF\u0338",
  nprec: "\u2280",
  npreceq: "\u2AAF\u0338",
  nrArr: "\u21CF",
  nrarr: "\u219B",
  nrarrc: "\u2933\u0338",
  nrarrw: "\u219D\u0338",
  nrightarrow: "\u219B",
  nrtri: "\u22EB",
  nrtrie: "\u22ED",
  nsc: "\u2281",
  nsccue: "\u22E1",
  nsce: "\u2AB0\u0338",
  nscr: "\u{1D4C3}",
  nshortmid: "\u2224",
  nshortparallel: "\u2226",
  nsim: "\u2241",
  nsime: "\u2244",
  nsimeq: "\u2244",
  nsmid: "\u2224",
  nspar: "\u2226",
  nsqsube: "\u22E2",
  nsqsupe: "\u22E3",
  nsub: "\u2284",
  nsubE: "\u2AC5\u0338",
  nsube: "\u2288",
  nsubset: "\u2282\u20D2",
  nsubseteq: "\u2288",
  nsubseteqq: "\u2AC5\u0338",
  nsucc: "\u2281",
  nsucceq: "\u2AB0\u0338",
  nsup: "\u2285",
  nsupE: "\u2AC6\u0338",
  nsupe: "\u2289",
  nsupset: "\u2283\u20D2",
  nsupseteq: "\u2289",
  nsupseteqq: "\u2AC6\u0338",
  ntgl: "\u2279",
  ntilde: "\xF1",
  ntlg: "\u2278",
  ntriangleleft: "\u22EA",
  ntrianglelefteq: "\u22EC",
  ntriangleright: "\u22EB",
  ntrianglerighteq: "\u22ED",
  nu: "\u03BD",
  num: "#",
  numero: "\u2116",
  numsp: "\u2007",
  nvDash: "\u22AD",
  nvHarr: "\u2904",
  nvap: "\u224D\u20D2",
  nvdash: "\u22AC",
  nvge: "\u2265\u20D2",
  nvgt: ">\u20D2",
  nvinfin: "\u29DE",
  nvlArr: "\u2902",
  nvle: "\u2264\u20D2",
  nvlt: "<\u20D2",
  nvltrie: "\u22B4\u20D2",
  nvrArr: "\u2903",
  nvrtrie: "\u22B5\u20D2",
  nvsim: "\u223C\u20D2",
  nwArr: "\u21D6",
  nwarhk: "\u2923",
  nwarr: "\u2196",
  nwarrow: "\u2196",
  nwnear: "\u2927",
  oS: "\u24C8",
  oacute: "\xF3",
  oast: "\u229B",
  ocir: "\u229A",
  ocirc: "\xF4",
  ocy: "\u043E",
  odash: "\u229D",
  odblac: "\u0151",
  odiv: "\u2A38",
  odot: "\u2299",
  odsold: "\u29BC",
  oelig: "\u0153",
  ofcir: "\u29BF",
  ofr: "\u{1D52C}",
  ogon: "\u02DB",
  ograve: "\xF2",
  ogt: "\u29C1",
  ohbar: "\u29B5",
  ohm: "\u03A9",
  oint: "\u222E",
  olarr: "\u21BA",
  olcir: "\u29BE",
  olcross: "\u29BB",
  oline: "\u203E",
  olt: "\u29C0",
  omacr: "\u014D",
  omega: "\u03C9",
  omicron: "\u03BF",
  omid: "\u29B6",
  ominus: "\u2296",
  oopf: "\u{1D560}",
  opar: "\u29B7",
  operp: "\u29B9",
  oplus: "\u2295",
  or: "\u2228",
  orarr: "\u21BB",
  ord: "\u2A5D",
  order: "\u2134",
  orderof: "\u2134",
  ordf: "\xAA",
  ordm: "\xBA",
  origof: "\u22B6",
  oror: "\u2A56",
  orslope: "\u2A57",
  orv: "\u2A5B",
  oscr: "\u2134",
  oslash: "\xF8",
  osol: "\u2298",
  otilde: "\xF5",
  otimes: "\u2297",
  otimesas: "\u2A36",
  ouml: "\xF6",
  ovbar: "\u233D",
  par: "\u2225",
  para: "\xB6",
  parallel: "\u2225",
  parsim: "\u2AF3",
  parsl: "\u2AFD",
  part: "\u2202",
  pcy: "\u043F",
  percnt: "%",
  period: ".",
  permil: "\u2030",
  perp: "\u22A5",
  pertenk: "\u2031",
  pfr: "\u{1D52D}",
  phi: "\u03C6",
  phiv: "\u03D5",
  phmmat: "\u2133",
  phone: "\u260E",
  pi: "\u03C0",
  pitchfork: "\u22D4",
  piv: "\u03D6",
  planck: "\u210F",
  planckh: "\u210E",
  plankv: "\u210F",
  plus: "+",
  plusacir: "\u2A23",
  plusb: "\u229E",
  pluscir: "\u2A22",
  plusdo: "\u2214",
  plusdu: "\u2A25",
  pluse: "\u2A72",
  plusmn: "\xB1",
  plussim: "\u2A26",
  plustwo: "\u2A27",
  pm: "\xB1",
  pointint: "\u2A15",
  popf: "\u{1D561}",
  pound: "\xA3",
  pr: "\u227A",
  prE: "\u2AB3",
  prap: "\u2AB7",
  prcue: "\u227C",
  pre: "\u2AAF",
  prec: "\u227A",
  precapprox: "\u2AB7",
  preccurlyeq: "\u227C",
  preceq: "\u2AAF",
  precnapprox: "\u2AB9",
  precneqq: "\u2AB5",
  precnsim: "\u22E8",
  precsim: "\u227E",
  prime: "\u2032",
  primes: "\u2119",
  prnE: "\u2AB5",
  prnap: "\u2AB9",
  prnsim: "\u22E8",
  prod: "\u220F",
  profalar: "\u232E",
  profline: "\u2312",
  profsurf: "\u2313",
  prop: "\u221D",
  propto: "\u221D",
  prsim: "\u227E",
  prurel: "\u22B0",
  pscr: "\u{1D4C5}",
  psi: "\u03C8",
  puncsp: "\u2008",
  qfr: "\u{1D52E}",
  qint: "\u2A0C",
  qopf: "\u{1D562}",
  qprime: "\u2057",
  qscr: "\u{1D4C6}",
  quaternions: "\u210D",
  quatint: "\u2A16",
  quest: "?",
  questeq: "\u225F",
  quot: '"',
  rAarr: "\u21DB",
  rArr: "\u21D2",
  rAtail: "\u291C",
  rBarr: "\u290F",
  rHar: "\u2964",
  race: "\u223D\u0331",
  racute: "\u0155",
  radic: "\u221A",
  raemptyv: "\u29B3",
  rang: "\u27E9",
  rangd: "\u2992",
  range: "\u29A5",
  rangle: "\u27E9",
  raquo: "\xBB",
  rarr: "\u2192",
  rarrap: "\u2975",
  rarrb: "\u21E5",
  rarrbfs: "\u2920",
  rarrc: "\u2933",
  rarrfs: "\u291E",
  rarrhk: "\u21AA",
  rarrlp: "\u21AC",
  rarrpl: "\u2945",
  rarrsim: "\u2974",
  rarrtl: "\u21A3",
  rarrw: "\u219D",
  ratail: "\u291A",
  ratio: "\u2236",
  rationals: "\u211A",
  rbarr: "\u290D",
  rbbrk: "\u2773",
  rbrace: "}",
  rbrack: "]",
  rbrke: "\u298C",
  rbrksld: "\u298E",
  rbrkslu: "\u2990",
  rcaron: "\u0159",
  rcedil: "\u0157",
  rceil: "\u2309",
  rcub: "}",
  rcy: "\u0440",
  rdca: "\u2937",
  rdldhar: "\u2969",
  rdquo: "\u201D",
  rdquor: "\u201D",
  rdsh: "\u21B3",
  real: "\u211C",
  realine: "\u211B",
  realpart: "\u211C",
  reals: "\u211D",
  rect: "\u25AD",
  reg: "\xAE",
  rfisht: "\u297D",
  rfloor: "\u230B",
  rfr: "\u{1D52F}",
  rhard: "\u21C1",
  rharu: "\u21C0",
  rharul: "\u296C",
  rho: "\u03C1",
  rhov: "\u03F1",
  rightarrow: "\u2192",
  rightarrowtail: "\u21A3",
  rightharpoondown: "\u21C1",
  rightharpoonup: "\u21C0",
  rightleftarrows: "\u21C4",
  rightleftharpoons: "\u21CC",
  rightrightarrows: "\u21C9",
  rightsquigarrow: "\u219D",
  rightthreetimes: "\u22CC",
  ring: "\u02DA",
  risingdotseq: "\u2253",
  rlarr: "\u21C4",
  rlhar: "\u21CC",
  rlm: "\u200F",
  rmoust: "\u23B1",
  rmoustache: "\u23B1",
  rnmid: "\u2AEE",
  roang: "\u27ED",
  roarr: "\u21FE",
  robrk: "\u27E7",
  ropar: "\u2986",
  ropf: "\u{1D563}",
  roplus: "\u2A2E",
  rotimes: "\u2A35",
  rpar: ")",
  rpargt: "\u2994",
  rppolint: "\u2A12",
  rrarr: "\u21C9",
  rsaquo: "\u203A",
  rscr: "\u{1D4C7}",
  rsh: "\u21B1",
  rsqb: "]",
  rsquo: "\u2019",
  rsquor: "\u2019",
  rthree: "\u22CC",
  rtimes: "\u22CA",
  rtri: "\u25B9",
  rtrie: "\u22B5",
  rtrif: "\u25B8",
  rtriltri: "\u29CE",
  ruluhar: "\u2968",
  rx: "\u211E",
  sacute: "\u015B",
  sbquo: "\u201A",
  sc: "\u227B",
  scE: "\u2AB4",
  scap: "\u2AB8",
  scaron: "\u0161",
  sccue: "\u227D",
  sce: "\u2AB0",
  scedil: "\u015F",
  scirc: "\u015D",
  scnE: "\u2AB6",
  scnap: "\u2ABA",
  scnsim: "\u22E9",
  scpolint: "\u2A13",
  scsim: "\u227F",
  scy: "\u0441",
  sdot: "\u22C5",
  sdotb: "\u22A1",
  sdote: "\u2A66",
  seArr: "\u21D8",
  searhk: "\u2925",
  searr: "\u2198",
  searrow: "\u2198",
  sect: "\xA7",
  semi: ";",
  seswar: "\u2929",
  setminus: "\u2216",
  setmn: "\u2216",
  sext: "\u2736",
  sfr: "\u{1D530}",
  sfrown: "\u2322",
  sharp: "\u266F",
  shchcy: "\u0449",
  shcy: "\u0448",
  shortmid: "\u2223",
  shortparallel: "\u2225",
  shy: "\xAD",
  sigma: "\u03C3",
  sigmaf: "\u03C2",
  sigmav: "\u03C2",
  sim: "\u223C",
  simdot: "\u2A6A",
  sime: "\u2243",
  simeq: "\u2243",
  simg: "\u2A9E",
  simgE: "\u2AA0",
  siml: "\u2A9D",
  simlE: "\u2A9F",
  simne: "\u2246",
  simplus: "\u2A24",
  simrarr: "\u2972",
  slarr: "\u2190",
  smallsetminus: "\u2216",
  smashp: "\u2A33",
  smeparsl: "\u29E4",
  smid: "\u2223",
  smile: "\u2323",
  smt: "\u2AAA",
  smte: "\u2AAC",
  smtes: "\u2AAC\uFE00",
  softcy: "\u044C",
  sol: "/",
  solb: "\u29C4",
  solbar: "\u233F",
  sopf: "\u{1D564}",
  spades: "\u2660",
  spadesuit: "\u2660",
  spar: "\u2225",
  sqcap: "\u2293",
  sqcaps: "\u2293\uFE00",
  sqcup: "\u2294",
  sqcups: "\u2294\uFE00",
  sqsub: "\u228F",
  sqsube: "\u2291",
  sqsubset: "\u228F",
  sqsubseteq: "\u2291",
  sqsup: "\u2290",
  sqsupe: "\u2292",
  sqsupset: "\u2290",
  sqsupseteq: "\u2292",
  squ: "\u25A1",
  square: "\u25A1",
  squarf: "\u25AA",
  squf: "\u25AA",
  srarr: "\u2192",
  sscr: "\u{1D4C8}",
  ssetmn: "\u2216",
  ssmile: "\u2323",
  sstarf: "\u22C6",
  star: "\u2606",
  starf: "\u2605",
  straightepsilon: "\u03F5",
  straightphi: "\u03D5",
  strns: "\xAF",
  sub: "\u2282",
  subE: "\u2AC5",
  subdot: "\u2ABD",
  sube: "\u2286",
  subedot: "\u2AC3",
  submult: "\u2AC1",
  subnE: "\u2ACB",
  subne: "\u228A",
  subplus: "\u2ABF",
  subrarr: "\u2979",
  subset: "\u2282",
  subseteq: "\u2286",
  subseteqq: "\u2AC5",
  subsetneq: "\u228A",
  subsetneqq: "\u2ACB",
  subsim: "\u2AC7",
  subsub: "\u2AD5",
  subsup: "\u2AD3",
  succ: "\u227B",
  succapprox: "\u2AB8",
  succcurlyeq: "\u227D",
  succeq: "\u2AB0",
  succnapprox: "\u2ABA",
  succneqq: "\u2AB6",
  succnsim: "\u22E9",
  succsim: "\u227F",
  sum: "\u2211",
  sung: "\u266A",
  sup1: "\xB9",
  sup2: "\xB2",
  sup3: "\xB3",
  sup: "\u2283",
  supE: "\u2AC6",
  supdot: "\u2ABE",
  supdsub: "\u2AD8",
  supe: "\u2287",
  supedot: "\u2AC4",
  suphsol: "\u27C9",
  suphsub: "\u2AD7",
  suplarr: "\u297B",
  supmult: "\u2AC2",
  supnE: "\u2ACC",
  supne: "\u228B",
  supplus: "\u2AC0",
  supset: "\u2283",
  supseteq: "\u2287",
  supseteqq: "\u2AC6",
  supsetneq: "\u228B",
  supsetneqq: "\u2ACC",
  supsim: "\u2AC8",
  supsub: "\u2AD4",
  supsup: "\u2AD6",
  swArr: "\u21D9",
  swarhk: "\u2926",
  swarr: "\u2199",
  swarrow: "\u2199",
  swnwar: "\u292A",
  szlig: "\xDF",
  target: "\u2316",
  tau: "\u03C4",
  tbrk: "\u23B4",
  tcaron: "\u0165",
  tcedil: "\u0163",
  tcy: "\u0442",
  tdot: "\u20DB",
  telrec: "\u2315",
  tfr: "\u{1D531}",
  there4: "\u2234",
  therefore: "\u2234",
  theta: "\u03B8",
  thetasym: "\u03D1",
  thetav: "\u03D1",
  thickapprox: "\u2248",
  thicksim: "\u223C",
  thinsp: "\u2009",
  thkap: "\u2248",
  thksim: "\u223C",
  thorn: "\xFE",
  tilde: "\u02DC",
  times: "\xD7",
  timesb: "\u22A0",
  timesbar: "\u2A31",
  timesd: "\u2A30",
  tint: "\u222D",
  toea: "\u2928",
  top: "\u22A4",
  topbot: "\u2336",
  topcir: "\u2AF1",
  topf: "\u{1D565}",
  topfork: "\u2ADA",
  tosa: "\u2929",
  tprime: "\u2034",
  trade: "\u2122",
  triangle: "\u25B5",
  triangledown: "\u25BF",
  triangleleft: "\u25C3",
  trianglelefteq: "\u22B4",
  triangleq: "\u225C",
  triangleright: "\u25B9",
  trianglerighteq: "\u22B5",
  tridot: "\u25EC",
  trie: "\u225C",
  triminus: "\u2A3A",
  triplus: "\u2A39",
  trisb: "\u29CD",
  tritime: "\u2A3B",
  trpezium: "\u23E2",
  tscr: "\u{1D4C9}",
  tscy: "\u0446",
  tshcy: "\u045B",
  tstrok: "\u0167",
  twixt: "\u226C",
  twoheadleftarrow: "\u219E",
  twoheadrightarrow: "\u21A0",
  uArr: "\u21D1",
  uHar: "\u2963",
  uacute: "\xFA",
  uarr: "\u2191",
  ubrcy: "\u045E",
  ubreve: "\u016D",
  ucirc: "\xFB",
  ucy: "\u0443",
  udarr: "\u21C5",
  udblac: "\u0171",
  udhar: "\u296E",
  ufisht: "\u297E",
  ufr: "\u{1D532}",
  ugrave: "\xF9",
  uharl: "\u21BF",
  uharr: "\u21BE",
  uhblk: "\u2580",
  ulcorn: "\u231C",
  ulcorner: "\u231C",
  ulcrop: "\u230F",
  ultri: "\u25F8",
  umacr: "\u016B",
  uml: "\xA8",
  uogon: "\u0173",
  uopf: "\u{1D566}",
  uparrow: "\u2191",
  updownarrow: "\u2195",
  upharpoonleft: "\u21BF",
  upharpoonright: "\u21BE",
  uplus: "\u228E",
  upsi: "\u03C5",
  upsih: "\u03D2",
  upsilon: "\u03C5",
  upuparrows: "\u21C8",
  urcorn: "\u231D",
  urcorner: "\u231D",
  urcrop: "\u230E",
  uring: "\u016F",
  urtri: "\u25F9",
  uscr: "\u{1D4CA}",
  utdot: "\u22F0",
  utilde: "\u0169",
  utri: "\u25B5",
  utrif: "\u25B4",
  uuarr: "\u21C8",
  uuml: "\xFC",
  uwangle: "\u29A7",
  vArr: "\u21D5",
  vBar: "\u2AE8",
  vBarv: "\u2AE9",
  vDash: "\u22A8",
  vangrt: "\u299C",
  varepsilon: "\u03F5",
  varkappa: "\u03F0",
  varnothing: "\u2205",
  varphi: "\u03D5",
  varpi: "\u03D6",
  varpropto: "\u221D",
  varr: "\u2195",
  varrho: "\u03F1",
  varsigma: "\u03C2",
  varsubsetneq: "\u228A\uFE00",
  varsubsetneqq: "\u2ACB\uFE00",
  varsupsetneq: "\u228B\uFE00",
  varsupsetneqq: "\u2ACC\uFE00",
  vartheta: "\u03D1",
  vartriangleleft: "\u22B2",
  vartriangleright: "\u22B3",
  vcy: "\u0432",
  vdash: "\u22A2",
  vee: "\u2228",
  veebar: "\u22BB",
  veeeq: "\u225A",
  vellip: "\u22EE",
  verbar: "|",
  vert: "|",
  vfr: "\u{1D533}",
  vltri: "\u22B2",
  vnsub: "\u2282\u20D2",
  vnsup: "\u2283\u20D2",
  vopf: "\u{1D567}",
  vprop: "\u221D",
  vrtri: "\u22B3",
  vscr: "\u{1D4CB}",
  vsubnE: "\u2ACB\uFE00",
  vsubne: "\u228A\uFE00",
  vsupnE: "\u2ACC\uFE00",
  vsupne: "\u228B\uFE00",
  vzigzag: "\u299A",
  wcirc: "\u0175",
  wedbar: "\u2A5F",
  wedge: "\u2227",
  wedgeq: "\u2259",
  weierp: "\u2118",
  wfr: "\u{1D534}",
  wopf: "\u{1D568}",
  wp: "\u2118",
  wr: "\u2240",
  wreath: "\u2240",
  wscr: "\u{1D4CC}",
  xcap: "\u22C2",
  xcirc: "\u25EF",
  xcup: "\u22C3",
  xdtri: "\u25BD",
  xfr: "\u{1D535}",
  xhArr: "\u27FA",
  xharr: "\u27F7",
  xi: "\u03BE",
  xlArr: "\u27F8",
  xlarr: "\u27F5",
  xmap: "\u27FC",
  xnis: "\u22FB",
  xodot: "\u2A00",
  xopf: "\u{1D569}",
  xoplus: "\u2A01",
  xotime: "\u2A02",
  xrArr: "\u27F9",
  xrarr: "\u27F6",
  xscr: "\u{1D4CD}",
  xsqcup: "\u2A06",
  xuplus: "\u2A04",
  xutri: "\u25B3",
  xvee: "\u22C1",
  xwedge: "\u22C0",
  yacute: "\xFD",
  yacy: "\u044F",
  ycirc: "\u0177",
  ycy: "\u044B",
  yen: "\xA5",
  yfr: "\u{1D536}",
  yicy: "\u0457",
  yopf: "\u{1D56A}",
  yscr: "\u{1D4CE}",
  yucy: "\u044E",
  yuml: "\xFF",
  zacute: "\u017A",
  zcaron: "\u017E",
  zcy: "\u0437",
  zdot: "\u017C",
  zeetrf: "\u2128",
  zeta: "\u03B6",
  zfr: "\u{1D537}",
  zhcy: "\u0436",
  zigrarr: "\u21DD",
  zopf: "\u{1D56B}",
  zscr: "\u{1D4CF}",
  zwj: "\u200D",
  zwnj: "\u200C"
};
// node_modules/decode-named-character-reference/index.js
var own3 = {}.hasOwnProperty;
function decodeNamedCharacterReference(value) {
  return own3.call(characterEntities, value) ? characterEntities[value] : false;
}
// node_modules/micromark-util-decode-numeric-character-reference/index.js
function decodeNumericCharacterReference(value, base) {
  const code4 = Number.parseInt(value, base);
  if (
    // C0 except for HT, LF, FF, CR, space.
    code4 < 9 || code4 === 11 || code4 > 13 && code4 < 32 || // Control character (DEL) of C0, and C1 controls.
    code4 > 126 && code4 < 160 || // Lone high surrogates and low surrogates.
    code4 > 55295 && code4 < 57344 || // Noncharacters.
    code4 > 64975 && code4 < 65008 || /* eslint-disable no-bitwise */
    (code4 & 65535) === 65535 || (code4 & 65535) === 65534 || /* eslint-enable no-bitwise */
    // Out of range
    code4 > 1114111
  ) {
    return "\uFFFD";
  }
  return String.fromCodePoint(code4);
}
// node_modules/micromark-util-decode-string/index.js
var characterEscapeOrReference = /\\([!-/:-@[-`{-~])|&(#(?:\d{1,7}|x[\da-f]{1,6})|[\da-z]{1,31});/gi;
function decodeString(value) {
  return value.replace(characterEscapeOrReference, decode);
}
function decode($0, $1, $2) {
  if ($1) {
    return $1;
  }
  const head = $2.charCodeAt(0);
  if (head === 35) {
    const head2 = $2.charCodeAt(1);
    const hex = head2 === 120 || head2 === 88;
    return decodeNumericCharacterReference($2.slice(hex ? 2 : 1), hex ? 16 : 10);
  }
  return decodeNamedCharacterReference($2) || $0;
}
// node_modules/mdast-util-to-markdown/lib/util/association.js
function association(node2) {
  if (node2.label || !node2.identifier) {
    return node2.label || "";
  }
  return decodeString(node2.identifier);
}
// node_modules/mdast-util-to-markdown/lib/util/compile-pattern.js
function compilePattern(pattern) {
  if (!pattern._compiled) {
    const before = (pattern.atBreak ? "[\\r\\n][\\t ]*" : "") + (pattern.before ? "(?:" + pattern.before + ")" : "");
    pattern._compiled = new RegExp(
      (pattern.beforeNode ? "^" : before ? "(" + before + ")" : "") + (/[$()*+.?[\\\]^{|}]/.test(pattern.character) ? "\\" : "") + pattern.character + (pattern.afterNode ? "$" : pattern.after ? "(?:" + pattern.after + ")" : ""),
      pattern.unicode ? "gu" : "g"
    );
  }
  return pattern._compiled;
}
// node_modules/mdast-util-to-markdown/lib/util/container-flow.js
function containerFlow(parent, state, info) {
  const indexStack = state.indexStack;
  const children = parent.children || [];
  const tracker = state.createTracker(info);
  const results = [];
  let index2 = -1;
  indexStack.push(-1);
  while (++index2 < children.length) {
    const child = children[index2];
    indexStack[indexStack.length - 1] = index2;
    results.push(
      tracker.move(
        state.handle(child, parent, state, {
          before: "\n",
          after: "\n",
          ...tracker.current()
        })
      )
    );
    if (child.type !== "list") {
      state.bulletLastUsed = void 0;
    }
    if (index2 < children.length - 1) {
      results.push(
        tracker.move(between(child, children[index2 + 1], parent, state))
      );
    }
  }
  indexStack.pop();
  return results.join("");
}
function between(left, right, parent, state) {
  let index2 = state.join.length;
  while (index2--) {
    const result = state.join[index2](left, right, parent, state);
    if (result === true || result === 1) {
      break;
    }
    if (typeof result === "number") {
      return "\n".repeat(1 + result);
    }
    if (result === false) {
      return "\n\n<!---->\n\n";
    }
  }
  return "\n\n";
}
// node_modules/mdast-util-to-markdown/lib/util/indent-lines.js
var eol = /\r?\n|\r/g;
function indentLines(value, map4) {
  const result = [];
  let start = 0;
  let line = 0;
  let match;
  while (match = eol.exec(value)) {
    one2(value.slice(start, match.index));
    result.push(match[0]);
    start = match.index + match[0].length;
    line++;
  }
  one2(value.slice(start));
  return result.join("");
  function one2(value2) {
    result.push(map4(value2, line, !value2));
  }
}
// node_modules/mdast-util-to-markdown/lib/util/safe.js
var own4 = {}.hasOwnProperty;
function safe(state, input, config) {
  const value = (config.before || "") + (input || "") + (config.after || "");
  const positions = [];
  const result = [];
  const infos = {};
  const percentEncode = state.stack.includes("autolink");
  const offset = config.before ? config.before.length : 0;
  const end = value.length - (config.after ? config.after.length : 0);
  let index2 = -1;
  while (++index2 < state.unsafe.length) {
    const pattern = state.unsafe[index2];
    if (!patternInScope(state.stack, pattern) || !nodeInScope(pattern.beforeNode, config.beforeNode) || !nodeInScope(pattern.afterNode, config.afterNode)) {
      continue;
    }
    const expression = state.compilePattern(pattern);
    const from = pattern.beforeNode ? offset : 0;
    const subject = value.slice(from, pattern.afterNode ? end : void 0);
    let match;
    while (match = expression.exec(subject)) {
      const before = Boolean(pattern.before || pattern.atBreak);
      const after = Boolean(pattern.after);
      const position = from + match.index + (before ? match[1].length : 0);
      if (own4.call(infos, position)) {
        if (infos[position].before && !before) {
          infos[position].before = false;
        }
        if (infos[position].after && !after) {
          infos[position].after = false;
        }
      } else {
        positions.push(position);
        infos[position] = { before, after };
      }
    }
  }
  positions.sort(numerical);
  let start = offset;
  index2 = -1;
  while (++index2 < positions.length) {
    const position = positions[index2];
    if (position < start || position >= end) {
      continue;
    }
    if (value.charAt(position) === "_" && // Preceded by an unescaped character that is not punctuation or whitespace:
    position > 0 && classifyCharacter(value.charCodeAt(position - 1)) === void 0 && !own4.call(infos, position - 1) && // Characters next to attention markers can become character references
    // later, turning `a` into `&#x61;`, so those do not count.
    !(position - 1 === offset && /[*_]/.test(value.charAt(offset - 1)))) {
      let sequenceEnd = position + 1;
      while (sequenceEnd < end && value.charAt(sequenceEnd) === "_") {
        sequenceEnd++;
      }
      const skip = sequenceEnd - position - 1;
      if (
        // All underscores in the run are unsafe positions, so they can be
        // skipped.
        positions[index2 + skip] === sequenceEnd - 1 && // Rest as above.
        sequenceEnd < value.length && classifyCharacter(value.charCodeAt(sequenceEnd)) === void 0 && !own4.call(infos, sequenceEnd) && !(sequenceEnd === end - 1 && /[*_]/.test(value.charAt(end)))
      ) {
        index2 += skip;
        continue;
      }
    }
    if (position + 1 < end && positions[index2 + 1] === position + 1 && infos[position].after && !infos[position + 1].before && !infos[position + 1].after || position - 1 >= offset && positions[index2 - 1] === position - 1 && infos[position].before && !infos[position - 1].before && !infos[position - 1].after) {
      continue;
    }
    if (start !== position) {
      const slice = value.slice(start, position);
      result.push(percentEncode ? slice : escapeBackslashes(slice, "\\"));
    }
    start = position + 1;
    if (percentEncode) {
      result.push(
        "%" + value.charCodeAt(position).toString(16).toUpperCase().padStart(2, "0")
      );
    } else if (/[!-/:-@[-`{-~]/.test(value.charAt(position)) && (!config.encode || !config.encode.includes(value.charAt(position)))) {
      result.push("\\" + value.charAt(position));
    } else {
      result.push(encodeCharacterReference(value.charCodeAt(position)));
    }
  }
  const rest = value.slice(start, end);
  result.push(percentEncode ? rest : escapeBackslashes(rest, config.after));
  return result.join("");
}
function nodeInScope(types, node2) {
  if (!types) return true;
  if (!node2) return false;
  return typeof types === "string" ? types === node2.type : types.includes(node2.type);
}
function numerical(a, b) {
  return a - b;
}
function escapeBackslashes(value, after) {
  const expression = /\\(?=[!-/:-@[-`{-~])/g;
  const positions = [];
  const results = [];
  const whole = value + after;
  let index2 = -1;
  let start = 0;
  let match;
  while (match = expression.exec(whole)) {
    positions.push(match.index);
  }
  while (++index2 < positions.length) {
    if (start !== positions[index2]) {
      results.push(value.slice(start, positions[index2]));
    }
    results.push("\\");
    start = positions[index2];
  }
  results.push(value.slice(start));
  return results.join("");
}
// node_modules/mdast-util-to-markdown/lib/util/track.js
function track(config) {
  const options = config || {};
  const now = options.now || {};
  let lineShift = options.lineShift || 0;
  let line = now.line || 1;
  let column = now.column || 1;
  return { move, current, shift };
  function current() {
    return { now: { line, column }, lineShift };
  }
  function shift(value) {
    lineShift += value;
  }
  function move(input) {
    const value = input || "";
    const chunks = value.split(/\r?\n|\r/g);
    const tail = chunks[chunks.length - 1];
    line += chunks.length - 1;
    column = chunks.length === 1 ? column + tail.length : 1 + tail.length + lineShift;
    return value;
  }
}
// node_modules/mdast-util-to-markdown/lib/index.js
function toMarkdown(tree, options) {
  const settings = options || {};
  const state = {
    associationId: association,
    bulletCurrent: void 0,
    bulletLastUsed: void 0,
    containerPhrasing: containerPhrasingBound,
    containerFlow: containerFlowBound,
    createTracker: track,
    compilePattern,
    enter,
    // @ts-expect-error: GFM / frontmatter are typed in `mdast` but not defined
    // here.
    handlers: { ...handle },
    // @ts-expect-error: add `handle` in a second.
    handle: void 0,
    indentLines,
    indexStack: [],
    join: [...join],
    options: {},
    safe: safeBound,
    stack: [],
    unsafe: [...unsafe]
  };
  configure(state, settings);
  if (state.options.tightDefinitions) {
    state.join.push(joinDefinition);
  }
  state.handle = zwitch("type", {
    invalid,
    unknown: unknown2,
    handlers: state.handlers
  });
  let result = state.handle(
    phrasing(tree) ? { type: "root", children: [tree] } : tree,
    void 0,
    state,
    { before: "\n", after: "\n", now: { line: 1, column: 1 }, lineShift: 0 }
  );
  if (result && result.charCodeAt(result.length - 1) !== 10 && result.charCodeAt(result.length - 1) !== 13) {
    result += "\n";
  }
  return result;
  function enter(name) {
    state.stack.push(name);
    return exit;
    function exit() {
      state.stack.pop();
    }
  }
}
function invalid(value) {
  throw new Error("Cannot handle value `" + value + "`, expected node");
}
function unknown2(value) {
  const node2 = (
    /** @type {Nodes} */
    value
  );
  throw new Error("Cannot handle unknown node `" + node2.type + "`");
}
function joinDefinition(left, right) {
  if (left.type === "definition" && left.type === right.type) {
    return 0;
  }
}
function containerPhrasingBound(parent, info) {
  return containerPhrasing(parent, this, info);
}
function containerFlowBound(parent, info) {
  return containerFlow(parent, this, info);
}
function safeBound(value, config) {
  return safe(this, value, config);
}
// node_modules/mdast-util-gfm-table/lib/index.js
function gfmTableToMarkdown(options) {
  const settings = options || {};
  const {
    tableCellPadding: padding,
    tablePipeAlign: alignDelimiters,
    stringLength
  } = settings;
  const around = padding ? " " : "|";
  return {
    handlers: {
      inlineCode: inlineCodeWithTable,
      table: handleTable,
      tableCell: handleTableCell,
      tableRow: handleTableRow
    },
    join: [joinTable],
    unsafe: [
      { character: "\r", inConstruct: "tableCell" },
      { character: "\n", inConstruct: "tableCell" },
      // A pipe, when followed by a tab or space (padding), or a dash or colon
      // (unpadded delimiter row), could result in a table.
      { atBreak: true, character: "|", after: "[	 :-]" },
      // A pipe in a cell must be encoded.
      { character: "|", inConstruct: "tableCell" },
      // A colon must be followed by a dash, in which case it could start a
      // delimiter row.
      { atBreak: true, character: ":", after: "-" },
      // A delimiter row can also start with a dash, when followed by more
      // dashes, a colon, or a pipe.
      // This is a stricter version than the built in check for lists, thematic
      // breaks, and setex heading underlines though:
      // <https://github.com/syntax-tree/mdast-util-to-markdown/blob/51a2038/lib/unsafe.js#L57>
      { atBreak: true, character: "-", after: "[:|-]" }
    ]
  };
  function handleTable(node2, _, state, info) {
    const matrix = handleTableAsData(node2, state, info);
    const head = matrix[0];
    if (head) {
      let columns = node2.align ? node2.align.length : 0;
      let index2 = -1;
      if (!columns) {
        while (++index2 < matrix.length) {
          if (matrix[index2].length > columns) columns = matrix[index2].length;
        }
      }
      while (head.length < columns) head.push("");
    }
    return serializeData(matrix, node2.align);
  }
  function handleTableRow(node2, _, state, info) {
    const row = handleTableRowAsData(node2, state, info);
    const value = serializeData([row]);
    return value.slice(0, value.indexOf("\n"));
  }
  function handleTableCell(node2, _, state, info) {
    const exit = state.enter("tableCell");
    const subexit = state.enter("phrasing");
    const value = state.containerPhrasing(node2, {
      ...info,
      before: around,
      after: around
    });
    subexit();
    exit();
    return value;
  }
  function serializeData(matrix, align) {
    return markdownTable(matrix, {
      align,
      alignDelimiters,
      fillRows: false,
      padding,
      stringLength
    });
  }
  function handleTableAsData(node2, state, info) {
    const { children } = node2;
    let index2 = -1;
    const result = [];
    const subexit = state.enter("table");
    while (++index2 < children.length) {
      result[index2] = handleTableRowAsData(children[index2], state, info);
    }
    subexit();
    return result;
  }
  function handleTableRowAsData(node2, state, info) {
    const { children } = node2;
    let index2 = -1;
    const result = [];
    const subexit = state.enter("tableRow");
    while (++index2 < children.length) {
      result[index2] = handleTableCell(children[index2], node2, state, info);
    }
    subexit();
    return result;
  }
  function inlineCodeWithTable(node2, parent, state) {
    const value = handle.inlineCode(node2, parent, state);
    if (!state.stack.includes("tableCell")) return value;
    const result = [];
    let start = 0;
    let index2 = value.indexOf("|");
    while (index2 !== -1) {
      let before = index2;
      while (before > start && value.charCodeAt(before - 1) === 92) {
        before--;
      }
      result.push(value.slice(start, index2));
      if ((index2 - before) % 2 === 0) result.push("\\");
      start = index2;
      index2 = value.indexOf("|", index2 + 1);
    }
    result.push(value.slice(start));
    return result.join("");
  }
}
function joinTable(left, right, parent, state) {
  if (left.type === "table" && parent.type === "listItem" && parent.spread === false && (right.type === "definition" || right.type === "heading" && formatHeadingAsSetext2(right, state) || right.type === "paragraph" || right.type === "table")) {
    return 1;
  }
}
function formatHeadingAsSetext2(node2, state) {
  let literalWithBreak = false;
  visit(node2, function(node3) {
    if (node3.type === "break" || "value" in node3 && /\r?\n|\r/.test(node3.value)) {
      literalWithBreak = true;
      return EXIT;
    }
  });
  return Boolean(
    (!node2.depth || node2.depth < 3) && toString(node2) && (state.options.setext || literalWithBreak)
  );
}
// node_modules/mdast-util-gfm-task-list-item/lib/index.js
function gfmTaskListItemToMarkdown() {
  return {
    handlers: { paragraph: paragraphWithTaskListItem },
    join: [joinDefinitionsBeforeTaskListItemParagraph]
  };
}
function paragraphWithTaskListItem(node2, parent, state, info) {
  if (!parent || parent.type !== "listItem" || taskListItemParagraph(parent) !== node2) {
    return handle.paragraph(node2, parent, state, info);
  }
  const checkbox = "[" + (parent.checked ? "x" : " ") + "] ";
  const tracker = state.createTracker(info);
  tracker.move(checkbox);
  const value = handle.paragraph(
    node2.children.length > 0 ? node2 : { type: "paragraph", children: [{ type: "text", value: " " }] },
    parent,
    state,
    { ...info, ...tracker.current() }
  );
  return checkbox + value;
}
function joinDefinitionsBeforeTaskListItemParagraph(left, _, parent) {
  if (!(left.type === "definition" && parent.type === "listItem")) {
    return;
  }
  const paragraph3 = taskListItemParagraph(parent);
  if (paragraph3 && parent.children.indexOf(left) < parent.children.indexOf(paragraph3)) {
    return 0;
  }
}
function taskListItemParagraph(node2) {
  if (typeof node2.checked !== "boolean") {
    return;
  }
  for (const child of node2.children) {
    if (child.type === "paragraph") {
      return child;
    }
    if (child.type !== "definition") {
      return;
    }
  }
}
// node_modules/mdast-util-gfm/lib/index.js
function gfmToMarkdown(options) {
  return {
    extensions: [
      gfmAutolinkLiteralToMarkdown(),
      gfmFootnoteToMarkdown(options),
      gfmStrikethroughToMarkdown(),
      gfmTableToMarkdown(options),
      gfmTaskListItemToMarkdown()
    ]
  };
}
// src/report/markdown.ts
var MAX_CODE_CHARACTERS = 200;
var MAX_TEXT_CHARACTERS2 = 500;
var MAX_PROSE_CHARACTERS = 2e3;
var EXTENSIONS = [gfmToMarkdown({ tablePipeAlign: false })];
var WORD_JOINER = "\u2060";
function text2(value) {
  const pieces = breakLinks((0, import_shared_1.shorten)((0, import_shared_1.visible)(value), MAX_TEXT_CHARACTERS2)).split("$");
  return pieces.flatMap((piece, index2) => [
    // `$\u2026$` is mathematics on GitHub, and a backslash does not stop it.
    ...index2 === 0 ? [] : [{ type: "html", value: "<span>$</span>" }],
    ...piece === "" && pieces.length > 1 ? [] : [{ type: "text", value: piece }]
  ]);
}
function unbroken(value) {
  return [{ type: "text", value: value.replaceAll(" ", "\xA0") }];
}
function sign(value) {
  return [{ type: "text", value }];
}
function code3(value, maxCharacters = MAX_CODE_CHARACTERS) {
  const shown = (0, import_shared_1.shorten)((0, import_shared_1.visible)(value), maxCharacters).replaceAll("<!--", `<${WORD_JOINER}!--`);
  return shown === "" ? [] : [{ type: "inlineCode", value: shown }];
}
function strong2(value) {
  return [{ type: "strong", children: [...text2(value)] }];
}
function prose(sentence2) {
  const pieces = (0, import_shared_1.shorten)(sentence2, MAX_PROSE_CHARACTERS).split("`");
  const isBalanced = pieces.length % 2 === 1;
  if (!isBalanced) return text2(sentence2);
  return pieces.flatMap((piece, index2) => piece === "" ? [] : index2 % 2 === 1 ? code3(piece) : text2(piece));
}
function markup(html2) {
  return [{ type: "html", value: html2 }];
}
function link2(children, url) {
  if (url === void 0 || !/^https?:\/\//.test(url)) return children;
  return [{ type: "link", url, children: [...children].filter((child) => child.type !== "link") }];
}
function fenced(language, lines) {
  return print({ type: "code", lang: language, value: lines.join("\n") });
}
function paragraph2(...pieces) {
  return print({ type: "paragraph", children: pieces.flat() });
}
function heading2(depth, ...pieces) {
  return print({ type: "heading", depth, children: pieces.flat() });
}
function list3(items) {
  return items.map((item) => `- ${paragraph2(item)}`);
}
function tableLines(head, rows, align) {
  const toRow = (cells) => ({
    type: "tableRow",
    children: cells.map((cell) => ({ type: "tableCell", children: [...cell] }))
  });
  const sides = Array.from(
    align,
    (letter) => letter === "r" ? "right" : letter === "c" ? "center" : "left"
  );
  return print({ type: "table", align: sides, children: [head, ...rows].map(toRow) }).split("\n");
}
function print(node2) {
  return toMarkdown({ type: "root", children: [node2] }, { extensions: EXTENSIONS, bullet: "-" }).trimEnd();
}
function breakLinks(value) {
  return value.replaceAll("<!--", `<${WORD_JOINER}!--`).replace(/[@#](?=[\p{L}\p{N}_-])/gu, (sign2) => `${sign2}${WORD_JOINER}`).replace(/\b(GH)-(?=\d)/gi, `$1-${WORD_JOINER}`).replace(/:\/\//g, `:${WORD_JOINER}//`).replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}${WORD_JOINER}.`);
}
// src/report/headline.ts
var HEADLINE = /^### (?:\u2705|\u26aa|\u274c|\ud83d\udd0e) Final Stage /u;
function renderHeadline(sign2, line) {
  return heading2(3, text2(`${sign2} Final Stage ${line}`));
}
function hasHeadline(markdown) {
  return HEADLINE.test(markdown);
}
// src/report/markdown-findings.ts
var MAX_INSTRUCTION_CHARACTERS = 60;
var MAX_PLACE_CHARACTERS = 60;
var SIGNS2 = { error: "\u274C", warning: "\u26A0\uFE0F", note: "\u2139\uFE0F" };
function introducedSections(report, scope) {
  const { introduced } = (0, import_shared_1.groupFindings)(report);
  const main = introduced.filter(({ severity }) => severity !== "note");
  if (main.length === 0) return [];
  const title = report.mode === "inspect" ? "Findings" : "Introduced";
  const table = findingTable(main, report, { ...scope, fixIs: "below" });
  return [{ ...table, head: [paragraph2(strong2(title)), "", ...TABLE_HEAD] }];
}
var TABLE_TITLES = [[], text2("Finding"), text2("Size"), text2("Added by")];
var TABLE_ALIGN = "llrl";
var TABLE_HEAD = tableLines(TABLE_TITLES, [], TABLE_ALIGN);
function findingTable(findings, report, scope) {
  const linked = /* @__PURE__ */ new Set();
  const rows = findings.slice(0, scope.maxFindings).map((finding) => {
    const row = findingRow(finding, report, { ...scope, isRuleLinked: !linked.has(finding.ruleId) });
    linked.add(finding.ruleId);
    return row;
  });
  const items = tableLines(TABLE_TITLES, rows, TABLE_ALIGN).slice(TABLE_HEAD.length);
  return { head: TABLE_HEAD, items, tail: [], noun: "finding", omitted: findings.length - rows.length };
}
function findingRow(finding, report, scope) {
  const isPersisting = finding.status === "persisting" && (0, import_shared_1.isViolated)(report.verdict, finding);
  return [
    sign(finding.inherited && !(0, import_shared_1.isViolated)(report.verdict, finding) ? SIGNS2.note : SIGNS2[finding.severity]),
    [
      ...strong2((0, import_shared_1.nameOf)(finding)),
      ...text2(isPersisting ? " (persisting) " : " "),
      ...link2(code3(finding.ruleId), scope.isRuleLinked ? (0, import_shared_1.ruleById)(finding.ruleId)?.url : void 0),
      ...markup("<br>"),
      ...placePieces(finding),
      ...claimPieces(finding),
      ...reasonPieces(finding),
      ...prose(finding.fix),
      ...mendedPieces(finding, report, scope)
    ],
    amountOf(finding),
    finding.primary === null ? text2("unknown") : instructionCell(finding.primary, scope)
  ];
}
function placePieces({ place, subject }) {
  return place === null || subject.includes(place) ? [] : [...code3(place, MAX_PLACE_CHARACTERS), ...markup("<br>")];
}
function claimPieces(finding) {
  const claim2 = (0, import_shared_1.claimOf)(finding);
  return claim2 === null ? [] : [...prose((0, import_shared_1.sentence)(claim2)), ...markup("<br>")];
}
function reasonPieces(finding) {
  const line = (0, import_shared_1.reasonLine)(finding);
  return line === null ? [] : [...text2(line), ...markup("<br>")];
}
function mendedPieces(finding, report, { fixIs = "above" }) {
  return (0, import_shared_1.isMended)(report, finding) ? [...markup("<br>"), ...text2(`Mended by the proven fix ${fixIs}`)] : [];
}
function amountOf({ bytes, files }) {
  if (bytes === 0 && files === 0) return text2("\u2013");
  return [...unbroken((0, import_shared_1.renderBytes)(bytes)), ...markup("<br>"), ...unbroken((0, import_shared_1.counted)(files, "file"))];
}
function instructionCell(instruction, scope) {
  return [
    ...link2(code3((0, import_shared_1.placeOf)(instruction)), sourceLink(instruction, scope)),
    ...markup("<br>"),
    ...code3(instruction.text, MAX_INSTRUCTION_CHARACTERS)
  ];
}
function sourceLink({ dockerfile, line, endLine }, { sourceUrl }) {
  if (sourceUrl === void 0 || new RegExp("\\p{Surrogate}", "u").test(dockerfile)) return void 0;
  const path = dockerfile.split("/").map(encodeURIComponent).join("/");
  return `${sourceUrl}${path}#L${line}${endLine > line ? `-L${endLine}` : ""}`;
}
function foldedFindings(report, scope) {
  const groups = (0, import_shared_1.groupFindings)(report);
  const notes = groups.introduced.filter(({ severity }) => severity === "note");
  const fold = (title, findings) => {
    if (findings.length === 0) return [];
    const head = [...detailsHead(`${title} (${(0, import_shared_1.renderCount)(findings.length)})`), ...TABLE_HEAD];
    return [{ ...findingTable(findings, report, scope), head, tail: DETAILS_TAIL }];
  };
  return [
    ...fold("Notes", notes),
    ...evidenceSection(groups.introduced, scope),
    ...fold("Persisting: present before this change", groups.persisting),
    ...fold("Inherited from the base image", groups.inherited),
    ...fold(import_shared_1.ELSEWHERE_TITLE, groups.elsewhere),
    ...allowedSection("Allowed", report.verdict.allowed, report),
    ...allowedSection("Proposed by this change, not in effect yet", report.verdict.proposed, report)
  ];
}
var DETAILS_TAIL = ["", "</details>"];
function detailsHead(title) {
  return [`<details><summary>${title}</summary>`, ""];
}
var MAX_PATH_LISTS = 100;
function evidenceSection(findings, { maxPaths }) {
  const listed = findings.map((finding) => ({ finding, ...(0, import_shared_1.placeLines)(finding, maxPaths, finding.place) })).filter(({ lines }) => lines.length > 0);
  if (listed.length === 0) return [];
  const items = listed.slice(0, MAX_PATH_LISTS).map(
    ({ finding, lines, more }) => [
      `- ${paragraph2(strong2((0, import_shared_1.nameOf)(finding)))}`,
      ...lines.map(({ path, words }) => {
        return `  - ${paragraph2(code3(path), text2(words === "" ? "" : `, ${words}`))}`;
      }),
      ...more === "" ? [] : [`  - ${paragraph2(text2(more))}`]
    ].join("\n")
  );
  return [
    {
      head: detailsHead("Where the findings are"),
      items,
      tail: DETAILS_TAIL,
      noun: "path list",
      omitted: listed.length - items.length
    }
  ];
}
var MAX_ALLOWED = 200;
function allowedSection(title, entries, { findings }) {
  if (entries.length === 0) return [];
  const byKey = new Map(findings.map((finding) => [(0, import_shared_1.findingKey)(finding), finding]));
  const rows = entries.slice(0, MAX_ALLOWED).map((entry) => {
    const finding = byKey.get((0, import_shared_1.findingKey)(entry));
    return [
      finding === void 0 ? text2("\u2013") : [...strong2((0, import_shared_1.nameOf)(finding)), ...text2(" "), ...code3(finding.ruleId)],
      text2(entry.reason),
      text2(entry.expires ?? (entry.source === "label" ? "with the label" : "never")),
      text2(entry.source === "policy" ? "policy" : entry.source === "inline" ? "Dockerfile" : "label")
    ];
  });
  const [titles = "", rule = "", ...items] = tableLines(
    ["Finding", "Reason", "Ends", "By"].map(text2),
    rows,
    "llll"
  );
  const head = [...detailsHead(`${title} (${(0, import_shared_1.renderCount)(entries.length)})`), titles, rule];
  return [{ head, items, tail: DETAILS_TAIL, noun: "allow line", omitted: entries.length - rows.length }];
}
var MAX_RESOLVED_NAMES = 5;
function resolvedSection(report) {
  const { resolved } = (0, import_shared_1.groupFindings)(report);
  if (resolved.length === 0) return [];
  const named = resolved.slice(0, MAX_RESOLVED_NAMES).map((finding, index2) => {
    const bytes = finding.bytes === 0 ? "" : ` (${(0, import_shared_1.renderBytes)(finding.bytes)})`;
    return [...text2(index2 === 0 ? "" : ", "), ...text2(`${(0, import_shared_1.nameOf)(finding)}${bytes}`)];
  });
  const more = resolved.length - named.length;
  return [
    wholeSection(
      paragraph2(
        strong2("Resolved:"),
        text2(" "),
        ...named,
        more > 0 ? text2(` and ${(0, import_shared_1.renderCount)(more)} more`) : []
      )
    )
  ];
}
// src/report/markdown-composed.ts
function composedSections({ composedFiles, baseline }, { maxLines }) {
  const hasBaseline = baseline !== null;
  return composedFiles.filter(({ parts }) => parts.length > 0).map((file) => {
    const rows = file.parts.slice(0, maxLines).map((part) => partRow(part, hasBaseline));
    const more = file.parts.length - rows.length + file.partsOmitted;
    const head = ["", ...hasBaseline ? ["Baseline", "Candidate", "Change"] : ["Bytes"]].map(text2);
    const [titles = "", rule = "", ...items] = tableLines(head, rows, hasBaseline ? "lrrr" : "lr");
    const tail = more > 0 ? ["", `\u2026 and ${(0, import_shared_1.renderCount)(more)} more, each of them smaller.`] : [];
    return {
      head: [...detailsHead(titleOf(file)), titles, rule],
      items,
      tail: [...tail, ...DETAILS_TAIL],
      noun: "part of a file",
      omitted: 0
    };
  });
}
function titleOf(file) {
  const path = escapeHtml((0, import_shared_1.shorten)((0, import_shared_1.visible)(file.path), MAX_PATH_CHARACTERS));
  return `Inside <code>${path}</code> (${(0, import_shared_1.growthOf)(file)}): ${escapeHtml((0, import_shared_1.measureOf)(file))}`;
}
var MAX_PATH_CHARACTERS = 120;
function partRow(part, hasBaseline) {
  const { name, baseline, candidate, delta } = part;
  const [versions, word] = [(0, import_shared_1.versionsOf)(part), (0, import_shared_1.wordOf)(part)];
  const label = [
    ...code3(name, 100),
    ...versions === "" ? [] : [...text2(" "), ...code3(versions, 60)],
    ...text2(word === "" ? "" : `, ${word}`)
  ];
  if (!hasBaseline) return [label, text2((0, import_shared_1.renderBytes)(candidate))];
  return [
    label,
    text2(baseline === null || baseline === 0 ? "\u2013" : (0, import_shared_1.renderBytes)(baseline)),
    text2(candidate === 0 ? "\u2013" : (0, import_shared_1.renderBytes)(candidate)),
    text2(delta === null ? "" : (0, import_shared_1.renderDelta)(delta))
  ];
}
// src/report/markdown-fixes.ts
var MAX_PATCH_BYTES2 = 16e3;
var MAX_NAMED = 8;
function fixSections(report) {
  return report.fixes.map((fix2) => ({
    ...wholeSection(
      ...detailsHead(`<b>${(0, import_shared_1.fixTitle)(fix2)}</b>`),
      paragraph2(text2("Mends "), ...mendedNames(fix2, report), text2(".")),
      "",
      ...diffOf(fix2),
      "",
      ...list3((0, import_shared_1.proofLines)(fix2, report.candidate.contentBytes).map(text2)),
      ...DETAILS_TAIL
    ),
    noun: "proven fix",
    isReserved: true
  }));
}
function mendedNames(fix2, report) {
  const findings = (0, import_shared_1.mendedBy)(fix2, report);
  const named = findings.slice(0, MAX_NAMED).map((finding, index2) => {
    const name = [...strong2((0, import_shared_1.nameOf)(finding)), ...text2(" "), ...code3(finding.ruleId)];
    return index2 === 0 ? name : [...text2(", "), ...name];
  });
  const more = findings.length - named.length;
  return more > 0 ? [...named, text2(` and ${(0, import_shared_1.renderCount)(more)} more`)] : named;
}
var FILE = "the file that the output `fix-patch` names";
function diffOf(fix2) {
  const shown = (0, import_shared_1.showPatch)(fix2, MAX_PATCH_BYTES2);
  if (shown === null)
    return [paragraph2(prose(`The diff is too long to be shown here: apply ${FILE} with \`git apply\`.`))];
  const hint = shown.isExact ? `Save it as \`fix.patch\` and run \`git apply fix.patch\`, or apply ${FILE}.` : `Some of its characters are not shown as they are: apply ${FILE} with \`git apply\`.`;
  return [fenced("diff", shown.lines), "", paragraph2(prose(hint))];
}
// src/report/markdown-sizes.ts
function leadSection(report) {
  const { content } = report.size;
  if (content.delta === null || content.baseline === null) return leadWithoutBaseline(report);
  const size = (0, import_shared_1.renderBytes)(content.candidate);
  const deploy = text2(`.${deployText(report)}`);
  if (content.delta === 0) {
    return wholeSection(paragraph2(text2("Content size "), strong2(size), text2(", unchanged"), deploy));
  }
  const share = (0, import_shared_1.renderPercentChange)(content.percent);
  const change = [...strong2((0, import_shared_1.renderDelta)(content.delta)), ...text2(share === "" ? "" : ` (${share})`)];
  const before = `Content size ${(0, import_shared_1.renderBytes)(content.baseline)} \u2192 ${size}, `;
  return wholeSection(paragraph2(text2(before), change, deploy));
}
function leadWithoutBaseline({ size, candidate, mode }) {
  const files = ` in ${(0, import_shared_1.counted)(candidate.fileCount, "visible file")}`;
  const without = mode === "inspect" ? "." : ", with no baseline to compare with.";
  const bytes = strong2((0, import_shared_1.renderBytes)(size.content.candidate));
  return wholeSection(paragraph2(text2("Content size "), bytes, text2(`${files}${without}`)));
}
function deployText(report) {
  const { pull } = report.size;
  if (pull === null) return "";
  if (pull === 0) return " The next deploy pulls nothing new.";
  const estimated = (0, import_shared_1.isTransferEstimated)(report) ? "an estimated " : "";
  return ` The next deploy pulls ${estimated}${(0, import_shared_1.renderBytes)(pull)}.`;
}
function causeSections(report) {
  return (0, import_shared_1.causeSentences)(report).map((words) => wholeSection(paragraph2(text2(words))));
}
function sizeSection(report) {
  const rows = import_shared_1.SIZE_ROWS.map(({ name, label, meaning }) => {
    const isEstimated = name === "transfer" && (0, import_shared_1.isTransferEstimated)(report);
    return sizeRow(isEstimated ? `${label}, estimated` : label, meaning, report.size[name]);
  });
  const estimated = (0, import_shared_1.isTransferEstimated)(report) ? ", estimated" : "";
  const { pull } = report.size;
  const pullRow = [
    [...text2(`pull size${estimated}`)],
    text2("new layers to download"),
    [],
    text2(pull === null ? "" : (0, import_shared_1.renderBytes)(pull)),
    []
  ];
  const all2 = pull === null ? rows : [...rows, pullRow];
  const hasBaseline = report.baseline !== null;
  const head = ["Size", "", "Baseline", "Candidate", "Change"].map(text2);
  const columns = hasBaseline ? [0, 1, 2, 3, 4] : [0, 1, 3];
  const pick = (cells) => columns.map((column) => cells[column] ?? []);
  return wholeSection(...tableLines(pick(head), all2.map(pick), hasBaseline ? "llrrr" : "llr"));
}
function sizeRow(label, meaning, change) {
  const before = change.baseline === null ? "" : (0, import_shared_1.renderBytes)(change.baseline);
  return [
    text2(label),
    text2(meaning),
    text2(before),
    text2((0, import_shared_1.renderBytes)(change.candidate)),
    text2((0, import_shared_1.renderChange)(change))
  ];
}
var LEDGERS = [
  { name: "byInstruction", title: "Dockerfile instruction" },
  { name: "byOwner", title: "package" },
  { name: "byClass", title: "class of file" },
  { name: "byDirectory", title: "directory" }
];
function ledgerSections({ ledger, baseline }, { maxLines }) {
  const hasBaseline = baseline !== null;
  return LEDGERS.flatMap(({ name, title }) => {
    const lines = ledger[name].filter(({ delta }) => delta !== 0);
    if (lines.length === 0) return [];
    const what = hasBaseline ? `What changed in content size, by ${title}` : `Content size by ${title}`;
    const rows = lines.slice(0, maxLines).map((line) => ledgerRow(line, hasBaseline));
    const more = lines.length - rows.length;
    const head = hasBaseline ? ["", "Baseline", "Candidate", "Change"] : ["", "Content size"];
    const [titles = "", rule = "", ...items] = tableLines(head.map(text2), rows, hasBaseline ? "lrrr" : "lr");
    const tail = more > 0 ? ["", `\u2026 and ${(0, import_shared_1.renderCount)(more)} more, each of them smaller.`] : [];
    return [
      {
        head: [...detailsHead(what), titles, rule],
        items,
        tail: [...tail, ...DETAILS_TAIL],
        noun: "ledger line",
        omitted: 0
      }
    ];
  });
}
function ledgerRow({ label, baseline, candidate, delta }, hasBaseline) {
  const name = code3(label, 100);
  if (!hasBaseline) return [name, text2((0, import_shared_1.renderBytes)(candidate))];
  return [
    name,
    text2(baseline === null ? "" : baseline === 0 ? "\u2013" : (0, import_shared_1.renderBytes)(baseline)),
    text2(candidate === 0 ? "\u2013" : (0, import_shared_1.renderBytes)(candidate)),
    text2(delta === null ? "" : (0, import_shared_1.renderDelta)(delta))
  ];
}
// src/report/markdown-report.ts
var SIGNS3 = { success: "\u2705", neutral: "\u26AA", failure: "\u274C" };
function markdownSections(report, scope, footer) {
  const sign2 = report.mode === "inspect" ? "\u{1F50E}" : SIGNS3[report.verdict.conclusion];
  return [
    wholeSection(renderHeadline(sign2, (0, import_shared_1.verdictLine)(report))),
    leadSection(report),
    ...causeSections(report),
    ...budgetSection(report),
    ...introducedSections(report, scope),
    ...resolvedSection(report),
    ...fixSections(report),
    sizeSection(report),
    ...noticeSection(report),
    ...foldedFindings(report, scope),
    ...composedSections(report, scope),
    ...ledgerSections(report, scope),
    wholeSection(`<sub>${paragraph2(imagesLine(report), text2(footer))}</sub>`)
  ];
}
function budgetSection({ verdict }) {
  const budgets = verdict.violations.filter(({ kind }) => kind === "budget");
  if (budgets.length === 0) return [];
  const title = budgets.length === 1 ? "Budget exceeded" : "Budgets exceeded";
  const items = list3(budgets.map(({ message }) => prose((0, import_shared_1.sentence)(message))));
  return [{ head: [paragraph2(strong2(title)), ""], items, tail: [], noun: "budget", omitted: 0 }];
}
function noticeSection({ notices }) {
  if (notices.length === 0) return [];
  const items = list3(notices.map(({ message }) => prose((0, import_shared_1.sentence)(message))));
  return [
    {
      head: [paragraph2(strong2(notices.length === 1 ? "Notice" : "Notices")), ""],
      items,
      tail: [],
      noun: "notice",
      omitted: 0
    }
  ];
}
function imagesLine({ candidate, baseline, tool }) {
  const against = baseline === null ? [] : [...text2(" against "), ...code3(baseline.reference)];
  return [
    ...code3(candidate.reference),
    ...text2(` ${candidate.platform}`),
    ...against,
    ...text2(` \xB7 final-stage ${tool.version}`)
  ];
}
// src/report/step-summary.ts
var MAX_SUMMARY_SIZE = 1e6;
var MAX_PATHS2 = 20;
var MAX_LINES2 = 50;
var MAX_FINDINGS2 = 1e3;
function renderStepSummary(report) {
  return fitToLimit(
    markdownSections(report, { maxPaths: MAX_PATHS2, maxLines: MAX_LINES2, maxFindings: MAX_FINDINGS2 }, ""),
    {
      maxSize: MAX_SUMMARY_SIZE,
      note: (left) => `_Not shown here: ${left}. See the JSON report for everything._`
    }
  );
}
// src/report/index.ts
var PLAIN_WIDTH = 100;
var RENDERERS = {
  terminal: (report) => (0, import_shared_1.renderTerminal)(report, { colour: false, width: PLAIN_WIDTH }),
  json: import_shared_1.renderJson,
  markdown: renderStepSummary,
  html: renderHtml,
  sarif: renderSarif,
  annotations: renderAnnotations,
  patch: renderFixPatch
};
// src/report/pr-comment.ts
var MAX_COMMENT_SIZE = 64e3;
var MAX_PATHS3 = 5;
var MAX_LINES3 = 10;
var MAX_FINDINGS3 = 200;
var ABBREVIATED_SHA = 10;
function renderPrComment(report, place) {
  const { headSha, reportUrl, sourceUrl } = place;
  const commit = headSha === void 0 ? "" : commitNote(headSha);
  const scope = {
    maxPaths: MAX_PATHS3,
    maxLines: MAX_LINES3,
    maxFindings: MAX_FINDINGS3,
    ...sourceUrl !== void 0 && { sourceUrl }
  };
  const where = isAddress(reportUrl) ? `the [full report](${reportUrl})` : "the JSON report";
  return fitToLimit(markdownSections(report, scope, commit), {
    maxSize: MAX_COMMENT_SIZE,
    note: (left) => `_Not shown here: ${left}. See ${where} for everything._`
  });
}
function commitNote(headSha) {
  return ` \xB7 commit ${headSha.slice(0, ABBREVIATED_SHA)}`;
}
function isWholeComment(markdown, headSha) {
  return hasHeadline(markdown) && markdown.endsWith(`${commitNote(headSha)}</sub>`);
}
function isAddress(url) {
  return url !== void 0 && /^https?:\/\/[^\s()<>"'`]+$/.test(url);
}
// src/report/no-verdict.ts
var MAX_REASON_CHARACTERS = 400;
function renderNoVerdict(reason2, { headSha, reportUrl }) {
  const commit = headSha === void 0 ? "" : ` for commit ${headSha.slice(0, ABBREVIATED_SHA)}`;
  const where = isAddress(reportUrl) ? `See the [log](${reportUrl}) for details.` : "See the log for details.";
  const why = (0, import_shared_1.sentence)((0, import_shared_1.shorten)(reason2.replace(/\s+/g, " ").trim(), MAX_REASON_CHARACTERS));
  return `${renderHeadline("\u274C", `no verdict${commit}`)}

${paragraph2(prose(why))}

${where}
`;
}
// src/github/later-run.ts
var MAX_ASKED = 3;
async function isSuperseded(client, gate, later) {
  if (later.length === 0) return false;
  for (const { marker } of later.slice(0, MAX_ASKED)) {
    if (await isRealRun(client, marker)) return true;
  }
  return !await isNewestCommit(client, gate);
}
async function isRealRun({ octokit, owner, repo }, marker) {
  if (marker.run.id === 0) return false;
  try {
    const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: marker.run.id });
    return isRunOf(marker, data);
  } catch {
    return false;
  }
}
function isRunOf({ key, headSha, run }, known) {
  const workflow = known.path.split("@")[0] ?? "";
  const isSameWorkflow = workflow !== "" && key.startsWith(`${workflow} `);
  return isSameWorkflow && known.head_sha === headSha && known.run_number === run.number && (known.run_attempt ?? 1) >= run.attempt;
}
async function isNewestCommit({ octokit, owner, repo }, { pull, marker }) {
  try {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pull });
    return data.head.sha === marker.headSha;
  } catch {
    return true;
  }
}
// src/github/own-comments.ts
var PER_PAGE = 100;
var WORKFLOW_BOT = "github-actions[bot]";
var BOT = "[bot]";
async function findOwnComments(client, gate) {
  const { octokit, owner, repo } = client;
  const query = { owner, repo, issue_number: gate.pull, per_page: PER_PAGE };
  const found = [];
  let login;
  for await (const page of octokit.paginate.iterator(octokit.rest.issues.listComments, query)) {
    const marked = page.data.flatMap((comment) => toMarked(comment, gate));
    if (marked.length === 0) continue;
    const author = login ??= await readOwnLogin(client);
    found.push(...marked.filter(({ comment }) => isWrittenBy(comment, author)).map(toOwn));
    if (found.some(({ marker }) => isEarlier(marker, gate))) break;
  }
  return sortByRun(found, gate);
}
function toMarked(comment, gate) {
  const marked = (0, import_shared_1.parseMarked)(comment.body ?? "");
  return marked !== null && isOfGate(marked, gate) ? [{ comment, marker: marked.marker }] : [];
}
function isOfGate({ marker, text: text3, isSealed }, gate) {
  if (isSealed) return marker.key === gate.marker.key && hasHeadline(text3);
  return marker.key === gate.formerKey && isWholeComment(text3, marker.headSha);
}
function isWrittenBy({ user, performed_via_github_app: app }, login) {
  if (user?.login !== login) return false;
  const slug = app?.slug;
  return slug === void 0 || !login.endsWith(BOT) || `${slug}${BOT}` === login;
}
function toOwn({ comment, marker }) {
  return { id: comment.id, marker };
}
function isEarlier({ run }, { marker }) {
  return !(0, import_shared_1.isSameRun)(run, marker.run) && !(0, import_shared_1.isLater)(run, marker.run);
}
function sortByRun(found, gate) {
  const comments = found.toSorted((a, b) => a.id - b.id);
  const { run } = gate.marker;
  return {
    earlier: comments.filter(({ marker }) => isEarlier(marker, gate)),
    beside: comments.filter(({ marker }) => (0, import_shared_1.isSameRun)(marker.run, run)),
    later: comments.filter(({ marker }) => (0, import_shared_1.isLater)(marker.run, run))
  };
}
async function readOwnLogin({ octokit }) {
  try {
    const { viewer } = await octokit.graphql(
      "query { viewer { login } }"
    );
    return viewer.login;
  } catch {
    return WORKFLOW_BOT;
  }
}
// src/github/comments.ts
async function upsertComment(client, wanted) {
  const { earlier, beside, later } = await findOwnComments(client, wanted);
  const isShared = beside.length > 0;
  if (await isSuperseded(client, wanted, later)) return { kind: "superseded", isShared };
  const [found] = earlier;
  if (found !== void 0) {
    await updateComment(client, wanted, found.id);
    return { kind: "updated", isShared };
  }
  if (!wanted.isNeeded) return { kind: "not-needed", isShared };
  const known = new Set(later.map(({ id }) => id));
  return { kind: await createOne(client, wanted, known), isShared };
}
async function createOne(client, wanted, known) {
  const id = await createComment(client, wanted);
  const { earlier, later } = await findOwnComments(client, wanted);
  const [first] = earlier.filter((comment) => comment.id < id);
  const newer = later.filter((comment) => comment.id < id && !known.has(comment.id));
  const isLate = await isSuperseded(client, wanted, newer);
  if (first === void 0 && !isLate) return "created";
  if (first !== void 0 && !isLate) await updateComment(client, wanted, first.id);
  await deleteComment(client, id);
  return isLate ? "superseded" : "updated";
}
async function createComment({ octokit, owner, repo }, wanted) {
  const body = (0, import_shared_1.renderMarked)(wanted.text, wanted.marker);
  const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: wanted.pull, body });
  return data.id;
}
async function updateComment({ octokit, owner, repo }, wanted, id) {
  const body = (0, import_shared_1.renderMarked)(wanted.text, wanted.marker);
  await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
}
async function deleteComment({ octokit, owner, repo }, id) {
  await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
}
// src/github/failure.ts
var MAX_MESSAGE_CHARS = 200;
function toNotice(attempt, error, event) {
  const failure = (0, import_shared_1.toApiFailure)(error);
  return {
    code: attempt.code,
    message: `${attempt.what} could not be written: ${reasonOf(failure, attempt, event)}`
  };
}
function reasonOf(failure, attempt, event) {
  if ((0, import_shared_1.isRateLimit)(failure))
    return "the rate limit of the GitHub API is exhausted. The next run will write it";
  if (failure.status === 401)
    return "`github-token` is not valid (401). Give a valid token, or omit the input";
  if (failure.status === 403 || failure.status === 404) return missingPermission(failure, attempt, event);
  const status = failure.status === 0 ? "no response from" : `${failure.status} from`;
  return `${status} the GitHub API: ${oneLine(failure.message)}`;
}
function missingPermission({ status, headers }, { permission }, event) {
  if (event.kind === "pull_request" && event.isFork) {
    return `a pull request from a fork gets a read-only token (${status}). The job summary has the report`;
  }
  const needed = toPermission(headers["x-accepted-github-permissions"]) ?? permission;
  return `the token lacks the permission (${status}). Add \`${needed}\` to the job's \`permissions\``;
}
function toPermission(header) {
  if (typeof header !== "string") return null;
  const alternatives = header.split(";").map((text3) => text3.trim());
  const chosen = alternatives.find((text3) => text3.startsWith("pull_requests=")) ?? alternatives[0] ?? "";
  const spelled = chosen.split(",").map((part) => /^([a-z_]+)=(read|write)$/.exec(part.trim()));
  if (spelled.length === 0 || spelled.includes(null)) return null;
  return spelled.map((match) => `${match?.[1]?.replaceAll("_", "-") ?? ""}: ${match?.[2] ?? ""}`).join("`, `");
}
function oneLine(text3) {
  return text3.replace(/\s+/g, " ").slice(0, MAX_MESSAGE_CHARS);
}
// src/github/worth-comment.ts
var QUIET_NOTICES = /* @__PURE__ */ new Set([
  ...["no-baseline", "unchanged"],
  ...["fix-not-proven", "fix-budget-spent", "fix-failed", "fix-not-possible"]
]);
function hasSomethingToSay({ verdict, findings, notices }) {
  return verdict.conclusion !== "success" || verdict.violations.length > 0 || verdict.proposed.length > 0 || findings.some((finding) => finding.status !== "persisting" && !isBaseNote(finding)) || notices.some((notice) => !QUIET_NOTICES.has(notice.code));
}
function isBaseNote(finding) {
  return finding.inherited && finding.severity === "note";
}
// src/github/publish.ts
async function publish(report, publication, ports) {
  for (const annotation of toAnnotations(report)) ports.annotate(annotation);
  const unpublished = await publishComment(report, publication, ports.client);
  for (const notice of unpublished) ports.warn(notice.message);
  const summary = await writeSummary({ ...report, notices: [...report.notices, ...unpublished] }, ports);
  return [...unpublished, ...summary];
}
async function publishComment(report, publication, client) {
  const { marker, place } = publication;
  const text3 = renderPrComment(report, { key: marker.key, headSha: marker.headSha, ...place });
  const isNeeded = publication.comment === "always" || hasSomethingToSay(report);
  return writeComment({ text: text3, isNeeded }, publication, client);
}
async function publishNoVerdict(reason2, publication, client) {
  const { headSha } = publication.marker;
  const text3 = renderNoVerdict(reason2, { headSha, ...publication.place });
  const notices = await writeComment({ text: text3, isNeeded: false }, publication, client);
  return notices.filter(({ code: code4 }) => code4 !== "no-token");
}
async function writeComment(said, { event, comment, marker, formerKey }, client) {
  if (comment === "never" || event.kind !== "pull_request") return [];
  if (client === null) return [{ code: "no-token", message: NO_TOKEN }];
  try {
    const { isShared } = await upsertComment(client, { pull: event.number, marker, formerKey, ...said });
    return isShared ? [SHARED] : [];
  } catch (error) {
    return [toNotice(COMMENT, error, event)];
  }
}
var NO_TOKEN = "the comment could not be written, because there is no token. Give one as `github-token`, or set `comment: never`";
var SHARED = {
  code: "comment-key-shared",
  message: "another job or step of this run has the same comment key, so each of them wrote a separate comment. Give each of them a different `comment-key`"
};
var COMMENT = { code: "comment-not-written", what: "the comment", permission: "pull-requests: write" };
async function writeSummary(report, ports) {
  try {
    await ports.writeSummary(renderStepSummary(report));
    return [];
  } catch (error) {
    const reason2 = error instanceof Error ? error.message : String(error);
    const message = `the job summary could not be written: ${reason2}`;
    ports.warn(message);
    return [{ code: "summary-not-written", message }];
  }
}
// src/github/report-files.ts
var NO_REPORT_FILES = { json: "", html: "", sarif: "", patch: "" };
async function writeReportFiles(report, parent) {
  const folder = await (0, import_promises2.mkdtemp)((0, import_node_path.join)(parent, "report-of-final-stage-"));
  const files = {
    json: (0, import_node_path.join)(folder, "final-stage.json"),
    html: (0, import_node_path.join)(folder, "final-stage.html"),
    sarif: (0, import_node_path.join)(folder, "final-stage.sarif"),
    patch: report.fixes.length === 0 ? "" : (0, import_node_path.join)(folder, "final-stage.patch")
  };
  await Promise.all([
    (0, import_promises2.writeFile)(files.json, RENDERERS.json(report)),
    (0, import_promises2.writeFile)(files.html, RENDERERS.html(report)),
    (0, import_promises2.writeFile)(files.sarif, RENDERERS.sarif(report)),
    ...files.patch === "" ? [] : [(0, import_promises2.writeFile)(files.patch, RENDERERS.patch(report))]
  ]);
  return files;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  NO_REPORT_FILES,
  RENDERERS,
  publish,
  publishComment,
  publishNoVerdict,
  readRunEvent,
  writeReportFiles
});
