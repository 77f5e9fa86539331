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
  parseDockerfile: () => parseDockerfile
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_3 = require("./shared-3.cjs");
var import_shared_4 = require("./shared-4.cjs");
var import_shared_5 = require("./shared-5.cjs");
var import_node_crypto = require("node:crypto");
// src/dockerfile/stages.ts
var MAX_DOCKERFILE_CHARACTERS = 1024 * 1024;
var DOCKER_SYNTAX = /^((index\.)?docker\.io\/)?docker\/dockerfile(-upstream)?(?=[:@]|$)/;
function parseDockerfile(text, path) {
  if (text.length > MAX_DOCKERFILE_CHARACTERS) {
    throw new import_shared_4.GateError(
      "bad-input",
      `\`${path}\` has ${text.length} characters, expected at most ${MAX_DOCKERFILE_CHARACTERS}`,
      { hint: "Name the Dockerfile with the `dockerfile` input." }
    );
  }
  const { instructions, escape } = (0, import_shared_3.readLines)(text, path);
  const frontend = (0, import_shared_3.frontendOf)(text) ?? null;
  const place = { path, escape, hasOwnKeywords: frontend !== null && !DOCKER_SYNTAX.test(frontend) };
  const globalArgs = [];
  const stages = [];
  for (const read of instructions) {
    (0, import_shared_3.checkInstruction)(read, { ...place, isInStage: stages.length > 0 });
    const stage = stages.at(-1);
    if (read.keyword === "FROM") stages.push(toStage(read, stages.length, path));
    else if (!stage) globalArgs.push(...(0, import_shared_3.splitAssignments)(read.source.rest, escape));
    else stage.instructions.push({ ref: toRef(read, path, (0, import_shared_3.stageLabel)(stage)), source: read.source });
  }
  if (stages.length === 0) {
    throw new import_shared_4.GateError("bad-input", `\`${path}\` has no \`FROM\`, expected at least one stage`, {
      hint: "Name the Dockerfile with the `dockerfile` input."
    });
  }
  return { path, escape, frontend, leadingComments: readLeadingComments(text), globalArgs, stages };
}
function readLeadingComments(text) {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const texts = lines.map((line) => line.trim()).filter((line) => line !== "");
  const end = texts.findIndex((line) => !line.startsWith("#"));
  return texts.slice(0, end < 0 ? texts.length : end);
}
function toStage(read, ordinal, path) {
  const words = (0, import_shared_3.splitBlanks)(read.source.rest);
  const name = words[2] ?? null;
  const from = toRef(read, path, name ?? String(ordinal));
  return { ordinal, name, from, base: words[0] ?? "", instructions: [] };
}
function toRef(read, path, stage) {
  return {
    dockerfile: path,
    line: read.line,
    endLine: read.endLine,
    keyword: read.keyword,
    stage,
    text: (0, import_shared_3.toReferenceText)(`${read.keyword} ${read.source.command} ${read.source.heredoc}`),
    digest: digestOf(read)
  };
}
function digestOf({ keyword, source }) {
  return (0, import_node_crypto.createHash)("sha256").update(JSON.stringify([keyword, source.command, source.heredoc])).digest("hex");
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  parseDockerfile
});
