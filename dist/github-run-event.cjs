var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
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
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  readRunEvent: () => readRunEvent
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_1 = require("./shared-1.cjs");
var import_shared_2 = require("./shared-2.cjs");
var import_promises = require("node:fs/promises");
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
function isZero(text) {
  return /^0+$/.test(text);
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
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  readRunEvent
});
