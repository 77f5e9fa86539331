var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
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
var import_shared_1 = require("./shared-1.cjs");
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
var import_node_os = require("node:os");
var import_promises = require("node:timers/promises");
var os = __toESM(require("os"));
var crypto = __toESM(require("crypto"));
var fs = __toESM(require("fs"));
var os2 = __toESM(require("os"));
var os4 = __toESM(require("os"));
var path2 = __toESM(require("path"));
var import_os = require("os");
var import_fs = require("fs");
var path = __toESM(require("path"));
var import_os2 = __toESM(require("os"));
var import_node_crypto = require("node:crypto");
// src/main.ts
// node_modules/@actions/core/lib/core.js
var core_exports = {};
(0, import_shared_3.__export)(core_exports, {
  ExitCode: () => ExitCode,
  addPath: () => addPath,
  debug: () => debug,
  endGroup: () => endGroup,
  error: () => error,
  exportVariable: () => exportVariable,
  getBooleanInput: () => getBooleanInput,
  getIDToken: () => getIDToken,
  getInput: () => getInput,
  getMultilineInput: () => getMultilineInput,
  getState: () => getState,
  group: () => group,
  info: () => info,
  isDebug: () => isDebug,
  markdownSummary: () => markdownSummary,
  notice: () => notice,
  platform: () => platform_exports,
  saveState: () => saveState,
  setCommandEcho: () => setCommandEcho,
  setFailed: () => setFailed,
  setOutput: () => setOutput,
  setSecret: () => setSecret,
  startGroup: () => startGroup,
  summary: () => summary,
  toPlatformPath: () => toPlatformPath,
  toPosixPath: () => toPosixPath,
  toWin32Path: () => toWin32Path,
  warning: () => warning
});
// node_modules/@actions/core/lib/command.js
// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}
// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter2 = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter2)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter2}"`);
  }
  if (convertedValue.includes(delimiter2)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter2}"`);
  }
  return `${key}<<${delimiter2}${os2.EOL}${convertedValue}${os2.EOL}${delimiter2}`;
}
// node_modules/@actions/core/lib/core.js
// node_modules/@actions/core/lib/oidc-utils.js
module.exports = function() {
  throw new Error("not part of final-stage");
};
// node_modules/@actions/core/lib/summary.js
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = import_fs.promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, import_fs.constants.R_OK | import_fs.constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(import_os.EOL);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var markdownSummary = _summary;
var summary = _summary;
// node_modules/@actions/core/lib/path-utils.js
function toPosixPath(pth) {
  return pth.replace(/[\\]/g, "/");
}
function toWin32Path(pth) {
  return pth.replace(/[/]/g, "\\");
}
function toPlatformPath(pth) {
  return pth.replace(/[/\\]/g, path.sep);
}
// node_modules/@actions/core/lib/platform.js
var platform_exports = {};
(0, import_shared_3.__export)(platform_exports, {
  arch: () => arch,
  getDetails: () => getDetails,
  isLinux: () => isLinux,
  isMacOS: () => isMacOS,
  isWindows: () => isWindows,
  platform: () => platform
});
var __awaiter2 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var getWindowsInfo = () => __awaiter2(void 0, void 0, void 0, function* () {
  const { stdout: version } = yield (0, import_shared_2.getExecOutput)('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', void 0, {
    silent: true
  });
  const { stdout: name } = yield (0, import_shared_2.getExecOutput)('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', void 0, {
    silent: true
  });
  return {
    name: name.trim(),
    version: version.trim()
  };
});
var getMacOsInfo = () => __awaiter2(void 0, void 0, void 0, function* () {
  var _a, _b, _c, _d;
  const { stdout } = yield (0, import_shared_2.getExecOutput)("sw_vers", void 0, {
    silent: true
  });
  const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : "";
  const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : "";
  return {
    name,
    version
  };
});
var getLinuxInfo = () => __awaiter2(void 0, void 0, void 0, function* () {
  const { stdout } = yield (0, import_shared_2.getExecOutput)("lsb_release", ["-i", "-r", "-s"], {
    silent: true
  });
  const [name, version] = stdout.trim().split("\n");
  return {
    name,
    version
  };
});
var platform = import_os2.default.platform();
var arch = import_os2.default.arch();
var isWindows = platform === "win32";
var isMacOS = platform === "darwin";
var isLinux = platform === "linux";
function getDetails() {
  return __awaiter2(this, void 0, void 0, function* () {
    return Object.assign(Object.assign({}, yield isWindows ? getWindowsInfo() : isMacOS ? getMacOsInfo() : getLinuxInfo()), {
      platform,
      arch,
      isWindows,
      isMacOS,
      isLinux
    });
  });
}
// node_modules/@actions/core/lib/core.js
var __awaiter3 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
  const convertedVal = toCommandValue(val);
  process.env[name] = convertedVal;
  const filePath = process.env["GITHUB_ENV"] || "";
  if (filePath) {
    return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
  }
  issueCommand("set-env", { name }, convertedVal);
}
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function addPath(inputPath) {
  const filePath = process.env["GITHUB_PATH"] || "";
  if (filePath) {
    issueFileCommand("PATH", inputPath);
  } else {
    issueCommand("add-path", {}, inputPath);
  }
  process.env["PATH"] = `${inputPath}${path2.delimiter}${process.env["PATH"]}`;
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function getMultilineInput(name, options) {
  const inputs = getInput(name, options).split("\n").filter((x) => x !== "");
  if (options && options.trimWhitespace === false) {
    return inputs;
  }
  return inputs.map((input) => input.trim());
}
function getBooleanInput(name, options) {
  const trueValue = ["true", "True", "TRUE"];
  const falseValue = ["false", "False", "FALSE"];
  const val = getInput(name, options);
  if (trueValue.includes(val))
    return true;
  if (falseValue.includes(val))
    return false;
  throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}
Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function setCommandEcho(enabled) {
  issue("echo", enabled ? "on" : "off");
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function isDebug() {
  return process.env["RUNNER_DEBUG"] === "1";
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}
function group(name, fn) {
  return __awaiter3(this, void 0, void 0, function* () {
    startGroup(name);
    let result;
    try {
      result = yield fn();
    } finally {
      endGroup();
    }
    return result;
  });
}
function saveState(name, value) {
  const filePath = process.env["GITHUB_STATE"] || "";
  if (filePath) {
    return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
  }
  issueCommand("save-state", { name }, toCommandValue(value));
}
function getState(name) {
  return process.env[`STATE_${name}`] || "";
}
function getIDToken(aud) {
  return __awaiter3(this, void 0, void 0, function* () {
    return yield (void 0).getIDToken(aud);
  });
}
// src/github/cache-scope.ts
async function whyOwnPiece(key, client, environment) {
  const ref = environment["GITHUB_REF"] ?? "";
  const { defaultBranch } = await (0, import_shared_1.readRepositoryFacts)(environment);
  if (defaultBranch !== null && ref === `refs/heads/${defaultBranch}`) return null;
  if (client === null) return `${UNKNOWN}: there is no token`;
  if (ref === "") return `${UNKNOWN}: the runner names no ref`;
  try {
    return await hasPiece(client, key, ref) ? `\`${ref}\` itself saved it` : null;
  } catch (error2) {
    return `${UNKNOWN}: ${(0, import_shared_1.describeFailure)((0, import_shared_2.toApiFailure)(error2), "actions: read")}`;
  }
}
async function hasPiece({ octokit, owner, repo }, key, ref) {
  const { data } = await octokit.rest.actions.getActionsCacheList({ owner, repo, key, ref, per_page: 1 });
  return data.total_count > 0 || data.actions_caches.length > 0;
}
var UNKNOWN = "it is not known which branch saved it";
// src/github/runner.ts
var RUNNER = {
  annotate: ({ level, file, line, endLine, title, message }) => {
    core_exports[level](message, {
      title,
      ...file !== null && { file },
      ...line !== null && { startLine: line },
      ...endLine !== null && { endLine }
    });
  },
  warn,
  writeSummary: async (markdown) => {
    if (process.env["GITHUB_STEP_SUMMARY"]) await summary.addRaw(markdown).write();
    else info("This runner shows no job summary, so none is written.");
  }
};
function inform(message) {
  info((0, import_shared_3.logLine)(message));
}
function warn(message) {
  warning((0, import_shared_3.logLine)(message));
}
function writeOut(text) {
  process.stdout.write(text);
}
// src/run/shared-cache.ts
function shareCache(cache, { service, version, log }) {
  const prefix = `final-stage-layers-${version}-`;
  const restored = { key: "" };
  const attempt = async (what, work) => {
    try {
      await work();
    } catch (error2) {
      log(`the layer cache was not ${what}: ${error2 instanceof Error ? error2.message : String(error2)}`);
    }
  };
  return {
    restore: () => attempt("restored", async () => {
      const piece = service?.mayRestore === true ? await service.restore(prefix) : void 0;
      if (piece === void 0) return;
      restored.key = piece.key;
      cache.unpack(piece.bytes);
      log(`restored the layer cache, ${piece.bytes.length} bytes`);
    }),
    save: (event) => attempt("saved", async () => {
      if (event.kind !== "push" || service?.maySave !== true) return;
      const { bytes, digest } = cache.pack();
      const name = cache.isRefuted() ? (0, import_node_crypto.createHash)("sha256").update(bytes).digest("hex") : digest;
      const key = `${prefix}${name.slice(0, 32)}`;
      if (bytes.length === 0 || key === restored.key) return;
      if (await service.save({ key, bytes })) log(`saved the layer cache, ${bytes.length} bytes`);
    })
  };
}
// src/run/opened-cache.ts
async function openSharedCache(directory, { inform: inform2, warn: warn2 }) {
  if (directory === null) return null;
  await (0, import_shared_2.refuseCacheInCheckout)(directory, process.env["GITHUB_WORKSPACE"] || null);
  const version = (0, import_shared_2.readerVersion)();
  const layers = (0, import_shared_2.openLayerCache)({ directory, version, log: inform2, warn: warn2 });
  const service = (0, import_shared_1.openCacheService)(process.env);
  return { layers, shared: shareCache(layers, { service, version, log: inform2 }) };
}
// src/run/action-gate.ts
async function judge(inputs, client, signal) {
  const cache = await openSharedCache(inputs.cacheDirectory, { inform, warn });
  const report = await runWithPorts(inputs, {
    ...{ client, signal },
    ...cache && { layerCache: cache.layers, beforeReading: () => cache.shared.restore() },
    ...recordPlaces(inputs, client)
  });
  await cache?.shared.save(inputs.request.event);
  return report;
}
function recordPlaces({ request, cacheDirectory: directory }, client) {
  if (request.mode !== "check" || request.recordBaseline !== true) return {};
  const whyDoubted = (key) => whyOwnPiece(key, client, process.env);
  const service = (0, import_shared_1.openCacheService)(process.env);
  return { records: { service, directory, version: (0, import_shared_2.readerVersion)(), whyDoubted } };
}
async function runWithPorts({ request, token, secrets, insecureRegistries, readMinutes }, environment) {
  var _stack = [];
  try {
    const ports = (0, import_shared_3.__using)(_stack, await (0, import_shared_2.openPorts)(request, {
      buildLog: { isWorkflow: true, write: writeOut },
      log: inform,
      ...environment,
      token,
      secrets: secrets.environment,
      insecureRegistries,
      readMinutes,
      workspace: process.env["GITHUB_WORKSPACE"] || null
    }), true);
    return await (0, import_shared_2.runGateUnlessUnchanged)(request, ports);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
// src/main.ts
void main();
async function main() {
  var _stack = [];
  try {
    const cancellation = (0, import_shared_3.__using)(_stack, (0, import_shared_3.watchForCancellation)());
    const texts = (0, import_shared_3.toActionTexts)(getInput);
    const run = { event: { kind: "none" } };
    try {
      await runMode(texts, run, cancellation.signal);
    } catch (error2) {
      if (error2 instanceof Error && error2.stack !== void 0) debug(error2.stack);
      await fail(texts, run.event, cancellation.signal.aborted ? CANCELLED : error2);
    }
    process.exitCode = cancellation.exitCode() ?? process.exitCode;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
  }
}
async function fail(texts, event, error2) {
  const isCancelled = error2 === CANCELLED;
  setOutput("conclusion", "");
  setFailed(isCancelled ? "Cancelled: there is no verdict." : (0, import_shared_3.renderFailure)(error2));
  await reportNoVerdict(texts, event, error2);
  if (!isCancelled && texts.one("mode") !== "comment") await leaveNoVerdict(texts, error2);
}
async function runMode(texts, run, signal) {
  const mode = texts.one("mode");
  if (mode === "comment") {
    await tellOther(texts);
    return;
  }
  run.event = await readGitHubEvent();
  if (mode === "merge") await merge((0, import_shared_3.readMergeInputs)(texts), run.event);
  else await gate(readInputs(texts, run.event), signal);
}
async function tellOther(texts) {
  const mistakes = (0, import_shared_3.collectMistakes)();
  const { token, ...asked } = (0, import_shared_3.readTelling)(texts, mistakes);
  mistakes.throwIfAny();
  const { openGitHub } = await Promise.resolve().then(() => __toESM(require("./github-client.cjs")));
  const { readPayload, tell, writeSummary } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const payload = await readPayload(process.env["GITHUB_EVENT_PATH"]);
  const client = openGitHub(token, process.env);
  const { level, message, summary: summary2 } = await tell({ ...asked, client, environment: process.env, payload });
  if (summary2 !== void 0) await writeSummary(summary2, { client, ...RUNNER });
  if (level === "error") setFailed((0, import_shared_3.logLine)(message));
  else core_exports[level]((0, import_shared_3.logLine)(message));
}
var CANCELLED = new import_shared_3.GateError("bad-input", "the run was cancelled");
async function readGitHubEvent() {
  const { readRunEvent } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  return readRunEvent(process.env);
}
async function merge(inputs, event) {
  const { mergeAndPublish } = await Promise.resolve().then(() => __toESM(require("./run-baseline.cjs")));
  const { openGitHub } = await Promise.resolve().then(() => __toESM(require("./github-client.cjs")));
  const client = openGitHub(inputs.token, process.env);
  await mergeAndPublish(inputs, await toPublication(event, inputs), { client, ...SHELL });
}
function hiddenTexts(texts) {
  const { masks } = (0, import_shared_3.parseSecrets)(texts.many("secrets"), process.env, () => void 0);
  return [...masks, ...(0, import_shared_2.argumentMasks)(texts.many("build-args"))];
}
async function leaveNoVerdict(texts, error2) {
  const { keepNoVerdict, nameOfInputs } = await Promise.resolve().then(() => __toESM(require("./run-baseline.cjs")));
  const { summarizeNoVerdict } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const name = await nameOfInputs(texts, process.env["GITHUB_WORKSPACE"] ?? ".");
  const reason = (0, import_shared_3.failureReason)(error2, hiddenTexts(texts));
  setOutput("report", await keepNoVerdict({ name, reason }, SHELL));
  await summarizeNoVerdict(reason, { client: null, ...RUNNER });
}
function readInputs(texts, event) {
  const today = (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
  return (0, import_shared_3.readCheckInputs)(texts, { environment: process.env, event, today });
}
async function gate(inputs, signal) {
  const masks = (0, import_shared_2.masksOf)(inputs);
  for (const text of masks) setSecret(text);
  const { openGitHub } = await Promise.resolve().then(() => __toESM(require("./github-client.cjs")));
  const client = openGitHub(inputs.token, process.env);
  if (inputs.several !== void 0) return gateSeveral(inputs, client, signal);
  await publishRun((0, import_shared_2.redacted)(await judge(inputs, client, signal), masks), inputs, client);
}
var MAX_LAST_WORDS_MS = 5e3;
async function reportNoVerdict(texts, event, error2) {
  if (event.kind !== "pull_request" || texts.one("comment") === "never") return;
  if (texts.one("mode") === "measure") return;
  const publication = await toPublication(event, {
    ...{ comment: "auto", reporting: import_shared_3.NO_REPORTING, identity: (0, import_shared_3.readIdentity)(texts) }
  });
  const reason = (0, import_shared_3.failureReason)(error2, hiddenTexts(texts));
  const published = lastWords(reason, publication, texts.one("github-token") || null);
  const limit = error2 === CANCELLED ? [(0, import_promises.setTimeout)(MAX_LAST_WORDS_MS, [], { ref: false })] : [];
  for (const { message } of await Promise.race([published, ...limit])) warning(message);
}
async function lastWords(reason, publication, token) {
  const { openGitHub } = await Promise.resolve().then(() => __toESM(require("./github-client.cjs")));
  const { publishNoVerdict } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  return publishNoVerdict(reason, publication, openGitHub(token, process.env));
}
async function gateSeveral(inputs, client, signal) {
  const { gateImages, openGroups, publishSeveral } = await Promise.resolve().then(() => __toESM(require("./run-baseline.cjs")));
  const cache = await openSharedCache(inputs.cacheDirectory, { inform, warn });
  await cache?.shared.restore();
  const records = recordPlaces(inputs, client);
  const run = await gateImages(inputs, {
    ...{ workspace: process.env["GITHUB_WORKSPACE"] || null, token: inputs.token, variables: process.env },
    ...{ signal, log: inform, openLog: openGroups(writeOut) },
    judge: (request, logs) => runWithPorts(
      { ...inputs, request },
      { client, signal, ...logs, ...records, ...cache && { layerCache: cache.layers } }
    )
  });
  await cache?.shared.save(inputs.request.event);
  const publication = await toPublication(inputs.request.event, inputs);
  await publishSeveral(run, { publication, history: inputs.history }, { client, ...SHELL });
}
async function publishRun(judged, inputs, client) {
  const publishing = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const { report, ...chart } = await addHistory(judged, inputs, client);
  const files = await orNoFiles(
    (folder) => (0, import_shared_2.isUnchanged)(report) ? publishing.writeUnchangedFiles(report, folder) : publishing.writeReportFiles(report, folder)
  );
  for (const [name, value] of publishing.toOutputs(report, files)) setOutput(name, value);
  const publication = await toPublication(inputs.request.event, inputs, chart);
  const ports = { client, ...RUNNER };
  if ((0, import_shared_2.isUnchanged)(report)) {
    await publishing.publishUnchanged(report, publication, ports);
    info(import_shared_2.UNCHANGED_LINE);
    return;
  }
  await publishing.publish(report, publication, ports);
  if (report.verdict.conclusion === "failure") setFailed((0, import_shared_3.logLine)((0, import_shared_2.verdictLine)(report)));
  else info((0, import_shared_3.logLine)((0, import_shared_2.verdictLine)(report)));
}
async function addHistory(report, inputs, client) {
  if (inputs.history.kind === "off" || (0, import_shared_2.isUnchanged)(report)) return { report };
  const { keepHistory } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  return keepHistory(report, inputs, client);
}
async function toPublication(event, { comment, identity, reporting }, chart = {}) {
  const { readMarker, readRunPlace } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  const { htmlUrl, ...reported } = reporting;
  const addresses = { ...htmlUrl !== void 0 && { htmlUrl }, ...chart };
  const place = { ...readRunPlace(process.env, event), ...addresses };
  return { event, comment, ...readMarker(process.env, event, identity), place, ...reported };
}
async function orNoFiles(write) {
  const { NO_REPORT_FILES } = await Promise.resolve().then(() => __toESM(require("./github-publishing.cjs")));
  try {
    return await write(process.env["RUNNER_TEMP"] || (0, import_node_os.tmpdir)());
  } catch (error2) {
    warning(
      `the reports could not be written: ${error2 instanceof Error ? error2.message : String(error2)}`
    );
    return NO_REPORT_FILES;
  }
}
var SHELL = {
  ...{ setOutput, setFailed, info },
  ...{ runner: RUNNER, writeFiles: orNoFiles }
};
