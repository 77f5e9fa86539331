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
  renderFixJson: () => renderFixJson,
  renderFixText: () => renderFixText,
  renderRatchet: () => renderRatchet,
  runFix: () => runFix,
  runRatchet: () => runRatchet,
  starterPolicy: () => starterPolicy,
  starterPolicyOfMany: () => starterPolicyOfMany,
  starterWorkflow: () => starterWorkflow,
  starterWorkflowOfMany: () => starterWorkflowOfMany,
  suggestFixes: () => suggestFixes
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
var import_posix = require("node:path/posix");
var import_posix2 = require("node:path/posix");
var import_posix3 = require("node:path/posix");
var import_posix4 = require("node:path/posix");
var import_posix5 = require("node:path/posix");
var import_posix6 = require("node:path/posix");
// src/dockerfile/edit/edit.ts
function isAnyInConflict(edits) {
  const ordered = inOrder(edits);
  return ordered.some((edit, index) => index > 0 && areInConflict(ordered[index - 1] ?? edit, edit));
}
function inOrder(edits) {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
function areInConflict(one, other) {
  if (one.start === other.start) return one.start !== one.end || other.start !== other.end;
  return one.start < other.end && other.start < one.end;
}
function applyEdits(text, edits) {
  const ordered = inOrder(edits);
  let result = "";
  let at = 0;
  for (const [index, edit] of ordered.entries()) {
    const { start, end, replacement } = edit;
    const before = ordered[index - 1];
    if (start > end || end > text.length || before && areInConflict(before, edit))
      throw new RangeError(`an edit of ${start} to ${end} does not fit into a text of ${text.length} units`);
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}
// src/fix/edited-files.ts
function editFiles(project, edits) {
  const distinct2 = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  const of = (file) => distinct2.filter((edit) => edit.file === file);
  const [own, ignored] = [of(project.dockerfile.path), of(project.ignoreFile.path)];
  if (isAnyInConflict(own) || isAnyInConflict(ignored)) return { mistake: "two edits change the same place" };
  const dockerfile = applyEdits(project.dockerfile.text, own);
  const ignoreFile = applyEdits(project.ignoreFile.text, ignored);
  const mistake = mistakeOf(dockerfile, project.dockerfile.path);
  if (mistake !== void 0) return { mistake };
  return { dockerfile, ignoreFile, edits: distinct2 };
}
function mistakeOf(text, path) {
  try {
    (0, import_shared_2.parseDockerfile)(text, path);
    return void 0;
  } catch (error) {
    if (error instanceof import_shared_3.GateError) return error.message;
    throw error;
  }
}
// src/fix/fix.ts
function findingsOf({ step, proposal }) {
  return [step.finding, ...proposal.alsoMends ?? []];
}
var CHECKS = ["parses", "builds", "mends", "same", "starts", "runs", "smaller"];
// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added, removed, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};
// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize;
  }
  equals(left, right, options) {
    if (options.ignoreWhitespace) {
      if (!options.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
  return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
  if (options.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}
// node_modules/diff/libesm/patch/create.js
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  let optionsObj;
  if (!options) {
    optionsObj = {};
  } else if (typeof options === "function") {
    optionsObj = { callback: options };
  } else {
    optionsObj = options;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function splitLines(text) {
  const hasTrailingNl = text.endsWith("\n");
  const result = text.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}
// src/fix/line-changes.ts
function toLineChanges(files, dockerfile) {
  if (files.some(({ before }) => before === "")) return null;
  return files.flatMap((file) => changesOf(file, file.path === dockerfile));
}
function changesOf({ path, before, after }, hasInstructions) {
  const [one, other] = [toText(before, path, hasInstructions), toText(after, path, hasInstructions)];
  const hunks = hunksOf(before, after);
  return wholeSpans(hunks, one, other).map((span2) => {
    const { start, end } = inOther(span2, hunks);
    return {
      file: path,
      line: span2.start + 1,
      before: one.lines.slice(span2.start, span2.end),
      after: other.lines.slice(start, end)
    };
  });
}
function toText(text, path, hasInstructions) {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return { lines, units: hasInstructions ? instructionsOf(text, path) : [] };
}
function instructionsOf(text, path) {
  return (0, import_shared_2.readLines)(text, path).instructions.map(({ line, endLine }) => ({ start: line - 1, end: endLine }));
}
function hunksOf(before, after) {
  const { hunks } = structuredPatch("", "", before, after, "", "", { context: 0 });
  return hunks.map(({ oldStart, oldLines, newLines }) => {
    return { start: oldStart - 1, end: oldStart - 1 + oldLines, growth: newLines - oldLines };
  });
}
function wholeSpans(hunks, one, other) {
  const spans = widened(hunks, { hunks, one, other });
  const anchored = joined(spans.map(withNeighbour));
  return anchored.length === spans.length ? anchored : widened(anchored, { hunks, one, other });
}
function widened(some, { hunks, one, other }) {
  let spans = some;
  for (let lines = -1; lines !== linesIn(spans); ) {
    lines = linesIn(spans);
    const wider = spans.map((span2) => {
      const inOne = toWhole(span2, one.units);
      const own = inOther(inOne, hunks);
      const wanted = toWhole(own, other.units);
      return {
        start: Math.max(0, inOne.start - (own.start - wanted.start)),
        end: Math.min(one.lines.length, inOne.end + (wanted.end - own.end))
      };
    });
    spans = joined(wider);
  }
  return spans;
}
function linesIn(spans) {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
function toWhole({ start, end }, units) {
  const cut = units.filter(
    (unit) => start === end ? unit.start < start && start < unit.end : unit.start < end && start < unit.end
  );
  return {
    start: Math.min(start, ...cut.map((unit) => unit.start)),
    end: Math.max(end, ...cut.map((unit) => unit.end))
  };
}
function withNeighbour({ start, end }) {
  if (start < end) return { start, end };
  return start > 0 ? { start: start - 1, end } : { start, end: end + 1 };
}
function joined(spans) {
  const result = [];
  for (const span2 of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === void 0 || span2.start > last.end) result.push(span2);
    else result.splice(-1, 1, { start: last.start, end: Math.max(last.end, span2.end) });
  }
  return result;
}
function inOther({ start, end }, hunks) {
  const growthOf = (some) => some.reduce((sum, { growth }) => sum + growth, 0);
  return {
    start: start + growthOf(hunks.filter((hunk) => hunk.end < start)),
    end: end + growthOf(hunks.filter((hunk) => hunk.start <= end))
  };
}
// src/fix/patch.ts
function renderPatch(files) {
  return files.filter(({ before, after }) => before !== after).toSorted((one, other) => one.path < other.path ? -1 : 1).map(renderFile).join("");
}
function renderFile({ path, before, after }) {
  const { hunks } = structuredPatch(path, path, before, after, "", "", { context: 3 });
  const [from, to] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  const head = before === "" ? [`diff --git ${from} ${to}`, "new file mode 100644", "--- /dev/null", `+++ ${to}`] : [`diff --git ${from} ${to}`, `--- ${from}`, `+++ ${to}`];
  return `${[...head, ...hunks.flatMap(renderHunk)].join("\n")}
`;
}
function renderHunk({ lines, ...hunk }) {
  return [`@@ -${span(hunk.oldStart, hunk.oldLines)} +${span(hunk.newStart, hunk.newLines)} @@`, ...lines];
}
function span(start, count) {
  return `${count === 0 ? start - 1 : start},${count}`;
}
function quoted(path) {
  if (/^[\w./@+-]+$/.test(path)) return path;
  const bytes = [...Buffer.from(path)].map((byte) => {
    if (byte === 34 || byte === 92) return `\\${String.fromCharCode(byte)}`;
    return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
  });
  return `"${bytes.join("")}"`;
}
// src/remedies/copied-packages.ts
// src/remedies/remedy.ts
function defineRemedy(remedy) {
  return remedy;
}
// src/dockerfile/edit/placed-instruction.ts
function placeInstructions(text, path) {
  const { instructions, escape } = (0, import_shared_2.readLines)(text, path);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return { text, escape, lineBreak, instructions: instructions.map((read) => placed(text, read)) };
}
function placed(text, read) {
  const { keyword, line, source, span: span2 } = read;
  const { pieces } = span2;
  const starts2 = [];
  let length = 0;
  for (const piece of pieces) {
    starts2.push(length);
    length += piece.length;
  }
  const offsetOf = (at) => {
    const index = starts2.findLastIndex((start, piece) => start <= at && (pieces[piece]?.length ?? 0) > 0);
    return (pieces[index]?.offset ?? span2.start) + at - (starts2[index] ?? 0);
  };
  return {
    ...{ keyword, line, source, start: span2.start, end: span2.end },
    text: pieces.map(({ offset, length: own }) => text.slice(offset, offset + own)).join(""),
    edit: (from, to, replacement) => {
      const start = from === to && from > 0 ? offsetOf(from - 1) + 1 : offsetOf(from);
      return { start, end: from === to ? start : offsetOf(to - 1) + 1, replacement };
    },
    indentation: indentationOf(text, read),
    isContinued: pieces.length > 1
  };
}
function indentationOf(text, { span: { start, pieces } }) {
  const continued = pieces[1];
  const from = continued?.offset ?? start;
  const blanks = /^[ \t]*/.exec(text.slice(from, from + MAX_INDENTATION))?.[0] ?? "";
  if (continued !== void 0) return blanks;
  const before = /[ \t]*$/.exec(text.slice(Math.max(0, start - MAX_INDENTATION), start))?.[0] ?? "";
  return `${before}    `;
}
var MAX_INDENTATION = 40;
function withoutInstruction({ text }, { start, end }) {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1, replacement: "" };
}
// src/dockerfile/edit/shell-list.ts
var RESERVED = new Set(
  "if then else elif fi do done case esac while until for function select { } ! [[".split(" ")
);
function splitShellList(text, from = 0) {
  return new ListReader(text, { from, hasLines: false }).read();
}
function splitShellLines(text) {
  return new ListReader(text, { from: 0, hasLines: true }).read();
}
var ListReader = class {
  #text;
  #hasLines;
  #items = [];
  #at;
  #operator = "";
  #words = [];
  #isSimple = true;
  #endOfLast = 0;
  constructor(text, { from, hasLines }) {
    this.#text = text;
    this.#at = from;
    this.#hasLines = hasLines;
  }
  read() {
    while (this.#at < this.#text.length) {
      if (!this.#readPart()) return null;
    }
    if (this.#operator === "\n" && this.#words.length === 0) return this.#items;
    return this.#endItem("") ? this.#items : null;
  }
  #readPart() {
    const character = this.#text.charAt(this.#at);
    if (this.#hasLines && this.#readLineEnd(character)) return this.#endLine(character);
    if (/\s/.test(character)) {
      this.#at++;
      return true;
    }
    const operator = /^(?:&&|\|\||;)/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0];
    if (operator === void 0) return this.#readCommandPart(character);
    this.#at += operator.length;
    return this.#endItem(operator);
  }
  #readCommandPart(character) {
    if (character === "|") return this.#readRedirection(1);
    const redirection = /^\d*(?:>>|>&|>\||<&|<>|>|<(?![<(]))/.exec(
      this.#text.slice(this.#at, this.#at + 12)
    )?.[0];
    if (redirection !== void 0) return this.#readRedirection(redirection.length);
    return !"&()#<".includes(character) && this.#readWord();
  }
  /** Passes over a line break, one that continues a line, or a comment. */
  #readLineEnd(character) {
    const isContinued = this.#text.startsWith("\\\n", this.#at);
    const breakLength = character === "\n" ? 1 : isContinued ? 2 : 0;
    const length = character === "#" ? lengthOfLine(this.#text, this.#at) : breakLength;
    this.#at += length;
    return length > 0;
  }
  /** Of what ends a line, its break alone ends a command. */
  #endLine(character) {
    if (character !== "\n") return true;
    if (this.#words.length > 0) return this.#endItem("\n");
    if (this.#operator === ";") this.#operator = "\n";
    return true;
  }
  #readRedirection(length) {
    this.#isSimple = false;
    this.#at += length;
    this.#endOfLast = this.#at;
    return this.#words.length > 0;
  }
  #endItem(next) {
    const [first] = this.#words;
    if (first === void 0 || RESERVED.has(first.text)) return false;
    const item = { start: first.start, end: this.#endOfLast, words: this.#words, isSimple: this.#isSimple };
    this.#items.push({ operator: this.#operator, ...item });
    this.#operator = next;
    this.#words = [];
    this.#isSimple = true;
    return true;
  }
  #readWord() {
    const start = this.#at;
    while (this.#at < this.#text.length && !/[\s;&|<>()]/.test(this.#text.charAt(this.#at))) {
      const length = partLength(this.#text, this.#at);
      if (length === 0) return false;
      this.#at += length;
    }
    this.#endOfLast = this.#at;
    this.#words.push({ start, end: this.#at, text: this.#text.slice(start, this.#at) });
    return true;
  }
};
var MAX_DEPTH = 20;
function partLength(text, at, depth = 0) {
  switch (text.charAt(at)) {
    case "'":
      return lengthUntil(text, at, "'");
    case '"':
    case "`":
      return escapedLength(text, at, depth);
    case "\\":
      return at + 1 < text.length ? 2 : 0;
    case "$":
      return substitutionLength(text, at, depth);
    default:
      return 1;
  }
}
function lengthUntil(text, at, end) {
  const found = text.indexOf(end, at + 1);
  return found < 0 ? 0 : found + 1 - at;
}
function escapedLength(text, start, depth) {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; ) {
    if (text.charAt(at) === quote) return at + 1 - start;
    const isPart = text.charAt(at) === "\\" || quote === '"' && text.charAt(at) === "$";
    const length = isPart ? partLength(text, at, depth) : 1;
    if (length === 0) return 0;
    at += length;
  }
  return 0;
}
function substitutionLength(text, start, depth) {
  const open = text.charAt(start + 1);
  const close = { "(": ")", "{": "}" }[open];
  if (close === void 0) return 1;
  if (depth >= MAX_DEPTH) return 0;
  let opened = 0;
  for (let at = start + 1; at < text.length; ) {
    const character = text.charAt(at);
    if (character === open) opened++;
    if (character === close && --opened === 0) return at + 1 - start;
    const length = partLength(text, at, depth + 1);
    if (length === 0) return 0;
    at += length;
  }
  return 0;
}
function rangeWithout(items, index) {
  const [before, item, after] = [items[index - 1], items[index], items[index + 1]];
  if (item === void 0 || item.operator === "||" || after?.operator === "||") return null;
  if (before !== void 0) return { start: before.end, end: item.end };
  return after === void 0 ? null : { start: item.start, end: after.start };
}
function lengthOfLine(text, at) {
  const lineEnd = text.indexOf("\n", at);
  return (lineEnd < 0 ? text.length : lineEnd) - at;
}
// src/dockerfile/edit/shell-end.ts
var UNSURE = /<<|(?<![\w-])(?:exit|exec|return|trap)(?![\w-])|\\\r|\\\s*$/;
function endOfShellText(text, { from, hasLines }) {
  const parts = UNSURE.test(text) ? null : partsOf(text, from);
  const isWhole = parts !== null && (hasLines || parts.every(({ kind }) => kind !== "comment"));
  const last = isWhole ? parts.findLast(({ kind }) => kind === "operator" || kind === "word") : void 0;
  return last === void 0 || /[;&|(]/.test(text.charAt(last.end - 1)) ? void 0 : last.end;
}
function partsOf(text, from) {
  const parts = [];
  let isBetween = true;
  for (let at = from; at < text.length; ) {
    const part = partAt(text, at, isBetween);
    if (part.end === at) return null;
    parts.push(part);
    at = part.end;
    if (part.kind !== "continuation") isBetween = part.kind !== "word";
  }
  return parts;
}
function partAt(text, at, isBetween) {
  const character = text.charAt(at);
  if (character === "#" && isBetween) return { kind: "comment", end: at + lengthOfLine(text, at) };
  if (text.startsWith("\\\n", at)) return { kind: "continuation", end: at + 2 };
  if (/\s/.test(character)) return { kind: "blank", end: at + 1 };
  return { kind: /[;&|()<>]/.test(character) ? "operator" : "word", end: at + partLength(text, at) };
}
// src/remedies/run-edits.ts
function writersOf(ledger, rows) {
  const writers = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const origin = ledger.origin(row);
    if (origin.kind !== "instruction") return null;
    const known = writers.get(origin.instruction);
    if (known === void 0) writers.set(origin.instruction, [row]);
    else known.push(row);
  }
  return writers;
}
function placeOf({ dockerfile }, ref) {
  return dockerfile.instructions.find(({ line, keyword }) => line === ref.line && keyword === ref.keyword);
}
function shellRunOf(project, ref) {
  const placed2 = placeOf(project, ref);
  return placed2 && runOf(project, placed2);
}
function runOf(project, placed2) {
  const shell = shellTextOf(project, placed2);
  if (shell === void 0) return void 0;
  const items = shell.isScript ? splitShellLines(shell.text) : splitShellList(shell.text, shell.from);
  return items === null ? void 0 : { ...shell, items };
}
function shellTextOf(project, placed2) {
  if (placed2.keyword !== "RUN") return void 0;
  if (placed2.source.heredocs.length > 0) return scriptOf(project, placed2);
  const { text } = placed2;
  const { rest } = placed2.source;
  const from = trimmedLength(text) - rest.length;
  if ((0, import_shared_2.parseExecForm)(rest) !== void 0 || !text.startsWith(rest, from)) return void 0;
  return { placed: placed2, text, from, isScript: false, edit: (...range) => placed2.edit(...range) };
}
function scriptOf({ dockerfile }, placed2) {
  const { rest, heredoc } = placed2.source;
  const start = placed2.end - heredoc.length;
  const end = heredoc.lastIndexOf("\n") + 1;
  const text = heredoc.slice(0, end);
  const isPlain = /^<<-?(["']?)\w+\1$/.test(rest) && !text.includes("\r");
  if (!isPlain || !dockerfile.text.startsWith(heredoc, start) || isForOther(text)) return void 0;
  const edit = (from, to, replacement) => ({
    ...{ start: start + from, end: start + to, replacement }
  });
  return { placed: placed2, text, from: 0, isScript: true, edit };
}
function isForOther(text) {
  return text.trimStart().startsWith("#!") && !/^\s*#! ?\/(usr\/)?bin\/(env )?(ba|da|a)?sh\b/.test(text);
}
function trimmedLength(text) {
  const trimmed = (0, import_shared_2.trimSpace)(text);
  return text.lastIndexOf(trimmed) + trimmed.length;
}
function commandText({ text }, { start, end }) {
  return text.slice(start, end).replace(/(?:\\\n|\s)+/g, " ");
}
function withCommandAtEnd(project, placed2, command) {
  const shell = shellTextOf(project, placed2);
  const end = shell && endOfShellText(shell.text, { from: shell.from, hasLines: shell.isScript });
  if (shell === void 0 || end === void 0) return void 0;
  const file = project.dockerfile.path;
  if (shell.isScript && endsAtFailure(shell.text))
    return { file, ...shell.edit(shell.text.length, shell.text.length, lineLike(shell.text, command)) };
  const text = shell.isScript ? ` && ${command}` : continuation(project, placed2, command);
  return { file, ...shell.edit(end, end, text) };
}
function endsAtFailure(text) {
  const [first = ""] = text.split("\n").filter((line) => line.trim() !== "" && !/^\s*#(?!!)/.test(line));
  return /^\s*(set|#!.*sh) (-\w*e|.*-o errexit)/.test(first) && !/\bset \+/.test(text);
}
function lineLike(text, command) {
  const indentation = /^[ \t]*(?=\S)/m.exec(text)?.[0] ?? "";
  return `${indentation}${command}
`;
}
function continuation({ dockerfile: { text, escape, lineBreak } }, { start, end, indentation, isContinued }, command) {
  const leads = isContinued && endsLinesWithOperators(text.slice(start, end), escape);
  const goesOn = ` ${escape}${lineBreak}${indentation}`;
  return !isContinued ? ` && ${command}` : leads ? ` &&${goesOn}${command}` : `${goesOn}&& ${command}`;
}
function endsLinesWithOperators(text, escape) {
  return text.split("\n").some((line) => line.trimEnd().endsWith(`&& ${escape}`) || line.trimEnd().endsWith(`; ${escape}`));
}
function withOption({ dockerfile }, { run, at }, option) {
  return { file: dockerfile.path, ...run.edit(at, at, ` ${option}`) };
}
function withFlag({ dockerfile }, placed2, flag) {
  const end = placed2.keyword.length;
  return { file: dockerfile.path, ...placed2.edit(end, end, ` ${flag}`) };
}
function withoutCommand(project, { placed: placed2, items, edit }, index) {
  if (items.length === 1) return withoutPlaced(project, placed2);
  const range = rangeWithout(items, index);
  return range === null ? void 0 : { file: project.dockerfile.path, ...edit(range.start, range.end, "") };
}
function withoutPlaced({ dockerfile }, placed2) {
  return { file: dockerfile.path, ...withoutInstruction(dockerfile, placed2) };
}
function withLinesBelow({ dockerfile: { text, lineBreak, path } }, { end }, lines) {
  const added = lines.join(lineBreak);
  const lineEnd = text.indexOf("\n", end);
  return lineEnd < 0 ? { file: path, start: text.length, end: text.length, replacement: `${lineBreak}${added}` } : { file: path, start: lineEnd + 1, end: lineEnd + 1, replacement: `${added}${lineBreak}` };
}
function withLinesAbove({ dockerfile: { text, lineBreak, path } }, { start }, lines) {
  const at = text.lastIndexOf("\n", start - 1) + 1;
  return { file: path, start: at, end: at, replacement: `${lines.join(lineBreak)}${lineBreak}` };
}
function withText({ dockerfile }, placed2, text) {
  const end = trimmedLength(placed2.text);
  return { file: dockerfile.path, ...placed2.edit(end - placed2.source.rest.length, end, text) };
}
function withBase({ dockerfile }, { from, base }, other) {
  const at = from.text.lastIndexOf(from.source.rest);
  const isPlain = at >= 0 && !base.includes("$") && from.source.rest.startsWith(base);
  return isPlain ? { file: dockerfile.path, ...from.edit(at, at + base.length, other) } : void 0;
}
// src/remedies/stages.ts
function stagesOf({ dockerfile }) {
  const stages = [];
  for (const placed2 of dockerfile.instructions) {
    if (placed2.keyword !== "FROM") stages.at(-1)?.instructions.push(placed2);
    else {
      const [base = "", , name] = (0, import_shared_2.splitBlanks)(placed2.source.rest);
      stages.push({ from: placed2, label: name ?? String(stages.length), base, instructions: [] });
    }
  }
  return stages;
}
function builtStage(diagnosis) {
  const label = diagnosis.ledger.buildSteps?.chain.at(-1);
  return stagesOf(diagnosis).find((stage) => stage.label === label);
}
function buildStages(diagnosis) {
  const labels = new Set(diagnosis.ledger.buildSteps?.others);
  const copied2 = new Set(builtStage(diagnosis)?.instructions.flatMap((placed2) => fromOf(placed2) ?? []));
  const stages = stagesOf(diagnosis).filter(({ label }) => labels.has(label)).reverse();
  return [
    ...stages.filter(({ label }) => copied2.has(label)),
    ...stages.filter(({ label }) => !copied2.has(label))
  ];
}
function fromOf({ source }) {
  return source.flags.find((flag) => flag.startsWith("--from="))?.slice("--from=".length);
}
function above(project, placed2) {
  const stage = stagesOf(project).findLast(({ from }) => from.line < placed2.line);
  return stage?.instructions.filter(({ line }) => line < placed2.line) ?? [];
}
function userAbove(diagnosis, placed2) {
  const user = above(diagnosis, placed2).findLast(({ keyword }) => keyword === "USER")?.source.rest ?? inherited(diagnosis, "USER", diagnosis.ledger.config.user) ?? "";
  return /^(root|0)?(:|$)/.test(user) ? void 0 : user;
}
function directoryAbove(diagnosis, placed2) {
  const own = above(diagnosis, placed2).filter(({ keyword }) => keyword === "WORKDIR");
  const base = inherited(diagnosis, "WORKDIR", diagnosis.ledger.config.workingDir);
  return (0, import_posix2.resolve)("/", base ?? "", ...own.map(({ source }) => source.rest));
}
function inherited({ dockerfile }, keyword, value) {
  return dockerfile.instructions.some((placed2) => placed2.keyword === keyword) ? void 0 : value;
}
function lastCopy({ from, instructions }) {
  return instructions.findLast(({ keyword }) => /^(COPY|ADD)$/.test(keyword)) ?? from;
}
function asRoot(user, line) {
  return user === void 0 ? [line] : ["USER root", line, `USER ${user}`];
}
// src/remedies/copied-packages.ts
var copiedPackages = defineRemedy({
  id: "copied-packages",
  rules: ["missing-packages"],
  headline: "Copy the installed packages from the build stage, or install them in the final stage",
  propose(diagnosis) {
    const stage = builtStage(diagnosis);
    if (stage === void 0) return [];
    return [environments, prefixes, sitePackages, newEnvironment, requirements].flatMap(
      (way) => way(diagnosis, stage)
    );
  },
  examples: [
    {
      rule: "missing-packages",
      subject: "Python packages",
      before: 'FROM python:3.12 AS build\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n\nFROM python:3.12-slim\nCOPY --from=build /app /app\nCMD ["gunicorn", "app:app"]\n',
      base: [
        { path: "/usr/local/bin/python3.12", program: { bytes: 3e5 } },
        "/usr/local/lib/python3.12/site-packages/pip/__init__.py"
      ],
      leaves: { 6: ["/app/app.py"] },
      after: 'FROM python:3.12 AS build\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n\nFROM python:3.12-slim\nCOPY --from=build /app /app\nCOPY --from=build /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages\nCOPY --from=build /usr/local/bin/gunicorn /usr/local/bin/gunicorn\nCMD ["gunicorn", "app:app"]\n'
    }
  ]
});
var PLAIN = /^\/[\w./@+-]+$/;
function pathsIn(diagnosis, pattern) {
  return buildStages(diagnosis).flatMap(
    (stage) => stage.instructions.flatMap((run) => {
      const word = run.keyword === "RUN" ? pattern.exec(run.text)?.[1] : void 0;
      const path = word === void 0 ? "" : (0, import_posix.resolve)(directoryAbove(diagnosis, run), word);
      return PLAIN.test(path) ? [{ stage, path }] : [];
    })
  );
}
var environments = (diagnosis, stage) => {
  const { catalog, config } = diagnosis.ledger;
  const made2 = pathsIn(diagnosis, /\b(?:python[\d.]* -m venv|virtualenv|uv venv) (?:--?[\w-]+ )*([\w./-]+)/);
  return made2.filter(({ path }) => catalog.resolve(path) < 0).map(({ stage: { label }, path }) => {
    const isOnPath = ((0, import_shared_2.environmentValue)(config, "PATH") ?? "").split(":").includes(`${path}/bin`);
    const lines = [
      `COPY --from=${label} ${path} ${path}`,
      ...isOnPath ? [] : [`ENV PATH=${path}/bin:$PATH`]
    ];
    return {
      edits: [withLinesBelow(diagnosis, lastCopy(stage), lines)],
      adds: (added) => added.startsWith(`${path}/`),
      ...!isOnPath && { configures: ["env"] }
    };
  });
};
var prefixes = (diagnosis, stage) => pathsIn(diagnosis, /\bpip3? install\b.*\s--prefix[= ]([\w./-]+)/).filter(({ path }) => path !== "/usr/local").map(({ stage: { label }, path }) => ({
  edits: [withLinesBelow(diagnosis, lastCopy(stage), [`COPY --from=${label} ${path} /usr/local`])],
  adds: (added) => added.startsWith("/usr/local/")
}));
var INSTALLS = /\b(?:pip3?|uv pip) install\b/;
var sitePackages = (diagnosis, stage) => {
  const installed3 = buildStages(diagnosis).find(
    ({ instructions }) => instructions.some(({ keyword, text }) => keyword === "RUN" && INSTALLS.test(text))
  );
  const directory = packagesOf(diagnosis);
  if (installed3 === void 0 || directory === void 0) return [];
  const from = `COPY --from=${installed3.label}`;
  const failure = (0, import_shared_2.findStartFailure)(diagnosis.ledger);
  const script = failure?.kind === "python-script" ? `/usr/local/bin/${failure.subject}` : void 0;
  const lines = [directory, ...script !== void 0 && PLAIN.test(script) ? [script] : []].map(
    (path) => `${from} ${path} ${path}`
  );
  const isOfPackages2 = (path) => path.startsWith(`${directory}/`) || path === script;
  return [
    {
      edits: [withLinesBelow(diagnosis, lastCopy(stage), lines)],
      adds: isOfPackages2,
      changes: isOfPackages2
    }
  ];
};
function packagesOf({ ledger: { catalog } }) {
  const versions = (0, import_shared_2.childrenOf)(catalog, "/usr/local/lib").filter((name) => /^python3\.\d+$/.test(name));
  const directories = versions.flatMap(
    (version) => ["site-packages", "dist-packages"].map((name) => `/usr/local/lib/${version}/${name}`)
  );
  return directories.find((path) => catalog.resolve(path) >= 0);
}
var ENVIRONMENT = "/venv";
var newEnvironment = (diagnosis, stage) => {
  const { path: file } = diagnosis.dockerfile;
  for (const { label, instructions } of buildStages(diagnosis)) {
    const edits = instructions.flatMap((placed2) => pipsIn(diagnosis, placed2)).map(({ run, start, end }, index) => {
      const make = index === 0 ? `python3 -m venv ${ENVIRONMENT} && ` : "";
      return { file, ...run.edit(start, end, `${make}${ENVIRONMENT}/bin/pip`) };
    });
    if (edits.length === 0) continue;
    const lines = [`COPY --from=${label} ${ENVIRONMENT} ${ENVIRONMENT}`, `ENV PATH=${ENVIRONMENT}/bin:$PATH`];
    const copy = withLinesBelow(diagnosis, lastCopy(stage), lines);
    const adds = (added) => added.startsWith(`${ENVIRONMENT}/`);
    return [{ edits: [...edits, copy], adds, configures: ["env"] }];
  }
  return [];
};
function pipsIn(diagnosis, placed2) {
  const run = runOf(diagnosis, placed2);
  const calls = run?.items.filter(
    ({ words: [pip, verb] }) => /^pip3?$/.test(pip?.text ?? "") && verb?.text === "install"
  );
  return calls?.flatMap(({ words: [pip] }) => pip && run ? [{ run, start: pip.start, end: pip.end }] : []) ?? [];
}
var requirements = (diagnosis, stage) => {
  const { catalog, config } = diagnosis.ledger;
  const path = (0, import_posix.resolve)(config.workingDir ?? "/", "requirements.txt");
  const row = catalog.resolve(path);
  if (row < 0 || !PLAIN.test(path)) return [];
  const line = `RUN pip install --no-cache-dir -r ${path}`;
  const isOfPackages2 = (added) => /\/(site|dist)-packages\/|\/bin\/[^/]+$/.test(added);
  const copy = lastCopy(stage);
  const edit = withLinesBelow(diagnosis, copy, asRoot(userAbove(diagnosis, copy), line));
  return [{ edits: [edit], adds: isOfPackages2, changes: isOfPackages2 }];
};
// src/remedies/created-user.ts
var createdUser = defineRemedy({
  id: "created-user",
  rules: ["missing-user"],
  headline: "Create the user in the final stage, copy its record, or use a number",
  propose(diagnosis) {
    const asked = askedOf(diagnosis);
    return asked === void 0 ? [] : WAYS.flatMap((way) => way(diagnosis, asked));
  },
  examples: [
    {
      rule: "missing-user",
      subject: "app",
      before: 'FROM debian:12-slim\nCOPY server /\nUSER app\nCMD ["/server"]\n',
      base: [
        { path: "/etc/passwd", text: "root:x:0:0:root:/root:/bin/sh\n" },
        { path: "/usr/sbin/useradd", program: {} }
      ],
      leaves: { 2: [{ path: "/server", program: {} }] },
      after: 'FROM debian:12-slim\nCOPY server /\nRUN useradd --system app\nUSER app\nCMD ["/server"]\n'
    },
    {
      rule: "missing-user",
      subject: "app",
      before: 'FROM alpine:3.20 AS build\nRUN adduser -D -u 10001 app\n\nFROM alpine:3.20\nCOPY --from=build /server /\nUSER app\nCMD ["/server"]\n',
      base: [{ path: "/etc/passwd", text: "root:x:0:0:root:/root:/bin/sh\n" }],
      leaves: { 5: [{ path: "/server", program: {} }] },
      after: 'FROM alpine:3.20 AS build\nRUN adduser -D -u 10001 app\n\nFROM alpine:3.20\nCOPY --from=build /server /\nRUN adduser -D -u 10001 app\nUSER app\nCMD ["/server"]\n'
    }
  ]
});
var NAME = /^[a-z_][\w-]*$/;
var WORD = /^[\w-]+$/;
var USERS = "/etc/passwd";
var GROUPS = "/etc/group";
function askedOf(diagnosis) {
  const { ledger, finding } = diagnosis;
  const placed2 = builtStage(diagnosis)?.instructions.findLast(({ keyword }) => keyword === "USER");
  const names = placed2?.source.rest.split(":");
  const isCertain = names?.includes(finding.subject) === true && names.every((name) => WORD.test(name));
  if (placed2 === void 0 || !isCertain) return void 0;
  const [user = "", group] = names;
  return {
    placed: placed2,
    user,
    group,
    lacks: { user: isMissing(ledger, USERS, user), group: lacksGroup(ledger, group) }
  };
}
function lacksGroup(ledger, group) {
  return group !== void 0 && isMissing(ledger, GROUPS, group);
}
function isMissing({ catalog }, file, name) {
  const lines = ((0, import_shared_2.textOf)(catalog, file) ?? "").split("\n");
  return NAME.test(name) && !lines.some((line) => line.startsWith(`${name}:`));
}
var WAYS = [asInBuildStage, created, withRecord, byNumber];
var RECORDS = /^\/etc\/(passwd|group|g?shadow|sub[ug]id)-?$|^\/etc\/\.pwd\.lock$/;
function made(diagnosis, { placed: placed2, user }, commands) {
  const before = userAbove(diagnosis, placed2);
  const lines = [...before === void 0 ? [] : ["USER root"], `RUN ${commands.join(" && ")}`];
  const isOfUser = (path) => RECORDS.test(path) || path.startsWith(`/home/${user}/`) || path === `/var/mail/${user}`;
  return {
    edits: [withLinesAbove(diagnosis, placed2, lines)],
    changes: (path) => RECORDS.test(path),
    adds: isOfUser
  };
}
function asInBuildStage(diagnosis, asked) {
  if (!hasShell(diagnosis.ledger)) return [];
  const found = buildStages(diagnosis).map(({ instructions }) => instructions.flatMap((placed2) => commandsIn2(diagnosis, placed2, asked))).find((commands) => commands.length > 0);
  return found === void 0 ? [] : [made(diagnosis, asked, found)];
}
function hasShell({ catalog }) {
  return catalog.resolve("/bin/sh") >= 0;
}
var MAKES = /^(useradd|adduser|groupadd|addgroup)$/;
function commandsIn2(diagnosis, placed2, { user, group }) {
  const run = runOf(diagnosis, placed2);
  const makes = run?.items.filter(
    ({ words: [command, ...others], isSimple }) => isSimple && MAKES.test(command?.text ?? "") && others.every(({ text }) => /^[\w./:=,-]+$/.test(text)) && others.some(({ text }) => text === user || text === group)
  );
  return makes?.map(({ words }) => words.map(({ text }) => text).join(" ")) ?? [];
}
function created(diagnosis, asked) {
  if (!hasShell(diagnosis.ledger)) return [];
  const hasUseradd = diagnosis.ledger.catalog.resolve("/usr/sbin/useradd") >= 0;
  const commands = hasUseradd ? ofDebian(asked) : ofAlpine(asked);
  return commands.length === 0 ? [] : [made(diagnosis, asked, commands)];
}
function ofDebian({ user, group, lacks }) {
  if (lacks.user && lacks.group && user === group) return [`useradd --system --user-group ${user}`];
  const member = group === void 0 ? "" : `--gid ${group} `;
  return [
    ...lacks.group ? [`groupadd --system ${group}`] : [],
    ...lacks.user ? [`useradd --system ${member}${user}`] : []
  ];
}
function ofAlpine({ user, group, lacks }) {
  const member = group === void 0 ? "" : `-G ${group} `;
  return [
    ...lacks.group ? [`addgroup -S ${group}`] : [],
    ...lacks.user ? [`adduser -S -D ${member}${user}`] : []
  ];
}
var REGISTERS = [USERS, GROUPS];
function withRecord(diagnosis, asked) {
  if (hasShell(diagnosis.ledger)) return [];
  const stage = buildStages(diagnosis).find(
    ({ instructions }) => instructions.some((placed2) => commandsIn2(diagnosis, placed2, asked).length > 0)
  );
  if (stage === void 0) return [];
  const line = `COPY --from=${stage.label} ${REGISTERS.join(" ")} /etc/`;
  const isOfRecords = (path) => REGISTERS.includes(path);
  const edits = [withLinesAbove(diagnosis, asked.placed, [line])];
  return [{ edits, changes: isOfRecords, adds: isOfRecords }];
}
var NUMBER = "10001:10001";
function byNumber(diagnosis, { placed: placed2, user }) {
  const edit = withText(diagnosis, placed2, user === "root" ? "0:0" : NUMBER);
  return [{ edits: [edit], configures: ["user"] }];
}
// src/remedies/final-stage/system-files.ts
function isSystemPath(path) {
  return /^\/(?:etc|usr\/(?!local(?:\/|$))[^/]+|var\/(?!www(?:\/|$))|bin|sbin|lib[^/]*)(?:\/|$)|^\/var\/(?!www\/)|^\/usr\/local\/lib\/[^/]+\.so[^/]*$/.test(
    path
  );
}
function isSystemPackage(pkg) {
  return pkg !== void 0 && /^(?:deb|apk|rpm)$/.test(pkg.type);
}
// src/remedies/final-stage/accounts.ts
var MAKES_ACCOUNTS = /^(?:useradd|adduser|groupadd|addgroup|usermod)$/;
function accountInstructions(project, ledger, { choice, stage }) {
  const instructions = writersOfAccounts(ledger);
  if (instructions.length === 0) return [];
  const commands = instructions.map((ref) => {
    const run = ref.keyword === "RUN" ? shellRunOf(project, ref) : void 0;
    const own = run?.items.filter(
      ({ words, isSimple }) => isSimple && MAKES_ACCOUNTS.test(words[0]?.text ?? "")
    );
    return own?.map(({ start, end }) => run?.placed.text.slice(start, end).replace(/\s+/g, " ") ?? "") ?? [];
  });
  const isKnown = commands.every((list) => list.length > 0);
  if (choice.manager === null || !isKnown) return [`COPY --from=${stage} /etc/passwd /etc/group /etc/`];
  return commands.map((list) => `RUN ${list.join(" && ")}`);
}
function setsPasswords({ buildSteps }) {
  return (buildSteps?.steps ?? []).some(
    ({ ref }) => ref.keyword === "RUN" && /\bchpasswd\b|\bpasswd\s+-|\|\s*passwd\b|\b(?:user|group)(?:add|mod)\b[^&|;]*\s(?:-p|--password)\b/.test(
      ref.text
    )
  );
}
function ownerWord({ dockerfile }, { catalog }, { uid, gid }) {
  const nameIn = (file, id) => (0, import_shared_2.textOf)(catalog, file)?.split("\n").map((line) => line.split(":")).find(([name = "", , number]) => number === String(id) && /^[a-z_][\w-]*$/.test(name))?.[0];
  const [user, group] = [nameIn("/etc/passwd", uid), nameIn("/etc/group", gid)];
  const isCalledSo = user !== void 0 && new RegExp(`^\\s*USER\\s+${user}\\b|chown(?:=|\\s+(?:-\\S+\\s+)*)${user}\\b`, "im").test(dockerfile.text);
  return isCalledSo && group !== void 0 ? `${user}:${group}` : `${uid}:${gid}`;
}
function writersOfAccounts(ledger) {
  const { catalog, origins } = ledger;
  const node = catalog.paths.find("/etc/passwd");
  const found = [];
  for (let row = 0; node >= 0 && row < catalog.rowCount; row += 1) {
    const origin = catalog.node(row) === node ? origins[catalog.layer(row)] : void 0;
    if (origin?.kind === "instruction" && /user|group|passwd/i.test(origin.instruction.text))
      found.push(origin.instruction);
  }
  return found;
}
// src/remedies/final-stage/carried-instructions.ts
var BUILDS = /^(?:RUN|COPY|ADD)$/;
var MOVES = /^(?:CMD|ENTRYPOINT|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|STOPSIGNAL|VOLUME)$/;
function carriedInstructions(project, { buildSteps }) {
  const steps = buildSteps?.steps ?? [];
  const known = steps.flatMap(({ ref }) => findPlaced(project, ref.line, ref.keyword) ?? []);
  if (known.length < steps.length || known.some(({ keyword }) => keyword === "ONBUILD")) return null;
  const end = known.findLastIndex(({ keyword }) => BUILDS.test(keyword));
  const isOwn = steps[end]?.ref.stage === buildSteps?.chain.at(-1);
  return {
    ...carriedFrom(project, known.slice(0, end + 1), known.slice(end + 1)),
    last: isOwn ? known[end] : void 0
  };
}
function carriedFrom({ dockerfile }, building, trailing) {
  const textOf3 = ({ start, end }) => dockerfile.text.slice(start, end);
  const named2 = (name) => building.filter(({ keyword }) => keyword === name).map(textOf3);
  const setsUser = trailing.some(({ keyword }) => keyword === "USER");
  return {
    settings: settingsOf(building, [...building, ...trailing]).map(textOf3),
    workingDirectories: named2("WORKDIR"),
    shell: named2("SHELL").slice(-1),
    builder: named2("USER").at(-1) ?? null,
    user: setsUser ? null : named2("USER").at(-1) ?? null,
    moved: building.filter(({ keyword }) => MOVES.test(keyword))
  };
}
var NOT_CARRIED = /^(?:COPY|ADD|ARG)$/;
var REPEATED = /\b(?:user|group)(?:add|mod)\b|\badd(?:user|group)\b|\/etc\//;
function findPlaced({ dockerfile }, line, keyword) {
  return dockerfile.instructions.find((one) => one.line === line && one.keyword === keyword);
}
function settingsOf(building, all) {
  const used = all.filter(({ keyword, text }) => keyword === "RUN" ? REPEATED.test(text) : !NOT_CARRIED.test(keyword)).map(({ source }) => source.rest);
  const isUsed = ({ source }) => {
    const name = /^\w+/.exec(source.rest)?.[0] ?? "";
    return used.some((text) => new RegExp(`\\$\\{?${name}\\b`).test(text));
  };
  return building.filter((one) => one.keyword === "ENV" || one.keyword === "ARG" && isUsed(one));
}
// src/remedies/final-stage/copy-plan.ts
var MAX_COPIES = 8;
var MAX_REMOVALS = 8;
var FEW_COPIES = 4;
var MAX_NAMES = 6;
var PLAIN2 = /^[\w./@+~-]+$/;
function planCopies(catalog, files, ofBase) {
  const counts = countBelow(catalog, files);
  const exact = planWithout(catalog, files, counts);
  const isPlain = exact !== null && !makesOthers(catalog, exact, ofBase);
  if (isPlain && sizeOf(exact) <= FEW_COPIES) return exact;
  const whole = planOf(catalog, files, {
    isMixed: (node) => isOf(counts.others, node),
    isOwned: (node) => !ofBase.has(node) && isOfOther(catalog, catalog.visibleRow(node))
  });
  const removing = whole && { ...whole, removals: removalsIn(catalog, whole, counts) };
  const plans = [removing, exact].filter((plan) => plan !== null);
  return plans.find((plan) => sizeOf(plan) <= MAX_COPIES && plan.removals.length <= MAX_REMOVALS) ?? null;
}
function makesOthers(catalog, { copies }, ofBase) {
  const { paths } = catalog;
  return copies.flatMap(pathsOf).some((path) => {
    for (let node = paths.parent(paths.find(path)); node > 0; node = paths.parent(node)) {
      if (ofBase.has(node)) return false;
      if (isOfOther(catalog, catalog.visibleRow(node))) return true;
    }
    return false;
  });
}
function isOfOther(catalog, row) {
  if (row < 0) return false;
  return catalog.uid(row) !== 0 || catalog.gid(row) !== 0 || (catalog.mode(row) & 4095) !== 493;
}
function planExactCopies(catalog, files) {
  const plan = planWithout(catalog, files, countBelow(catalog, files));
  return plan === null || sizeOf(plan) > MAX_COPIES ? null : plan;
}
function planWithout(catalog, files, { dropped, others }) {
  return planOf(catalog, files, {
    isMixed: (node) => isOf(dropped, node) || isOf(others, node),
    isOwned: () => false
  });
}
function sizeOf({ copies, links }) {
  return copies.length + links.length;
}
function isOf(counts, node) {
  return (counts[node] ?? 0) > 0;
}
function countBelow(catalog, files) {
  const { size } = catalog.paths;
  const counts = {
    kept: new Uint32Array(size),
    dropped: new Uint32Array(size),
    others: new Uint32Array(size)
  };
  for (let node = size - 1; node > 0; node -= 1) {
    const kind = kindOf(catalog, files, catalog.visibleRow(node));
    if (kind !== null) add(counts[kind], node, 1);
    const parent = catalog.paths.parent(node);
    for (const each of Object.values(counts)) add(each, parent, each[node] ?? 0);
  }
  return counts;
}
function kindOf(catalog, { kept, dropped, indifferent }, row) {
  if (kept.has(row)) return "kept";
  if (dropped.has(row)) return "dropped";
  return row < 0 || catalog.type(row) === "directory" || indifferent.has(row) ? null : "others";
}
function add(counts, node, count) {
  counts[node] = (counts[node] ?? 0) + count;
}
function planOf(catalog, { kept }, { isMixed, isOwned }) {
  const byDirectory = Map.groupBy(kept, (row) => wholeAbove(catalog, catalog.node(row), isMixed));
  if (byDirectory.size > MAX_COPIES + 1) return null;
  const [alone, whole] = partition([...byDirectory], ([directory, [row = -1, ...others]]) => {
    return directory < 0 || others.length === 0 && isFile(catalog, row) && !isOwned(directory);
  });
  const rows = alone.flatMap(([, own]) => own);
  const [single, files] = partition(rows, (row) => catalog.type(row) === "symlink");
  const links = single.map((row) => linkOf(catalog, row));
  const directories = whole.map(([node]) => directoryOf(catalog, node));
  const copies = [...directories, ...filesOf(catalog, files)].toSorted(byPath);
  const paths = [...copies.flatMap(pathsOf), ...links.flatMap(({ path, target }) => [path, target])];
  return paths.every((path) => PLAIN2.test(path)) ? { copies, links, removals: [] } : null;
}
function partition(all, isFirst) {
  return [all.filter(isFirst), all.filter((item) => !isFirst(item))];
}
function isFile(catalog, row) {
  return /^(?:regular|hardlink)$/.test(catalog.type(row));
}
function linkOf(catalog, row) {
  return { path: catalog.path(row), target: catalog.linkTarget(row) ?? "" };
}
function directoryOf(catalog, node) {
  return { kind: "directory", path: catalog.paths.path(deepest(catalog, node)) };
}
function wholeAbove(catalog, node, isMixed) {
  const { paths } = catalog;
  let found = catalog.type(catalog.visibleRow(node)) === "directory" ? node : -1;
  for (let at = paths.parent(node); at > 0 && !isMixed(at); at = paths.parent(at)) found = at;
  return found;
}
function deepest(catalog, directory) {
  const { paths } = catalog;
  const children = (0, import_shared_2.visibleNames)(catalog, directory);
  const only = children.length === 1 ? paths.findChild(directory, children[0] ?? "") : -1;
  const isDirectory = only >= 0 && paths.firstChild(only) >= 0 && (0, import_shared_2.visibleNames)(catalog, only).length > 0;
  return isDirectory ? deepest(catalog, only) : directory;
}
function filesOf({ paths, ...catalog }, rows) {
  const byDirectory = Map.groupBy(rows, (row) => paths.parent(catalog.node(row)));
  return [...byDirectory].flatMap(([directory, own]) => {
    const names = own.map((row) => paths.name(catalog.node(row))).toSorted();
    const parts = Array.from(
      { length: Math.ceil(names.length / MAX_NAMES) },
      (_, part) => names.slice(part * MAX_NAMES, (part + 1) * MAX_NAMES)
    );
    return parts.map((part) => ({ kind: "files", directory: paths.path(directory), names: part }));
  });
}
function pathsOf(copy) {
  if (copy.kind === "directory") return [copy.path];
  return copy.names.map((name) => copy.directory === "/" ? `/${name}` : `${copy.directory}/${name}`);
}
function byPath(one, other) {
  return (pathsOf(one)[0] ?? "") < (pathsOf(other)[0] ?? "") ? -1 : 1;
}
function removalsIn({ paths }, { copies }, { dropped, kept }) {
  const removals = [];
  const search = (node) => {
    if (!isOf(dropped, node) || removals.length > MAX_REMOVALS) return;
    if (!isOf(kept, node)) removals.push(paths.path(node));
    else for (let child = paths.firstChild(node); child >= 0; child = paths.nextSibling(child)) search(child);
  };
  for (const copy of copies) if (copy.kind === "directory") search(paths.find(copy.path));
  return removals.every((path) => PLAIN2.test(path)) ? removals : Array.from({ length: MAX_REMOVALS + 1 }, String);
}
// src/remedies/final-stage/setting-commands.ts
var CHANGES = /^(?:rm|sed|ln|mv|cp|chmod|chown|mkdir|touch)$/;
var SETTERS = /^(?:a2(?:en|dis)(?:mod|site|conf)|php(?:en|dis)mod|lighty-(?:en|dis)able-mod|lighttpd-(?:en|dis)able-mod|postconf|setcap)$/;
var INSTALLS2 = /^(?:apt-get|apt|apk)$/;
function settingCommands(project, ledger, { packages, files }) {
  const layers = new Set(
    ledger.packages.flatMap(
      (pkg, number) => isSystemPackage(pkg) && packages.includes(pkg.name) ? [ledger.arrivals.layer(number)] : []
    )
  );
  return [...layers].sort((a, b) => a - b).flatMap((layer) => commandsOf(project, ledger, { layer, files }));
}
function commandsOf(project, ledger, { layer, files }) {
  const origin = ledger.origins[layer];
  const run = origin?.kind === "instruction" ? shellRunOf(project, origin.instruction) : void 0;
  if (run === void 0) return [];
  const isCopied = (path) => files.kept.has(visibleRowAt(ledger, path));
  const isInstalling = ({ words }) => INSTALLS2.test(words[0]?.text ?? "");
  return run.items.slice(run.items.findLastIndex(isInstalling) + 1).filter(({ words: [command, ...others], isSimple }) => {
    const paths = others.map(({ text }) => text).filter((word) => word.startsWith("/"));
    const isOfSettings = paths.length > 0 && paths.every((path) => path.startsWith("/etc/")) && !paths.every(isCopied);
    const name = command?.text ?? "";
    return isSimple && (SETTERS.test(name) || isOfSettings && CHANGES.test(name));
  }).map(
    ({ start, end }) => run.placed.text.slice(start, end).replaceAll(/\s*\\\s*\n\s*/g, " ").trim()
  );
}
function visibleRowAt({ catalog }, path) {
  const node = catalog.paths.find(path);
  return node < 0 ? -1 : catalog.visibleRow(node);
}
// src/remedies/final-stage/stage-text.ts
function stageLines(project, ledger, parts) {
  const { choice, carried, needs, plan, files, stage, copying } = parts;
  const accounts = accountInstructions(project, ledger, { choice, stage });
  const isNamed = accounts.length > 0 || choice.kind === "same" || choice.kind === "interpreter";
  const copies = plan.copies.map((copy) => {
    const owner = ownerOf(ledger, parts, copy);
    const word = owner && (isNamed ? ownerWord(project, ledger, owner) : `${owner.uid}:${owner.gid}`);
    return copyLine(copy, `${word === void 0 ? "" : `--chown=${word} `}--from=${stage}`);
  });
  const links = plan.links.map(({ path, target }) => `ln -sfn ${target} ${path}`);
  const directories = directoryLines(ledger, parts);
  const placed2 = isPlainDirectory(ledger) ? [...directories, ...copies] : [...copies, ...directories];
  return [
    ...carried.settings,
    ...installLines(choice, { ...needs, settings: settingCommands(project, ledger, { ...needs, files }) }),
    ...accounts,
    ...loadedLines(ledger, needs.loaded, stage),
    ...carried.shell,
    ...pathLines(ledger, parts),
    ...copying(stage),
    ...placed2,
    ...links.length === 0 ? [] : [`RUN ${links.join(" && ")}`],
    ...registeringLines(ledger, parts),
    ...carried.user === null ? [] : [carried.user],
    ...carried.moved.map(({ start, end }) => project.dockerfile.text.slice(start, end))
  ];
}
function ownerOf({ catalog }, { files }, copy) {
  if (copy.kind !== "directory") return void 0;
  const top = catalog.visibleRow(catalog.paths.find(copy.path));
  if (top < 0 || catalog.uid(top) === 0 && catalog.gid(top) === 0) return void 0;
  const [uid, gid] = [catalog.uid(top), catalog.gid(top)];
  const below2 = [...files.kept].filter((row) => catalog.path(row).startsWith(`${copy.path}/`));
  const isUniform = below2.every((row) => catalog.uid(row) === uid && catalog.gid(row) === gid);
  return isUniform ? { uid, gid } : void 0;
}
function copyLine(copy, flags) {
  const [first = "", ...others] = pathsOf(copy);
  if (copy.kind === "directory" || others.length === 0) return `COPY ${flags} ${first} ${first}`;
  const target = copy.directory === "/" ? "/" : `${copy.directory}/`;
  return `COPY ${flags} ${[first, ...others].join(" ")} ${target}`;
}
var MAX_LINE = 100;
var PARTS = {
  apk: ({ packages, upgrades: upgrades2 }) => [
    ...upgrades2 ? ["apk upgrade --no-cache"] : [],
    ...packages.length === 0 ? [] : [`apk add --no-cache ${packages.join(" ")}`]
  ],
  apt: ({ packages, isRecommending: isRecommending2, upgrades: upgrades2 }) => [
    "apt-get update",
    ...upgrades2 ? ["apt-get upgrade -y"] : [],
    ...packages.length === 0 ? [] : [`apt-get install -y ${isRecommending2 ? "" : "--no-install-recommends "}${packages.join(" ")}`],
    "rm -rf /var/lib/apt/lists/*"
  ]
};
function installLines({ manager, kind }, { packages, isRecommending: isRecommending2, upgrades: upgrades2, settings }) {
  if (packages.length === 0 && !upgrades2 || manager === null || kind === "bare") return [];
  const parts = [...PARTS[manager]({ packages, isRecommending: isRecommending2, upgrades: upgrades2 }), ...settings];
  const line = `RUN ${parts.join(" && ")}`;
  return [line.length <= MAX_LINE ? line : `RUN ${parts.join(" \\\n && ")}`];
}
function loadedLines({ catalog }, libraries, stage) {
  if (libraries.length === 0) return [];
  const paths = libraries.map((row) => catalog.path(row)).toSorted();
  return [`COPY --from=${stage} ${paths.join(" ")} /usr/local/lib/`];
}
function directoryLines({ config, start }, { carried }) {
  if (start.WORKDIR !== void 0) {
    const all = carried.workingDirectories;
    return all.slice(
      Math.max(
        all.findLastIndex((line) => /^WORKDIR\s+["']?[/$]/i.test(line)),
        0
      )
    );
  }
  const directory = config.workingDir ?? "/";
  return /^\/[\w./-]+$/.test(directory) ? [`WORKDIR ${directory}`] : [];
}
function isPlainDirectory({ catalog, config }) {
  const row = catalog.resolve(config.workingDir ?? "/");
  return row < 0 || catalog.uid(row) === 0 && catalog.gid(row) === 0 && (catalog.mode(row) & 4095) === 493;
}
var USUAL = /* @__PURE__ */ new Set(["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]);
function pathLines(ledger, { choice, carried, plan, files }) {
  if (choice.kind === "same" || choice.kind === "interpreter") return [];
  const { catalog } = ledger;
  const set = carried.settings.join("\n");
  const used = new Set([...files.kept].map((row) => catalog.paths.parent(catalog.node(row))));
  const directories = ((0, import_shared_2.environmentValue)(ledger.config, "PATH") ?? "").split(":").filter((directory) => {
    const isNew = /^\/[\w./-]+$/.test(directory) && !USUAL.has(directory) && !set.includes(directory);
    return isNew && used.has(catalog.paths.find(directory));
  });
  return directories.length === 0 || plan.copies.length === 0 ? [] : [`ENV PATH=${[...new Set(directories)].join(":")}:$PATH`];
}
function registeringLines({ catalog }, { files, choice, needs }) {
  const isKept = (pattern) => [...files.kept].some((row) => pattern.test(catalog.path(row)));
  const isTrusted = isKept(/^\/usr\/local\/share\/ca-certificates\//);
  const isLinked = needs.loaded.length > 0 || isKept(/^\/usr\/local\/lib\/[^/]+\.so(?:[.\d]*)$|^\/etc\/ld\.so\.conf\.d\//);
  return [
    ...isLinked && choice.manager === "apt" ? ["RUN ldconfig"] : [],
    ...isTrusted && choice.manager !== null ? ["RUN update-ca-certificates"] : []
  ];
}
// src/remedies/final-stage/new-stage.ts
function splitStage(project, ledger, parts) {
  const { dockerfile } = project;
  const { last, moved } = parts.carried;
  const from = fromOf2(project, ledger);
  if (from === void 0) return null;
  if (last === void 0) return replacedBase(project, ledger, { from, parts });
  const [stage, name] = [freeName(project), nameOf(from)];
  const lines = [
    ...parts.ending,
    "",
    `FROM ${platformOf(from)}${writtenImage(from, ledger, parts.choice.image)}${name === void 0 ? "" : ` AS ${name}`}`,
    ...stageLines(project, ledger, { ...parts, stage })
  ];
  const file = dockerfile.path;
  return [
    { file, ...named(from, stage) },
    ...moved.filter(({ start }) => start > from.start).map((placed2) => ({ file, ...withoutInstruction(dockerfile, placed2) })),
    { file, start: last.end, end: last.end, replacement: textOf2(project, ["", ...lines]) }
  ];
}
function replacedBase(project, ledger, { from, parts }) {
  const parent = ledger.buildSteps?.chain.at(-2);
  const base = /^(FROM(?:\s+--\S+)*\s+)(\S+)/i.exec(from.text);
  if (parent === void 0 || base === null || parts.ending.length > 0) return null;
  const [, before = "", image = ""] = base;
  const { path: file } = project.dockerfile;
  const lines = stageLines(project, ledger, { ...parts, stage: parent });
  return [
    { file, ...from.edit(before.length, before.length + image.length, parts.choice.image) },
    { file, start: from.end, end: from.end, replacement: textOf2(project, ["", ...lines]) }
  ];
}
function writtenImage(from, { baseName }, image) {
  const written = IMAGE.exec(from.text)?.[1] ?? "";
  const isVariant = baseName !== null && written.includes("$") && image.startsWith(baseName);
  return isVariant ? `${written}${image.slice(baseName.length)}` : image;
}
var IMAGE = /^FROM(?:\s+--\S+)*\s+(\S+)/i;
function textOf2({ dockerfile }, lines) {
  return lines.join("\n").replaceAll(" \\\n", ` ${dockerfile.escape}
`).replaceAll(/\r?\n/g, dockerfile.lineBreak);
}
function fromOf2({ dockerfile }, { buildSteps }) {
  const chain = buildSteps?.chain ?? [];
  const froms = dockerfile.instructions.filter(({ keyword }) => keyword === "FROM");
  const label = chain.at(-1) ?? "";
  const found = /^\d+$/.test(label) ? froms[Number(label)] : froms.find((from) => nameOf(from)?.toLowerCase() === label.toLowerCase());
  return found === froms.at(-1) ? found : void 0;
}
var NAME2 = /\s+AS\s+(\S+)\s*$/i;
function nameOf({ text }) {
  return NAME2.exec(text)?.[1];
}
function named(from, stage) {
  const match = NAME2.exec(from.text);
  const end = from.text.trimEnd().length;
  return from.edit(match?.index ?? end, end, ` AS ${stage}`);
}
function platformOf({ text }) {
  const flag = /^FROM\s+(--platform=\S+)/i.exec(text)?.[1];
  return flag === void 0 || /BUILDPLATFORM/.test(flag) ? "" : `${flag} `;
}
var NAMES = ["build", "builder", "build-stage", "compile"];
function freeName({ dockerfile }) {
  const taken = new Set(
    dockerfile.instructions.filter(({ keyword }) => keyword === "FROM").map((from) => nameOf(from)?.toLowerCase())
  );
  return NAMES.find((name) => !taken.has(name)) ?? `build-${taken.size}`;
}
// src/remedies/final-stage/build-trees.ts
var BUILD_SYSTEMS = [
  // CMake: https://cmake.org/cmake/help/latest/manual/cmake.1.html, "Introduction to CMake Buildsystems"
  {
    marker: /^CMakeCache\.txt$/,
    leaves: /^(?:.*\/)?(?:CMakeFiles(?:\/|$)|CMakeCache\.txt$|Makefile$|cmake_install\.cmake$|CTestTestfile\.cmake$|install_manifest\.txt$|compile_commands\.json$|build\.ninja$|\.ninja_(?:log|deps)$)/
  },
  // Setuptools: https://setuptools.pypa.io/en/latest/deprecated/commands.html
  { marker: /^(?:setup\.py|pyproject\.toml)$/, leaves: /^build\/(?:bdist|lib|temp)(?:\.[^/]+)?(?:\/|$)/ },
  // Maven: https://maven.apache.org/guides/introduction/introduction-to-the-standard-directory-layout.html
  {
    marker: /^pom\.xml$/,
    leaves: /^target\/(?:maven-(?:status|archiver)|(?:test-)?classes|generated-(?:test-)?sources|surefire-reports)(?:\/|$)/
  },
  // Gradle: https://docs.gradle.org/current/userguide/directory_layout.html
  {
    marker: /^(?:build|settings)\.gradle(?:\.kts)?$/,
    leaves: /^(?:\.gradle|build\/(?:classes|generated|kotlin|reports|resources|test-results|tmp))(?:\/|$)/
  },
  // Cargo: https://doc.rust-lang.org/cargo/reference/build-cache.html
  { marker: /^Cargo\.toml$/, leaves: /^target(?:\/|$)/ }
];
var INSTALLED = /\/(?:node_modules|vendor|site-packages|dist-packages|gems)\//;
function buildLeavings(ledger) {
  const trees = buildTrees(ledger);
  if (trees.length === 0) return () => false;
  const used = [(0, import_shared_2.deriveUsedText)(ledger), ...ledger.config.env, ...linkTargets(ledger)].join("\n");
  return (path) => trees.some(({ directory, leaves }) => {
    if (!path.startsWith(directory)) return false;
    const [left] = leaves.exec(path.slice(directory.length)) ?? [];
    return left !== void 0 && !used.includes(left.replace(/\/$/, ""));
  });
}
function linkTargets({ catalog, ...ledger }) {
  const targets = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOwn = catalog.type(row) === "symlink" && !ledger.isInherited(row);
    if (isOwn && catalog.visibleRow(catalog.node(row)) === row) targets.push(catalog.linkTarget(row) ?? "");
  }
  return targets;
}
function buildTrees(ledger) {
  const { catalog } = ledger;
  const trees = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.visibleRow(catalog.node(row)) !== row || ledger.isInherited(row)) continue;
    const name = catalog.paths.name(catalog.node(row));
    const system = BUILD_SYSTEMS.find(({ marker }) => marker.test(name));
    if (system === void 0) continue;
    const path = catalog.path(row);
    if (!INSTALLED.test(path)) trees.push({ directory: path.slice(0, -name.length), leaves: system.leaves });
  }
  return trees;
}
// src/remedies/final-stage/package-scripts.ts
function isOfScripts(ledger, row) {
  const text = textOfRun(ledger, row);
  if (text === void 0 || !installs(ledger, row)) return false;
  return onlyInstalls(text) || isOfSystemFolder(ledger, row) && !isOfCommand(ledger, row, text);
}
function isOfCommand(ledger, row, text) {
  const path = ledger.catalog.path(row);
  const isNamed = text.includes(path.slice(path.lastIndexOf("/") + 1));
  if (ledger.catalog.type(row) !== "symlink") return isNamed || !path.startsWith("/etc/");
  if (text.includes("update-alternatives")) return isNamed;
  return isNamed && /\bln\s/.test(text) && !isAlternative(ledger, row);
}
var OF_TRIGGERS = /^(\/etc\/(?:alternatives|ssl\/certs|rc[\dS]\.d|apk))\//;
function isOfTriggers(ledger, row) {
  const path = ledger.catalog.path(row);
  const directory = OF_TRIGGERS.exec(path)?.[1];
  const text = textOfRun(ledger, row) ?? "";
  return directory !== void 0 && !text.includes(directory) && !text.includes("update-alternatives");
}
function isOfInstalling(ledger, row) {
  const text = textOfRun(ledger, row);
  if (text === void 0 || !installs(ledger, row)) return false;
  return onlyInstalls(text) || isOfSystemFolder(ledger, row);
}
function isOfSystemFolder({ catalog }, row) {
  return /^\/(?:etc|usr|lib\w*|s?bin)\//.test(catalog.path(row));
}
function isAlternative({ catalog }, row) {
  return catalog.linkTarget(row)?.startsWith("/etc/alternatives/") === true;
}
function textOfRun({ catalog, origins }, row) {
  const origin = origins[catalog.layer(row)];
  const isOfRun2 = origin?.kind === "instruction" && origin.instruction.keyword === "RUN";
  return isOfRun2 ? origin.instruction.text : void 0;
}
function installs({ catalog, packages, arrivals }, row) {
  const layer = catalog.layer(row);
  return packages.some((pkg, number) => isSystemPackage(pkg) && arrivals.layer(number) === layer);
}
function onlyInstalls(text) {
  const commands = text.replace(/^RUN\s+/i, "").replaceAll(/--mount=\S+|\\\n/g, " ").split(/&&|\|\||;/);
  return commands.every((command) => INSTALLS3.test(command.trim()));
}
var INSTALLS3 = /^(?:(?:\w+=\S+\s+)*(?:apt-get|apt|apt-mark|apt-cache|apk|dnf|yum|microdnf|zypper|rm)\s|set\s|export\s|true$|$)/;
// src/remedies/final-stage/own-files.ts
var LEFT_BEHIND = new Set(
  "c-toolchain go-toolchain rust-toolchain jdk jvm-build-tool dotnet-sdk node-bundler python-build-tool ruby-build-tool php-build-tool code-generator other-toolchain packaging-tool source-file vcs-directory context-file dev-package header static-library build-cache package-cache".split(" ")
);
var INSTALLED_TREE = /\/(?:node_modules|vendor|site-packages|dist-packages|gems)\//;
var LEFTOVERS = [
  /^\/(?:run|var\/run|proc|sys|dev)\//,
  /^\/var\/(?:lib\/(?:apt|dpkg|systemd|ucf|pam)|cache\/(?:apt|debconf|ldconfig|man|apk|dnf|yum)|backups)\//,
  /^\/etc\/(?:\.pwd\.lock|mailcap|ca-certificates\.conf)$/,
  /^\/usr\/share\/(?:mime\/(?!packages\/)|applications\/mimeinfo\.cache$|icons\/[^/]+\/icon-theme\.cache$|glib-2\.0\/schemas\/gschemas\.compiled$)/,
  /^\/(?:root|home\/[^/]+)\/\.(?:npm|gnupg|m2|gradle|rustup|nuget|templateengine|node-gyp|yarn|wget-hsts|bash_history|lesshst|config\/(?:go|configstore))(?:\/|$)/,
  /\/\.(?:config\/)?composer\/(?:\.htaccess$|keys\.|cache\/)/,
  /\/\.cache\/(?:pip|uv|pypoetry|go-build|yarn|pnpm|composer|node-gyp|ccache|sccache|zig|bazel|JNA)(?:\/|$)/,
  /^\/(?:root\/|home\/[^/]+\/)?go\/pkg\/|\/\.?cargo\/(?:registry|git|\.(?:package-cache|global-cache|crates)[^/]*)(?:\/|$)/
];
var ACCOUNTS = /^\/etc\/(?:passwd|group|shadow|gshadow|subuid|subgid)-?$/;
function sortOwnFiles(ledger, findings) {
  const [left, isOfBuild] = [leftBehind(findings), buildLeavings(ledger)];
  const files = { kept: /* @__PURE__ */ new Set(), dropped: /* @__PURE__ */ new Set(), indifferent: /* @__PURE__ */ new Set() };
  const { catalog } = ledger;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.visibleRow(catalog.node(row)) !== row || ledger.isInherited(row)) continue;
    const kind = kindOf2(ledger, row, left);
    if (kind === null) continue;
    const isLeft = kind === "kept" && isOfRun(ledger, row) && isOfBuild(catalog.path(row));
    files[isLeft ? "dropped" : kind].add(row);
  }
  return files;
}
function isLeftBehind(ruleId) {
  return LEFT_BEHIND.has(ruleId);
}
function leftBehind(findings) {
  const own = findings.filter(({ ruleId, inherited: inherited2 }) => LEFT_BEHIND.has(ruleId) && !inherited2);
  return new Set(own.flatMap(({ rows }) => rows));
}
function kindOf2(ledger, row, left) {
  const { catalog } = ledger;
  const path = catalog.path(row);
  if (catalog.type(row) === "directory") return kindOfDirectory(ledger, row, path);
  if (isSystemPackage(ledger.rightfulOwner(row))) return null;
  if (isLeftover(ledger, row, path)) return left.has(row) ? "dropped" : "indifferent";
  if (ledger.fileClass(row) === "vcs") return "dropped";
  return left.has(row) && !INSTALLED_TREE.test(path) ? "dropped" : "kept";
}
function isLeftover(ledger, row, path) {
  if (isMadeAgain(ledger, row, path)) return true;
  if (TEMPORARY.test(path)) return !isAtWork(ledger, path);
  return isOfRun(ledger, row) && (LEFTOVERS.some((leftover) => leftover.test(path)) || isOfTriggers(ledger, row));
}
function isOfRun({ catalog, origins }, row) {
  const origin = origins[catalog.layer(row)];
  return origin?.kind === "instruction" && origin.instruction.keyword === "RUN";
}
var TEMPORARY = /^\/(?:tmp|var\/tmp)\//;
function isAtWork(ledger, path) {
  const { workingDir = "" } = ledger.config;
  const isWithin = TEMPORARY.test(`${workingDir}/`) && path.startsWith(`${workingDir}/`);
  return isWithin || TEMPORARY_WORD.test((0, import_shared_2.deriveUsedText)(ledger));
}
var TEMPORARY_WORD = /(?:^|[\s"'=])\/(?:var\/)?tmp\/\w/;
function isMadeAgain(ledger, row, path) {
  return (0, import_shared_2.isGenerated)(path) || ACCOUNTS.test(path) || isOfScripts(ledger, row);
}
function kindOfDirectory(ledger, row, path) {
  const { catalog } = ledger;
  if (catalog.paths.firstChild(catalog.node(row)) >= 0) return null;
  const isLeft = isLeftover(ledger, row, `${path}/`) || isOfInstalling(ledger, row);
  const isOfTool = ledger.fileClass(row) === "vcs" || (0, import_shared_2.cacheManager)(`${path}/x`) !== void 0;
  return isLeft || isOfTool ? "indifferent" : "kept";
}
// src/remedies/final-stage/pruned-modules.ts
var MANAGERS = [
  // https://docs.npmjs.com/cli/commands/npm-prune, https://pnpm.io/cli/prune
  [/\/node_modules\/\.package-lock\.json$/, "npm prune --omit=dev"],
  [/\/node_modules\/\.modules\.yaml$/, "pnpm prune --prod"],
  // https://classic.yarnpkg.com/en/docs/cli/install
  [/\/node_modules\/\.yarn-integrity$/, "yarn install --production --ignore-scripts --prefer-offline"]
];
function pruningWays({ ledger, findings }, plain) {
  const { catalog, config } = ledger;
  const development = new Set(findings.filter(isOfModules).flatMap(({ rows }) => rows));
  const directory = `${(config.workingDir ?? "/").replace(/\/$/, "")}/node_modules/`;
  const isHere = [...development].every((row) => catalog.path(row).startsWith(directory));
  if (development.size === 0 || !isHere) return [];
  const manager = MANAGERS.find(([note]) => [...plain.stays].some((row) => note.test(catalog.path(row))));
  if (manager === void 0) return [];
  const stays = minus(plain.stays, development);
  return [
    {
      ...plain,
      stays: new Set([...stays].filter((row) => !isNote(catalog.path(row)))),
      ending: [`RUN ${manager[1]}`]
    }
  ];
}
function isOfModules({ ruleId, inherited: inherited2 }) {
  return !inherited2 && (ruleId === "dev-dependency" || ruleId === "node-bundler");
}
function minus(rows, others) {
  return new Set([...rows].filter((row) => !others.has(row)));
}
function isNote(path) {
  return /\/node_modules\/\.[^/]+(?:\/|$)/.test(path);
}
// src/remedies/final-stage/python-prefix.ts
var PYTHON_PREFIX = "/install";
var ELSEWHERE = /^(?:--(?:prefix|target|root|user|editable|src)(?:=|$)|-[te]$)/;
function installedPython(project, ledger, kept) {
  const byRun = /* @__PURE__ */ new Map();
  for (const row of kept) {
    const origin = ledger.origin(row);
    if (origin.kind !== "instruction" || origin.instruction.keyword !== "RUN") continue;
    if (!ledger.catalog.path(row).startsWith("/usr/local/")) continue;
    byRun.set(origin.instruction, [...byRun.get(origin.instruction) ?? [], row]);
  }
  const runs = [...byRun].filter(([, rows]) => rows.some((row) => isOfPython(ledger.catalog.path(row))));
  if (runs.length === 0) return null;
  const edits = runs.map(([ref]) => editsOf(project, ref));
  const isWhole = edits.every((list) => list.length > 0);
  return { rows: new Set(runs.flatMap(([, rows]) => rows)), edits: isWhole ? edits.flat() : [] };
}
function isOfPython(path) {
  return /^\/usr\/local\/lib\/python3[^/]*\/(?:site|dist)-packages\//.test(path);
}
function editsOf(project, ref) {
  const run = shellRunOf(project, ref);
  const places = run?.items.map((item) => placeIn(item)) ?? [];
  if (run === void 0 || places.includes("elsewhere")) return [];
  return places.flatMap(
    (at) => typeof at === "number" ? [withOption(project, { run, at }, `--prefix=${PYTHON_PREFIX}`)] : []
  );
}
function placeIn({ words }) {
  const texts = words.map(({ text }) => text);
  const [, before = ""] = /^(pip3?(?:\.\d+)?|python3?(?:\.\d+)? -m pip) (?:\S+ )*?install(?: |$)/.exec(texts.join(" ")) ?? [];
  const verb = texts.indexOf("install");
  const word = before === "" ? void 0 : words[verb];
  if (word === void 0) return null;
  if (texts.slice(verb + 1).every((text) => /^(?:-|pip$|setuptools$|wheel$)/.test(text))) return null;
  return texts.slice(verb).some((text) => ELSEWHERE.test(text)) ? "elsewhere" : word.end;
}
// src/remedies/final-stage/runtime-choices.ts
var BARE = "gcr.io/distroless/static-debian12";
function runtimeChoices(ledger, files, { bases, isKit }) {
  const { baseName } = ledger;
  if (baseName === null || baseName === "scratch" || ledger.config.platform.os !== "linux") return [];
  const manager = managerOf(ledger);
  const wanted = bases[baseName] ?? bases[(0, import_shared_2.parseImageName)(baseName).path];
  if (wanted !== void 0) return [asChosen(wanted, manager)];
  const bare = isBare(ledger, files) ? [{ image: BARE, manager: null, kind: "bare" }] : [];
  const others = isKit ? instead(ledger, { baseName, isOwn: isOwnProgram(ledger, files) }) : [{ image: baseName, kind: "same" }];
  return [...bare, ...others.map((other) => ({ ...other, manager }))];
}
function instead(ledger, { baseName, isOwn }) {
  const [family, plain] = [(0, import_shared_2.runtimeBase)(baseName, { java: (0, import_shared_2.javaVersion)(ledger) }), (0, import_shared_2.plainImage)(ledger)];
  const isOfFamily = family !== void 0 && (!isOwn || family.isInterpreter) && !changesLibc(ledger, family.base);
  return [
    ...isOfFamily ? [{ image: family.base, kind: "interpreter" }] : [],
    ...isOwn && plain !== void 0 && plain !== baseName ? [{ image: plain, kind: "plain" }] : []
  ];
}
function changesLibc({ packages }, image) {
  return image.includes("alpine") && packages.some(({ type }) => type === "deb");
}
function asChosen(image, manager) {
  const isBareImage = /(^|\/)(?:scratch|static|distroless|chainguard|cgr\.dev)(?:[/:-]|$)/.test(image);
  return { image, manager: isBareImage ? null : manager, kind: isBareImage ? "bare" : "plain" };
}
function managerOf(ledger) {
  const types = new Set(ledger.packages.map(({ type }) => type));
  return types.has("deb") ? "apt" : types.has("apk") ? "apk" : null;
}
function isOwnProgram({ catalog, ...ledger }, { kept }) {
  const last = (0, import_shared_2.findStartedPrograms)({ catalog, ...ledger }).at(-1);
  return last !== void 0 && kept.has(last.row) && (0, import_shared_2.factsOf)(catalog, last.row)?.elf !== void 0;
}
var STARTS_OTHERS = "os/exec";
function isBare(ledger, { kept }) {
  const { catalog } = ledger;
  const programs = (0, import_shared_2.findStartedPrograms)(ledger);
  const isOwn = programs.length > 0 && programs.every(({ row }) => kept.has(row) && isStatic(ledger, row));
  if (!isOwn || !isProbedByItself(ledger, programs[0]?.word)) return false;
  return [...kept].every((row) => {
    const facts = (0, import_shared_2.factsOf)(catalog, row);
    return facts?.elf === void 0 || isStatic(ledger, row) && !(0, import_shared_2.hasGoPackage)(facts, STARTS_OTHERS);
  });
}
function isProbedByItself({ config }, word) {
  const [kind, program] = config.healthcheck ?? ["NONE"];
  return kind === "NONE" || kind === "CMD" && program === word;
}
function isStatic({ catalog }, row) {
  const elf = (0, import_shared_2.factsOf)(catalog, row)?.elf;
  return elf?.interpreter === null && elf.needed?.length === 0;
}
// src/remedies/final-stage/requested-packages.ts
var FOR_INSTALLING = /^(?:gnupg\d?|lsb-release|software-properties-common|apt-transport-https|apt-utils|debian-archive-keyring|build-essential|build-base|alpine-sdk|virtual:.*|\..*)$/;
var DEVELOPMENT = /-dev$|-devel$|-headers$|-static$/;
function librariesOfHeaders(ledger) {
  const byName = new Map(ledger.packages.filter(isSystemPackage).map((pkg) => [pkg.name, pkg]));
  const headers = new Map(
    ledger.packages.filter((pkg, number) => DEVELOPMENT.test(pkg.name) && isRequested(ledger, pkg, number)).map((pkg) => [pkg.name, pkg])
  );
  const libraries = /* @__PURE__ */ new Set();
  for (const { depends } of headers.values()) {
    for (const pkg of depends.flatMap((name) => byName.get(name) ?? [])) {
      if (DEVELOPMENT.test(pkg.name)) headers.set(pkg.name, pkg);
      else if (/^lib/.test(pkg.name) && !builds(pkg)) libraries.add(pkg);
    }
  }
  return [...libraries];
}
function loadedExtensions(ledger) {
  const { catalog } = ledger;
  const owners = /* @__PURE__ */ new Set();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.visibleRow(catalog.node(row)) !== row || !EXTENSION.test(catalog.path(row))) continue;
    const owner = ledger.rightfulOwner(row);
    if (owner !== void 0 && isSystemPackage(owner) && !builds(owner)) owners.add(owner);
  }
  return [...owners];
}
var EXTENSION = /^\/usr\/lib\/php\w*\/(?:\d+|modules)\/[^/]+\.so$/;
function requestedPackages(ledger, findings) {
  const found = findings.filter(({ category }) => category !== "admin-tool").flatMap(({ packages }) => packages);
  const tools = new Set(found);
  const requested = ledger.packages.filter((pkg, number) => isRequested(ledger, pkg, number));
  const isOfBuild = (pkg) => PYTHON.test(pkg.name) && COMPILERS.test(requestOf(ledger, pkg)) && isForAddons(ledger);
  return requested.filter(
    (pkg) => !isOfBase(ledger, pkg) && !tools.has(pkg.purl) && !builds(pkg) && !isOfBuild(pkg)
  );
}
function upgrades({ buildSteps }) {
  return (buildSteps?.steps ?? []).some(
    ({ ref }) => ref.keyword === "RUN" && /\b(?:apt|apt-get|apk)\s(?:-\S+\s+)*(?:dist-|full-)?upgrade\b/.test(ref.text)
  );
}
function hasOwnArchives({ catalog, ...ledger }) {
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOwn = catalog.visibleRow(catalog.node(row)) === row && !ledger.isInherited(row);
    if (isOwn && catalog.type(row) !== "directory" && ARCHIVES.test(catalog.path(row))) return true;
  }
  return false;
}
var ARCHIVES = /^\/etc\/(?:apt\/(?:sources\.list$|sources\.list\.d\/|preferences\.d\/|preferences$)|apk\/(?:repositories$|keys\/))/;
function isOfBase({ packages, origins, arrivals }, { type, name }) {
  return packages.some(
    (pkg, number) => pkg.name === name && pkg.type === type && origins[arrivals.layer(number)]?.kind === "base-image"
  );
}
function isRequested({ origins, arrivals, ...ledger }, pkg, number) {
  const isOwn = isSystemPackage(pkg) && origins[arrivals.layer(number)]?.kind === "instruction";
  return isOwn && ledger.isInstalled(number) && arrivals.isAskedFor(number) === true;
}
function requestOf({ origins, arrivals, packages }, pkg) {
  const origin = origins[arrivals.layer(packages.indexOf(pkg))];
  return origin?.kind === "instruction" ? origin.instruction.text : "";
}
var COMPILERS = /\s(?:make|gcc|g\+\+|build-essential|build-base)(?:\s|$)/;
var PYTHON = /^(?:python[23]?|python3-(?:minimal|setuptools)|python-is-python3)$/;
function isForAddons({ catalog, packages, ...ledger }) {
  if (!packages.some(({ type }) => type === "npm")) return false;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOwn = catalog.visibleRow(catalog.node(row)) === row && !ledger.isInherited(row);
    if (!isOwn || !catalog.paths.name(catalog.node(row)).endsWith(".py")) continue;
    if (!catalog.path(row).includes("/node_modules/") && !isSystemPackage(ledger.owner(row))) return false;
  }
  return true;
}
function builds({ name, section }) {
  return section === "devel" || section === "libdevel" || DEVELOPMENT.test(name) || FOR_INSTALLING.test(name);
}
// src/rules/start/called-programs.ts
var MAX_PROGRAMS = 1e3;
function findCalledPrograms(ledger) {
  const started = (0, import_shared_2.findStartedPrograms)(ledger).map(({ word }) => word);
  const commands = (0, import_shared_2.deriveStart)(ledger).commands.map(([word = ""]) => word);
  const called = /* @__PURE__ */ new Map();
  const words = [...started, ...commands, ...probeWords(ledger)];
  for (const word of words) {
    if (called.has(word) || called.size >= MAX_PROGRAMS) continue;
    const { row } = (0, import_shared_2.findProgram)(ledger, word);
    if (row < 0 || ledger.catalog.type(row) === "directory") continue;
    called.set(word, row);
    words.push(...(0, import_shared_2.scriptWords)(ledger, row));
  }
  return [...called].map(([word, row]) => ({ word, row }));
}
function probeWords({ config }) {
  const [kind, ...words] = config.healthcheck ?? [];
  if (kind === "CMD") return words.slice(0, 1);
  if (kind !== "CMD-SHELL") return [];
  return (0, import_shared_2.commandsIn)(words.join(" ")).flatMap(
    ([word]) => word !== void 0 && (0, import_shared_2.isCommandWord)(word) ? [word] : []
  );
}
// src/remedies/final-stage/system-packages.ts
var EVERYWHERE = {
  deb: /^(?:libc6|libc-bin|libgcc-s1|libstdc\+\+6|zlib1g|libselinux1|libpcre2-8-0|liblzma5|libzstd1|liblz4-1|libbz2-1\.0|libacl1|libattr1|libcrypt1|libgmp10|libgnutls30|libgcrypt20|libgpg-error0|libhogweed6|libnettle8|libidn2-0|libp11-kit0|libtasn1-6|libunistring\d|libffi8|libseccomp2|libsystemd0|libudev1|libuuid1|libblkid1|libmount1|libsmartcols1|libtinfo6|libpam(?:0g|-modules|-modules-bin|-runtime)|libxxhash0|libcap2|libcap-ng0|libaudit1|libdb5\.3(?:t64)?|base-files|bash|coreutils|dash|debianutils|diffutils|dpkg|findutils|gpgv|grep|gzip|hostname|login|mawk|mount|ncurses-bin|passwd|perl-base|sed|sysvinit-utils|tar|util-linux|apt)$/,
  apk: /^(?:musl|busybox|apk-tools|scanelf|libcrypto\d|libssl\d|zlib|musl-utils|ssl_client|alpine-\S+|ca-certificates-bundle|libc-utils)$/
};
var MAX_PROGRAMS2 = 400;
function systemNeeds(ledger, files, findings) {
  const loaded = loadedRows(ledger, files);
  const owners = [...loaded, ...findCalledPrograms(ledger).map(({ row }) => row)].map(
    (row) => ledger.rightfulOwner(row)
  );
  const needed = owners.filter((owner) => owner !== void 0 && isSystemPackage(owner));
  const requested = requestedPackages(ledger, findings);
  const known = needed.filter((owner) => owner !== void 0);
  const byName = isOwnProgram(ledger, files) ? [] : [...librariesOfHeaders(ledger), ...loadedExtensions(ledger)];
  const along = [...byName, ...known];
  const libraries = loaded.filter((row) => ledger.owner(row) === void 0 && ledger.isInherited(row));
  return {
    packages: namesOf(ledger, requested, along),
    isRecommending: isRecommending(ledger, requested),
    upgrades: upgrades(ledger),
    loaded: libraries
  };
}
function loadedRows(ledger, { kept }) {
  const natives = [...kept].filter((row) => ((0, import_shared_2.factsOf)(ledger.catalog, row)?.elf?.needed ?? []).length > 0);
  const loaded = /* @__PURE__ */ new Set();
  for (const row of natives.slice(0, MAX_PROGRAMS2)) {
    for (const library of (0, import_shared_2.resolveLibraries)(ledger, row).rows) if (!kept.has(library)) loaded.add(library);
  }
  return [...loaded];
}
function namesOf(ledger, wanted, needed) {
  const byName = systemPackages(ledger);
  const lacking = needed.filter(({ type, name }) => EVERYWHERE[type]?.test(name) !== true);
  const names = new Set([...wanted, ...lacking].map(({ name }) => name));
  const brought = new Map([...names].map((name) => [name, new Set(dependenciesOf(name, byName))]));
  for (const name of [...names].toReversed()) {
    if ([...names].some((other) => brought.get(other)?.has(name) === true)) names.delete(name);
  }
  return [...names].toSorted();
}
function isRecommending(ledger, requested) {
  const byName = systemPackages(ledger);
  const own = new Set(ownPackages(ledger).map(({ name }) => name));
  return requested.filter((pkg) => !requestOf(ledger, pkg).includes("no-install-recommends")).flatMap(({ name }) => [name, ...dependenciesOf(name, byName)]).some((name) => byName.get(name)?.recommends?.some((other) => own.has(other)) === true);
}
function ownPackages({ packages, origins, arrivals }) {
  return packages.filter((pkg, number) => {
    const isOwn = origins[arrivals.layer(number)]?.kind === "instruction";
    return isOwn && isSystemPackage(pkg) && !builds(pkg);
  });
}
function systemPackages({ packages }) {
  return new Map(packages.filter(isSystemPackage).map((pkg) => [pkg.name, pkg]));
}
function dependenciesOf(name, byName) {
  const seen = /* @__PURE__ */ new Set();
  const add2 = (from) => {
    for (const other of byName.get(from)?.depends ?? []) {
      if (other === name || seen.has(other)) continue;
      seen.add(other);
      add2(other);
    }
  };
  add2(name);
  return [...seen];
}
// src/remedies/final-stage/split-proposals.ts
function splitProposals(diagnosis, isKit) {
  const { ledger, findings } = diagnosis;
  const { start } = ledger;
  const carried = carriedInstructions(diagnosis, ledger);
  if (carried === null || (start.ENTRYPOINT ?? start.CMD) === void 0 || setsPasswords(ledger)) return [];
  const files = sortOwnFiles(ledger, findings);
  const choices = runtimeChoices(ledger, files, { bases: diagnosis.runtimeBases, isKit });
  const needs = systemNeeds(ledger, files, findings);
  const own = { ...diagnosis, files, carried };
  const split = choices.flatMap((choice) => splitFor(own, choice, needsOf(own, choice, needs)));
  const swapped = isKit ? choices.flatMap((choice) => swappedBase(own, choice, needsOf(own, choice, needs))) : [];
  const saysMore = split.some(({ alsoMends = [] }) => alsoMends.length > 0);
  return saysMore ? [...split, ...swapped] : [...swapped, ...split];
}
function needsOf(own, { kind }, needs) {
  const { ledger } = own;
  const { packages } = needs;
  if (kind === "interpreter") return { ...needs, packages: withAuthorities(packages, own), loaded: [] };
  if (kind === "bare") return needs;
  const trusting = trusts(ledger) ? ["ca-certificates"] : [];
  const all = [.../* @__PURE__ */ new Set([...packages, ...trusting])].toSorted();
  if (kind === "plain") return { ...needs, packages: all };
  return { ...needs, packages: all.filter((name) => !isOfBase2(ledger, name)), loaded: [] };
}
function withAuthorities(packages, { ledger, files }) {
  const isOwn = [...files.kept].some(
    (row) => ledger.catalog.path(row).startsWith("/usr/local/share/ca-certificates/")
  );
  return isOwn ? [.../* @__PURE__ */ new Set([...packages, "ca-certificates"])].toSorted() : packages;
}
function isOfBase2({ packages, origins, arrivals }, name) {
  return packages.some(
    (pkg, number) => pkg.name === name && origins[arrivals.layer(number)]?.kind === "base-image"
  );
}
function trusts({ catalog, baseName }) {
  return catalog.resolve("/etc/ssl/certs/ca-certificates.crt") >= 0 && !(0, import_shared_2.isOfficial)(baseName ?? "", "gcc");
}
function splitFor(own, choice, needs) {
  if (choice.manager === null && needs.packages.length + needs.loaded.length > 0) return [];
  if (needs.packages.length > 0 && hasOwnArchives(own.ledger)) return [];
  return waysOf(own).flatMap((way) => {
    const plan = planCopies(own.ledger.catalog, way.files, inheritedNodes(own.ledger));
    if (plan === null || choice.manager === null && plan.links.length > 0) return [];
    const { ending: ends, copying, files } = way;
    const removing = plan.removals.length === 0 ? [] : [...asRoot2(own), `RUN rm -rf ${plan.removals.join(" ")}`];
    const parts = {
      choice,
      carried: own.carried,
      needs,
      plan,
      files,
      copying,
      ending: [...ends, ...removing]
    };
    const edits = splitStage(own, own.ledger, parts);
    return edits === null ? [] : [toProposal(own, way, [...way.edits, ...edits])];
  });
}
function asRoot2({ carried }) {
  return carried.builder === null || /^USER\s+(?:root|0)(?::|$)/i.test(carried.builder) ? [] : ["USER root"];
}
function waysOf(own) {
  const { files, ledger } = own;
  const plain = { files, stays: files.kept, copying: () => [], ending: [], edits: [] };
  const python = installedPython(own, ledger, files.kept);
  if (python === null) return [...pruningWays(own, plain), plain];
  const others = without(files, python.rows);
  const prefixed = {
    ...plain,
    files: others,
    copying: (stage) => [`COPY --from=${stage} ${PYTHON_PREFIX} /usr/local`],
    edits: python.edits
  };
  const added = {
    ...plain,
    files: others,
    copying: (stage) => [
      `RUN --mount=type=bind,from=${stage},source=/usr/local,target=/mnt cp -an /mnt/. /usr/local/`
    ]
  };
  return python.edits.length > 0 ? [prefixed, added] : [added];
}
function without(files, rows) {
  const kept = new Set([...files.kept].filter((row) => !rows.has(row)));
  return { ...files, kept, indifferent: /* @__PURE__ */ new Set([...files.indifferent, ...rows]) };
}
function toProposal(own, { stays }, edits) {
  const { ledger, findings, finding } = own;
  const isGone = (row) => !stays.has(row) && ledger.fileClass(row) !== "package-database";
  const rowOf = (path) => {
    const node = ledger.catalog.paths.find(path);
    return node < 0 ? -1 : ledger.catalog.visibleRow(node);
  };
  const ofBase = inheritedNodes(ledger);
  const holding = nodesAbove(ledger, stays);
  return {
    edits,
    movesBase: true,
    alsoMends: findings.filter((other) => other !== finding && isMended(ledger, other, isGone)),
    removes: (path) => !stays.has(rowOf(path)),
    adds: isSystemPath,
    changes: (path) => mayChange(ledger, { row: rowOf(path), stays, ofBase, holding })
  };
}
function isMended(ledger, finding, isGone) {
  const { inherited: inherited2, ruleId, rows } = finding;
  const isLeft = isLeftBehind(ruleId) || !rows.some((row) => isSystemPackage(ledger.owner(row)));
  return !inherited2 && isLeft && rows.length > 0 && rows.every(isGone);
}
function mayChange({ catalog }, { row, stays, ofBase, holding }) {
  if (row < 0) return true;
  if (catalog.type(row) !== "directory") return !stays.has(row);
  if (ofBase.has(catalog.node(row))) return true;
  return isSystemPath(catalog.path(row)) && !stays.has(row) && !holding.has(catalog.node(row));
}
function nodesAbove({ catalog }, rows) {
  const { paths } = catalog;
  const nodes = /* @__PURE__ */ new Set();
  for (const row of rows) {
    for (let node = paths.parent(catalog.node(row)); node > 0 && !nodes.has(node); node = paths.parent(node))
      nodes.add(node);
  }
  return nodes;
}
function inheritedNodes({ catalog, origins }) {
  const nodes = /* @__PURE__ */ new Set();
  for (let layer = 0; layer < catalog.layerCount; layer += 1) {
    if (origins[layer]?.kind !== "base-image") continue;
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row += 1)
      nodes.add(catalog.node(row));
  }
  return nodes;
}
function swappedBase(own, choice, needs) {
  const { ledger, dockerfile, files } = own;
  const isOfOthers = (ledger.buildSteps?.chain.length ?? 0) > 1;
  const place = isOfOthers ? void 0 : imageIn(fromOf2(own, ledger));
  if (place === void 0 || choice.kind !== "interpreter") return [];
  const { from, start, end } = place;
  const file = dockerfile.path;
  const packages = needs.packages.filter((name) => isOfBase2(ledger, name));
  const lines = installLines(choice, {
    packages,
    isRecommending: needs.isRecommending,
    upgrades: false,
    settings: []
  }).join(dockerfile.lineBreak);
  const install = { file, start: from.end, end: from.end, replacement: `${dockerfile.lineBreak}${lines}` };
  const stays = /* @__PURE__ */ new Set([...files.kept, ...files.dropped]);
  const edits = [
    { file, ...from.edit(start, end, writtenImage(from, ledger, choice.image)) },
    ...lines === "" ? [] : [install]
  ];
  const way = { files, stays, copying: () => [], ending: [], edits: [] };
  return [{ ...toProposal(own, way, edits), alsoMends: [] }];
}
function imageIn(from) {
  const [whole = "", image = ""] = /^FROM(?:\s+--\S+)*\s+(\S+)/i.exec(from?.text ?? "") ?? [];
  if (from === void 0 || image === "") return void 0;
  return { from, start: whole.length - image.length, end: whole.length };
}
// src/remedies/build-stage.ts
var buildStage = defineRemedy({
  id: "build-stage",
  rules: [
    ...["c-toolchain", "go-toolchain", "rust-toolchain", "jdk", "jvm-build-tool", "dotnet-sdk"],
    ...[
      "python-build-tool",
      "ruby-build-tool",
      "php-build-tool",
      "node-bundler",
      "code-generator"
    ],
    ...["other-toolchain", "packaging-tool", "dev-package", "header", "static-library"],
    ...["source-file", "build-cache"]
  ],
  headline: "Build in a stage of its own, and copy what it makes to a final stage on the same base image",
  propose: (diagnosis) => {
    const isOnKit = diagnosis.findings.some(({ ruleId }) => ruleId === "sdk-base");
    return isOnKit || diagnosis.finding.inherited ? [] : splitProposals(diagnosis, false);
  },
  examples: [
    {
      rule: "c-toolchain",
      subject: "gcc",
      before: 'FROM debian:12\nRUN apt-get update && apt-get install -y gcc\nCOPY . /src\nRUN make -C /src && cp /src/server /usr/local/bin/\nUSER 1000\nCMD ["server"]\n',
      base: ["/usr/bin/env", "/usr/lib/os-release"],
      leaves: {
        2: ["/usr/lib/gcc/x86_64-linux-gnu/12/cc1"],
        4: [
          {
            path: "/usr/local/bin/server",
            program: { interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"] }
          }
        ]
      },
      after: 'FROM debian:12 AS build\nRUN apt-get update && apt-get install -y gcc\nCOPY . /src\nRUN make -C /src && cp /src/server /usr/local/bin/\n\nFROM debian:12\nCOPY --from=build /usr/local/bin/server /usr/local/bin/server\nUSER 1000\nCMD ["server"]\n'
    }
  ]
});
// src/remedies/ignored-files.ts
var ignoredFiles = defineRemedy({
  id: "ignored-files",
  rules: ["context-file", "vcs-directory"],
  headline: "Keep the files out of the build context with the ignore file",
  propose(diagnosis) {
    const ignored = ignoredBy(diagnosis);
    const lines = new Set(ignored?.map(({ line }) => line));
    if (ignored === void 0 || lines.size === 0 || lines.size > MAX_LINES) return [];
    const { path: own, text } = diagnosis.ignoreFile;
    if (text === "" && ignored.some(({ isOfAll }) => isOfAll)) lines.add((0, import_posix3.basename)(own));
    const removes = (path) => ignored.some(({ place }) => path.startsWith(`${place}/`));
    return [{ edits: withLines(diagnosis, [...lines].sort()), removes }];
  },
  examples: [
    {
      rule: "vcs-directory",
      subject: "/app/.git",
      before: 'FROM node:20-slim\nCOPY . /app\nCMD ["node", "/app/server.js"]\n',
      leaves: { 2: ["/app/server.js", "/app/.git/HEAD", "/app/.git/objects/*"] },
      after: ".dockerignore\n.git\n"
    },
    {
      rule: "context-file",
      subject: "container build files",
      before: "FROM node:20-slim\nWORKDIR /app\nCOPY services/api ./\n",
      leaves: { 3: ["/app/server.js", "/app/Dockerfile"] },
      after: "services/api/Dockerfile\n"
    }
  ]
});
var MAX_LINES = 8;
function ignoredBy(diagnosis) {
  const { catalog } = diagnosis.ledger;
  const writers = [...writersOf(diagnosis.ledger, firstRows(diagnosis)) ?? []];
  const ignored = writers.flatMap(([ref, rows]) => {
    const copied2 = copiedFrom(diagnosis, ref);
    return rows.map((row) => copied2 === void 0 ? void 0 : lineFor(catalog.path(row), copied2));
  });
  return ignored.includes(void 0) ? void 0 : ignored.flatMap((one) => one ?? []);
}
function firstRows({ ledger: { catalog }, finding }) {
  const first = /* @__PURE__ */ new Map();
  for (const row of finding.rows) {
    const node = catalog.node(row);
    if (!first.has(node)) first.set(node, row);
  }
  return [...first.values()];
}
function lineFor(path, { source, target }) {
  if (!path.startsWith(target)) return void 0;
  const whole = wholeOf(path.slice(target.length));
  const line = `${source}${whole}`;
  const isPlain = /^[\w./@+ -]+$/.test(line) && line === line.trim();
  return isPlain ? { line, place: `${target}${whole}`, isOfAll: source === "" } : void 0;
}
function wholeOf(path) {
  return /^((?:.*\/)?\.(?:git|hg|svn|bzr|jj|github|circleci|gitlab|buildkite|idea|vscode|devcontainer|vs|husky))\//.exec(
    path
  )?.[1] ?? path;
}
function copiedFrom(diagnosis, ref) {
  const placed2 = /^(COPY|ADD)$/.test(ref.keyword) ? placeOf(diagnosis, ref) : void 0;
  if (placed2 === void 0 || !takesAFolder(placed2)) return void 0;
  const [source = "", target = ""] = (0, import_shared_2.splitPaths)(placed2.source.rest);
  const folder = source.replace(/^(\.?\/)+|^\.$/, "").replace(/\/+$/, "");
  const root = (0, import_shared_2.absolutePath)(diagnosis.ledger.config, target).replace(/\/(\.?\/?)*$/, "");
  return { source: folder === "" ? "" : `${folder}/`, target: `${root}/` };
}
function takesAFolder({ source: { flags, rest } }) {
  const words = (0, import_shared_2.splitPaths)(rest);
  const isFromElsewhere = flags.some((flag) => /^--(from|parents|exclude)/.test(flag));
  return words.length === 2 && !isFromElsewhere && !/[*?[$"'\\:]/.test(words.join(""));
}
function withLines({ ignoreFile: { path, text } }, lines) {
  const written = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text.endsWith("\n") ? [] : [lineBreak];
  const added = lines.filter((line) => !written.has(line)).map((line) => `${line}${lineBreak}`);
  const end = text.length;
  return [...start, ...added].map((replacement) => ({ file: path, start: end, end, replacement }));
}
// src/remedies/library-ways.ts
var PLAIN3 = /^[\w./@+-]+$/;
function missingLibrary({ ledger: { catalog }, finding }) {
  if (finding.ruleId !== "missing-library") return void 0;
  const name = finding.version === null ? finding.subject : `${finding.subject}.${finding.version}`;
  const needed = finding.rows.flatMap((row) => (0, import_shared_2.factsOf)(catalog, row)?.elf?.needed ?? []);
  return needed.includes(name) && PLAIN3.test(name) ? name : void 0;
}
function foundLibrary(diagnosis, name) {
  const { catalog, config } = diagnosis.ledger;
  const path = (0, import_shared_2.findByName)(catalog, name);
  const stage = builtStage(diagnosis);
  if (path === void 0 || stage === void 0 || !PLAIN3.test(path)) return [];
  const known = (0, import_shared_2.environmentValue)(config, "LD_LIBRARY_PATH");
  const directories = [path.slice(0, path.lastIndexOf("/")), ...known === void 0 ? [] : [known]];
  const line = `ENV LD_LIBRARY_PATH=${directories.join(":")}`;
  const edit = withLinesBelow(diagnosis, lastCopy(stage), [line]);
  return [{ edits: [edit], configures: ["env"] }];
}
var TUPLES = {
  amd64: "x86_64-linux-gnu",
  arm64: "aarch64-linux-gnu",
  arm: "arm-linux-gnueabihf",
  ppc64le: "powerpc64le-linux-gnu",
  s390x: "s390x-linux-gnu",
  riscv64: "riscv64-linux-gnu"
};
function copiedLibrary(diagnosis, name) {
  const { catalog, config } = diagnosis.ledger;
  const stage = builtStage(diagnosis);
  const [from] = buildStages(diagnosis);
  if (stage === void 0 || from === void 0) return [];
  const tuple = TUPLES[config.platform.architecture] ?? "";
  const shared = `/usr/lib/${tuple}`;
  const target = catalog.resolve(shared) >= 0 ? shared : "/usr/lib";
  return [shared, "/usr/lib", "/usr/local/lib"].map((directory) => {
    const line = `COPY --from=${from.label} ${directory}/${name} ${target}/`;
    const edit = withLinesBelow(diagnosis, lastCopy(stage), [line]);
    return { edits: [edit], adds: (path) => path === `${target}/${name}` };
  });
}
// src/remedies/package-names.ts
var PROGRAM_PACKAGES = {
  bash: { other: "bash" },
  dash: { other: "dash" },
  zsh: { other: "zsh" },
  perl: { other: "perl" },
  python: { apk: "python3", apt: "python-is-python3" },
  python3: { other: "python3" },
  node: { other: "nodejs" },
  ruby: { other: "ruby" },
  php: { apt: "php-cli", apk: "php", other: "php-cli" },
  tini: { apk: "tini", apt: "tini" },
  "dumb-init": { apk: "dumb-init", apt: "dumb-init" },
  gosu: { apt: "gosu" },
  "su-exec": { apk: "su-exec" },
  java: { apk: "openjdk21-jre-headless", apt: "default-jre-headless" },
  nginx: { other: "nginx" }
};
var OTHERS = {
  "libz.so.1": "zlib1g",
  "libjpeg.so.62": "libjpeg62-turbo",
  "libxslt.so.1": "libxslt1.1",
  "libexslt.so.0": "libxslt1.1",
  "libgthread-2.0.so.0": "libglib2.0-0",
  "libgobject-2.0.so.0": "libglib2.0-0",
  "libgio-2.0.so.0": "libglib2.0-0",
  "libgmodule-2.0.so.0": "libglib2.0-0",
  "libcrypto.so.3": "libssl3",
  "libcrypto.so.1.1": "libssl1.1",
  "libgeos_c.so.1": "libgeos-c1v5"
};
function debianPackages(soname) {
  const [, name = soname, version = ""] = /^(.+?)\.so(?:\.(.+))?$/.exec(soname) ?? [];
  const dash = /\d$/.test(name) && version !== "" ? "-" : "";
  const own = `${name}${dash}${version}`.toLowerCase().replaceAll("_", "-");
  const found = OTHERS[soname] ?? own;
  return [found, `${found}t64`];
}
// src/remedies/installed-package.ts
var installedPackage = defineRemedy({
  id: "installed-package",
  rules: ["missing-library", "missing-interpreter"],
  headline: "Install the package that ships what is missing, or copy it from the build stage",
  propose(diagnosis) {
    const library = missingLibrary(diagnosis);
    if (library !== void 0)
      return [
        ...foundLibrary(diagnosis, library),
        ...installed(diagnosis, librariesFor(diagnosis, library)),
        ...copiedLibrary(diagnosis, library)
      ];
    return installed(diagnosis, programsFor(diagnosis));
  },
  examples: [
    {
      rule: "missing-library",
      subject: "libpq.so",
      before: 'FROM debian:12-slim\nCOPY server /\nUSER 1000\nCMD ["/server"]\n',
      base: [
        { path: "/usr/bin/apt-get", program: {} },
        { path: "/lib64/ld-linux-x86-64.so.2", program: {} }
      ],
      leaves: {
        2: [
          {
            path: "/server",
            program: { interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libpq.so.5"] }
          }
        ]
      },
      after: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\nCOPY server /\nUSER 1000\nCMD ["/server"]\n'
    },
    {
      rule: "missing-interpreter",
      subject: "/start.sh",
      before: 'FROM alpine:3.20\nCOPY --chmod=755 start.sh /\nCMD ["/start.sh"]\n',
      base: [{ path: "/sbin/apk", program: {} }],
      leaves: { 2: [{ path: "/start.sh", text: "#!/bin/bash\n", mode: 493 }] },
      after: 'FROM alpine:3.20\nRUN apk add --no-cache bash\nCOPY --chmod=755 start.sh /\nCMD ["/start.sh"]\n'
    }
  ]
});
function librariesFor({ ledger }, name) {
  switch ((0, import_shared_2.packageManagerOf)(ledger)?.kind) {
    case "apk":
      return [`so:${name}`];
    case "apt":
      return debianPackages(name);
    case void 0:
      return [];
    default:
      return [`'${name}()(64bit)'`];
  }
}
function programsFor({ ledger, finding }) {
  const [row] = finding.rows;
  const shebang = row === void 0 ? void 0 : (0, import_shared_2.factsOf)(ledger.catalog, row)?.shebang;
  const words = shebang === void 0 ? (0, import_shared_2.findStartedPrograms)(ledger).map(({ word }) => word) : (0, import_shared_2.interpreterWords)(shebang.trim());
  const missing = words.find((word) => (0, import_shared_2.findProgram)(ledger, word).row < 0);
  const manager = (0, import_shared_2.packageManagerOf)(ledger)?.kind;
  return missing === void 0 || manager === void 0 ? [] : packagesOf2(missing, manager);
}
function packagesOf2(program, manager) {
  const names = PROGRAM_PACKAGES[program.slice(program.lastIndexOf("/") + 1)];
  const name = names?.[manager] ?? names?.other;
  return name === void 0 ? [] : [name];
}
function installed(diagnosis, names) {
  const stage = builtStage(diagnosis);
  const manager = (0, import_shared_2.packageManagerOf)(diagnosis.ledger);
  if (stage === void 0 || manager === void 0) return [];
  const user = userAbove(diagnosis, stage.from);
  return names.map((name) => ({
    edits: [withLinesBelow(diagnosis, stage.from, asRoot(user, `RUN ${manager.install(name)}`))],
    changes: (path) => RECORDS2.test(path),
    adds: (path) => OF_SYSTEM.test(path)
  }));
}
var OF_SYSTEM = /^\/(s?bin|lib(32|64|x32)?|etc|var|usr\/(s?bin|lib(32|64|exec|x32)?|share|include))\//;
var RECORDS2 = /^\/(lib\/apk|usr\/lib\/(apk|sysimage|rpm)|var\/(lib|cache|log))\/|^\/etc\/((passwd|group|g?shadow|sub[ug]id)-?|ld\.so\.cache|shells|apk\/world)$|\.cache$/;
// src/remedies/debian-release.ts
var RELEASES = {
  10: "buster",
  11: "bullseye",
  12: "bookworm",
  13: "trixie"
};
var NEWEST_RELEASE = "trixie";
var NAMES2 = Object.values(RELEASES).join("|");
var NAME3 = new RegExp(`(?<![a-z])(?:${NAMES2})(?![a-z])`);
function releaseOf(reference) {
  const { path, tag } = (0, import_shared_2.parseImageName)(reference);
  const name = NAME3.exec(`${path} ${tag}`)?.[0];
  const number = path === "debian" ? /^\d+/.exec(tag)?.[0] : /-debian(\d+)$/.exec(path)?.[1];
  return name ?? RELEASES[number ?? ""];
}
var FAMILIES = {
  golang: "last",
  rust: "first",
  node: "last",
  python: "first",
  ruby: "first"
};
function baseFor(reference, wanted) {
  if (/[$@]/.test(reference)) return void 0;
  const name = (0, import_shared_2.parseImageName)(reference);
  const slim = FAMILIES[name.path];
  const tag = slim === void 0 ? tagOfDebian(name, wanted) : tagFor(name.tag, wanted, slim);
  return tag === name.tag ? void 0 : (0, import_shared_2.withTag)(name, tag);
}
function tagOfDebian({ path, tag }, wanted) {
  if (path !== "debian" || wanted.libc === "musl") return void 0;
  return tag.includes("slim") ? `${wanted.release}-slim` : wanted.release;
}
function tagFor(tag, wanted, slim) {
  const parts = tag.split("-").filter((part) => !NAME3.test(part) && !/^(alpine[\d.]*|slim|latest|)$/.test(part));
  if (wanted.libc === "musl") return [...parts, "alpine"].join("-");
  const isSlim = /(^|-)slim(-|$)/.test(tag);
  const end = slim === "last" ? [wanted.release, "slim"] : ["slim", wanted.release];
  return [...parts, ...isSlim ? end : [wanted.release]].join("-");
}
// src/remedies/static-go.ts
var EMPTY_WITHOUT_C = /* @__PURE__ */ new Set([
  "github.com/mattn/go-sqlite3",
  "github.com/mattn/go-oci8",
  "github.com/godror/godror"
]);
var OF_LIBC = /^(lib(c|pthread|dl|resolv|rt|m|util)\.so\.|ld-linux|libc\.musl-)/;
function isPossible({ ledger }, row) {
  const { elf } = (0, import_shared_2.factsOf)(ledger.catalog, row) ?? {};
  const modules = elf?.goModules ?? [];
  return elf?.goVersion !== void 0 && (elf.needed ?? ["?"]).every((name) => OF_LIBC.test(name)) && !modules.some((line) => EMPTY_WITHOUT_C.has(line.split(" ")[1] ?? ""));
}
function withoutC(diagnosis, row) {
  if (!isPossible(diagnosis, row)) return [];
  const { path } = diagnosis.dockerfile;
  const stages = buildStages(diagnosis).flatMap(({ instructions }) => instructions);
  if (stages.some(({ text }) => /\bCGO_ENABLED\b/.test(text))) return [];
  return stages.flatMap((placed2) => {
    const run = runOf(diagnosis, placed2);
    return run?.items.flatMap(({ words }) => {
      const at = words.findIndex(({ text }) => !/^\w+=/.test(text));
      const [go, verb] = words.slice(at, at + 2);
      const isBuild = go?.text === "go" && /^(build|install)$/.test(verb?.text ?? "");
      return isBuild ? [{ file: path, ...run.edit(go.start, go.start, "CGO_ENABLED=0 ") }] : [];
    }) ?? [];
  });
}
// src/remedies/matching-libc.ts
var matchingLibc = defineRemedy({
  id: "matching-libc",
  rules: ["foreign-libc", "missing-interpreter", "missing-library"],
  headline: "Build without C where Go can, else build and run on the same C library",
  propose(diagnosis) {
    const [row] = diagnosis.finding.rows;
    if (row === void 0 || !isOfLibc(diagnosis, row)) return [];
    const edits = withoutC(diagnosis, row);
    const ways = edits.length === 0 ? [] : [{ edits, changes: isBrought(diagnosis.ledger) }];
    return [...ways, ...otherBuilders(diagnosis), ...otherBase(diagnosis, row)];
  },
  examples: [
    {
      rule: "foreign-libc",
      subject: "/server",
      before: 'FROM golang:1.22 AS build\nCOPY . .\nRUN GOOS=linux go build -o /server .\n\nFROM alpine:3.20\nCOPY --from=build /server /\nCMD ["/server"]\n',
      base: [{ path: "/lib/ld-musl-x86_64.so.1", program: {} }],
      leaves: {
        6: [
          {
            path: "/server",
            program: {
              interpreter: "/lib64/ld-linux-x86-64.so.2",
              needed: ["libc.so.6"],
              goModules: "path	app\nmod	app	(devel)	\n"
            }
          }
        ]
      },
      after: 'FROM golang:1.22 AS build\nCOPY . .\nRUN GOOS=linux CGO_ENABLED=0 go build -o /server .\n\nFROM alpine:3.20\nCOPY --from=build /server /\nCMD ["/server"]\n'
    },
    {
      rule: "foreign-libc",
      subject: "/server",
      before: 'FROM rust:1.80 AS build\nRUN cargo build --release\n\nFROM alpine:3.20\nCOPY --from=build /target/release/server /\nCMD ["/server"]\n',
      base: [{ path: "/lib/ld-musl-x86_64.so.1", program: {} }],
      leaves: { 5: [{ path: "/server", program: { interpreter: "/lib64/ld-linux-x86-64.so.2" } }] },
      after: 'FROM rust:1.80-alpine AS build\nRUN cargo build --release\n\nFROM alpine:3.20\nCOPY --from=build /target/release/server /\nCMD ["/server"]\n'
    }
  ]
});
function isOfLibc(diagnosis, row) {
  const { ledger, finding } = diagnosis;
  const linker = (0, import_shared_2.factsOf)(ledger.catalog, row)?.elf?.interpreter;
  switch (finding.ruleId) {
    case "missing-library":
      return missingLibrary(diagnosis) === void 0 && finding.version === null;
    case "missing-interpreter":
      return typeof linker === "string" && ledger.catalog.resolve(linker) < 0;
    default:
      return true;
  }
}
var PACKAGES = /\/(node_modules|(site|dist)-packages|gems|vendor)\//;
function isBrought(ledger) {
  const { catalog } = ledger;
  return (path) => {
    const row = catalog.resolve(path);
    const origin = row < 0 ? void 0 : ledger.origin(row);
    return origin?.kind === "instruction" && /^COPY .*--from=/.test(origin.instruction.text);
  };
}
function wantedBy({ catalog, baseName }) {
  if ((0, import_shared_2.childrenOf)(catalog, "/lib").some((name) => name.startsWith("ld-musl-"))) return { libc: "musl" };
  const release = releaseOf(baseName ?? "");
  return release === void 0 ? void 0 : { libc: "glibc", release };
}
function otherBuilders(diagnosis) {
  const { ledger } = diagnosis;
  const wanted = wantedBy(ledger);
  const brought = isBrought(ledger);
  const edits = buildStages(diagnosis).map((stage) => {
    const base = wanted && baseFor(stage.base, wanted);
    return base === void 0 ? void 0 : withBase(diagnosis, stage, base);
  });
  return edits.flatMap((edit) => edit === void 0 ? [] : [edit]).map((edit) => ({
    edits: [edit],
    changes: brought,
    removes: (path) => PACKAGES.test(path) && brought(path),
    adds: (path) => PACKAGES.test(path)
  }));
}
var SMALL = /^(scratch|alpine(:.*)?|debian:.*|.*\/distroless\/static(-debian\d+)?(:.*)?)$/;
function otherBase(diagnosis, row) {
  const { ledger } = diagnosis;
  const stage = builtStage(diagnosis);
  if (stage === void 0 || !needsGlibc(ledger, row) || !SMALL.test(stage.base)) return [];
  const [release = NEWEST_RELEASE] = buildStages(diagnosis).flatMap(({ base }) => releaseOf(base) ?? []);
  const edit = withBase(diagnosis, stage, `debian:${release}-slim`);
  const isOfBase3 = (path) => isInherited(ledger, path);
  return edit === void 0 ? [] : [{ edits: [edit], changes: isOfBase3, removes: isOfBase3, adds: () => true, configures: ["env"] }];
}
function needsGlibc({ catalog }, row) {
  return /\/ld-linux|\/ld64/.test((0, import_shared_2.factsOf)(catalog, row)?.elf?.interpreter ?? "");
}
function isInherited(ledger, path) {
  const row = ledger.catalog.resolve(path);
  return row >= 0 && ledger.isInherited(row);
}
// src/remedies/package-cache.ts
var OPTIONS = {
  "apk cache": { command: /^apk$/, verb: /^add$/, option: "--no-cache" },
  "pip cache": { command: /^pip3?$/, verb: /^install$/, option: "--no-cache-dir" },
  "Composer cache": {
    command: /^composer(\.phar)?$/,
    verb: /^(install|require|update)$/,
    option: "--no-cache"
  }
};
var SYSTEM = /^(apt|apk|dnf|zypper|pacman) cache$/;
var packageCache = defineRemedy({
  id: "package-cache",
  rules: ["package-cache", "build-cache"],
  headline: "Keep the cache out of the layer of the `RUN` that fills it",
  propose(diagnosis) {
    const fills = fillsOf(diagnosis);
    if (fills === void 0) return [];
    const ways = SYSTEM.test(diagnosis.finding.subject) ? [byOption(diagnosis, fills), byRemoval(diagnosis, fills)] : [byOption(diagnosis, fills), byMount(diagnosis, fills), byRemoval(diagnosis, fills)];
    return ways.flatMap((edits) => edits === void 0 ? [] : [{ edits }]);
  },
  examples: [
    {
      rule: "package-cache",
      subject: "apt cache",
      before: "FROM debian:12\nRUN apt-get update \\\n  && apt-get install -y nginx\n",
      leaves: { 2: ["/var/lib/apt/lists/*"] },
      after: "FROM debian:12\nRUN apt-get update \\\n  && apt-get install -y nginx \\\n  && rm -rf /var/lib/apt/lists/*\n"
    },
    {
      rule: "package-cache",
      subject: "apk cache",
      before: "FROM alpine:3.20\nRUN apk update && apk add curl\n",
      leaves: { 2: ["/var/cache/apk/*"] },
      after: "FROM alpine:3.20\nRUN apk update && apk add curl && rm -rf /var/cache/apk/*\n"
    },
    {
      rule: "package-cache",
      subject: "pip cache",
      before: "FROM python:3.12-slim\nRUN pip install flask\n",
      leaves: { 2: ["/root/.cache/pip/http/*"] },
      after: "FROM python:3.12-slim\nRUN pip install --no-cache-dir flask\n"
    },
    {
      rule: "package-cache",
      subject: "npm cache",
      before: "FROM node:20-slim\nRUN npm ci\n",
      leaves: { 2: ["/root/.npm/_cacache/*"] },
      after: "FROM node:20-slim\nRUN --mount=type=cache,target=/root/.npm npm ci\n"
    }
  ]
});
var MAX_DIRECTORIES = 4;
function fillsOf(diagnosis) {
  const { ledger, finding } = diagnosis;
  const fills = [];
  for (const [ref, rows] of writersOf(ledger, finding.rows) ?? []) {
    const placed2 = ref.keyword === "RUN" ? placeOf(diagnosis, ref) : void 0;
    const directories = new Set(rows.map((row) => directoryOf2(ledger.catalog.path(row))));
    if (placed2 === void 0 || directories.has(void 0) || directories.size > MAX_DIRECTORIES)
      return void 0;
    fills.push({ ref, placed: placed2, directories: [...directories].flatMap((path) => path ?? []).sort() });
  }
  return fills.length === 0 ? void 0 : fills;
}
var PLAIN4 = /^\/[\w./@+-]+$/;
function directoryOf2(path) {
  const directory = (0, import_shared_2.cacheDirectory)(path) ?? (0, import_shared_2.leftoverDirectory)(path);
  return directory !== void 0 && PLAIN4.test(directory) ? directory : void 0;
}
function byOption(diagnosis, fills) {
  const manager = OPTIONS[diagnosis.finding.subject];
  if (manager === void 0) return void 0;
  const places = fills.flatMap(({ placed: placed2 }) => {
    const run = runOf(diagnosis, placed2);
    return run === void 0 ? [null] : run.items.flatMap((item) => placeOfOption(item, manager, run));
  });
  if (places.length === 0 || places.includes(null)) return void 0;
  return places.flatMap((place) => place === null ? [] : [withOption(diagnosis, place, manager.option)]);
}
function placeOfOption({ words }, manager, run) {
  const command = words.findIndex(({ text }) => manager.command.test(text));
  if (command < 0) return [];
  const own = words.slice(command + 1);
  const verb = own.find(({ text }) => manager.verb.test(text));
  if (verb === void 0) return own.some(({ text }) => text === "update") ? [null] : [];
  return own.some(({ text }) => text === manager.option) ? [] : [{ run, at: verb.end }];
}
function byMount(diagnosis, fills) {
  return fills.flatMap(({ ref, placed: placed2, directories }) => {
    const user = (0, import_shared_2.userAt)(diagnosis.ledger, ref);
    const owner = user === void 0 ? "" : `,uid=${user}`;
    return directories.map(
      (directory) => withFlag(diagnosis, placed2, `--mount=type=cache,target=${directory}${owner}`)
    );
  });
}
function byRemoval(diagnosis, fills) {
  const isSystem = SYSTEM.test(diagnosis.finding.subject);
  const edits = fills.map(({ placed: placed2, directories }) => {
    const all = directories.map((directory) => isSystem ? `${directory}/*` : directory).join(" ");
    return withCommandAtEnd(diagnosis, placed2, `rm -rf ${all}`);
  });
  return edits.includes(void 0) ? void 0 : edits.flatMap((edit) => edit ?? []);
}
// src/remedies/production-dependencies.ts
var INSTALLERS = [
  {
    command: /^npm$/,
    verb: /^(ci|clean-install|install|i)$/,
    option: "--omit=dev",
    given: /^--(omit|production|only)/,
    prune: "npm prune --omit=dev"
  },
  { command: /^yarn$/, verb: /^install$/, option: "--production", given: /^--prod/ },
  {
    command: /^pnpm$/,
    verb: /^(install|i)$/,
    option: "--prod",
    given: /^(--prod|-P$)/,
    prune: "pnpm prune --prod"
  },
  { command: /^bun$/, verb: /^(install|i)$/, option: "--production", given: /^--production/ },
  {
    command: /^composer(\.phar)?$/,
    verb: /^install$/,
    option: "--no-dev",
    given: /^--no-dev/,
    prune: "composer install --no-dev"
  },
  {
    command: /^uv$/,
    verb: /^sync$/,
    option: "--no-dev",
    given: /^--(no-dev|only|no-default)/,
    prune: "uv sync --no-dev"
  },
  { command: /^poetry$/, verb: /^install$/, option: "--only main", given: /^--(only|without|no-dev)/ }
];
var productionDependencies = defineRemedy({
  id: "production-dependencies",
  rules: ["dev-dependency", "node-bundler"],
  headline: "Install only what the program runs with",
  propose(diagnosis) {
    const steps = diagnosis.ledger.buildSteps?.steps ?? [];
    const edits = steps.filter(({ ref }) => ref.keyword === "RUN").flatMap(({ ref }) => editsOf2(diagnosis, ref));
    return [edits, prunes(diagnosis)].filter((way) => way.length > 0).map((way) => ({ edits: way, removes: isOfPackages, changes: isNote2 }));
  },
  examples: [
    {
      rule: "dev-dependency",
      subject: "npm development dependencies",
      before: "FROM node:20-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --no-audit\n",
      leaves: {
        4: [
          { path: "/app/package.json", text: '{"devDependencies":{"jest":"30"}}' },
          { path: "/app/node_modules/jest/package.json", text: '{"name":"jest","version":"30.0.0"}' },
          {
            path: "/app/node_modules/.package-lock.json",
            text: '{"lockfileVersion":3,"packages":{"node_modules/jest":{"version":"30.0.0","dev":true}}}'
          }
        ]
      },
      after: "FROM node:20-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev --no-audit\n"
    },
    {
      rule: "dev-dependency",
      subject: "npm development dependencies",
      before: "FROM node:20 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\n\nFROM node:20-slim\nCOPY --from=build /app /app\n",
      leaves: {
        8: [
          { path: "/app/package.json", text: '{"devDependencies":{"jest":"30"}}' },
          { path: "/app/node_modules/jest/package.json", text: '{"name":"jest","version":"30.0.0"}' },
          {
            path: "/app/node_modules/.package-lock.json",
            text: '{"lockfileVersion":3,"packages":{"node_modules/jest":{"version":"30.0.0","dev":true}}}'
          }
        ]
      },
      after: "FROM node:20 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build && npm prune --omit=dev\n\nFROM node:20-slim\nCOPY --from=build /app /app\n"
    }
  ]
});
function prunes(diagnosis) {
  const built = builtStage(diagnosis)?.instructions.filter(({ keyword }) => keyword === "RUN") ?? [];
  const others = buildStages(diagnosis).map(
    ({ instructions }) => instructions.filter(({ keyword }) => keyword === "RUN")
  );
  return [...built.map((run) => [run]), ...others].flatMap((runs) => pruneAtEnd(diagnosis, runs) ?? []);
}
function pruneAtEnd(diagnosis, runs) {
  const items = runs.flatMap((placed2) => runOf(diagnosis, placed2)?.items ?? []);
  const at = items.findIndex((item) => placeIn2(item) !== void 0);
  const prune = items[at] && installerOf(items[at])?.prune;
  const last = runs.at(-1);
  if (prune === void 0 || last === void 0 || at === items.length - 1) return void 0;
  return withCommandAtEnd(diagnosis, last, prune);
}
function editsOf2(diagnosis, ref) {
  const run = shellRunOf(diagnosis, ref);
  return run === void 0 ? [] : placesOf(run).map(({ at, option }) => withOption(diagnosis, { run, at }, option));
}
function placesOf({ items }) {
  return items.flatMap((item) => placeIn2(item) ?? []);
}
function placeIn2(item) {
  const { words } = item;
  const installer = installerOf(item);
  const verb = installer && verbOf(words, installer);
  const others = words.slice(2);
  if (installer === void 0 || verb === void 0) return void 0;
  const isOther = others.some(({ text }) => !text.startsWith("-") || installer.given.test(text));
  return isOther ? void 0 : { at: verb.end, option: installer.option };
}
function installerOf({ words }) {
  return INSTALLERS.find(({ command }) => command.test(words[0]?.text ?? ""));
}
function verbOf([first, second], { verb }) {
  if (second === void 0) return first?.text === "yarn" ? first : void 0;
  return verb.test(second.text) ? second : void 0;
}
function isNote2(path) {
  return /\/node_modules\/\.[^/]+$|\/vendor\/(autoload\.php|composer\/[^/]+)$/.test(path);
}
function isOfPackages(path) {
  return /\/(node_modules|vendor|site-packages|\.venv)\/|\/bin\/[^/]+$/.test(path);
}
// src/remedies/mounted-copy.ts
// src/remedies/removal.ts
var CLEANING = /^(rm|rmdir|apt-get (?:-\S+ )*(?:purge|remove|autoremove|autopurge|clean|autoclean)|apt (?:-\S+ )*(?:purge|remove|autoremove|clean)|apk (?:-\S+ )*(?:del|cache clean)|(?:micro)?dnf (?:-\S+ )*(?:remove|autoremove|clean)|yum (?:-\S+ )*(?:remove|autoremove|clean)|npm cache clean|yarn cache clean|pip3? cache purge|pip3? uninstall|go clean|cargo clean|find \S+ .*-delete)(?= |$)/;
function onlyCleans({ items, ...shell }) {
  return items.every(
    (item) => item.operator !== "||" && item.isSimple && CLEANING.test(commandText(shell, item))
  );
}
function removedPaths({ words, isSimple }) {
  if (!isSimple || words[0]?.text !== "rm") return [];
  const paths = words.slice(1).flatMap(({ text }) => text.startsWith("-") ? [] : [text]);
  const isCertain = paths.every((path) => PATH.test(path) && !path.includes("/../"));
  return isCertain ? paths.map((path) => path.replace(/\/+$/, "")) : [];
}
var PATH = /^\/[\w.@+-][\w./@+-]*\*?$/;
function isRemovedBy(path, removed) {
  return removed.some(
    (one) => one.endsWith("*") ? path.startsWith(one.slice(0, -1)) : path === one || path.startsWith(`${one}/`)
  );
}
// src/remedies/mounted-copy.ts
var PLAIN5 = /^[\w./@+-]+$/;
function copiedInstead(diagnosis, removal, remover) {
  const copy = placeOf(diagnosis, removal.writer);
  const mounts = copy === void 0 ? [] : mountsOf(copy);
  const targets = mounts.map(({ target }) => target);
  if (copy === void 0 || mounts.length === 0) return [];
  const index = remover.items.findIndex((item) => {
    const removed = removedPaths(item);
    return removed.length > 0 && targets.every((path) => isRemovedBy(path, removed));
  });
  const users = usersOf(diagnosis, copy, remover.placed);
  const isAlone2 = remover.items.length === 1;
  const mounted = isAlone2 ? users.filter((placed2) => placed2 !== remover.placed) : users;
  const without3 = withoutCommand(diagnosis, remover, index);
  if (index < 0 || without3 === void 0 || mounted.length === 0) return [];
  const flags = mounted.flatMap((placed2) => mounts.map(({ flag }) => withFlag(diagnosis, placed2, flag)));
  return [withoutPlaced(diagnosis, copy), ...flags, without3];
}
function mountsOf({ source }) {
  const from = source.flags.find((flag) => flag.startsWith("--from="))?.slice("--from=".length);
  const words = (0, import_shared_2.splitPaths)(source.rest);
  const [target = "", sources] = [words.at(-1), words.slice(0, -1)];
  const isCertain = target.startsWith("/") && [...words, from ?? "x"].every((word) => PLAIN5.test(word));
  if (!isCertain || source.heredocs.length > 0) return [];
  return sources.map((path) => {
    const isBelow = target.endsWith("/") && /[^/]\.[a-z0-9]+$/i.test(path);
    const place = isBelow ? (0, import_posix4.join)(target, (0, import_posix4.basename)(path)) : (0, import_posix4.join)("/", target).replace(/\/$/, "");
    const options = [...from === void 0 ? [] : [`from=${from}`], `source=${path}`, `target=${place}`];
    return { flag: `--mount=type=bind,${options.join(",")}`, target: place };
  });
}
function usersOf({ dockerfile }, copy, remover) {
  return dockerfile.instructions.filter(
    ({ keyword, line }) => keyword === "RUN" && line > copy.line && line <= remover.line
  );
}
// src/remedies/removed-files.ts
var MIN_BYTES = 64 * 1024;
var removedFiles = defineRemedy({
  id: "removed-files",
  rules: ["hidden-bytes"],
  headline: "Remove files in the instruction that makes them, or mount them instead of copying them",
  propose(diagnosis) {
    if (diagnosis.finding.subject !== "removed files") return [];
    const removals = removalsOf(diagnosis.ledger, diagnosis.finding.rows);
    if (removals === void 0) return [];
    const ways = WAYS2.map((way) => removals.map((removal) => way(diagnosis, removal)));
    const whole = ways.filter((parts) => parts.every((edits) => edits.length > 0));
    return [...new Map(whole.map((parts) => [JSON.stringify(parts), parts])).values()].map((parts) => ({
      edits: distinct(parts.flat())
    }));
  },
  examples: [
    {
      rule: "hidden-bytes",
      subject: "removed files",
      before: "FROM debian:12\nRUN apt-get update && apt-get install -y gcc && gcc -o /usr/bin/x x.c\nRUN apt-get purge -y gcc && rm -rf /src\nUSER app\n",
      leaves: { 2: ["/usr/lib/gcc/*", "/src/*"], 3: ["-/usr/lib/gcc", "-/src"] },
      after: "FROM debian:12\nRUN apt-get update && apt-get install -y gcc && gcc -o /usr/bin/x x.c && apt-get purge -y gcc && rm -rf /src\nUSER app\n"
    },
    {
      rule: "hidden-bytes",
      subject: "removed files",
      before: "FROM python:3.12-slim\nCOPY --from=build /wheels /wheels\nRUN pip install --no-index /wheels/* \\\n && rm -rf /wheels\n",
      leaves: { 2: ["/wheels/*"], 3: ["-/wheels"] },
      after: "FROM python:3.12-slim\nRUN --mount=type=bind,from=build,source=/wheels,target=/wheels pip install --no-index /wheels/*\n"
    }
  ]
});
function removalsOf(ledger, rows) {
  const removedBy = (0, import_shared_2.findRemovedBy)(ledger, rows);
  const removals = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const [written, removed] = [ledger.origin(row), ledger.origins[removedBy.get(row) ?? -1]];
    if (written.kind !== "instruction" || removed?.kind !== "instruction") return void 0;
    const [writer, remover] = [written.instruction, removed.instruction];
    const key = `${writer.line} ${remover.line}`;
    const known = removals.get(key) ?? { writer, remover, rows: [] };
    known.rows.push(row);
    removals.set(key, known);
  }
  const bytesOf = (all) => all.reduce((sum, row) => sum + ledger.catalog.bytes(row), 0);
  return [...removals.values()].filter((removal) => bytesOf(removal.rows) >= MIN_BYTES);
}
var WAYS2 = [
  (diagnosis, removal) => editsFor(diagnosis, removal, movedCommands),
  (diagnosis, removal) => editsFor(diagnosis, removal, joinedRuns)
];
function editsFor(diagnosis, removal, move) {
  const remover = shellRunOf(diagnosis, removal.remover);
  if (remover === void 0) return [];
  if (removal.writer.keyword === "COPY") return copiedInstead(diagnosis, removal, remover);
  const writer = removal.writer.keyword === "RUN" ? placeOf(diagnosis, removal.writer) : void 0;
  if (writer === void 0 || hasChangedUser(diagnosis, removal)) return [];
  const runs = { writer, remover };
  return onlyCleans(remover) ? joined2(diagnosis, runs) : move(diagnosis, removal, runs);
}
function joinedRuns(diagnosis, { writer, remover }, runs) {
  const isNext = !diagnosis.dockerfile.instructions.some(
    ({ line }) => line > writer.line && line < remover.line
  );
  return isNext && !runs.remover.isScript ? joined2(diagnosis, runs) : [];
}
function joined2(diagnosis, { writer, remover }) {
  const edit = withCommandAtEnd(diagnosis, writer, commandsOf2(remover));
  return edit === void 0 ? [] : [edit, withoutPlaced(diagnosis, remover.placed)];
}
function commandsOf2({ items, ...shell }) {
  return items.map((item) => {
    const command = commandText(shell, item);
    return item.operator === "" ? command : item.operator === ";" ? `; ${command}` : ` && ${command}`;
  }).join("");
}
function movedCommands(diagnosis, { rows }, { writer, remover }) {
  const { catalog } = diagnosis.ledger;
  const paths = rows.map((row) => catalog.path(row));
  const index = remover.items.findIndex((item2) => {
    const removed = removedPaths(item2);
    return removed.length > 0 && paths.every((path) => isRemovedBy(path, removed));
  });
  const item = remover.items[index];
  const edit = item && withCommandAtEnd(diagnosis, writer, commandText(remover, item));
  const without3 = item && withoutCommand(diagnosis, remover, index);
  return edit === void 0 || without3 === void 0 ? [] : [edit, without3];
}
function hasChangedUser({ dockerfile }, { writer, remover }) {
  return dockerfile.instructions.some(
    ({ keyword, line }) => /^(USER|SHELL|FROM)$/.test(keyword) && line > writer.line && line < remover.line
  );
}
function distinct(edits) {
  const own = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  return own.filter((edit) => !own.some((other) => other !== edit && takesOut(other, edit)));
}
function takesOut(one, other) {
  return one.replacement === "" && one.start <= other.start && other.end <= one.end && one.file === other.file;
}
// src/remedies/narrow-copy.ts
var narrowCopy = defineRemedy({
  id: "narrow-copy",
  rules: ["source-file", "build-cache", "vcs-directory", "context-file", "header", "static-library"],
  headline: "Copy from the stage that builds what the program needs, and not the whole directory",
  propose(diagnosis) {
    const { ledger, finding, findings } = diagnosis;
    const writers = [...writersOf(ledger, finding.rows)?.keys() ?? []];
    const left = leftBehind(findings);
    const edits = writers.map((writer) => narrowed(diagnosis, writer, left));
    if (edits.length === 0 || edits.some((edit) => edit === void 0)) return [];
    const isOfThese = (row) => {
      const origin = ledger.origin(row);
      return left.has(row) && origin.kind === "instruction" && writers.includes(origin.instruction);
    };
    const others = findings.filter(({ rows }) => rows.length > 0 && rows.every(isOfThese));
    const paths = new Set([...left].filter(isOfThese).map((row) => ledger.catalog.path(row)));
    return [
      {
        edits: edits.flatMap((edit) => edit ?? []),
        removes: (path) => paths.has(path),
        alsoMends: others.filter((other) => other !== finding)
      }
    ];
  },
  examples: [
    {
      rule: "build-cache",
      subject: "CMake build tree",
      before: 'FROM gcc:12 AS build\nCOPY . /app\nRUN cd /app && cmake . && make\n\nFROM debian:12\nWORKDIR /app\nCOPY --from=build /app .\nCMD ["./server"]\n',
      leaves: {
        7: [
          ...[{ path: "/app/server", program: {} }, "/app/assets/page.html", "/app/assets/style.css"],
          ...["/app/CMakeCache.txt", "/app/CMakeFiles/server.dir/main.c.o"]
        ]
      },
      after: 'FROM gcc:12 AS build\nCOPY . /app\nRUN cd /app && cmake . && make\n\nFROM debian:12\nWORKDIR /app\nCOPY --from=build /app/assets /app/assets\nCOPY --from=build /app/server /app/server\nCMD ["./server"]\n'
    }
  ]
});
function narrowed(diagnosis, writer, left) {
  const placed2 = writer.keyword === "COPY" ? placeOf(diagnosis, writer) : void 0;
  const copied2 = placed2 && copiedDirectory(diagnosis, placed2);
  if (placed2 === void 0 || copied2 === void 0) return void 0;
  const { ledger } = diagnosis;
  const rows = visibleRowsOf(diagnosis, writer);
  const [dropped, kept] = [rows.filter((row) => left.has(row)), rows.filter((row) => !left.has(row))];
  const files = { kept: new Set(kept), dropped: new Set(dropped), indifferent: /* @__PURE__ */ new Set() };
  const plan = kept.length === 0 ? null : planExactCopies(ledger.catalog, files);
  if (plan === null || plan.links.length > 0) return void 0;
  const head = ["COPY", ...placed2.source.flags].join(" ");
  const lines = plan.copies.map((copy) => `${head} ${partOf(copy, copied2)}`);
  const { path, lineBreak } = diagnosis.dockerfile;
  return { file: path, start: placed2.start, end: placed2.end, replacement: lines.join(lineBreak) };
}
function visibleRowsOf({ ledger }, writer) {
  const { catalog } = ledger;
  return Array.from({ length: catalog.rowCount }, (_, row) => row).filter((row) => {
    const origin = ledger.origin(row);
    const isOwn = origin.kind === "instruction" && origin.instruction === writer;
    const isVisible = catalog.visibleRow(catalog.node(row)) === row;
    return isOwn && isVisible && (catalog.type(row) !== "directory" || catalog.paths.firstChild(catalog.node(row)) < 0);
  });
}
function copiedDirectory({ ledger }, { source }) {
  const [from = "", to = "", ...others] = (0, import_shared_2.splitPaths)(source.rest);
  const isOfStage = source.flags.some((flag) => flag.startsWith("--from="));
  const isPlain = [from, to].every((path) => /^[\w./@+~-]+$/.test(path) && !path.includes(".."));
  if (!isOfStage || !isPlain || others.length > 0 || source.heredocs.length > 0) return void 0;
  const target = (0, import_shared_2.absolutePath)(ledger.config, to).replace(/(\/\.?)*$/, "");
  return { source: `/${from.replace(/^(\.?\/)+/, "")}`.replace(/(\/\.?)*$/, ""), target };
}
function partOf(copy, { source, target }) {
  const paths = pathsOf(copy);
  const sources = paths.map((path) => `${source}${path.slice(target.length)}`);
  const place = copy.kind === "files" && paths.length > 1 ? `${copy.directory}/` : paths[0] ?? "";
  return `${sources.join(" ")} ${place}`;
}
// src/remedies/rewritten-files.ts
var rewrittenFiles = defineRemedy({
  id: "rewritten-files",
  rules: ["hidden-bytes"],
  headline: "Set owner and mode in the `COPY` that brings the files",
  propose(diagnosis) {
    if (diagnosis.finding.subject !== "rewritten files") return [];
    const copies = copiesOf(diagnosis);
    const run = rewriterOf(diagnosis);
    if (copies === void 0 || run === void 0) return [];
    const change = changeOf(diagnosis, run);
    return change === void 0 ? [] : waysOf2(diagnosis, { copies, run, change });
  },
  examples: [
    {
      rule: "hidden-bytes",
      subject: "rewritten files",
      before: "FROM debian:12\nCOPY . /app\nRUN make \\\n  && chown -R app:app /app\nUSER app\n",
      leaves: { 2: ["/app/data/*"], 3: ["/app/data/*"] },
      after: "FROM debian:12\nCOPY --chown=app:app . /app\nRUN make \\\n  && chown app:app /app\nUSER app\n"
    }
  ]
});
function copiesOf({ ledger, finding }) {
  const writers = [...writersOf(ledger, finding.rows)?.keys() ?? []];
  const copies = writers.filter(({ keyword }) => keyword === "COPY");
  const isEach = copies.every(({ text }) => !/\s--ch(own|mod)=/.test(text));
  return isEach && copies.length > 0 ? copies : void 0;
}
function rewriterOf(diagnosis) {
  const { ledger, finding } = diagnosis;
  const layers = new Set((0, import_shared_2.findRemovedBy)(ledger, finding.rows).values());
  const [layer, ...others] = layers;
  const origin = layer === void 0 || others.length > 0 ? void 0 : ledger.origins[layer];
  return origin?.kind === "instruction" ? shellRunOf(diagnosis, origin.instruction) : void 0;
}
var VALUES = { chown: /^[\w.$-]*[\w-](:[\w-]+)?$/, chmod: /^0?[0-7]{3}$/ };
function changeOf({ ledger, finding }, { items }) {
  const paths = finding.rows.map((row) => ledger.catalog.path(row));
  return items.map((item, index) => recursiveChange(item, index, paths)).find((change) => change !== void 0);
}
function recursiveChange({ words: [command, option, value, ...trees], isSimple }, index, paths) {
  if (command === void 0 || option === void 0 || value === void 0 || !isSimple) return void 0;
  const kind = /^(-R|--recursive)$/.test(option.text) ? toKind(command.text, value.text) : void 0;
  const roots = trees.map(({ text }) => text.replace(/(?<=.)\/+$/, ""));
  const isCovered = paths.every((path) => isRemovedBy(path, roots));
  return kind !== void 0 && isCovered ? { index, kind, value: value.text, option } : void 0;
}
function toKind(command, value) {
  const kind = command === "chown" || command === "chmod" ? command : void 0;
  return kind !== void 0 && VALUES[kind].test(value) ? kind : void 0;
}
function waysOf2(diagnosis, rewrite) {
  const { run, change } = rewrite;
  const { path } = diagnosis.dockerfile;
  const alone = { file: path, ...run.edit(change.option.start, change.option.end + 1, "") };
  const without3 = withoutCommand(diagnosis, run, change.index);
  const values = change.kind === "chown" ? [change.value, numbersOf(diagnosis)] : [change.value];
  return values.flatMap((value) => {
    const flags = value === void 0 ? void 0 : flagsOf(diagnosis, rewrite, value);
    if (flags === void 0) return [];
    const ways = [{ edits: [...flags, alone] }];
    return without3 === void 0 ? ways : [...ways, { edits: [...flags, without3] }];
  });
}
function flagsOf(diagnosis, { copies, change }, value) {
  const placed2 = copies.map((ref) => placeOf(diagnosis, ref));
  if (placed2.includes(void 0)) return void 0;
  return placed2.flatMap((copy) => copy ? [withFlag(diagnosis, copy, `--${change.kind}=${value}`)] : []);
}
function numbersOf({ ledger: { catalog }, finding }) {
  const owners = new Set(
    finding.rows.map((row) => {
      const visible = catalog.visibleRow(catalog.node(row));
      return visible < 0 ? "" : `${catalog.uid(visible)}:${catalog.gid(visible)}`;
    })
  );
  const [owner = "", ...others] = owners;
  return owner === "" || others.length > 0 ? void 0 : owner;
}
// src/remedies/started-program.ts
var startedProgram = defineRemedy({
  id: "started-program",
  rules: ["missing-interpreter"],
  headline: "Start the program where it is, or copy it to where it is started",
  propose(diagnosis) {
    const { absent, kind, atMost } = (0, import_shared_2.findStartFailure)(diagnosis.ledger) ?? {};
    if (absent === void 0 || kind !== "program" || atMost !== void 0 || !PLAIN6.test(absent)) return [];
    return [startedThere, copiedFromStage, copiedFromContext].flatMap((way) => way(diagnosis, absent));
  },
  examples: [
    {
      rule: "missing-interpreter",
      subject: "/server",
      before: 'FROM golang:1.22 AS build\nRUN go build -o /out/server .\n\nFROM scratch\nCOPY --from=build /etc/ssl /etc/ssl\nENTRYPOINT ["/server"]\n',
      leaves: { 5: ["/etc/ssl/certs.pem"] },
      after: 'FROM golang:1.22 AS build\nRUN go build -o /out/server .\n\nFROM scratch\nCOPY --from=build /etc/ssl /etc/ssl\nCOPY --from=build /out/server /server\nENTRYPOINT ["/server"]\n'
    },
    {
      rule: "missing-interpreter",
      subject: "/app/server",
      before: 'FROM golang:1.22 AS build\nRUN go build -o /out/server .\n\nFROM scratch\nCOPY --from=build /out/server /usr/local/bin/\nENTRYPOINT ["/app/server"]\n',
      leaves: { 5: [{ path: "/usr/local/bin/server", program: {} }] },
      after: 'FROM golang:1.22 AS build\nRUN go build -o /out/server .\n\nFROM scratch\nCOPY --from=build /out/server /usr/local/bin/\nENTRYPOINT ["/usr/local/bin/server"]\n'
    }
  ]
});
var PLAIN6 = /^[\w./@+-]+$/;
function startedThere(diagnosis, absent) {
  const { ledger } = diagnosis;
  const there = (0, import_shared_2.findByName)(ledger.catalog, (0, import_posix5.basename)(absent));
  const row = there === void 0 ? -1 : ledger.catalog.resolve(there);
  if (there === void 0 || row < 0 || ledger.isInherited(row) || !(0, import_shared_2.isExecutable)(ledger, row)) return [];
  const edit = PLAIN6.test(there) ? wordEdit(diagnosis, absent, there) : void 0;
  return edit === void 0 ? [] : [{ edits: [edit], configures: ["entrypoint", "cmd"] }];
}
function wordEdit(diagnosis, absent, word) {
  const { ledger, dockerfile } = diagnosis;
  const started = (0, import_shared_2.findStartedPrograms)(ledger).find(({ path }) => path === absent);
  const quoted3 = JSON.stringify(started?.word ?? absent);
  const placed2 = [ledger.start.ENTRYPOINT, ledger.start.CMD].flatMap((ref) => (ref && placeOf(diagnosis, ref)) ?? []).find(({ text }) => text.includes(quoted3));
  const at = placed2?.text.indexOf(quoted3) ?? -1;
  return placed2 && { file: dockerfile.path, ...placed2.edit(at, at + quoted3.length, JSON.stringify(word)) };
}
function copiedFromStage(diagnosis, absent) {
  const stage = builtStage(diagnosis);
  if (stage === void 0) return [];
  const lines = buildStages(diagnosis).flatMap(
    (from) => sourcesIn(diagnosis, from, absent).map((source) => `COPY --from=${from.label} ${source} ${absent}`)
  );
  return lines.slice(0, MAX_WAYS).map((line) => copied(diagnosis, stage, { line, absent }));
}
var MAX_WAYS = 4;
function sourcesIn(diagnosis, { instructions }, absent) {
  const runs = instructions.filter(({ keyword }) => keyword === "RUN");
  const written = runs.flatMap((run) => writtenBy(diagnosis, run, (0, import_posix5.basename)(absent)));
  return [.../* @__PURE__ */ new Set([...written, ...runs.length === 0 ? [] : [absent]])];
}
function writtenBy(diagnosis, run, name) {
  const { text } = run;
  const directory = directoryAbove(diagnosis, run);
  const options = [...text.matchAll(/\s(?:-o|--output)[ =]([\w./@+-]+)/g)].map(([, path = ""]) => path);
  const outputs = options.map((path) => path.endsWith("/") ? `${path}${name}` : path);
  return [
    ...outputs.filter((path) => (0, import_posix5.basename)(path) === name).map((path) => (0, import_posix5.resolve)(directory, path)),
    .../\bgo install\b/.test(text) ? [`/go/bin/${name}`] : [],
    .../\bcargo build\b.*--release\b/.test(text) ? [(0, import_posix5.resolve)(directory, "target/release", name)] : []
  ];
}
function copiedFromContext(diagnosis, absent) {
  const stage = builtStage(diagnosis);
  const name = (0, import_posix5.basename)(absent);
  if (stage === void 0 || !/\.(sh|py|rb|pl|php|[cm]?js)$/.test(name)) return [];
  const isStarted = (0, import_shared_2.findStartedPrograms)(diagnosis.ledger).some(({ path }) => path === absent);
  const line = `COPY ${isStarted ? "--chmod=755 " : ""}${name} ${absent}`;
  return [copied(diagnosis, stage, { line, absent })];
}
function copied(diagnosis, stage, { line, absent }) {
  const edit = withLinesBelow(diagnosis, lastCopy(stage), [line]);
  return { edits: [edit], adds: (path) => path === absent };
}
// src/remedies/copied-file.ts
var PLAIN7 = /^[\w./@+-]+$/;
function withMode(diagnosis, file, mode) {
  const { copy, path, isAlone: isAlone2 } = file;
  const flags = copy.source.flags.filter((flag) => !flag.startsWith("--chmod="));
  if (isAlone2 && flags.length === copy.source.flags.length)
    return withFlag(diagnosis, copy, `--chmod=${mode}`);
  const source = sourceOf(diagnosis, file);
  const isPlain = [path, ...flags].every((word) => /^[\w./@+:=-]+$/.test(word));
  if (source === void 0 || !isPlain) return void 0;
  const words = [copy.keyword, ...flags, `--chmod=${mode}`, source, path];
  return withLinesBelow(diagnosis, copy, [words.join(" ")]);
}
function sourceOf(diagnosis, { copy, path }) {
  const words = isPlainCopy(copy) ? (0, import_shared_2.splitPaths)(copy.source.rest) : [];
  const sources = words.slice(0, -1);
  const place = (0, import_posix6.resolve)(directoryAbove(diagnosis, copy), words.at(-1) ?? "");
  const named2 = sources.find((source) => (0, import_posix6.resolve)(place, (0, import_posix6.basename)(source)) === path);
  const [only, ...others] = sources;
  if (named2 !== void 0 || only === void 0 || others.length > 0) return named2;
  return place === path ? only : below({ path, place, folder: only });
}
function isPlainCopy({ source: { flags, heredocs, rest } }) {
  const isElsewhere = flags.some((flag) => /^--(parents|exclude)/.test(flag));
  return !isElsewhere && heredocs.length === 0 && (0, import_shared_2.splitPaths)(rest).every((word) => PLAIN7.test(word));
}
function below({ path, place, folder }) {
  const root = place.replace(/\/*$/, "/");
  const source = folder.replace(/\/*$/, "/").replace(/^(\.\/)+/, "");
  return path.startsWith(root) ? `${source}${path.slice(root.length)}` : void 0;
}
// src/remedies/started-script.ts
var startedScript = defineRemedy({
  id: "started-script",
  rules: ["missing-interpreter"],
  headline: "Make what the container starts executable, with the line ends and the first line that a kernel reads",
  propose(diagnosis) {
    const [row] = diagnosis.finding.rows;
    if (row === void 0 || diagnosis.ledger.catalog.visibleRow(diagnosis.ledger.catalog.node(row)) !== row)
      return [];
    const edits = editsOf3(diagnosis, row);
    const path = diagnosis.ledger.catalog.path(row);
    return edits.length === 0 ? [] : [{ edits, changes: (changed) => changed === path }];
  },
  examples: [
    {
      rule: "missing-interpreter",
      subject: "/start.sh",
      before: 'FROM debian:12\nCOPY start.sh /\nCMD ["/start.sh"]\n',
      leaves: { 2: [{ path: "/start.sh", text: "#!/bin/sh\necho\n", mode: 420 }] },
      after: 'FROM debian:12\nCOPY --chmod=755 start.sh /\nCMD ["/start.sh"]\n'
    },
    {
      rule: "missing-interpreter",
      subject: "/app/start.sh",
      before: 'FROM debian:12\nCOPY . /app\nCMD ["/app/start.sh"]\n',
      leaves: { 2: [{ path: "/app/start.sh", text: "#!/bin/sh\necho\n", mode: 420 }, "/app/data"] },
      after: 'FROM debian:12\nCOPY . /app\nCOPY --chmod=755 start.sh /app/start.sh\nCMD ["/app/start.sh"]\n'
    },
    {
      rule: "missing-interpreter",
      subject: "/start.sh",
      before: 'FROM debian:12\nCOPY start.sh /\nUSER 1000\nCMD ["/start.sh"]\n',
      leaves: { 2: [{ path: "/start.sh", text: "#!/bin/sh\r\necho\r\n", mode: 493 }] },
      after: `FROM debian:12
COPY start.sh /
RUN sed -i -e 's/\\r$//' /start.sh
USER 1000
CMD ["/start.sh"]
`
    }
  ]
});
var PLAIN8 = /^\/[\w./@+-]+$/;
function editsOf3(diagnosis, row) {
  const { ledger } = diagnosis;
  const path = ledger.catalog.path(row);
  const [ref] = writersOf(ledger, [row])?.keys() ?? [];
  if (ref === void 0 || !PLAIN8.test(path)) return [];
  const mode = (0, import_shared_2.isExecutable)(ledger, row) ? void 0 : (ledger.catalog.mode(row) | 365) & 511;
  const started = { row, path, ref, mode: mode?.toString(8), commands: commandsFor(diagnosis, row) };
  return ref.keyword === "RUN" ? ofRun(diagnosis, started) : ofCopy(diagnosis, started);
}
function ofRun(diagnosis, { path, ref, mode, commands }) {
  const run = placeOf(diagnosis, ref);
  const all = [...commands, ...mode === void 0 ? [] : [`chmod +x ${path}`]];
  const edit = run && all.length > 0 ? withCommandAtEnd(diagnosis, run, all.join(" && ")) : void 0;
  return edit === void 0 ? [] : [edit];
}
function ofCopy(diagnosis, { row, path, ref, mode, commands }) {
  const copy = placeOf(diagnosis, ref);
  if (copy === void 0) return [];
  const file = { copy, path, isAlone: isAlone(diagnosis, row) };
  const ofMode = mode === void 0 ? [] : [withMode(diagnosis, file, mode)];
  const ofText = commands.map(
    (command) => withLinesBelow(diagnosis, copy, asRoot(userAbove(diagnosis, copy), `RUN ${command}`))
  );
  const edits = [...ofMode, ...ofText];
  return edits.includes(void 0) ? [] : edits.flatMap((edit) => edit ?? []);
}
function isAlone({ ledger: { catalog } }, row) {
  const layer = catalog.layer(row);
  for (let other = 0; other < catalog.rowCount; other += 1)
    if (other !== row && catalog.layer(other) === layer && catalog.type(other) !== "directory") return false;
  return true;
}
function commandsFor({ ledger }, row) {
  const line = firstLine(ledger, row);
  if (line === void 0) return [];
  const scripts = MISTAKES.flatMap(({ isIn, script }) => isIn.test(line) ? [script] : []);
  const isNamed = /^\uFEFF?#!/.test(line) || !isShellScript(ledger, row);
  const all = isNamed ? scripts : [...scripts, "1i #!/bin/sh"];
  const options = all.map((script) => `-e '${script}'`).join(" ");
  return all.length === 0 ? [] : [`sed -i ${options} ${ledger.catalog.path(row)}`];
}
function firstLine({ catalog }, row) {
  const { elf, shebang, content } = (0, import_shared_2.factsOf)(catalog, row) ?? {};
  if (elf !== void 0) return void 0;
  return shebang === void 0 ? Buffer.from(content ?? []).toString("utf8").split("\n", 1)[0] : `#!${shebang}`;
}
var MISTAKES = [
  { isIn: /^\uFEFF/, script: String.raw`1s/^\xEF\xBB\xBF//` },
  { isIn: /\r$/, script: String.raw`s/\r$//` }
];
function isShellScript(ledger, row) {
  const isFirst = (0, import_shared_2.findStartedPrograms)(ledger)[0]?.row === row;
  return isFirst && ledger.catalog.path(row).endsWith(".sh") && ledger.catalog.resolve("/bin/sh") >= 0;
}
// src/remedies/runtime-stage.ts
var DEBIAN = [
  { path: "/etc/os-release", text: "ID=debian\nVERSION_CODENAME=bookworm\n" },
  {
    path: "/var/lib/dpkg/status",
    text: "Package: dash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 0.5\n"
  }
];
var runtimeStage = defineRemedy({
  id: "runtime-stage",
  rules: ["sdk-base"],
  headline: "Start the final stage from a runtime image, and copy what it runs from the stage that builds",
  propose: (diagnosis) => splitProposals(diagnosis, true),
  examples: [
    {
      rule: "sdk-base",
      subject: "SDK base image (Go)",
      before: 'FROM golang:1.24\nWORKDIR /app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server .\nEXPOSE 8080\nCMD ["/server"]\n',
      base: ["/usr/local/go/pkg/tool/linux_amd64/compile", ...DEBIAN],
      leaves: {
        3: ["/app/templates/page.html"],
        4: ["/root/.cache/go-build/*", { path: "/server", program: {} }]
      },
      after: 'FROM golang:1.24 AS build\nWORKDIR /app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server .\n\nFROM gcr.io/distroless/static-debian12\nWORKDIR /app\nCOPY --from=build /app/templates/page.html /app/templates/page.html\nCOPY --from=build /server /server\nEXPOSE 8080\nCMD ["/server"]\n'
    },
    {
      rule: "sdk-base",
      subject: "SDK base image (C/C++)",
      before: 'FROM python:3.11\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["python", "app.py"]\n',
      base: [
        ...["/usr/bin/gcc", "/usr/lib/gcc/x86_64-linux-gnu/12/cc1", ...DEBIAN],
        ...[
          {
            path: "/usr/local/bin/python",
            program: { interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"] }
          },
          "/usr/lib/x86_64-linux-gnu/libc.so.6"
        ],
        ...["/usr/local/lib/python3.11/site-packages/pip/__init__.py"]
      ],
      leaves: {
        4: ["/usr/local/lib/python3.11/site-packages/flask/app.py", "/root/.cache/pip/http/*"],
        5: ["/app/app.py"]
      },
      after: 'FROM python:3.11 AS build\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --prefix=/install -r requirements.txt\nCOPY . .\n\nFROM python:3.11-slim\nCOPY --from=build /install /usr/local\nWORKDIR /app\nCOPY --from=build /app/app.py /app/app.py\nCMD ["python", "app.py"]\n'
    }
  ]
});
// src/remedies/index.ts
var REMEDIES = [
  packageCache,
  removedFiles,
  rewrittenFiles,
  ignoredFiles,
  productionDependencies,
  startedScript,
  createdUser,
  matchingLibc,
  startedProgram,
  installedPackage,
  copiedPackages,
  runtimeStage,
  narrowCopy,
  buildStage
];
// src/fix/plan.ts
var MAX_INSTRUCTIONS = 1e3;
function planFixes({ project, mendable, ledger, findings, runtimeBases }, remedies = REMEDIES) {
  if (project.dockerfile.instructions.length > MAX_INSTRUCTIONS) return [];
  const steps = [];
  for (const finding of mendable) {
    const diagnosis = { ...project, ledger, finding, findings, runtimeBases };
    const own = remedies.filter(
      ({ id, rules }) => rules.includes(finding.ruleId) && !isMended2(steps, id, finding)
    );
    const proposals = own.flatMap(
      (remedy) => remedy.propose(diagnosis).map((proposal) => ({ ...proposal, remedy: remedy.id }))
    );
    if (proposals.length > 0) steps.push({ finding, proposals });
  }
  return steps;
}
function isMended2(steps, id, { fingerprint }) {
  return steps.some(
    ({ proposals: [first] }) => first?.remedy === id && first.alsoMends?.some((other) => other.fingerprint === fingerprint) === true
  );
}
// src/fix/search.ts
async function searchFixes(steps, prove) {
  const failed2 = /* @__PURE__ */ new Map();
  const solved = await solveWidest(steps, { prove, failed: failed2 });
  if (solved?.proof.state === "proven") return { proven: solved, failed: without2(steps, solved, failed2) };
  for (const { step } of solved?.choices ?? []) failed2.set(step, solved?.proof ?? null);
  return { proven: null, failed: without2(steps, null, failed2) };
}
function without2(steps, proven, failed2) {
  const fixed = new Set(proven?.choices.flatMap(findingsOf).map(({ fingerprint }) => fingerprint));
  const open = steps.filter(({ finding }) => !fixed.has(finding.fingerprint));
  return new Map(open.map((step) => [step, failed2.get(step) ?? null]));
}
async function solveWidest(steps, search) {
  const widest = steps.filter(isWide).toSorted((one, other) => widthOf(other) - widthOf(one))[0];
  if (widest === void 0) return solve(steps, search);
  const mended = new Set(widest.proposals[0]?.alsoMends?.map(({ fingerprint }) => fingerprint));
  const others = steps.filter((step) => step !== widest && !mended.has(step.finding.fingerprint));
  const solved = await solve([widest, ...others], search);
  if (solved?.choices.some(({ step }) => step === widest) === true) return solveRest(steps, solved, search);
  return solve(
    steps.filter((step) => !isWide(step)),
    search
  );
}
async function solveRest(steps, solved, search) {
  const fixed = new Set(solved.choices.flatMap(findingsOf).map(({ fingerprint }) => fingerprint));
  const isOpen = (step) => !fixed.has(step.finding.fingerprint) && !isWide(step);
  const open = steps.filter((step) => isOpen(step) && !search.failed.has(step));
  const rest = await solve(open, search);
  if (rest === null) return solved;
  return await tryOut([...solved.choices, ...rest.choices], search) ?? solved;
}
function isWide(step) {
  return widthOf(step) > 0;
}
function widthOf({ proposals }) {
  return proposals[0]?.alsoMends?.length ?? 0;
}
async function solve(steps, search) {
  const [only, ...others] = steps;
  if (only === void 0) return null;
  if (others.length === 0) return solveOne(only, search);
  const together = await tryOut(steps.flatMap(firstChoice), search);
  if (together !== null) return together;
  const half = Math.ceil(steps.length / 2);
  const one = await solve(steps.slice(0, half), search);
  const other = await solve(steps.slice(half), search);
  if (one === null || other === null) return one ?? other;
  const both = await tryOut([...one.choices, ...other.choices], search);
  return both ?? larger(one, other);
}
async function solveOne(step, search) {
  for (const proposal of step.proposals) {
    const proven = await tryOut([{ step, proposal }], search);
    if (proven !== null) return proven;
  }
  return null;
}
function firstChoice(step) {
  const [proposal] = step.proposals;
  return proposal === void 0 ? [] : [{ step, proposal }];
}
async function tryOut(choices, { prove, failed: failed2 }) {
  const proof = await prove(choices);
  if (proof !== null && holds(proof)) return { choices, proof };
  const [only, ...others] = choices;
  if (only !== void 0 && others.length === 0 && proof !== null) failed2.set(only.step, proof);
  return null;
}
function larger(one, other) {
  return (other.proof.delta ?? 0) < (one.proof.delta ?? 0) ? other : one;
}
function holds({ checks }) {
  return checks.every(({ id, state }) => state !== "failed" || id === "smaller");
}
// src/fix/lost-libraries.ts
function findLostLibraries(before, after, isOfBase3 = () => false) {
  const [had, has] = [namesOf2(before), namesOf2(after)];
  const isLost2 = (library) => had.has(library) && !has.has(library);
  return after.factRows.filter((row) => after.visibleRow(after.node(row)) === row && !isOfBase3(row)).flatMap((row) => {
    const names = (after.facts(row)?.elf?.needed ?? []).map((needed) => needed.replace(/^.*\//, ""));
    return names.filter(isLost2).map((needed) => ({ path: after.path(row), needed }));
  });
}
function namesOf2(catalog) {
  const names = /* @__PURE__ */ new Set();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    if (catalog.type(row) !== "directory" && catalog.visibleRow(node) === row)
      names.add(catalog.paths.name(node));
  }
  return names;
}
// src/fix/lost-modules.ts
function findLostModule(before, after) {
  return lostNodePackage(before, after) ?? lostNodeProgram(before, after) ?? lostPythonModule(before, after);
}
var SOURCE = /\.[cm]?jsx?$/;
var NOT_STARTED = /(?:^|\/)(?:\.[^/]+|tests?|__tests__|__mocks__|spec|e2e|cypress|scripts?)\/|[.-](?:test|spec|stories)\.[cm]?jsx?$|\/(?:babel|build|commitlint|cypress|esbuild|eslint|Gruntfile|gulpfile|jest|karma|lint-staged|playwright|postcss|prettier|rollup|stylelint|tailwind|tsup|vite|vitest|webpack)[^/]*\.[cm]?jsx?$|\/\.[^/]+$/;
var BLOCK_COMMENT = /\/\*[\s\S]*?\*\//g;
var LINE_COMMENT = /(^|\s)\/\/.*$/gm;
var QUOTED = /(["'])((?:@[\w.-]+\/)?[a-zA-Z][\w.-]*(?:\/[\w./-]*)?)\1/g;
function lostNodePackage(before, after) {
  const { catalog } = after;
  for (const row of catalog.factRows) {
    const path = catalog.path(row);
    const isOwn = catalog.visibleRow(catalog.node(row)) === row && (0, import_shared_2.packageRootOf)(path) === void 0;
    if (!isOwn || !SOURCE.test(path) || NOT_STARTED.test(path)) continue;
    const name = namesIn((0, import_shared_2.textOf)(catalog, path) ?? "").find((one) => isLost(one, path, { before, after }));
    if (name !== void 0) return { by: path, name };
  }
  return void 0;
}
function namesIn(source) {
  const code = source.replace(BLOCK_COMMENT, "").replace(LINE_COMMENT, "$1");
  return [...new Set([...code.matchAll(QUOTED)].map(([, , name = ""]) => name))];
}
function isLost(name, from, { before, after }) {
  const packageName = /^(?:@[^/]+\/)?[^./][^/:]*(?=\/|$)/.exec(name)?.[0];
  if (packageName === void 0) return false;
  const isIn = ({ catalog }) => (0, import_shared_2.packageDirectory)(catalog, packageName, from) !== void 0;
  return isIn(before) && !isIn(after);
}
var PRELOADS = /^(?:-r|--require|--import|--loader|--experimental-loader)$/;
function lostNodeProgram(before, after) {
  const directory = before.config.workingDir ?? "/";
  const commands = (0, import_shared_2.deriveStart)(before).commands.flatMap(
    (command) => (0, import_shared_2.scriptCommands)(before, command) ?? [command]
  );
  for (const words of commands) {
    const programs = words[0] === "npx" ? words.slice(1, 3) : words.slice(0, 1);
    const called = programs.find(
      (word) => isLostProgram(`${directory}/node_modules/.bin/${word}`, before, after)
    );
    const loaded = words.find(
      (word, at) => PRELOADS.test(words[at - 1] ?? "") && isLost(word, `${directory}/x`, { before, after })
    );
    const name = called ?? loaded;
    if (name !== void 0) return { by: words.join(" "), name };
  }
  return void 0;
}
function isLostProgram(path, before, after) {
  return before.catalog.resolve(path) >= 0 && after.catalog.resolve(path) < 0;
}
function lostPythonModule(before, after) {
  const [was, is] = [(0, import_shared_2.findPythonNeeds)(before), (0, import_shared_2.findPythonNeeds)(after)];
  const name = is?.missing.find((one) => was?.missing.includes(one) === false);
  return name === void 0 ? void 0 : { by: is?.program ?? "", name };
}
// src/fix/lost-packages.ts
var OF_DISTRIBUTION = /^(?:deb|apk|rpm)$/;
function findLostPackage(before, after) {
  const [had, has] = [installed2(before), installed2(after)];
  for (const [number, { type, name, depends }] of before.packages.entries()) {
    const isOwn = before.origins[before.arrivals.layer(number)]?.kind === "instruction";
    if (!isOwn || !OF_DISTRIBUTION.test(type) || !had.has(name) || !has.has(name)) continue;
    const lost = depends.find((other) => had.has(other) && !has.has(other));
    if (lost !== void 0) return { name: lost, by: name };
  }
  return void 0;
}
function installed2(ledger) {
  const own = ledger.packages.filter(
    ({ type }, number) => OF_DISTRIBUTION.test(type) && ledger.isInstalled(number)
  );
  return new Set(own.map(({ name }) => name));
}
// src/fix/lost-settings.ts
var MADE_OF_ALL = /^\/etc\/(?:alternatives|ssl\/certs|rc[\dS]\.d|apk|apt|ld\.so\.cache|mailcap|ca-certificates\.conf|shells|environment|systemd|init\.d|cron[^/]*|default|profile\.d|xdg|X11|ld\.so\.conf\.d|python3[^/]*|locale\.gen|localtime|timezone|hosts|\.pwd\.lock|(?:passwd|group|g?shadow|sub[ug]id)-?)(?:\/|$)/;
function findLostSettings(before, after, { removed, changed, rewritten, added }) {
  const installed3 = new Set(
    before.packages.filter((_, number) => before.isInstalled(number)).map(({ purl }) => purl)
  );
  const isSetting = (path) => path.startsWith("/etc/") && !MADE_OF_ALL.test(path);
  return [
    // Where the packages are that have the directory, their scripts have made what they make.
    ...removed.filter((path) => isSetting(path) && isOrphan(before, path) && hasDirectoryOf(after, path)),
    ...[...changed, ...rewritten].filter((path) => {
      const [owner, other] = [ownerOf2(before, path), ownerOf2(after, path)];
      return owner !== void 0 && owner.purl === other?.purl && !(0, import_shared_2.isGenerated)(path);
    }),
    ...added.filter((path) => {
      if (!isSetting(path)) return false;
      const owner = ownerOf2(after, path);
      return owner === void 0 || installed3.has(owner.purl);
    })
  ];
}
function ownerOf2({ catalog, ...ledger }, path) {
  const node = catalog.paths.find(path);
  const row = node < 0 ? -1 : catalog.visibleRow(node);
  if (row < 0 || catalog.type(row) === "directory") return void 0;
  const owner = ledger.owner(row);
  return owner !== void 0 && /^(?:deb|apk|rpm)$/.test(owner.type) ? owner : void 0;
}
function isOrphan({ catalog, ...ledger }, path) {
  const row = catalog.visibleRow(catalog.paths.find(path));
  return ledger.owner(row) === void 0 && !ledger.isInherited(row);
}
function hasDirectoryOf({ catalog }, path) {
  return catalog.resolve(path.slice(0, path.lastIndexOf("/"))) >= 0 && path.split("/").length > 3;
}
// src/fix/lost-programs.ts
function findLostProgram(before, after) {
  return findCalledPrograms(before).find(({ word }) => (0, import_shared_2.findProgram)(after, word).row < 0)?.word;
}
// src/fix/same-configuration.ts
function differingField(before, after, compared) {
  const toConfig = compared.movesBase ? withoutBase : toRunConfig;
  const [one, other] = [toConfig(before, after), toConfig(after, before)];
  const names = /* @__PURE__ */ new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].find(
    (name) => !compared.meant.has(name) && JSON.stringify(one[name]) !== JSON.stringify(other[name])
  );
}
function toRunConfig({ config }) {
  const { diffIDs: _diffIDs, history: _history, argsEscaped, ...others } = config;
  return config.platform.os === "windows" && argsEscaped === true ? { ...others, argsEscaped } : others;
}
function withoutBase(own, other) {
  const { config } = own;
  const isLeftToBase = own.start.ENTRYPOINT === void 0 && other.start.ENTRYPOINT === void 0;
  return {
    ...toRunConfig(own),
    env: config.env.filter((entry) => isShared(entry, own, other)).toSorted(),
    entrypoint: isLeftToBase ? [] : config.entrypoint,
    workingDir: config.workingDir || "/",
    user: userOf(config),
    labels: ownLabels(own)
  };
}
function userOf({ user = "" }) {
  return /^(?:root|0)?(?::(?:root|0))?$/.test(user) ? "" : user;
}
function isShared(entry, own, other) {
  const name = entry.split("=", 1)[0] ?? "";
  if (name === "PATH") return false;
  return isSetByInstruction(own, "ENV", name) || isSetByInstruction(other, "ENV", name);
}
function ownLabels(own) {
  const entries = Object.entries(own.config.labels).filter(
    ([name]) => isSetByInstruction(own, "LABEL", name)
  );
  return Object.fromEntries(entries.toSorted(([one], [other]) => one < other ? -1 : 1));
}
function isSetByInstruction({ buildSteps }, keyword, name) {
  return (buildSteps?.steps ?? []).some(
    ({ ref, source }) => ref.keyword === keyword && source.rest.includes(name)
  );
}
// src/fix/checks.ts
function checkBuilt(built) {
  return [mends(built), isSameApplication(built), starts(built), isSmaller(built)];
}
function undeclared(built) {
  const { choices, before, after, difference, isRebuilt } = built;
  const evidence = new Set(
    choices.flatMap(findingsOf).flatMap(({ rows }) => rows.map((row) => before.catalog.path(row)))
  );
  const isMeant = (kind, path) => choices.some(({ proposal }) => proposal[kind]?.(path) === true);
  const { removed, changed, rewritten, added } = difference;
  const lost = movesBase(choices) ? findLostSettings(before, after, difference) : [];
  const paths = [
    ...removed.filter(
      (path) => !evidence.has(path) && !isMeant("removes", path) && !isRebuilt("moved", path)
    ),
    ...changed.filter((path) => !isMeant("changes", path)),
    ...rewritten.filter((path) => !isMeant("changes", path) && !isRebuilt("rewritten", path)),
    ...added.filter((path) => !isMeant("adds", path) && !isRebuilt("moved", path)),
    ...lost.filter((path) => !isRebuilt("rewritten", path) && !isRebuilt("moved", path))
  ];
  return [...new Set(paths)];
}
function mends({ choices, comparison, findings }) {
  const wanted = new Set(choices.flatMap(findingsOf).map(({ fingerprint }) => fingerprint));
  const staying = comparison.findings.filter(
    ({ status, fingerprint }) => status !== "resolved" && wanted.has(fingerprint)
  );
  const added = findings.filter(({ status, severity }) => status === "introduced" && severity !== "note");
  if (staying.length > 0)
    return failed("mends", `\`${staying[0]?.ruleId}: ${staying[0]?.subject}\` is still there`);
  if (added.length > 0)
    return failed(
      "mends",
      `it brings in \`${added[0]?.ruleId}: ${added[0]?.subject}\`, which was not there before`
    );
  return passed("mends", "what it is meant to fix is gone, and nothing new turned up");
}
function isSameApplication(built) {
  const { before, after, difference } = built;
  const meant = new Set(built.choices.flatMap(({ proposal }) => proposal.configures ?? []));
  const otherwise = differingField(before, after, { movesBase: movesBase(built.choices), meant });
  if (otherwise !== void 0) return failed("same", `the configuration changed unexpectedly: ${otherwise}`);
  const [first, ...others] = undeclared(built);
  if (first !== void 0) {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return failed("same", `changed unexpectedly: ${quoted2(first)}${more}`);
  }
  const { removed, generated, rewritten } = difference;
  return passed(
    "same",
    `every other file is the same in content, mode and owner (${removed.length} removed, ${rewritten.length + generated.length} that every build rewrites)`
  );
}
function quoted2(path) {
  return `\`${path.replaceAll("`", "'")}\``;
}
function starts({ choices, before, after, findings }) {
  const broken = findings.find(
    ({ category, status }) => category === "broken-stage" && status === "introduced"
  );
  if (broken !== void 0) return failed("starts", broken.message);
  const isOfBase3 = (row) => movesBase(choices) && after.isInherited(row);
  const [missing] = findLostLibraries(before.catalog, after.catalog, isOfBase3);
  if (missing !== void 0)
    return failed("starts", `${quoted2(missing.path)} needs ${quoted2(missing.needed)}, which is gone`);
  const program = findLostProgram(before, after);
  if (program !== void 0)
    return failed("starts", `\`${program}\`, which the start or the health check may call, is gone`);
  const gone = movesBase(choices) ? findLostPackage(before, after) : void 0;
  if (gone !== void 0)
    return failed("starts", `package \`${gone.by}\` needs \`${gone.name}\`, which is gone`);
  const lost = findLostModule(before, after);
  if (lost !== void 0) return failed("starts", `\`${lost.by}\` needs \`${lost.name}\`, which is gone`);
  const message = "everything that the start needs is still there, as far as can be told without running it";
  return passed("starts", message);
}
var MIN_BYTES2 = 1024 * 1024;
function isSmaller({ choices, before, after }) {
  const delta = after.catalog.contentBytes - before.catalog.contentBytes;
  const isLess = delta <= -MIN_BYTES2 || delta <= -before.catalog.contentBytes / 100;
  const isError = choices.flatMap(findingsOf).some(isRatedError);
  const change = (0, import_shared_2.renderDelta)(delta);
  return isLess || isError ? passed("smaller", `content size ${change}`) : failed("smaller", `too little is saved (content size ${change})`);
}
function isRatedError({ ratings, atMost }) {
  return atMost === null && ratings.some(({ severity }) => severity === "error");
}
function movesBase(choices) {
  return choices.some(({ proposal }) => proposal.movesBase === true);
}
function passed(id, message) {
  return { id, state: "passed", message };
}
function skipped(id, message) {
  return { id, state: "skipped", message };
}
function failed(id, message) {
  return { id, state: "failed", message };
}
// src/fix/same-application.ts
var BACKUPS = /^\/var\/(lib\/dpkg\/[a-z]+|cache\/debconf\/[a-z]+\.dat)-old$|^\/etc\/(passwd|group|g?shadow)-$/;
function differenceOf(before, after) {
  const paths = {
    ...{ removed: [], added: [], changed: [], rewritten: [], generated: [] }
  };
  const add2 = (kind, path) => {
    const isAnew = kind !== "changed" && ((0, import_shared_2.isGenerated)(path) || BACKUPS.test(path));
    paths[isAnew ? "generated" : kind].push(path);
  };
  for (const [node, row] of visibleRows(before.catalog)) {
    const other = after.catalog.visibleRow(node);
    if (isOfBases([before, row], [after, other])) continue;
    if (other < 0) addFile(before.catalog, row, add2.bind(null, "removed"));
    else addChange([before.catalog, row], [after.catalog, other], add2);
  }
  for (const row of newRows(before, after)) addFile(after.catalog, row, add2.bind(null, "added"));
  for (const list of Object.values(paths)) list.sort();
  return paths;
}
function newRows(before, after) {
  return [...visibleRows(after.catalog)].filter(([node, row]) => before.catalog.visibleRow(node) < 0 && after.isOfBase?.(row) !== true).map(([, row]) => row);
}
function isOfBases([before, row], [after, other]) {
  return before.isOfBase?.(row) === true && (other < 0 || after.isOfBase?.(other) === true);
}
function addChange(one, other, add2) {
  const path = one[0].path(one[1]);
  if (!isSameInode(one, other)) add2("changed", path);
  else if (!isSameContent(one, other)) add2("rewritten", path);
}
function addFile(catalog, row, add2) {
  if (catalog.type(row) !== "directory") add2(catalog.path(row));
}
function* visibleRows(catalog) {
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    if (catalog.visibleRow(node) === row && node !== 0) yield [node, row];
  }
}
function isSameInode(one, other) {
  const [a, b] = [factsOf2(one), factsOf2(other)];
  return a.type === b.type && a.mode === b.mode && a.owner === b.owner && a.link === b.link;
}
function factsOf2([catalog, row]) {
  const group = catalog.groupOf(row);
  return {
    type: catalog.type(group),
    mode: catalog.mode(group),
    owner: `${catalog.uid(group)}:${catalog.gid(group)}`,
    link: catalog.linkTarget(group)
  };
}
function isSameContent([before, row], [after, other]) {
  if (before.size(row) !== after.size(other)) return false;
  if (before.size(row) === 0) return true;
  const [sum, otherSum] = [before.contentSum(row), after.contentSum(other)];
  const isComparable = before.contentSumKind(before.layer(row)) === after.contentSumKind(after.layer(other));
  return isComparable && sum !== 0 && sum === otherSum;
}
// src/fix/behaviour.ts
var DENIALS = ["writing", "capabilities", "new privileges"];
var ASPECTS = ["exit code", "probe", "answer", "ports", "output"];
var MAX_LINES2 = 40;
var MAX_LINE_CHARACTERS = 200;
var MAX_OUTPUT_CHARACTERS = 64 * 1024;
function toBehaviour({ exitCode, answer, ports, output }) {
  return {
    exitCode,
    answer: answer === null ? null : { exitCode: answer.exitCode, lines: toLines(answer.output) },
    ports: ports === null ? null : [...new Set(ports)].sort((a, b) => a - b),
    lines: toLines(output)
  };
}
function toLines(output) {
  const lines = (0, import_shared_2.maskSecrets)(output.slice(0, MAX_OUTPUT_CHARACTERS)).split(/\r\n|\n|\r/);
  const steady = lines.map(withoutTimes).filter((line) => line !== "");
  return [...new Set(steady)].slice(0, MAX_LINES2).sort();
}
var PASSING = [
  [/\u001B\[[0-9;?]{0,20}[A-Za-z]/g, ""],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<id>"],
  [/\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]|\b)/g, "<date> "],
  [/\b\d{1,2}\/[A-Z][a-z]{2}\/\d{4}\b/g, "<date>"],
  [
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,4}\b/g,
    "<date>"
  ],
  [
    /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[ ]?[+-]\d{2}:?\d{2}|[ ](?:AM|PM|UTC|GMT))?(?: (?:19|20)\d{2}\b)?/g,
    "<time>"
  ],
  [/\b0x[0-9a-f]{4,16}\b/gi, "<address>"],
  [/\b\d{1,12}(?:\.\d{1,12})? ?(?:ns|[u\u00b5]s|ms|s|sec|secs|seconds?|milliseconds?)\b/g, "<duration>"],
  [/\b(pid|process|PID|Process)([ =:#]{1,3})\d{1,7}\b/g, "$1$2<process>"],
  [/[[(]\d{1,7}[\])]/g, "<process>"],
  [/\b\d{10,19}(?:\.\d{1,9})?\b|\b\d{1,12}\.\d{4,18}\b/g, "<number>"],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,128}\b/g, "<id>"]
];
function withoutTimes(line) {
  const short = line.slice(0, MAX_LINE_CHARACTERS);
  const steady = PASSING.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), short);
  return steady.replace(/\s{1,200}/g, " ").trim();
}
function isWell({ exitCode, answer }) {
  return (exitCode === null || exitCode === 0) && (answer === null || answer.exitCode === 0);
}
var PARTS2 = {
  "exit code": ({ exitCode }) => exitCode,
  probe: ({ answer }) => answer?.exitCode ?? null,
  answer: ({ answer }) => answer?.lines ?? [],
  ports: ({ ports }) => ports,
  output: ({ lines }) => lines
};
function differingAspects(one, other) {
  const isProbed = [one, other].every(({ answer }) => answer?.exitCode === 0);
  const isSeen = [one, other].every(({ ports }) => ports !== null);
  return ASPECTS.filter((aspect) => {
    if (aspect === "output" && isProbed || aspect === "ports" && !isSeen) return false;
    return JSON.stringify(PARTS2[aspect](one)) !== JSON.stringify(PARTS2[aspect](other));
  });
}
// src/fix/ran.ts
function differing({ candidate, fixed, unsteady }) {
  return differingAspects(candidate, fixed).filter((aspect) => !unsteady.includes(aspect));
}
function checkRan(ran) {
  const { candidate, fixed, denied } = ran;
  const [aspect] = differing(ran);
  if (aspect !== void 0) {
    const [one, other] = [describe(aspect, candidate), describe(aspect, fixed)];
    return failed("runs", `the candidate ${one}, the fixed image ${other}`);
  }
  if (!isSteady(ran))
    return skipped(
      "runs",
      "the candidate behaves differently each time it starts, so there is nothing to compare"
    );
  return passed("runs", `started side by side without ${listed(denied)}: both ${describeBoth(ran)}`);
}
function isSteady(ran) {
  const { probe, unsteady } = ran;
  if (unsteady.includes("exit code")) return false;
  if (probe !== "start") return !unsteady.includes("probe");
  return !unsteady.includes("output") || listedPorts(ran).length > 0;
}
function listedPorts({ candidate: { ports }, unsteady }) {
  return unsteady.includes("ports") ? [] : ports ?? [];
}
function describe(aspect, { exitCode, answer, ports }) {
  const texts = {
    "exit code": exitCode === null ? "keeps running" : `exits with code ${exitCode}`,
    answer: "answers the probe differently",
    probe: answer === null ? "does not answer the probe" : `answers the probe with exit code ${answer.exitCode}`,
    ports: ports?.length === 0 ? "listens on no port" : `listens on port ${ports?.join(", ") ?? ""}`,
    output: "prints different lines"
  };
  return texts[aspect];
}
var PROBES = { healthcheck: "the health check", policy: "the probe of the policy" };
function describeBoth(ran) {
  const { candidate, probe, unsteady } = ran;
  const { exitCode, lines } = candidate;
  const ports = listedPorts(ran);
  const printed = lines.length === 1 ? "line" : `${lines.length} lines`;
  return listed([
    exitCode === null ? "keep running" : `exit with code ${exitCode}`,
    ...ports.length > 0 ? [`listen on port ${ports.join(", ")}`] : [],
    ...probe === "start" ? [] : [describeAnswer(PROBES[probe], candidate)],
    ...probe === "start" && !unsteady.includes("output") ? [`print the same ${printed}`] : []
  ]);
}
function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
function describeAnswer(name, { answer }) {
  return answer === null ? `do not answer ${name}` : `answer ${name} with exit code ${answer.exitCode}`;
}
// src/gate/start-both.ts
var SHORT = { milliseconds: 3e4, quietMilliseconds: 3e3 };
var LONG = { milliseconds: 6e4, quietMilliseconds: 8e3 };
var Starter = class {
  #starting;
  #ports;
  #denied;
  /** Runs of the candidate that can be compared with each other: what it was denied is the same, and how long it was looked at. */
  #seen = /* @__PURE__ */ new Map([
    [SHORT, []],
    [LONG, []]
  ]);
  constructor(starting, ports) {
    this.#starting = starting;
    this.#ports = ports;
  }
  /** `config`: of the candidate. */
  async compare(fixed, config) {
    if (config.entrypoint.length + config.cmd.length === 0)
      return skip("the image names no command to start");
    const probe = this.#probeOf(config);
    const toTrial = (denied2, time) => ({
      ...{ probe, denied: denied2, platform: config.platform },
      ...time
    });
    const denied = await (this.#denied ??= this.#whatIsBorne(toTrial));
    if ("unavailable" in denied) return skip(denied.unavailable);
    const short = await this.#startBoth(fixed, toTrial(denied, SHORT), SHORT);
    const isSame = "unavailable" in short || differing(short).length === 0;
    const ran = isSame ? short : await this.#startBoth(fixed, toTrial(denied, LONG), LONG);
    return "unavailable" in ran ? skip(ran.unavailable) : { check: checkRan(ran), ran };
  }
  #probeOf({ healthcheck = [] }) {
    const { command } = this.#starting;
    if (healthcheck.length > 0 && healthcheck[0] !== "NONE") return { kind: "healthcheck" };
    return command === void 0 ? { kind: "start" } : { kind: "policy", command };
  }
  /** What the candidate can do without; where it is not well with everything, either, it gets everything. */
  async #whatIsBorne(toTrial) {
    const tried = async (denied) => ({
      denied,
      seen: await this.#observe(this.#starting.candidate, toTrial(denied, SHORT))
    });
    let best = await tried(DENIALS);
    if (!isBorne(best.seen)) best = await tried([]);
    for (let from = 1; from < DENIALS.length && best.denied.length === 0 && isBorne(best.seen); from += 1) {
      const other = await tried(DENIALS.slice(from));
      if (isBorne(other.seen)) best = other;
    }
    if ("unavailable" in best.seen) return best.seen;
    this.#seen.get(SHORT)?.push(toBehaviour(best.seen));
    return best.denied;
  }
  async #startBoth(fixed, trial, time) {
    const { candidate } = this.#starting;
    const seen = this.#seen.get(time) ?? [];
    const sides = seen.length === 0 ? [candidate, candidate, fixed] : [candidate, fixed];
    const behaviours = [];
    for (const one of await Promise.all(sides.map((side) => this.#observe(side, trial)))) {
      if ("unavailable" in one) return one;
      behaviours.push(toBehaviour(one));
    }
    const last = behaviours.pop();
    seen.push(...behaviours);
    const [first] = seen;
    if (first === void 0 || last === void 0) throw new RangeError("the candidate is one of both");
    return {
      probe: trial.probe.kind,
      denied: ["network", ...trial.denied],
      unsteady: unsteadyAspects(seen),
      candidate: first,
      fixed: last
    };
  }
  #observe(side, trial) {
    return this.#ports.observe(this.#starting.request, side, trial);
  }
};
function unsteadyAspects(seen) {
  const found = seen.flatMap((one) => seen.flatMap((other) => differingAspects(one, other)));
  return ASPECTS.filter((aspect) => found.includes(aspect));
}
function isBorne(seen) {
  return "exitCode" in seen && isWell(seen);
}
function skip(why) {
  return { check: skipped("runs", `the images were not started: ${why}`), ran: null };
}
// src/gate/prove.ts
var Prover = class {
  #proving;
  #ports;
  #start;
  #starter;
  #builds = 0;
  #rebuilt;
  constructor(proving, ports) {
    this.#proving = proving;
    this.#ports = ports;
    this.#start = ports.now();
    const { request, candidate, policy } = proving;
    this.#starter = new Starter({ request, candidate, command: policy.fix.probe }, ports);
  }
  get builds() {
    return this.#builds;
  }
  /** Null where the budget is used up. */
  async prove(choices) {
    const { project, budget } = this.#proving;
    const edited = editFiles(
      project,
      choices.flatMap(({ proposal }) => proposal.edits)
    );
    if ("mistake" in edited) return toProof([failed("parses", edited.mistake)], null);
    const isSpent = this.#ports.now() - this.#start >= budget.milliseconds;
    if (isSpent || this.#builds >= budget.builds) return null;
    const parsed = passed("parses", "nothing but these edits changes the Dockerfile");
    const made2 = await this.#build(edited);
    if ("mistake" in made2) return toProof([parsed, failed("builds", made2.mistake)], null);
    const builds2 = passed("builds", "the image builds with the same builder, arguments and context");
    const built = await this.#read(choices, made2);
    const checks = [parsed, builds2, ...checkBuilt(built)];
    const { check, ran } = await this.#run(checks, built, made2.side);
    return toProof(inOrder2([...checks, check]), { built, seconds: made2.seconds, ran });
  }
  async #build(texts) {
    this.#builds += 1;
    try {
      return await this.#ports.makeFixed(this.#proving.request, texts, this.#builds);
    } catch (error) {
      if (error instanceof import_shared_3.GateError && error.code === "build-failed") return { mistake: error.message };
      throw error;
    }
  }
  /** Nobody starts what does not hold anyway; what saves too little may be a part of what saves enough. */
  async #run(checks, { before }, fixed) {
    const isAskedFor = this.#proving.verify === "run";
    const isLost2 = checks.some(({ id, state }) => state === "failed" && id !== "smaller");
    if (isAskedFor && !isLost2) return this.#starter.compare(fixed, before.config);
    const why = isAskedFor ? "another check failed" : "only `verify: run` starts them";
    return { check: skipped("runs", `the images were not started: ${why}`), ran: null };
  }
  async #read(choices, { side }) {
    const { policy, request } = this.#proving;
    const pair = await this.#readPair(side);
    const inspections = (0, import_shared_2.eachSide)(pair, ({ ledger }) => ({ ledger, findings: (0, import_shared_2.scan)(ledger) }));
    const comparison = (0, import_shared_2.compare)(inspections.baseline, inspections.candidate);
    const asked = { ...inspections, comparison, policy, waiver: null, proposed: [], imageName: "" };
    const { findings } = (0, import_shared_2.judge)({ ...asked, today: request.today, mode: "compare" });
    const [before, after] = [pair.baseline.ledger, pair.candidate.ledger];
    const toCompared = movesBase(choices) ? withoutBase2 : withBase2;
    const difference = differenceOf(toCompared(before), toCompared(after));
    const seen = { choices, before, after, comparison, findings, difference };
    const isSame = undeclared({ ...seen, isRebuilt: () => false }).length === 0;
    const rebuilt = isSame ? NOTHING_REBUILT : await this.#whatRebuildsChange();
    return { ...seen, isRebuilt: (kind, path) => rebuilt[kind].has(path) };
  }
  async #readPair(side) {
    const sides = { baseline: this.#proving.candidate, candidate: side };
    const { baseline, candidate } = await (0, import_shared_2.readSides)(sides, this.#ports);
    if (baseline === null) throw new RangeError("the candidate is one of both");
    return { baseline, candidate };
  }
  /** Paths whose content differs between the candidate and itself, built once more without cache: measured where something differs, once. */
  #whatRebuildsChange() {
    this.#rebuilt ??= this.#rebuild();
    return this.#rebuilt;
  }
  async #rebuild() {
    this.#builds += 1;
    const side = await this.#ports.makeAgain(this.#proving.request);
    const { baseline, candidate } = await this.#readPair(side);
    const { removed, added, rewritten } = differenceOf(withBase2(baseline.ledger), withBase2(candidate.ledger));
    return { moved: /* @__PURE__ */ new Set([...removed, ...added]), rewritten: new Set(rewritten) };
  }
};
var NOTHING_REBUILT = { moved: /* @__PURE__ */ new Set(), rewritten: /* @__PURE__ */ new Set() };
function inOrder2(checks) {
  return CHECKS.flatMap((id) => checks.filter((check) => check.id === id));
}
function withBase2({ catalog }) {
  return { catalog };
}
function withoutBase2(ledger) {
  return { catalog: ledger.catalog, isOfBase: (row) => ledger.isInherited(row) };
}
function toProof(checks, seen) {
  const state = checks.every((check) => check.state !== "failed") ? "proven" : "failed";
  return { state, checks, ...seen === null ? NOTHING_SEEN : measured(seen) };
}
var NOTHING_SEEN = {
  buildSeconds: null,
  contentBytes: null,
  delta: null,
  removed: 0,
  changed: [],
  lines: [],
  ran: null
};
function measured({ built, seconds, ran }) {
  const { before, after, difference } = built;
  const { contentBytes } = after.catalog;
  return {
    buildSeconds: seconds,
    contentBytes,
    delta: contentBytes - before.catalog.contentBytes,
    removed: difference.removed.length,
    changed: [...difference.changed, ...difference.rewritten, ...difference.generated].sort(),
    lines: (0, import_shared_2.bytesByLine)(after),
    ran
  };
}
// src/gate/mend.ts
var MAX_BUILDS = 40;
var DEFAULT_MILLISECONDS = 10 * 6e4;
async function mend(judged, only, ports) {
  const { request, candidate, inspection, verdict, policy } = judged;
  const wanted = toMend(verdict, only);
  if (wanted.length === 0) return { fixes: [], unfixed: [], files: [], builds: 0 };
  const project = await readProject(request, candidate, ports);
  const mendable = among(inspection, wanted);
  const steps = planFixes({ ...inspection, project, mendable, runtimeBases: policy.fix.runtimeBases ?? {} });
  const budget = { milliseconds: timeFor(request), builds: MAX_BUILDS };
  const verify = verifyOf(request);
  const prover = new Prover({ request, candidate, project, policy, budget, verify }, ports);
  const found = await searchFixes(steps, (choices) => prover.prove(choices));
  const files = filesOf2(project, found.proven);
  return {
    fixes: found.proven === null ? [] : [toFix(found.proven, { files, project, inspection })],
    unfixed: unfixedOf(wanted, steps, found),
    files,
    builds: prover.builds
  };
}
function timeFor(request) {
  return (request.mode === "check" ? request.fixMilliseconds : void 0) ?? DEFAULT_MILLISECONDS;
}
function verifyOf(request) {
  return (request.mode === "check" ? request.verify : void 0) ?? "static";
}
function toMend(verdict, only) {
  return verdict.findings.filter(
    (finding) => finding.status !== "resolved" && finding.severity !== "note" && // What comes with a base image is nobody's to mend here; which one it is, is.
    (!finding.inherited || finding.category === "base-image") && !(0, import_shared_2.isAllowed)(verdict, finding) && (only.length === 0 || only.includes(finding.ruleId))
  );
}
function among({ findings }, wanted) {
  const fingerprints = new Set(wanted.map(({ fingerprint }) => fingerprint));
  return findings.filter(({ fingerprint }) => fingerprints.has(fingerprint));
}
async function readProject(request, { dockerfile }, ports) {
  if (dockerfile === null) {
    throw new import_shared_3.GateError("bad-input", "there is no Dockerfile to fix", {
      hint: "Name a Dockerfile of the checkout with `--file`."
    });
  }
  const { path, text } = dockerfile;
  return {
    dockerfile: { path, ...placeInstructions(text, path) },
    ignoreFile: await ports.ignoreFile(request)
  };
}
function filesOf2(project, proven) {
  const edits = proven?.choices.flatMap(({ proposal }) => proposal.edits) ?? [];
  const edited = editFiles(project, edits);
  if ("mistake" in edited) return [];
  const { dockerfile, ignoreFile } = project;
  return [
    { path: dockerfile.path, before: dockerfile.text, after: edited.dockerfile },
    { path: ignoreFile.path, before: ignoreFile.text, after: edited.ignoreFile }
  ].filter(({ before, after }) => before !== after);
}
function toFix({ choices, proof }, { files, project, inspection }) {
  const edits = choices.flatMap(({ proposal }) => proposal.edits);
  const { path, text } = project.dockerfile;
  const after = files.find((file) => file.path === path)?.after ?? text;
  return {
    fingerprints: [...fixedBy(choices)].sort(),
    remedies: [...new Set(choices.map(({ proposal }) => proposal.remedy))].sort(),
    edits: [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()],
    patch: renderPatch(files),
    lineChanges: toLineChanges(files, path),
    dockerfile: (0, import_shared_2.listDockerfile)(
      path,
      { text, bytes: (0, import_shared_2.bytesByLine)(inspection.ledger) },
      { text: after, bytes: proof.lines }
    ),
    proof
  };
}
function fixedBy(choices) {
  return new Set(choices.flatMap(findingsOf).map(({ fingerprint }) => fingerprint));
}
function stepFor(steps, fingerprint) {
  const mends2 = ({ proposals }) => proposals.some(({ alsoMends = [] }) => alsoMends.some((other) => other.fingerprint === fingerprint));
  return steps.find(({ finding }) => finding.fingerprint === fingerprint) ?? steps.find(mends2);
}
function unfixedOf(wanted, steps, found) {
  const fixed = fixedBy(found.proven?.choices ?? []);
  return wanted.filter(({ fingerprint }) => !fixed.has(fingerprint)).map(({ fingerprint, ruleId, subject }) => {
    const step = stepFor(steps, fingerprint);
    return { fingerprint, ruleId, subject, ...whyOf(step, found) };
  });
}
function whyOf(step, { failed: failed2 }) {
  if (step === void 0) return { reason: "no-edit", why: "no edit is known for this case" };
  const proof = failed2.get(step) ?? null;
  if (proof === null) return { reason: "budget", why: "time or builds ran out before an edit was proven" };
  const check = proof.checks.find(({ state }) => state === "failed");
  return {
    reason: "failed",
    why: `the edit that was tried failed: ${check?.message ?? "it was not proven"}`
  };
}
// src/report/fix-text.ts
function renderFixJson(report) {
  return `${JSON.stringify(report, null, 2)}
`;
}
function renderFixText({ candidate, fixes, unfixed, builds: builds2 }) {
  const proofs = fixes.flatMap((fix) => fixLines(fix, candidate.contentBytes));
  const staying = unfixed.map(({ ruleId, subject, why }) => `not fixed: ${ruleId}: ${subject} (${why})`);
  const none = fixes.length + unfixed.length === 0 ? ["nothing to fix"] : [];
  const lines = [...proofs, ...staying, ...none, `${(0, import_shared_2.counted)(builds2, "build")} besides the candidate's own`];
  return `${fixes.map(({ patch }) => patch).join("")}${lines.map((line) => `# ${(0, import_shared_3.logLine)(line)}
`).join("")}`;
}
function fixLines(fix, contentBytes) {
  const [size = "", ...checks] = (0, import_shared_2.proofLines)(fix, contentBytes);
  const { fingerprints, remedies } = fix;
  return [
    `proven: ${(0, import_shared_2.counted)(fingerprints.length, "finding")} (${remedies.join(", ")})`,
    size,
    ...checks.map((line) => `  ${line}`)
  ];
}
// src/gate/starter-files.ts
var STARTER_POLICY_PATH = ".github/final-stage.yml";
var STARTER_WORKFLOW_PATH = ".github/workflows/final-stage.yml";
var HEADROOM = 1.1;
var MIB = 1024 * 1024;
var GROWTH = "- size: content\n  max-growth: { bytes: 10 MiB, percent: 10 }\n";
function starterPolicy(report, schema) {
  const budgets = indented(`${renderToday(report.candidate.contentBytes)}${GROWTH}`, 2);
  return { path: STARTER_POLICY_PATH, text: `${renderHead("the image", schema)}budgets:
${budgets}` };
}
function starterPolicyOfMany(images, schema) {
  const distinct2 = withoutTwins(images);
  const text = `${renderHead("the images", schema)}# What every image has that says nothing else.
budgets:
${indented(GROWTH, 2)}images:
${indented(distinct2.map(renderImage).join(""), 2)}`;
  return { path: STARTER_POLICY_PATH, text };
}
function renderHead(images, schema) {
  return `# yaml-language-server: $schema=${schema}
# What ${images} of a pull request may contain. All keys are optional; docs/policy.md describes them.
version: 1
fail-on: introduced
`;
}
function renderToday(bytes) {
  const limit = Math.max(1, Math.ceil(bytes * HEADROOM / MIB));
  return `# Today the content size is ${(bytes / MIB).toFixed(1)} MiB.
- size: content
  max: ${limit} MiB
`;
}
function renderImage({ name, context, dockerfile, target, contentBytes }) {
  const keys = Object.entries({ context, dockerfile, target }).filter(([, value]) => value !== void 0).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}
`);
  const budgets = contentBytes === null ? "  # It was not built: say here how, and give it a budget.\n" : `  budgets:
${indented(`${renderToday(contentBytes)}${GROWTH}`, 4)}`;
  return `- name: ${JSON.stringify(name)}
${keys.join("")}${budgets}`;
}
function withoutTwins(images) {
  const found = /* @__PURE__ */ new Map();
  const names = /* @__PURE__ */ new Set();
  for (const image of images) {
    const key = JSON.stringify([image.dockerfile ?? `${image.context}/Dockerfile`, image.target ?? ""]);
    const twin = found.get(key);
    if (twin !== void 0) found.set(key, { ...twin, contentBytes: larger2(twin, image) });
    else if (!names.has(image.name)) found.set(key, image);
    names.add(image.name);
  }
  return [...found.values()];
}
function larger2(one, other) {
  const sizes = [one.contentBytes, other.contentBytes].filter((bytes) => bytes !== null);
  return sizes.length === 0 ? null : Math.max(...sizes);
}
function starterWorkflow(build) {
  return renderWorkflow("image", [
    ["context", build.context],
    ["file", build.dockerfile],
    ["target", build.target],
    ["build-args", build.buildArgs.join("\n")],
    ["build-contexts", build.buildContexts.join("\n")],
    ["network", build.network]
  ]);
}
function starterWorkflowOfMany(layout) {
  if (layout.kind === "images") return renderWorkflow("images", [["images", "all"]]);
  const { kind, file, targets = [] } = layout;
  return renderWorkflow("images", [
    [kind, file],
    ["bake-targets", targets.join("\n")]
  ]);
}
function renderWorkflow(job, inputs) {
  const lines = inputs.flatMap(([name, value]) => value ? [renderInput(name, value)] : []);
  const text = `# Require the job "${job}" in branch protection. Do not add a path filter: a required check that is skipped stays pending forever.
name: final-stage
on: [pull_request, merge_group]
permissions:
  contents: read
  pull-requests: write
jobs:
  ${job}:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: final-stage/final-stage@v0
        with:
${lines.join("\n")}
`;
  return { path: STARTER_WORKFLOW_PATH, text };
}
function renderInput(name, value) {
  const indent = " ".repeat(10);
  const literal = value.replaceAll("${{", "${{ '${{' }}");
  if (!literal.includes("\n")) return `${indent}${name}: ${JSON.stringify(literal)}`;
  const lines = literal.split("\n").map((line) => `${indent}  ${line}`);
  return `${indent}${name}: |
${lines.join("\n")}`;
}
function indented(text, spaces) {
  return text.replace(/^(?=.)/gm, " ".repeat(spaces));
}
// src/gate/ratchet.ts
async function runRatchet(asked, ports) {
  const { request } = asked.inputs;
  const [file, before] = [await ports.policyPath(request), await ports.readPolicy(request, null)];
  if (before === null) {
    if (request.policyPath !== void 0) throw (0, import_shared_2.missingPolicy)(file);
    return nothing(
      `there is no policy file \`${file}\`: \`final-stage init\` writes one with a budget of today's size`
    );
  }
  const { parsePolicy, ratchetPolicy } = await Promise.resolve().then(() => __toESM(require("./gate-documents.cjs")));
  const { policy } = parsePolicy(before, file);
  const lists = [policy.budgets, ...policy.images.map(({ budgets = [] }) => budgets)];
  if (lists.flat().every(({ max }) => max === void 0))
    return nothing(`\`${file}\` limits no size by \`max\`, so there is nothing to lower`);
  const measured2 = asked.reports.length > 0 ? await readReports(asked) : await measure(asked, before, ports);
  const { text, ...ratchet } = ratchetPolicy(before, { file, measured: measured2, headroom: asked.headroom });
  const files = [{ path: file, before, after: text }];
  if (asked.write && text !== before) await ports.writeFiles(files);
  return { ...ratchet, patch: renderPatch(files), why: null };
}
function nothing(why) {
  return { lowered: [], kept: [], patch: "", why };
}
async function readReports({ reports }) {
  const { readMeasuredBudgets } = await Promise.resolve().then(() => __toESM(require("./gate-documents.cjs")));
  return reports.flatMap(({ name, text }) => readMeasuredBudgets(text, name));
}
async function measure({ inputs: { request } }, text, ports) {
  const { parsePolicy } = await Promise.resolve().then(() => __toESM(require("./gate-documents.cjs")));
  const names = [await ports.dockerfilePath(request), await ports.dockerfileAsWritten(request)];
  const dockerfiles = names.filter((name2) => name2 !== null);
  const target = request.mode === "check" ? request.build.target : request.target;
  const { policy, name } = (0, import_shared_2.policyForImage)(parsePolicy(text, "").policy, dockerfiles, target);
  const candidate = await ports.makeCandidate(request);
  const { ledger } = (await (0, import_shared_2.readSides)({ candidate, baseline: null }, ports)).candidate;
  const budgets = (0, import_shared_2.measureBudgets)(policy.budgets, { candidate: ledger, baseline: null, layerCauses: null });
  return (0, import_shared_2.toReportBudgets)(budgets, name);
}
function renderRatchet({ patch, lowered, kept, why }) {
  const lines = [
    ...why === null ? [] : [why],
    ...lowered.map(
      ({ name, from, to, measured: measured2 }) => `lowered: ${name} from ${from} to ${to}; ${measured2} was measured`
    ),
    ...kept.map(({ name, why: reason }) => `kept: ${name}, because ${reason}`)
  ];
  return `${patch}${lines.map((line) => `# ${(0, import_shared_3.logLine)(line)}
`).join("")}`;
}
// src/gate/suggest.ts
async function suggestFixes(judged, ports) {
  const { request } = judged;
  if (request.mode !== "check" || request.image !== void 0)
    return { fixes: [], notices: [NOTHING_TO_BUILD] };
  const fixPorts = await ports.forFixes();
  try {
    const { fixes, unfixed } = await mend(judged, [], fixPorts);
    return { fixes, notices: noticesOf2(unfixed) };
  } catch (error) {
    fixPorts.throwIfCancelled();
    return { fixes: [], notices: [{ code: "fix-failed", message: `no fix was proven: ${reasonOf(error)}` }] };
  }
}
var NOTHING_TO_BUILD = {
  code: "fix-not-possible",
  message: "no fixes were looked for: a fix is proven by building it, and this image was built elsewhere"
};
function reasonOf(error) {
  if (error instanceof import_shared_3.GateError) return error.message;
  return `${error instanceof Error ? error.message : String(error)}. This is a bug in Final Stage; the verdict does not depend on it`;
}
var MAX_NAMED = 3;
function noticesOf2(unfixed) {
  const failed2 = unfixed.filter(({ reason }) => reason === "failed");
  const late = unfixed.filter(({ reason }) => reason === "budget");
  return [
    ...failed2.slice(0, MAX_NAMED).map((one) => ({
      code: "fix-not-proven",
      message: `no fix was proven for ${nameOf2(one)}: ${one.why}`
    })),
    ...late.length === 0 ? [] : [{ code: "fix-budget-spent", message: `no fix was proven for ${listOf(late)}: ${BUDGET}` }]
  ];
}
var BUDGET = "time or builds ran out first; a larger `fix-budget` allows more";
function listOf(unfixed) {
  const more = unfixed.length - MAX_NAMED;
  const names = unfixed.slice(0, MAX_NAMED).map(nameOf2).join(", ");
  return more > 0 ? `${names} and ${more} more` : names;
}
function nameOf2({ ruleId, subject }) {
  return `\`${ruleId}: ${subject.replaceAll("`", "'").slice(0, 100)}\``;
}
// src/gate/fix.ts
async function runFix({ inputs: { request }, only, write }, ports) {
  for (const id of only) checkRule(id);
  const policies = await (0, import_shared_2.readPolicies)(request, await ports.baselineCommit(request), ports);
  const candidate = await ports.makeCandidate(request);
  const sides = await (0, import_shared_2.readSides)({ candidate, baseline: null }, ports);
  const { ledger, image } = sides.candidate;
  const inspection = { ledger, findings: (0, import_shared_2.scan)(ledger) };
  const verdict = judgeOne(inspection, policies, request);
  const judged = { request, candidate, inspection, verdict, policy: policies.judging };
  const { fixes, unfixed, files, builds: builds2 } = await mend(judged, only, ports);
  if (write) await ports.writeFiles(files);
  return {
    schemaVersion: 1,
    tool: { name: "final-stage", version: ports.version },
    candidate: {
      reference: image.reference,
      imageID: image.imageID,
      contentBytes: ledger.catalog.contentBytes
    },
    fixes: fixes.map(import_shared_2.toReportFix),
    unfixed,
    builds: builds2,
    notices: [...policies.notices, ...(0, import_shared_2.noticesOf)(sides)]
  };
}
function judgeOne(candidate, policies, { today }) {
  return (0, import_shared_2.judge)({
    ...{ candidate, baseline: null, comparison: (0, import_shared_2.compare)(null, candidate), waiver: null, today },
    ...{ policy: policies.judging, proposed: policies.proposedAllow, imageName: policies.imageName },
    mode: "inspect"
  });
}
function checkRule(id) {
  if ((0, import_shared_2.ruleById)(id) !== void 0) return;
  const nearest = (0, import_shared_2.nearestName)(
    id,
    import_shared_2.RULES.map((rule) => rule.id)
  );
  throw new import_shared_3.GateError("bad-input", `there is no rule \`${id.slice(0, 100)}\``, {
    hint: nearest === void 0 ? "`final-stage explain` describes each rule." : `Did you mean \`${nearest}\`?`
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  renderFixJson,
  renderFixText,
  renderRatchet,
  runFix,
  runRatchet,
  starterPolicy,
  starterPolicyOfMany,
  starterWorkflow,
  starterWorkflowOfMany,
  suggestFixes
});
