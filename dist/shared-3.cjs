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
  CATEGORIES: () => CATEGORIES,
  DEFAULT_POLICY: () => DEFAULT_POLICY,
  ELSEWHERE_TITLE: () => ELSEWHERE_TITLE,
  EMPTY_CATEGORIES: () => EMPTY_CATEGORIES,
  FILE_CLASSES: () => FILE_CLASSES,
  MAX_JSON_BYTES: () => MAX_JSON_BYTES,
  NEVER: () => NEVER,
  RULES: () => RULES,
  SIZE_ROWS: () => SIZE_ROWS,
  _enum: () => _enum,
  array: () => array,
  askEngine: () => askEngine,
  boolean: () => boolean2,
  causeSentences: () => causeSentences,
  claimOf: () => claimOf,
  claimedDigest: () => claimedDigest,
  counted: () => counted,
  createLayerReader: () => createLayerReader,
  createTransferEstimate: () => createTransferEstimate,
  digestOf: () => digestOf,
  dockerfileOf: () => dockerfileOf,
  findKnownBlob: () => findKnownBlob,
  findingKey: () => findingKey,
  fromStream: () => fromStream,
  getExecOutput: () => getExecOutput,
  groupFindings: () => groupFindings,
  int: () => int,
  isAllowed: () => isAllowed,
  isDay: () => isDay2,
  isDigest: () => isDigest,
  isLater: () => isLater,
  isRateLimit: () => isRateLimit,
  isSameRun: () => isSameRun,
  isTransferEstimated: () => isTransferEstimated,
  isViolated: () => isViolated,
  literal: () => literal,
  nameOf: () => nameOf4,
  nearestName: () => nearestName,
  number: () => number2,
  object: () => object,
  onAbort: () => onAbort,
  openDocker: () => openDocker,
  openLayerCache: () => openLayerCache,
  openPorts: () => openPorts,
  parseMarked: () => parseMarked,
  placeOf: () => placeOf2,
  policyForImage: () => policyForImage,
  readEvent: () => readEvent,
  readLayerBlob: () => readLayerBlob,
  readMarker: () => readMarker,
  readRunPlace: () => readRunPlace,
  readSmall: () => readSmall,
  readerVersion: () => readerVersion,
  reasonToAllow: () => reasonToAllow,
  record: () => record2,
  refuseCacheInCheckout: () => refuseCacheInCheckout,
  refuseLinkedOutput: () => refuseLinkedOutput,
  renderBytes: () => renderBytes,
  renderChange: () => renderChange,
  renderCount: () => renderCount,
  renderDelta: () => renderDelta,
  renderJson: () => renderJson,
  renderMarked: () => renderMarked,
  renderPercentChange: () => renderPercentChange,
  renderTerminal: () => renderTerminal,
  ruleById: () => ruleById,
  runGate: () => runGate,
  sentence: () => sentence,
  severityOf: () => severityOf,
  shorten: () => shorten,
  socketOf: () => socketOf,
  startLimit: () => startLimit,
  strictObject: () => strictObject,
  string: () => string2,
  toApiFailure: () => toApiFailure,
  toMax: () => toMax,
  union: () => union,
  unreadable: () => unreadable,
  verdictLine: () => verdictLine,
  visible: () => visible,
  watchPace: () => watchPace,
  withEnd: () => withEnd,
  withOverrides: () => withOverrides
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_4 = require("./shared-4.cjs");
var import_shared_5 = require("./shared-5.cjs");
var import_node_fs = require("node:fs");
var import_promises = require("node:fs/promises");
var import_node_path = require("node:path");
var import_promises2 = require("node:fs/promises");
var import_node_path2 = require("node:path");
var import_node_path3 = require("node:path");
var import_node_crypto = require("node:crypto");
var import_node_fs2 = require("node:fs");
var import_promises3 = require("node:fs/promises");
var import_node_path4 = require("node:path");
var import_node_path5 = require("node:path");
var import_string_decoder = require("string_decoder");
var os = __toESM(require("os"));
var events = __toESM(require("events"));
var child = __toESM(require("child_process"));
var path3 = __toESM(require("path"));
var path2 = __toESM(require("path"));
var fs = __toESM(require("fs"));
var path = __toESM(require("path"));
var import_timers = require("timers");
var import_node_fs3 = require("node:fs");
var import_node_path6 = require("node:path");
var import_promises4 = require("node:timers/promises");
var import_promises5 = require("node:fs/promises");
var import_node_path7 = require("node:path");
var import_node_crypto2 = require("node:crypto");
var import_node_fs4 = require("node:fs");
var import_promises6 = require("node:stream/promises");
var import_node_events = require("node:events");
var import_promises7 = require("node:stream/promises");
var import_node_zlib = require("node:zlib");
var import_node_crypto3 = require("node:crypto");
var import_node_zlib2 = require("node:zlib");
var import_node_crypto4 = require("node:crypto");
var import_node_os = require("node:os");
var import_node_os2 = require("node:os");
var import_node_worker_threads = require("node:worker_threads");
var import_node_util = require("node:util");
var import_node_zlib3 = require("node:zlib");
var import_node_fs5 = require("node:fs");
var import_promises8 = require("node:timers/promises");
var import_node_crypto5 = require("node:crypto");
var import_promises9 = require("node:fs/promises");
var import_node_os3 = require("node:os");
var import_node_path8 = require("node:path");
var import_node_crypto6 = require("node:crypto");
var import_node_crypto7 = require("node:crypto");
var import_node_crypto8 = require("node:crypto");
var import_node_fs6 = require("node:fs");
var import_node_path9 = require("node:path");
var import_node_crypto9 = require("node:crypto");
var import_node_zlib4 = require("node:zlib");
var import_node_crypto10 = require("node:crypto");
var import_node_crypto11 = require("node:crypto");
var import_node_util2 = require("node:util");
var import_node_crypto12 = require("node:crypto");
var import_node_crypto13 = require("node:crypto");
var import_node_crypto14 = require("node:crypto");
var import_node_path10 = require("node:path");
var import_node_crypto15 = require("node:crypto");
var import_promises10 = require("node:fs/promises");
var import_node_os4 = require("node:os");
var import_node_path11 = require("node:path");
var import_promises11 = require("node:fs/promises");
var import_node_path12 = require("node:path");
var import_node_fs7 = require("node:fs");
var import_promises12 = require("node:fs/promises");
var import_node_stream = require("node:stream");
var import_node_net = require("node:net");
var import_promises13 = require("node:fs/promises");
var import_node_path13 = require("node:path");
var import_node_os5 = require("node:os");
var import_node_os6 = require("node:os");
var import_node_path14 = require("node:path");
var import_promises14 = require("node:fs/promises");
var import_node_path15 = require("node:path");
var import_node_path16 = require("node:path");
var import_node_crypto16 = require("node:crypto");
var import_promises15 = require("node:fs/promises");
var import_promises16 = require("node:fs/promises");
var import_node_path17 = require("node:path");
var import_promises17 = require("node:fs/promises");
var import_node_path18 = require("node:path");
const import_meta = {};
// node_modules/packageurl-js/src/error.js
var require_error = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/error.js"(exports2, module2) {
    "use strict";
    function formatPurlErrorMessage(message = "") {
      const { length } = message;
      let formatted = "";
      if (length) {
        const code0 = message.charCodeAt(0);
        formatted = code0 >= 65 || code0 <= 90 ? `${message[0].toLowerCase()}${message.slice(1)}` : message;
        if (length > 1 && message.charCodeAt(length - 1) === 46 && message.charCodeAt(length - 2) !== 46) {
          formatted = formatted.slice(0, -1);
        }
      }
      return `Invalid purl: ${formatted}`;
    }
    var PurlError = class extends Error {
      constructor(message) {
        super(formatPurlErrorMessage(message));
      }
    };
    module2.exports = {
      formatPurlErrorMessage,
      PurlError
    };
  }
});
// node_modules/packageurl-js/src/decode.js
var require_decode = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/decode.js"(exports2, module2) {
    "use strict";
    var { PurlError } = require_error();
    var { decodeURIComponent: decodeURIComponent2 } = globalThis;
    function decodePurlComponent(comp, encodedURIComponent) {
      try {
        return decodeURIComponent2(encodedURIComponent);
      } catch {
      }
      throw new PurlError(`unable to decode "${comp}" component`);
    }
    module2.exports = {
      decodePurlComponent
    };
  }
});
// node_modules/packageurl-js/src/constants.js
var require_constants = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/constants.js"(exports2, module2) {
    "use strict";
    var LOOP_SENTINEL = 1e6;
    var REUSED_SEARCH_PARAMS = new URLSearchParams();
    var REUSED_SEARCH_PARAMS_KEY = "_";
    var REUSED_SEARCH_PARAMS_OFFSET = 2;
    module2.exports = {
      LOOP_SENTINEL,
      REUSED_SEARCH_PARAMS,
      REUSED_SEARCH_PARAMS_KEY,
      REUSED_SEARCH_PARAMS_OFFSET
    };
  }
});
// node_modules/packageurl-js/src/objects.js
var require_objects = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/objects.js"(exports2, module2) {
    "use strict";
    var { LOOP_SENTINEL } = require_constants();
    function isObject2(value) {
      return value !== null && typeof value === "object";
    }
    function recursiveFreeze(value_) {
      if (value_ === null || !(typeof value_ === "object" || typeof value_ === "function") || Object.isFrozen(value_)) {
        return value_;
      }
      const queue = [value_];
      let { length: queueLength } = queue;
      let pos = 0;
      while (pos < queueLength) {
        if (pos === LOOP_SENTINEL) {
          throw new Error(
            "Detected infinite loop in object crawl of recursiveFreeze"
          );
        }
        const obj = queue[pos++];
        Object.freeze(obj);
        if (Array.isArray(obj)) {
          for (let i = 0, { length } = obj; i < length; i += 1) {
            const item = obj[i];
            if (item !== null && (typeof item === "object" || typeof item === "function") && !Object.isFrozen(item)) {
              queue[queueLength++] = item;
            }
          }
        } else {
          const keys = Reflect.ownKeys(obj);
          for (let i = 0, { length } = keys; i < length; i += 1) {
            const propValue = obj[keys[i]];
            if (propValue !== null && (typeof propValue === "object" || typeof propValue === "function") && !Object.isFrozen(propValue)) {
              queue[queueLength++] = propValue;
            }
          }
        }
      }
      return value_;
    }
    module2.exports = {
      isObject: isObject2,
      recursiveFreeze
    };
  }
});
// node_modules/packageurl-js/src/strings.js
var require_strings = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/strings.js"(exports2, module2) {
    "use strict";
    var localeCompare = (one2, other) => one2 < other ? -1 : one2 > other ? 1 : 0;
    var regexSemverNumberedGroups = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;
    function isBlank2(str) {
      for (let i = 0, { length } = str; i < length; i += 1) {
        const code = str.charCodeAt(i);
        if (!// Whitespace characters according to ECMAScript spec:
        // https://tc39.es/ecma262/#sec-white-space
        (code === 32 || // Space
        code === 9 || // Tab
        code === 10 || // Line Feed
        code === 11 || // Vertical Tab
        code === 12 || // Form Feed
        code === 13 || // Carriage Return
        code === 160 || // No-Break Space
        code === 5760 || // Ogham Space Mark
        code === 8192 || // En Quad
        code === 8193 || // Em Quad
        code === 8194 || // En Space
        code === 8195 || // Em Space
        code === 8196 || // Three-Per-Em Space
        code === 8197 || // Four-Per-Em Space
        code === 8198 || // Six-Per-Em Space
        code === 8199 || // Figure Space
        code === 8200 || // Punctuation Space
        code === 8201 || // Thin Space
        code === 8202 || // Hair Space
        code === 8232 || // Line Separator
        code === 8233 || // Paragraph Separator
        code === 8239 || // Narrow No-Break Space
        code === 8287 || // Medium Mathematical Space
        code === 12288 || // Ideographic Space
        code === 65279)) {
          return false;
        }
      }
      return true;
    }
    function isNonEmptyString(value) {
      return typeof value === "string" && value.length > 0;
    }
    function isSemverString(value) {
      return typeof value === "string" && regexSemverNumberedGroups.test(value);
    }
    function lowerName(purl) {
      purl.name = purl.name.toLowerCase();
    }
    function lowerNamespace(purl) {
      const { namespace } = purl;
      if (typeof namespace === "string") {
        purl.namespace = namespace.toLowerCase();
      }
    }
    function lowerVersion(purl) {
      const { version: version2 } = purl;
      if (typeof version2 === "string") {
        purl.version = version2.toLowerCase();
      }
    }
    function replaceDashesWithUnderscores(str) {
      let result = "";
      let fromIndex = 0;
      let index2 = 0;
      while ((index2 = str.indexOf("-", fromIndex)) !== -1) {
        result = result + str.slice(fromIndex, index2) + "_";
        fromIndex = index2 + 1;
      }
      return fromIndex ? result + str.slice(fromIndex) : str;
    }
    function replaceUnderscoresWithDashes(str) {
      let result = "";
      let fromIndex = 0;
      let index2 = 0;
      while ((index2 = str.indexOf("_", fromIndex)) !== -1) {
        result = result + str.slice(fromIndex, index2) + "-";
        fromIndex = index2 + 1;
      }
      return fromIndex ? result + str.slice(fromIndex) : str;
    }
    function trimLeadingSlashes(str) {
      let start = 0;
      while (str.charCodeAt(start) === 47) {
        start += 1;
      }
      return start === 0 ? str : str.slice(start);
    }
    module2.exports = {
      isBlank: isBlank2,
      isNonEmptyString,
      isSemverString,
      localeCompare,
      lowerName,
      lowerNamespace,
      lowerVersion,
      replaceDashesWithUnderscores,
      replaceUnderscoresWithDashes,
      trimLeadingSlashes
    };
  }
});
// node_modules/packageurl-js/src/encode.js
var require_encode = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/encode.js"(exports2, module2) {
    "use strict";
    var {
      REUSED_SEARCH_PARAMS,
      REUSED_SEARCH_PARAMS_KEY,
      REUSED_SEARCH_PARAMS_OFFSET
    } = require_constants();
    var { isObject: isObject2 } = require_objects();
    var { isNonEmptyString } = require_strings();
    var { encodeURIComponent: encodeURIComponent2 } = globalThis;
    function encodeNamespace(namespace) {
      return isNonEmptyString(namespace) ? encodeURIComponent2(namespace).replace(/%3A/g, ":").replace(/%2F/g, "/") : "";
    }
    function encodeQualifierParam(param) {
      if (isNonEmptyString(param)) {
        REUSED_SEARCH_PARAMS.set(REUSED_SEARCH_PARAMS_KEY, param);
        return replacePlusSignWithPercentEncodedSpace(
          REUSED_SEARCH_PARAMS.toString().slice(REUSED_SEARCH_PARAMS_OFFSET)
        );
      }
      return "";
    }
    function encodeQualifiers(qualifiers) {
      if (isObject2(qualifiers)) {
        const qualifiersKeys = Object.keys(qualifiers).sort();
        const searchParams = new URLSearchParams();
        for (let i = 0, { length } = qualifiersKeys; i < length; i += 1) {
          const key = qualifiersKeys[i];
          searchParams.set(key, qualifiers[key]);
        }
        return replacePlusSignWithPercentEncodedSpace(searchParams.toString());
      }
      return "";
    }
    function encodeSubpath(subpath) {
      return isNonEmptyString(subpath) ? encodeURIComponent2(subpath).replace(/%2F/g, "/") : "";
    }
    function encodeVersion(version2) {
      return isNonEmptyString(version2) ? encodeURIComponent2(version2).replace(/%3A/g, ":").replace(/%2B/g, "+") : "";
    }
    function replacePlusSignWithPercentEncodedSpace(str) {
      return str.replace(/\+/g, "%20");
    }
    module2.exports = {
      encodeNamespace,
      encodeVersion,
      encodeQualifiers,
      encodeQualifierParam,
      encodeSubpath,
      encodeURIComponent: encodeURIComponent2
    };
  }
});
// node_modules/packageurl-js/src/helpers.js
var require_helpers = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/helpers.js"(exports2, module2) {
    "use strict";
    function createHelpersNamespaceObject(helpers, options_ = {}) {
      const { comparator, ...defaults } = { __proto__: null, ...options_ };
      const helperNames = Object.keys(helpers).sort();
      const propNames = [
        ...new Set([...Object.values(helpers)].map(Object.keys).flat())
      ].sort(comparator);
      const nsObject = /* @__PURE__ */ Object.create(null);
      for (let i = 0, { length } = propNames; i < length; i += 1) {
        const propName = propNames[i];
        const helpersForProp = /* @__PURE__ */ Object.create(null);
        for (let j = 0, { length: length_j } = helperNames; j < length_j; j += 1) {
          const helperName = helperNames[j];
          const helperValue = helpers[helperName][propName] ?? defaults[helperName];
          if (helperValue !== void 0) {
            helpersForProp[helperName] = helperValue;
          }
        }
        nsObject[propName] = helpersForProp;
      }
      return nsObject;
    }
    module2.exports = {
      createHelpersNamespaceObject
    };
  }
});
// node_modules/packageurl-js/src/normalize.js
var require_normalize = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/normalize.js"(exports2, module2) {
    "use strict";
    var { isObject: isObject2 } = require_objects();
    var { isBlank: isBlank2 } = require_strings();
    function normalizeName(rawName) {
      return typeof rawName === "string" ? rawName.trim() : void 0;
    }
    function normalizeNamespace(rawNamespace) {
      return typeof rawNamespace === "string" ? normalizePath(rawNamespace) : void 0;
    }
    function normalizePath(pathname, callback) {
      let collapsed = "";
      let start = 0;
      while (pathname.charCodeAt(start) === 47) {
        start += 1;
      }
      let nextIndex = pathname.indexOf("/", start);
      if (nextIndex === -1) {
        return pathname.slice(start);
      }
      while (nextIndex !== -1) {
        const segment = pathname.slice(start, nextIndex);
        if (callback === void 0 || callback(segment)) {
          collapsed = collapsed + (collapsed.length === 0 ? "" : "/") + segment;
        }
        start = nextIndex + 1;
        while (pathname.charCodeAt(start) === 47) {
          start += 1;
        }
        nextIndex = pathname.indexOf("/", start);
      }
      const lastSegment = pathname.slice(start);
      if (lastSegment.length !== 0 && (callback === void 0 || callback(lastSegment))) {
        collapsed = collapsed + "/" + lastSegment;
      }
      return collapsed;
    }
    function normalizeQualifiers(rawQualifiers) {
      let qualifiers;
      for (const { 0: key, 1: value } of qualifiersToEntries(rawQualifiers)) {
        const strValue = typeof value === "string" ? value : String(value);
        const trimmed = strValue.trim();
        if (trimmed.length === 0) {
          continue;
        }
        if (qualifiers === void 0) {
          qualifiers = { __proto__: null };
        }
        qualifiers[key.toLowerCase()] = trimmed;
      }
      return qualifiers;
    }
    function normalizeSubpath(rawSubpath) {
      return typeof rawSubpath === "string" ? normalizePath(rawSubpath, subpathFilter) : void 0;
    }
    function normalizeType(rawType) {
      return typeof rawType === "string" ? rawType.trim().toLowerCase() : void 0;
    }
    function normalizeVersion(rawVersion) {
      return typeof rawVersion === "string" ? rawVersion.trim() : void 0;
    }
    function qualifiersToEntries(rawQualifiers) {
      if (isObject2(rawQualifiers)) {
        return rawQualifiers instanceof URLSearchParams ? rawQualifiers.entries() : Object.entries(rawQualifiers);
      }
      return typeof rawQualifiers === "string" ? new URLSearchParams(rawQualifiers).entries() : Object.entries({});
    }
    function subpathFilter(segment) {
      const { length } = segment;
      if (length === 1 && segment.charCodeAt(0) === 46) return false;
      if (length === 2 && segment.charCodeAt(0) === 46 && segment.charCodeAt(1) === 46) {
        return false;
      }
      return !isBlank2(segment);
    }
    module2.exports = {
      normalizeName,
      normalizeNamespace,
      normalizePath,
      normalizeQualifiers,
      normalizeSubpath,
      normalizeType,
      normalizeVersion
    };
  }
});
// node_modules/packageurl-js/src/lang.js
var require_lang = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/lang.js"(exports2, module2) {
    "use strict";
    function isNullishOrEmptyString(value) {
      return value === null || value === void 0 || typeof value === "string" && value.length === 0;
    }
    module2.exports = {
      isNullishOrEmptyString
    };
  }
});
// node_modules/packageurl-js/src/validate.js
var require_validate = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/validate.js"(exports2, module2) {
    "use strict";
    var { PurlError } = require_error();
    var { isNullishOrEmptyString } = require_lang();
    var { isNonEmptyString } = require_strings();
    function validateEmptyByType(type, name, value, throws2) {
      if (!isNullishOrEmptyString(value)) {
        if (throws2) {
          throw new PurlError(`${type} "${name}" component must be empty`);
        }
        return false;
      }
      return true;
    }
    function validateName(name, throws2) {
      return validateRequired("name", name, throws2) && validateStrings("name", name, throws2);
    }
    function validateNamespace(namespace, throws2) {
      return validateStrings("namespace", namespace, throws2);
    }
    function validateQualifiers(qualifiers, throws2) {
      if (qualifiers === null || qualifiers === void 0) {
        return true;
      }
      if (typeof qualifiers !== "object") {
        if (throws2) {
          throw new PurlError('"qualifiers" must be an object');
        }
        return false;
      }
      const keysIterable = (
        // URL searchParams have an "keys" method that returns an iterator.
        typeof qualifiers.keys === "function" ? qualifiers.keys() : Object.keys(qualifiers)
      );
      for (const key of keysIterable) {
        if (!validateQualifierKey(key, throws2)) {
          return false;
        }
      }
      return true;
    }
    function validateQualifierKey(key, throws2) {
      if (!validateStartsWithoutNumber("qualifier", key, throws2)) {
        return false;
      }
      for (let i = 0, { length } = key; i < length; i += 1) {
        const code = key.charCodeAt(i);
        if (!(code >= 48 && code <= 57 || // 0-9
        code >= 65 && code <= 90 || // A-Z
        code >= 97 && code <= 122 || // a-z
        code === 46 || // .
        code === 45 || // -
        code === 95)) {
          if (throws2) {
            throw new PurlError(
              `qualifier "${key}" contains an illegal character`
            );
          }
          return false;
        }
      }
      return true;
    }
    function validateRequired(name, value, throws2) {
      if (isNullishOrEmptyString(value)) {
        if (throws2) {
          throw new PurlError(`"${name}" is a required component`);
        }
        return false;
      }
      return true;
    }
    function validateRequiredByType(type, name, value, throws2) {
      if (isNullishOrEmptyString(value)) {
        if (throws2) {
          throw new PurlError(`${type} requires a "${name}" component`);
        }
        return false;
      }
      return true;
    }
    function validateStartsWithoutNumber(name, value, throws2) {
      if (isNonEmptyString(value)) {
        const code = value.charCodeAt(0);
        if (code >= 48 && code <= 57) {
          if (throws2) {
            throw new PurlError(
              `${name} "${value}" cannot start with a number`
            );
          }
          return false;
        }
      }
      return true;
    }
    function validateStrings(name, value, throws2) {
      if (value === null || value === void 0 || typeof value === "string") {
        return true;
      }
      if (throws2) {
        throw new PurlError(`"'${name}" must be a string`);
      }
      return false;
    }
    function validateSubpath(subpath, throws2) {
      return validateStrings("subpath", subpath, throws2);
    }
    function validateType(type, throws2) {
      if (!validateRequired("type", type, throws2) || !validateStrings("type", type, throws2) || !validateStartsWithoutNumber("type", type, throws2)) {
        return false;
      }
      for (let i = 0, { length } = type; i < length; i += 1) {
        const code = type.charCodeAt(i);
        if (!(code >= 48 && code <= 57 || // 0-9
        code >= 65 && code <= 90 || // A-Z
        code >= 97 && code <= 122 || // a-z
        code === 46 || // .
        code === 43 || // +
        code === 45)) {
          if (throws2) {
            throw new PurlError(
              `type "${type}" contains an illegal character`
            );
          }
          return false;
        }
      }
      return true;
    }
    function validateVersion(version2, throws2) {
      return validateStrings("version", version2, throws2);
    }
    module2.exports = {
      validateEmptyByType,
      validateName,
      validateNamespace,
      validateQualifiers,
      validateQualifierKey,
      validateRequired,
      validateRequiredByType,
      validateStartsWithoutNumber,
      validateStrings,
      validateSubpath,
      validateType,
      validateVersion
    };
  }
});
// node_modules/packageurl-js/src/purl-component.js
var require_purl_component = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/purl-component.js"(exports2, module2) {
    "use strict";
    var {
      encodeNamespace,
      encodeVersion,
      encodeQualifiers,
      encodeQualifierParam,
      encodeSubpath,
      encodeURIComponent: encodeURIComponent2
    } = require_encode();
    var { createHelpersNamespaceObject } = require_helpers();
    var {
      normalizeType,
      normalizeNamespace,
      normalizeName,
      normalizeVersion,
      normalizeQualifiers,
      normalizeSubpath
    } = require_normalize();
    var { localeCompare, isNonEmptyString } = require_strings();
    var {
      validateType,
      validateNamespace,
      validateName,
      validateVersion,
      validateQualifiers,
      validateQualifierKey,
      validateSubpath
    } = require_validate();
    var PurlComponentEncoder = (comp) => isNonEmptyString(comp) ? encodeURIComponent2(comp) : "";
    var PurlComponentStringNormalizer = (comp) => typeof comp === "string" ? comp : void 0;
    var PurlComponentValidator = (_comp, _throws) => true;
    var componentSortOrderLookup = {
      __proto__: null,
      type: 0,
      namespace: 1,
      name: 2,
      version: 3,
      qualifiers: 4,
      qualifierKey: 5,
      qualifierValue: 6,
      subpath: 7
    };
    function componentSortOrder(comp) {
      return componentSortOrderLookup[comp] ?? comp;
    }
    function componentComparator(compA, compB) {
      return localeCompare(componentSortOrder(compA), componentSortOrder(compB));
    }
    module2.exports = {
      // Rules for each purl component:
      // https://github.com/package-url/purl-spec/blob/master/PURL-SPECIFICATION.rst#rules-for-each-purl-component
      PurlComponent: createHelpersNamespaceObject(
        {
          encode: {
            namespace: encodeNamespace,
            version: encodeVersion,
            qualifiers: encodeQualifiers,
            qualifierKey: encodeQualifierParam,
            qualifierValue: encodeQualifierParam,
            subpath: encodeSubpath
          },
          normalize: {
            type: normalizeType,
            namespace: normalizeNamespace,
            name: normalizeName,
            version: normalizeVersion,
            qualifiers: normalizeQualifiers,
            subpath: normalizeSubpath
          },
          validate: {
            type: validateType,
            namespace: validateNamespace,
            name: validateName,
            version: validateVersion,
            qualifierKey: validateQualifierKey,
            qualifiers: validateQualifiers,
            subpath: validateSubpath
          }
        },
        {
          comparator: componentComparator,
          encode: PurlComponentEncoder,
          normalize: PurlComponentStringNormalizer,
          validate: PurlComponentValidator
        }
      )
    };
  }
});
// node_modules/packageurl-js/src/purl-qualifier-names.js
var require_purl_qualifier_names = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/purl-qualifier-names.js"(exports2, module2) {
    "use strict";
    module2.exports = {
      // Known qualifiers:
      // https://github.com/package-url/purl-spec/blob/master/PURL-SPECIFICATION.rst#known-qualifiers-keyvalue-pairs
      PurlQualifierNames: {
        __proto__: null,
        RepositoryUrl: "repository_url",
        DownloadUrl: "download_url",
        VcsUrl: "vcs_url",
        FileName: "file_name",
        Checksum: "checksum"
      }
    };
  }
});
// node_modules/packageurl-js/src/purl-type.js
var require_purl_type = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/purl-type.js"(exports2, module2) {
    "use strict";
    var { isNullishOrEmptyString } = require_lang();
    var { createHelpersNamespaceObject } = require_helpers();
    var {
      isSemverString,
      lowerName,
      lowerNamespace,
      lowerVersion,
      replaceDashesWithUnderscores,
      replaceUnderscoresWithDashes
    } = require_strings();
    var { validateEmptyByType, validateRequiredByType } = require_validate();
    var { PurlError } = require_error();
    var PurlTypNormalizer = (purl) => purl;
    var PurlTypeValidator = (_purl, _throws) => true;
    module2.exports = {
      // PURL types:
      // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst
      PurlType: createHelpersNamespaceObject(
        {
          normalize: {
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#alpm
            alpm(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#apk
            apk(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#bitbucket
            bitbucket(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#bitnami
            bitnami(purl) {
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#composer
            composer(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#deb
            deb(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#other-candidate-types-to-define
            gitlab(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#github
            github(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#golang
            // golang(purl) {
            //     // Ignore case-insensitive rule because go.mod are case-sensitive.
            //     // Pending spec change: https://github.com/package-url/purl-spec/pull/196
            //     lowerNamespace(purl)
            //     lowerName(purl)
            //     return purl
            // },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#hex
            hex(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#huggingface
            huggingface(purl) {
              lowerVersion(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#mlflow
            mlflow(purl) {
              if (purl.qualifiers?.repository_url?.includes("databricks")) {
                lowerName(purl);
              }
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#npm
            npm(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#luarocks
            luarocks(purl) {
              lowerVersion(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#oci
            oci(purl) {
              lowerName(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#pub
            pub(purl) {
              lowerName(purl);
              purl.name = replaceDashesWithUnderscores(purl.name);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#pypi
            pypi(purl) {
              lowerNamespace(purl);
              lowerName(purl);
              purl.name = replaceUnderscoresWithDashes(purl.name);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#qpkg
            qpkg(purl) {
              lowerNamespace(purl);
              return purl;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#rpm
            rpm(purl) {
              lowerNamespace(purl);
              return purl;
            }
          },
          validate: {
            // TODO: cocoapods name validation
            // TODO: cpan namespace validation
            // TODO: swid qualifier validation
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#conan
            conan(purl, throws2) {
              if (isNullishOrEmptyString(purl.namespace)) {
                if (purl.qualifiers?.channel) {
                  if (throws2) {
                    throw new PurlError(
                      'conan requires a "namespace" component when a "channel" qualifier is present'
                    );
                  }
                  return false;
                }
              } else if (isNullishOrEmptyString(purl.qualifiers)) {
                if (throws2) {
                  throw new PurlError(
                    'conan requires a "qualifiers" component when a namespace is present'
                  );
                }
                return false;
              }
              return true;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#cran
            cran(purl, throws2) {
              return validateRequiredByType(
                "cran",
                "version",
                purl.version,
                throws2
              );
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#golang
            golang(purl) {
              const { version: version2 } = purl;
              const length = typeof version2 === "string" ? version2.length : 0;
              if (length && version2.charCodeAt(0) === 118 && !isSemverString(version2.slice(1))) {
                if (throws) {
                  throw new PurlError(
                    'golang "version" component starting with a "v" must be followed by a valid semver version'
                  );
                }
                return false;
              }
              return true;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#maven
            maven(purl, throws2) {
              return validateRequiredByType(
                "maven",
                "namespace",
                purl.namespace,
                throws2
              );
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#mlflow
            mlflow(purl, throws2) {
              return validateEmptyByType(
                "mlflow",
                "namespace",
                purl.namespace,
                throws2
              );
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#oci
            oci(purl, throws2) {
              return validateEmptyByType(
                "oci",
                "namespace",
                purl.namespace,
                throws2
              );
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#pub
            pub(purl, throws2) {
              const { name } = purl;
              for (let i = 0, { length } = name; i < length; i += 1) {
                const code = name.charCodeAt(i);
                if (!(code >= 48 && code <= 57 || // 0-9
                code >= 97 && code <= 122 || // a-z
                code === 95)) {
                  if (throws2) {
                    throw new PurlError(
                      'pub "name" component may only contain [a-z0-9_] characters'
                    );
                  }
                  return false;
                }
              }
              return true;
            },
            // https://github.com/package-url/purl-spec/blob/master/PURL-TYPES.rst#swift
            swift(purl, throws2) {
              return validateRequiredByType(
                "swift",
                "namespace",
                purl.namespace,
                throws2
              ) && validateRequiredByType(
                "swift",
                "version",
                purl.version,
                throws2
              );
            }
          }
        },
        {
          normalize: PurlTypNormalizer,
          validate: PurlTypeValidator
        }
      )
    };
  }
});
// node_modules/packageurl-js/src/package-url.js
var require_package_url = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/src/package-url.js"(exports2, module2) {
    "use strict";
    var { decodePurlComponent } = require_decode();
    var { isObject: isObject2, recursiveFreeze } = require_objects();
    var { isBlank: isBlank2, isNonEmptyString, trimLeadingSlashes } = require_strings();
    var { PurlComponent } = require_purl_component();
    var { PurlQualifierNames } = require_purl_qualifier_names();
    var { PurlType } = require_purl_type();
    var { PurlError } = require_error();
    var PackageURL2 = class _PackageURL {
      static Component = recursiveFreeze(PurlComponent);
      static KnownQualifierNames = recursiveFreeze(PurlQualifierNames);
      static Type = recursiveFreeze(PurlType);
      constructor(rawType, rawNamespace, rawName, rawVersion, rawQualifiers, rawSubpath) {
        const type = isNonEmptyString(rawType) ? PurlComponent.type.normalize(rawType) : rawType;
        PurlComponent.type.validate(type, true);
        const namespace = isNonEmptyString(rawNamespace) ? PurlComponent.namespace.normalize(rawNamespace) : rawNamespace;
        PurlComponent.namespace.validate(namespace, true);
        const name = isNonEmptyString(rawName) ? PurlComponent.name.normalize(rawName) : rawName;
        PurlComponent.name.validate(name, true);
        const version2 = isNonEmptyString(rawVersion) ? PurlComponent.version.normalize(rawVersion) : rawVersion;
        PurlComponent.version.validate(version2, true);
        const qualifiers = typeof rawQualifiers === "string" || isObject2(rawQualifiers) ? PurlComponent.qualifiers.normalize(rawQualifiers) : rawQualifiers;
        PurlComponent.qualifiers.validate(qualifiers, true);
        const subpath = isNonEmptyString(rawSubpath) ? PurlComponent.subpath.normalize(rawSubpath) : rawSubpath;
        PurlComponent.subpath.validate(subpath, true);
        this.type = type;
        this.name = name;
        this.namespace = namespace ?? void 0;
        this.version = version2 ?? void 0;
        this.qualifiers = qualifiers ?? void 0;
        this.subpath = subpath ?? void 0;
        const typeHelpers = PurlType[type];
        if (typeHelpers) {
          typeHelpers.normalize(this);
          typeHelpers.validate(this, true);
        }
      }
      toString() {
        const { namespace, name, version: version2, qualifiers, subpath, type } = this;
        let purlStr = `pkg:${PurlComponent.type.encode(type)}/`;
        if (namespace) {
          purlStr = `${purlStr}${PurlComponent.namespace.encode(namespace)}/`;
        }
        purlStr = `${purlStr}${PurlComponent.name.encode(name)}`;
        if (version2) {
          purlStr = `${purlStr}@${PurlComponent.version.encode(version2)}`;
        }
        if (qualifiers) {
          purlStr = `${purlStr}?${PurlComponent.qualifiers.encode(qualifiers)}`;
        }
        if (subpath) {
          purlStr = `${purlStr}#${PurlComponent.subpath.encode(subpath)}`;
        }
        return purlStr;
      }
      static fromString(purlStr) {
        return new _PackageURL(..._PackageURL.parseString(purlStr));
      }
      static parseString(purlStr) {
        if (typeof purlStr !== "string") {
          throw new Error("A purl string argument is required.");
        }
        if (isBlank2(purlStr)) {
          return [
            void 0,
            void 0,
            void 0,
            void 0,
            void 0,
            void 0
          ];
        }
        const colonIndex = purlStr.indexOf(":");
        let url;
        let maybeUrlWithAuth;
        if (colonIndex !== -1) {
          try {
            const beforeColon = purlStr.slice(0, colonIndex);
            const afterColon = purlStr.slice(colonIndex + 1);
            const trimmedAfterColon = trimLeadingSlashes(afterColon);
            url = new URL(`${beforeColon}:${trimmedAfterColon}`);
            maybeUrlWithAuth = afterColon.length === trimmedAfterColon.length ? url : new URL(purlStr);
          } catch (e) {
            throw new PurlError("failed to parse as URL", {
              cause: e
            });
          }
        }
        if (url?.protocol !== "pkg:") {
          throw new PurlError('missing required "pkg" scheme component');
        }
        if (maybeUrlWithAuth.username !== "" || maybeUrlWithAuth.password !== "") {
          throw new PurlError('cannot contain a "user:pass@host:port"');
        }
        const { pathname } = url;
        const firstSlashIndex = pathname.indexOf("/");
        const rawType = decodePurlComponent(
          "type",
          firstSlashIndex === -1 ? pathname : pathname.slice(0, firstSlashIndex)
        );
        if (firstSlashIndex < 1) {
          return [
            rawType,
            void 0,
            void 0,
            void 0,
            void 0,
            void 0
          ];
        }
        let rawVersion;
        let atSignIndex = pathname.lastIndexOf("@");
        if (atSignIndex !== -1 && pathname.charCodeAt(atSignIndex - 1) === 47) {
          atSignIndex = -1;
        }
        const beforeVersion = pathname.slice(
          rawType.length + 1,
          atSignIndex === -1 ? pathname.length : atSignIndex
        );
        if (atSignIndex !== -1) {
          rawVersion = decodePurlComponent(
            "version",
            pathname.slice(atSignIndex + 1)
          );
        }
        let rawNamespace;
        let rawName;
        const lastSlashIndex = beforeVersion.lastIndexOf("/");
        if (lastSlashIndex === -1) {
          rawName = decodePurlComponent("name", beforeVersion);
        } else {
          rawName = decodePurlComponent(
            "name",
            beforeVersion.slice(lastSlashIndex + 1)
          );
          rawNamespace = decodePurlComponent(
            "namespace",
            beforeVersion.slice(0, lastSlashIndex)
          );
        }
        let rawQualifiers;
        const { searchParams } = url;
        if (searchParams.size !== 0) {
          searchParams.forEach(
            (value) => decodePurlComponent("qualifiers", value)
          );
          rawQualifiers = searchParams;
        }
        let rawSubpath;
        const { hash: hash2 } = url;
        if (hash2.length !== 0) {
          rawSubpath = decodePurlComponent("subpath", hash2.slice(1));
        }
        return [
          rawType,
          rawNamespace,
          rawName,
          rawVersion,
          rawQualifiers,
          rawSubpath
        ];
      }
    };
    for (const staticProp of ["Component", "KnownQualifierNames", "Type"]) {
      Reflect.defineProperty(PackageURL2, staticProp, {
        ...Reflect.getOwnPropertyDescriptor(PackageURL2, staticProp),
        writable: false
      });
    }
    Reflect.setPrototypeOf(PackageURL2.prototype, null);
    module2.exports = {
      PackageURL: PackageURL2,
      PurlComponent,
      PurlQualifierNames,
      PurlType
    };
  }
});
// node_modules/packageurl-js/index.js
var require_packageurl_js = (0, import_shared_5.__commonJS)({
  "node_modules/packageurl-js/index.js"(exports2, module2) {
    "use strict";
    var {
      PackageURL: PackageURL2,
      PurlComponent,
      PurlQualifierNames,
      PurlType
    } = require_package_url();
    module2.exports = {
      PackageURL: PackageURL2,
      PurlComponent,
      PurlQualifierNames,
      PurlType
    };
  }
});
// node_modules/picomatch/lib/constants.js
var require_constants2 = (0, import_shared_5.__commonJS)({
  "node_modules/picomatch/lib/constants.js"(exports2, module2) {
    "use strict";
    var WIN_SLASH = "\\\\/";
    var WIN_NO_SLASH = `[^${WIN_SLASH}]`;
    var DEFAULT_MAX_EXTGLOB_RECURSION = 0;
    var DOT_LITERAL = "\\.";
    var PLUS_LITERAL = "\\+";
    var QMARK_LITERAL = "\\?";
    var SLASH_LITERAL = "\\/";
    var ONE_CHAR = "(?=.)";
    var QMARK = "[^/]";
    var END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
    var START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
    var DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
    var NO_DOT = `(?!${DOT_LITERAL})`;
    var NO_DOTS = `(?!${START_ANCHOR}${DOTS_SLASH})`;
    var NO_DOT_SLASH = `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`;
    var NO_DOTS_SLASH = `(?!${DOTS_SLASH})`;
    var QMARK_NO_DOT = `[^.${SLASH_LITERAL}]`;
    var STAR = `${QMARK}*?`;
    var SEP = "/";
    var POSIX_CHARS = {
      DOT_LITERAL,
      PLUS_LITERAL,
      QMARK_LITERAL,
      SLASH_LITERAL,
      ONE_CHAR,
      QMARK,
      END_ANCHOR,
      DOTS_SLASH,
      NO_DOT,
      NO_DOTS,
      NO_DOT_SLASH,
      NO_DOTS_SLASH,
      QMARK_NO_DOT,
      STAR,
      START_ANCHOR,
      SEP
    };
    var WINDOWS_CHARS = {
      ...POSIX_CHARS,
      SLASH_LITERAL: `[${WIN_SLASH}]`,
      QMARK: WIN_NO_SLASH,
      STAR: `${WIN_NO_SLASH}*?`,
      DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
      NO_DOT: `(?!${DOT_LITERAL})`,
      NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
      NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
      START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
      END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
      SEP: "\\"
    };
    var POSIX_REGEX_SOURCE = {
      __proto__: null,
      alnum: "a-zA-Z0-9",
      alpha: "a-zA-Z",
      ascii: "\\x00-\\x7F",
      blank: " \\t",
      cntrl: "\\x00-\\x1F\\x7F",
      digit: "0-9",
      graph: "\\x21-\\x7E",
      lower: "a-z",
      print: "\\x20-\\x7E ",
      punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
      space: " \\t\\r\\n\\v\\f",
      upper: "A-Z",
      word: "A-Za-z0-9_",
      xdigit: "A-Fa-f0-9"
    };
    module2.exports = {
      DEFAULT_MAX_EXTGLOB_RECURSION,
      MAX_LENGTH: 1024 * 64,
      POSIX_REGEX_SOURCE,
      // regular expressions
      REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
      REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
      REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
      REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
      REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
      REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
      // Replace globs with equivalent patterns to reduce parsing time.
      REPLACEMENTS: {
        __proto__: null,
        "***": "*",
        "**/**": "**",
        "**/**/**": "**"
      },
      // Digits
      CHAR_0: 48,
      /* 0 */
      CHAR_9: 57,
      /* 9 */
      // Alphabet chars.
      CHAR_UPPERCASE_A: 65,
      /* A */
      CHAR_LOWERCASE_A: 97,
      /* a */
      CHAR_UPPERCASE_Z: 90,
      /* Z */
      CHAR_LOWERCASE_Z: 122,
      /* z */
      CHAR_LEFT_PARENTHESES: 40,
      /* ( */
      CHAR_RIGHT_PARENTHESES: 41,
      /* ) */
      CHAR_ASTERISK: 42,
      /* * */
      // Non-alphabetic chars.
      CHAR_AMPERSAND: 38,
      /* & */
      CHAR_AT: 64,
      /* @ */
      CHAR_BACKWARD_SLASH: 92,
      /* \ */
      CHAR_CARRIAGE_RETURN: 13,
      /* \r */
      CHAR_CIRCUMFLEX_ACCENT: 94,
      /* ^ */
      CHAR_COLON: 58,
      /* : */
      CHAR_COMMA: 44,
      /* , */
      CHAR_DOT: 46,
      /* . */
      CHAR_DOUBLE_QUOTE: 34,
      /* " */
      CHAR_EQUAL: 61,
      /* = */
      CHAR_EXCLAMATION_MARK: 33,
      /* ! */
      CHAR_FORM_FEED: 12,
      /* \f */
      CHAR_FORWARD_SLASH: 47,
      /* / */
      CHAR_GRAVE_ACCENT: 96,
      /* ` */
      CHAR_HASH: 35,
      /* # */
      CHAR_HYPHEN_MINUS: 45,
      /* - */
      CHAR_LEFT_ANGLE_BRACKET: 60,
      /* < */
      CHAR_LEFT_CURLY_BRACE: 123,
      /* { */
      CHAR_LEFT_SQUARE_BRACKET: 91,
      /* [ */
      CHAR_LINE_FEED: 10,
      /* \n */
      CHAR_NO_BREAK_SPACE: 160,
      /* \u00A0 */
      CHAR_PERCENT: 37,
      /* % */
      CHAR_PLUS: 43,
      /* + */
      CHAR_QUESTION_MARK: 63,
      /* ? */
      CHAR_RIGHT_ANGLE_BRACKET: 62,
      /* > */
      CHAR_RIGHT_CURLY_BRACE: 125,
      /* } */
      CHAR_RIGHT_SQUARE_BRACKET: 93,
      /* ] */
      CHAR_SEMICOLON: 59,
      /* ; */
      CHAR_SINGLE_QUOTE: 39,
      /* ' */
      CHAR_SPACE: 32,
      /*   */
      CHAR_TAB: 9,
      /* \t */
      CHAR_UNDERSCORE: 95,
      /* _ */
      CHAR_VERTICAL_LINE: 124,
      /* | */
      CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
      /* \uFEFF */
      /**
       * Create EXTGLOB_CHARS
       */
      extglobChars(chars) {
        return {
          "!": { type: "negate", open: "(?:(?!(?:", close: `))${chars.STAR})` },
          "?": { type: "qmark", open: "(?:", close: ")?" },
          "+": { type: "plus", open: "(?:", close: ")+" },
          "*": { type: "star", open: "(?:", close: ")*" },
          "@": { type: "at", open: "(?:", close: ")" }
        };
      },
      /**
       * Create GLOB_CHARS
       */
      globChars(win32) {
        return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
      }
    };
  }
});
// node_modules/picomatch/lib/utils.js
var require_utils = (0, import_shared_5.__commonJS)({
  "node_modules/picomatch/lib/utils.js"(exports2) {
    "use strict";
    var {
      REGEX_BACKSLASH,
      REGEX_REMOVE_BACKSLASH,
      REGEX_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_GLOBAL
    } = require_constants2();
    exports2.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
    exports2.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
    exports2.isRegexChar = (str) => str.length === 1 && exports2.hasRegexChars(str);
    exports2.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
    exports2.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
    exports2.isWindows = () => {
      if (typeof navigator !== "undefined" && navigator.platform) {
        const platform2 = navigator.platform.toLowerCase();
        return platform2 === "win32" || platform2 === "windows";
      }
      if (typeof process !== "undefined" && process.platform) {
        return process.platform === "win32";
      }
      return false;
    };
    exports2.removeBackslashes = (str) => {
      return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
        return match === "\\" ? "" : match;
      });
    };
    exports2.escapeLast = (input, char, lastIdx) => {
      const idx = input.lastIndexOf(char, lastIdx);
      if (idx === -1) return input;
      if (input[idx - 1] === "\\") return exports2.escapeLast(input, char, idx - 1);
      return `${input.slice(0, idx)}\\${input.slice(idx)}`;
    };
    exports2.removePrefix = (input, state = {}) => {
      let output = input;
      if (output.startsWith("./")) {
        output = output.slice(2);
        state.prefix = "./";
      }
      return output;
    };
    exports2.wrapOutput = (input, state = {}, options = {}) => {
      const prepend = options.contains ? "" : "^";
      const append = options.contains ? "" : "$";
      let output = `${prepend}(?:${input})${append}`;
      if (state.negated === true) {
        output = `(?:^(?!${output}).*$)`;
      }
      return output;
    };
    exports2.basename = (path4, { windows } = {}) => {
      const segs = path4.split(windows ? /[\\/]/ : "/");
      const last = segs[segs.length - 1];
      if (last === "") {
        return segs[segs.length - 2];
      }
      return last;
    };
  }
});
// node_modules/picomatch/lib/scan.js
var require_scan = (0, import_shared_5.__commonJS)({
  "node_modules/picomatch/lib/scan.js"(exports2, module2) {
    "use strict";
    var utils = require_utils();
    var {
      CHAR_ASTERISK,
      /* * */
      CHAR_AT,
      /* @ */
      CHAR_BACKWARD_SLASH,
      /* \ */
      CHAR_COMMA,
      /* , */
      CHAR_DOT,
      /* . */
      CHAR_EXCLAMATION_MARK,
      /* ! */
      CHAR_FORWARD_SLASH,
      /* / */
      CHAR_LEFT_CURLY_BRACE,
      /* { */
      CHAR_LEFT_PARENTHESES,
      /* ( */
      CHAR_LEFT_SQUARE_BRACKET,
      /* [ */
      CHAR_PLUS,
      /* + */
      CHAR_QUESTION_MARK,
      /* ? */
      CHAR_RIGHT_CURLY_BRACE,
      /* } */
      CHAR_RIGHT_PARENTHESES,
      /* ) */
      CHAR_RIGHT_SQUARE_BRACKET
      /* ] */
    } = require_constants2();
    var isPathSeparator = (code) => {
      return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
    };
    var depth = (token) => {
      if (token.isPrefix !== true) {
        token.depth = token.isGlobstar ? Infinity : 1;
      }
    };
    var scan2 = (input, options) => {
      const opts = options || {};
      const length = input.length - 1;
      const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
      const slashes = [];
      const tokens = [];
      const parts = [];
      let str = input;
      let index2 = -1;
      let start = 0;
      let lastIndex = 0;
      let isBrace = false;
      let isBracket = false;
      let isGlob = false;
      let isExtglob = false;
      let isGlobstar = false;
      let braceEscaped = false;
      let backslashes = false;
      let negated = false;
      let negatedExtglob = false;
      let finished3 = false;
      let braces = 0;
      let prev;
      let code;
      let token = { value: "", depth: 0, isGlob: false };
      const eos = () => index2 >= length;
      const peek = () => str.charCodeAt(index2 + 1);
      const advance2 = () => {
        prev = code;
        return str.charCodeAt(++index2);
      };
      while (index2 < length) {
        code = advance2();
        let next;
        if (code === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          code = advance2();
          if (code === CHAR_LEFT_CURLY_BRACE) {
            braceEscaped = true;
          }
          continue;
        }
        if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
          braces++;
          while (eos() !== true && (code = advance2())) {
            if (code === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance2();
              continue;
            }
            if (code === CHAR_LEFT_CURLY_BRACE) {
              braces++;
              continue;
            }
            if (braceEscaped !== true && code === CHAR_DOT && (code = advance2()) === CHAR_DOT) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished3 = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (braceEscaped !== true && code === CHAR_COMMA) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished3 = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (code === CHAR_RIGHT_CURLY_BRACE) {
              braces--;
              if (braces === 0) {
                braceEscaped = false;
                isBrace = token.isBrace = true;
                finished3 = true;
                break;
              }
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_FORWARD_SLASH) {
          slashes.push(index2);
          tokens.push(token);
          token = { value: "", depth: 0, isGlob: false };
          if (finished3 === true) continue;
          if (prev === CHAR_DOT && index2 === start + 1) {
            start += 2;
            continue;
          }
          lastIndex = index2 + 1;
          continue;
        }
        if (opts.noext !== true) {
          const isExtglobChar = code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK;
          if (isExtglobChar === true && peek() === CHAR_LEFT_PARENTHESES) {
            isGlob = token.isGlob = true;
            isExtglob = token.isExtglob = true;
            finished3 = true;
            if (code === CHAR_EXCLAMATION_MARK && index2 === start) {
              negatedExtglob = true;
            }
            if (scanToEnd === true) {
              let parens = 0;
              while (eos() !== true && (code = advance2())) {
                if (code === CHAR_BACKWARD_SLASH) {
                  backslashes = token.backslashes = true;
                  advance2();
                  continue;
                }
                if (code === CHAR_LEFT_PARENTHESES) {
                  parens++;
                  continue;
                }
                if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                  finished3 = true;
                  break;
                }
              }
              continue;
            }
            break;
          }
        }
        if (code === CHAR_ASTERISK) {
          if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
          isGlob = token.isGlob = true;
          finished3 = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_QUESTION_MARK) {
          isGlob = token.isGlob = true;
          finished3 = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_LEFT_SQUARE_BRACKET) {
          while (eos() !== true && (next = advance2())) {
            if (next === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance2();
              continue;
            }
            if (next === CHAR_RIGHT_SQUARE_BRACKET) {
              isBracket = token.isBracket = true;
              isGlob = token.isGlob = true;
              finished3 = true;
              break;
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index2 === start) {
          negated = token.negated = true;
          start++;
          continue;
        }
        if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
          isGlob = token.isGlob = true;
          if (scanToEnd === true) {
            let parens = 1;
            while (eos() !== true && (code = advance2())) {
              if (code === CHAR_BACKWARD_SLASH) {
                backslashes = token.backslashes = true;
                advance2();
                continue;
              }
              if (code === CHAR_LEFT_PARENTHESES) {
                parens++;
                continue;
              }
              if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                finished3 = true;
                break;
              }
            }
            continue;
          }
          break;
        }
        if (isGlob === true) {
          finished3 = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
      }
      if (opts.noext === true) {
        isExtglob = false;
        isGlob = false;
      }
      let base = str;
      let prefix = "";
      let glob = "";
      if (start > 0) {
        prefix = str.slice(0, start);
        str = str.slice(start);
        lastIndex -= start;
      }
      if (base && isGlob === true && lastIndex > 0) {
        base = str.slice(0, lastIndex);
        glob = str.slice(lastIndex);
      } else if (isGlob === true) {
        base = "";
        glob = str;
      } else {
        base = str;
      }
      if (base && base !== "" && base !== "/" && base !== str) {
        if (isPathSeparator(base.charCodeAt(base.length - 1))) {
          base = base.slice(0, -1);
        }
      }
      if (opts.unescape === true) {
        if (glob) glob = utils.removeBackslashes(glob);
        if (base && backslashes === true) {
          base = utils.removeBackslashes(base);
        }
      }
      const state = {
        prefix,
        input,
        start,
        base,
        glob,
        isBrace,
        isBracket,
        isGlob,
        isExtglob,
        isGlobstar,
        negated,
        negatedExtglob
      };
      if (opts.tokens === true) {
        state.maxDepth = 0;
        if (!isPathSeparator(code)) {
          tokens.push(token);
        }
        state.tokens = tokens;
      }
      if (opts.parts === true || opts.tokens === true) {
        let prevIndex;
        for (let idx = 0; idx < slashes.length; idx++) {
          const n2 = prevIndex !== void 0 ? prevIndex + 1 : start;
          const i = slashes[idx];
          const value2 = input.slice(n2, i);
          if (opts.tokens) {
            if (idx === 0 && start !== 0) {
              tokens[idx].isPrefix = true;
              tokens[idx].value = prefix;
            } else {
              tokens[idx].value = value2;
            }
            depth(tokens[idx]);
            state.maxDepth += tokens[idx].depth;
          }
          if (i >= start) {
            parts.push(value2);
            prevIndex = i;
          }
        }
        const n = prevIndex !== void 0 ? prevIndex + 1 : start;
        const value = input.slice(n);
        parts.push(value);
        if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
          tokens[tokens.length - 1].value = value;
          depth(tokens[tokens.length - 1]);
          state.maxDepth += tokens[tokens.length - 1].depth;
        }
        state.slashes = slashes;
        state.parts = parts;
      }
      return state;
    };
    module2.exports = scan2;
  }
});
// node_modules/picomatch/lib/parse.js
var require_parse = (0, import_shared_5.__commonJS)({
  "node_modules/picomatch/lib/parse.js"(exports2, module2) {
    "use strict";
    var constants3 = require_constants2();
    var utils = require_utils();
    var {
      MAX_LENGTH,
      POSIX_REGEX_SOURCE,
      REGEX_NON_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_BACKREF,
      REPLACEMENTS
    } = constants3;
    var expandRange = (args, options) => {
      if (typeof options.expandRange === "function") {
        return options.expandRange(...args, options);
      }
      args.sort();
      const value = `[${args.join("-")}]`;
      try {
        new RegExp(value);
      } catch (ex) {
        return args.map((v) => utils.escapeRegex(v)).join("..");
      }
      return value;
    };
    var syntaxError = (type, char) => {
      return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
    };
    var splitTopLevel = (input) => {
      const parts = [];
      let bracket = 0;
      let paren = 0;
      let quote = 0;
      let value = "";
      let escaped = false;
      for (const ch of input) {
        if (escaped === true) {
          value += ch;
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          value += ch;
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote = quote === 1 ? 0 : 1;
          value += ch;
          continue;
        }
        if (quote === 0) {
          if (ch === "[") {
            bracket++;
          } else if (ch === "]" && bracket > 0) {
            bracket--;
          } else if (bracket === 0) {
            if (ch === "(") {
              paren++;
            } else if (ch === ")" && paren > 0) {
              paren--;
            } else if (ch === "|" && paren === 0) {
              parts.push(value);
              value = "";
              continue;
            }
          }
        }
        value += ch;
      }
      parts.push(value);
      return parts;
    };
    var isPlainBranch = (branch) => {
      let escaped = false;
      for (const ch of branch) {
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (/[?*+@!()[\]{}]/.test(ch)) {
          return false;
        }
      }
      return true;
    };
    var normalizeSimpleBranch = (branch) => {
      let value = branch.trim();
      let changed = true;
      while (changed === true) {
        changed = false;
        if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
          value = value.slice(2, -1);
          changed = true;
        }
      }
      if (!isPlainBranch(value)) {
        return;
      }
      return value.replace(/\\(.)/g, "$1");
    };
    var hasRepeatedCharPrefixOverlap = (branches) => {
      const values = branches.map(normalizeSimpleBranch).filter(Boolean);
      for (let i = 0; i < values.length; i++) {
        for (let j = i + 1; j < values.length; j++) {
          const a = values[i];
          const b = values[j];
          const char = a[0];
          if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) {
            continue;
          }
          if (a === b || a.startsWith(b) || b.startsWith(a)) {
            return true;
          }
        }
      }
      return false;
    };
    var parseRepeatedExtglob = (pattern, requireEnd = true) => {
      if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") {
        return;
      }
      let bracket = 0;
      let paren = 0;
      let quote = 0;
      let escaped = false;
      for (let i = 1; i < pattern.length; i++) {
        const ch = pattern[i];
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote = quote === 1 ? 0 : 1;
          continue;
        }
        if (quote === 1) {
          continue;
        }
        if (ch === "[") {
          bracket++;
          continue;
        }
        if (ch === "]" && bracket > 0) {
          bracket--;
          continue;
        }
        if (bracket > 0) {
          continue;
        }
        if (ch === "(") {
          paren++;
          continue;
        }
        if (ch === ")") {
          paren--;
          if (paren === 0) {
            if (requireEnd === true && i !== pattern.length - 1) {
              return;
            }
            return {
              type: pattern[0],
              body: pattern.slice(2, i),
              end: i
            };
          }
        }
      }
    };
    var buildCharClassStar = (chars) => {
      const source = chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`;
      return `${source}*`;
    };
    var getStarExtglobSequenceChars = (pattern) => {
      let index2 = 0;
      const chars = [];
      while (index2 < pattern.length) {
        const match = parseRepeatedExtglob(pattern.slice(index2), false);
        if (!match || match.type !== "*") {
          return;
        }
        const branches = splitTopLevel(match.body).map((branch2) => branch2.trim());
        if (branches.length !== 1) {
          return;
        }
        const branch = normalizeSimpleBranch(branches[0]);
        if (!branch || branch.length !== 1) {
          return;
        }
        chars.push(branch);
        index2 += match.end + 1;
      }
      if (chars.length < 1) {
        return;
      }
      return chars;
    };
    var repeatedExtglobRecursion = (pattern) => {
      let depth = 0;
      let value = pattern.trim();
      let match = parseRepeatedExtglob(value);
      while (match) {
        depth++;
        value = match.body.trim();
        match = parseRepeatedExtglob(value);
      }
      return depth;
    };
    var analyzeRepeatedExtglob = (body, options) => {
      if (options.maxExtglobRecursion === false) {
        return { risky: false };
      }
      const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants3.DEFAULT_MAX_EXTGLOB_RECURSION;
      const branches = splitTopLevel(body).map((branch) => branch.trim());
      if (branches.length > 1) {
        if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) {
          return { risky: true };
        }
      }
      const safeChars = [];
      let sawStarSequence = false;
      let combinable = true;
      for (const branch of branches) {
        const chars = getStarExtglobSequenceChars(branch);
        if (chars) {
          sawStarSequence = true;
          safeChars.push(...chars);
          continue;
        }
        const literal2 = normalizeSimpleBranch(branch);
        if (literal2 && literal2.length === 1) {
          safeChars.push(literal2);
          continue;
        }
        combinable = false;
        if (repeatedExtglobRecursion(branch) > max) {
          return { risky: true };
        }
      }
      if (sawStarSequence) {
        return combinable ? { risky: true, safeOutput: buildCharClassStar([...new Set(safeChars)]) } : { risky: true };
      }
      return { risky: false };
    };
    var parse2 = (input, options) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected a string");
      }
      input = REPLACEMENTS[input] || input;
      const opts = { ...options };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      let len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      const bos = { type: "bos", value: "", output: opts.prepend || "" };
      const tokens = [bos];
      const capture = opts.capture ? "" : "?:";
      const PLATFORM_CHARS = constants3.globChars(opts.windows);
      const EXTGLOB_CHARS = constants3.extglobChars(PLATFORM_CHARS);
      const {
        DOT_LITERAL,
        PLUS_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOT_SLASH,
        NO_DOTS_SLASH,
        QMARK,
        QMARK_NO_DOT,
        STAR,
        START_ANCHOR
      } = PLATFORM_CHARS;
      const globstar = (opts2) => {
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const nodot = opts.dot ? "" : NO_DOT;
      const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
      let star = opts.bash === true ? globstar(opts) : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      if (typeof opts.noext === "boolean") {
        opts.noextglob = opts.noext;
      }
      const state = {
        input,
        index: -1,
        start: 0,
        dot: opts.dot === true,
        consumed: "",
        output: "",
        prefix: "",
        backtrack: false,
        negated: false,
        brackets: 0,
        braces: 0,
        parens: 0,
        quotes: 0,
        globstar: false,
        tokens
      };
      input = utils.removePrefix(input, state);
      len = input.length;
      const extglobs = [];
      const braces = [];
      const stack = [];
      let prev = bos;
      let value;
      const eos = () => state.index === len - 1;
      const peek = state.peek = (n = 1) => input[state.index + n];
      const advance2 = state.advance = () => input[++state.index] || "";
      const remaining = () => input.slice(state.index + 1);
      const consume = (value2 = "", num = 0) => {
        state.consumed += value2;
        state.index += num;
      };
      const append = (token) => {
        state.output += token.output != null ? token.output : token.value;
        consume(token.value);
      };
      const negate = () => {
        let count = 1;
        while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
          advance2();
          state.start++;
          count++;
        }
        if (count % 2 === 0) {
          return false;
        }
        state.negated = true;
        state.start++;
        return true;
      };
      const increment = (type) => {
        state[type]++;
        stack.push(type);
      };
      const decrement = (type) => {
        state[type]--;
        stack.pop();
      };
      const push2 = (tok) => {
        if (prev.type === "globstar") {
          const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
          const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
          if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
            state.output = state.output.slice(0, -prev.output.length);
            prev.type = "star";
            prev.value = "*";
            prev.output = star;
            state.output += prev.output;
          }
        }
        if (extglobs.length && tok.type !== "paren") {
          extglobs[extglobs.length - 1].inner += tok.value;
        }
        if (tok.value || tok.output) append(tok);
        if (prev && prev.type === "text" && tok.type === "text") {
          prev.output = (prev.output || prev.value) + tok.value;
          prev.value += tok.value;
          return;
        }
        tok.prev = prev;
        tokens.push(tok);
        prev = tok;
      };
      const extglobOpen = (type, value2) => {
        const token = { ...EXTGLOB_CHARS[value2], conditions: 1, inner: "" };
        token.prev = prev;
        token.parens = state.parens;
        token.output = state.output;
        token.startIndex = state.index;
        token.tokensIndex = tokens.length;
        const output = (opts.capture ? "(" : "") + token.open;
        increment("parens");
        push2({ type, value: value2, output: state.output ? "" : ONE_CHAR });
        push2({ type: "paren", extglob: true, value: advance2(), output });
        extglobs.push(token);
      };
      const extglobClose = (token) => {
        const literal2 = input.slice(token.startIndex, state.index + 1);
        const body = input.slice(token.startIndex + 2, state.index);
        const analysis = analyzeRepeatedExtglob(body, opts);
        if ((token.type === "plus" || token.type === "star") && analysis.risky) {
          const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
          const open5 = tokens[token.tokensIndex];
          open5.type = "text";
          open5.value = literal2;
          open5.output = safeOutput || utils.escapeRegex(literal2);
          for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
            tokens[i].value = "";
            tokens[i].output = "";
            delete tokens[i].suffix;
          }
          state.output = token.output + open5.output;
          state.backtrack = true;
          push2({ type: "paren", extglob: true, value, output: "" });
          decrement("parens");
          return;
        }
        let output = token.close + (opts.capture ? ")" : "");
        let rest;
        if (token.type === "negate") {
          let extglobStar = star;
          if (token.inner && token.inner.length > 1 && token.inner.includes("/")) {
            extglobStar = globstar(opts);
          }
          if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) {
            output = token.close = `)$))${extglobStar}`;
          }
          if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) {
            const expression = parse2(rest, { ...options, fastpaths: false }).output;
            output = token.close = `)${expression})${extglobStar})`;
          }
          if (token.prev.type === "bos") {
            state.negatedExtglob = true;
          }
        }
        push2({ type: "paren", extglob: true, value, output });
        decrement("parens");
      };
      if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
        let backslashes = false;
        let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc2, chars, first, rest, index2) => {
          if (first === "\\") {
            backslashes = true;
            return m;
          }
          if (first === "?") {
            if (esc2) {
              return esc2 + first + (rest ? QMARK.repeat(rest.length) : "");
            }
            if (index2 === 0) {
              return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
            }
            return QMARK.repeat(chars.length);
          }
          if (first === ".") {
            return DOT_LITERAL.repeat(chars.length);
          }
          if (first === "*") {
            if (esc2) {
              return esc2 + first + (rest ? star : "");
            }
            return star;
          }
          return esc2 ? m : `\\${m}`;
        });
        if (backslashes === true) {
          if (opts.unescape === true) {
            output = output.replace(/\\/g, "");
          } else {
            output = output.replace(/\\+/g, (m) => {
              return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
            });
          }
        }
        if (output === input && opts.contains === true) {
          state.output = input;
          return state;
        }
        state.output = utils.wrapOutput(output, state, options);
        return state;
      }
      while (!eos()) {
        value = advance2();
        if (value === "\0") {
          continue;
        }
        if (value === "\\") {
          const next = peek();
          if (next === "/" && opts.bash !== true) {
            continue;
          }
          if (next === "." || next === ";") {
            continue;
          }
          if (!next) {
            value += "\\";
            push2({ type: "text", value });
            continue;
          }
          const match = /^\\+/.exec(remaining());
          let slashes = 0;
          if (match && match[0].length > 2) {
            slashes = match[0].length;
            state.index += slashes;
            if (slashes % 2 !== 0) {
              value += "\\";
            }
          }
          if (opts.unescape === true) {
            value = advance2();
          } else {
            value += advance2();
          }
          if (state.brackets === 0) {
            push2({ type: "text", value });
            continue;
          }
        }
        if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
          if (opts.posix !== false && value === ":") {
            const inner = prev.value.slice(1);
            if (inner.includes("[")) {
              prev.posix = true;
              if (inner.includes(":")) {
                const idx = prev.value.lastIndexOf("[");
                const pre = prev.value.slice(0, idx);
                const rest2 = prev.value.slice(idx + 2);
                const posix2 = POSIX_REGEX_SOURCE[rest2];
                if (posix2) {
                  prev.value = pre + posix2;
                  state.backtrack = true;
                  advance2();
                  if (!bos.output && tokens.indexOf(prev) === 1) {
                    bos.output = ONE_CHAR;
                  }
                  continue;
                }
              }
            }
          }
          if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") {
            value = `\\${value}`;
          }
          if (value === "]" && (prev.value === "[" || prev.value === "[^")) {
            value = `\\${value}`;
          }
          if (opts.posix === true && value === "!" && prev.value === "[") {
            value = "^";
          }
          prev.value += value;
          append({ value });
          continue;
        }
        if (state.quotes === 1 && value !== '"') {
          value = utils.escapeRegex(value);
          prev.value += value;
          append({ value });
          continue;
        }
        if (value === '"') {
          state.quotes = state.quotes === 1 ? 0 : 1;
          if (opts.keepQuotes === true) {
            push2({ type: "text", value });
          }
          continue;
        }
        if (value === "(") {
          increment("parens");
          push2({ type: "paren", value });
          continue;
        }
        if (value === ")") {
          if (state.parens === 0 && opts.strictBrackets === true) {
            throw new SyntaxError(syntaxError("opening", "("));
          }
          const extglob = extglobs[extglobs.length - 1];
          if (extglob && state.parens === extglob.parens + 1) {
            extglobClose(extglobs.pop());
            continue;
          }
          push2({ type: "paren", value, output: state.parens ? ")" : "\\)" });
          decrement("parens");
          continue;
        }
        if (value === "[") {
          if (opts.nobracket === true || !remaining().includes("]")) {
            if (opts.nobracket !== true && opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("closing", "]"));
            }
            value = `\\${value}`;
          } else {
            increment("brackets");
          }
          push2({ type: "bracket", value });
          continue;
        }
        if (value === "]") {
          if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
            push2({ type: "text", value, output: `\\${value}` });
            continue;
          }
          if (state.brackets === 0) {
            if (opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("opening", "["));
            }
            push2({ type: "text", value, output: `\\${value}` });
            continue;
          }
          decrement("brackets");
          const prevValue = prev.value.slice(1);
          if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) {
            value = `/${value}`;
          }
          prev.value += value;
          append({ value });
          if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) {
            continue;
          }
          const escaped = utils.escapeRegex(prev.value);
          state.output = state.output.slice(0, -prev.value.length);
          if (opts.literalBrackets === true) {
            state.output += escaped;
            prev.value = escaped;
            continue;
          }
          prev.value = `(${capture}${escaped}|${prev.value})`;
          state.output += prev.value;
          continue;
        }
        if (value === "{" && opts.nobrace !== true) {
          increment("braces");
          const open5 = {
            type: "brace",
            value,
            output: "(",
            outputIndex: state.output.length,
            tokensIndex: state.tokens.length
          };
          braces.push(open5);
          push2(open5);
          continue;
        }
        if (value === "}") {
          const brace = braces[braces.length - 1];
          if (opts.nobrace === true || !brace) {
            push2({ type: "text", value, output: value });
            continue;
          }
          let output = ")";
          if (brace.dots === true) {
            const arr = tokens.slice();
            const range = [];
            for (let i = arr.length - 1; i >= 0; i--) {
              tokens.pop();
              if (arr[i].type === "brace") {
                break;
              }
              if (arr[i].type !== "dots") {
                range.unshift(arr[i].value);
              }
            }
            output = expandRange(range, opts);
            state.backtrack = true;
          }
          if (brace.comma !== true && brace.dots !== true) {
            const out = state.output.slice(0, brace.outputIndex);
            const toks = state.tokens.slice(brace.tokensIndex);
            brace.value = brace.output = "\\{";
            value = output = "\\}";
            state.output = out;
            for (const t of toks) {
              state.output += t.output || t.value;
            }
          }
          push2({ type: "brace", value, output });
          decrement("braces");
          braces.pop();
          continue;
        }
        if (value === "|") {
          if (extglobs.length > 0) {
            extglobs[extglobs.length - 1].conditions++;
          }
          push2({ type: "text", value });
          continue;
        }
        if (value === ",") {
          let output = value;
          const brace = braces[braces.length - 1];
          if (brace && stack[stack.length - 1] === "braces") {
            brace.comma = true;
            output = "|";
          }
          push2({ type: "comma", value, output });
          continue;
        }
        if (value === "/") {
          if (prev.type === "dot" && state.index === state.start + 1) {
            state.start = state.index + 1;
            state.consumed = "";
            state.output = "";
            tokens.pop();
            prev = bos;
            continue;
          }
          push2({ type: "slash", value, output: SLASH_LITERAL });
          continue;
        }
        if (value === ".") {
          if (state.braces > 0 && prev.type === "dot") {
            if (prev.value === ".") prev.output = DOT_LITERAL;
            const brace = braces[braces.length - 1];
            prev.type = "dots";
            prev.output += value;
            prev.value += value;
            brace.dots = true;
            continue;
          }
          if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
            push2({ type: "text", value, output: DOT_LITERAL });
            continue;
          }
          push2({ type: "dot", value, output: DOT_LITERAL });
          continue;
        }
        if (value === "?") {
          const isGroup = prev && prev.value === "(";
          if (!isGroup && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("qmark", value);
            continue;
          }
          if (prev && prev.type === "paren") {
            const next = peek();
            let output = value;
            if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) {
              output = `\\${value}`;
            }
            push2({ type: "text", value, output });
            continue;
          }
          if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
            push2({ type: "qmark", value, output: QMARK_NO_DOT });
            continue;
          }
          push2({ type: "qmark", value, output: QMARK });
          continue;
        }
        if (value === "!") {
          if (opts.noextglob !== true && peek() === "(") {
            if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
              extglobOpen("negate", value);
              continue;
            }
          }
          if (opts.nonegate !== true && state.index === 0) {
            negate();
            continue;
          }
        }
        if (value === "+") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("plus", value);
            continue;
          }
          if (prev && prev.value === "(" || opts.regex === false) {
            push2({ type: "plus", value, output: PLUS_LITERAL });
            continue;
          }
          if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
            push2({ type: "plus", value });
            continue;
          }
          push2({ type: "plus", value: PLUS_LITERAL });
          continue;
        }
        if (value === "@") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            push2({ type: "at", extglob: true, value, output: "" });
            continue;
          }
          push2({ type: "text", value });
          continue;
        }
        if (value !== "*") {
          if (value === "$" || value === "^") {
            value = `\\${value}`;
          }
          const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
          if (match) {
            value += match[0];
            state.index += match[0].length;
          }
          push2({ type: "text", value });
          continue;
        }
        if (prev && (prev.type === "globstar" || prev.star === true)) {
          prev.type = "star";
          prev.star = true;
          prev.value += value;
          prev.output = star;
          state.backtrack = true;
          state.globstar = true;
          consume(value);
          continue;
        }
        let rest = remaining();
        if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
          extglobOpen("star", value);
          continue;
        }
        if (prev.type === "star") {
          if (opts.noglobstar === true) {
            consume(value);
            continue;
          }
          const prior = prev.prev;
          const before = prior.prev;
          const isStart = prior.type === "slash" || prior.type === "bos";
          const afterStar = before && (before.type === "star" || before.type === "globstar");
          if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
            push2({ type: "star", value, output: "" });
            continue;
          }
          const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
          const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
          if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
            push2({ type: "star", value, output: "" });
            continue;
          }
          while (rest.slice(0, 3) === "/**") {
            const after = input[state.index + 4];
            if (after && after !== "/") {
              break;
            }
            rest = rest.slice(3);
            consume("/**", 3);
          }
          const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
          if (prior.type === "bos" && eos()) {
            prev.type = "globstar";
            prev.value += value;
            prev.output = globstar(opts);
            state.output = prev.output;
            state.globstar = true;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
            prev.value += value;
            state.globstar = true;
            state.output += prior.output + prev.output;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
            const end2 = rest[1] !== void 0 ? "|$" : "";
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end2})`;
            prev.value += value;
            state.output += prior.output + prev.output;
            state.globstar = true;
            consume(value + advance2());
            push2({ type: "slash", value: "/", output: "" });
            continue;
          }
          if (prior.type === "bos" && rest[0] === "/") {
            prev.type = "globstar";
            prev.value += value;
            prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
            state.output = prev.output;
            state.globstar = true;
            consume(value + advance2());
            push2({ type: "slash", value: "/", output: "" });
            continue;
          }
          state.output = state.output.slice(0, -prev.output.length);
          prev.type = "globstar";
          prev.output = globstar(opts);
          prev.value += value;
          state.output += prev.output;
          state.globstar = true;
          consume(value);
          continue;
        }
        const token = { type: "star", value, output: star };
        if (opts.bash === true) {
          token.output = ".*?";
          if (prev.type === "bos" || prev.type === "slash") {
            token.output = nodot + token.output;
          }
          push2(token);
          continue;
        }
        if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
          token.output = value;
          push2(token);
          continue;
        }
        if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
          if (prev.type === "dot") {
            state.output += NO_DOT_SLASH;
            prev.output += NO_DOT_SLASH;
          } else if (opts.dot === true) {
            state.output += NO_DOTS_SLASH;
            prev.output += NO_DOTS_SLASH;
          } else {
            state.output += nodot;
            prev.output += nodot;
          }
          if (peek() !== "*") {
            state.output += ONE_CHAR;
            prev.output += ONE_CHAR;
          }
        }
        push2(token);
      }
      while (state.brackets > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
        state.output = utils.escapeLast(state.output, "[");
        decrement("brackets");
      }
      while (state.parens > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
        state.output = utils.escapeLast(state.output, "(");
        decrement("parens");
      }
      while (state.braces > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
        state.output = utils.escapeLast(state.output, "{");
        decrement("braces");
      }
      if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) {
        push2({ type: "maybe_slash", value: "", output: `${SLASH_LITERAL}?` });
      }
      if (state.backtrack === true) {
        state.output = "";
        for (const token of state.tokens) {
          state.output += token.output != null ? token.output : token.value;
          if (token.suffix) {
            state.output += token.suffix;
          }
        }
      }
      return state;
    };
    parse2.fastpaths = (input, options) => {
      const opts = { ...options };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      const len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      input = REPLACEMENTS[input] || input;
      const {
        DOT_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOTS,
        NO_DOTS_SLASH,
        STAR,
        START_ANCHOR
      } = constants3.globChars(opts.windows);
      const nodot = opts.dot ? NO_DOTS : NO_DOT;
      const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
      const capture = opts.capture ? "" : "?:";
      const state = { negated: false, prefix: "" };
      let star = opts.bash === true ? ".*?" : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      const globstar = (opts2) => {
        if (opts2.noglobstar === true) return star;
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const create = (str) => {
        switch (str) {
          case "*":
            return `${nodot}${ONE_CHAR}${star}`;
          case ".*":
            return `${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*.*":
            return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*/*":
            return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
          case "**":
            return nodot + globstar(opts);
          case "**/*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
          case "**/*.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "**/.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
          default: {
            const match = /^(.*?)\.(\w+)$/.exec(str);
            if (!match) return;
            const source2 = create(match[1]);
            if (!source2) return;
            return source2 + DOT_LITERAL + match[2];
          }
        }
      };
      const output = utils.removePrefix(input, state);
      let source = create(output);
      if (source && opts.strictSlashes !== true) {
        source += `${SLASH_LITERAL}?`;
      }
      return source;
    };
    module2.exports = parse2;
  }
});
// node_modules/picomatch/lib/picomatch.js
var require_picomatch = (0, import_shared_5.__commonJS)({
  "node_modules/picomatch/lib/picomatch.js"(exports2, module2) {
    "use strict";
    var scan2 = require_scan();
    var parse2 = require_parse();
    var utils = require_utils();
    var constants3 = require_constants2();
    var isObject2 = (val) => val && typeof val === "object" && !Array.isArray(val);
    var picomatch2 = (glob, options, returnState = false) => {
      if (Array.isArray(glob)) {
        const fns = glob.map((input) => picomatch2(input, options, returnState));
        const arrayMatcher = (str) => {
          for (const isMatch of fns) {
            const state2 = isMatch(str);
            if (state2) return state2;
          }
          return false;
        };
        return arrayMatcher;
      }
      const isState = isObject2(glob) && glob.tokens && glob.input;
      if (glob === "" || typeof glob !== "string" && !isState) {
        throw new TypeError("Expected pattern to be a non-empty string");
      }
      const opts = options || {};
      const posix2 = opts.windows;
      const regex = isState ? picomatch2.compileRe(glob, options) : picomatch2.makeRe(glob, options, false, true);
      const state = regex.state;
      delete regex.state;
      let isIgnored = () => false;
      if (opts.ignore) {
        const ignoreOpts = { ...options, ignore: null, onMatch: null, onResult: null };
        isIgnored = picomatch2(opts.ignore, ignoreOpts, returnState);
      }
      const matcher = (input, returnObject = false) => {
        const { isMatch, match, output } = picomatch2.test(input, regex, options, { glob, posix: posix2 });
        const result = { glob, state, regex, posix: posix2, input, output, match, isMatch };
        if (typeof opts.onResult === "function") {
          opts.onResult(result);
        }
        if (isMatch === false) {
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (isIgnored(input)) {
          if (typeof opts.onIgnore === "function") {
            opts.onIgnore(result);
          }
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (typeof opts.onMatch === "function") {
          opts.onMatch(result);
        }
        return returnObject ? result : true;
      };
      if (returnState) {
        matcher.state = state;
      }
      return matcher;
    };
    picomatch2.test = (input, regex, options, { glob, posix: posix2 } = {}) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected input to be a string");
      }
      if (input === "") {
        return { isMatch: false, output: "" };
      }
      const opts = options || {};
      const format = opts.format || (posix2 ? utils.toPosixSlashes : null);
      let match = input === glob;
      let output = match && format ? format(input) : input;
      if (match === false) {
        output = format ? format(input) : input;
        match = output === glob;
      }
      if (match === false || opts.capture === true) {
        if (opts.matchBase === true || opts.basename === true) {
          match = picomatch2.matchBase(input, regex, options, posix2);
        } else {
          match = regex.exec(output);
        }
      }
      return { isMatch: Boolean(match), match, output };
    };
    picomatch2.matchBase = (input, glob, options, posix2 = options && options.windows) => {
      const regex = glob instanceof RegExp ? glob : picomatch2.makeRe(glob, options);
      return regex.test(utils.basename(input, { windows: posix2 }));
    };
    picomatch2.isMatch = (str, patterns, options) => picomatch2(patterns, options)(str);
    picomatch2.parse = (pattern, options) => {
      if (Array.isArray(pattern)) return pattern.map((p) => picomatch2.parse(p, options));
      return parse2(pattern, { ...options, fastpaths: false });
    };
    picomatch2.scan = (input, options) => scan2(input, options);
    picomatch2.compileRe = (state, options, returnOutput = false, returnState = false) => {
      if (returnOutput === true) {
        return state.output;
      }
      const opts = options || {};
      const prepend = opts.contains ? "" : "^";
      const append = opts.contains ? "" : "$";
      let source = `${prepend}(?:${state.output})${append}`;
      if (state && state.negated === true) {
        source = `^(?!${source}).*$`;
      }
      const regex = picomatch2.toRegex(source, options);
      if (returnState === true) {
        regex.state = state;
      }
      return regex;
    };
    picomatch2.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
      if (!input || typeof input !== "string") {
        throw new TypeError("Expected a non-empty string");
      }
      let parsed = { negated: false, fastpaths: true };
      if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) {
        parsed.output = parse2.fastpaths(input, options);
      }
      if (!parsed.output) {
        parsed = parse2(input, options);
      }
      return picomatch2.compileRe(parsed, options, returnOutput, returnState);
    };
    picomatch2.toRegex = (source, options) => {
      try {
        const opts = options || {};
        return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
      } catch (err) {
        if (options && options.debug === true) throw err;
        return /$^/;
      }
    };
    picomatch2.constants = constants3;
    module2.exports = picomatch2;
  }
});
// node_modules/picomatch/index.js
var require_picomatch2 = (0, import_shared_5.__commonJS)({
  "node_modules/picomatch/index.js"(exports2, module2) {
    "use strict";
    var pico = require_picomatch();
    var utils = require_utils();
    function picomatch2(glob, options, returnState = false) {
      if (options && (options.windows === null || options.windows === void 0)) {
        options = { ...options, windows: utils.isWindows() };
      }
      return pico(glob, options, returnState);
    }
    Object.assign(picomatch2, pico);
    module2.exports = picomatch2;
  }
});
// src/waiting.ts
var MACHINE_CLOCK = {
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  }
};
function onAbort(signal, call) {
  const listener = () => {
    call(signal?.reason);
  };
  if (signal?.aborted === true) listener();
  signal?.addEventListener("abort", listener);
  return {
    [Symbol.dispose]: () => {
      signal?.removeEventListener("abort", listener);
    }
  };
}
function startLimit({ milliseconds, late, signal, clock = MACHINE_CLOCK }) {
  const controller = new AbortController();
  const passing = onAbort(signal, (reason) => {
    controller.abort(reason);
  });
  const cancel = clock.after(milliseconds, () => {
    controller.abort(late());
  });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      cancel();
      passing[Symbol.dispose]();
    }
  };
}
async function withEnd(work, limit) {
  var _stack = [];
  try {
    const running = (0, import_shared_5.__using)(_stack, startLimit(limit));
    return await orAborted(work(running.signal), running.signal);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_5.__callDispose)(_stack, _error, _hasError);
  }
}
async function orAborted(work, signal) {
  var _stack = [];
  try {
    const { promise: aborted2, reject } = Promise.withResolvers();
    const _stopping = (0, import_shared_5.__using)(_stack, onAbort(signal, reject));
    return await Promise.race([work, aborted2]);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_5.__callDispose)(_stack, _error, _hasError);
  }
}
function watchPace(floor, onSlow, clock = MACHINE_CLOCK) {
  let [bytes, seconds, isBusy] = [0, 0, false];
  let cancel = clock.after(1e3, tick);
  function tick() {
    if (!isBusy) seconds += 1;
    if (seconds >= floor.seconds) {
      if (bytes < floor.bytes) {
        onSlow(bytes);
        return;
      }
      [bytes, seconds] = [0, 0];
    }
    cancel = clock.after(1e3, tick);
  }
  return {
    took: (count) => {
      bytes += count;
    },
    setBusy: (now) => {
      isBusy = now;
    },
    stop: () => {
      cancel();
    }
  };
}
// src/checkout.ts
// src/build/checkout-root.ts
var MAX_POINTER_BYTES = 4096;
async function findCheckoutRoot(directory, workspace) {
  const folder = await (0, import_promises2.realpath)(directory);
  const start = workspace === null ? null : await (0, import_promises2.realpath)(workspace).catch(() => null);
  if (start === null) return withoutSubmodules(await nearestCheckout(folder));
  const below = (0, import_node_path2.relative)(start, folder);
  if (!isBelow(below)) return nearestCheckout(folder);
  if (await hasGit(start)) return start;
  const outermost = await outermostCheckout(start, below);
  if (outermost !== null && await isFolder((0, import_node_path2.join)(outermost, ".git"))) return outermost;
  return await nearestCheckout(start) ?? outermost;
}
async function withoutSubmodules(root) {
  if (root === null || isBelow((0, import_node_path2.relative)(root, await (0, import_promises2.realpath)(".")))) return root;
  const above = await nearestCheckout((0, import_node_path2.dirname)(root));
  return above !== null && await isSubmodule(root) ? withoutSubmodules(above) : root;
}
async function isSubmodule(root) {
  const pointer = await (0, import_promises2.readFile)((0, import_node_path2.join)(root, ".git"), "utf8").catch(() => "");
  return /^gitdir: .*[\\/]modules[\\/]/.test(pointer);
}
function isBelow(name) {
  return name !== ".." && !name.startsWith(`..${import_node_path2.sep}`);
}
async function isFolder(path4) {
  return (await (0, import_promises2.stat)(path4).catch(() => void 0))?.isDirectory() === true;
}
async function nearestCheckout(directory) {
  if (await hasGit(directory)) return directory;
  const above = (0, import_node_path2.dirname)(directory);
  return above === directory ? null : nearestCheckout(above);
}
async function outermostCheckout(start, below) {
  let folder = start;
  for (const name of below.split(import_node_path2.sep)) {
    folder = (0, import_node_path2.join)(folder, name);
    if (await hasGit(folder)) return folder;
  }
  return null;
}
async function hasGit(directory) {
  const path4 = (0, import_node_path2.join)(directory, ".git");
  const status = await (0, import_promises2.stat)(path4).catch(() => void 0);
  if (status?.isDirectory()) return await (0, import_promises2.stat)((0, import_node_path2.join)(path4, "HEAD")).catch(() => void 0) !== void 0;
  if (!status?.isFile() || status.size > MAX_POINTER_BYTES) return false;
  return (await (0, import_promises2.readFile)(path4, "utf8")).startsWith("gitdir: ");
}
// src/build/input-paths.ts
function pathsOfInputs(inputs) {
  return [
    inputs.context,
    inputs.dockerfile ?? (0, import_node_path3.join)(inputs.context, "Dockerfile"),
    ...inputs.buildContexts.flatMap(pathOfContext),
    ...inputs.secrets.flatMap(pathOfSecret)
  ];
}
function placeInputs(inputs, place3) {
  const { dockerfile } = inputs;
  return {
    ...inputs,
    context: place3(inputs.context),
    ...dockerfile !== void 0 && { dockerfile: place3(dockerfile) },
    buildContexts: inputs.buildContexts.map((context) => placeContext(context, place3))
  };
}
function placeContext(context, place3) {
  const equals = context.indexOf("=");
  const source = context.slice(equals + 1);
  return isFolder2(source) ? `${context.slice(0, equals)}=${place3(source)}` : context;
}
function isFolder2(source) {
  return source !== "" && !/^[a-z][a-z0-9+.-]+:|^git@/.test(source);
}
function pathOfContext(context) {
  const source = context.slice(context.indexOf("=") + 1);
  const layout = /^oci-layout:\/\/([^:@]+)/.exec(source)?.[1];
  if (layout !== void 0) return [layout];
  return isFolder2(source) ? [source] : [];
}
function pathOfSecret(secret) {
  const fields2 = fieldsOf(secret);
  const value = (key) => fields2.find((field) => key.test(field))?.replace(/^[^=]*=/, "");
  const file = value(/^(?:src|source)=/i);
  if (file !== void 0 && file !== "") return [file];
  const id = fields2.some((field) => /^env=|^type=env$/i.test(field)) ? void 0 : value(/^id=/i);
  return id === void 0 || id === "" ? [] : [id];
}
function fieldsOf(line) {
  const fields2 = line.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
  return fields2.map((field) => field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
}
// src/build/repository.ts
// src/build/git.ts
// node_modules/@actions/exec/lib/exec.js
// node_modules/@actions/exec/lib/toolrunner.js
// node_modules/@actions/io/lib/io.js
// node_modules/@actions/io/lib/io-util.js
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve8) {
      resolve8(value);
    });
  }
  return new (P || (P = Promise))(function(resolve8, reject) {
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
      result.done ? resolve8(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat: stat2, symlink, unlink } = fs.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs.constants.O_RDONLY;
function exists(fsPath) {
  return __awaiter(this, void 0, void 0, function* () {
    try {
      yield stat2(fsPath);
    } catch (err) {
      if (err.code === "ENOENT") {
        return false;
      }
      throw err;
    }
    return true;
  });
}
function isRooted(p) {
  p = normalizeSeparators(p);
  if (!p) {
    throw new Error('isRooted() parameter "p" cannot be empty');
  }
  if (IS_WINDOWS) {
    return p.startsWith("\\") || /^[A-Z]:/i.test(p);
  }
  return p.startsWith("/");
}
function tryGetExecutablePath(filePath, extensions) {
  return __awaiter(this, void 0, void 0, function* () {
    let stats = void 0;
    try {
      stats = yield stat2(filePath);
    } catch (err) {
      if (err.code !== "ENOENT") {
        console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
      }
    }
    if (stats && stats.isFile()) {
      if (IS_WINDOWS) {
        const upperExt = path.extname(filePath).toUpperCase();
        if (extensions.some((validExt) => validExt.toUpperCase() === upperExt)) {
          return filePath;
        }
      } else {
        if (isUnixExecutable(stats)) {
          return filePath;
        }
      }
    }
    const originalFilePath = filePath;
    for (const extension of extensions) {
      filePath = originalFilePath + extension;
      stats = void 0;
      try {
        stats = yield stat2(filePath);
      } catch (err) {
        if (err.code !== "ENOENT") {
          console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
        }
      }
      if (stats && stats.isFile()) {
        if (IS_WINDOWS) {
          try {
            const directory = path.dirname(filePath);
            const upperName = path.basename(filePath).toUpperCase();
            for (const actualName of yield readdir(directory)) {
              if (upperName === actualName.toUpperCase()) {
                filePath = path.join(directory, actualName);
                break;
              }
            }
          } catch (err) {
            console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
          }
          return filePath;
        } else {
          if (isUnixExecutable(stats)) {
            return filePath;
          }
        }
      }
    }
    return "";
  });
}
function normalizeSeparators(p) {
  p = p || "";
  if (IS_WINDOWS) {
    p = p.replace(/\//g, "\\");
    return p.replace(/\\\\+/g, "\\");
  }
  return p.replace(/\/\/+/g, "/");
}
function isUnixExecutable(stats) {
  return (stats.mode & 1) > 0 || (stats.mode & 8) > 0 && process.getgid !== void 0 && stats.gid === process.getgid() || (stats.mode & 64) > 0 && process.getuid !== void 0 && stats.uid === process.getuid();
}
// node_modules/@actions/io/lib/io.js
var __awaiter2 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve8) {
      resolve8(value);
    });
  }
  return new (P || (P = Promise))(function(resolve8, reject) {
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
      result.done ? resolve8(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
function which(tool2, check3) {
  return __awaiter2(this, void 0, void 0, function* () {
    if (!tool2) {
      throw new Error("parameter 'tool' is required");
    }
    if (check3) {
      const result = yield which(tool2, false);
      if (!result) {
        if (IS_WINDOWS) {
          throw new Error(`Unable to locate executable file: ${tool2}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
        } else {
          throw new Error(`Unable to locate executable file: ${tool2}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
        }
      }
      return result;
    }
    const matches = yield findInPath(tool2);
    if (matches && matches.length > 0) {
      return matches[0];
    }
    return "";
  });
}
function findInPath(tool2) {
  return __awaiter2(this, void 0, void 0, function* () {
    if (!tool2) {
      throw new Error("parameter 'tool' is required");
    }
    const extensions = [];
    if (IS_WINDOWS && process.env["PATHEXT"]) {
      for (const extension of process.env["PATHEXT"].split(path2.delimiter)) {
        if (extension) {
          extensions.push(extension);
        }
      }
    }
    if (isRooted(tool2)) {
      const filePath = yield tryGetExecutablePath(tool2, extensions);
      if (filePath) {
        return [filePath];
      }
      return [];
    }
    if (tool2.includes(path2.sep)) {
      return [];
    }
    const directories = [];
    if (process.env.PATH) {
      for (const p of process.env.PATH.split(path2.delimiter)) {
        if (p) {
          directories.push(p);
        }
      }
    }
    const matches = [];
    for (const directory of directories) {
      const filePath = yield tryGetExecutablePath(path2.join(directory, tool2), extensions);
      if (filePath) {
        matches.push(filePath);
      }
    }
    return matches;
  });
}
// node_modules/@actions/exec/lib/toolrunner.js
var __awaiter3 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve8) {
      resolve8(value);
    });
  }
  return new (P || (P = Promise))(function(resolve8, reject) {
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
      result.done ? resolve8(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var IS_WINDOWS2 = process.platform === "win32";
var ToolRunner = class extends events.EventEmitter {
  constructor(toolPath, args, options) {
    super();
    if (!toolPath) {
      throw new Error("Parameter 'toolPath' cannot be null or empty.");
    }
    this.toolPath = toolPath;
    this.args = args || [];
    this.options = options || {};
  }
  _debug(message) {
    if (this.options.listeners && this.options.listeners.debug) {
      this.options.listeners.debug(message);
    }
  }
  _getCommandString(options, noPrefix) {
    const toolPath = this._getSpawnFileName();
    const args = this._getSpawnArgs(options);
    let cmd = noPrefix ? "" : "[command]";
    if (IS_WINDOWS2) {
      if (this._isCmdFile()) {
        cmd += toolPath;
        for (const a of args) {
          cmd += ` ${a}`;
        }
      } else if (options.windowsVerbatimArguments) {
        cmd += `"${toolPath}"`;
        for (const a of args) {
          cmd += ` ${a}`;
        }
      } else {
        cmd += this._windowsQuoteCmdArg(toolPath);
        for (const a of args) {
          cmd += ` ${this._windowsQuoteCmdArg(a)}`;
        }
      }
    } else {
      cmd += toolPath;
      for (const a of args) {
        cmd += ` ${a}`;
      }
    }
    return cmd;
  }
  _processLineBuffer(data, strBuffer, onLine) {
    try {
      let s = strBuffer + data.toString();
      let n = s.indexOf(os.EOL);
      while (n > -1) {
        const line = s.substring(0, n);
        onLine(line);
        s = s.substring(n + os.EOL.length);
        n = s.indexOf(os.EOL);
      }
      return s;
    } catch (err) {
      this._debug(`error processing line. Failed with error ${err}`);
      return "";
    }
  }
  _getSpawnFileName() {
    if (IS_WINDOWS2) {
      if (this._isCmdFile()) {
        return process.env["COMSPEC"] || "cmd.exe";
      }
    }
    return this.toolPath;
  }
  _getSpawnArgs(options) {
    if (IS_WINDOWS2) {
      if (this._isCmdFile()) {
        let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
        for (const a of this.args) {
          argline += " ";
          argline += options.windowsVerbatimArguments ? a : this._windowsQuoteCmdArg(a);
        }
        argline += '"';
        return [argline];
      }
    }
    return this.args;
  }
  _endsWith(str, end2) {
    return str.endsWith(end2);
  }
  _isCmdFile() {
    const upperToolPath = this.toolPath.toUpperCase();
    return this._endsWith(upperToolPath, ".CMD") || this._endsWith(upperToolPath, ".BAT");
  }
  _windowsQuoteCmdArg(arg) {
    if (!this._isCmdFile()) {
      return this._uvQuoteCmdArg(arg);
    }
    if (!arg) {
      return '""';
    }
    const cmdSpecialChars = [
      " ",
      "	",
      "&",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "^",
      "=",
      ";",
      "!",
      "'",
      "+",
      ",",
      "`",
      "~",
      "|",
      "<",
      ">",
      '"'
    ];
    let needsQuotes = false;
    for (const char of arg) {
      if (cmdSpecialChars.some((x) => x === char)) {
        needsQuotes = true;
        break;
      }
    }
    if (!needsQuotes) {
      return arg;
    }
    let reverse = '"';
    let quoteHit = true;
    for (let i = arg.length; i > 0; i--) {
      reverse += arg[i - 1];
      if (quoteHit && arg[i - 1] === "\\") {
        reverse += "\\";
      } else if (arg[i - 1] === '"') {
        quoteHit = true;
        reverse += '"';
      } else {
        quoteHit = false;
      }
    }
    reverse += '"';
    return reverse.split("").reverse().join("");
  }
  _uvQuoteCmdArg(arg) {
    if (!arg) {
      return '""';
    }
    if (!arg.includes(" ") && !arg.includes("	") && !arg.includes('"')) {
      return arg;
    }
    if (!arg.includes('"') && !arg.includes("\\")) {
      return `"${arg}"`;
    }
    let reverse = '"';
    let quoteHit = true;
    for (let i = arg.length; i > 0; i--) {
      reverse += arg[i - 1];
      if (quoteHit && arg[i - 1] === "\\") {
        reverse += "\\";
      } else if (arg[i - 1] === '"') {
        quoteHit = true;
        reverse += "\\";
      } else {
        quoteHit = false;
      }
    }
    reverse += '"';
    return reverse.split("").reverse().join("");
  }
  _cloneExecOptions(options) {
    options = options || {};
    const result = {
      cwd: options.cwd || process.cwd(),
      env: options.env || process.env,
      silent: options.silent || false,
      windowsVerbatimArguments: options.windowsVerbatimArguments || false,
      failOnStdErr: options.failOnStdErr || false,
      ignoreReturnCode: options.ignoreReturnCode || false,
      delay: options.delay || 1e4
    };
    result.outStream = options.outStream || process.stdout;
    result.errStream = options.errStream || process.stderr;
    return result;
  }
  _getSpawnOptions(options, toolPath) {
    options = options || {};
    const result = {};
    result.cwd = options.cwd;
    result.env = options.env;
    result["windowsVerbatimArguments"] = options.windowsVerbatimArguments || this._isCmdFile();
    if (options.windowsVerbatimArguments) {
      result.argv0 = `"${toolPath}"`;
    }
    return result;
  }
  /**
   * Exec a tool.
   * Output will be streamed to the live console.
   * Returns promise with return code
   *
   * @param     tool     path to tool to exec
   * @param     options  optional exec options.  See ExecOptions
   * @returns   number
   */
  exec() {
    return __awaiter3(this, void 0, void 0, function* () {
      if (!isRooted(this.toolPath) && (this.toolPath.includes("/") || IS_WINDOWS2 && this.toolPath.includes("\\"))) {
        this.toolPath = path3.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
      }
      this.toolPath = yield which(this.toolPath, true);
      return new Promise((resolve8, reject) => __awaiter3(this, void 0, void 0, function* () {
        this._debug(`exec tool: ${this.toolPath}`);
        this._debug("arguments:");
        for (const arg of this.args) {
          this._debug(`   ${arg}`);
        }
        const optionsNonNull = this._cloneExecOptions(this.options);
        if (!optionsNonNull.silent && optionsNonNull.outStream) {
          optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + os.EOL);
        }
        const state = new ExecState(optionsNonNull, this.toolPath);
        state.on("debug", (message) => {
          this._debug(message);
        });
        if (this.options.cwd && !(yield exists(this.options.cwd))) {
          return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
        }
        const fileName = this._getSpawnFileName();
        const cp2 = child.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
        let stdbuffer = "";
        if (cp2.stdout) {
          cp2.stdout.on("data", (data) => {
            if (this.options.listeners && this.options.listeners.stdout) {
              this.options.listeners.stdout(data);
            }
            if (!optionsNonNull.silent && optionsNonNull.outStream) {
              optionsNonNull.outStream.write(data);
            }
            stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
              if (this.options.listeners && this.options.listeners.stdline) {
                this.options.listeners.stdline(line);
              }
            });
          });
        }
        let errbuffer = "";
        if (cp2.stderr) {
          cp2.stderr.on("data", (data) => {
            state.processStderr = true;
            if (this.options.listeners && this.options.listeners.stderr) {
              this.options.listeners.stderr(data);
            }
            if (!optionsNonNull.silent && optionsNonNull.errStream && optionsNonNull.outStream) {
              const s = optionsNonNull.failOnStdErr ? optionsNonNull.errStream : optionsNonNull.outStream;
              s.write(data);
            }
            errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
              if (this.options.listeners && this.options.listeners.errline) {
                this.options.listeners.errline(line);
              }
            });
          });
        }
        cp2.on("error", (err) => {
          state.processError = err.message;
          state.processExited = true;
          state.processClosed = true;
          state.CheckComplete();
        });
        cp2.on("exit", (code) => {
          state.processExitCode = code;
          state.processExited = true;
          this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
          state.CheckComplete();
        });
        cp2.on("close", (code) => {
          state.processExitCode = code;
          state.processExited = true;
          state.processClosed = true;
          this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
          state.CheckComplete();
        });
        state.on("done", (error2, exitCode) => {
          if (stdbuffer.length > 0) {
            this.emit("stdline", stdbuffer);
          }
          if (errbuffer.length > 0) {
            this.emit("errline", errbuffer);
          }
          cp2.removeAllListeners();
          if (error2) {
            reject(error2);
          } else {
            resolve8(exitCode);
          }
        });
        if (this.options.input) {
          if (!cp2.stdin) {
            throw new Error("child process missing stdin");
          }
          cp2.stdin.end(this.options.input);
        }
      }));
    });
  }
};
function argStringToArray(argString) {
  const args = [];
  let inQuotes = false;
  let escaped = false;
  let arg = "";
  function append(c) {
    if (escaped && c !== '"') {
      arg += "\\";
    }
    arg += c;
    escaped = false;
  }
  for (let i = 0; i < argString.length; i++) {
    const c = argString.charAt(i);
    if (c === '"') {
      if (!escaped) {
        inQuotes = !inQuotes;
      } else {
        append(c);
      }
      continue;
    }
    if (c === "\\" && escaped) {
      append(c);
      continue;
    }
    if (c === "\\" && inQuotes) {
      escaped = true;
      continue;
    }
    if (c === " " && !inQuotes) {
      if (arg.length > 0) {
        args.push(arg);
        arg = "";
      }
      continue;
    }
    append(c);
  }
  if (arg.length > 0) {
    args.push(arg.trim());
  }
  return args;
}
var ExecState = class _ExecState extends events.EventEmitter {
  constructor(options, toolPath) {
    super();
    this.processClosed = false;
    this.processError = "";
    this.processExitCode = 0;
    this.processExited = false;
    this.processStderr = false;
    this.delay = 1e4;
    this.done = false;
    this.timeout = null;
    if (!toolPath) {
      throw new Error("toolPath must not be empty");
    }
    this.options = options;
    this.toolPath = toolPath;
    if (options.delay) {
      this.delay = options.delay;
    }
  }
  CheckComplete() {
    if (this.done) {
      return;
    }
    if (this.processClosed) {
      this._setResult();
    } else if (this.processExited) {
      this.timeout = (0, import_timers.setTimeout)(_ExecState.HandleTimeout, this.delay, this);
    }
  }
  _debug(message) {
    this.emit("debug", message);
  }
  _setResult() {
    let error2;
    if (this.processExited) {
      if (this.processError) {
        error2 = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
      } else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
        error2 = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
      } else if (this.processStderr && this.options.failOnStdErr) {
        error2 = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
      }
    }
    if (this.timeout) {
      clearTimeout(this.timeout);
      this.timeout = null;
    }
    this.done = true;
    this.emit("done", error2, this.processExitCode);
  }
  static HandleTimeout(state) {
    if (state.done) {
      return;
    }
    if (!state.processClosed && state.processExited) {
      const message = `The STDIO streams did not close within ${state.delay / 1e3} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
      state._debug(message);
    }
    state._setResult();
  }
};
// node_modules/@actions/exec/lib/exec.js
var __awaiter4 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve8) {
      resolve8(value);
    });
  }
  return new (P || (P = Promise))(function(resolve8, reject) {
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
      result.done ? resolve8(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
function exec(commandLine2, args, options) {
  return __awaiter4(this, void 0, void 0, function* () {
    const commandArgs = argStringToArray(commandLine2);
    if (commandArgs.length === 0) {
      throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
    }
    const toolPath = commandArgs[0];
    args = commandArgs.slice(1).concat(args || []);
    const runner = new ToolRunner(toolPath, args, options);
    return runner.exec();
  });
}
function getExecOutput(commandLine2, args, options) {
  return __awaiter4(this, void 0, void 0, function* () {
    var _a3, _b;
    let stdout = "";
    let stderr = "";
    const stdoutDecoder = new import_string_decoder.StringDecoder("utf8");
    const stderrDecoder = new import_string_decoder.StringDecoder("utf8");
    const originalStdoutListener = (_a3 = options === null || options === void 0 ? void 0 : options.listeners) === null || _a3 === void 0 ? void 0 : _a3.stdout;
    const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
    const stdErrListener = (data) => {
      stderr += stderrDecoder.write(data);
      if (originalStdErrListener) {
        originalStdErrListener(data);
      }
    };
    const stdOutListener = (data) => {
      stdout += stdoutDecoder.write(data);
      if (originalStdoutListener) {
        originalStdoutListener(data);
      }
    };
    const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
    const exitCode = yield exec(commandLine2, args, Object.assign(Object.assign({}, options), { listeners }));
    stdout += stdoutDecoder.end();
    stderr += stderrDecoder.end();
    return {
      exitCode,
      stdout,
      stderr
    };
  });
}
// src/build/children.ts
var KILL_AFTER_MILLISECONDS = 8e3;
function terminateChildren() {
  const started = descendants(process.pid).map((pid) => ({ pid, startTime: processStartTime(pid) }));
  for (const { pid } of started) send(pid, "SIGTERM");
  setTimeout(() => {
    for (const { pid, startTime } of started) {
      if (startTime !== void 0 && processStartTime(pid) === startTime) send(pid, "SIGKILL");
    }
  }, KILL_AFTER_MILLISECONDS).unref();
}
var STARTED = /^(docker|docker-buildx|git)$/;
var POLL_MILLISECONDS = 50;
async function endOrphans(directory) {
  const end2 = Date.now() + KILL_AFTER_MILLISECONDS;
  for (const pid of orphansOf(directory)) send(pid, "SIGTERM");
  while (orphansOf(directory).length > 0 && Date.now() < end2) await (0, import_promises4.setTimeout)(POLL_MILLISECONDS);
  for (const pid of orphansOf(directory)) send(pid, "SIGKILL");
}
function orphansOf(directory) {
  return processes().filter((pid) => {
    const [program = "", ...args] = commandLine(pid);
    return STARTED.test((0, import_node_path6.basename)(program)) && args.some((arg) => arg.includes(`${directory}/`));
  });
}
function processes() {
  try {
    return (0, import_node_fs3.readdirSync)("/proc").map(Number).filter((pid) => pid > 1 && pid !== process.pid);
  } catch {
    return [];
  }
}
function commandLine(pid) {
  try {
    return (0, import_node_fs3.readFileSync)(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}
function processStartTime(pid) {
  try {
    const stat7 = (0, import_node_fs3.readFileSync)(`/proc/${pid}/stat`, "utf8");
    return stat7.slice(stat7.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return void 0;
  }
}
function descendants(pid) {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap((child3) => descendants(child3))];
}
function childrenOf(pid) {
  try {
    return (0, import_node_fs3.readdirSync)(`/proc/${pid}/task`).flatMap(
      (thread) => (0, import_node_fs3.readFileSync)(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter((text4) => text4 !== "").map(Number)
    );
  } catch {
    return [];
  }
}
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
  }
}
// src/build/command.ts
var MAX_KEPT_STDERR = 64 * 1024;
async function runCommand(program, args, options = {}) {
  var _stack = [];
  try {
    const { limit, signal } = options;
    if (limit === void 0) return runUntilAborted(program, args, options);
    const running = (0, import_shared_5.__using)(_stack, startLimit({ ...limit, signal }));
    return await runUntilAborted(program, args, { ...options, signal: running.signal });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_5.__callDispose)(_stack, _error, _hasError);
  }
}
async function runUntilAborted(program, args, options) {
  const { signal } = options;
  signal?.throwIfAborted();
  signal?.addEventListener("abort", terminateChildren);
  try {
    return await runToEnd(program, args, options);
  } catch (error2) {
    signal?.throwIfAborted();
    if (isMissing(error2)) return { missing: program };
    throw error2;
  } finally {
    signal?.removeEventListener("abort", terminateChildren);
  }
}
async function runToEnd(program, args, options) {
  const stdout = [];
  let stderr = "";
  const exitCode = await exec(program, [...args], {
    ...options.cwd !== void 0 && { cwd: options.cwd },
    env: childEnvironment(options),
    silent: true,
    ignoreReturnCode: true,
    listeners: {
      stdout: (data) => {
        stdout.push(data);
        options.onOutput?.(data);
      },
      stderr: (data) => {
        stderr = (stderr + data.toString("utf8")).slice(-MAX_KEPT_STDERR);
        options.onOutput?.(data);
      }
    }
  });
  options.signal?.throwIfAborted();
  return { exitCode, stdout: Buffer.concat(stdout), stderr };
}
function childEnvironment({ environment, without = [] }) {
  const inherited = Object.entries(process.env).flatMap(
    ([name, value]) => value === void 0 || without.includes(name) ? [] : [[name, value]]
  );
  return { ...Object.fromEntries(inherited), ...environment };
}
function isMissing(error2) {
  return error2 instanceof Error && error2.message.startsWith("Unable to locate executable file");
}
// src/build/git-configuration.ts
var RUNS_A_PROGRAM = /^(?:core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|askpass|gitproxy|alternaterefscommand)|diff\.external|diff\..+\.(?:command|textconv)|filter\..+\.(?:clean|smudge|process)|merge\..+\.driver|protocol\.(?:.+\.)?allow|pager\..+|alias\..+|hook\..+\.command|gpg\.(?:.+\.)?program|remote\..+\.(?:uploadpack|receivepack|vcs)|uploadpack\.packobjectshook|submodule\..+\.update|lfs\.(?:extension|customtransfer)\..+|lfs\.(?:.+\.)?standalonetransferagent)$/i;
var CREDENTIAL_HELPER = /^credential\.(?:.+\.)?helper$/i;
var LFS = {
  "filter.lfs.clean": /^git-lfs clean -- %f$/,
  "filter.lfs.smudge": /^git-lfs smudge (?:--skip )?-- %f$/,
  "filter.lfs.process": /^git-lfs filter-process(?: --skip)?$/
};
var SSH_KEY = /^"?\/usr\/bin\/ssh"? -i "[^"`$\\]+"(?: -o (?:\w+=\w+|"\w+=[^"`$\\]+"))*$/;
var NEUTRAL = [
  [/^core\.fsmonitor$/i, "false"],
  [/^core\.hookspath$/i, "/dev/null"],
  [/^core\.sshcommand$/i, "ssh"],
  [/^core\.pager$|^pager\./i, "cat"],
  // Since git 2.54; `core.hooksPath` does not switch them off, and an empty command is an error.
  [/^hook\./i, "true"],
  [/^protocol\./i, "never"],
  [/^submodule\..+\.update$/i, "checkout"],
  [/^remote\..+\.uploadpack$/i, "git-upload-pack"],
  [/^remote\..+\.receivepack$/i, "git-receive-pack"]
];
var PROTOCOLS = [
  [/^protocol\.(?:https?|ssh|git|file)\.allow$/i, "always"],
  // What git does by itself where nothing is said would need each protocol to be named.
  [/^protocol\.allow$/i, "user"]
];
var FIXED_SETTINGS = [
  "safe.bareRepository=explicit",
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  // A commit is what its name says: what stands in for it in this clone is nobody's base branch.
  "core.useReplaceRefs=false",
  "core.pager=cat",
  "protocol.ext.allow=never",
  "gc.auto=0",
  "maintenance.auto=false",
  "advice.detachedHead=false",
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=60"
];
function overridesOf(listing) {
  const settings = parseListing(listing);
  const own2 = settings.filter(({ scope }) => scope === "local" || scope === "worktree");
  const keys = new Set(own2.filter(isRunning).map(({ key }) => key));
  const overrides = [...keys].map((key) => `${checked(key)}=${neutral(key)}`);
  return [...overrides, ...withoutOwnHelpers(settings, own2)].flatMap((setting) => ["-c", setting]);
}
function parseListing(listing) {
  const fields2 = listing.split("\0");
  const settings = [];
  for (let at = 0; at + 1 < fields2.length; at += 2) {
    const text4 = fields2[at + 1] ?? "";
    const end2 = text4.indexOf("\n");
    const [key, value] = end2 < 0 ? [text4, "true"] : [text4.slice(0, end2), text4.slice(end2 + 1)];
    settings.push({ scope: fields2[at] ?? "", key, value });
  }
  return settings;
}
function isRunning({ key, value }) {
  if (!RUNS_A_PROGRAM.test(key)) return false;
  if (/^core\.sshcommand$/i.test(key)) return !SSH_KEY.test(value);
  return LFS[key.toLowerCase()]?.test(value) !== true;
}
function neutral(key) {
  return [...PROTOCOLS, ...NEUTRAL].find(([pattern]) => pattern.test(key))?.[1] ?? "";
}
function withoutOwnHelpers(settings, own2) {
  const helpers = settings.filter(({ key }) => CREDENTIAL_HELPER.test(key));
  const refused3 = new Set(own2.filter(({ key }) => CREDENTIAL_HELPER.test(key)).map(({ key }) => key));
  if (refused3.size === 0) return [];
  const kept = helpers.filter((helper) => !own2.includes(helper));
  return [
    ...["credential.helper", ...refused3].map((key) => `${checked(key)}=`),
    ...kept.map(({ key, value }) => `${checked(key)}=${value}`)
  ];
}
function checked(key) {
  if (!/[=\n]/.test(key)) return key;
  throw new import_shared_4.GateError(
    "git-unavailable",
    "the configuration of the checkout names a program under a key with `=` or a line break, expected none",
    { hint: "Remove that key from `.git/config`." }
  );
}
// src/build/git.ts
var REMOTE_MS = 15 * 60 * 1e3;
var LOCAL_MS = 5 * 60 * 1e3;
var FIXED = FIXED_SETTINGS.flatMap((setting) => ["-c", setting]);
var REDIRECTING = [
  "GIT_CONFIG",
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_NAMESPACE",
  "GIT_SHALLOW_FILE",
  "GIT_REPLACE_REF_BASE",
  "GIT_ATTR_SOURCE",
  "GIT_CEILING_DIRECTORIES",
  "GIT_EXTERNAL_DIFF"
];
async function runGit(repository2, args) {
  const overrides = overridesOf(await readConfiguration(repository2));
  return startGit(repository2, [...overrides, ...place(repository2), ...args], args);
}
async function discoverTop(repository2) {
  const args = ["rev-parse", "--show-toplevel"];
  const { exitCode, stdout, stderr } = await startGit(
    repository2,
    ["-C", repository2.directory, ...args],
    args
  );
  if (exitCode === 0) return stdout.toString("utf8").replace(/\n$/, "");
  if (stderr.includes("dubious ownership")) {
    throw new import_shared_4.GateError(
      "git-unavailable",
      `git does not trust the checkout at \`${repository2.directory}\`: another user owns it`,
      { hint: `Run \`git config --global --add safe.directory ${repository2.directory}\` before this step.` }
    );
  }
  throw new import_shared_4.GateError(
    "git-unavailable",
    `git cannot read the checkout at \`${repository2.directory}\`: ${lastLine(stderr)}`,
    { hint: "Check it out again: without its history there is no baseline." }
  );
}
function place({ directory }) {
  return ["-C", directory, `--git-dir=${(0, import_node_path5.join)(directory, ".git")}`, `--work-tree=${directory}`];
}
async function readConfiguration(repository2) {
  const args = ["config", "--list", "--includes", "--show-scope", "-z"];
  const { exitCode, stdout, stderr } = await startGit(repository2, [...place(repository2), ...args], args);
  if (exitCode === 0) return stdout.toString("utf8");
  throw new import_shared_4.GateError(
    "git-unavailable",
    `the checkout's git configuration cannot be read: ${lastLine(stderr)}`,
    {
      hint: "Run `git config --list` in the checkout to see more."
    }
  );
}
async function startGit(repository2, args, command) {
  const { signal } = repository2;
  const output = await runCommand("git", [...FIXED, ...args], {
    environment: {
      GIT_TERMINAL_PROMPT: "0",
      GIT_OPTIONAL_LOCKS: "0",
      // A ref of the remote could exchange the commit that judges. git-replace(1)
      GIT_NO_REPLACE_OBJECTS: "1",
      LC_ALL: "C",
      // Parents are those that a commit names. git(1): a file that is not there has no grafts.
      GIT_GRAFT_FILE: "/dev/null/none",
      ...await credentials(repository2, command)
    },
    without: REDIRECTING,
    limit: limitOf(command),
    ...signal && { signal }
  });
  if (!("missing" in output)) return output;
  throw new import_shared_4.GateError("git-unavailable", "there is no program `git` on PATH, needed to read the checkout", {
    hint: "Install git; only `inspect` and `compare` without a Dockerfile do without it."
  });
}
function limitOf(command) {
  const milliseconds = isRemote(command) ? REMOTE_MS : LOCAL_MS;
  const took = `\`git ${nameOf(command)}\` did not end within ${milliseconds / 6e4} minutes`;
  const hint = "Check that the remote answers, or check out with a greater `fetch-depth`.";
  return { milliseconds, late: () => new import_shared_4.GateError("git-unavailable", took, { hint }) };
}
async function readGit(repository2, args) {
  const { exitCode, stdout, stderr } = await runGit(repository2, args);
  if (exitCode === 0) return stdout.toString("utf8").replace(/\n$/, "");
  throw new import_shared_4.GateError("git-unavailable", `\`git ${args[0] ?? ""}\` failed: ${lastLine(stderr)}`, {
    hint: "Run the command in the checkout to see more."
  });
}
async function tryGit(repository2, args) {
  const { exitCode, stdout } = await runGit(repository2, args);
  return exitCode === 0 ? stdout.toString("utf8").replace(/\n$/, "") : void 0;
}
function lastLine(stderr) {
  const line = stderr.trim().split("\n").at(-1) ?? "";
  return line.replace(/\/\/[^/\s]*@/g, "//").replaceAll("`", "'").slice(0, 300);
}
var ASK_THE_REMOTE = ["fetch", "ls-remote", "worktree", "cat-file"];
function isRemote(command) {
  const name = nameOf(command);
  return name === "submodule" || ASK_THE_REMOTE.includes(name);
}
function nameOf([first = "", , ...rest]) {
  return first === "-c" ? nameOf(rest) : first;
}
async function credentials({ directory, token = "" }, args) {
  if (token === "" || !ASK_THE_REMOTE.includes(args[0] ?? "")) return {};
  const url = await tryGit({ directory }, ["remote", "get-url", "origin"]);
  const server = /^https?:\/\/[^/]+\//.exec(url ?? "")?.[0].replace(/\/\/[^/]*@/, "//");
  return server === void 0 ? {} : authorization(server, token);
}
function authorization(server, token) {
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  const count = Number(process.env["GIT_CONFIG_COUNT"] ?? 0);
  const key = `http.${server}.extraheader`;
  return {
    GIT_CONFIG_COUNT: String(count + 2),
    // An empty value clears a header that the checkout may have kept: two of them are refused.
    [`GIT_CONFIG_KEY_${count}`]: key,
    [`GIT_CONFIG_VALUE_${count}`]: "",
    [`GIT_CONFIG_KEY_${count + 1}`]: key,
    [`GIT_CONFIG_VALUE_${count + 1}`]: `AUTHORIZATION: basic ${basic}`
  };
}
// src/build/git-history.ts
var COMMIT = /^[0-9a-f]{40,64}$/;
var DEEPEN_STEPS = [8, 32, 128, 512, 2048, 8192, 32768];
var FETCH = [
  "fetch",
  "--quiet",
  "--no-tags",
  "--no-write-fetch-head",
  "--no-recurse-submodules",
  "--refmap="
];
async function hasCommit(repository2, commit) {
  if (!COMMIT.test(commit)) return false;
  return await tryGit(repository2, ["cat-file", "-e", `${commit}^{commit}`]) !== void 0;
}
async function fetchCommit(repository2, commit) {
  if (!COMMIT.test(commit)) return false;
  if (await hasCommit(repository2, commit)) return true;
  const depth = await isShallow(repository2) ? ["--depth=1"] : [];
  await runGit(repository2, [...FETCH, ...depth, "origin", commit]);
  return hasCommit(repository2, commit);
}
async function findMergeBase(repository2, left, right) {
  if (!await fetchCommit(repository2, right)) return void 0;
  for (const depth of DEEPEN_STEPS) {
    const found = await mergeBase(repository2, left, right);
    if (!await isShallow(repository2)) return found;
    if (found !== void 0 && await isSettled(repository2, found, [left, right])) return found;
    await deepen(repository2, `--deepen=${depth}`, [left, right]);
  }
  await deepen(repository2, "--unshallow", [left, right]);
  return mergeBase(repository2, left, right);
}
async function mergeBase(repository2, left, right) {
  const found = await tryGit(repository2, ["merge-base", left, right]);
  return found === "" ? void 0 : found?.split("\n")[0];
}
async function isSettled(repository2, base, commits) {
  const newer = (await readGit(repository2, ["rev-list", ...commits, "--not", base])).split("\n");
  const path4 = await readGit(repository2, ["rev-parse", "--git-path", "shallow"]);
  const boundary = await (0, import_promises5.readFile)((0, import_node_path7.resolve)(repository2.directory, path4), "utf8").catch(() => "");
  const cut = new Set(boundary.split("\n").filter((commit) => commit !== ""));
  return !newer.some((commit) => cut.has(commit));
}
async function deepen(repository2, by, commits) {
  const both = await runGit(repository2, [...FETCH, by, "origin", ...commits]);
  if (both.exitCode === 0) return;
  for (const commit of commits) await runGit(repository2, [...FETCH, by, "origin", commit]);
}
async function isShallow(repository2) {
  return await tryGit(repository2, ["rev-parse", "--is-shallow-repository"]) === "true";
}
// src/build/repository.ts
var MAX_TEXT_BYTES = 4 * 1024 * 1024;
var CONCURRENT_FILES = 16;
async function repositoryRoot(directory, workspace) {
  const root = await findCheckoutRoot(directory, workspace);
  if (root === null) return null;
  const top = await discoverTop({ directory: root });
  if (await (0, import_promises3.realpath)(top) === root) return root;
  throw new import_shared_4.GateError("git-unavailable", `git takes \`${top}\` for the top of the checkout at \`${root}\``, {
    hint: "Remove `core.worktree` from its `.git/config`."
  });
}
async function readFileAt(directory, commit, path4) {
  if (!await hasCommit({ directory }, commit)) {
    throw new import_shared_4.GateError("git-unavailable", `commit \`${commit.slice(0, 12)}\` is not in the clone`, {
      hint: "Check out with a greater `fetch-depth`."
    });
  }
  const isOutside = path4.startsWith("/") || path4.split("/").includes("..");
  const file = isOutside ? void 0 : await findFile({ directory, commit }, path4, MAX_LINKS);
  if (!file) return null;
  if (file.size <= MAX_TEXT_BYTES) return readBlob({ directory, commit }, file.blob);
  throw new import_shared_4.GateError("bad-input", `\`${path4}\` has ${file.size} bytes, expected at most ${MAX_TEXT_BYTES}`);
}
var MAX_LINKS = 10;
async function findFile(tree, path4, links) {
  const parts = path4.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const place3 = parts.slice(0, length).join("/");
    const entry = await entryAt(tree, place3);
    if (entry === void 0) return void 0;
    if (entry.mode === "120000") {
      const target = linkTarget(place3, await readBlob(tree, entry.blob), parts.slice(length));
      if (target !== void 0 && links > 0) return findFile(tree, target, links - 1);
      throw refused(tree, place3, "a link that leads out of the repository or in a circle");
    }
    if (length === parts.length) {
      if (entry.mode.startsWith("100")) return entry;
      throw refused(tree, path4, "no file");
    }
  }
  return void 0;
}
function refused({ commit }, path4, what) {
  return new import_shared_4.GateError(
    "bad-input",
    `\`${path4}\` of commit \`${commit.slice(0, 12)}\` is ${what}, expected a file`,
    {
      hint: "Commit the file itself."
    }
  );
}
function linkTarget(place3, target, rest) {
  if (target.startsWith("/")) return void 0;
  const path4 = import_node_path4.posix.normalize(import_node_path4.posix.join(import_node_path4.posix.dirname(place3), target, ...rest));
  return path4 === ".." || path4.startsWith("../") ? void 0 : path4;
}
async function readBlob({ directory }, blob) {
  const { exitCode, stdout, stderr } = await runGit({ directory }, ["cat-file", "blob", blob]);
  if (exitCode === 0) return stdout.toString("utf8");
  throw new import_shared_4.GateError("git-unavailable", `\`git cat-file\` failed: ${lastLine(stderr)}`, {
    hint: "Run `git fsck` in the checkout to see more."
  });
}
async function entryAt({ directory, commit }, path4) {
  const listed = await readGit({ directory }, ["ls-tree", "-z", "-l", "--full-tree", commit, "--", path4]);
  const [, mode, blob, size, name] = /^(\d+) (?:blob|tree|commit) ([0-9a-f]+) +(\d+|-)\t([^\0]*)\0$/.exec(listed) ?? [];
  if (mode === void 0 || blob === void 0 || name !== path4) return void 0;
  return { mode, blob, size: Number(size) || 0 };
}
async function readRepositoryTree(directory) {
  const paths = trackedFiles(await listFiles(directory));
  const sizes = /* @__PURE__ */ new Set();
  const pathsByBlob = /* @__PURE__ */ new Map();
  const queue = paths.values();
  const work = async () => {
    for (const path4 of queue) {
      const file = await hashFile(Buffer.concat([Buffer.from(`${directory}/`), path4]));
      if (!file) continue;
      sizes.add(file.size);
      const same = pathsByBlob.get(file.blob);
      if (same) same.push(path4.toString("utf8"));
      else pathsByBlob.set(file.blob, [path4.toString("utf8")]);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_FILES }, work));
  for (const same of pathsByBlob.values()) same.sort();
  return { sizes, pathsByBlob };
}
async function listFiles(directory) {
  const { exitCode, stdout, stderr } = await runGit({ directory }, ["ls-files", "-s", "-z"]);
  if (exitCode === 0) return stdout;
  throw new import_shared_4.GateError("git-unavailable", `\`git ls-files\` failed: ${lastLine(stderr)}`, {
    hint: "Run `git status` in the checkout to see more."
  });
}
function trackedFiles(listing) {
  const paths = /* @__PURE__ */ new Set();
  for (const line of listing.toString("latin1").split("\0")) {
    const path4 = /^100(?:644|755) [0-9a-f]+ \d\t([^]*)$/.exec(line)?.[1];
    if (path4 !== void 0) paths.add(path4);
  }
  return [...paths].map((path4) => Buffer.from(path4, "latin1"));
}
async function hashFile(path4) {
  const status = await (0, import_promises3.lstat)(path4).catch(() => void 0);
  if (!status?.isFile() || status.size === 0) return void 0;
  const hash2 = (0, import_node_crypto.createHash)("sha1").update(`blob ${status.size}\0`);
  let bytes = 0;
  try {
    for await (const chunk of (0, import_node_fs2.createReadStream)(path4)) {
      hash2.update(chunk);
      bytes += chunk.length;
    }
  } catch {
    return void 0;
  }
  return bytes === status.size ? { size: status.size, blob: hash2.digest("hex") } : void 0;
}
// src/checkout.ts
var MAX_TEXT_BYTES2 = 4 * 1024 * 1024;
async function openCheckout(request, workspace) {
  const dockerfile = namedDockerfile(request);
  if (request.mode === "check") await refuseLinks(pathsOfInputs(request.build), workspace);
  const start = await existingFolder((0, import_node_path.resolve)(dockerfile === null ? "." : (0, import_node_path.dirname)(dockerfile)));
  const found = dockerfile === null ? await rootIfAny(start, workspace) : await repositoryRoot(start, workspace);
  const root = found ?? await (0, import_promises.realpath)(".");
  const inside = (path4) => nameBelow(root, path4);
  return {
    root,
    isRepository: found !== null,
    dockerfile: dockerfile === null ? null : nameInCheckout(dockerfile, start, inside),
    dockerfileAsWritten: dockerfile === null ? null : inside((0, import_node_path.resolve)(dockerfile)),
    event: request.event,
    relative: inside
  };
}
function nameBelow(root, path4) {
  const top = isInside(root, path4) ? root : foldersAbove(path4).find((folder) => realPathOf(folder) === root);
  return top === void 0 ? null : (0, import_node_path.relative)(top, path4).split(import_node_path.sep).join("/");
}
function foldersAbove(path4) {
  const above = (0, import_node_path.dirname)(path4);
  return above === path4 ? [path4] : [...foldersAbove(above), path4];
}
function realPathOf(path4) {
  try {
    return (0, import_node_fs.realpathSync)(path4);
  } catch {
    return null;
  }
}
async function refuseLinks(paths, workspace) {
  for (const path4 of paths.map((name) => (0, import_node_path.resolve)(name))) {
    const holds = workspace !== null && isInside(workspace, path4);
    const root = holds ? workspace : await nearestCheckout((0, import_node_path.dirname)(path4));
    if (root !== null) await refuseEscape(path4, root);
  }
}
function nameInCheckout(dockerfile, start, inside) {
  const real = (0, import_node_path.join)(start, (0, import_node_path.relative)((0, import_node_path.resolve)((0, import_node_path.dirname)(dockerfile)), (0, import_node_path.resolve)(dockerfile)));
  return inside(real) ?? dockerfile;
}
async function rootIfAny(directory, workspace) {
  try {
    return await repositoryRoot(directory, workspace);
  } catch (error2) {
    if (error2 instanceof import_shared_4.GateError && error2.code === "git-unavailable") return null;
    throw error2;
  }
}
async function refuseEscape(path4, root) {
  const [real, top] = await Promise.all([(0, import_promises.realpath)(path4).catch(() => null), (0, import_promises.realpath)(root)]);
  const name = isInside(root, path4) ? (0, import_node_path.relative)(root, path4) : nameBelow(top, path4);
  if (real === null || name === null) return;
  if (isInside(top, real) && !isInGit((0, import_node_path.relative)(top, real))) return;
  throw leadsOut(name);
}
function leadsOut(name) {
  return new import_shared_4.GateError(
    "bad-input",
    `\`${name.slice(0, 200)}\` is a link that leads out of the checkout, expected a file or folder of the repository`,
    { hint: "Replace the link by what it points to." }
  );
}
async function refuseCacheInCheckout(directory, workspace) {
  const root = workspace ?? await nearestCheckout((0, import_node_path.resolve)("."));
  if (root === null) return;
  const [top, place3] = await Promise.all([existingFolder(root), existingFolder((0, import_node_path.resolve)(directory))]);
  if (!isInside(top, place3) && !isInside(root, (0, import_node_path.resolve)(directory))) return;
  throw new import_shared_4.GateError(
    "bad-input",
    `the layer cache \`${directory}\` is inside of the checkout, expected a folder that no commit can fill`,
    { hint: "Name a folder outside of it, such as `${{ runner.temp }}/final-stage` in a workflow." }
  );
}
async function refuseLinkedOutput(path4, workspace) {
  const file = (0, import_node_path.resolve)(path4);
  const isLink2 = (await (0, import_promises.lstat)(file).catch(() => null))?.isSymbolicLink() === true;
  for (const root of [workspace, await nearestCheckout((0, import_node_path.resolve)(".")), await nearestCheckout((0, import_node_path.dirname)(file))]) {
    if (root === null || !isInside(root, file)) continue;
    if (isLink2 && await (0, import_promises.realpath)(file).catch(() => null) === null) throw leadsOut((0, import_node_path.relative)(root, file));
    await refuseEscape(isLink2 ? file : (0, import_node_path.dirname)(file), root);
  }
}
function isInside(root, path4) {
  const name = (0, import_node_path.relative)(root, path4);
  return name !== ".." && !name.startsWith(`..${import_node_path.sep}`);
}
function isInGit(name) {
  return name.split(import_node_path.sep).some((part) => part.toLowerCase() === ".git");
}
async function readCheckoutFile(path4, root) {
  await refuseEscape(path4, root);
  return readTextFile(path4);
}
async function readTextFile(path4) {
  const status = await (0, import_promises.stat)(path4).catch(() => void 0);
  if (status === void 0) return null;
  if (!status.isFile() || status.size > MAX_TEXT_BYTES2) {
    const found = status.isFile() ? `has ${status.size} bytes` : "is no file";
    throw new import_shared_4.GateError(
      "bad-input",
      `\`${path4}\` ${found}, expected a text file of at most ${MAX_TEXT_BYTES2} bytes`,
      {
        hint: "Name another file."
      }
    );
  }
  return (0, import_promises.readFile)(path4, "utf8");
}
function namedDockerfile(request) {
  if (request.mode !== "check") return request.dockerfile ?? null;
  return request.build.dockerfile ?? (0, import_node_path.join)(request.build.context, "Dockerfile");
}
async function existingFolder(path4) {
  const real = await (0, import_promises.realpath)(path4).catch(() => null);
  return real ?? await existingFolder((0, import_node_path.dirname)(path4));
}
// src/image-source/blob-store.ts
var MAX_JSON_BYTES = 8 * 1024 * 1024;
var MAX_ALL_JSON_BYTES = 8 * MAX_JSON_BYTES;
function blobPath(digest2) {
  return `blobs/${digest2.replace(":", "/")}`;
}
function claimedDigest(path4) {
  const hex = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path4)?.[1];
  return hex === void 0 ? void 0 : `sha256:${hex}`;
}
// src/image/digest.ts
var SHA256 = /^sha256:[0-9a-f]{64}$/;
function isDigest(text4) {
  return SHA256.test(text4);
}
function parseDigest(text4, what) {
  if (typeof text4 === "string" && isDigest(text4)) return text4;
  throw new import_shared_4.GateError(
    "image-unreadable",
    `${what} has digest \`${String(text4).slice(0, 80)}\`, expected sha256 and 64 hex digits`,
    {
      hint: "Save or build the image again."
    }
  );
}
// src/image-source/verified-json.ts
async function readVerified(store2, descriptor2, part) {
  const bytes = await readPresent(store2, descriptor2, part);
  if (bytes !== void 0) return bytes;
  throw unreadable(`${part.name} \`${descriptor2.digest}\` of ${store2.what} is missing`);
}
async function readPresent(store2, descriptor2, { name, kind }) {
  const bytes = await store2.readJson(blobPath(descriptor2.digest), kind);
  if (bytes === void 0) return void 0;
  const digest2 = digestOf(bytes);
  if (digest2 !== descriptor2.digest) {
    throw unreadable(`${name} of ${store2.what} has digest \`${digest2}\`, expected \`${descriptor2.digest}\``);
  }
  if (bytes.length !== descriptor2.size) {
    throw unreadable(`${name} of ${store2.what} has ${bytes.length} bytes, expected ${descriptor2.size}`);
  }
  return bytes;
}
function missingPlatform(what, asked, found) {
  const there = [...new Set(found.map(import_shared_4.renderPlatform))].sort().join(", ");
  return new import_shared_4.GateError(
    "image-not-found",
    `${what} has no image for platform \`${(0, import_shared_4.renderPlatform)(asked)}\`, only for ${there || "none"}`,
    { hint: "Ask for one of these platforms, or build the image for this one." }
  );
}
function digestOf(bytes) {
  return parseDigest(`sha256:${(0, import_node_crypto2.createHash)("sha256").update(bytes).digest("hex")}`, "blob");
}
function unreadable(message) {
  return new import_shared_4.GateError("image-unreadable", message, { hint: "Save or build the image again." });
}
// src/image-source/read-blob.ts
// src/image-source/byte-source.ts
function joinWaits(one2, other) {
  return one2 === void 0 || other === void 0 ? one2 ?? other : Promise.all([one2, other]);
}
function fromStream(stream, options = {}) {
  const { explain = (cause) => cause, signal, watch } = options;
  return async (sink) => {
    var _stack = [];
    try {
      const stop = (cause) => {
        stream.destroy(cause);
      };
      const pace = watch?.(stop);
      const _stopping = (0, import_shared_5.__using)(_stack, onAbort(signal, stop));
      try {
        await readAll({ stream, explain, pace }, sink);
      } catch (error2) {
        signal?.throwIfAborted();
        throw error2;
      } finally {
        pace?.stop();
        stream.destroy();
      }
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      (0, import_shared_5.__callDispose)(_stack, _error, _hasError);
    }
  };
}
async function readAll({ stream, explain, pace }, sink) {
  const thrown = [];
  let busy;
  const fail = (error2) => {
    thrown.push(error2);
    stream.destroy();
  };
  const goOn = () => {
    pace?.setBusy(false);
    stream.resume();
  };
  stream.on("data", (chunk) => {
    if (thrown.length > 0) return;
    pace?.took(chunk.length);
    try {
      const wait = sink(chunk);
      if (wait === void 0) return;
      stream.pause();
      pace?.setBusy(true);
      busy = wait.then(goOn, fail);
    } catch (error2) {
      fail(error2);
    }
  });
  try {
    await (0, import_promises6.finished)(stream);
    await busy;
  } catch (cause) {
    if (thrown.length === 0) throw explain(cause);
  }
  if (thrown.length > 0) throw thrown[0];
}
// src/image-source/decompress.ts
// src/files/path-text.ts
function decodePathText(bytes, start = 0, end2 = bytes.length) {
  const view = bufferOf(bytes);
  if (end2 - start <= MAX_NAME_BYTES && isAscii(bytes, start, end2)) return view.toString("latin1", start, end2);
  const part = view.subarray(start, end2);
  try {
    return STRICT_UTF8.decode(part);
  } catch {
    return decodeWithEscapes(part);
  }
}
function bufferOf(bytes) {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
function encodePathText(text4) {
  if (!HAS_ESCAPE.test(text4)) return Buffer.from(text4, "utf8");
  const parts = [];
  for (const character of text4) {
    const code = character.codePointAt(0) ?? 0;
    parts.push(isEscape(code) ? Buffer.of(code - ESCAPE_BASE) : Buffer.from(character, "utf8"));
  }
  return Buffer.concat(parts);
}
var MAX_NAME_BYTES = 255;
var STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
var HAS_ESCAPE = /[\uDC80-\uDCFF]/u;
var ESCAPE_BASE = 56320;
function isEscape(code) {
  return code >= 56448 && code <= 56575;
}
function isAscii(bytes, start, end2) {
  for (let at = start; at < end2; at++) if ((bytes[at] ?? 0) >= 128) return false;
  return true;
}
function decodeWithEscapes(bytes) {
  let text4 = "";
  for (let at = 0; at < bytes.length; ) {
    const length = validSequenceLength(bytes, at);
    text4 += length === 0 ? String.fromCharCode(ESCAPE_BASE + (bytes[at] ?? 0)) : bytes.toString("utf8", at, at + length);
    at += Math.max(length, 1);
  }
  return text4;
}
function validSequenceLength(bytes, at) {
  const lead = bytes[at] ?? 0;
  const length = sequenceLength(lead);
  const rest = bytes.subarray(at + 1, at + length);
  const isWhole = length > 0 && rest.length === length - 1;
  return isWhole && isSecond(lead, rest[0]) && rest.every(isContinuation) ? length : 0;
}
function isSecond(lead, second) {
  return second === void 0 || second >= lowestSecond(lead) && second <= highestSecond(lead);
}
function isContinuation(byte) {
  return (byte & 192) === 128;
}
function sequenceLength(lead) {
  if (lead < 128) return 1;
  if (lead >= 194 && lead <= 223) return 2;
  if (lead >= 224 && lead <= 239) return 3;
  return lead >= 240 && lead <= 244 ? 4 : 0;
}
function lowestSecond(lead) {
  if (lead === 224) return 160;
  return lead === 240 ? 144 : 128;
}
function highestSecond(lead) {
  if (lead === 237) return 159;
  return lead === 244 ? 143 : 191;
}
// src/files/tar-header.ts
var TAR_BLOCK_BYTES = 512;
function isZeroBlock(block, start) {
  for (let at = start; at < start + TAR_BLOCK_BYTES; at++) if (block[at] !== 0) return false;
  return true;
}
function hasTarChecksum(block, start = 0) {
  if (block.length < start + TAR_BLOCK_BYTES || isZeroBlock(block, start)) return false;
  const written = parseOctal(block, start + CHECKSUM_START, CHECKSUM_BYTES);
  const unsigned = sumBytes(block, start);
  return written === unsigned || written === unsigned - countHighBytes(block, start) * 256;
}
var CHECKSUM_START = 148;
var CHECKSUM_BYTES = 8;
function sumBytes(block, start) {
  const view = new DataView(block.buffer, block.byteOffset + start, TAR_BLOCK_BYTES);
  let halves = 0;
  for (let at = 0; at < TAR_BLOCK_BYTES; at += 4) {
    const word = view.getUint32(at);
    halves = halves + (word & 16711935) + (word >>> 8 & 16711935) | 0;
  }
  let sum = (halves & 65535) + (halves >>> 16) + CHECKSUM_BYTES * 32;
  for (let at = start + CHECKSUM_START; at < start + CHECKSUM_START + CHECKSUM_BYTES; at++)
    sum -= block[at] ?? 0;
  return sum;
}
function countHighBytes(block, start) {
  let count = 0;
  for (let at = 0; at < TAR_BLOCK_BYTES; at++) {
    const isOwn = at >= CHECKSUM_START && at < CHECKSUM_START + CHECKSUM_BYTES;
    if (!isOwn) count += (block[start + at] ?? 0) >>> 7;
  }
  return count;
}
function parseTarHeader(block, start, what) {
  if (!hasTarChecksum(block, start)) {
    throw new import_shared_4.GateError("image-unreadable", `${what} has a tar header with a wrong checksum`, {
      hint: "Save or build the image again."
    });
  }
  const size = parseNumber(block, start + 124, 12);
  const mode = parseNumber(block, start + 100, 8);
  if (size === void 0 || mode === void 0) {
    throw new import_shared_4.GateError("image-unreadable", `${what} has a tar header with a number that is none`);
  }
  return {
    name: nameOf2(block, start),
    linkName: textField(block, start + 157, 100),
    typeFlag: String.fromCharCode(block[start + 156] ?? 0),
    size,
    mode: mode & 4095,
    isNullDevice: isNullDevice(block, start),
    ...sparseFields(block, start, size)
  };
}
function isNullDevice(block, start) {
  if (block[start + 156] !== 51) return false;
  return parseNumber(block, start + 329, 8) === 0 && parseNumber(block, start + 337, 8) === 0;
}
function sparseFields(block, start, size) {
  if (block[start + 156] !== 83) return { realSize: size, hasMoreSparseMap: false };
  return {
    realSize: parseNumber(block, start + 483, 12) ?? size,
    hasMoreSparseMap: block[start + 482] !== 0
  };
}
function nameOf2(block, start) {
  const name = textField(block, start, 100);
  const isPosix = isMagic(block, start + 257, "ustar\0");
  if (!isPosix || block[start + 345] === 0) return name;
  const isStar = isMagic(block, start + 508, "tar\0");
  return `${textField(block, start + 345, isStar ? 131 : 155)}/${name}`;
}
function isMagic(block, start, magic) {
  for (let at = 0; at < magic.length; at++) if (block[start + at] !== magic.charCodeAt(at)) return false;
  return true;
}
function textField(block, start, length) {
  let end2 = start;
  while (end2 < start + length && block[end2] !== 0) end2++;
  return decodePathText(block, start, end2);
}
function parseNumber(block, start, length) {
  const lead = block[start] ?? 0;
  if ((lead & 128) === 0) return parseOctal(block, start, length);
  if ((lead & 64) !== 0) return void 0;
  let value = lead & 63;
  for (let at = start + 1; at < start + length; at++) {
    value = value * 256 + (block[at] ?? 0);
    if (!Number.isSafeInteger(value)) return void 0;
  }
  return value;
}
function parseOctal(block, start, length) {
  const end2 = start + length;
  let at = start;
  while (at < end2 && isBlank(block[at])) at++;
  let value = 0;
  for (; at < end2 && !isBlank(block[at]); at++) {
    const digit = (block[at] ?? 0) - 48;
    if (digit < 0 || digit > 7) return void 0;
    value = value * 8 + digit;
  }
  return value;
}
function isBlank(byte) {
  return byte === 32 || byte === 0;
}
function paddingOf(size) {
  return (TAR_BLOCK_BYTES - size % TAR_BLOCK_BYTES) % TAR_BLOCK_BYTES;
}
// src/image-source/zstd-frames.ts
function createZstdFrames() {
  const state = { step: "magic", need: 4, value: 0, had: 0, isLastBlock: false, hasChecksum: false };
  return {
    split: (chunk) => split(state, chunk),
    end: () => {
      if (state.step !== "magic" || state.had > 0) throw new Error("it ends within a zstd frame");
    }
  };
}
function split(state, chunk) {
  const pieces = [];
  let start = 0;
  for (let at = 0; at < chunk.length; ) {
    const count = Math.min(state.need, chunk.length - at);
    if (state.had < 4) takeValue(state, chunk.subarray(at, at + count));
    state.need -= count;
    at += count;
    if (state.need > 0) break;
    if (advance(state)) {
      pieces.push(chunk.subarray(start, at));
      start = at;
    }
  }
  if (start < chunk.length) pieces.push(chunk.subarray(start));
  return pieces;
}
function takeValue(state, bytes) {
  for (const byte of bytes.subarray(0, 4 - state.had)) state.value += byte * 256 ** state.had++;
}
function advance(state) {
  const { step, value } = state;
  let [next, need] = NEXT[step](value, state);
  let isEnd = next === "magic";
  while (need === 0) {
    [next, need] = NEXT[next](0, state);
    isEnd ||= next === "magic";
  }
  Object.assign(state, { step: next, need, value: 0, had: 0 });
  return isEnd;
}
var START = ["magic", 4];
var NEXT = {
  magic: (value) => {
    if (Math.floor(value / 16) === 25481893) return ["skippable-size", 4];
    if (value !== 4247762216) throw new Error("what follows a zstd frame is none");
    return ["descriptor", 1];
  },
  "skippable-size": (value) => value === 0 ? START : ["skippable", value],
  skippable: () => START,
  descriptor: (value, state) => {
    state.hasChecksum = (value & 4) !== 0;
    return ["header", headerBytes(value)];
  },
  header: () => ["block", 3],
  block: (value, state) => {
    state.isLastBlock = (value & 1) !== 0;
    const isRepeated = (value >>> 1 & 3) === 1;
    return ["content", isRepeated ? 1 : value >>> 3];
  },
  content: (_value, state) => {
    if (!state.isLastBlock) return ["block", 3];
    return state.hasChecksum ? ["checksum", 4] : START;
  },
  checksum: () => START
};
function headerBytes(descriptor2) {
  const isSingleSegment = (descriptor2 & 32) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor2 & 3] ?? 0;
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor2 >>> 6] ?? 0;
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize;
}
// src/image-source/decompress.ts
var SNIFFED_BYTES = TAR_BLOCK_BYTES;
var GIB = 1024 ** 3;
var EXPANSION_LIMITS = { maxBytes: 128 * GIB, maxRatio: 200, freeBytes: 8 * GIB };
var STREAM_OPTIONS = { chunkSize: 1024 * 1024, writableHighWaterMark: 4 * 1024 * 1024 };
var BATCH_BYTES = 256 * 1024;
function sniffCompression(head) {
  if (head[0] === 31 && head[1] === 139) return "gzip";
  if (isZstd(head)) return "zstd";
  const isEmptyTar = head.length >= TAR_BLOCK_BYTES && isZeroBlock(head, 0);
  return isEmptyTar || hasTarChecksum(head) ? "none" : void 0;
}
function isZstd(head) {
  if (head.length < 4) return false;
  const magic = new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true);
  return magic === 4247762216 || magic >>> 4 === 25481893;
}
function createDecompressor(compression, sink, { what, limits }) {
  const stream = compression === "gzip" ? (0, import_node_zlib.createGunzip)(STREAM_OPTIONS) : (0, import_node_zlib.createZstdDecompress)(STREAM_OPTIONS);
  const total = { read: 0, written: 0 };
  const fail = (error2) => {
    stream.destroy(error2 instanceof Error ? error2 : new Error(String(error2)));
  };
  stream.on("data", (chunk) => {
    try {
      total.written += chunk.length;
      checkExpansion(total, limits, what);
      const wait = sink(chunk);
      if (wait === void 0) {
        release(chunk);
        return;
      }
      stream.pause();
      busy = wait.then(() => {
        release(chunk);
        stream.resume();
      });
      busy.catch(fail);
    } catch (error2) {
      fail(error2);
    }
  });
  const batches = createBatches();
  const feed = createFeed(stream, compression);
  let busy;
  const ended2 = (0, import_promises7.finished)(stream).then(() => busy);
  ended2.catch(() => void 0);
  return {
    write: (chunk) => {
      total.read += chunk.length;
      if (stream.destroyed) return rethrow(ended2, what);
      const hasRoom = feed.writeAll(batches.add(chunk));
      return hasRoom ? void 0 : rethrow(Promise.race([(0, import_node_events.once)(stream, "drain"), ended2]), what);
    },
    end: () => {
      if (!stream.destroyed) {
        feed.writeAll([batches.rest()]);
        feed.end();
      }
      return rethrow(ended2, what);
    }
  };
}
function createFeed(stream, compression) {
  const frames = compression === "zstd" ? createZstdFrames() : void 0;
  const attempt = (work) => {
    try {
      return work();
    } catch (error2) {
      stream.destroy(error2 instanceof Error ? error2 : new Error(String(error2)));
      return false;
    }
  };
  const write6 = (batch) => attempt(() => (frames?.split(batch) ?? [batch]).reduce((_, piece) => stream.write(piece), true));
  return {
    writeAll: (batches) => batches.map(write6).at(-1) ?? true,
    end: () => {
      attempt(() => {
        frames?.end();
        stream.end();
        return true;
      });
    }
  };
}
function release({ buffer, byteOffset, length }) {
  if (buffer instanceof ArrayBuffer && byteOffset + length === STREAM_OPTIONS.chunkSize) buffer.transfer(0);
}
function createBatches() {
  let batch = new Uint8Array(BATCH_BYTES);
  let filled = 0;
  return {
    add: (chunk) => {
      const full = [];
      for (let at = 0; at < chunk.length; ) {
        const part = chunk.subarray(at, at + batch.length - filled);
        batch.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < batch.length) break;
        full.push(batch);
        batch = new Uint8Array(BATCH_BYTES);
        filled = 0;
      }
      return full;
    },
    rest: () => batch.subarray(0, filled)
  };
}
function checkExpansion({ read: read2, written }, { maxBytes, maxRatio, freeBytes }, what) {
  if (written > maxBytes) {
    throw new import_shared_4.GateError("image-unreadable", `${what} expands to more than ${maxBytes} bytes`);
  }
  if (written > freeBytes && written > read2 * maxRatio) {
    throw new import_shared_4.GateError("image-unreadable", `${what} expands to more than ${maxRatio} times its size`, {
      hint: "Nothing but zeros compresses so well: look at what this layer holds."
    });
  }
}
async function rethrow(work, what) {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof import_shared_4.GateError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new import_shared_4.GateError("image-unreadable", `${what} cannot be decompressed: ${reason}`, {
      hint: "The blob is probably truncated: save or build the image again.",
      cause
    });
  }
}
// src/files/content-reader.ts
// src/files/columns.ts
var SMALLEST = 1024;
function withRoom(column, length) {
  if (length <= column.length) return column;
  const room = Math.max(SMALLEST, length, Math.ceil(column.length * 1.5));
  const larger = new column.constructor(room);
  larger.set(column);
  return larger;
}
// src/files/elf-bytes.ts
function findElfPart(parts, offset, length) {
  let found;
  let most = 0;
  for (const part of parts) {
    const count = offset >= part.start ? Math.min(length, part.end - offset) : 0;
    if (count <= most) continue;
    found = part;
    most = count;
  }
  return found;
}
// src/files/elf-layout.ts
var PT_LOAD = 1;
var PT_DYNAMIC = 2;
var PT_INTERP = 3;
var MAX_SEGMENTS = 256;
function elfNumbers(bytes, is64, isLittleEndian) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isInside2 = (at, length) => at >= 0 && at + length <= bytes.length;
  const u32 = (at) => isInside2(at, 4) ? view.getUint32(at, isLittleEndian) : 0;
  const [low, high] = isLittleEndian ? [0, 4] : [4, 0];
  const u64 = (at) => isInside2(at, 8) ? u32(at + high) * 2 ** 32 + u32(at + low) : 0;
  return {
    u16: (at) => isInside2(at, 2) ? view.getUint16(at, isLittleEndian) : 0,
    u32,
    word: is64 ? u64 : u32
  };
}
function parseElfLayout(bytes) {
  const header = readHeader(bytes);
  if (header === void 0) return void 0;
  const [elfClass, order] = header.subarray(4, 6);
  const is64 = elfClass === 2;
  const isLittleEndian = order === 1;
  const numbers = elfNumbers(header, is64, isLittleEndian);
  const at = is64 ? HEADER_64 : HEADER_32;
  const rest = {
    type: numbers.u16(16),
    machine: numbers.u16(18),
    is64,
    isLittleEndian,
    sections: {
      offset: numbers.word(at.sectionOffset),
      entrySize: numbers.u16(at.sectionEntrySize),
      count: numbers.u16(at.sectionEntrySize + 2),
      names: numbers.u16(at.sectionEntrySize + 4)
    }
  };
  const segments = parseSegments(bytes, numbers, { is64, isLittleEndian, at });
  return segments && { ...rest, segments };
}
function readHeader(bytes) {
  const header = bytes.read(0, HEADER_BYTES);
  if (header === void 0 || header.length < SHORT_HEADER_BYTES) return void 0;
  return header.subarray(4, 6).every((code) => code === 1 || code === 2) ? header : void 0;
}
var HEADER_BYTES = 64;
var SHORT_HEADER_BYTES = 52;
var HEADER_32 = { segmentOffset: 28, segmentEntrySize: 42, sectionOffset: 32, sectionEntrySize: 46 };
var HEADER_64 = { segmentOffset: 32, segmentEntrySize: 54, sectionOffset: 40, sectionEntrySize: 58 };
var SEGMENT_32 = { flags: 24, offset: 4, address: 8, size: 16, length: 32 };
var SEGMENT_64 = { flags: 4, offset: 8, address: 16, size: 32, length: 56 };
function parseSegments(bytes, header, { is64, isLittleEndian, at }) {
  const start = header.word(at.segmentOffset);
  const entrySize = header.u16(at.segmentEntrySize);
  const count = Math.min(header.u16(at.segmentEntrySize + 2), MAX_SEGMENTS);
  const fields2 = is64 ? SEGMENT_64 : SEGMENT_32;
  if (count === 0) return [];
  if (entrySize < fields2.length || start + count * entrySize > bytes.headLength) return void 0;
  const table = bytes.read(start, count * entrySize);
  if (table === void 0) return void 0;
  const numbers = elfNumbers(table, is64, isLittleEndian);
  return Array.from({ length: count }, (_, index2) => {
    const from = index2 * entrySize;
    return {
      type: numbers.u32(from),
      isWritable: (numbers.u32(from + fields2.flags) & 2) !== 0,
      offset: numbers.word(from + fields2.offset),
      address: numbers.word(from + fields2.address),
      size: numbers.word(from + fields2.size)
    };
  });
}
// src/files/elf-parts.ts
var HEAD_BYTES = 2 * 1024 * 1024;
var MAX_PART_BYTES = 256 * 1024;
var MAX_PARTS_BYTES = 2 * 1024 * 1024;
var SECTION_NAMES_BYTES = 32 * 1024;
function elfHead(size) {
  return { start: 0, end: Math.min(size, HEAD_BYTES) };
}
function planElfParts(head, size) {
  const layout = size > head.headLength ? parseElfLayout(head) : void 0;
  if (layout === void 0) return [];
  const parts = [];
  let total = 0;
  for (const [offset, length] of wantedParts(layout)) {
    const start = Math.max(offset, 0);
    const end2 = Math.min(offset + Math.min(length, MAX_PART_BYTES), size);
    if (!(end2 > Math.max(start, head.headLength)) || total + (end2 - start) > MAX_PARTS_BYTES) continue;
    total += end2 - start;
    parts.push({ start, end: end2 });
  }
  return parts;
}
function wantedParts(layout) {
  const { sections, segments } = layout;
  const table = sections.count * sections.entrySize;
  const parts = segments.filter(
    ({ type, isWritable }) => type === PT_DYNAMIC || type === PT_INTERP || type === PT_LOAD && isWritable
  ).map(({ offset, size }) => [offset, size]);
  return [...parts, [sections.offset - SECTION_NAMES_BYTES, SECTION_NAMES_BYTES + table]];
}
// src/files/elf-access.ts
var BLOCK_BYTES = 4 * 1024;
function createElfAccess() {
  const state = {
    block: new Uint8Array(BLOCK_BYTES),
    start: 0,
    end: 0,
    large: new Uint8Array(0),
    readAt: () => void 0,
    size: 0
  };
  return {
    open: (readAt, size) => {
      Object.assign(state, { readAt, size, start: 0, end: 0 });
      const head = elfHead(size);
      const planned = planElfParts({ headLength: head.end, read: readParts(state, [head]) }, size);
      return { headLength: head.end, read: readParts(state, [head, ...planned]) };
    }
  };
}
function readParts(state, parts) {
  return (offset, length) => {
    if (length === 0 && offset >= 0) return NOTHING;
    const part = findElfPart(parts, offset, length);
    return part && readPart(state, offset, Math.min(length, part.end - offset));
  };
}
var NOTHING = new Uint8Array(0);
function readPart(state, offset, length) {
  if (length > BLOCK_BYTES / 2) return readLarge(state, offset, length);
  if (offset < state.start || offset + length > state.end) readBlock(state, offset);
  return state.block.subarray(offset - state.start, offset - state.start + length);
}
function readBlock(state, offset) {
  const { block, readAt, size } = state;
  const start = Math.max(Math.min(offset, size - BLOCK_BYTES), 0);
  state.end = 0;
  readAt(block.subarray(0, size - start), start);
  state.start = start;
  state.end = Math.min(start + BLOCK_BYTES, size);
}
function readLarge(state, offset, length) {
  state.large = withRoom(state.large, length);
  const bytes = state.large.subarray(0, length);
  state.readAt(bytes, offset);
  return bytes;
}
// src/files/elf-capture.ts
function createElfCapture() {
  const state = { memory: new Uint8Array(0), size: 0, parts: [] };
  return {
    open: (size) => {
      state.size = size;
      state.parts = [];
    },
    write: (bytes, position) => {
      write(state, bytes, position);
    },
    bytes: () => toBytes(state.parts)
  };
}
function write(state, bytes, position) {
  const head = state.parts[0] ?? openHead(state);
  fill(head, bytes, position);
  if (position < head.end && position + bytes.length >= head.end) openParts(state, head);
  for (const part of state.parts) if (part !== head) fill(part, bytes, position);
}
function openHead(state) {
  const { start, end: end2 } = elfHead(state.size);
  state.memory = withRoom(state.memory, end2);
  const head = { start, end: end2, bytes: state.memory.subarray(0, end2) };
  state.parts = [head];
  return head;
}
function openParts(state, head) {
  const parts = planElfParts(toBytes([head]), state.size).map(({ start, end: end2 }) => {
    const part = { start, end: end2, bytes: new Uint8Array(end2 - start) };
    fill(part, head.bytes, 0);
    return part;
  });
  state.parts = [head, ...parts];
}
function fill(part, bytes, position) {
  const from = Math.max(part.start, position);
  const to = Math.min(part.end, position + bytes.length);
  if (from >= to) return;
  part.bytes.set(bytes.subarray(from - position, to - position), from - part.start);
}
function toBytes(parts) {
  return {
    headLength: parts[0]?.end ?? 0,
    read: (offset, length) => {
      if (length === 0 && offset >= 0) return new Uint8Array(0);
      const part = findElfPart(parts, offset, length);
      return part?.bytes.subarray(offset - part.start, Math.min(offset + length, part.end) - part.start);
    }
  };
}
// src/files/go-buildinfo.ts
var MAGIC = Buffer.from("\xFF Go buildinf:", "latin1");
var ALIGNMENT = 16;
var HEADER_BYTES2 = 32;
var INLINE_STRINGS = 2;
var SEARCHED_BYTES = 256 * 1024;
var MAX_TEXT_BYTES3 = 8192;
var MARK_BYTES = 16;
function parseGoBuildInfo(bytes, layout) {
  const segment = layout.segments.find(({ type, isWritable }) => type === PT_LOAD && isWritable);
  const part = segment && bytes.read(segment.offset, Math.min(segment.size, SEARCHED_BYTES));
  if (part === void 0) return {};
  const view = Buffer.from(part.buffer, part.byteOffset, part.length);
  const start = findHeader(view);
  if (start < 0 || ((view[start + 15] ?? 0) & INLINE_STRINGS) === 0) return {};
  return readTexts(view, start + HEADER_BYTES2);
}
function readTexts(view, start) {
  const version2 = readInline(view, start);
  if (version2 === void 0) return {};
  const modules = readInline(view, version2.end)?.text.slice(MARK_BYTES) ?? "";
  const mainPath = /^path\t(.+)$/m.exec(modules)?.[1];
  return { goVersion: version2.text, ...mainPath === void 0 ? {} : { goMainPath: mainPath } };
}
function findHeader(view) {
  for (let at = view.indexOf(MAGIC); at >= 0; at = view.indexOf(MAGIC, at + 1)) {
    if (at % ALIGNMENT === 0) return at;
  }
  return -1;
}
function readInline(view, start) {
  let length = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = view[at++];
    if (byte === void 0 || shift > 28) return void 0;
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  const end2 = at + length;
  return { text: view.toString("latin1", at, Math.min(end2, at + MAX_TEXT_BYTES3)), end: end2 };
}
// src/files/elf-versions.ts
var MAX_RECORDS = 256;
var MAX_VERSIONS = 1024;
var TABLE_BYTES = 2048;
var VER_FLG_WEAK = 2;
function readVersions(bytes, layout, { needed, defined, text: text4 }) {
  const versionsNeeded = needed === void 0 ? [] : readNeeded(openTable(bytes, layout, needed), text4);
  const versionsDefined = defined === void 0 ? [] : readDefined(openTable(bytes, layout, defined), text4);
  return {
    ...versionsNeeded === void 0 ? {} : { versionsNeeded },
    ...versionsDefined === void 0 ? {} : { versionsDefined }
  };
}
var RECORD_BYTES = 20;
function openTable(bytes, { is64, isLittleEndian }, { offset, count }) {
  const first = bytes.read(offset, TABLE_BYTES)?.slice() ?? new Uint8Array(0);
  return {
    count,
    at: (start) => {
      const isHere = start + RECORD_BYTES <= first.length;
      const part = isHere ? first.subarray(start, start + RECORD_BYTES) : readRecord(bytes, offset + start);
      return part && elfNumbers(part, is64, isLittleEndian);
    }
  };
}
function readRecord(bytes, offset) {
  const part = bytes.read(offset, RECORD_BYTES);
  return part !== void 0 && part.length >= RECORD_BYTES - 4 ? part.slice() : void 0;
}
function readNeeded(table, text4) {
  const versions = [];
  const isWhole = eachRecord(table, { next: 12, count: table.count, start: 0 }, (need, at) => {
    const library = text4(need.u32(4));
    const inner = { next: 12, count: need.u16(2), start: at + need.u32(8) };
    return eachRecord(table, inner, (entry) => {
      if ((entry.u16(4) & VER_FLG_WEAK) !== 0) return true;
      const version2 = text4(entry.u32(8));
      if (library === void 0 || version2 === void 0 || versions.length >= MAX_VERSIONS) return false;
      versions.push(`${version2}@${library}`);
      return true;
    });
  });
  return isWhole ? versions : void 0;
}
function readDefined(table, text4) {
  const versions = [];
  const isWhole = eachRecord(table, { next: 16, count: table.count, start: 0 }, (definition, at) => {
    const name = table.at(at + definition.u32(12));
    const version2 = name && text4(name.u32(0));
    if (version2 === void 0) return false;
    versions.push(version2);
    return true;
  });
  return isWhole ? versions : void 0;
}
function eachRecord(table, { next, count, start }, visit) {
  if (count > MAX_RECORDS) return false;
  let at = start;
  for (let index2 = 0; index2 < count; index2++) {
    const record4 = table.at(at);
    if (record4 === void 0 || !visit(record4, at)) return false;
    const step = record4.u32(next);
    if (step === 0) return index2 === count - 1;
    at += step;
  }
  return true;
}
// src/files/elf.ts
var MAX_INTERPRETER_BYTES = 4096;
var MAX_DYNAMIC_BYTES = 256 * 1024;
var MAX_NAME_BYTES2 = 4096;
var MAX_NEEDED = 1024;
var MAX_SECTIONS = 4096;
function parseElf(bytes) {
  const layout = parseElfLayout(bytes);
  if (layout === void 0) return void 0;
  const hasDebugInfo = findDebugInfo(bytes, layout);
  return {
    type: layout.type,
    machine: layout.machine,
    interpreter: interpreterOf(bytes, layout),
    ...dynamicFacts(bytes, layout),
    ...parseGoBuildInfo(bytes, layout),
    ...hasDebugInfo === void 0 ? {} : { hasDebugInfo }
  };
}
function interpreterOf(bytes, layout) {
  const segment = layout.segments.find(({ type }) => type === PT_INTERP);
  if (segment === void 0) return null;
  return readText(bytes, segment.offset, Math.min(segment.size, MAX_INTERPRETER_BYTES)) ?? null;
}
var DT_NEEDED = 1;
var DT_STRTAB = 5;
var DT_SONAME = 14;
var DT_RPATH = 15;
var DT_RUNPATH = 29;
var DT_VERDEF = 1879048188;
var DT_VERDEFNUM = 1879048189;
var DT_VERNEED = 1879048190;
var DT_VERNEEDNUM = 1879048191;
var DYNAMIC_TAGS = /* @__PURE__ */ new Set([
  DT_NEEDED,
  DT_STRTAB,
  DT_SONAME,
  DT_RPATH,
  DT_RUNPATH,
  DT_VERDEF,
  DT_VERDEFNUM,
  DT_VERNEED,
  DT_VERNEEDNUM
]);
function dynamicFacts(bytes, layout) {
  const segment = layout.segments.find(({ type }) => type === PT_DYNAMIC);
  if (segment === void 0) return { needed: [], runpath: [] };
  const entries = readDynamic(bytes, layout, segment);
  const strings = fileOffset(layout, entries?.get(DT_STRTAB)?.[0]);
  if (entries === void 0 || strings === void 0) return { runpath: [] };
  const texts2 = (tag) => (entries.get(tag) ?? []).map((offset) => readText(bytes, strings + offset, MAX_NAME_BYTES2));
  return {
    ...neededOf(texts2(DT_NEEDED)),
    ...sonameOf(texts2(DT_SONAME)),
    runpath: directoriesOf([...texts2(DT_RUNPATH), ...texts2(DT_RPATH)]),
    ...readVersions(bytes, layout, {
      needed: tableOf(layout, entries, [DT_VERNEED, DT_VERNEEDNUM]),
      defined: tableOf(layout, entries, [DT_VERDEF, DT_VERDEFNUM]),
      text: (offset) => readText(bytes, strings + offset, MAX_NAME_BYTES2)
    })
  };
}
function tableOf(layout, entries, [address, count]) {
  const offset = fileOffset(layout, entries.get(address)?.[0]);
  return offset === void 0 ? void 0 : { offset, count: entries.get(count)?.[0] ?? 0 };
}
function neededOf(needed) {
  return needed.every((name) => name !== void 0) ? { needed } : {};
}
function sonameOf([soname]) {
  return soname === void 0 ? {} : { soname };
}
function directoriesOf([runpath]) {
  return (runpath ?? "").split(":").filter((directory) => directory !== "");
}
function readDynamic(bytes, layout, { offset, size }) {
  const part = bytes.read(offset, Math.min(size, MAX_DYNAMIC_BYTES));
  if (part === void 0) return void 0;
  const numbers = elfNumbers(part, layout.is64, layout.isLittleEndian);
  const half = layout.is64 ? 8 : 4;
  const entries = /* @__PURE__ */ new Map();
  for (let at = 0; at + 2 * half <= part.length; at += 2 * half) {
    const tag = numbers.word(at);
    if (tag === 0) return entries;
    if (DYNAMIC_TAGS.has(tag)) addEntry(entries, tag, numbers.word(at + half));
  }
  return part.length >= size ? entries : void 0;
}
function addEntry(entries, tag, value) {
  const values = entries.get(tag);
  if (values === void 0) entries.set(tag, [value]);
  else if (values.length < MAX_NEEDED) values.push(value);
}
function fileOffset({ segments }, address) {
  if (address === void 0) return void 0;
  const segment = segments.find(
    (candidate) => candidate.type === PT_LOAD && address >= candidate.address && address < candidate.address + candidate.size
  );
  return segment && segment.offset + (address - segment.address);
}
function readText(bytes, offset, length) {
  for (const count of [Math.min(length, SHORT_TEXT_BYTES), length]) {
    const part = bytes.read(offset, count);
    const end2 = part?.indexOf(0) ?? -1;
    if (part !== void 0 && end2 >= 0) return bufferOf(part).toString("utf8", 0, end2);
  }
  return void 0;
}
var SHORT_TEXT_BYTES = 64;
function findDebugInfo(bytes, layout) {
  const { offset, entrySize, count, names } = layout.sections;
  const fields2 = layout.is64 ? SECTION_64 : SECTION_32;
  if (offset === 0 || count === 0) return false;
  if (entrySize < fields2.length || count > MAX_SECTIONS) return void 0;
  const table = readWhole(bytes, offset, count * entrySize);
  if (table === void 0) return void 0;
  const numbers = elfNumbers(table, layout.is64, layout.isLittleEndian);
  const at = names * entrySize;
  const [namesAt, namesBytes] = [numbers.word(at + fields2.offset), numbers.word(at + fields2.size)];
  const starts = Array.from({ length: count }, (_, section) => numbers.u32(section * entrySize));
  const texts2 = readWhole(bytes, namesAt, namesBytes);
  return texts2 && DEBUG_INFO.some((name) => texts2.includes(name) && isSection(texts2, starts, name));
}
var SECTION_32 = { offset: 16, size: 20, length: 40 };
var SECTION_64 = { offset: 24, size: 32, length: 64 };
function readWhole(bytes, offset, length) {
  const part = bytes.read(offset, length);
  return part?.length === length ? bufferOf(part) : void 0;
}
function isSection(texts2, starts, name) {
  return starts.some((start) => texts2.subarray(start, start + name.length).equals(name));
}
var DEBUG_INFO = [Buffer.from(".debug_info\0"), Buffer.from(".zdebug_info\0")];
// src/files/content-reader.ts
var MAX_KEPT_BYTES = 64 * 1024 * 1024;
var MAX_SHEBANG_BYTES = 256;
var HEAD_BYTES2 = MAX_SHEBANG_BYTES + 2;
var CHUNK_BYTES = 64 * 1024;
function createContentReader(wishes, readAt) {
  const state = {
    wishes,
    readAt,
    capture: createElfCapture(),
    access: createElfAccess(),
    position: 0,
    start: 0,
    kept: void 0,
    sha1: void 0,
    sum: 0,
    gitBlob: void 0,
    size: 0,
    head: new Uint8Array(HEAD_BYTES2),
    isElf: false,
    chunk: void 0
  };
  return {
    open: (file) => {
      open2(state, file);
    },
    write: (bytes) => {
      write2(state, bytes);
    },
    readRest: () => {
      if (readAt !== void 0) readUseful(state, readAt);
      return state.position >= usefulBytes(state);
    },
    close: () => close(state),
    sum: () => state.sum,
    gitBlob: () => state.gitBlob
  };
}
function open2(state, { size, wanted, start }) {
  state.position = 0;
  state.start = start;
  state.isElf = false;
  state.sum = 0;
  state.kept = wanted && size <= MAX_KEPT_BYTES ? new Uint8Array(size) : void 0;
  state.size = size;
  state.sha1 = isHashed(state.wishes, size) ? (0, import_node_crypto3.createHash)("sha1").update(`blob ${size}\0`) : void 0;
  state.capture.open(size);
}
function isHashed({ gitBlobSizes, notedBlobBytes = 0 }, size) {
  return size > 0 && size <= notedBlobBytes || gitBlobSizes.has(size);
}
function write2(state, bytes) {
  const { position } = state;
  if (position < HEAD_BYTES2) writeHead(state, bytes);
  state.kept?.set(bytes, position);
  state.sha1?.update(bytes);
  if (state.wishes.contentSums === true) state.sum = (0, import_node_zlib2.crc32)(bytes, state.sum);
  if (isCaptured(state)) state.capture.write(bytes, position);
  state.position += bytes.length;
}
function isCaptured({ isElf, readAt }) {
  return isElf && readAt === void 0;
}
function usefulBytes(state) {
  const { size, kept, sha1, wishes } = state;
  const isWhole = kept !== void 0 || sha1 !== void 0 || wishes.contentSums === true;
  return isWhole || isCaptured(state) ? size : Math.min(size, HEAD_BYTES2);
}
function readUseful(state, readAt) {
  for (let end2 = usefulBytes(state); state.position < end2; ) {
    state.chunk ??= new Uint8Array(CHUNK_BYTES);
    const bytes = state.chunk.subarray(0, end2 - state.position);
    readAt(bytes, state.start + state.position);
    write2(state, bytes);
  }
}
function writeHead(state, bytes) {
  const { head, position } = state;
  head.set(bytes.subarray(0, HEAD_BYTES2 - position), position);
  if (position >= 4 || position + bytes.length < 4) return;
  state.isElf = head[0] === 127 && head[1] === 69 && head[2] === 76 && head[3] === 70;
  if (position > 0 && isCaptured(state)) state.capture.write(head.subarray(0, position), 0);
}
function close(state) {
  state.gitBlob = state.sha1?.digest();
  state.sha1 = void 0;
  const elf = state.isElf ? parseElf(elfBytes(state)) : void 0;
  const shebang = parseShebang(state.head.subarray(0, Math.min(state.position, HEAD_BYTES2)));
  const facts = {
    ...elf === void 0 ? {} : { elf },
    ...shebang === void 0 ? {} : { shebang },
    ...wishedBlob(state),
    ...state.kept === void 0 ? {} : { content: state.kept }
  };
  state.kept = void 0;
  return Object.keys(facts).length === 0 ? void 0 : facts;
}
function elfBytes({ readAt, access: access2, capture, start, size }) {
  if (readAt === void 0) return capture.bytes();
  return access2.open((into, position) => {
    readAt(into, start + position);
  }, size);
}
function wishedBlob({ gitBlob, size, wishes }) {
  const isWished = gitBlob !== void 0 && wishes.gitBlobSizes.has(size);
  return isWished ? { gitBlob: gitBlob.toString("hex") } : {};
}
function parseShebang(head) {
  if (head[0] !== 35 || head[1] !== 33) return void 0;
  const end2 = head.indexOf(10);
  return Buffer.from(head.subarray(2, end2 < 0 ? head.length : end2)).toString("utf8").replace(/^[ \t]+|[ \t]+$/g, "");
}
// src/files/layer-links.ts
var MAX_LINKS2 = 40;
var MAX_LINK_STEPS = 4e6;
function createLayerLinks(paths, what) {
  const state = {
    paths,
    what,
    links: /* @__PURE__ */ new Map(),
    replaced: /* @__PURE__ */ new Map(),
    order: 0,
    steps: 0,
    walked: -1,
    walkedTo: -1
  };
  return {
    place: (node2) => place2(state, node2),
    note: (node2, entry) => {
      note(state, node2, entry);
    }
  };
}
function place2(state, node2) {
  if (state.links.size === 0 || node2 === 0) return node2;
  const { paths } = state;
  const parent = paths.parent(node2);
  if (parent !== state.walked) {
    state.walkedTo = hasLink(state, parent) ? follow(state, parent) : parent;
    state.walked = parent;
  }
  return state.walkedTo === parent ? node2 : paths.child(state.walkedTo, paths.name(node2));
}
function note(state, node2, { type, linkTarget: linkTarget3 }) {
  if (type === "symlink") noteLink(state, node2, linkTarget3 ?? "");
  else if (state.links.delete(node2)) state.walked = -1;
  if (type === "directory" || state.links.size === 0 || state.paths.firstChild(node2) < 0) return;
  state.replaced.set(node2, ++state.order);
  state.walked = -1;
}
function noteLink(state, node2, target) {
  state.links.set(node2, { target, order: ++state.order });
  const isBelow2 = state.walked === state.walkedTo && state.paths.parent(node2) === state.walked;
  if (!isBelow2) state.walked = -1;
}
function hasLink(state, node2) {
  for (let at = node2; at > 0; at = state.paths.parent(at)) if (linkAt(state, at) !== void 0) return true;
  return false;
}
function linkAt({ paths, links, replaced }, node2) {
  const link3 = links.get(node2);
  if (link3 === void 0 || replaced.size === 0) return link3;
  for (let at = paths.parent(node2); at > 0; at = paths.parent(at)) {
    if ((replaced.get(at) ?? 0) > link3.order) return void 0;
  }
  return link3;
}
function follow(state, directory) {
  const { paths } = state;
  const way = paths.path(directory).split("/").reverse();
  let node2 = 0;
  let count = 0;
  for (let name = way.pop(); name !== void 0; name = way.pop()) {
    if (++state.steps > MAX_LINK_STEPS) throw tooMany(state, `more than ${MAX_LINK_STEPS} names`);
    const next = stepTo(paths, node2, name);
    const link3 = next > node2 ? linkAt(state, next) : void 0;
    if (link3 === void 0) {
      node2 = next;
      continue;
    }
    if (++count > MAX_LINKS2) throw tooMany(state, `more than ${MAX_LINKS2} links`);
    if (link3.target.startsWith("/")) node2 = 0;
    way.push(...link3.target.split("/").reverse());
  }
  return node2;
}
function stepTo(paths, node2, name) {
  if (name === "" || name === ".") return node2;
  return name === ".." ? Math.max(paths.parent(node2), 0) : paths.child(node2, name);
}
function tooMany({ what }, found) {
  return new import_shared_4.GateError("image-unreadable", `${what} has an entry behind symbolic links with ${found}`, {
    hint: "Its links probably turn in a circle, and no engine can unpack it: build the image again."
  });
}
// src/files/layer-notes.ts
var GIT_BLOB_BYTES = 20;
var UNREAD = 0;
var READ = 1;
var NAMED = 2;
function createNotes() {
  const markers = [];
  let count = 0;
  let states = new Uint8Array(0);
  let blobs = new Uint8Array(0);
  return {
    addRow: (isRead4) => {
      states = withRoom(states, ++count);
      states[count - 1] = isRead4 ? READ : UNREAD;
    },
    addGitBlob: (row, id) => {
      states[row] = NAMED;
      blobs = withRoom(blobs, (row + 1) * GIT_BLOB_BYTES);
      blobs.set(id, row * GIT_BLOB_BYTES);
    },
    addMarker: (node2, nextRow) => void markers.push({ node: node2, nextRow }),
    finish: () => ({
      isRead: (row) => states[row] !== UNREAD,
      gitBlob: (row) => states[row] === NAMED ? blobs.subarray(row * GIT_BLOB_BYTES, (row + 1) * GIT_BLOB_BYTES) : void 0,
      markers
    })
  };
}
// src/files/file-entry.ts
var FILE_TYPES = [
  "regular",
  "hardlink",
  "symlink",
  "directory",
  "character",
  "block",
  "fifo"
];
var VISIBILITIES = ["visible", "overwritten", "removed"];
// src/files/text-pool.ts
var MAX_POOL_BYTES = 2 ** 31;
function shapeOf(text4) {
  const bytes = encodePathText(text4);
  return toShape(bytes.length, bytes[0] ?? 0, bytes.at(-1) ?? 0);
}
function toShape(length, first, last) {
  return Math.min(length, 255) << 16 | first << 8 | last;
}
function createTextPool() {
  const first = new Uint8Array(1024);
  const state = {
    seed: Math.floor(Math.random() * 2 ** 32),
    bytes: first,
    view: Buffer.from(first.buffer),
    used: 1,
    candidate: new Uint8Array(512),
    candidateLength: 0
  };
  return {
    hash: (text4) => hash(state, text4),
    hashBytes: (bytes) => hashBytes(state, bytes),
    hashOf: (offset) => hashOf(state, offset),
    isCandidate: (offset) => isCandidate(state, offset),
    addCandidate: () => addCandidate(state),
    add: (text4) => (hash(state, text4), addCandidate(state)),
    text: (offset) => text(state, offset),
    shape: (offset) => shape(state, offset),
    get size() {
      return state.used;
    }
  };
}
function hash(state, text4) {
  state.candidate = withRoom(state.candidate, text4.length);
  const { candidate } = state;
  let sum = state.seed;
  for (let at = 0; at < text4.length; at++) {
    const code = text4.charCodeAt(at);
    if (code >= 128) return hashBytes(state, encodePathText(text4));
    candidate[at] = code;
    sum = Math.imul(sum ^ code, FNV_PRIME);
  }
  state.candidateLength = text4.length;
  return sum >>> 0;
}
var FNV_PRIME = 16777619;
function hashBytes(state, bytes) {
  state.candidate = withRoom(state.candidate, bytes.length);
  const { candidate } = state;
  let sum = state.seed;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    candidate[at] = byte;
    sum = Math.imul(sum ^ byte, FNV_PRIME);
  }
  state.candidateLength = bytes.length;
  return sum >>> 0;
}
function hashOf({ bytes, seed }, offset) {
  const start = startOf(bytes, offset);
  const end2 = start + lengthOf(bytes, offset);
  let sum = seed;
  for (let at = start; at < end2; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), FNV_PRIME);
  return sum >>> 0;
}
function addCandidate(state) {
  const { candidate, candidateLength } = state;
  if (candidateLength === 0) return 0;
  const offset = state.used;
  makeRoom(state, offset + candidateLength + MAX_LENGTH_BYTES);
  const { bytes } = state;
  let at = offset;
  for (let rest = candidateLength; ; rest >>>= 7) {
    bytes[at++] = rest < 128 ? rest : rest & 127 | 128;
    if (rest < 128) break;
  }
  for (let from = 0; from < candidateLength; from++) bytes[at++] = candidate[from] ?? 0;
  state.used = at;
  return offset;
}
var MAX_LENGTH_BYTES = 5;
function makeRoom(state, length) {
  if (length <= state.bytes.length) return;
  if (length > MAX_POOL_BYTES) {
    throw new import_shared_4.GateError("image-unreadable", `the image's paths take more than ${MAX_POOL_BYTES} bytes`);
  }
  state.bytes = withRoom(state.bytes, length);
  state.view = Buffer.from(state.bytes.buffer);
}
function isCandidate({ bytes, candidate, candidateLength }, offset) {
  if (lengthOf(bytes, offset) !== candidateLength) return false;
  const start = startOf(bytes, offset);
  for (let at = 0; at < candidateLength; at++) if (bytes[start + at] !== candidate[at]) return false;
  return true;
}
function text({ bytes, view }, offset) {
  const start = startOf(bytes, offset);
  return decodePathText(view, start, start + lengthOf(bytes, offset));
}
function shape({ bytes }, offset) {
  const length = lengthOf(bytes, offset);
  if (length === 0) return 0;
  const start = startOf(bytes, offset);
  return toShape(length, bytes[start] ?? 0, bytes[start + length - 1] ?? 0);
}
function startOf(bytes, offset) {
  let at = offset;
  while ((bytes[at] ?? 0) >= 128) at++;
  return at + 1;
}
function lengthOf(bytes, offset) {
  const first = bytes[offset] ?? 0;
  if (first < 128) return first;
  let length = first & 127;
  for (let at = offset + 1, shift = 7; ; at++, shift += 7) {
    const byte = bytes[at] ?? 0;
    length |= (byte & 127) << shift;
    if (byte < 128) return length;
  }
}
// src/files/layer-rows.ts
var TYPE_CODES = Object.fromEntries(FILE_TYPES.map((type, code) => [type, code]));
function createRows() {
  return {
    count: 0,
    node: new Int32Array(0),
    type: new Uint8Array(0),
    mode: new Uint16Array(0),
    size: new Float64Array(0),
    link: new Uint32Array(0),
    sum: new Uint32Array(0),
    links: createTextPool(),
    facts: /* @__PURE__ */ new Map()
  };
}
function appendRow(rows, {
  node: node2,
  entry,
  linkTarget: linkTarget3
}) {
  const row = rows.count++;
  rows.node = withRoom(rows.node, rows.count);
  rows.type = withRoom(rows.type, rows.count);
  rows.mode = withRoom(rows.mode, rows.count);
  rows.size = withRoom(rows.size, rows.count);
  rows.link = withRoom(rows.link, rows.count);
  rows.node[row] = node2;
  rows.type[row] = TYPE_CODES[entry.type];
  rows.mode[row] = entry.mode;
  rows.size[row] = entry.size;
  rows.link[row] = linkTarget3 === void 0 ? 0 : rows.links.add(linkTarget3);
}
function noteSum(rows, sum) {
  rows.sum = withRoom(rows.sum, rows.count);
  rows.sum[rows.count - 1] = sum;
}
function toLayerTable(rows, rest) {
  const { count, links, facts } = rows;
  const node2 = ended(rows.node, count);
  const type = ended(rows.type, count);
  const mode = ended(rows.mode, count);
  const size = ended(rows.size, count);
  const link3 = ended(rows.link, count);
  const sum = ended(rows.sum, count);
  return {
    ...rest,
    rowCount: count,
    node: (row) => node2[row] ?? -1,
    type: (row) => FILE_TYPES[type[row] ?? 0] ?? "regular",
    size: (row) => size[row] ?? 0,
    mode: (row) => mode[row] ?? 0,
    linkTarget: (row) => isLink(type[row]) ? links.text(link3[row] ?? 0) : void 0,
    contentSum: (row) => sum[row] ?? 0,
    facts: (row) => facts.get(row),
    factRows: [...facts.keys()]
  };
}
function ended(column, count) {
  return column.length <= count ? column : column.slice(0, count);
}
function isLink(code) {
  return code === TYPE_CODES.hardlink || code === TYPE_CODES.symlink;
}
// src/files/reading-limits.ts
var MIB = 1024 * 1024;
var READING_LIMITS = {
  entries: 6e6,
  pathNodes: 1e7,
  nameBytes: 256 * MIB,
  symbolicLinks: 2e6,
  linkTargetBytes: 256 * MIB,
  whiteouts: 2e6,
  factBytes: 512 * MIB,
  contentBytes: 512 * MIB
};
function createTally(limits = READING_LIMITS) {
  const held = {
    entries: 0,
    pathNodes: 0,
    nameBytes: 0,
    symbolicLinks: 0,
    linkTargetBytes: 0,
    whiteouts: 0,
    factBytes: 0,
    contentBytes: 0
  };
  const check3 = (limit, total, what) => {
    if (total > limits[limit]) throw tooMuch({ limit, total, allowed: limits[limit], what });
  };
  return {
    add: (limit, count, what) => {
      held[limit] += count;
      check3(limit, held[limit], what);
    },
    check: check3
  };
}
var NAMES = {
  entries: "entries",
  pathNodes: "names in all paths",
  nameBytes: "bytes of names",
  symbolicLinks: "symbolic links",
  linkTargetBytes: "bytes of links' targets",
  whiteouts: "whiteouts",
  factBytes: "bytes of what is noted of ELF files and scripts",
  contentBytes: "bytes of package databases and other files that are read whole"
};
function tooMuch({ limit, total, allowed, what }) {
  return new import_shared_4.GateError(
    "image-unreadable",
    `${what} brings all layers of this run to ${total} ${NAMES[limit]}, and at most ${allowed} are read`,
    {
      hint: `This is the limit \`${limit}\` of docs/limits.md: leave out of the image what makes so many, or judge fewer images at once.`
    }
  );
}
var OBJECT_BYTES = 200;
var TEXT_BYTES = 32;
var ARRAY_BYTES = 200;
function weighFacts({ elf, shebang, gitBlob, content }) {
  const arrayBytes = content === void 0 ? 0 : ARRAY_BYTES;
  return OBJECT_BYTES + textBytes(shebang) + textBytes(gitBlob) + arrayBytes + (elf ? weighElf(elf) : 0);
}
function weighElf(elf) {
  const texts2 = [elf.interpreter, elf.soname, elf.goMainPath, elf.goVersion];
  const lists = [elf.needed, elf.runpath, elf.versionsNeeded, elf.versionsDefined];
  const all = [...texts2, ...lists.flatMap((list3) => list3 ?? [])];
  return OBJECT_BYTES + all.reduce((sum, text4) => sum + textBytes(text4), 0);
}
function textBytes(text4) {
  return typeof text4 === "string" ? TEXT_BYTES + text4.length : 0;
}
// src/files/pax.ts
var KNOWN = /* @__PURE__ */ new Set([
  "path",
  "linkpath",
  "size",
  "GNU.sparse.major",
  "GNU.sparse.name",
  "GNU.sparse.realsize",
  "GNU.sparse.size"
]);
function parsePaxRecords(bytes, what) {
  const records = /* @__PURE__ */ new Map();
  for (let at = 0; at < bytes.length; ) {
    const record4 = findRecord(bytes, at);
    if (record4 === void 0) {
      throw new import_shared_4.GateError(
        "image-unreadable",
        `${what} has an extended tar header that is not \`LENGTH KEYWORD=VALUE\``
      );
    }
    const keyword = decodePathText(bytes, record4.keyword, record4.equals);
    if (KNOWN.has(keyword)) records.set(keyword, decodePathText(bytes, record4.equals + 1, record4.end - 1));
    at = record4.end;
  }
  return records;
}
function findRecord(bytes, start) {
  const space = bytes.indexOf(32, start);
  const length = space < 0 ? 0 : recordLength(bytes, start, space);
  const end2 = start + length;
  const equals = bytes.indexOf(61, space + 1);
  const isRecord2 = length > 0 && end2 <= bytes.length && bytes[end2 - 1] === 10;
  return isRecord2 && equals >= 0 && equals < end2 ? { keyword: space + 1, equals, end: end2 } : void 0;
}
function paxNumber(text4) {
  if (!/^\d{1,16}$/.test(text4)) return void 0;
  const value = Number(text4);
  return Number.isSafeInteger(value) ? value : void 0;
}
function recordLength(bytes, start, space) {
  if (space - start > 7) return 0;
  const text4 = decodePathText(bytes, start, space);
  return /^\d+$/.test(text4) ? Number(text4) : 0;
}
// src/files/tar-entry.ts
var MAX_PATH_BYTES = 4096;
var SYMLINK_MODE = 511;
var TYPES = /* @__PURE__ */ new Map([
  ["\0", "regular"],
  ["0", "regular"],
  ["7", "regular"],
  ["S", "regular"],
  ["1", "hardlink"],
  ["2", "symlink"],
  ["3", "character"],
  ["4", "block"],
  ["5", "directory"],
  ["6", "fifo"]
]);
function toTarEntry(header, extensions, what) {
  const path4 = pathOf(header, extensions);
  checkText(path4, what);
  const type = TYPES.get(header.typeFlag);
  const { mode } = header;
  if (type === void 0) {
    throw new import_shared_4.GateError(
      "image-unreadable",
      `${what} has an entry of the unknown tar type \`${header.typeFlag}\``
    );
  }
  if (type === "hardlink" || type === "symlink") {
    const linkTarget3 = linkTargetOf(header, extensions);
    checkText(linkTarget3, what);
    return { path: path4, type, ...HEADER_ONLY, mode: type === "symlink" ? SYMLINK_MODE : mode, linkTarget: linkTarget3 };
  }
  if (type === "character") return { path: path4, type, ...HEADER_ONLY, mode, isNullDevice: header.isNullDevice };
  return type === "regular" ? toFile(path4, header, sizesOf(header, extensions, what)) : { path: path4, type, ...HEADER_ONLY, mode };
}
function toFile(path4, { typeFlag, mode }, sizes) {
  const isDirectory4 = typeFlag === "\0" && path4.endsWith("/");
  return isDirectory4 ? { path: path4, type: "directory", ...sizes, size: 0, mode } : { path: path4, type: "regular", ...sizes, mode };
}
function pathOf(header, extensions) {
  const { longName } = extensions;
  return record(extensions, "GNU.sparse.name") ?? longName ?? record(extensions, "path") ?? header.name;
}
function linkTargetOf(header, extensions) {
  return extensions.longLink ?? record(extensions, "linkpath") ?? header.linkName;
}
var HEADER_ONLY = { size: 0, storedSize: 0, isSparse: false };
function sizesOf(header, extensions, what) {
  const storedSize = numberRecord(extensions, "size", what) ?? header.size;
  if (header.typeFlag === "S") return { size: header.realSize, storedSize, isSparse: true };
  const realSize = numberRecord(extensions, "GNU.sparse.realsize", what) ?? numberRecord(extensions, "GNU.sparse.size", what);
  const isSparse = realSize !== void 0 || record(extensions, "GNU.sparse.major") !== void 0;
  return { size: realSize ?? storedSize, storedSize, isSparse };
}
function record({ records }, keyword) {
  const value = records?.get(keyword);
  return value === "" ? void 0 : value;
}
function numberRecord(extensions, keyword, what) {
  const text4 = record(extensions, keyword);
  if (text4 === void 0) return void 0;
  const value = paxNumber(text4);
  if (value === void 0) {
    throw new import_shared_4.GateError(
      "image-unreadable",
      `${what} has the extended tar header \`${keyword}\` that is not a number`
    );
  }
  return value;
}
function checkText(text4, what) {
  const bytes = text4.length * 3 <= MAX_PATH_BYTES ? 0 : encodePathText(text4).length;
  if (bytes > MAX_PATH_BYTES) {
    throw new import_shared_4.GateError(
      "image-unreadable",
      `${what} has a path or link target of ${bytes} bytes, expected at most ${MAX_PATH_BYTES}`
    );
  }
  if (text4.includes("\0"))
    throw new import_shared_4.GateError("image-unreadable", `${what} has a path or link target with a NUL in it`);
}
// src/files/tar.ts
var MAX_TAR_HEADER_BYTES = 1024 * 1024;
function createTarReader(sink, what) {
  const state = {
    sink,
    what,
    phase: "header",
    position: 0,
    blockEnd: 0,
    rest: 0,
    padding: 0,
    block: new Uint8Array(TAR_BLOCK_BYTES),
    blockLength: 0,
    sawZeroBlock: false,
    extensionFlag: "",
    extension: new Uint8Array(0),
    pending: void 0,
    extensions: void 0
  };
  return {
    push: (chunk) => {
      for (let at = 0; at < chunk.length; ) {
        const count = PHASES[state.phase](state, chunk, at);
        state.position += count;
        at += count;
      }
    },
    idle: () => idle(state),
    skip: (count) => {
      skip(state, count);
    },
    finish: () => {
      finish(state);
    }
  };
}
var PHASES = {
  header: takeBlock,
  "sparse-map": takeBlock,
  content: takeContent,
  skip: (state, chunk, at) => leaveOut(state, Math.min(state.rest, chunk.length - at)),
  extension: takeExtension,
  end: (_state, chunk, at) => chunk.length - at
};
function takeBlock(state, chunk, at) {
  if (state.blockLength === 0 && chunk.length - at >= TAR_BLOCK_BYTES) {
    state.blockEnd = state.position + TAR_BLOCK_BYTES;
    readBlock2(state, chunk, at);
    return TAR_BLOCK_BYTES;
  }
  const count = Math.min(TAR_BLOCK_BYTES - state.blockLength, chunk.length - at);
  state.block.set(chunk.subarray(at, at + count), state.blockLength);
  state.blockLength += count;
  if (state.blockLength === TAR_BLOCK_BYTES) {
    state.blockLength = 0;
    state.blockEnd = state.position + count;
    readBlock2(state, state.block, 0);
  }
  return count;
}
function readBlock2(state, bytes, at) {
  if (state.phase === "sparse-map") {
    if (bytes[at + 504] === 0) openPending(state);
    return;
  }
  if (isZeroBlock(bytes, at)) {
    if (state.sawZeroBlock) state.phase = "end";
    state.sawZeroBlock = true;
    return;
  }
  if (state.sawZeroBlock) throw unreadable2(state, "goes on after a block of zeros");
  readHeader2(state, parseTarHeader(bytes, at, state.what));
}
function readHeader2(state, header) {
  if ("xXgLK".includes(header.typeFlag)) {
    openExtension(state, header);
    return;
  }
  state.pending = header;
  if (header.hasMoreSparseMap) state.phase = "sparse-map";
  else openPending(state);
}
function openExtension(state, header) {
  if (header.size > MAX_TAR_HEADER_BYTES) {
    throw unreadable2(
      state,
      `has an extended tar header of ${header.size} bytes, expected at most ${MAX_TAR_HEADER_BYTES}`
    );
  }
  state.extensionFlag = header.typeFlag;
  state.extension = new Uint8Array(header.size);
  state.rest = header.size;
  state.padding = paddingOf(header.size);
  state.phase = "extension";
  if (state.rest === 0) closeExtension(state);
}
function takeExtension(state, chunk, at) {
  const count = Math.min(state.rest, chunk.length - at);
  state.extension.set(chunk.subarray(at, at + count), state.extension.length - state.rest);
  state.rest -= count;
  if (state.rest === 0) closeExtension(state);
  return count;
}
function closeExtension(state) {
  const { extension, extensionFlag, what } = state;
  if (extensionFlag === "g") parsePaxRecords(extension, what);
  else state.extensions = { ...state.extensions, ...toExtension(state) };
  skipPadding(state);
}
function toExtension({ extension, extensionFlag, what }) {
  if (extensionFlag === "L") return { longName: untilZero(extension) };
  if (extensionFlag === "K") return { longLink: untilZero(extension) };
  return { records: parsePaxRecords(extension, what) };
}
var NO_EXTENSIONS = {};
function openPending(state) {
  const header = state.pending;
  if (header === void 0) return;
  const entry = toTarEntry(header, state.extensions ?? NO_EXTENSIONS, state.what);
  state.pending = void 0;
  state.extensions = void 0;
  const wanted = state.sink.open(entry, state.blockEnd);
  state.rest = entry.storedSize;
  state.padding = paddingOf(entry.storedSize);
  state.phase = wanted ? "content" : "skip";
  if (wanted && state.rest === 0) closeContent(state);
  else if (!wanted) skipPadding(state);
}
function takeContent(state, chunk, at) {
  const count = Math.min(state.rest, chunk.length - at);
  state.sink.write(at === 0 && count === chunk.length ? chunk : chunk.subarray(at, at + count));
  state.rest -= count;
  if (state.rest === 0) closeContent(state);
  return count;
}
function closeContent(state) {
  state.sink.close();
  skipPadding(state);
}
function skipPadding(state) {
  state.rest += state.padding;
  state.padding = 0;
  state.phase = state.rest === 0 ? "header" : "skip";
}
function leaveOut(state, count) {
  state.rest -= count;
  if (state.rest === 0) state.phase = "header";
  return count;
}
function idle(state) {
  if (state.phase === "content" && state.sink.readRest?.() === true) closeContent(state);
  return state.phase === "skip" ? state.rest : 0;
}
function skip(state, count) {
  if (count === 0) return;
  const most = state.phase === "skip" ? state.rest : 0;
  if (!(count > 0 && count <= most)) throw new RangeError(`${count} bytes to skip of ${most}`);
  state.position += leaveOut(state, count);
}
function finish(state) {
  const isAtBoundary = state.phase === "end" || state.phase === "header" && state.blockLength === 0;
  if (isAtBoundary && state.extensions === void 0) return;
  throw unreadable2(state, "ends in the middle of an entry");
}
function untilZero(bytes) {
  const end2 = bytes.indexOf(0);
  return decodePathText(bytes, 0, end2 < 0 ? bytes.length : end2);
}
function unreadable2(state, found) {
  return new import_shared_4.GateError("image-unreadable", `${state.what} ${found}`, {
    hint: "Save or build the image again."
  });
}
// src/files/whiteout.ts
var PREFIX = ".wh.";
var OPAQUE = ".wh..wh..opq";
var BOOKKEEPING = ".wh..wh.";
function createRemovals(paths, what) {
  const whiteouts = /* @__PURE__ */ new Set();
  const opaqueDirectories = /* @__PURE__ */ new Set();
  return {
    addMarker: (node2) => {
      const whiteout = parseWhiteout(paths, node2, what);
      if (whiteout?.kind === "path") whiteouts.add(whiteout.target);
      if (whiteout?.kind === "opaque") opaqueDirectories.add(whiteout.directory);
      return whiteout !== void 0;
    },
    addDirectory: (node2) => void whiteouts.delete(node2),
    finish: () => ({ whiteouts: [...whiteouts], opaqueDirectories: [...opaqueDirectories] })
  };
}
function toMarker(paths, device) {
  return paths.child(paths.parent(device), `${PREFIX}${paths.name(device)}`);
}
function parseWhiteout(paths, node2, what) {
  const name = paths.name(node2);
  if (!name.startsWith(PREFIX)) return void 0;
  const directory = paths.parent(node2);
  if (name === OPAQUE) return { kind: "opaque", directory };
  if (name.startsWith(BOOKKEEPING)) return { kind: "bookkeeping" };
  const target = name.slice(PREFIX.length);
  if (target === "" || target === "." || target === "..") {
    throw new import_shared_4.GateError(
      "image-unreadable",
      `${what} has a whiteout named \`${name}\`, expected a file name after \`.wh.\``
    );
  }
  return { kind: "path", target: paths.child(directory, target) };
}
// src/files/read-layer.ts
function createLayerReader(options) {
  const { claimedSum, readAt, wishes } = options;
  const state = {
    options,
    rows: createRows(),
    content: createContentReader(
      claimedSum === void 0 ? wishes : { ...wishes, contentSums: false },
      readAt
    ),
    links: createLayerLinks(options.paths, options.what),
    removals: createRemovals(options.paths, options.what),
    notes: options.wishes.notedBlobBytes === void 0 ? void 0 : createNotes()
  };
  const tar = createTarReader(
    {
      open: (entry, start) => openEntry(state, entry, start),
      write: (bytes) => {
        state.content.write(bytes);
      },
      readRest: () => state.content.readRest(),
      close: () => {
        closeEntry(state);
      }
    },
    options.what
  );
  return {
    push: (chunk) => {
      tar.push(chunk);
    },
    idle: () => tar.idle(),
    skip: (count) => {
      tar.skip(count);
    },
    finish: (diffID) => {
      tar.finish();
      return toTable(state, diffID);
    }
  };
}
function openEntry(state, entry, start) {
  const { paths } = state.options;
  const node2 = state.links.place(paths.intern(entry.path));
  countEntry(state, entry);
  if (isRemoval(state, entry.isNullDevice ? toMarker(paths, node2) : node2)) return false;
  state.links.note(node2, entry);
  if (entry.type === "directory") state.removals.addDirectory(node2);
  addRow(state, node2, entry);
  const isReadable2 = entry.type === "regular" && !entry.isSparse;
  state.notes?.addRow(isReadable2);
  if (!isReadable2) return false;
  state.content.open({ size: entry.size, wanted: isWanted(state, node2, entry.size), start });
  return true;
}
function countEntry({ options: { paths, what } }, { type }) {
  const { tally } = paths;
  tally.add("entries", 1, what);
  tally.check("pathNodes", paths.size, what);
  tally.check("nameBytes", paths.nameBytes, what);
  if (type === "symlink") tally.add("symbolicLinks", 1, what);
}
function isRemoval({ removals: removals2, notes, rows, options: { paths, what } }, marker) {
  const isMarker = removals2.addMarker(marker);
  if (!isMarker) return false;
  paths.tally.add("whiteouts", 1, what);
  notes?.addMarker(marker, rows.count);
  return true;
}
function addRow(state, node2, entry) {
  const { rows, options } = state;
  const before = rows.links.size;
  appendRow(rows, { node: node2, entry, linkTarget: linkTargetOf2(state, entry) });
  options.paths.tally.add("linkTargetBytes", rows.links.size - before, options.what);
}
function isWanted({ options: { paths, wishes, what } }, node2, size) {
  const wanted = size <= MAX_KEPT_BYTES && wishes.wantsContent(paths.path(node2), size);
  if (wanted) paths.tally.add("contentBytes", size, what);
  return wanted;
}
function linkTargetOf2({ options: { paths }, links }, entry) {
  if (entry.type !== "hardlink") return entry.linkTarget;
  return paths.path(links.place(paths.intern(entry.linkTarget ?? "")));
}
function closeEntry(state) {
  const { claimedSum, paths, what, wishes } = state.options;
  const facts = state.content.close();
  const row = state.rows.count - 1;
  if (wishes.contentSums === true) noteSum(state.rows, claimedSum?.() ?? state.content.sum());
  if (facts !== void 0) {
    paths.tally.add("factBytes", weighFacts(facts), what);
    state.rows.facts.set(row, facts);
  }
  const blob = state.notes && state.content.gitBlob();
  if (blob !== void 0) state.notes?.addGitBlob(row, blob);
}
function toTable(state, diffID) {
  const { removals: removals2, notes } = state;
  return toLayerTable(state.rows, {
    paths: state.options.paths,
    diffID,
    contentSumKind: state.options.claimedSum === void 0 ? "crc32" : "crc64",
    ...removals2.finish(),
    ...notes === void 0 ? {} : { notes: notes.finish() }
  });
}
// src/image-source/hasher.ts
// src/image-source/thread-job.ts
// src/image-source/layer-thread.ts
function startLayerThread() {
  const worker = new import_node_worker_threads.Worker(`${PROGRAM}
${answerRequests.name}();`, { eval: true });
  const waiting = /* @__PURE__ */ new Map();
  let last = 0;
  let broken;
  worker.on("message", ({ id, reply = {}, error: error2 }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (error2 === void 0) asked?.resolve(reply);
    else asked?.reject(error2);
  });
  worker.on("error", (error2) => {
    broken = error2;
    for (const { reject } of waiting.values()) reject(error2);
    waiting.clear();
  });
  worker.unref();
  return {
    ask: (job, request) => new Promise((resolve8, reject) => {
      if (broken !== void 0) {
        reject(broken);
        return;
      }
      last += 1;
      waiting.set(last, { resolve: resolve8, reject });
      if (waiting.size === 1) worker.ref();
      const question = { id: last, job, request };
      worker.postMessage(question, "bytes" in request ? [request.bytes] : []);
    })
  };
}
var PROGRAM = [hashFile2, deflateSamples, answerRequests].map(String).join("\n");
function hashFile2(hash2, buffer, { file, offset, length }) {
  const { closeSync: closeSync3, openSync: openSync3, readSync: readSync2 } = process.getBuiltinModule("node:fs");
  const descriptor2 = openSync3(file, "r");
  try {
    for (let at = 0; at < length; ) {
      const count = readSync2(descriptor2, buffer, 0, Math.min(buffer.length, length - at), offset + at);
      if (count === 0) throw new Error(`${file} ends early`);
      hash2.update(count === buffer.length ? buffer : buffer.subarray(0, count));
      at += count;
    }
  } finally {
    closeSync3(descriptor2);
  }
}
function deflateSamples(bytes, samples) {
  const { deflateRawSync } = process.getBuiltinModule("node:zlib");
  return samples.reduce((compressed, { start, window, end: end2 }) => {
    const block = new Uint8Array(bytes, start + window, end2 - start - window);
    const dictionary = new Uint8Array(bytes, start, window);
    const options = { level: 6, dictionary, chunkSize: block.length + 1024 };
    return compressed + deflateRawSync(block, options).length;
  }, 0);
}
function answerRequests() {
  const { createHash: createHash13 } = process.getBuiltinModule("node:crypto");
  const { parentPort } = process.getBuiltinModule("node:worker_threads");
  const hashes = /* @__PURE__ */ new Map();
  const buffer = new Uint8Array(256 * 1024);
  function answer({ job, request }) {
    if (request.kind === "deflate") {
      return { bytes: request.bytes, compressed: deflateSamples(request.bytes, request.samples) };
    }
    const hash2 = hashes.get(job) ?? createHash13("sha256");
    hashes.set(job, hash2);
    if (request.kind === "digest") {
      hashes.delete(job);
      return { digest: hash2.digest("hex") };
    }
    if (request.kind === "hash-file") {
      hashFile2(hash2, buffer, request);
      return {};
    }
    hash2.update(new Uint8Array(request.bytes, 0, request.length));
    return { bytes: request.bytes };
  }
  parentPort?.on("message", (question) => {
    const { id } = question;
    try {
      const reply = answer(question);
      parentPort.postMessage({ id, reply }, reply.bytes === void 0 ? [] : [reply.bytes]);
    } catch (error2) {
      parentPort.postMessage({ id, error: error2 });
    }
  });
}
// src/image-source/thread-job.ts
var MAX_THREADS = 4;
var threads = [];
var jobs = 0;
function openThreadJob(load2) {
  const chosen = chooseThread();
  jobs += 1;
  const job = jobs;
  chosen.load += load2;
  return {
    ask: (request) => chosen.thread.ask(job, request),
    end: () => {
      chosen.load -= load2;
    }
  };
}
function chooseThread() {
  const [least] = threads.toSorted((one2, other) => one2.load - other.load);
  const isFull = threads.length === Math.min((0, import_node_os2.availableParallelism)(), MAX_THREADS);
  if (least !== void 0 && (least.load === 0 || isFull)) return least;
  const started = { thread: startLayerThread(), load: 0 };
  threads.push(started);
  return started;
}
// src/image-source/hasher.ts
var THREAD_BYTES = 4 * 1024 * 1024;
var BUFFER_BYTES = 1024 * 1024;
var MAX_BUFFERS = 4;
var FILE_PIECE_BYTES = 8 * 1024 * 1024;
function createHasher(size, what) {
  return isWorthThread(size) ? createThreadHasher(size, what) : createInlineHasher(what);
}
function isWorthThread(size) {
  return size >= THREAD_BYTES && (0, import_node_os.availableParallelism)() > 1;
}
function createInlineHasher(what) {
  const hash2 = (0, import_node_crypto4.createHash)("sha256");
  return {
    update: (chunk) => {
      hash2.update(chunk);
      return void 0;
    },
    digest: () => Promise.resolve(parseDigest(`sha256:${hash2.digest("hex")}`, what))
  };
}
function createThreadHasher(size, what) {
  const state = {
    job: openThreadJob(size),
    what,
    free: [],
    buffers: 0,
    current: void 0,
    filled: 0,
    underWay: /* @__PURE__ */ new Set(),
    failure: void 0,
    backlog: void 0
  };
  return {
    update: (chunk) => update(state, chunk),
    digest: () => readDigest(state)
  };
}
function update(state, chunk) {
  if (state.backlog === void 0) {
    const at = fill2(state, chunk, 0);
    if (at === chunk.length) return void 0;
    return toBacklog(state, fillWhenFree(state, chunk, at));
  }
  return toBacklog(
    state,
    state.backlog.then(() => fillWhenFree(state, chunk, 0))
  );
}
function toBacklog(state, work) {
  const backlog = work.then(() => {
    if (state.backlog === backlog) state.backlog = void 0;
  });
  state.backlog = backlog;
  return backlog;
}
function fill2(state, chunk, from) {
  let at = from;
  while (at < chunk.length) {
    const buffer = state.current ??= takeBuffer(state);
    if (buffer === void 0) return at;
    const part = chunk.subarray(at, at + BUFFER_BYTES - state.filled);
    new Uint8Array(buffer, state.filled).set(part);
    state.filled += part.length;
    at += part.length;
    if (state.filled === BUFFER_BYTES) send2(state);
  }
  return at;
}
function takeBuffer(state) {
  const free = state.free.pop();
  if (free !== void 0 || state.buffers === MAX_BUFFERS) return free;
  state.buffers += 1;
  return new ArrayBuffer(BUFFER_BYTES);
}
function send2(state) {
  const { job, current, filled } = state;
  if (current === void 0) return;
  state.current = void 0;
  state.filled = 0;
  const work = job.ask({ kind: "hash", bytes: current, length: filled }).then(
    ({ bytes }) => {
      if (bytes !== void 0) state.free.push(bytes);
      state.underWay.delete(work);
    },
    (error2) => {
      state.failure ??= error2 instanceof Error ? error2 : new Error(String(error2));
    }
  );
  state.underWay.add(work);
}
async function fillWhenFree(state, chunk, from) {
  for (let at = from; at < chunk.length; at = fill2(state, chunk, at)) {
    await Promise.race(state.underWay);
    if (state.failure !== void 0) throw state.failure;
  }
}
async function readDigest(state) {
  await state.backlog;
  send2(state);
  const { digest: digest2 } = await state.job.ask({ kind: "digest" });
  state.job.end();
  if (state.failure !== void 0) throw state.failure;
  return parseDigest(`sha256:${digest2 ?? ""}`, state.what);
}
async function hashFilePart({ file, offset, size, what }, signal) {
  const job = openThreadJob(size);
  let before;
  for (let at = 0; at < size; at += FILE_PIECE_BYTES) {
    signal?.throwIfAborted();
    const length = Math.min(FILE_PIECE_BYTES, size - at);
    const work = job.ask({ kind: "hash-file", file, offset: offset + at, length });
    work.catch(() => void 0);
    await before;
    before = work;
  }
  await before;
  const { digest: digest2 } = await job.ask({ kind: "digest" });
  job.end();
  return parseDigest(`sha256:${digest2 ?? ""}`, what);
}
// src/image-source/transfer-estimate.ts
// src/image-source/sample-compressor.ts
var BATCH_SAMPLES = 16;
var MAX_BATCHES = 4;
var SAMPLE_LOAD = 4e5;
function createSampleCompressor(window, block) {
  const state = {
    window,
    sampleBytes: window + block,
    free: [],
    job: void 0,
    batch: void 0,
    samples: [],
    underWay: /* @__PURE__ */ new Set(),
    failure: void 0,
    sampled: 0,
    compressed: 0
  };
  return {
    reserve: (length) => reserve(state, length),
    full: () => state.underWay.size < MAX_BATCHES ? void 0 : Promise.race(state.underWay),
    end: () => end(state)
  };
}
function reserve(state, length) {
  const { sampleBytes, window } = state;
  if (state.samples.length === BATCH_SAMPLES) send3(state);
  state.batch ??= state.free.pop() ?? new ArrayBuffer(BATCH_SAMPLES * sampleBytes);
  const start = state.samples.length * sampleBytes;
  state.samples.push({ start, window, end: start + length });
  state.sampled += length - window;
  return new Uint8Array(state.batch, start, length);
}
function send3(state) {
  const { batch, samples } = state;
  if (batch === void 0) return;
  state.batch = void 0;
  state.samples = [];
  state.job ??= openThreadJob(BATCH_SAMPLES * SAMPLE_LOAD);
  const work = state.job.ask({ kind: "deflate", bytes: batch, samples }).then(
    ({ bytes, compressed = 0 }) => {
      if (bytes !== void 0) state.free.push(bytes);
      state.compressed += compressed;
      state.underWay.delete(work);
    },
    (failure2) => {
      state.failure ??= failure2;
    }
  );
  state.underWay.add(work);
}
async function end(state) {
  send3(state);
  await Promise.all(state.underWay);
  state.job?.end();
  if (state.failure instanceof Error) throw state.failure;
  return { sampled: state.sampled, compressed: state.compressed };
}
// src/image-source/transfer-estimate.ts
var deflate = (0, import_node_util.promisify)(import_node_zlib3.deflateRaw);
var WHOLE_BYTES = 4 * 1024 * 1024;
var GROUP_BYTES = 3 * 1024 * 1024;
var MIN_GROUPS = 64;
var MAX_GROUPS = 128;
var BLOCK_BYTES2 = 16 * 1024;
var WINDOW_BYTES = 32 * 1024;
var WINDOW_BLOCKS = WINDOW_BYTES / BLOCK_BYTES2;
var GZIP_FRAME_BYTES = 18;
var LEVEL = 6;
function createTransferEstimate(size) {
  return size <= WHOLE_BYTES ? createWholeEstimate(size) : createSampledEstimate(size);
}
function createWholeEstimate(size) {
  const bytes = new Uint8Array(size);
  let position = 0;
  return {
    write: (chunk) => {
      bytes.set(chunk.subarray(0, size - position), position);
      position += chunk.length;
      return void 0;
    },
    isEager: () => true,
    end: async () => (await deflate(bytes, { level: LEVEL })).length + GZIP_FRAME_BYTES
  };
}
function createSampledEstimate(size) {
  const state = openSamples(size);
  return {
    write: (chunk) => {
      write3(state, chunk);
      return state.compressor.full();
    },
    isEager: (position, length) => isSampled(state, position, length),
    end: () => toEstimate(state)
  };
}
async function estimateTransfer(size, readAt) {
  const state = openSamples(size);
  for (let { sample } = state; sample !== void 0; sample = state.sample) {
    readAt(sample.bytes, sample.start);
    nextSample(state);
    await state.compressor.full();
  }
  return toEstimate(state);
}
function openSamples(size) {
  const compressor = createSampleCompressor(WINDOW_BYTES, BLOCK_BYTES2);
  const state = { size, compressor, position: 0, group: -1, sample: void 0 };
  nextSample(state);
  return state;
}
function nextSample(state) {
  const { size, compressor } = state;
  state.group += 1;
  const blocks = Math.ceil(size / BLOCK_BYTES2);
  const groups = Math.min(Math.max(Math.ceil(size / GROUP_BYTES), MIN_GROUPS), MAX_GROUPS);
  const stride = Math.max(WINDOW_BLOCKS + 1, Math.ceil(blocks / groups));
  const spread3 = (Math.imul(state.group + 1, 2654435761) >>> 8) % (stride - WINDOW_BLOCKS);
  const start = (state.group * stride + spread3) * BLOCK_BYTES2;
  const length = Math.min(WINDOW_BYTES + BLOCK_BYTES2, size - start);
  state.sample = length <= WINDOW_BYTES ? void 0 : { start, bytes: compressor.reserve(length) };
}
function write3(state, chunk) {
  const from = state.position;
  state.position += chunk.length;
  for (let { sample } = state; sample !== void 0 && sample.start < state.position; sample = state.sample) {
    const { start, bytes } = sample;
    const first = Math.max(start, from);
    const last = Math.min(start + bytes.length, state.position);
    if (last > first) bytes.set(chunk.subarray(first - from, last - from), first - start);
    if (start + bytes.length > state.position) return;
    nextSample(state);
  }
}
function isSampled({ sample }, position, length) {
  if (sample === void 0) return false;
  return position < sample.start + sample.bytes.length && position + length > sample.start;
}
async function toEstimate({ compressor, size }) {
  const { sampled, compressed } = await compressor.end();
  return Math.round(compressed / sampled * size) + GZIP_FRAME_BYTES;
}
// src/image-source/layer-blob.ts
function createLayerBlobReader(options) {
  const known2 = options.claimed && options.knownLayers?.get(options.claimed, true);
  if (options.compression === "none") return createPlainReader(options, known2);
  return createCompressedReader(options, options.compression, known2);
}
function createPlainReader(options, known2) {
  const { size, what, isServed: isServed2 = false } = options;
  const hasher = createHasher(size, what);
  const reader = known2 === void 0 ? createLayerReader(options) : createKnownReader(options, known2.table);
  const told = toldEstimate(options, known2);
  const estimate = isServed2 || told !== void 0 ? void 0 : createTransferEstimate(size);
  let read2 = 0;
  return {
    write: (chunk) => {
      read2 += chunk.length;
      const hashed = hasher.update(chunk);
      reader.push(chunk);
      return joinWaits(hashed, estimate?.write(chunk));
    },
    end: async () => {
      const table = reader.finish(await hasher.digest());
      const estimated = await estimate?.end() ?? told ?? read2;
      return rememberLayer(options, {
        digest: table.diffID,
        size: read2,
        compression: "none",
        table,
        transferBytes: isServed2 ? read2 : estimated,
        transferEstimated: !isServed2
      });
    }
  };
}
function toldEstimate({ claimed }, known2) {
  return known2?.digest === claimed && known2?.transferEstimated ? known2.transferBytes : void 0;
}
function createCompressedReader(options, compression, known2) {
  const hasher = createHasher(options.size, options.what);
  const diffIDHasher = createHasher(options.size, options.what);
  const reader = known2 === void 0 ? createLayerReader(options) : void 0;
  const decompressor = reader && toDecompressor(options, compression, { reader, hasher: diffIDHasher });
  let read2 = 0;
  return {
    write: (chunk) => {
      read2 += chunk.length;
      return joinWaits(hasher.update(chunk), decompressor?.write(chunk));
    },
    end: async () => {
      await decompressor?.end();
      const digest2 = await hasher.digest();
      const isKnown = known2 !== void 0 && digest2 === options.claimed;
      const table = isKnown ? known2.table : reader?.finish(await diffIDHasher.digest());
      if (table === void 0) throw digestMismatch(options, digest2);
      return rememberLayer(options, {
        digest: digest2,
        size: read2,
        compression,
        table,
        transferBytes: read2,
        transferEstimated: false
      });
    }
  };
}
function toDecompressor({ what, limits }, compression, { reader, hasher }) {
  const sink = (chunk) => {
    const hashed = hasher.update(chunk);
    reader.push(chunk);
    return hashed;
  };
  return createDecompressor(compression, sink, { what, limits: limits ?? EXPANSION_LIMITS });
}
function createKnownReader(options, known2) {
  return {
    push: () => void 0,
    finish: (digest2) => {
      if (digest2 !== known2.diffID) throw digestMismatch(options, digest2);
      return known2;
    }
  };
}
function digestMismatch({ what, claimed }, digest2) {
  return new import_shared_4.GateError(
    "image-unreadable",
    `${what} has digest \`${digest2}\`, expected \`${claimed ?? "another"}\``,
    {
      hint: "The image is damaged: save or build it again."
    }
  );
}
function rememberLayer({ knownLayers }, blob) {
  const { digest: digest2, table } = blob;
  knownLayers?.set(digest2, blob);
  if (knownLayers?.get(table.diffID) === void 0) knownLayers?.set(table.diffID, blob);
  return blob;
}
// src/image-source/plain-layer-file.ts
var WINDOW_BYTES2 = 16 * 1024;
var LOOK_BYTES = 1024;
var READS_IN_A_ROW = 512;
async function readPlainLayerFile(part, options) {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...options.signal ? [options.signal] : []]);
  const hashed = hashFilePart(part, signal);
  hashed.catch(() => void 0);
  let descriptor2;
  try {
    descriptor2 = (0, import_node_fs5.openSync)(part.file, "r");
    const readAt = readerOf(descriptor2, part);
    const finish2 = await readTable(part, { ...options, readAt, signal });
    const transferBytes = await estimateTransfer(part.size, readAt);
    const digest2 = await hashed;
    const table = finish2(digest2);
    return rememberLayer(options, {
      digest: digest2,
      size: part.size,
      compression: "none",
      table,
      transferBytes,
      transferEstimated: true
    });
  } catch (error2) {
    failed.abort();
    options.signal?.throwIfAborted();
    throw error2 instanceof import_shared_4.GateError ? error2 : unreadable(`${part.what} cannot be read: ${String(error2)}`);
  } finally {
    if (descriptor2 !== void 0) (0, import_node_fs5.closeSync)(descriptor2);
  }
}
function readerOf(descriptor2, { offset, size, what }) {
  return (into, position) => {
    for (let at = 0; at < into.length; ) {
      const most = Math.min(into.length - at, size - position - at);
      const count = most > 0 ? (0, import_node_fs5.readSync)(descriptor2, into, at, most, offset + position + at) : 0;
      if (count === 0) throw unreadable(`${what} ends in the middle of an entry`);
      at += count;
    }
  };
}
async function readTable({ size }, walk2) {
  const { readAt, signal } = walk2;
  const reader = createLayerReader(walk2);
  const window = new Uint8Array(WINDOW_BYTES2);
  for (let at = 0, reads = 1; at < size; reads++) {
    const idle2 = Math.min(reader.idle(), size - at);
    reader.skip(idle2);
    at += idle2;
    const bytes = window.subarray(0, Math.min(idle2 < WINDOW_BYTES2 ? WINDOW_BYTES2 : LOOK_BYTES, size - at));
    readAt(bytes, at);
    reader.push(bytes);
    at += bytes.length;
    if (reads % READS_IN_A_ROW === 0) await (0, import_promises8.setImmediate)();
    signal.throwIfAborted();
  }
  return (diffID) => reader.finish(diffID);
}
// src/image-source/read-blob.ts
function findKnownBlob({ path: path4, size, isServed: isServed2 }, { knownLayers }) {
  const claimed = toDigest(claimedDigest(path4));
  const known2 = claimed && knownLayers?.get(claimed);
  if (known2 === void 0 || known2.digest !== claimed) return void 0;
  return size === void 0 || size === known2.size ? withTransfer(known2, isServed2 === true) : void 0;
}
function withTransfer(known2, isServed2) {
  if (known2.compression !== "none" || known2.transferEstimated !== isServed2) return known2;
  return isServed2 ? { ...known2, transferBytes: known2.size, transferEstimated: false } : void 0;
}
function toDigest(text4) {
  return text4 !== void 0 && isDigest(text4) ? text4 : void 0;
}
async function readLayerBlob(stream, options) {
  const begun = { head: new Uint8Array(0), reader: void 0 };
  let read2 = 0;
  await stream.source((chunk) => {
    options.signal?.throwIfAborted();
    read2 += chunk.length;
    if (begun.reader !== void 0) return begun.reader.write(chunk);
    begun.head = Buffer.concat([begun.head, chunk]);
    if (begun.head.length < SNIFFED_BYTES) return void 0;
    begun.reader = openLayerBlob(stream, options, begun.head);
    return begun.reader.write(begun.head);
  });
  if (read2 !== stream.size) throw wrongSize(stream.what, read2, stream.size);
  if (begun.reader !== void 0) return begun.reader.end();
  const reader = openLayerBlob(stream, options, begun.head);
  await reader.write(begun.head);
  return reader.end();
}
async function readLayerFile(blob, options) {
  const head = await readHead(blob);
  const layer = describeLayer(blob, options, head);
  const isKnown = layer.claimed !== void 0 && options.knownLayers?.get(layer.claimed) !== void 0;
  if (layer.compression === "none" && blob.size >= WALKED_BYTES && !isKnown) {
    return readPlainLayerFile(blob, { ...layer, ...options.signal && { signal: options.signal } });
  }
  return readLayerBlob({ ...blob, source: fromFile(blob) }, options);
}
var WALKED_BYTES = 4 * 1024 * 1024;
async function readHead(blob) {
  return readSmall(fromFile({ ...blob, size: Math.min(blob.size, SNIFFED_BYTES) }), blob.what);
}
var CHUNK_BYTES2 = 1024 * 1024;
function fromFile({ file, offset, size }) {
  if (size === 0) return () => Promise.resolve();
  return fromStream(
    (0, import_node_fs4.createReadStream)(file, { start: offset, end: offset + size - 1, highWaterMark: CHUNK_BYTES2 })
  );
}
function openLayerBlob(blob, options, head) {
  return createLayerBlobReader(describeLayer(blob, options, head));
}
function describeLayer({ path: path4, size, what, isServed: isServed2 }, { paths, wishes, knownLayers }, head) {
  const compression = sniffCompression(head);
  if (compression === void 0) throw notALayer(what);
  const claimed = toDigest(claimedDigest(path4));
  return {
    paths,
    wishes,
    what,
    size,
    compression,
    ...knownLayers === void 0 ? {} : { knownLayers },
    ...claimed === void 0 ? {} : { claimed },
    ...isServed2 === void 0 ? {} : { isServed: isServed2 }
  };
}
async function readSmall(source, what) {
  const parts = [];
  let size = 0;
  await source((chunk) => {
    size += chunk.length;
    if (size > MAX_JSON_BYTES) throw tooLarge(what);
    parts.push(Buffer.from(chunk));
    return void 0;
  });
  return Buffer.concat(parts);
}
function notALayer(what) {
  return new import_shared_4.GateError(
    "image-unreadable",
    `${what} is not a layer: its first bytes are neither tar nor gzip nor zstd`
  );
}
function tooLarge(what) {
  return new import_shared_4.GateError("image-unreadable", `${what} is larger than ${MAX_JSON_BYTES} bytes`);
}
function wrongSize(what, found, expected) {
  return new import_shared_4.GateError("image-unreadable", `${what} has ${found} bytes, expected ${expected}`, {
    hint: "The image is probably truncated: save or build it again."
  });
}
// src/image-source/docker-endpoint.ts
async function openDocker(options = {}, env = process.env) {
  const folder = env["DOCKER_CONFIG"] || (0, import_node_path8.join)((0, import_node_os3.homedir)(), ".docker");
  const name = env["DOCKER_HOST"] ? "" : env["DOCKER_CONTEXT"] || await currentContext(folder);
  const context = name === "" || name === "default" ? {} : await readContext(folder, name);
  const { default: Engine } = await Promise.resolve().then(() => __toESM(require("./dockerode.cjs")));
  return withoutRedirects(new Engine({ ...options, ...context }));
}
function withoutRedirects(docker) {
  const modem = docker.modem;
  const build = modem.buildRequest.bind(modem);
  modem.buildRequest = (options, ...rest) => build({ ...options, maxRedirects: 0 }, ...rest);
  return docker;
}
function askEngine({ modem }, { path: path4, signal, isStream: isStream2 = false }) {
  const client = modem;
  const options = { path: path4, method: "GET", isStream: isStream2, abortSignal: signal, statusCodes: { 200: true } };
  return new Promise((resolve8, reject) => {
    client.dial(options, (error2, answer) => {
      if (error2 === null || error2 === void 0) resolve8(answer);
      else reject(error2 instanceof Error ? error2 : new Error("the engine refuses", { cause: error2 }));
    });
  });
}
async function socketOf({ modem }) {
  const { socketPath } = modem;
  return typeof socketPath === "function" ? socketPath() : socketPath;
}
async function currentContext(folder) {
  const config3 = await readJson((0, import_node_path8.join)(folder, "config.json"));
  return typeof config3?.["currentContext"] === "string" ? config3["currentContext"] : "";
}
async function readContext(folder, name) {
  const id = (0, import_node_crypto5.createHash)("sha256").update(name).digest("hex");
  const meta2 = await readJson((0, import_node_path8.join)(folder, "contexts", "meta", id, "meta.json"));
  const endpoint = toRecord(toRecord(meta2?.["Endpoints"])?.["docker"]);
  const host = endpoint?.["Host"];
  if (typeof host !== "string") throw unusable(name, "names no Docker host");
  return toOptions(name, host, (0, import_node_path8.join)(folder, "contexts", "tls", id, "docker"));
}
async function toOptions(name, host, tls) {
  const socketPath = /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1];
  if (socketPath !== void 0) return { socketPath };
  const url = URL.parse(host);
  if (url === null || !/^(?:tcp|https?):$/.test(url.protocol)) throw unusable(name, `leads to \`${host}\``);
  const keys = await readKeys(tls);
  const protocol = url.protocol === "https:" || Object.keys(keys).length > 0 ? "https" : "http";
  return { host: url.hostname, port: url.port || DEFAULT_PORTS[protocol], protocol, ...keys };
}
var DEFAULT_PORTS = { http: "2375", https: "2376" };
async function readKeys(folder) {
  const names = ["ca", "cert", "key"];
  const found = names.map(async (name) => {
    const bytes = await (0, import_promises9.readFile)((0, import_node_path8.join)(folder, `${name}.pem`)).catch(() => void 0);
    return bytes === void 0 ? [] : [[name, bytes]];
  });
  return Object.fromEntries((await Promise.all(found)).flat());
}
function unusable(name, found) {
  return new import_shared_4.GateError("engine-unavailable", `Docker context \`${name}\` ${found}`, {
    hint: "Set DOCKER_HOST to an engine that can be reached by unix:// or tcp://."
  });
}
async function readJson(file) {
  try {
    return toRecord(JSON.parse(await (0, import_promises9.readFile)(file, "utf8")));
  } catch {
    return void 0;
  }
}
function toRecord(value) {
  return typeof value === "object" && value !== null ? value : void 0;
}
// src/policy/apply-policy.ts
function severityOf(policy, rule) {
  return policy.rules[rule.id] ?? policy.rules[rule.category] ?? rule.severity;
}
function withOverrides(policy, overrides) {
  const { failOn, maxSize, maxGrowth } = overrides;
  const budgets = policy.budgets.map((budget) => maxSize === void 0 ? budget : withoutLimit(budget, "max")).map((budget) => maxGrowth === void 0 ? budget : withoutLimit(budget, "maxGrowth")).filter((budget) => budget.max !== void 0 || budget.maxGrowth !== void 0);
  const wanted = [
    ...maxSize === void 0 ? [] : [{ size: "content", ...toMax(maxSize) }],
    ...maxGrowth === void 0 ? [] : [{ size: "content", maxGrowth }]
  ];
  return { ...policy, failOn: failOn ?? policy.failOn, budgets: [...wanted, ...budgets] };
}
function withoutLimit(budget, limit) {
  if (budget.size !== "content" || isPart(budget)) return budget;
  const { size, max, maxUnit, maxGrowth } = budget;
  if (limit === "max") return { size, ...maxGrowth && { maxGrowth } };
  return { size, ...max !== void 0 && { max, ...maxUnit && { maxUnit } } };
}
function toMax({ bytes, unit }) {
  return { max: bytes, ...unit && { maxUnit: unit } };
}
function isPart({ path: path4, class: fileClass, package: packages, dockerfileStage }) {
  return [path4, fileClass, packages, dockerfileStage].some((part) => part !== void 0);
}
var DEFAULT_IMAGE_NAME = "image";
function policyForImage(policy, dockerfiles) {
  const names = dockerfiles.map(toPath);
  const image = policy.images.find((entry) => names.includes(dockerfileOf(entry)));
  if (image === void 0) return { policy, name: DEFAULT_IMAGE_NAME };
  return {
    policy: {
      ...policy,
      rules: { ...policy.rules, ...image.rules },
      budgets: image.budgets ?? policy.budgets,
      allow: [...policy.allow, ...image.allow ?? []]
    },
    name: image.name
  };
}
function dockerfileOf({
  context,
  dockerfile
}) {
  return toPath(dockerfile ?? `${context ?? "."}/Dockerfile`);
}
function toPath(text4) {
  const parts = text4.split("/").filter((part) => part !== "" && part !== ".");
  return parts.join("/");
}
// src/policy/policy.ts
var DEFAULT_POLICY = {
  failOn: "introduced",
  inherited: "tell",
  rules: {},
  budgets: [{ size: "content", maxGrowth: { bytes: 10 * 1024 * 1024, unit: "MiB", percent: 10 } }],
  allow: [],
  waiverLabel: "final-stage-waived",
  images: []
};
// src/rules/rule.ts
function defineFileRule(rule) {
  return { kind: "file", url: pageOf(rule.id), ...rule };
}
function defineLedgerRule(rule) {
  return { kind: "ledger", url: pageOf(rule.id), ...rule };
}
function pageOf(id) {
  return `${import_shared_4.package_default.homepage}/blob/v${import_shared_4.package_default.version}/docs/rules/${id}.md`;
}
function isOwnFile({ type, isInherited }) {
  return !isInherited && (type === "regular" || type === "hardlink");
}
// src/rules/build-cache.ts
var LEFTOVERS = [
  { subject: "Go build cache", files: /\/\.cache\/go-build\// },
  { subject: "Go module cache", files: /\/go\/pkg\/(mod|sumdb)\// },
  {
    subject: "Cargo target directory",
    files: /\/target\/([^/]+\/)?(debug|release)\/(\.fingerprint|incremental|build|deps)\//
  },
  { subject: "compiler cache", files: /\/(\.ccache|\.cache\/(ccache|sccache|zig))\// },
  { subject: "Bazel cache", files: /\/\.cache\/(bazel|bazelisk)\// },
  { subject: "CMake build tree", files: /\/CMakeFiles\/.|\/CMakeCache\.txt$/ },
  { subject: "Zig cache", files: /\/\.?zig-cache\// },
  {
    subject: "bundler cache",
    files: /\/(node_modules\/\.cache|\.parcel-cache|\.angular\/cache|\.nx\/cache|\.turbo\/cache|\.next\/cache\/webpack)\//
  },
  { subject: "test and lint cache", files: /\/(\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.nox)\// }
];
var PLACE = /\/\.|\/go\/pkg\/|\/target\/|\/CMake|\/zig-cache\//;
var buildCache = defineFileRule({
  id: "build-cache",
  category: "waste",
  headline: "cache of a compiler or bundler left in a layer",
  severity: "warning",
  since: "1.0.0",
  fix: "Build in an earlier stage and copy only the result, or give the cache a cache mount",
  evidence: "user-files",
  examples: {
    catches: [
      "/root/.cache/go-build/00/00aa-d",
      "/go/pkg/mod/github.com/pkg/errors@v0.9.1/errors.go",
      "/src/target/release/deps/libserde-1.rlib",
      "/app/node_modules/.cache/babel-loader/x.json",
      "/src/build/CMakeCache.txt",
      "/app/.mypy_cache/3.12/os.data.json"
    ],
    ignores: [
      "/app/target/release/server",
      "/app/__pycache__/main.cpython-312.pyc",
      "/app/.next/cache/fetch-cache/1",
      "/app/target/app.jar"
    ]
  },
  match(file) {
    if (!isOwnFile(file) || file.size === 0) return void 0;
    const subject = leftoverOf(file.path);
    return subject === void 0 ? void 0 : { subject };
  }
});
function leftoverOf(path4) {
  return PLACE.test(path4) ? LEFTOVERS.find(({ files }) => files.test(path4))?.subject : void 0;
}
// src/packages/needed.ts
function providers(packages) {
  const byName = /* @__PURE__ */ new Map();
  const add2 = (key, index2) => {
    const list3 = byName.get(key);
    if (list3 === void 0) byName.set(key, [index2]);
    else list3.push(index2);
  };
  packages.forEach(({ type, name, provides }, index2) => {
    add2(`${type}:${name}`, index2);
    for (const virtual of provides ?? []) if (virtual !== name) add2(`${type}:${virtual}`, index2);
  });
  return byName;
}
function dependencyEdges(packages) {
  const byName = providers(packages);
  return packages.map(({ type, depends }) => depends.flatMap((name) => byName.get(`${type}:${name}`) ?? []));
}
function closureOf(edges, roots) {
  const reached = new Set(roots);
  for (const index2 of reached) for (const next of edges[index2] ?? []) reached.add(next);
  return reached;
}
function onlyNeededBy(packages, roots) {
  const edges = dependencyEdges(packages);
  const closure = closureOf(edges, roots);
  const wanted = new Set(roots);
  const staying = packages.map((_, index2) => index2).filter((index2) => !wanted.has(index2) && (!closure.has(index2) || packages[index2]?.isRequested === true));
  const needed = reachedWithout(edges, staying, wanted);
  return [...closure].filter((index2) => !needed.has(index2) && !wanted.has(index2)).sort((a, b) => a - b);
}
function reachedWithout(edges, from, without) {
  const reached = new Set(from);
  for (const index2 of reached) {
    for (const next of edges[index2] ?? []) if (!without.has(next)) reached.add(next);
  }
  return reached;
}
// src/packages/purl.ts
var import_packageurl_js = (0, import_shared_5.__toESM)(require_packageurl_js(), 1);
var MAX_NAME = 300;
var PRINTABLE = /^[\x21-\x7e]+$/;
function isPackageWord(text4) {
  return text4 !== void 0 && text4.length <= MAX_NAME && PRINTABLE.test(text4);
}
function toPurl({ type, namespace, name, version: version2, architecture }) {
  const qualifiers = architecture === void 0 ? void 0 : { arch: architecture };
  return new import_packageurl_js.PackageURL(
    type,
    namespace,
    name,
    version2 === "" ? void 0 : version2,
    qualifiers,
    void 0
  ).toString();
}
// src/packages/npm.ts
function parseObject(text4) {
  try {
    const value = JSON.parse(text4);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
var PACKAGE_JSON = /\/node_modules\/((?:@[^/]+\/)?[^/@.][^/]*)\/package\.json$/;
function isNpmPackage(path4) {
  return PACKAGE_JSON.test(path4);
}
function parseNpmPackage(path4, text4) {
  const { name, version: version2 } = parseObject(text4);
  const full = typeof name === "string" && name !== "" ? name : PACKAGE_JSON.exec(path4)?.[1];
  if (!isPackageWord(full)) return void 0;
  return {
    ...splitScope(full),
    version: typeof version2 === "string" && isPackageWord(version2) ? version2 : ""
  };
}
function splitScope(full) {
  const [, namespace, name] = /^(@[^/]+)\/([^/]+)$/.exec(full) ?? [];
  return namespace === void 0 || name === void 0 ? { name: full } : { namespace, name };
}
function parseNpmLock(text4) {
  const { packages } = parseObject(text4);
  const flags = /* @__PURE__ */ new Map();
  if (typeof packages !== "object" || packages === null) return flags;
  for (const [directory, entry] of Object.entries(packages)) {
    if (typeof entry !== "object" || entry === null) continue;
    flags.set(directory, "dev" in entry && entry.dev === true);
  }
  return flags;
}
// src/packages/wishes.ts
var MIB2 = 1024 * 1024;
var DATABASES = [
  [/^\/var\/lib\/dpkg\/status$/, 48 * MIB2],
  [/^\/var\/lib\/dpkg\/status\.d\/[^/]+$/, 8 * MIB2],
  [/^\/var\/lib\/dpkg\/info\/[^/]+\.(?:list|md5sums)$/, 16 * MIB2],
  [/^\/var\/lib\/apt\/extended_states$/, 8 * MIB2],
  [/^\/(?:usr\/)?lib\/apk\/db\/installed$/, 48 * MIB2],
  [/^\/etc\/apk\/world$/, MIB2],
  [/^\/(?:etc|usr\/lib)\/os-release$/, 64 * 1024],
  [/\/node_modules\/\.package-lock\.json$/, 32 * MIB2],
  [/\.dist-info\/RECORD$/, 16 * MIB2],
  [/\.(?:dist-info\/METADATA|egg-info\/PKG-INFO)$/, MIB2],
  [/\.egg-info\/installed-files\.txt$/, 16 * MIB2],
  [/\.egg-info$/, MIB2]
];
var MAX_PACKAGE_JSON_BYTES = MIB2 / 2;
var STARTS = ["/var/lib/dpkg/", "/var/lib/apt/", "/lib/apk/", "/usr/lib/apk/", "/etc/", "/usr/lib/os-"];
var ENDS = [
  "/RECORD",
  "/METADATA",
  "/PKG-INFO",
  ".egg-info",
  "/installed-files.txt",
  "/.package-lock.json"
];
function packageDatabaseLimit(path4) {
  if (path4.endsWith("/package.json")) return isNpmPackage(path4) ? MAX_PACKAGE_JSON_BYTES : 0;
  if (!mayBeDatabase(path4)) return 0;
  return DATABASES.find(([pattern]) => pattern.test(path4))?.[1] ?? 0;
}
function mayBeDatabase(path4) {
  return STARTS.some((start) => path4.startsWith(start)) || ENDS.some((end2) => path4.endsWith(end2));
}
function isPackageDatabase(path4) {
  return packageDatabaseLimit(path4) > 0;
}
// src/ledger/own-tools.ts
function ownTools(ledger, marks) {
  const roots = /* @__PURE__ */ new Set();
  for (const { node: node2, row } of marks.roots) if (!ledger.isInherited(row)) roots.add(node2);
  const packages = ownPackages(ledger, marks);
  return (row) => roots.has(marks.rootOf(row)) || packages.has(ledger.ownerIndex(row));
}
function ownPackages(ledger, marks) {
  const packages = /* @__PURE__ */ new Set();
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner < 0 || (marks.ofPackage[owner] ?? -1) < 0 || packages.has(owner)) continue;
    if (!ledger.isInherited(row) && isPackageEvidence(ledger, row)) packages.add(owner);
  }
  return packages;
}
function isPackageEvidence(ledger, row) {
  const { catalog } = ledger;
  const { paths } = catalog;
  const type = ledger.owner(row)?.type;
  if (type === "npm" || type === "pypi") return isPackageDatabase(catalog.path(row));
  return paths.name(paths.parent(catalog.node(row))) !== "__pycache__";
}
// src/ledger/toolchain.ts
var sdk = { isSdk: true };
var tool = { isSdk: false };
var manager = { isSdk: false, fileClass: "package-manager" };
// src/ledger/script-toolchains.ts
var OFTEN_RUNTIME = /* @__PURE__ */ new Set(["esbuild", "Rollup", "Babel", "SWC", "node-gyp"]);
var NODE = [
  {
    ...manager,
    subject: "npm",
    ruleId: "node-package-manager",
    ownOnly: true,
    packages: { deb: /^npm$/, apk: /^npm$/, npm: /^npm$/ },
    markers: [{ names: ["npm-cli.js"], path: /^(.*\/lib(?:64)?\/node_modules\/npm)\/bin\/npm-cli\.js$/ }]
  },
  {
    ...manager,
    subject: "Yarn",
    ruleId: "node-package-manager",
    ownOnly: true,
    // Debian's own yarn is `yarnpkg`; its /usr/bin/yarn belongs to cmdtest and is something else.
    packages: { deb: /^(?:yarn|yarnpkg)$/, apk: /^yarn$/, npm: /^(?:yarn|@yarnpkg\/cli)$/ },
    markers: [
      {
        names: ["yarn.js"],
        path: /^(.+\/(?:yarn-v\d[^/]*|node_modules\/yarn|\.yarn))\/(?:bin|lib|dist\/bin)\/yarn\.js$/
      },
      { names: ["yarn.js"], path: /^(.+\/corepack\/(?:v1\/)?yarn)\/[^/]+\/yarn\.js$/ }
    ]
  },
  {
    ...manager,
    subject: "pnpm",
    ruleId: "node-package-manager",
    ownOnly: true,
    packages: { apk: /^pnpm$/, npm: /^pnpm$/ },
    markers: [
      {
        names: ["pnpm.cjs", "pnpm.mjs"],
        path: /^(.+\/(?:node_modules\/pnpm|corepack\/(?:v1\/)?pnpm\/[^/]+))\/bin\/pnpm\.[cm]js$/
      }
    ],
    programs: ["pnpm"]
  },
  {
    ...manager,
    subject: "Corepack",
    ruleId: "node-package-manager",
    ownOnly: true,
    packages: { npm: /^corepack$/ },
    markers: [{ names: ["corepack.js"], path: /^(.+\/node_modules\/corepack)\/dist\/corepack\.js$/ }]
  },
  ...[
    ["TypeScript", /^(?:typescript|tsup|ts-loader)$/, /^(?:node-typescript|ts-node)$/],
    [
      "webpack",
      /^(?:webpack|webpack-cli|webpack-dev-server|react-scripts|@vue\/cli-service|@angular-devkit\/build-angular)$/,
      /^webpack$/
    ],
    ["Vite", /^(?:vite|vite-node)$/],
    ["esbuild", /^(?:esbuild|@esbuild\/.+)$/, /^esbuild$/],
    ["Rollup", /^(?:rollup|@rollup\/.+)$/, /^(?:rollup|node-rollup)$/],
    ["Babel", /^@babel\/(?:core|cli|preset-env)$/, /^(?:node-babel7|babel-minify)$/],
    ["Parcel", /^(?:parcel|@parcel\/core|parcel-bundler)$/],
    ["SWC", /^@swc\/(?:core|cli|core-.+)$/],
    ["Angular CLI", /^@angular\/(?:cli|compiler-cli)$/],
    ["Gulp", /^gulp(?:-cli)?$/, /^gulp$/],
    ["Grunt", /^grunt(?:-cli)?$/, /^grunt$/],
    ["Turborepo", /^(?:turbo|turbo-.+-.+)$/],
    ["node-gyp", /^node-gyp$/, /^(?:node-gyp|gyp)$/],
    [
      "other JavaScript build tools",
      /^(?:browserify|nx|lerna|snowpack|@rspack\/core|@vercel\/ncc)$/,
      /^(?:node-browserify|coffeescript|yui-compressor|cssmin|slimit)$/
    ]
  ].map(([subject, npm, deb]) => ({
    ...tool,
    subject,
    ruleId: "node-bundler",
    packages: deb === void 0 ? { npm } : { npm, deb },
    ...OFTEN_RUNTIME.has(subject) && { developmentOnly: true },
    ...subject === "esbuild" && { identity: { goMainPath: /^github\.com\/evanw\/esbuild\/cmd\/esbuild$/ } }
  }))
];
var PYTHON = [
  {
    ...manager,
    subject: "pip",
    ruleId: "python-build-tool",
    ownOnly: true,
    // As a Python package it is part of every base and virtual environment; python3-pip-whl is python3-venv's.
    packages: { deb: /^python3?-pip$/, apk: /^py3-pip$/ }
  },
  ...[
    ["Poetry", /^poetry$/, /^(?:python3-)?poetry$/, ["poetry"]],
    ["uv", /^uv$/, /^uv$/, ["uv", "uvx"]],
    ["PDM", /^pdm$/, /^(?:python3-)?pdm$/],
    ["Hatch", /^(?:hatch|hatchling)$/, /^(?:hatch|python3-hatchling|py3-hatchling)$/],
    ["Pipenv", /^pipenv$/, /^pipenv$/],
    ["Cython", /^cython$/, /^(?:cython3?|python3-cython|py3-cython|cython3-legacy)$/],
    [
      "other Python build tools",
      /^(?:build|flit|flit-core|maturin|scikit-build|scikit-build-core|setuptools-rust|cffi-buildtool|pyinstaller|nuitka|twine|conda-build)$/,
      /^(?:python3-build|python3-flit|dh-python|python3-maturin|twine|py3-build|py3-flit|maturin|py3-maturin|python3-pythran)$/,
      ["maturin"]
    ]
  ].map(([subject, pypi, system, programs]) => ({
    ...tool,
    subject,
    ruleId: "python-build-tool",
    packages: { pypi, deb: system, apk: system },
    ...programs !== void 0 && { programs },
    ...environmentMarkers(subject)
  }))
];
function environmentMarkers(subject) {
  const name = /^(Poetry|PDM|Hatch|Pipenv)$/.test(subject) ? subject.toLowerCase() : void 0;
  if (name === void 0) return {};
  return {
    markers: [{ names: [name], path: new RegExp(`^(.+/(?:py)?${name}(?:/venv)?)/bin/${name}$`) }]
  };
}
var SCRIPT_TOOLCHAINS = [...NODE, ...PYTHON];
// src/ledger/language-toolchains.ts
var GO = {
  ...sdk,
  subject: "Go toolchain",
  ruleId: "go-toolchain",
  packages: {
    deb: /^(?:golang(?:-\d[\d.]*)?(?:-go|-src|-doc|-misc|-any)?|gccgo(?:-\d+)?)$/,
    apk: /^(?:go(?:-bootstrap|-\d[\d.]*)?|gcc-go|gccgo|tinygo)$/
  },
  markers: [
    {
      names: ["compile", "link", "asm"],
      path: /^(.+)\/pkg\/tool\/[a-z0-9]+_[a-z0-9]+\/(?:compile|link|asm)$/
    },
    // A path that ends in `bin/go` alone is no evidence: applications are called so, too.
    { names: ["proc.go"], path: /^(.+)\/src\/runtime\/proc\.go$/ }
  ],
  identity: { goMainPath: /^cmd\/(?:go|gofmt|compile|link|asm|cgo|vet|cover)$/ },
  version: { file: "VERSION", pattern: /^go(\d\S{0,30})/ }
};
var RUST = {
  ...sdk,
  subject: "Rust toolchain",
  ruleId: "rust-toolchain",
  packages: {
    deb: /^(?:rustc|cargo|rustup|rust-(?:all|src|clippy|gdb|lldb|llvm)|rustfmt|rust-analyzer)(?:-web|-mozilla|-\d[\d.]*)?$|^(?:rust-web-.+|cargo-web|libstd-rust-(?:web-|mozilla-)?dev.*)$/,
    apk: /^(?:rust|cargo|rustup|rust-(?:src|clippy|analyzer|wasm|stdlib)|rustfmt|cargo-(?:auditable|c|clippy|fmt))$/
  },
  markers: [
    { names: ["rustc", "cargo"], path: /^(.+)\/toolchains\/(\d[\d.]*)?[^/]*\/bin\/(?:rustc|cargo)$/ },
    // The proxies of rustup are hard links of one program.
    { names: ["cargo", "rustup", "rustc"], path: /^(.+\/\.?cargo)\/bin\/(?:cargo|rustup|rustc)$/ },
    {
      names: ["manifest-rustc", "rust-installer-version"],
      path: /^(.+\/lib\/rustlib)\/(?:manifest-rustc|rust-installer-version)$/
    }
  ],
  programs: ["rustc", "cargo", "rustup", "rustdoc", "cargo-clippy", "clippy-driver", "rustfmt"],
  identity: { needed: [/^librustc_driver-/] }
};
var JVM = [
  {
    ...sdk,
    subject: "JDK",
    ruleId: "jdk",
    packages: {
      deb: /^(?:default-jdk(?:-headless)?|openjdk-\d+-jdk(?:-headless)?|java-\d[\d.]*-(?:amazon-corretto|openjdk)-jdk|temurin-\d+-jdk|zulu-?\d+(?:-ca)?-jdk(?:-headless)?|bellsoft-java\d+|msopenjdk-\d+|ecj)$/,
      apk: /^(?:openjdk\d+|openjdk\d+-(?:jdk|jmods|src|demos|static-libs)|temurin-\d+-jdk|(?:amazon-corretto|zulu)-?\d+(?:-jdk)?|java-jdk)$/
    },
    markers: [
      // Not lib/ct.sym: Debian's runtime package has it, too.
      { names: ["javac"], path: /^(.+)\/bin\/javac$/ },
      { names: ["jdk.compiler.jmod"], path: /^(.+)\/jmods\/jdk\.compiler\.jmod$/ }
    ],
    programs: ["javac"],
    version: { file: "release", pattern: /^JAVA_VERSION="?(\d[\w.+-]{0,30})/m }
  },
  {
    ...tool,
    subject: "Maven",
    ruleId: "jvm-build-tool",
    packages: { deb: /^(?:maven|libmaven3-core-java)$/, apk: /^maven$/ },
    markers: [
      { names: ["m2.conf"], path: /^(.+)\/bin\/m2\.conf$/ },
      { names: ["maven-wrapper.jar"], path: /^(.+\/\.mvn)\/wrapper\/maven-wrapper\.jar$/ }
    ]
  },
  {
    ...tool,
    subject: "Gradle",
    ruleId: "jvm-build-tool",
    packages: { deb: /^(?:gradle|libgradle-core-java)$/, apk: /^gradle$/ },
    markers: [
      { names: ["gradle"], path: /^(.*\/gradle[^/]*)\/bin\/gradle$/ },
      { names: ["gradle-wrapper.jar"], path: /^.+\/gradle\/wrapper\/gradle-wrapper\.jar$/ }
    ]
  },
  {
    ...tool,
    subject: "Ant",
    ruleId: "jvm-build-tool",
    packages: { deb: /^(?:ant|ivy|javahelper|ant-contrib|gant)$/, apk: /^apache-ant$/ },
    markers: [{ names: ["antRun"], path: /^(.*\/(?:apache-)?ant[^/]*)\/bin\/antRun$/ }]
  },
  {
    ...sdk,
    subject: "Kotlin compiler",
    ruleId: "jvm-build-tool",
    packages: { deb: /^kotlin$/, apk: /^kotlin$/ },
    markers: [{ names: ["kotlinc"], path: /^(.*\/kotlin[^/]*)\/bin\/kotlinc$/ }]
  },
  {
    ...sdk,
    subject: "Scala compiler",
    ruleId: "jvm-build-tool",
    packages: { deb: /^(?:scala|sbt)$/, apk: /^(?:scala|sbt)$/ },
    markers: [
      { names: ["scalac"], path: /^(.*\/scala[^/]*)\/bin\/scalac$/ },
      { names: ["sbt-launch.jar"], path: /^(.+)\/bin\/sbt-launch\.jar$/ }
    ]
  },
  {
    ...tool,
    subject: "other JVM build tools",
    ruleId: "jvm-build-tool",
    packages: { deb: /^(?:leiningen|groovy|clojure|proguard-cli)$/, apk: /^(?:leiningen|groovy)$/ }
  }
];
var DOTNET = {
  ...sdk,
  subject: ".NET SDK",
  ruleId: "dotnet-sdk",
  packages: {
    deb: /^(?:dotnet-sdk-\d[\d.]*.*|dotnet-(?:templates|targeting-pack|apphost-pack)-\d.*|netstandard-targeting-pack-.+|aspnetcore-targeting-pack-.+|mono-(?:devel|mcs|xbuild)|nuget)$/,
    apk: /^(?:dotnet\d+-(?:sdk|templates|targeting-pack|apphost-pack|source-built-artifacts)|dotnet-sdk-\d.*|mono-dev)$/
  },
  markers: [
    {
      names: ["MSBuild.dll", "dotnet.dll"],
      path: /^(.+\/sdk)\/\d[^/]*\/(?:MSBuild|dotnet)\.dll$/,
      beside: ["packs", "sdk-manifests", "templates"]
    }
  ]
};
var RUBY = {
  ...tool,
  subject: "Ruby build tools",
  ruleId: "ruby-build-tool",
  // Not rake, gem and bundled gems: every Ruby brings them.
  packages: {
    deb: /^(?:bundler|ruby-bundler|gem2deb|ruby-build|rbenv)$/,
    apk: /^(?:ruby-bundler|ruby-build)$/
  }
};
var PHP = [
  {
    ...tool,
    subject: "Composer",
    ruleId: "php-build-tool",
    packages: { deb: /^composer$/, apk: /^composer$/ },
    markers: [{ names: ["composer", "composer.phar"], path: /^.*\/(?:s?bin\/composer|composer\.phar)$/ }]
  },
  {
    ...tool,
    subject: "PHP extension build tools",
    ruleId: "php-build-tool",
    ownOnly: true,
    packages: { deb: /^php[\d.]*-dev$/, apk: /^php\d*-dev$/ }
  }
];
var LANGUAGE_TOOLCHAINS = [
  GO,
  RUST,
  ...JVM,
  DOTNET,
  ...SCRIPT_TOOLCHAINS,
  RUBY,
  ...PHP
];
// src/ledger/native-toolchains.ts
var C_TOOLS = [
  {
    ...sdk,
    subject: "gcc",
    ruleId: "c-toolchain",
    packages: {
      // Not gcc-N-base, libgcc-s1, libstdc++6: every Debian image has them.
      deb: /^(?:build-essential|crossbuild-essential-.+|(?:gcc|g\+\+|cpp|gobjc|gobjc\+\+)(?:-\d[\d.]*)?(?:-for-(?:host|build)|-multilib|-plugin-dev|-[a-z0-9_]+(?:-\d+)?-linux-(?:gnu|musl)[a-z0-9]*|-offload-.+|-locales)?|(?:gcc|g\+\+)-mingw-w64.*|gcc-\d+-(?:source|test-results)|libgcc-\d+-dev|tcc|pcc|c-compiler|musl-tools|musl-gcc)$/,
      apk: /^(?:build-base|gcc|g\+\+|gcc-objc|clang-gcc|gcc-.+-none-elf|g\+\+-.+|tcc|mingw-w64-gcc)$/
    },
    markers: [
      {
        names: ["cc1", "cc1plus", "lto1"],
        path: /^(.+\/(?:lib|lib64|libexec)\/gcc\/[^/]+\/\d[^/]*)\/(?:cc1|cc1plus|lto1)$/
      },
      { names: ["libgcc.a"], path: /^(.+\/(?:lib|lib64)\/gcc\/[^/]+\/\d[^/]*)\/libgcc\.a$/ }
    ],
    programs: [
      "gcc",
      "g++",
      "cc",
      "c++",
      "tcc",
      "cc1",
      "cc1plus",
      "gcc-ar",
      "gcc-nm",
      "gcc-ranlib",
      "lto-dump"
    ],
    identity: { needed: [/^libisl\.so/, /^libmpc\.so/, /^libmpfr\.so/] }
  },
  {
    ...sdk,
    subject: "Clang/LLVM",
    ruleId: "c-toolchain",
    packages: {
      // libllvmN and libclang-cppN are runtime libraries (Mesa, PostgreSQL's JIT).
      deb: /^(?:clang(?:-\d+)?|clang-(?:tools|tidy|format|\d+-.+)(?:-\d+)?|clangd(?:-\d+)?|ll(?:vm|d|db)(?:-\d+)?(?:-(?:dev|runtime|tools|linker-tools))?|llvm|flang(?:-new)?(?:-\d+)?|bolt-\d+|mlir-\d+-tools|libclang-(?:common-|rt-)?\d+-dev|llvm-spirv(?:-\d+)?|castxml|iwyu)$/,
      apk: /^(?:clang\d*(?:-.*(?<!-libs))?|llvm\d+(?:-(?:dev|static|linker-tools|test-utils))?|lld\d*|lldb|flang|compiler-rt)$/
    },
    markers: [
      {
        names: ["clang", "clang++", "llc"],
        path: /^(.+\/llvm[-/]?[\d.]*)\/bin\/(?:clang|clang\+\+|llc)$/
      },
      {
        names: ["stdarg.h"],
        path: /^(.+\/lib(?:64)?\/clang\/\d[\d.]*)\/include\/stdarg\.h$/
      }
    ],
    programs: [
      "clang",
      "clang++",
      "clang-cl",
      "clang-cpp",
      "lld",
      "ld.lld",
      "llc",
      "llvm-ar",
      "llvm-as",
      "llvm-link"
    ],
    identity: { needed: [/^libclang-cpp\.so/, /^libLLVM/] }
  },
  {
    ...tool,
    subject: "GNU binutils",
    ruleId: "c-toolchain",
    packages: {
      deb: /^(?:binutils(?:-(?!common$|doc$|dev$|source$).+)?|mold|elfutils-dev)$/,
      apk: /^(?:binutils(?:-(?:gold|dev|gprofng|[a-z0-9_]+-.+))?|mold)$/
    },
    programs: ["ld", "ld.bfd", "ld.gold", "mold", "objdump", "ranlib", "dlltool"]
  },
  {
    ...tool,
    subject: "GNU Make",
    ruleId: "c-toolchain",
    packages: { deb: /^(?:make|make-guile|remake|colormake)$/, apk: /^make$/ },
    programs: ["make", "gmake"]
  },
  {
    ...tool,
    subject: "CMake",
    ruleId: "c-toolchain",
    packages: {
      deb: /^(?:cmake|cmake-data|cmake-curses-gui|cmake-qt-gui|cmake-mozilla|extra-cmake-modules)$/,
      apk: /^(?:cmake|cmake-extras|extra-cmake-modules)$/,
      pypi: /^cmake$/
    },
    markers: [
      {
        names: ["CMakeCInformation.cmake"],
        path: /^(.+\/share\/cmake(?:-[\d.]+)?)\/Modules\/CMakeCInformation\.cmake$/
      }
    ],
    programs: ["cmake", "ctest", "cpack", "ccmake"]
  },
  {
    ...tool,
    subject: "Ninja",
    ruleId: "c-toolchain",
    packages: { deb: /^ninja-build$/, apk: /^(?:ninja|ninja-build|samurai)$/, pypi: /^ninja$/ },
    programs: ["ninja", "samu"]
  },
  {
    ...tool,
    subject: "Meson",
    ruleId: "c-toolchain",
    packages: { deb: /^(?:meson|muon-meson)$/, apk: /^(?:meson|muon)$/, pypi: /^(?:meson|meson-python)$/ }
  },
  {
    ...tool,
    subject: "GNU Autotools",
    ruleId: "c-toolchain",
    packages: {
      deb: /^(?:autoconf(?:[\d.]+|-archive|-dickey)?|automake(?:-?[\d.]+)?|autotools-dev|autopoint|libtool|libtool-bin|m4|gnulib|autogen|intltool|gettext-dev)$/,
      apk: /^(?:autoconf(?:[\d.]+|-archive)?|automake|libtool|m4|intltool|slibtool)$/
    },
    markers: [{ names: ["autoconf.m4"], path: /^(.+\/share\/autoconf)\/autoconf\/autoconf\.m4$/ }],
    programs: ["m4"]
  },
  {
    ...tool,
    subject: "pkg-config",
    ruleId: "c-toolchain",
    packages: { deb: /^(?:pkg-config|pkgconf|pkgconf-bin)$/, apk: /^(?:pkgconf|pkgconfig)$/ },
    programs: ["pkg-config", "pkgconf"]
  },
  {
    ...tool,
    subject: "other native build systems",
    ruleId: "c-toolchain",
    packages: {
      deb: /^(?:bmake|scons|waf|premake4|premake5|qmake6|qmake6-bin|qt\d*-qmake(?:-bin)?|qt5-default|qtbase5-dev-tools|bazel.*|buck2?|gprbuild|ccache|sccache|distcc|distcc-pump|icecc|jam|tup|xmake|just|gyp|icheck|icecream-sundae|distccmon-gnome|makepp|cook|mk-configure|xutils-dev|ftjam|bjam|kbuild|libboost\d*-tools-dev|muon)$/,
      apk: /^(?:bmake|scons|premake|qt\d-qtbase-dev|bazel\d*|ccache|sccache|distcc|icecream|just|go-task|xmake)$/,
      pypi: /^(?:scons|waf|conan)$/
    },
    programs: [
      "bmake",
      "bazel",
      "bazelisk",
      "buck2",
      "ccache",
      "sccache",
      "distcc",
      "qmake",
      "qmake6",
      "xmake"
    ]
  },
  {
    ...tool,
    subject: "assemblers",
    ruleId: "c-toolchain",
    packages: {
      deb: /^(?:nasm|yasm|fasm|bin86|acme|dasm|xa65|z80asm|z88dk|cc65|avra|gputils)$/,
      apk: /^(?:nasm|yasm|fasm)$/
    },
    programs: ["nasm", "yasm", "fasm"]
  }
];
var GENERATORS = [
  {
    ...tool,
    subject: "parser generators",
    ruleId: "code-generator",
    packages: {
      deb: /^(?:bison|flex|byacc|re2c|ragel|gperf|lemon|antlr\d?|javacc\d?|jflex|menhir)$/,
      apk: /^(?:bison|flex|flex-dev|byacc|re2c|ragel|gperf)$/
    },
    programs: ["bison", "flex", "byacc", "re2c", "ragel", "gperf"]
  },
  {
    ...tool,
    subject: "interface compilers",
    ruleId: "code-generator",
    packages: {
      deb: /^(?:protobuf-compiler(?:-grpc)?|protobuf-c-compiler|protoc-gen-.+|flatbuffers-compiler|thrift-compiler|capnproto|swig(?:[\d.]+)?|asn1c|gob2)$/,
      apk: /^(?:protoc|protobuf-dev|protoc-gen-.+|flatc|thrift|swig|capnproto-dev)$/,
      pypi: /^(?:grpcio-tools|swig)$/
    },
    programs: ["protoc", "flatc", "swig", "thrift", "grpc_cpp_plugin", "grpc_python_plugin"]
  }
];
var NATIVE_TOOLCHAINS = [...C_TOOLS, ...GENERATORS];
// src/ledger/other-toolchains.ts
var COMPILERS = [
  {
    subject: "Haskell toolchain",
    deb: /^(?:ghc(?:-prof|-dynamic)?|cabal-install|haskell-stack|haskell-platform|cabal-debian|happy|alex|cpphs|shake)$/,
    apk: /^(?:ghc|cabal|stack|ghc-.+)$/,
    programs: ["ghc", "cabal"],
    needed: /^libHSghc-\d/
  },
  {
    subject: "OCaml toolchain",
    deb: /^(?:ocaml(?:-nox|-interp|-compiler-libs|-findlib|-dune|build)?|camlp[45]|camlmix|opam(?:-installer)?|omake)$/,
    apk: /^(?:ocaml(?:-compiler-libs|-findlib|-ocamldoc|build)?|opam|dune)$/,
    programs: ["ocamlc", "ocamlopt", "ocamlc.opt", "ocamlopt.opt", "opam", "dune"]
  },
  {
    subject: "Swift toolchain",
    deb: /^(?:swiftlang.*|swift-\d.*)$/,
    apk: /^swift-toolchain$/,
    programs: ["swiftc", "swift-frontend", "swift-build", "swift-driver"],
    needed: /^lib_CompilerSwift|^libswiftCompilerModules/i
  },
  {
    subject: "Elixir toolchain",
    deb: /^(?:elixir|erlang-dev|rebar3?|dh-rebar|erlang-src)$/,
    apk: /^(?:elixir|erlang-dev|rebar3?)$/,
    root: { names: ["mix", "elixirc"], path: /^(.*\/elixir[^/]*)\/bin\/(?:mix|elixirc)$/ }
  },
  {
    subject: "Zig",
    deb: /^zig\d*$/,
    apk: /^zig$/,
    programs: ["zig"],
    root: { names: ["std.zig"], path: /^(.+)\/lib\/(?:zig\/)?std\/std\.zig$/ }
  },
  { subject: "Nim", deb: /^nim$/, apk: /^nim$/, programs: ["nim", "nimble"] },
  { subject: "Crystal", deb: /^(?:crystal|shards)$/, apk: /^(?:crystal|shards)$/, programs: ["crystal"] },
  {
    subject: "D compiler",
    deb: /^(?:gdc|gdmd|ldc|dmd|dub)(?:-\d+)?(?:-.+-linux-.+)?$/,
    apk: /^(?:gcc-gdc|ldc|dmd|dub)$/,
    programs: ["ldc2", "dmd", "gdc"]
  },
  {
    subject: "GNU Fortran",
    deb: /^(?:gfortran(?:-\d+)?(?:-multilib|-.+-linux-.+|-mingw-.+)?|libgfortran-\d+-dev|f2c|fort77|ratfor)$/,
    apk: /^gfortran$/,
    programs: ["gfortran", "f951"]
  },
  {
    subject: "Ada compiler",
    deb: /^(?:gnat(?:-\d+)?(?:-.+-linux-.+)?|gprbuild|alire)$/,
    apk: /^gcc-gnat$/,
    programs: ["gnatmake", "gnat1"]
  },
  { subject: "Modula-2 compiler", deb: /^gm2(?:-\d+)?(?:-.+-linux-.+)?$/ },
  {
    subject: "Free Pascal",
    deb: /^(?:fpc(?:-.+)?|fp-(?:compiler|utils|ide|units-.+)(?:-[\d.]+)?|lazarus.*|lcl-.+)$/,
    apk: /^fpc$/,
    programs: ["fpc", "ppcx64"]
  },
  {
    subject: "Lisp compilers",
    deb: /^(?:sbcl|gcl|ecl|cmucl|clisp|chicken-bin|ikarus|stalin|bigloo|gambc|smlnj|mlton.*|polyml|ml-(?:lex|yacc|burg))$/,
    apk: /^(?:sbcl|chicken|ecl)$/
  },
  { subject: "Vala compiler", deb: /^valac(?:-bin)?$/, apk: /^vala$/, programs: ["valac"] },
  { subject: "COBOL compiler", deb: /^(?:gnucobol\d?|open-cobol)$/, apk: /^gnucobol$/, programs: ["cobc"] },
  { subject: "Perl build tools", deb: /^(?:cpanminus|carton)$/, apk: /^perl-(?:app-cpanminus|dev)$/ },
  { subject: "LuaRocks", deb: /^luarocks$/, apk: /^luarocks[\d.]*$/ },
  {
    subject: "hardware compilers",
    deb: /^(?:sdcc(?:-ucsim)?|ghdl(?:-.+)?|iverilog|yosys|verilator|avra?-?gcc|gcc-avr|gcc-arm-none-eabi|binutils-avr)$/,
    apk: /^(?:sdcc|iverilog|yosys|verilator|gcc-avr)$/
  }
];
var PACKAGING = [
  {
    subject: "Debian packaging tools",
    deb: /^(?:dpkg-dev|debhelper|dh-.+(?<!-nss)|devscripts|fakeroot|pbuilder|cowbuilder|sbuild|git-buildpackage|equivs|debmake|dh-make.*|debaux|debomatic|lintian|quilt|mklibs(?:-copy)?|pkg-kde-tools|build-rdeps|reprepro|ognibuild|ratt|po-debconf|checkinstall|cdbs|apt-build|apt-src|buildd|module-assistant|dkms|maven-(?:debian|repo)-helper|gradle-debian-helper|gem2deb|npm2deb)$/
  },
  { subject: "rpm-build", deb: /^(?:obs-build|mock)$/, apk: /^rpm-dev$/ },
  { subject: "abuild", deb: /^abuild$/, apk: /^(?:abuild|abuild-rootbld|alpine-sdk|melange|fakeroot)$/ }
];
function toToolchain(row, ruleId) {
  return {
    ...ruleId === "other-toolchain" ? sdk : tool,
    subject: row.subject,
    ruleId,
    packages: row.apk === void 0 ? { deb: row.deb } : { deb: row.deb, apk: row.apk },
    ...row.programs !== void 0 && { programs: row.programs },
    ...row.needed !== void 0 && { identity: { needed: [row.needed] } },
    ...row.root !== void 0 && { markers: [row.root] }
  };
}
var OTHER_TOOLCHAINS = [
  ...COMPILERS.map((row) => toToolchain(row, "other-toolchain")),
  ...PACKAGING.map((row) => toToolchain(row, "packaging-tool"))
];
// src/ledger/toolchain-packages.ts
var TOOLCHAINS = [
  ...NATIVE_TOOLCHAINS,
  ...LANGUAGE_TOOLCHAINS,
  ...OTHER_TOOLCHAINS
];
var TOOL_PROVIDES = /^(?:c-compiler|c\+\+-compiler|objc(?:\+\+)?-compiler|fortran\d*-compiler|d-v\d-compiler|elf-binutils|java\d*-sdk(?:-headless)?|java-compiler|scheme-.+-compiler|lisp-compiler|go-compiler)$/;
var TOOL_SECTIONS = /(?:^|\/)(?:devel|haskell|ocaml|lisp|java|rust|electronics|golang|cli-mono)$/;
var TOOL_SUMMARY = /\b(?:cross[- ])?(?:compilers?|assembler|linker|toolchain|preprocessor|transpiler|minifier|yacc|parser generator|(?:lexical|lexer|scanner)\b.{0,20}\bgenerator|lexical analy[sz]er|make ?files?\b.{0,30}|build(?:ing)?[- ](?:system|tool|machine|automation)|like make|around make)\b|\bbuild (?:tool|system)|\bfrom .{0,40}source packages?\b/i;
var LANGUAGE_SUMMARY = /\b(?:programming language|language based on|extension for C)/i;
var NO_TOOL = /-(?:doc|docs|data|common|base|examples?|locales|source|dbg|dbgsym|mode|el|dev)$|^(?:lib(?!.*-bin$)|elpa-|vim-)/;
function named(pkg) {
  return TOOLCHAINS.find((toolchain) => {
    if (toolchain.packages[pkg.type]?.test(pkg.name) !== true) return false;
    if (pkg.type !== "npm") return true;
    return toolchain.developmentOnly === true ? pkg.isDevelopment === true : pkg.isDevelopment !== false;
  });
}
function isToolBySummary(section, summary) {
  const text4 = summary.slice(0, 200);
  if (TOOL_SECTIONS.test(section) && TOOL_SUMMARY.test(text4)) return true;
  return /(?:^|\/)devel$/.test(section) && LANGUAGE_SUMMARY.test(text4) && !/interpret|runtime/i.test(text4);
}
function isToolByItsOwnWord({ name, section, summary, provides }) {
  if (NO_TOOL.test(name)) return false;
  if (provides?.some((virtual) => TOOL_PROVIDES.test(virtual)) === true) return true;
  return section !== void 0 && summary !== void 0 && isToolBySummary(section, summary);
}
function toolchainOf(pkg) {
  const known2 = named(pkg);
  if (known2 !== void 0) return { toolchain: known2, needsProgram: false };
  if (pkg.type !== "deb" || !isToolByItsOwnWord(pkg)) return void 0;
  const toolchain = { subject: pkg.name, ruleId: "other-toolchain", isSdk: false, packages: {} };
  return { toolchain, needsProgram: true };
}
// src/ledger/toolchain-marks.ts
var MAX_TOOLS = 1e4;
var PROGRAM_DIRECTORIES = /* @__PURE__ */ new Set(["bin", "sbin"]);
var SHARED_DIRECTORY = /^\/?(?:(?:usr|usr\/local|opt|root|home|home\/[^/]+|app|srv|var|tmp|mnt|etc|workspace|build|src|code)?(?:\/?(?:s?bin|lib|lib64|libexec|share|src|\.local|\.local\/share))?)$/;
var TRIPLET_PREFIX = /^[a-z0-9_]+(?:-[a-z0-9_]+)?-(?:linux|none|w64|elf)-?(?:gnu|musl|mingw32|eabi)?[a-z0-9]*-/;
var VERSION_SUFFIX = /-\d[\d.]*$/;
var MARKERS = /* @__PURE__ */ new Map();
var PROGRAMS = /* @__PURE__ */ new Map();
TOOLCHAINS.forEach((toolchain, tool2) => {
  for (const marker of toolchain.markers ?? []) {
    for (const name of marker.names) MARKERS.set(name, [...MARKERS.get(name) ?? [], { tool: tool2, marker }]);
  }
  for (const program of toolchain.programs ?? []) if (!PROGRAMS.has(program)) PROGRAMS.set(program, tool2);
});
var MARKER_SHAPES = new Set([...MARKERS.keys()].map(shapeOf));
var isSystem = (pkg) => pkg?.type === "deb" || pkg?.type === "apk";
function isProgram(catalog, row) {
  const { paths } = catalog;
  return PROGRAM_DIRECTORIES.has(paths.name(paths.parent(catalog.node(row))));
}
function identify(elf) {
  const isExecutable2 = elf.type === 2 || elf.interpreter !== null;
  return TOOLCHAINS.findIndex(({ identity }) => {
    if (identity === void 0) return false;
    if (elf.goMainPath !== void 0 && identity.goMainPath?.test(elf.goMainPath) === true) return true;
    const patterns = identity.needed;
    if (!isExecutable2 || patterns === void 0) return false;
    return patterns.every((pattern) => elf.needed?.some((name) => pattern.test(name)) === true);
  });
}
function markMarker({ catalog, roots }, row, found) {
  const { paths } = catalog;
  const node2 = catalog.node(row);
  const { tool: tool2, marker } = found;
  const match = marker.path.exec(paths.path(node2));
  if (match === null) return;
  const own2 = match[1];
  const version2 = match[2];
  const isShared = own2 === void 0 || SHARED_DIRECTORY.test(own2);
  const root = isShared ? node2 : paths.find(own2);
  roots.push({ tool: tool2, node: root, row, version: version2 });
  for (const name of isShared ? [] : marker.beside ?? []) {
    const sibling = paths.findChild(paths.parent(root), name);
    if (sibling >= 0) roots.push({ tool: tool2, node: sibling, row, version: version2 });
  }
}
var PLAIN_COMPILER = /^(?:gcc|g\+\+|cc1|cc1plus|lto1|tcc|clang|clang\+\+|rustc|javac|swiftc|ocamlopt|gfortran|gdc)$/;
function programTool(catalog, row) {
  const name = catalog.paths.name(catalog.node(row));
  const plain2 = name.replace(VERSION_SUFFIX, "").replace(TRIPLET_PREFIX, "");
  if (!isProgram(catalog, row) && !PLAIN_COMPILER.test(plain2)) return -1;
  return PROGRAMS.get(name) ?? PROGRAMS.get(plain2) ?? -1;
}
function markElf({ catalog, roots }, row) {
  const elf = catalog.facts(row)?.elf;
  if (elf === void 0) return;
  const identified = identify(elf);
  const tool2 = identified >= 0 ? identified : programTool(catalog, row);
  const version2 = elf.goMainPath?.startsWith("cmd/") === true ? elf.goVersion?.replace(/^go/, "") : void 0;
  if (tool2 >= 0) roots.push({ tool: tool2, node: catalog.node(row), row, version: version2 });
}
function spread(catalog, roots) {
  const ofNode = new Int32Array(catalog.paths.size).fill(-1);
  for (const [index2, { node: node2 }] of roots.entries()) if ((ofNode[node2] ?? -1) < 0) ofNode[node2] = index2;
  for (let node2 = 1; node2 < ofNode.length; node2 += 1) {
    if ((ofNode[node2] ?? -1) < 0) ofNode[node2] = ofNode[catalog.paths.parent(node2)] ?? -1;
  }
  return ofNode;
}
function rootsOf({ catalog }) {
  const marking = { catalog, roots: [] };
  const { paths } = catalog;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node2 = catalog.node(row);
    if (!MARKER_SHAPES.has(paths.nameShape(node2))) continue;
    for (const marker of MARKERS.get(paths.name(node2)) ?? []) markMarker(marking, row, marker);
  }
  for (const row of catalog.factRows) markElf(marking, row);
  return marking.roots;
}
function weighClaims(view, { tools, ofPackage }) {
  const isSystemPackage = view.packages.map(isSystem);
  const all = rootsOf(view);
  const contradicted = /* @__PURE__ */ new Set();
  const bundled = bundlingPackages(view, all);
  const roots = all.filter(({ tool: tool2, row }) => {
    const owner = view.ownerIndex(row);
    if (isSystemPackage[owner] !== true) return true;
    if (!isContradicted(tools[tool2], tools[ofPackage[owner] ?? -1], bundled.has(owner))) return false;
    contradicted.add(owner);
    return true;
  });
  return { isSystem: isSystemPackage, roots, contradicted };
}
function isContradicted(found, claimed, isBundling) {
  if (found === void 0 || found.ownOnly === true && isBundling) return false;
  return claimed === void 0 || found !== claimed && !claimed.isSdk;
}
var RUNTIME_PROGRAM = /^(?:node|nodejs|php[\d.]*|python[\d.]*)$/;
function bundlingPackages(view, roots) {
  const { catalog } = view;
  const managers = roots.filter(({ tool: tool2 }) => TOOLCHAINS[tool2]?.ownOnly === true);
  const owners = new Set(managers.map(({ row }) => view.ownerIndex(row)));
  if (owners.size === 0) return owners;
  const isRuntime = (row) => isProgram(catalog, row) && RUNTIME_PROGRAM.test(catalog.paths.name(catalog.node(row)));
  return new Set(
    catalog.factRows.filter(
      (row) => owners.has(view.ownerIndex(row)) && isRuntime(row) && catalog.facts(row)?.elf !== void 0
    ).map((row) => view.ownerIndex(row))
  );
}
function packageTools(view) {
  const tools = [...TOOLCHAINS];
  const numbers = new Map(tools.map(({ subject }, index2) => [subject, index2]));
  const found = view.packages.map(toolchainOf);
  const needing = new Set(found.flatMap((each, index2) => each?.needsProgram === true ? [index2] : []));
  const withProgram = needing.size === 0 ? needing : packagesWithPrograms(view, needing);
  const ofPackage = new Int16Array(view.packages.length).fill(-1);
  found.forEach((each, index2) => {
    if (each === void 0 || each.needsProgram && !withProgram.has(index2) || tools.length > MAX_TOOLS)
      return;
    const { subject } = each.toolchain;
    if (!numbers.has(subject)) numbers.set(subject, tools.push(each.toolchain) - 1);
    ofPackage[index2] = numbers.get(subject) ?? -1;
  });
  return { tools, ofPackage };
}
function packagesWithPrograms(view, candidates) {
  const found = /* @__PURE__ */ new Set();
  for (let row = 0; row < view.catalog.rowCount; row += 1) {
    const owner = view.ownerIndex(row);
    if (candidates.has(owner) && !found.has(owner) && isProgram(view.catalog, row)) found.add(owner);
  }
  return found;
}
var memo = /* @__PURE__ */ new WeakMap();
function markToolchains(view) {
  const known2 = memo.get(view.catalog);
  if (known2 !== void 0) return known2;
  const { catalog } = view;
  const named2 = packageTools(view);
  const { tools, ofPackage } = named2;
  const claims = weighClaims(view, named2);
  const { roots } = claims;
  const ofNode = spread(catalog, roots);
  const rootAt = (row) => {
    const owner = view.ownerIndex(row);
    const isBelieved = claims.isSystem[owner] === true && !claims.contradicted.has(owner);
    return isBelieved ? void 0 : roots[ofNode[catalog.node(row)] ?? -1];
  };
  const marks = {
    tools,
    ofPackage,
    roots,
    rootOf: (row) => rootAt(row)?.node ?? -1,
    ofRow: (row) => rootAt(row)?.tool ?? ofPackage[view.ownerIndex(row)] ?? -1
  };
  memo.set(catalog, marks);
  return marks;
}
// src/ledger/toolchains.ts
var MAX_VERSION_FILE = 16 * 1024;
function isVersionFile(path4, size) {
  return size <= MAX_VERSION_FILE && (path4.endsWith("/VERSION") || path4.endsWith("/release"));
}
function upstreamVersion({ type, version: version2 }) {
  if (type === "apk") return version2.replace(/-r\d+$/, "");
  if (type !== "deb") return version2;
  return version2.replace(/^\d+:/, "").replace(/-[^-]*$/, "").replace(/[+~](?:dfsg|ds|deb|really|repack).*$/, "");
}
function companions(packages, marks) {
  const roots = packages.flatMap((_, index2) => (marks.ofPackage[index2] ?? -1) >= 0 ? [index2] : []);
  const edges = dependencyEdges(packages);
  const free = new Set(onlyNeededBy(packages, roots));
  const given2 = /* @__PURE__ */ new Map();
  for (const root of roots) {
    if (free.size === 0) break;
    for (const index2 of closureOf(edges, [root])) {
      if (free.delete(index2)) given2.set(index2, marks.ofPackage[root] ?? -1);
    }
  }
  return given2;
}
function toolOf({ ledger, marks, given: given2 }, row, isOwnTool) {
  const marked = marks.ofRow(row);
  if (marked < 0) return given2.get(ledger.ownerIndex(row)) ?? -1;
  return ledger.isInherited(row) || isOwnTool(row) ? marked : -1;
}
function collectRows(view) {
  const { ledger, marks } = view;
  const drafts = /* @__PURE__ */ new Map();
  const isOwnTool = ownTools(ledger, marks);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    const tool2 = toolOf(view, row, isOwnTool);
    if (tool2 < 0 || !isEvidence(view, row, marks.tools[tool2])) continue;
    let draft = drafts.get(tool2);
    if (draft === void 0) drafts.set(tool2, draft = emptyDraft());
    draft.rows.push(row);
    if (marks.ofRow(row) >= 0) countMarked(draft, ledger, row);
  }
  return drafts;
}
var emptyDraft = () => ({ rows: [], bytesByPackage: /* @__PURE__ */ new Map(), files: 0, isOwn: false });
function evidenceRows(ledger, { rows, isOwn }) {
  return isOwn ? rows : rows.filter((row) => ledger.isInherited(row));
}
function countMarked(draft, ledger, row) {
  const owner = ledger.ownerIndex(row);
  draft.isOwn ||= !ledger.isInherited(row);
  if (ledger.catalog.size(row) > 0) draft.files += 1;
  if (owner < 0) return;
  draft.bytesByPackage.set(owner, (draft.bytesByPackage.get(owner) ?? 0) + ledger.catalog.bytes(row));
}
function isEvidence({ ledger, marks, hidden }, row, tool2) {
  if (ledger.catalog.type(row) === "directory" || tool2 === void 0) return false;
  if (tool2.ownOnly === true && ledger.isInherited(row)) return false;
  if (tool2.fileClass === "package-manager" || ledger.fileClass(row) !== "cache") return true;
  return hidden.has(marks.rootOf(row));
}
function hiddenRoots(ledger, { roots, tools }) {
  const found = roots.filter(
    ({ tool: tool2, row }) => tools[tool2]?.isSdk === true && ledger.fileClass(row) === "cache"
  );
  return new Set(found.map(({ node: node2 }) => node2));
}
var PATH_VERSION = /(?:^|[-_]|[a-z])v?(\d+(?:\.\d+)*)/i;
function versionInFile(catalog, root, tool2) {
  if (tool2.version === void 0) return void 0;
  const node2 = catalog.paths.findChild(root, tool2.version.file);
  const row = node2 < 0 ? -1 : catalog.visibleRow(node2);
  const content = row < 0 ? void 0 : catalog.facts(row)?.content;
  if (content === void 0) return void 0;
  return tool2.version.pattern.exec(new TextDecoder().decode(content.subarray(0, MAX_VERSION_FILE)))?.[1];
}
function firstOf(items, read2) {
  for (const item of items) {
    const value = read2(item);
    if (value !== void 0) return value;
  }
  return void 0;
}
function versionOf(ledger, marks, found) {
  const { tool: number3, main } = found;
  if (main?.type === "deb" || main?.type === "apk") return upstreamVersion(main);
  const tool2 = marks.tools[number3];
  const { catalog } = ledger;
  const roots = marks.roots.filter((root) => root.tool === number3);
  const sources = [
    () => firstOf(roots, ({ node: node2 }) => tool2 && versionInFile(catalog, node2, tool2)),
    () => firstOf(roots, ({ version: version2 }) => version2),
    () => main?.version,
    () => firstOf(roots, ({ node: node2 }) => PATH_VERSION.exec(catalog.paths.name(node2))?.[1])
  ];
  return firstOf(sources, (source) => source()) ?? null;
}
function mainOf(ledger, { subject }, tools) {
  const packages = tools.flatMap((index2) => ledger.packages[index2] ?? []);
  return packages.find(({ name }) => name === subject.toLowerCase()) ?? packages[0];
}
var memo2 = /* @__PURE__ */ new WeakMap();
function findToolchains(ledger) {
  const known2 = memo2.get(ledger);
  if (known2 !== void 0) return known2;
  const marks = markToolchains(ledger);
  const given2 = companions(ledger.packages, marks);
  const found = [...collectRows({ ledger, marks, given: given2, hidden: hiddenRoots(ledger, marks) })].sort(([a], [b]) => a - b).flatMap(([number3, draft]) => {
    const tool2 = marks.tools[number3];
    if (tool2 === void 0 || draft.files === 0) return [];
    const own2 = [...draft.bytesByPackage].sort(([a, x], [b, y]) => y - x || a - b).map(([index2]) => index2);
    const tools = own2.filter((index2) => marks.ofPackage[index2] === number3);
    const others = [...given2].filter(([, each]) => each === number3).map(([index2]) => index2);
    const main = mainOf(ledger, tool2, tools);
    const version2 = versionOf(ledger, marks, { tool: number3, main });
    return [
      {
        tool: tool2,
        version: version2,
        rows: evidenceRows(ledger, draft),
        packages: [...tools, ...others.sort((a, b) => a - b)]
      }
    ];
  });
  memo2.set(ledger, found);
  return found;
}
// src/rules/tool-rule.ts
function defineToolRule(rule) {
  return defineLedgerRule({
    ...rule,
    category: "build-tool",
    severity: "error",
    since: "1.0.0",
    evidence: "thing",
    inspect(ledger) {
      const found = findToolchains(ledger).filter(({ tool: tool2 }) => tool2.ruleId === rule.id);
      return found.map(({ tool: tool2, version: version2, rows, packages }) => ({
        subject: tool2.subject,
        ...version2 !== null && { version: version2 },
        rows,
        packages
      }));
    }
  });
}
// src/rules/c-toolchain.ts
var cToolchain = defineToolRule({
  id: "c-toolchain",
  headline: "C or C++ compiler, linker or build system",
  fix: "Compile in an earlier stage and copy the result; install only the runtime libraries (`libpq5`, not `libpq-dev`) in the final stage",
  examples: {
    catches: [
      "the packages `gcc`, `build-essential`, `build-base`, `cmake`, `binutils`, `make` and what only they need",
      "an unpackaged `cc1` under `lib/gcc`, a `clang` that needs `libclang-cpp.so`",
      "a compiler that a later `RUN` removes: its bytes are still in the layer"
    ],
    ignores: [
      "the runtime packages `gcc-12-base`, `libgcc-s1`, `libstdc++6`, `libllvm14`",
      "busybox, whose applets are called `ar` and `patch`",
      "`apk add --virtual .build-deps gcc \u2026 && apk del .build-deps` in one `RUN`"
    ]
  }
});
// src/rules/code-generator.ts
var codeGenerator = defineToolRule({
  id: "code-generator",
  headline: "parser generator or interface compiler",
  fix: "Generate the code in an earlier stage or commit it",
  examples: {
    catches: ["the packages `bison`, `flex`, `protobuf-compiler`, `swig`"],
    ignores: ["the runtime libraries `libprotobuf32` and `libfl2`"]
  }
});
// src/rules/third-party-tree.ts
var DEPENDENCY_TREE = /\/(node_modules|site-packages|dist-packages|bower_components|vendor|gems|\.venv|venv|\.cargo|\.rustup|\.m2|\.gradle|\.nuget|\.npm|\.cache)\/|\/pkg\/mod\//;
var SYSTEM_TREE = /^\/(usr\/(local\/)?(share|lib|lib64|libexec|include)|lib|lib64|var\/lib|nix\/store|etc\/skel)\//;
function isDependencyPath(path4) {
  return DEPENDENCY_TREE.test(path4);
}
function isInstalledPath(path4) {
  return SYSTEM_TREE.test(path4) || isDependencyPath(path4);
}
// src/rules/context-furniture.ts
var FURNITURE = [
  {
    subject: "container build files",
    files: /\/(Dockerfile|Containerfile)([.-](?!.*\.?([cm]?[jt]sx?|py|go|rb|rs|php|html|json|md)$)[^/]*)?$|\.(D|d)ockerfile$|\/\.dockerignore$|\/(docker-)?compose([.-][^/]*)?\.ya?ml$|\/docker-bake[^/]*\.(hcl|json)$/
  },
  {
    subject: "CI configuration",
    files: /\/\.(github|circleci|gitlab|buildkite)\/.|\/(\.gitlab-ci\.yml|\.travis\.yml|Jenkinsfile|azure-pipelines\.yml|bitbucket-pipelines\.yml|\.drone\.yml|cloudbuild\.yaml)$/
  },
  {
    subject: "editor settings",
    files: /\/\.(idea|vscode|devcontainer|vs)\/.|\/\.DS_Store$|\/\.[^/]+\.sw[op]$/
  },
  {
    subject: "repository settings",
    files: /\/\.(gitignore|gitattributes|gitmodules|editorconfig|pre-commit-config\.yaml|eslintrc(\.[a-z]+)?|eslintignore|prettierrc(\.[a-z]+)?|prettierignore)$|\/\.husky\/.|\/(jest|vitest|eslint|prettier|playwright|cypress)\.config\.[cm]?[jt]s$/
  }
];
var PLACE2 = /\/\.|ockerfile|Containerfile|compose|docker-bake|Jenkins|pipelines\.yml|cloudbuild|\.config\./;
var TEST_FOLDER = /(^|\/)(tests?|__tests__|e2e|cypress)\/|(^|\/)spec\/.*_spec\.rb$/;
function testSubject(file) {
  const { path: path4, repositoryTwin } = file;
  const isTest = repositoryTwin !== void 0 && TEST_FOLDER.test(repositoryTwin) && TEST_FOLDER.test(path4);
  return isTest && !isRun(file) ? "tests of this repository" : void 0;
}
var TEST_RUNNERS = /\b(pytest|unittest|nose2|tox|jest|mocha|vitest|cypress|playwright|rspec|phpunit|bats|ctest|karma|(npm|yarn|pnpm|go|cargo|mix|dotnet) (run )?test)\b/;
function isRun({ path: path4, startText }) {
  const folder = TEST_FOLDER.exec(path4)?.[0].replaceAll("/", "") ?? "";
  return TEST_RUNNERS.test(startText) || new RegExp(`(^|[^\\w-])${folder}([^\\w-]|$)`).test(startText);
}
function isOthersEvidence(file) {
  if (/^(toolchain|package-manager|cache)$/.test(file.fileClass)) return true;
  return file.path.endsWith("/.gitignore") && file.hasSibling("pyvenv.cfg");
}
function contextSubject(file) {
  const furniture = PLACE2.test(file.path) && FURNITURE.find(({ files }) => files.test(file.path));
  const subject = furniture ? furniture.subject : testSubject(file);
  return subject === void 0 || isInstalledPath(file.path) || isOthersEvidence(file) ? void 0 : subject;
}
// src/rules/context-file.ts
var contextFile = defineFileRule({
  id: "context-file",
  category: "context-leak",
  headline: "repository file that the container has no use for",
  severity: "warning",
  since: "1.0.0",
  fix: "Name it in `.dockerignore`, or copy only what the container runs",
  evidence: "user-files",
  examples: {
    catches: [
      "/app/Dockerfile",
      "/app/docker-compose.prod.yml",
      "/app/.github/workflows/ci.yml",
      "/srv/.vscode/settings.json"
    ],
    ignores: [
      "/app/node_modules/express/.eslintrc",
      "/usr/share/doc/git/Dockerfile",
      "/app/tests/test_app.py",
      "/app/lib/compose.js",
      "/app/lib/Dockerfile-parser.js",
      "/app/vendor/symfony/.gitattributes"
    ]
  },
  match(file) {
    if (!isOwnFile(file) || file.owner !== void 0 && file.repositoryTwin === void 0) return void 0;
    const subject = contextSubject(file);
    return subject === void 0 ? void 0 : { subject };
  }
});
// src/rules/dev-dependency.ts
var devDependency = defineLedgerRule({
  id: "dev-dependency",
  category: "dev-files",
  headline: "development dependencies that were installed with the others",
  severity: "warning",
  since: "1.0.0",
  fix: "Install what the program runs with alone, `npm ci --omit=dev`, or prune before the copy, `npm prune --omit=dev`",
  evidence: "thing",
  examples: {
    catches: [
      "Jest, ESLint and all that only they need in `node_modules`, which a lock file flags as `dev`",
      "the same, copied from a build stage that ran `npm install`"
    ],
    ignores: ["`node_modules` without a lock file that flags them", "what came with the base image"]
  },
  inspect(ledger) {
    const rows = readRows(ledger);
    const packages = [...new Set(rows.map((row) => ledger.ownerIndex(row)))];
    const count = `${packages.length} ${packages.length === 1 ? "package" : "packages"}`;
    const found = { message: `npm development dependencies (${count})`, rows, packages };
    return rows.length === 0 ? [] : [{ subject: "npm development dependencies", ...found }];
  }
});
function readRows(ledger) {
  const { catalog, packages } = ledger;
  const rows = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOurs = packages[ledger.ownerIndex(row)]?.isDevelopment === true && !ledger.isInherited(row);
    if (isOurs && catalog.type(row) !== "directory") rows.push(row);
  }
  return rows;
}
// src/rules/dotnet-sdk.ts
var dotnetSdk = defineToolRule({
  id: "dotnet-sdk",
  headline: ".NET SDK where a runtime would do",
  fix: "Publish in an earlier stage and start from a `runtime`, `aspnet` or `runtime-deps` image",
  examples: {
    catches: ["`dotnet/sdk/<version>` with `MSBuild.dll`", "the package `dotnet-sdk-8.0`"],
    ignores: ["the runtime: the program `dotnet` with `shared/`"]
  }
});
// src/rules/absence.ts
function describeAbsence(ledger, word, path4) {
  const { catalog } = ledger;
  const node2 = catalog.paths.find(path4);
  const row = node2 < 0 ? -1 : catalog.visibleRow(node2);
  const target = row < 0 ? void 0 : catalog.linkTarget(row);
  if (target !== void 0) {
    return { row, message: `\`${word}\` is started, but it is a link to \`${target}\`, which leads nowhere` };
  }
  const elsewhere = findByName(catalog, path4.slice(path4.lastIndexOf("/") + 1));
  const there = elsewhere === void 0 ? "" : `; there is \`${elsewhere}\``;
  return {
    row,
    message: `\`${word}\` is started${startedIn(ledger, word)}, but ${nameAbsent(word, path4)} is not in the image${there}`,
    ...elsewhere !== void 0 && { fix: `Start \`${elsewhere}\`, or copy it to \`${path4}\`` }
  };
}
function startedIn({ config: config3, start }, word) {
  if (word.startsWith("/")) return "";
  const line = start.WORKDIR === void 0 ? "" : `, ${start.WORKDIR.dockerfile}:${start.WORKDIR.line}`;
  return ` in \`${config3.workingDir ?? "/"}\` (WORKDIR${line})`;
}
function nameAbsent(word, path4) {
  return word === path4 ? "it" : `\`${path4}\``;
}
function findByName(catalog, name) {
  const { paths } = catalog;
  let found;
  for (let node2 = 0; node2 < paths.size; node2 += 1) {
    if (paths.name(node2) !== name) continue;
    const row = catalog.visibleRow(node2);
    if (row < 0 || catalog.type(row) === "directory") continue;
    const path4 = catalog.path(row);
    if (found === void 0 || depthOf(path4) < depthOf(found)) found = path4;
  }
  return found;
}
function depthOf(path4) {
  return path4.split("/").length;
}
// src/rules/visible-files.ts
function isVisibleTree(catalog, node2) {
  if (node2 < 0) return false;
  if (catalog.visibleRow(node2) >= 0) return true;
  const { paths } = catalog;
  for (let child3 = paths.firstChild(node2); child3 >= 0; child3 = paths.nextSibling(child3)) {
    if (isVisibleTree(catalog, child3)) return true;
  }
  return false;
}
function visibleNames(catalog, node2) {
  const { paths } = catalog;
  const names = [];
  if (node2 < 0) return names;
  for (let child3 = paths.firstChild(node2); child3 >= 0; child3 = paths.nextSibling(child3)) {
    if (isVisibleTree(catalog, child3)) names.push(paths.name(child3));
  }
  return names.sort();
}
function childrenOf2(catalog, directory) {
  const row = catalog.resolve(directory);
  return visibleNames(catalog, row >= 0 ? catalog.node(row) : catalog.paths.find(directory));
}
function factsOf(catalog, row) {
  return catalog.facts(row) ?? catalog.facts(catalog.groupOf(row));
}
function readText2(catalog, path4) {
  const row = catalog.resolve(path4);
  const content = row < 0 ? void 0 : factsOf(catalog, row)?.content;
  return content && Buffer.from(content).toString("utf8");
}
// src/rules/executable.ts
function refusalOf(ledger, row, starter) {
  const { catalog } = ledger;
  const type = catalog.type(row);
  if (type === "directory") return isDirectory2(ledger, catalog.path(row));
  if (type !== "regular" && type !== "hardlink") return void 0;
  if (!isExecutable(ledger, row)) return lacksMode(ledger, row);
  return ofForeignMachine(ledger, row) ?? (starter === "kernel" ? isNoProgram(ledger, row) : void 0);
}
function isExecutable({ catalog }, row) {
  return (catalog.mode(row) & 73) !== 0;
}
function isDirectory2(ledger, path4) {
  const name = path4.slice(path4.lastIndexOf("/") + 1);
  const programs = childrenOf2(ledger.catalog, path4).filter((child3) => isProgram2(ledger, `${path4}/${child3}`));
  const program = programs.includes(name) ? name : programs.length === 1 ? programs[0] : void 0;
  return program === void 0 ? { why: "is a directory", fix: "Name the program in the instruction, not the directory that it is in" } : {
    why: `is a directory, and the program is \`${path4}/${program}\``,
    fix: `Start \`${path4}/${program}\`, or copy the program to a path of its own`
  };
}
function isProgram2(ledger, path4) {
  const row = ledger.catalog.resolve(path4);
  return row >= 0 && ledger.catalog.type(row) !== "directory" && isExecutable(ledger, row);
}
function lacksMode(ledger, row) {
  const mode = (ledger.catalog.mode(row) & 4095).toString(8).padStart(3, "0");
  const path4 = ledger.catalog.path(row);
  return {
    why: `has mode ${mode}, so nobody may execute it`,
    fix: isScript(ledger, row) ? `Copy it with \`COPY --chmod=755\`, or name its interpreter first: \`["sh", "${path4}"]\`` : "Copy it with `COPY --chmod=755`, or make it executable where it is built"
  };
}
function isScript({ catalog }, row) {
  return factsOf(catalog, row)?.elf === void 0;
}
var MACHINES = {
  amd64: [62, 3],
  "386": [3],
  arm: [40],
  arm64: [183, 40],
  ppc64le: [21],
  ppc64: [21],
  s390x: [22],
  riscv64: [243],
  mips64le: [8],
  mips64: [8],
  loong64: [258]
};
function machineName(machine) {
  return Object.entries(MACHINES).find(([, [own2]]) => own2 === machine)?.[0];
}
function runsOn(architecture, machine) {
  return MACHINES[architecture]?.includes(machine) ?? true;
}
function ofForeignMachine({ catalog, config: config3 }, row) {
  const machine = factsOf(catalog, row)?.elf?.machine;
  const { os: os2, architecture } = config3.platform;
  if (machine === void 0 || runsOn(architecture, machine)) return void 0;
  const built = machineName(machine) ?? `machine ${machine}`;
  return {
    why: `was built for ${built}, and the image is for ${os2}/${architecture}`,
    fix: `Build the program for \`${os2}/${architecture}\`, for instance with \`TARGETARCH\` in the build stage`
  };
}
var NO_PROGRAMS = [1, 4];
function isNoProgram({ catalog }, row) {
  const facts = factsOf(catalog, row);
  if (facts?.shebang !== void 0) return void 0;
  if (facts?.elf !== void 0) {
    return NO_PROGRAMS.includes(facts.elf.type) ? { why: "is an object file, not a linked program", fix: "Link it, and copy the program" } : void 0;
  }
  if (catalog.path(row).endsWith(".wasm")) return void 0;
  if (catalog.size(row) === 0) {
    return { why: "is an empty file", fix: "Look at the instruction that makes it: nothing was written" };
  }
  return {
    why: "is neither a program of Linux nor begins with a `#!` line",
    fix: `Begin it with the line that names its interpreter, such as \`#!/bin/sh\`, or name it first: \`["sh", "${catalog.path(row)}"]\``
  };
}
// src/rules/script-argument.ts
var INTERPRETERS = [
  [/(^|\/)python[\d.]*$/, /\.py$/],
  [/(^|\/)node(js)?$/, /\.[cm]?js$/],
  [/(^|\/)ruby[\d.]*$/, /\.rb$/],
  [/(^|\/)perl[\d.]*$/, /\.p[lm]$/],
  [/(^|\/)php[\d.]*$/, /\.php$/]
];
var SHELL = /(^|\/)(ba|da|a|z)?sh$/;
var PLAIN_PATH = /^[\w@%+./:-]+$/;
function scriptArgument(word, args) {
  if (SHELL.test(word)) return shellScript(args);
  const [first = ""] = args;
  const isScript3 = INTERPRETERS.some(([program, script]) => program.test(word) && script.test(first));
  return isScript3 && PLAIN_PATH.test(first) ? first : void 0;
}
function shellScript(args) {
  const script = args.find((arg) => !/^-[euvx]+$/.test(arg));
  return script !== void 0 && PLAIN_PATH.test(script) && script.includes("/") && !script.startsWith("-") ? script : void 0;
}
// src/rules/shell-script.ts
var OPENING = /(^|[;&|({]\s*|\s)(if|for|while|until|case|select|function)\s|\(\)\s*\{|^\s*[({]/;
var UNSURE = /\b(exit|return|trap|curl|wget|tar|unzip|install|cp|mv|ln|touch|tee|pip|npm|make|cargo|git|source|eval|LD_[A-Z_]+|PATH)\b|^\s*\.\s|>|<</m;
var PLAIN_PATH2 = /^\/[\w@%+./:-]+$/;
function execOf(script) {
  const lines = script.replace(/\\\n/g, " ").split("\n").map((line) => line.replace(/(^|\s)#.*$/, "").trim()).filter((line) => line !== "");
  const last = /^exec\s+(.+)$/.exec(lines.at(-1) ?? "")?.[1];
  const before = lines.slice(0, -1).join("\n");
  if (last === void 0 || /[;&|<>()`\\]/.test(last) || isDoubtful(before)) return [];
  const words = last.split(/\s+/);
  return PLAIN_PATH2.test(words[0] ?? "") ? words : [];
}
function isDoubtful(before) {
  return UNSURE.test(before) || /\bexec\b/.test(before) || before.split("\n").some((line) => OPENING.test(line));
}
// src/rules/entrypoint.ts
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
var SHELLS = /^(.*\/)?(ba|da|a|z)?sh$/;
var WRAPPERS = /^(.*\/)?(tini(-static)?|dumb-init|catatonit|env|nice|exec)$/;
var WRAPPERS_WITH_USER = /^(.*\/)?(gosu|su-exec|setpriv-as)$/;
var SHELL_WORDS = new Set(
  ". : [ ! { } alias bg break case cd command continue declare do done echo elif else esac eval exit export false fg fi for function getopts hash if in jobs kill let local printf pwd read readonly return select set shift shopt source test then time times trap true type typeset ulimit umask unalias unset until wait while".split(
    " "
  )
);
var PLAIN_WORD = /^[\w@%+./:,=-]+$/;
function readStartedPrograms(ledger) {
  const programs = [];
  let words = [...ledger.config.entrypoint, ...ledger.config.cmd];
  while (words.length > 0 && words[0] !== "" && programs.length < 8) {
    const [word = "", ...args] = words;
    const program = { word, args, ...findProgram(ledger, word) };
    programs.push(program);
    if (program.row < 0) break;
    words = innerCommand(words);
    if (words.length === 0) words = scriptCommand(ledger, program);
  }
  return programs;
}
function scriptCommand(ledger, program) {
  const script = scriptOf(ledger, program);
  const content = script < 0 ? void 0 : factsOf(ledger.catalog, script)?.content;
  return content === void 0 ? [] : execOf(Buffer.from(content).toString("utf8"));
}
var SHELL_LINE = /^\/(usr\/)?bin\/(env )?(ba|da|a)?sh\b/;
function scriptOf(ledger, { word, args, row }) {
  if (SHELL_LINE.test(factsOf(ledger.catalog, row)?.shebang?.trim() ?? "")) return row;
  const given2 = isShell(word) ? scriptArgument(word, args) : void 0;
  return given2 === void 0 ? -1 : ledger.catalog.resolve(absolutePath(ledger.config, given2));
}
function findProgram(ledger, word) {
  if (word.includes("/")) {
    const path4 = absolutePath(ledger.config, word);
    return { path: path4, row: ledger.catalog.resolve(path4) };
  }
  for (const directory of searchPath(ledger.config)) {
    const path4 = `${directory}/${word}`;
    const row = ledger.catalog.resolve(path4);
    if (row >= 0 && ledger.catalog.type(row) !== "directory" && isExecutable(ledger, row))
      return { path: path4, row };
  }
  return { path: null, row: -1 };
}
function environmentValue(config3, name) {
  return config3.env.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
}
function absolutePath(config3, path4) {
  return path4.startsWith("/") ? path4 : `${config3.workingDir ?? "/"}/${path4.replace(/^(\.\/)+/, "")}`.replace(/\/{2,}/g, "/");
}
function searchPath(config3) {
  return (environmentValue(config3, "PATH") ?? DEFAULT_PATH).split(":").filter((directory) => directory.startsWith("/"));
}
function isShell(word) {
  return SHELLS.test(word);
}
function isLauncher(word) {
  return isShell(word) || WRAPPERS.test(word) || WRAPPERS_WITH_USER.test(word);
}
function innerCommand([word = "", ...args]) {
  if (SHELLS.test(word)) return shellCommand(args);
  if (WRAPPERS_WITH_USER.test(word)) return args[0]?.startsWith("-") === true ? [] : args.slice(1);
  return WRAPPERS.test(word) ? skipOptions(args) : [];
}
function skipOptions(args) {
  const start = args.findIndex((arg) => arg === "--" || !/^(-{1,2}[a-z-]+|\w+=.*)$/.test(arg));
  const first = start < 0 ? "-" : args[start] ?? "-";
  if (first === "--") return args.slice(start + 1);
  return first.startsWith("-") ? [] : args.slice(start);
}
function shellCommand(args) {
  if (args.some((arg) => /^-[a-z]*[il]|^--(login|rcfile)/.test(arg))) return [];
  const option = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  const text4 = option < 0 ? "" : (args[option + 1] ?? "").trim();
  if (/\|\||[\\()]/.test(text4)) return [];
  const [simple = ""] = text4.split(/[;&|<>\n]/, 1);
  const words = simple.split(/\s+/).filter((word) => word !== "");
  const command = words[0] === "exec" ? words.slice(1) : words;
  return isCommandWord(command[0]) ? command : [];
}
function isCommandWord(word) {
  return word !== void 0 && PLAIN_WORD.test(word) && !/=|^-/.test(word) && !SHELL_WORDS.has(word);
}
// src/rules/runtimes.ts
var KIB = 1024;
var MIB3 = 1024 * KIB;
var INTERPRETERS2 = [
  {
    names: /^(python\d?[\d.]*t?|pypy[\d.]*|micropython|libpython\d.*\.so[\d.]*|graalpy|uwsgi(-core)?)$/,
    runtimes: ["python"],
    bytes: 256 * KIB,
    library: /^lib(python|pypy)/
  },
  {
    names: /^(node|nodejs|node-?\d+|libnode\.so[\d.]*|electron)$/,
    runtimes: ["node"],
    bytes: 8 * MIB3,
    library: /^libnode/
  },
  { names: /^(deno|bun)$/, runtimes: ["node"], bytes: 8 * MIB3 },
  {
    names: /^(ruby[\d.]*|truffleruby|libruby[\d.-]*\.so[\d.]*|mruby)$/,
    runtimes: ["ruby"],
    bytes: 256 * KIB,
    library: /^libruby/
  },
  { names: /^jruby$/, runtimes: ["ruby"], bytes: 256 * KIB, script: /^java$/ },
  {
    names: /^(php\d?[\d.]*|php-fpm[\d.]*|php-cgi[\d.]*|libphp[\d.]*\.so|frankenphp|lsphp|hhvm)$/,
    runtimes: ["php"],
    bytes: MIB3,
    library: /^libphp/,
    goMainPath: /frankenphp/
  },
  {
    names: /^(perl[\d.]*|libperl\.so[\d.]*)$/,
    runtimes: ["perl"],
    bytes: MIB3,
    library: /^libperl/
  },
  {
    names: /^(busybox(\.static)?|[bdkmz]?a?sh|ksh93|toybox|fish)$/,
    runtimes: ["shell"],
    bytes: 32 * KIB
  },
  { names: /^(elixir|iex)$/, runtimes: ["elixir"], bytes: MIB3, script: /^beam(\.smp)?$/ },
  { names: /^dart$/, runtimes: ["dart"], bytes: MIB3 },
  { names: /^(groovy|jbang|scala-cli|kotlinc)$/, runtimes: ["jvm-script"], bytes: MIB3, script: /^java$/ },
  {
    names: /^(tcc|cling|root\.exe|clang|yaegi|rust-script)$/,
    runtimes: ["native-script"],
    bytes: 64 * KIB,
    goMainPath: /yaegi/
  }
];
var STARTED_ONLY = /* @__PURE__ */ new Set(["jvm-script", "native-script"]);
function readRuntimes(ledger) {
  const { catalog } = ledger;
  const runtimes = /* @__PURE__ */ new Set();
  for (const row of catalog.factRows) {
    if (!catalog.isVisible(row)) continue;
    for (const runtime of runtimesOfProgram(ledger, row)) {
      if (ledger.isInherited(row) || !STARTED_ONLY.has(runtime)) runtimes.add(runtime);
    }
  }
  return runtimes;
}
function runtimesOfName(name) {
  return INTERPRETERS2.flatMap(({ names, runtimes }) => names.test(name) ? runtimes : []);
}
function runtimesOfProgram(ledger, row, called) {
  const name = called ?? ledger.catalog.paths.name(ledger.catalog.node(row));
  const found = INTERPRETERS2.filter((one2) => one2.names.test(name) && isInterpreter(ledger, row, one2));
  return found.flatMap(({ runtimes }) => runtimes);
}
function isInterpreter(ledger, row, one2) {
  const { elf, shebang } = factsOf(ledger.catalog, row) ?? {};
  if (elf !== void 0) return isNative(ledger, { row, elf }, one2);
  if (shebang === void 0 || ledger.isInherited(row)) return shebang !== void 0;
  return one2.script !== void 0 && hasProgram(ledger.catalog, one2.script);
}
function isNative(ledger, { row, elf }, one2) {
  if (elf.goMainPath !== void 0) return one2.goMainPath?.test(elf.goMainPath) === true;
  return ledger.isInherited(row) || isOfItsSize(ledger.catalog, row, one2) || needsLibrary(elf, one2);
}
function isOfItsSize(catalog, row, { bytes }) {
  return catalog.size(catalog.groupOf(row)) >= bytes;
}
function needsLibrary({ needed }, { library }) {
  return library !== void 0 && needed?.some((name) => library.test(name)) === true;
}
var memo3 = /* @__PURE__ */ new WeakMap();
function hasProgram(catalog, names) {
  const known2 = memo3.get(catalog) ?? /* @__PURE__ */ new Map();
  memo3.set(catalog, known2);
  const found = known2.get(names) ?? catalog.factRows.some((row) => isProgramNamed(catalog, row, names));
  known2.set(names, found);
  return found;
}
function isProgramNamed(catalog, row, names) {
  const isNative2 = catalog.isVisible(row) && catalog.facts(row)?.elf !== void 0;
  return isNative2 && names.test(catalog.paths.name(catalog.node(row)));
}
// src/rules/start-failure.ts
var PYTHON_SCRIPTS = /^(.*\/)?(gunicorn|uvicorn|hypercorn|daphne|flask|fastapi|celery|django-admin|streamlit|waitress-serve|alembic|airflow|dagster|rq|huey_consumer(\.py)?)$/;
var MAX_INTERPRETERS = 4;
function findStartFailure(ledger) {
  if (ledger.config.platform.os !== "linux") return void 0;
  const programs = readStartedPrograms(ledger);
  for (const [index2, program] of programs.entries()) {
    if (program.path === null && isBusybox(ledger.catalog, programs[index2 - 1]?.row)) return void 0;
    const failure2 = findFailure(ledger, program, index2 === 0 ? "kernel" : "program");
    if (failure2) return failure2;
  }
  return void 0;
}
function findFailure(ledger, program, by) {
  if (program.row < 0) return missingProgram(ledger, program);
  return findBrokenFile(ledger, program, { by, depth: 0 }) ?? findMissingArchive(ledger, program) ?? findMissingScript(ledger, program);
}
function missingProgram(ledger, { word, path: path4 }) {
  const subject = path4 ?? word;
  if (PYTHON_SCRIPTS.test(word) && readRuntimes(ledger).has("python")) {
    const message = `\`${word}\` is started, but the package that installs it is not in the image`;
    return { kind: "python-script", subject, row: -1, message };
  }
  if (path4 === null) {
    return {
      kind: "program",
      subject,
      row: -1,
      message: `\`${word}\` is started, but no directory of PATH has it`
    };
  }
  return { kind: "program", subject, ...describeAbsence(ledger, word, path4) };
}
function findMissingScript(ledger, { word, args }) {
  const script = scriptArgument(word, args);
  if (script === void 0) return void 0;
  const path4 = absolutePath(ledger.config, script);
  if (ledger.catalog.resolve(path4) >= 0) return void 0;
  return { kind: "program", subject: path4, ...describeAbsence(ledger, script, path4) };
}
function findMissingArchive(ledger, { word, args }) {
  const option = args.findIndex((arg) => !arg.startsWith("-") || arg === "-jar");
  const archive = args[option] === "-jar" ? args[option + 1] : void 0;
  if (!/(^|\/)java$/.test(word) || archive === void 0 || !/^[\w./+@-]+\.[jw]ar$/.test(archive))
    return void 0;
  const path4 = absolutePath(ledger.config, archive);
  if (ledger.catalog.resolve(path4) >= 0) return void 0;
  return { kind: "program", subject: path4, ...describeAbsence(ledger, archive, path4) };
}
function findBrokenFile(ledger, file, { by, depth }) {
  const refusal = file.row < 0 ? void 0 : refusalOf(ledger, file.row, by);
  if (refusal) return refused2(file, refusal);
  const { elf, shebang } = factsOf(ledger.catalog, file.row) ?? {};
  if (elf) return findBrokenProgram(ledger, file, elf.interpreter);
  if (shebang === void 0 || depth >= MAX_INTERPRETERS) return void 0;
  return findBrokenScript(ledger, file, shebang) ?? findBrokenInterpreter(ledger, shebang, depth + 1);
}
function refused2({ path: path4, word, row }, { why, fix }) {
  const message = `\`${path4 ?? word}\` is started, but it ${why}`;
  return { kind: "program", subject: path4 ?? word, row, message, fix };
}
function findBrokenInterpreter(ledger, shebang, depth) {
  for (const [index2, word] of interpreterWords(shebang).entries()) {
    const file = { word, ...findProgram(ledger, word) };
    const failure2 = findBrokenFile(ledger, file, { by: index2 === 0 ? "kernel" : "program", depth });
    if (failure2) return failure2;
  }
  return void 0;
}
function findBrokenProgram({ catalog }, { path: path4, word, row }, linker) {
  if (linker === null || catalog.resolve(linker) >= 0) return void 0;
  const subject = path4 ?? word;
  const wanted = libcOf(linker);
  const other = wanted === "glibc" ? "musl" : "glibc";
  if (wanted !== void 0 && hasLibc(catalog, other) && !hasLibc(catalog, wanted)) {
    return {
      kind: "libc",
      subject,
      row,
      message: `\`${subject}\` was built for ${wanted}, and the image has only ${other}`
    };
  }
  return {
    kind: "interpreter",
    subject,
    row,
    message: `\`${subject}\` needs the dynamic linker \`${linker}\`, which is not in the image`
  };
}
var LINE_ENDINGS = 'Give the script line endings of LF: `*.sh text eol=lf` in .gitattributes, or `sed -i "s/\\r$//"` in the build';
function findBrokenScript(ledger, { path: path4, word, row }, shebang) {
  const subject = path4 ?? word;
  if (shebang.endsWith("\r")) {
    const message = `Line 1 of \`${subject}\` ends with a carriage return, so its interpreter is looked for under a wrong name`;
    return { kind: "interpreter", subject, row, message, fix: LINE_ENDINGS };
  }
  const missing = interpreterWords(shebang).find((interpreter) => findProgram(ledger, interpreter).row < 0);
  if (missing === void 0) return void 0;
  return {
    kind: "interpreter",
    subject,
    row,
    message: `\`${subject}\` is a script for \`${missing}\`, which is not in the image`
  };
}
function interpreterWords(shebang) {
  const [interpreter = "", ...args] = shebang.trim().split(/[ \t]+/);
  if (!interpreter.startsWith("/")) return [];
  if (!interpreter.endsWith("/env")) return [interpreter];
  const word = args.find((arg) => !arg.startsWith("-") && !arg.includes("="));
  return word === void 0 ? [interpreter] : [interpreter, word];
}
function libcOf(linker) {
  if (/\/ld-musl-/.test(linker)) return "musl";
  return /\/(ld-linux|ld64\.so)/.test(linker) ? "glibc" : void 0;
}
function hasLibc(catalog, libc) {
  const name = libc === "musl" ? /^ld-musl-.+\.so/ : /^(ld-linux.*\.so|ld64\.so|libc\.so\.6$)/;
  const parents = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
  const directories = parents.flatMap((parent) => [
    parent,
    ...childrenOf2(catalog, parent).filter((child3) => child3.includes("-linux-")).map((child3) => `${parent}/${child3}`)
  ]);
  return directories.some((directory) => childrenOf2(catalog, directory).some((child3) => name.test(child3)));
}
function isBusybox(catalog, row) {
  if (row === void 0 || row < 0) return false;
  return [row, catalog.groupOf(row)].some((one2) => /busybox|\[$/.test(catalog.path(one2)));
}
// src/rules/started-natives.ts
function readNativePrograms(ledger) {
  return readStartedPrograms(ledger).flatMap(({ row }) => {
    const shebang = row < 0 ? void 0 : factsOf(ledger.catalog, row)?.shebang;
    const words = shebang === void 0 ? [] : interpreterWords(shebang);
    const rows = [row, ...words.map((word) => findProgram(ledger, word).row)];
    return rows.filter((started) => started >= 0 && factsOf(ledger.catalog, started)?.elf !== void 0);
  });
}
// src/rules/library-search.ts
var MAX_LIBRARIES = 2e3;
var MAX_CONFIG_FILES = 200;
var LINKER = /^ld-(linux|musl)|^ld64\.so|^linux-vdso/;
var MUSL_OWN = /^lib(c|pthread|rt|m|dl|util|xnet)\./;
var DEFAULT_DIRECTORIES = [
  "/lib",
  "/usr/lib",
  "/lib64",
  "/usr/lib64",
  "/lib32",
  "/usr/lib32",
  "/libx32",
  "/usr/libx32"
];
function readClosure(ledger, file, loader = file) {
  const search = openSearch(ledger, loader);
  const found = /* @__PURE__ */ new Map();
  const missing = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set([file]);
  const take2 = (name, asking) => {
    const library = search.find(name, asking);
    if (library === "linker" || seen.size > MAX_LIBRARIES) return;
    if (library < 0) {
      if (!missing.has(name)) missing.set(name, toMissing(name, asking, search.foreign(name)));
      return;
    }
    seen.add(library);
    if (!found.has(name)) found.set(name, library);
  };
  for (const row of seen) for (const name of neededBy(ledger.catalog, row)) take2(name, row);
  return { rows: [...seen], found, missing: [...missing.values()] };
}
function toMissing(name, neededBy2, foreign) {
  return { name, neededBy: neededBy2, ...foreign !== void 0 && { foreign } };
}
function neededBy(catalog, row) {
  return factsOf(catalog, row)?.elf?.needed ?? [];
}
function openSearch(ledger, program) {
  const { catalog } = ledger;
  const linker = catalog.resolve(factsOf(catalog, program)?.elf?.interpreter ?? "/");
  const isMusl = hasMusl(catalog);
  const fixed = [
    ...environmentDirectories(ledger),
    ...isMusl ? muslDirectories(ledger) : [],
    ...glibcDirectories(ledger),
    // A C library outside of the usual places (/usr/glibc-compat, /nix/store) looks beside its own linker.
    ...linker < 0 ? [] : [directoryOf(catalog.path(linker))]
  ];
  const runpaths = /* @__PURE__ */ new Set();
  const foreign = /* @__PURE__ */ new Map();
  const machine = factsOf(catalog, program)?.elf?.machine;
  const fits = (row) => (factsOf(catalog, row)?.elf?.machine ?? machine) === machine;
  const isCached = readCache(catalog);
  const search = (name, asking) => {
    for (const directory of ownDirectories(catalog, asking)) runpaths.add(directory);
    const rows = findFiles(catalog, [...runpaths, ...fixed], name);
    const row = rows.find((candidate) => fits(candidate)) ?? -1;
    if (row < 0 && rows[0] !== void 0) foreign.set(name, rows[0]);
    return rows.length === 0 && isCached(name) ? "linker" : row;
  };
  const find = (name, asking) => {
    if (LINKER.test(name) || isMusl && MUSL_OWN.test(name)) return "linker";
    return name.includes("/") ? catalog.resolve(absolutePath(ledger.config, name)) : search(name, asking);
  };
  return { find, foreign: (name) => foreign.get(name) };
}
function hasMusl(catalog) {
  return childrenOf2(catalog, "/lib").some((name) => name.startsWith("ld-musl-"));
}
function directoryOf(path4) {
  return path4.slice(0, path4.lastIndexOf("/"));
}
function findFiles(catalog, directories, name) {
  const rows = directories.map((directory) => catalog.resolve(`${directory}/${name}`));
  return rows.filter((row) => row >= 0 && catalog.type(row) !== "directory");
}
function ownDirectories(catalog, row) {
  const origin = directoryOf(catalog.path(row));
  return (factsOf(catalog, row)?.elf?.runpath ?? []).map(
    (entry) => entry.replace(/\$\{?ORIGIN\}?/g, origin).replace(/\$\{?LIB\}?/g, "lib")
  );
}
function environmentDirectories({ config: config3 }) {
  const value = environmentValue(config3, "LD_LIBRARY_PATH") ?? "";
  return value.split(/[:;]/).filter((entry) => entry !== "").map((entry) => absolutePath(config3, entry));
}
function muslDirectories({ catalog }) {
  const configured = childrenOf2(catalog, "/etc").filter((name) => /^ld-musl-.+\.path$/.test(name)).flatMap((name) => (readText2(catalog, `/etc/${name}`) ?? "").split(/[:\n]/));
  return [...configured.filter((entry) => entry.startsWith("/")), "/lib", "/usr/local/lib", "/usr/lib"];
}
function glibcDirectories({ catalog }) {
  const multiarch = ["/lib", "/usr/lib"].flatMap(
    (parent) => childrenOf2(catalog, parent).filter((name) => /-linux-(gnu|musl)/.test(name)).map((name) => `${parent}/${name}`)
  );
  return [...readLinkerConfig(catalog, "/etc/ld.so.conf", /* @__PURE__ */ new Set()), ...multiarch, ...DEFAULT_DIRECTORIES];
}
function readLinkerConfig(catalog, path4, seen) {
  if (seen.has(path4) || seen.size >= MAX_CONFIG_FILES) return [];
  seen.add(path4);
  const lines = (readText2(catalog, path4) ?? "").split("\n").map((line) => line.replace(/#.*/, "").trim());
  return lines.flatMap((line) => {
    const pattern = /^include\s+(\S+)$/.exec(line)?.[1];
    if (pattern === void 0) return line.startsWith("/") ? line.split(/[\s,:=]+/).slice(0, 1) : [];
    return expand(catalog, pattern.startsWith("/") ? pattern : `/etc/${pattern}`).flatMap(
      (file) => readLinkerConfig(catalog, file, seen)
    );
  });
}
function expand(catalog, pattern) {
  const slash = pattern.lastIndexOf("/");
  const directory = pattern.slice(0, slash);
  const [before = "", after] = pattern.slice(slash + 1).split("*", 2);
  if (after === void 0) return [pattern];
  return childrenOf2(catalog, directory).filter((name) => name.startsWith(before) && name.endsWith(after)).map((name) => `${directory}/${name}`);
}
function readCache(catalog) {
  const row = catalog.resolve("/etc/ld.so.cache");
  if (row < 0) return () => false;
  const content = catalog.facts(row)?.content;
  if (content === void 0) return (name) => isAnywhere(catalog, name);
  const text4 = Buffer.from(content).toString("latin1");
  return (name) => text4.includes(`/${name}\0`) && isAnywhere(catalog, name);
}
function isAnywhere(catalog, name) {
  const { paths } = catalog;
  for (let node2 = 0; node2 < paths.size; node2 += 1) {
    if (paths.name(node2) === name && catalog.visibleRow(node2) >= 0) return true;
  }
  return false;
}
// src/rules/symbol-versions.ts
function findMissingVersions(ledger, program) {
  const { catalog } = ledger;
  const linker = factsOf(catalog, program)?.elf?.interpreter ?? "";
  if (linker.includes("/ld-musl-")) return [];
  const closure = readClosure(ledger, program);
  const loader = catalog.resolve(linker);
  return closure.rows.flatMap((row) => firstMissing(catalog, row, { closure, loader }) ?? []);
}
function firstMissing(catalog, row, loaded) {
  const missing = (factsOf(catalog, row)?.elf?.versionsNeeded ?? []).flatMap((need) => {
    const at = need.lastIndexOf("@");
    const [version2, name] = [need.slice(0, at), need.slice(at + 1)];
    const library = libraryOf(name, loaded);
    const defined = factsOf(catalog, library)?.elf?.versionsDefined ?? [];
    if (defined.length === 0 || defined.includes(version2)) return [];
    return [{ version: version2, name, neededBy: row, library, ...newestOf(defined, version2) }];
  });
  return missing.toSorted((a, b) => compareVersions(b.version, a.version))[0];
}
function libraryOf(name, { closure, loader }) {
  return closure.found.get(name) ?? (/^ld(-linux|64)/.test(name) ? loader : -1);
}
function newestOf(defined, version2) {
  const family = familyOf(version2);
  const newest = defined.filter((other) => familyOf(other) === family && /\d$/.test(other)).toSorted(compareVersions).at(-1);
  return newest === void 0 ? {} : { newest };
}
function familyOf(version2) {
  return version2.replace(/_[\d.]+$/, "");
}
var byNumbers = new Intl.Collator("en", { numeric: true });
function compareVersions(one2, other) {
  return byNumbers.compare(one2, other);
}
function isOfLibc(version2) {
  return version2.startsWith("GLIBC_");
}
// src/rules/foreign-libc.ts
var foreignLibc = defineLedgerRule({
  id: "foreign-libc",
  category: "broken-stage",
  headline: "entrypoint built for another C library, or a newer one, than the image has",
  severity: "error",
  since: "1.0.0",
  fix: "Build on the same distribution and release as the final stage, or link statically",
  evidence: "thing",
  examples: {
    catches: [
      "a program that names `/lib64/ld-linux-x86-64.so.2` on Alpine",
      "a musl program on Debian",
      "a program that was built on Debian 13 and needs `GLIBC_2.38`, on Debian 12"
    ],
    ignores: [
      "a glibc program on Alpine with gcompat",
      "a program without a dynamic linker",
      "a newer version that the program marks as weak"
    ]
  },
  inspect(ledger) {
    if (ledger.config.platform.os !== "linux") return [];
    const failure2 = findStartFailure(ledger);
    if (failure2 === void 0) return tooOld(ledger);
    if (failure2.kind !== "libc") return [];
    const { subject, message, row } = failure2;
    return [{ subject, message, rows: [row], at: "entrypoint" }];
  }
});
function tooOld(ledger) {
  const missing = readNativePrograms(ledger).flatMap((program) => findMissingVersions(ledger, program)).filter(({ version: version2 }) => isOfLibc(version2));
  const matches = missing.map(({ version: version2, newest, neededBy: neededBy2 }) => {
    const subject = ledger.catalog.path(neededBy2);
    const has = newest === void 0 ? "does not have it" : `ends at \`${newest}\``;
    return {
      subject,
      message: `\`${subject}\` needs \`${version2}\`, and the C library of the image ${has}`,
      rows: [neededBy2],
      at: "entrypoint"
    };
  });
  return [...new Map(matches.map((match) => [match.subject, match])).values()];
}
// src/rules/go-toolchain.ts
var goToolchain = defineToolRule({
  id: "go-toolchain",
  headline: "Go compiler and its standard library",
  fix: "Build with `CGO_ENABLED=0` in an earlier stage and copy the program to `scratch` or a distroless base image",
  examples: {
    catches: [
      "`/usr/local/go` with `pkg/tool/*/compile`",
      "the packages `golang-go` and `golang-1.22-go`",
      "a program whose build information says `cmd/go`"
    ],
    ignores: ["an application that is called `/usr/bin/go`", "a program that was written in Go"]
  }
});
// src/rules/hiders.ts
function findHiders(ledger, rows) {
  const { catalog } = ledger;
  const watched = watchedNodes(catalog, rows);
  const followers = readFollowers(catalog, watched.nodes);
  const removers = readRemovers(ledger, watched);
  const hiders = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const follower = followers.get(row);
    const overwriting = follower === void 0 ? Infinity : catalog.layer(follower);
    const layer = Math.min(overwriting, findRemover(catalog, row, removers));
    hiders.set(row, layer === Infinity ? -1 : layer);
  }
  return hiders;
}
function watchedNodes(catalog, rows) {
  const nodes = new Set(rows.map((row) => catalog.node(row)));
  const directories = /* @__PURE__ */ new Set();
  for (const start of nodes) {
    let node2 = catalog.paths.parent(start);
    while (node2 >= 0 && !directories.has(node2)) {
      directories.add(node2);
      node2 = catalog.paths.parent(node2);
    }
  }
  return { nodes, directories };
}
function readFollowers(catalog, nodes) {
  const last = /* @__PURE__ */ new Map();
  const followers = /* @__PURE__ */ new Map();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node2 = catalog.node(row);
    if (!nodes.has(node2)) continue;
    const before = last.get(node2);
    if (before !== void 0) followers.set(before, row);
    last.set(node2, row);
  }
  return followers;
}
function readRemovers({ catalog, layers }, { nodes, directories }) {
  return layers.flatMap(({ ordinal, table }) => {
    const trees = new Set(table.whiteouts.filter((node2) => nodes.has(node2) || directories.has(node2)));
    const opaque = new Set(table.opaqueDirectories.filter((node2) => directories.has(node2)));
    for (let row = catalog.firstRow(ordinal); row < catalog.firstRow(ordinal + 1); row += 1) {
      const node2 = catalog.node(row);
      if (directories.has(node2) && catalog.type(row) !== "directory") trees.add(node2);
    }
    return trees.size + opaque.size === 0 ? [] : [{ layer: ordinal, trees, opaque, covered: /* @__PURE__ */ new Map() }];
  });
}
function findRemover(catalog, row, removers) {
  const { paths } = catalog;
  const node2 = catalog.node(row);
  const layer = catalog.layer(row);
  const found = removers.find(
    (remover) => remover.layer > layer && (remover.trees.has(node2) || isCovered(paths, paths.parent(node2), remover))
  );
  return found?.layer ?? Infinity;
}
function isCovered(paths, directory, remover) {
  if (directory < 0) return false;
  const known2 = remover.covered.get(directory);
  if (known2 !== void 0) return known2;
  const isOwn = remover.trees.has(directory) || remover.opaque.has(directory);
  const found = isOwn || isCovered(paths, paths.parent(directory), remover);
  remover.covered.set(directory, found);
  return found;
}
// src/rules/package-caches.ts
var CACHES = [
  { manager: "apt", files: /^\/var\/lib\/apt\/lists\/(?!lock$)/ },
  { manager: "apt", files: /^\/var\/cache\/apt\/(archives\/.+\.deb|(src)?pkgcache\.bin)$/ },
  { manager: "apk", files: /^\/(var\/cache\/(misc\/)?apk|etc\/apk\/cache)\/./ },
  {
    manager: "dnf",
    files: /^\/var\/cache\/(dnf|yum|libdnf5|tdnf)\/.+\.(solvx?|rpm|xml|sqlite|gz|xz|zst|zck)$/
  },
  { manager: "zypper", files: /^\/var\/cache\/zypp\/(packages|raw|solv)\// },
  { manager: "pacman", files: /^\/var\/cache\/pacman\/pkg\// },
  { manager: "pip", files: /\/\.cache\/pip\/(http|http-v2|wheels)\// },
  { manager: "uv", files: /\/\.cache\/uv\/.+\/./ },
  { manager: "Poetry", files: /\/\.cache\/pypoetry\/(cache|artifacts)\// },
  { manager: "conda", files: /\/conda\/pkgs\/[^/]+\.(conda|tar\.bz2)$/ },
  { manager: "npm", files: /\/\.npm\/_cacache\// },
  { manager: "Yarn", files: /\/(\.cache\/yarn\/|\.yarn\/berry\/cache\/|share\/\.cache\/yarn\/)/ },
  { manager: "pnpm", files: /\/(\.local\/share\/pnpm\/store|\.pnpm-store|\.cache\/pnpm)\// },
  { manager: "Bun", files: /\/\.bun\/install\/cache\// },
  { manager: "Composer", files: /\/(\.composer\/cache|\.cache\/composer)\// },
  { manager: "RubyGems", files: /\/(bundle|gems\/\d[\d.]*|bundle\/ruby\/\d[\d.]*)\/cache\/[^/]+\.gem$/ },
  { manager: "Cargo", files: /\/\.?cargo\/(registry\/(cache|src|index)|git\/(db|checkouts))\// },
  { manager: "Maven", files: /\/\.m2\/repository\// },
  { manager: "Gradle", files: /\/\.gradle\/(caches|wrapper\/dists)\// },
  { manager: "sbt", files: /\/(\.ivy2\/cache|\.sbt\/boot|\.cache\/coursier)\// },
  { manager: "NuGet", files: /\/(\.nuget\/packages|\.local\/share\/NuGet)\// }
];
var PLACE3 = /\/\.|^\/var\/|^\/etc\/apk\/|\/cache\/|\/cargo\/|\/conda\/pkgs\//;
function cacheManager(path4) {
  return PLACE3.test(path4) ? CACHES.find(({ files }) => files.test(path4))?.manager : void 0;
}
// src/rules/hidden-rows.ts
var CHURN = [
  "/var/lib/dpkg /var/lib/rpm /var/lib/apt/extended_states /var/lib/dnf /var/lib/pacman /usr/lib/apk /usr/lib/sysimage/rpm /lib/apk",
  "/var/cache/debconf /var/cache/ldconfig /var/cache/fontconfig /var/cache/man /var/log /etc/ld.so.cache /etc/apk",
  "/etc/passwd /etc/passwd- /etc/group /etc/group- /etc/shadow /etc/shadow- /etc/gshadow /etc/gshadow-",
  "/etc/ssl/certs/ca-certificates.crt"
].flatMap((line) => line.split(" "));
function readHiddenGroups(ledger) {
  const rows = readHiddenRows(ledger);
  const hiders = findHiders(ledger, rows);
  const drafts = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const hider = hiders.get(row) ?? -1;
    if (hider >= 0 && ledger.origins[hider]?.kind !== "base-image") add(drafts, ledger, { row, hider });
  }
  return [...drafts].map(([subject, { isRewritten, rows: members2, bytesByHider }]) => ({
    subject,
    isRewritten,
    rows: members2,
    bytes: [...bytesByHider.values()].reduce((sum, bytes) => sum + bytes, 0),
    mostlyHiddenBy: [...bytesByHider].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1
  }));
}
function readHiddenRows(ledger) {
  const { catalog } = ledger;
  const churn = new Set(CHURN.map((path4) => catalog.paths.find(path4)));
  const rows = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.bytes(row) === 0 || catalog.isVisible(row)) continue;
    if (!isWithin(catalog.paths, catalog.node(row), churn) && !isCache(ledger, row)) rows.push(row);
  }
  return rows;
}
function isCache(ledger, row) {
  if (ledger.isInherited(row)) return false;
  const path4 = ledger.catalog.path(row);
  return cacheManager(path4) !== void 0 || leftoverOf(path4) !== void 0;
}
function isWithin(paths, start, nodes) {
  for (let node2 = start; node2 > 0; node2 = paths.parent(node2)) {
    if (nodes.has(node2)) return true;
  }
  return false;
}
function add(drafts, ledger, { row, hider }) {
  const isRewritten = ledger.catalog.visibility(row) === "overwritten";
  const what = isRewritten ? "rewritten files" : "removed files";
  const subject = ledger.isInherited(row) ? `${what} of the base image` : what;
  const draft = drafts.get(subject) ?? { isRewritten, rows: [], bytesByHider: /* @__PURE__ */ new Map() };
  draft.rows.push(row);
  draft.bytesByHider.set(hider, (draft.bytesByHider.get(hider) ?? 0) + ledger.catalog.bytes(row));
  drafts.set(subject, draft);
}
// src/rules/removed-fix.ts
var REMOVED_FIX = "Delete them in the instruction that makes them, or make them in an earlier stage";
var BASE_FIX = "Start from a base image without them, or build that base without them: what it brings is downloaded, removed or not";
function removedFix(ledger, rows) {
  const origin = largestOrigin(ledger, rows);
  if (origin?.kind === "base-image") return BASE_FIX;
  const mount = mountFix(ledger, rows);
  return mount === void 0 ? REMOVED_FIX : `${mount}, and take the \`rm\` out: such a mount is not removed`;
}
function largestOrigin(ledger, rows) {
  const layer = largestLayer(ledger, rows);
  return layer === void 0 ? void 0 : ledger.origins[layer];
}
function largestLayer({ catalog }, rows) {
  const bytes = /* @__PURE__ */ new Map();
  for (const row of rows)
    bytes.set(catalog.layer(row), (bytes.get(catalog.layer(row)) ?? 0) + catalog.bytes(row));
  return [...bytes].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0];
}
function mountFix(ledger, rows) {
  const origin = largestOrigin(ledger, rows);
  if (origin?.kind !== "instruction" || !/^(COPY|ADD)$/.test(origin.instruction.keyword)) return void 0;
  return `Mount them where they are used instead of copying them, \`RUN --mount=type=bind,${mountOptions(origin.instruction)} \u2026\``;
}
function mountOptions({ text: text4 }) {
  const from = /--from=([\w./:@-]+)/.exec(text4)?.[1];
  const words = text4.split(/\s+/).filter((word) => /^[\w./@:-]+$/.test(word) && !word.startsWith("--"));
  const [source, target] = words.length === 3 ? words.slice(1) : ["\u2026", "\u2026"];
  const options = [...from === void 0 ? [] : [`from=${from}`], `source=${source}`, `target=${target}`];
  return options.join(",");
}
// src/rules/hidden-bytes.ts
var HIDDEN_BYTES_FLOOR = 1024 * 1024;
var REWRITTEN_FIX = "Write them once: set owner and mode with `COPY --chown --chmod`, or join the instructions that write them";
var hiddenBytes = defineLedgerRule({
  id: "hidden-bytes",
  category: "waste",
  headline: "bytes that a later instruction removed or rewrote",
  severity: "warning",
  since: "1.0.0",
  fix: REMOVED_FIX,
  evidence: "thing",
  examples: {
    catches: [
      "a compiler that one `RUN` installs and a later one removes",
      "files that `RUN chown -R` or `chmod -R` wrote a second time",
      "files of the base image that an instruction deletes: they are still downloaded"
    ],
    ignores: [
      "files that the same `RUN` adds and removes",
      "package databases, logs, the linker\u2019s cache",
      "less than 1 MiB"
    ]
  },
  inspect(ledger) {
    return readHiddenGroups(ledger).filter(({ bytes }) => bytes >= HIDDEN_BYTES_FLOOR).map((group) => toMatch(ledger, group));
  }
});
function toMatch(ledger, { subject, isRewritten, rows, mostlyHiddenBy }) {
  const origin = ledger.origins[mostlyHiddenBy];
  const by = origin?.kind === "instruction" ? `, most of them by \`${origin.instruction.text.slice(0, 80)}\`` : "";
  return {
    subject,
    message: `Files that a later instruction ${isRewritten ? "rewrote" : "removed"}${by}`,
    fix: isRewritten ? REWRITTEN_FIX : removedFix(ledger, rows),
    rows
  };
}
// src/rules/jdk.ts
var jdk = defineToolRule({
  id: "jdk",
  headline: "Java development kit where a runtime would do",
  fix: "Start from a JRE image, or make a runtime with `jlink` in an earlier stage",
  examples: {
    catches: [
      "the package `openjdk-17-jdk-headless`",
      "an unpackaged directory with `bin/javac`, `lib/ct.sym` or `jmods`"
    ],
    ignores: ["a Java runtime: `openjdk-17-jre-headless`, `jspawnhelper`, `jexec`"]
  }
});
// src/rules/jvm-build-tool.ts
var jvmBuildTool = defineToolRule({
  id: "jvm-build-tool",
  headline: "Maven, Gradle, sbt or another JVM build tool",
  fix: "Build in an earlier stage and copy the `.jar` alone, not `target/` or the project",
  examples: {
    catches: [
      "Maven, Gradle, Ant, sbt, from a package or unpacked by hand",
      "`gradle/wrapper/gradle-wrapper.jar` and `.mvn/wrapper/maven-wrapper.jar` beside an application",
      "a Kotlin or Scala compiler"
    ],
    ignores: ["an application\u2019s own `.jar` with a `pom.xml` inside"]
  }
});
// src/rules/missing-interpreter.ts
var missingInterpreter = defineLedgerRule({
  id: "missing-interpreter",
  category: "broken-stage",
  headline: "entrypoint that cannot be started",
  severity: "error",
  since: "1.0.0",
  fix: "Copy the program and what runs it into the final stage, or start from a base image that has it",
  evidence: "thing",
  examples: {
    catches: [
      "a dynamically linked program on `scratch`",
      "an entrypoint script for `/bin/bash` on Alpine without bash",
      "an entrypoint that was never copied from the build stage",
      "a script of a virtual environment whose Python stayed behind",
      "an entrypoint script with CRLF line endings",
      "an entrypoint script without a `#!` line, or one that nobody may execute",
      "an entrypoint that is a directory",
      "a program that was built for another architecture than the image claims"
    ],
    ignores: [
      "a statically linked program on `scratch`",
      "a command line that a shell must work out first",
      'a script without a `#!` line or an execute bit that its interpreter is given: `["sh", "/app/run.sh"]`'
    ]
  },
  inspect(ledger) {
    const failure2 = findStartFailure(ledger);
    if (failure2?.kind !== "program" && failure2?.kind !== "interpreter") return [];
    const { subject, message, row, fix } = failure2;
    return [{ subject, message, ...fix && { fix }, rows: row < 0 ? [] : [row], at: "entrypoint" }];
  }
});
// src/rules/library-matches.ts
function tellMissing(ledger, { name, neededBy: neededBy2, foreign }) {
  const [, subject = name, version2] = /^(.+?\.so)\.(.+)$/.exec(name) ?? [];
  const { why, fix } = foreign === void 0 ? NOWHERE : ofForeign(ledger, foreign);
  return {
    subject,
    ...version2 !== void 0 && { version: version2 },
    message: `\`${ledger.catalog.path(neededBy2)}\` needs \`${name}\`, ${why}`,
    ...fix !== void 0 && { fix },
    rows: [neededBy2],
    at: "entrypoint"
  };
}
var NOWHERE = { why: "which the dynamic linker will not find", fix: void 0 };
function ofForeign({ catalog, config: config3 }, row) {
  const machine = factsOf(catalog, row)?.elf?.machine ?? 0;
  const { os: os2, architecture } = config3.platform;
  return {
    why: `and \`${catalog.path(row)}\` was built for ${machineName(machine) ?? `machine ${machine}`}`,
    fix: `Copy the library from a stage of the same platform, \`${os2}/${architecture}\``
  };
}
function tellOlder({ catalog }, { name, version: version2, newest, neededBy: neededBy2 }) {
  const has = newest === void 0 ? "lacks it" : `ends at \`${newest}\``;
  return {
    subject: /^(.+?\.so)\./.exec(name)?.[1] ?? name,
    message: `\`${catalog.path(neededBy2)}\` needs the version \`${version2}\` of \`${name}\`, and that of the image ${has}`,
    fix: "Build on the distribution release of the final stage, or start the final stage from that of the build",
    rows: [neededBy2],
    at: "entrypoint"
  };
}
// src/rules/missing-library.ts
var missingLibrary = defineLedgerRule({
  id: "missing-library",
  category: "broken-stage",
  headline: "shared library that the entrypoint needs and the image lacks",
  severity: "error",
  since: "1.0.0",
  fix: "Install the runtime package of the library in the final stage, or copy the library with the program",
  evidence: "thing",
  examples: {
    catches: [
      "a program that needs `libpq.so.5` in an image without it",
      "a library in `/opt/lib` that neither DT_RUNPATH, LD_LIBRARY_PATH nor ld.so.conf leads to",
      "a library of another architecture than the program",
      "a program that needs `GLIBCXX_3.4.32` where `libstdc++.so.6` ends at `GLIBCXX_3.4.30`"
    ],
    ignores: [
      "a library that lies beside the program and is found by `$ORIGIN`",
      "a file whose needs could not be read"
    ]
  },
  inspect(ledger) {
    if (ledger.config.platform.os !== "linux" || findStartFailure(ledger)) return [];
    const programs = readNativePrograms(ledger);
    const missing = programs.flatMap((program) => readClosure(ledger, program).missing);
    const older = programs.flatMap((program) => findMissingVersions(ledger, program));
    const matches = [
      ...missing.map((library) => tellMissing(ledger, library)),
      ...older.filter(({ version: version2 }) => !isOfLibc(version2)).map((version2) => tellOlder(ledger, version2))
    ];
    return [...new Map(matches.map((match) => [match.subject, match])).values()];
  }
});
// src/rules/python-imports.ts
var TEXT_BLOCK = /("""|''')[\s\S]*?\1/g;
var SEARCH_PATH = /\bsys\s*\.\s*path\b|\baddsitedir\b|\bmeta_path\b|\bimport\s+pip\b|\bzipimport\b/;
function parsePythonImports(source) {
  const code = source.replace(TEXT_BLOCK, '""');
  const modules = code.split(/\r?\n/).flatMap((line) => importsOf(line));
  if (code.includes("django.core.management")) modules.push("django");
  return { modules, isSure: !SEARCH_PATH.test(code) };
}
function importsOf(line) {
  const from = /^from\s+([A-Za-z_][\w.]*)\s+import\b/.exec(line)?.[1];
  if (from !== void 0) return [from];
  const list3 = /^import\s+([^#;(]+)/.exec(line)?.[1];
  if (list3 === void 0) return [];
  return list3.split(",").map((part) => part.trim().split(/\s+/, 1)[0] ?? "").filter((name) => /^[A-Za-z_][\w.]*$/.test(name));
}
// src/rules/python-stdlib.ts
var PYTHON_STDLIB = new Set(
  `
__future__ __main__ _thread abc aifc annotationlib antigravity argparse array ast asynchat asyncio
asyncore atexit audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb
chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent
configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm
decimal difflib dis distutils doctest dummy_threading email encodings ensurepip enum errno
faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath
getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr
imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma
macpath mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc
nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb
pickle pickletools pip pipes pkg_resources pkgutil platform plistlib poplib posix posixpath pprint
profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline
reprlib resource rlcompleter runpy sched secrets select selectors setuptools shelve shlex shutil
signal site sitecustomize smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile
sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symbol
symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this
threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle
turtledemo types typing unicodedata unittest urllib usercustomize uu uuid venv warnings wave weakref
webbrowser wheel winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`.split(/\s+/)
);
// src/rules/python-program.ts
var MAX_MODULES = 500;
var HARMLESS_OPTION = /^-([bBdEiOqsuvx]+|[WX].*)$/;
var OPTION_WITH_VALUE = /^-[WX]$/;
var PACKAGE_DIRECTORY = /^(site|dist)-packages$/;
var LIBRARY_DIRECTORY = /^(python|pypy)\d?[\d.]*t?$|^lib-dynload$/;
var IMPORT_HOOK = /\.(pth|egg-link|egg|zip|whl)$|^__editable__/;
var HARMLESS_HOOK = /^(distutils-precedence|matplotlib.*-nspkg|protobuf.*-nspkg)\.pth$/;
function readPythonNeeds(ledger) {
  const program = readProgram(ledger);
  if (program === void 0) return void 0;
  const installed2 = readInstalledModules(ledger.catalog);
  if (installed2 === null) return void 0;
  const directories = [program.directory, ledger.config.workingDir ?? "/", ...pythonPath(ledger)];
  const imports = followImports(ledger.catalog, directories, program.start);
  if (imports === null) return void 0;
  const needed = imports.filter((name) => !PYTHON_STDLIB.has(name));
  const missing = needed.filter((name) => !installed2.has(name));
  return { program: program.name, row: program.row, needed, missing };
}
function readProgram(ledger) {
  const python = readStartedPrograms(ledger).at(-1);
  if (!python || python.row < 0 || !/\/python[\d.]*$/.test(ledger.catalog.path(python.row))) return void 0;
  const start = skipOptions2(python.args);
  const word = python.args[start];
  if (word === "-m") return moduleProgram(ledger, python.args[start + 1]);
  return word?.endsWith(".py") === true ? scriptProgram(ledger, word) : void 0;
}
function skipOptions2(args) {
  let at = 0;
  while (HARMLESS_OPTION.test(args[at] ?? "")) at += OPTION_WITH_VALUE.test(args[at] ?? "") ? 2 : 1;
  return at;
}
function moduleProgram({ config: config3 }, module2) {
  if (module2 === void 0 || !/^[A-Za-z_][\w.]*$/.test(module2)) return void 0;
  return { name: module2, row: -1, directory: config3.workingDir ?? "/", start: { module: module2 } };
}
function scriptProgram({ catalog, config: config3 }, word) {
  const row = catalog.resolve(absolutePath(config3, word));
  if (row < 0) return void 0;
  const path4 = catalog.path(row);
  return { name: path4, row, directory: path4.slice(0, path4.lastIndexOf("/")) || "/", start: { path: path4 } };
}
function pythonPath({ config: config3 }) {
  const entries = (environmentValue(config3, "PYTHONPATH") ?? "").split(":");
  return entries.filter((entry) => entry !== "").map((entry) => absolutePath(config3, entry));
}
function readInstalledModules(catalog) {
  const { paths } = catalog;
  const modules = /* @__PURE__ */ new Set();
  for (let node2 = 0; node2 < paths.size; node2 += 1) {
    const name = paths.name(node2);
    if (!PACKAGE_DIRECTORY.test(name) && !LIBRARY_DIRECTORY.test(name)) continue;
    const entries = visibleNames(catalog, node2);
    if (PACKAGE_DIRECTORY.test(name) && entries.some(isImportHook)) return null;
    for (const entry of entries) modules.add(entry.replace(/\..*/, ""));
  }
  return modules;
}
function isImportHook(entry) {
  return IMPORT_HOOK.test(entry) && !HARMLESS_HOOK.test(entry);
}
function followImports(catalog, directories, start) {
  const local = directories.map((directory) => new Set(childrenOf2(catalog, directory)));
  const isLocal = (name) => local.some((names) => [...names].some((entry) => entry === name || entry.startsWith(`${name}.`)));
  const external = /* @__PURE__ */ new Set();
  const files = new Set("path" in start ? [start.path] : []);
  const follow3 = (module2) => {
    const top = module2.split(".", 1)[0] ?? "";
    if (!isLocal(top)) external.add(top);
    else for (const file of filesOf(directories, module2)) files.add(file);
  };
  if ("module" in start) follow3(start.module);
  for (const file of files) {
    if (files.size > MAX_MODULES) return null;
    const imports = parsePythonImports(readText2(catalog, file) ?? "");
    if (!imports.isSure) return null;
    imports.modules.forEach(follow3);
  }
  return [...external].sort();
}
function filesOf(directories, module2) {
  const parts = module2.split(".");
  return directories.flatMap(
    (directory) => parts.flatMap((_, index2) => {
      const path4 = `${directory}/${parts.slice(0, index2 + 1).join("/")}`;
      return [
        `${path4}.py`,
        `${path4}/__init__.py`,
        ...index2 === parts.length - 1 ? [`${path4}/__main__.py`] : []
      ];
    })
  );
}
// src/rules/virtual-environment.ts
function findBrokenEnvironment(ledger) {
  const { catalog, config: config3 } = ledger;
  for (const entry of (environmentValue(config3, "PATH") ?? "").split(":")) {
    const directory = /^(\/.+)\/bin\/?$/.exec(entry)?.[1];
    const row = directory === void 0 ? -1 : catalog.resolve(`${directory}/pyvenv.cfg`);
    if (directory === void 0 || row < 0) continue;
    const message = describeBreak(ledger, directory);
    if (message !== void 0) return { directory, row, message };
  }
  return void 0;
}
function describeBreak({ catalog }, directory) {
  const names = childrenOf2(catalog, `${directory}/bin`).filter((name) => /^python[\d.]*$/.test(name));
  const rows = names.map((name) => catalog.resolve(`${directory}/bin/${name}`));
  if (names.length > 0 && rows.every((row) => row < 0)) {
    return `The Python that \`${directory}\` links to is not in the image`;
  }
  const running = rows.flatMap(
    (row) => row < 0 ? [] : [/\/python(\d+\.\d+)$/.exec(catalog.path(row))?.[1]]
  )[0];
  const packages = childrenOf2(catalog, `${directory}/lib`).flatMap(
    (name) => /^python(\d+\.\d+)$/.exec(name)?.[1] ?? []
  );
  if (running === void 0 || packages.length === 0 || packages.includes(running)) return void 0;
  return `The packages of \`${directory}\` are for Python ${packages.join(", ")}, and its interpreter is Python ${running}`;
}
// src/rules/missing-packages.ts
var MAX_TOLD = 5;
var missingPackages = defineLedgerRule({
  id: "missing-packages",
  category: "broken-stage",
  headline: "Python packages that were installed where the final stage did not copy from",
  severity: "error",
  since: "1.0.0",
  fix: "Copy the virtual environment (or `site-packages` and `bin`) from the build stage, onto the same base image that it was made on",
  evidence: "thing",
  examples: {
    catches: [
      '`CMD ["gunicorn", "app:app"]` in an image with Python and without gunicorn',
      "`python app.py`, which imports Flask, where only `/app` was copied from the build stage",
      "a virtual environment of Python 3.11 on a base image with Python 3.12"
    ],
    ignores: [
      "imports inside `try`, `if` or a function",
      "a program that changes `sys.path`, or an image with `.pth` files, eggs or zipped packages",
      "an image that has any of the packages"
    ]
  },
  inspect(ledger) {
    const found = ledger.config.platform.os === "linux" ? findCause(ledger) : void 0;
    if (!found) return [];
    return [
      {
        subject: "Python packages",
        message: found.message,
        rows: found.row < 0 ? [] : [found.row],
        at: "entrypoint"
      }
    ];
  }
});
function findCause(ledger) {
  const failure2 = findStartFailure(ledger);
  if (failure2) return failure2.kind === "python-script" ? failure2 : void 0;
  return findBrokenEnvironment(ledger) ?? findMissingImports(ledger);
}
function findMissingImports(ledger) {
  const needs = readPythonNeeds(ledger);
  if (!needs || needs.missing.length === 0 || needs.missing.length < needs.needed.length) return void 0;
  const { program, row, missing } = needs;
  const told = missing.slice(0, MAX_TOLD).map((name) => `\`${name}\``).join(", ");
  const more = missing.length > MAX_TOLD ? ` and ${missing.length - MAX_TOLD} more` : "";
  return {
    row,
    message: `\`${program}\` needs ${told}${more}, and no package directory of the image has them`
  };
}
// src/rules/user-lookup.ts
var MAX_ID = 2147483647;
var USER = { what: "user", file: "/etc/passwd" };
var GROUP = { what: "group", file: "/etc/group" };
function lookUpUser({ catalog, config: config3 }) {
  const [user = "", group = ""] = (config3.user ?? "").split(":");
  return [...lookUp(catalog, USER, user), ...lookUp(catalog, GROUP, group)];
}
function lookUp(catalog, { what, file }, name) {
  if (name === "") return [];
  const tell = (why) => [
    {
      subject: name,
      message: `the container is started as ${what} \`${name}\`, ${why}`,
      rows: [],
      at: "user"
    }
  ];
  if (/^\d+$/.test(name)) {
    return Number(name) > MAX_ID ? tell(`and engines take no number above ${MAX_ID}`) : [];
  }
  if (catalog.resolve(file) < 0) return tell(`and the image has no \`${file}\``);
  const text4 = readText2(catalog, file);
  if (text4 === void 0 || text4.split("\n").some((line) => line.startsWith(`${name}:`))) return [];
  return tell(`which is not in \`${file}\` of the image`);
}
function checkWorkingDirectory({ catalog, config: config3 }) {
  const parts = (config3.workingDir ?? "/").split("/").filter((part) => part !== "");
  const paths = parts.map((_, index2) => `/${parts.slice(0, index2 + 1).join("/")}`);
  const file = paths.find((path4) => {
    const row = catalog.resolve(path4);
    return row >= 0 && catalog.type(row) !== "directory";
  });
  if (file === void 0) return [];
  return [
    {
      subject: file,
      message: `the container is started in \`${config3.workingDir ?? "/"}\`, and \`${file}\` is no directory`,
      fix: "Name a directory in `WORKDIR`, or copy the file to another place",
      rows: [catalog.resolve(file)],
      at: "workdir"
    }
  ];
}
// src/rules/missing-user.ts
var missingUser = defineLedgerRule({
  id: "missing-user",
  category: "broken-stage",
  headline: "user, group or working directory that the image cannot give",
  severity: "error",
  since: "1.0.0",
  fix: "Create the user and its group in the final stage, copy `/etc/passwd` and `/etc/group` from the build stage, or use numbers: `USER 10001:10001`",
  evidence: "thing",
  examples: {
    catches: [
      "`USER app` where `/etc/passwd` of the image has no `app`",
      "`USER 1000:web` where `/etc/group` has no `web`",
      "`USER root` on `scratch`, which has no `/etc/passwd`",
      "`WORKDIR /app` where `/app` is a file"
    ],
    ignores: ["a user by number", "no user at all"]
  },
  inspect(ledger) {
    if (ledger.config.platform.os !== "linux") return [];
    return [...lookUpUser(ledger), ...checkWorkingDirectory(ledger)];
  }
});
// src/rules/node-bundler.ts
var nodeBundler = defineToolRule({
  id: "node-bundler",
  headline: "bundler, transpiler or another JavaScript build tool",
  fix: "Build in an earlier stage and copy `dist` and the production dependencies (`npm ci --omit=dev`)",
  examples: {
    catches: [
      "`typescript`, `webpack`, `vite`, `esbuild` in `node_modules`",
      "the packages `node-typescript` and `webpack`"
    ],
    ignores: ["what npm itself depends on", "a production dependency that is not a build tool"]
  }
});
// src/rules/node-package-manager.ts
var nodePackageManager = defineToolRule({
  id: "node-package-manager",
  headline: "npm, Yarn, pnpm or Corepack that the image itself adds",
  fix: "Install in an earlier stage, copy `node_modules`, and start with `node` instead of the package manager",
  examples: {
    catches: ["`npm install -g pnpm` in the final stage", "the packages `npm` and `yarnpkg`"],
    ignores: ["npm, Yarn and Corepack that came with a Node.js base image"]
  }
});
// src/rules/other-toolchain.ts
var otherToolchain = defineToolRule({
  id: "other-toolchain",
  headline: "compiler of another language",
  fix: "Compile in an earlier stage and copy the result",
  examples: {
    catches: ["GHC, OCaml, Swift, Elixir\u2019s `mix` and `elixirc`, Zig, Nim, Crystal, Fortran, Ada"],
    ignores: [
      "`swift` of OpenStack\u2019s client, `mix` of phylip",
      "`erts-*/bin/erlc`, which every Elixir release contains"
    ]
  }
});
// src/rules/installed-archive.ts
var KINDS = [
  // PEP 427; of a name, runs of `-_.` are one.
  {
    name: "wheels",
    ending: ".whl",
    type: "pypi",
    pattern: /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/
  },
  // deb-control(5); an epoch is left out of the file name, or written as `%3a`.
  {
    name: "Debian packages",
    ending: ".deb",
    type: "deb",
    pattern: /^([^_]+)_(?:\d+%3a)?([^_]+)_[^_]+\.deb$/i
  },
  { name: "Alpine packages", ending: ".apk", type: "apk", pattern: /^(.+)-(\d[^-]*-r\d+)\.apk$/ }
];
function installedArchive(ledger, row) {
  const { catalog } = ledger;
  const archive = archiveOf(catalog.paths.name(catalog.node(row)));
  if (archive === void 0 || catalog.bytes(row) === 0) return void 0;
  const isCache2 = cacheManager(catalog.path(row)) !== void 0;
  return !isCache2 && installed(ledger).has(archive.key) ? archive.kind : void 0;
}
function archiveOf(name) {
  const kind = KINDS.find(({ ending }) => name.endsWith(ending));
  const [, called, version2] = kind?.pattern.exec(name) ?? [];
  if (kind === void 0 || called === void 0 || version2 === void 0) return void 0;
  return { kind: kind.name, key: keyOf(kind.type, called, version2) };
}
var memo4 = /* @__PURE__ */ new WeakMap();
function installed(ledger) {
  const known2 = memo4.get(ledger);
  if (known2 !== void 0) return known2;
  const keys = new Set(ledger.packages.map(({ type, name, version: version2 }) => keyOf(type, name, version2)));
  memo4.set(ledger, keys);
  return keys;
}
function keyOf(type, name, version2) {
  const normal = type === "pypi" ? name.replace(/[-_.]+/g, "-").toLowerCase() : name;
  return `${type} ${normal} ${version2.replace(/^\d+:/, "")}`;
}
// src/rules/package-archive.ts
var packageArchive = defineLedgerRule({
  id: "package-archive",
  category: "waste",
  headline: "package archive whose package is installed",
  severity: "warning",
  since: "1.0.0",
  fix: "Mount the archives where they are installed, `RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \u2026`, instead of copying them",
  evidence: "user-files",
  examples: {
    catches: [
      "`/wheels/lxml-5.2.1-cp311-cp311-manylinux_2_28_x86_64.whl` where lxml 5.2.1 is installed",
      "`/tmp/server_1.2-1_amd64.deb` where the package `server` 1.2-1 is installed"
    ],
    ignores: [
      "an archive whose package is not installed: somebody may install it later",
      "archives in a package manager\u2019s cache, which `package-cache` tells"
    ]
  },
  inspect(ledger) {
    const { catalog } = ledger;
    const rows = /* @__PURE__ */ new Map();
    for (let row = 0; row < catalog.rowCount; row += 1) {
      const kind = catalog.isVisible(row) && !ledger.isInherited(row) ? installedArchive(ledger, row) : void 0;
      if (kind !== void 0) rows.set(kind, [...rows.get(kind) ?? [], row]);
    }
    return [...rows].map(([kind, found]) => {
      const fix = mountFix(ledger, found);
      return { subject: `installed ${kind}`, ...fix !== void 0 && { fix }, rows: found };
    });
  }
});
// src/rules/package-cache.ts
var packageCache = defineFileRule({
  id: "package-cache",
  category: "waste",
  headline: "package manager cache left in a layer",
  severity: "warning",
  since: "1.0.0",
  fix: "Empty the cache in the instruction that fills it, or keep it out of the image with a cache mount",
  evidence: "user-files",
  examples: {
    catches: [
      "/var/lib/apt/lists/mirror.example_debian_dists_bookworm_InRelease",
      "/var/cache/apt/archives/make_4.3-4.1_amd64.deb",
      "/var/cache/apk/APKINDEX.b89edf6e.tar.gz",
      "/home/app/.npm/_cacache/index-v5/00/1f",
      "/root/.cache/pip/http-v2/a/b/c",
      "/opt/build/.m2/repository/junit/junit/4.13/junit-4.13.jar",
      "/usr/local/bundle/cache/rack-3.0.8.gem"
    ],
    ignores: [
      "/var/lib/apt/extended_states",
      "/app/.npmrc",
      "/var/lib/apt/lists/lock",
      "/app/cache/pip/http/a"
    ]
  },
  match(file) {
    if (!isOwnFile(file) || file.size === 0) return void 0;
    const manager2 = cacheManager(file.path);
    return manager2 === void 0 ? void 0 : { subject: `${manager2} cache` };
  }
});
// src/rules/packaging-tool.ts
var packagingTool = defineToolRule({
  id: "packaging-tool",
  headline: "tools that make distribution packages",
  fix: "Build packages in an earlier stage and install the result",
  examples: {
    catches: ["the packages `dpkg-dev`, `debhelper`, `rpm`, `abuild`"],
    ignores: ["`dpkg`, `apk` and `rpm` themselves where the base image has them"]
  }
});
// src/rules/php-build-tool.ts
var phpBuildTool = defineToolRule({
  id: "php-build-tool",
  headline: "Composer or PHP extension build tools",
  fix: "Run Composer in an earlier stage (`COPY --from=composer`) with `--no-dev` and copy `vendor`",
  examples: {
    catches: [
      "an unpackaged `/usr/bin/composer` or `composer.phar`",
      "the packages `composer` and `php-dev`"
    ],
    ignores: [
      "`PHPIZE_DEPS` in the environment: it is only a text",
      "`phpize` and `pecl` that came with a PHP base image"
    ]
  }
});
// src/rules/python-build-tool.ts
var pythonBuildTool = defineToolRule({
  id: "python-build-tool",
  headline: "Python package manager or build backend that the image itself adds",
  fix: "Install into a virtual environment in an earlier stage and copy only that to the same base image",
  examples: {
    catches: [
      "Poetry, uv, PDM, Pipenv, Hatch, Cython that the final stage installs",
      "a `uv` program that `COPY --from` brought",
      "the package `python3-pip`"
    ],
    ignores: ["pip and setuptools that came with a Python base image"]
  }
});
// src/rules/ruby-build-tool.ts
var rubyBuildTool = defineToolRule({
  id: "ruby-build-tool",
  headline: "Ruby build tool that the image itself adds",
  fix: "Install the gems in an earlier stage and copy `/usr/local/bundle`",
  examples: {
    catches: ["the packages `bundler` and `ruby-build`"],
    ignores: ["gem, bundler and rake that every Ruby brings"]
  }
});
// src/rules/rust-toolchain.ts
var rustToolchain = defineToolRule({
  id: "rust-toolchain",
  headline: "Rust compiler, Cargo or rustup",
  fix: "Build in an earlier stage and copy `target/release/<name>` to a runtime base image",
  examples: {
    catches: [
      "the packages `rustc` and `cargo`",
      "rustup\u2019s toolchains under any home",
      "a program that needs `librustc_driver`"
    ],
    ignores: ["a program that was written in Rust"]
  }
});
// src/rules/sdk-base.ts
var LANGUAGES = {
  "go-toolchain": "Go",
  "rust-toolchain": "Rust",
  jdk: "Java",
  "jvm-build-tool": "JVM build tools",
  "dotnet-sdk": ".NET",
  "c-toolchain": "C/C++"
};
var MAX_TOLD2 = 5;
var sdkBase = defineLedgerRule({
  id: "sdk-base",
  category: "base-image",
  headline: "final stage that starts from an SDK image",
  severity: "error",
  since: "1.0.0",
  fix: "Keep this image for the build stage, and start the final stage from a runtime image (`-slim`, `-alpine`, JRE, distroless)",
  evidence: "thing",
  examples: {
    catches: [
      "`FROM golang:1.22`",
      "`FROM node:20`, which brings gcc, make and 81 `-dev` packages",
      "`FROM eclipse-temurin:17`, a JDK",
      "`FROM builder AS production`"
    ],
    ignores: [
      "`FROM python:3-slim` with its pip",
      "`FROM node:20-slim` with its npm",
      "binutils alone, as some JRE images have"
    ]
  },
  inspect(ledger) {
    const brought = findToolchains(ledger).map((found) => ({ ...found, rows: found.rows.filter((row) => ledger.isInherited(row)) })).filter(({ rows }) => rows.length > 0);
    const kits = brought.filter(({ tool: tool3 }) => tool3.isSdk);
    const leading = kits.find(({ tool: tool3 }) => tool3.ruleId !== "c-toolchain") ?? kits[0];
    if (!leading) return [];
    const { tool: tool2, version: version2 } = leading;
    return [
      {
        subject: `SDK base image (${LANGUAGES[tool2.ruleId] ?? tool2.subject})`,
        ...version2 !== null && { version: version2 },
        message: describe(ledger, [leading, ...brought.filter((found) => found !== leading)]),
        rows: [...new Set(brought.flatMap(({ rows }) => rows))].sort((a, b) => a - b),
        packages: [...new Set(brought.flatMap(({ packages }) => packages))],
        at: "from"
      }
    ];
  }
});
function describe({ baseName }, found) {
  const told = found.slice(0, MAX_TOLD2).map(({ tool: tool2, version: version2 }) => version2 === null ? tool2.subject : `${tool2.subject} ${version2}`);
  const more = found.length > MAX_TOLD2 ? ` and ${found.length - MAX_TOLD2} more build tools` : "";
  return `The base image ${baseName === null ? "" : `\`${baseName}\` `}brings ${told.join(", ")}${more}`;
}
// src/rules/start-commands.ts
function readStartText(ledger) {
  const { catalog, config: config3 } = ledger;
  const words = [...config3.entrypoint, ...config3.cmd];
  const scripts = words.flatMap((word) => {
    const row = word.includes("/") || word.includes(".") ? catalog.resolve(absolutePath(config3, word)) : -1;
    const content = row < 0 ? void 0 : factsOf(catalog, row)?.content;
    return content === void 0 ? [] : [Buffer.from(content).toString("utf8")];
  });
  return [words.join(" "), ...scripts].join("\n");
}
var SUPERVISORS = /^(busybox(\.static)?|toybox|s6-svscan|runsvdir|runit|runit-init|runsvinit|monit|horust|multirun|forego|goreman|hivemind|overmind|init|docker-init|dinit|systemd|openrc-init|cron|crond|supercronic|ofelia|parallel|make|just|task)$/;
var MAX_WRAPPED = 8;
var MAX_COMMANDS = 50;
function readStart(ledger) {
  const programs = readStartedPrograms(ledger);
  const last = programs.at(-1);
  if (last === void 0) return { commands: [], isSure: false };
  const texts2 = programs.flatMap(({ word, args }) => isShell(word) ? shellCommands(args) : []);
  const { cmd, entrypoint } = ledger.config;
  const passed = isScript2(ledger, last) && entrypoint.length > 0 && cmd.length > 0 ? unwrap(cmd) : [];
  return {
    commands: [[last.word, ...last.args], ...texts2, ...passed],
    isSure: texts2.length <= 1 && isPlain(ledger, last)
  };
}
function isPlain(ledger, program) {
  const name = program.word.slice(program.word.lastIndexOf("/") + 1);
  return !isScript2(ledger, program) && !isLauncher(program.word) && !SUPERVISORS.test(name);
}
function isScript2({ catalog }, { row }) {
  return row >= 0 && factsOf(catalog, row)?.elf === void 0;
}
function unwrap(words) {
  const commands = [];
  for (let at = words; at.length > 0 && commands.length < MAX_WRAPPED; at = innerCommand(at)) {
    commands.push(at);
    const [word = "", ...args] = at;
    if (isShell(word)) commands.push(...shellCommands(args));
  }
  return commands;
}
function shellCommands(args) {
  const option = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  const text4 = option < 0 ? "" : args[option + 1] ?? "";
  return text4.split(/[;&|<>()\n]+/).map((simple) => simple.split(/\s+/).filter((word) => word !== "" && !/^(exec|env|\w+=.*)$/.test(word))).filter((words) => words.length > 0).slice(0, MAX_COMMANDS);
}
// src/rules/typescript-start.ts
var LOADERS = [
  "tsx",
  "ts-node",
  "ts-node-dev",
  "@swc-node",
  "esbuild-register",
  "esbuild-runner",
  "jiti",
  "sucrase",
  "vite-node"
];
var RUNNERS = /^(deno|bun|bunx|tsx|ts-node|ts-node-esm|ts-node-dev|tsnd|esr|vite-node|jiti|sucrase-node)$/;
var PACKAGE_RUNNERS = /^(npx|npm|pnpm|pnpx|yarn)$/;
var RUNTIMES_OF_THEIR_OWN = /^(deno|bun)$/;
var VALUE_OPTIONS = /^(-r|--require|--import|--loader|--experimental-loader|-C|--conditions|--env-file(-if-exists)?|--title|--input-type|--max-http-header-size|--icu-data-dir|--openssl-config|--redirect-warnings|--diagnostic-dir|--disable-warning|--dns-result-order|--unhandled-rejections|--trace-event-categories|--inspect-port|--watch-path|--secure-heap(-min)?)$/;
var LOADER_OPTION = /^(-r|--require|--import|--loader|--experimental-loader)$/;
var NODE2 = /(^|\/)(node|nodejs)$/;
var STRIPPING_OPTION = /^--experimental-(strip|transform)-types$/;
var TYPESCRIPT = /\.[cm]?tsx?$/;
var LOADER_WORD = new RegExp(`(^|/)(${LOADERS.join("|")})(/|$)`);
function startsTypeScript(ledger) {
  const { commands, isSure } = readStart(ledger);
  if (commands.some((command) => runsTypeScript(ledger, command))) return true;
  const startsNode = commands.some(([word = ""]) => NODE2.test(word));
  if (isSure && !startsNode) return false;
  const options = (environmentValue(ledger.config, "NODE_OPTIONS") ?? "").split(/\s+/);
  if (joinValues(options).some(isTypeScriptOption)) return true;
  const hasLoader = findLoaders(ledger).some((loader) => !isSure || loader?.isDevelopment !== true);
  return hasLoader || !isSure && hasOwnRuntime(ledger);
}
function runsTypeScript(ledger, [word = "", ...args]) {
  const name = word.slice(word.lastIndexOf("/") + 1);
  if (NODE2.test(name)) return toldTypeScript(args);
  if (findProgram(ledger, word).row < 0) return false;
  if (RUNNERS.test(name)) return hasOwnRuntime(ledger) || findLoaders(ledger).length > 0;
  return PACKAGE_RUNNERS.test(name) && args.some((arg) => RUNNERS.test(arg));
}
function toldTypeScript(args) {
  const told = joinValues(args);
  const script = told.findIndex((arg) => !arg.startsWith("-"));
  const options = told.slice(0, script < 0 ? told.length : script);
  return TYPESCRIPT.test(told[script] ?? "") || options.some(isTypeScriptOption);
}
function joinValues(args) {
  const joined = args.map((arg, at) => VALUE_OPTIONS.test(arg) ? `${arg}=${args[at + 1] ?? ""}` : arg);
  return joined.filter((_, at) => !VALUE_OPTIONS.test(args[at - 1] ?? ""));
}
function isTypeScriptOption(text4) {
  const [option = "", value = ""] = text4.split("=", 2);
  return STRIPPING_OPTION.test(option) || isLoaderOption(option, value);
}
function isLoaderOption(option, value) {
  return LOADER_OPTION.test(option) && LOADER_WORD.test(value);
}
function hasOwnRuntime(ledger) {
  const { catalog } = ledger;
  return catalog.factRows.some((row) => {
    const isNamed3 = RUNTIMES_OF_THEIR_OWN.test(catalog.paths.name(catalog.node(row)));
    return isNamed3 && catalog.isVisible(row) && runtimesOfProgram(ledger, row).length > 0;
  });
}
function findLoaders(ledger) {
  const { catalog } = ledger;
  const { paths } = catalog;
  const found = [];
  for (let node2 = 0; node2 < paths.size; node2 += 1) {
    if (paths.name(node2) !== "node_modules") continue;
    const directories = LOADERS.map((name) => paths.findChild(node2, name)).filter((one2) => one2 >= 0);
    found.push(...directories.flatMap((directory) => packagesAt(catalog, directory)));
  }
  return found.map(
    (directory) => ledger.owner(catalog.visibleRow(paths.findChild(directory, "package.json")))
  );
}
function packagesAt(catalog, directory) {
  const { paths } = catalog;
  const all = [directory];
  if (paths.name(directory).startsWith("@")) {
    for (let child3 = paths.firstChild(directory); child3 >= 0; child3 = paths.nextSibling(child3))
      all.push(child3);
  }
  return all.filter((one2) => isPackage(catalog, one2) && hasScript(catalog, one2, MAX_DEPTH));
}
function isPackage(catalog, node2) {
  const path4 = `${catalog.paths.path(node2)}/package.json`;
  const text4 = isNpmPackage(path4) ? readText2(catalog, path4) : void 0;
  return text4 !== void 0 && (parseNpmPackage(path4, text4)?.version ?? "") !== "";
}
var MAX_DEPTH = 6;
var MIN_SCRIPT_BYTES = 512;
function hasScript(catalog, node2, depth) {
  const { paths } = catalog;
  for (let child3 = paths.firstChild(node2); child3 >= 0; child3 = paths.nextSibling(child3)) {
    const row = catalog.visibleRow(child3);
    if (row >= 0 && catalog.size(row) >= MIN_SCRIPT_BYTES && /\.[cm]?js$/.test(paths.name(child3)))
      return true;
    if (depth > 0 && hasScript(catalog, child3, depth - 1)) return true;
  }
  return false;
}
// src/rules/intended-runtimes.ts
function readIntendedRuntimes(ledger) {
  const environment = findBrokenEnvironment(ledger) === void 0 ? [] : ["python"];
  const runtimes = /* @__PURE__ */ new Set([
    ...readRuntimes(ledger),
    ...startedRuntimes(ledger),
    ...missingRuntimes(ledger),
    ...environment
  ]);
  if (runtimes.has("node") && startsTypeScript(ledger)) runtimes.add("typescript");
  return runtimes;
}
var APPLICATION_RUNTIMES = ["python", "node", "typescript", "ruby", "php", "elixir"];
function isInterpreted(ledger, runtimes) {
  return APPLICATION_RUNTIMES.some((runtime) => runtimes.has(runtime)) && !startsOwnProgram(ledger);
}
function startsOwnProgram(ledger) {
  return readStartedPrograms(ledger).some(
    ({ row, word }) => row >= 0 && !ledger.isInherited(row) && factsOf(ledger.catalog, row)?.elf !== void 0 && ledger.rightfulOwner(row) === void 0 && runtimesOfProgram(ledger, row, nameOf3(word)).length === 0 && !isLauncher(word)
  );
}
function startedRuntimes(ledger) {
  return readStart(ledger).commands.flatMap(([word = ""]) => {
    const { row } = findProgram(ledger, word);
    return row < 0 ? [] : runtimesOfProgram(ledger, row, nameOf3(word));
  });
}
function missingRuntimes(ledger) {
  if (findStartFailure(ledger) === void 0) return [];
  const words = readStartedPrograms(ledger).flatMap(({ word, row }) => {
    const shebang = row < 0 ? void 0 : factsOf(ledger.catalog, row)?.shebang;
    return shebang === void 0 ? [word] : [word, ...interpreterWords(shebang)];
  });
  const missing = words.filter((word) => findProgram(ledger, word).row < 0).map(nameOf3);
  return missing.flatMap((name) => [
    ...runtimesOfName(name),
    .../^(deno|bun)$/.test(name) ? TYPESCRIPT2 : []
  ]);
}
var TYPESCRIPT2 = ["typescript"];
function nameOf3(word) {
  return word.slice(word.lastIndexOf("/") + 1);
}
// src/ledger/vendored.ts
var VENDORED = /(?:^|\/)(?:node_modules|bower_components|jspm_packages|site-packages|dist-packages|gems|vendor|third[_-]?party|3rdparty|externals?|extern|deps|Pods)\//i;
function isVendored(tracked) {
  return VENDORED.test(tracked);
}
// src/rules/source-languages.ts
var SOURCE_LANGUAGES = [
  { name: "Go", extensions: [".go"], readBy: [] },
  { name: "Rust", extensions: [".rs"], readBy: [] },
  { name: "Java", extensions: [".java"], readBy: ["jvm-script"] },
  { name: "Kotlin", extensions: [".kt", ".kts"], readBy: ["jvm-script"] },
  { name: "Scala", extensions: [".scala", ".sc"], readBy: ["jvm-script"] },
  { name: "C#", extensions: [".cs", ".razor"], readBy: [] },
  { name: "F#", extensions: [".fs", ".fsi"], readBy: [] },
  { name: "Visual Basic", extensions: [".vb"], readBy: [] },
  { name: "C", extensions: [".c", ".h"], readBy: ["native-script"] },
  {
    name: "C++",
    extensions: [".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx", ".ipp"],
    readBy: ["native-script"]
  },
  { name: "Objective-C++", extensions: [".mm"], readBy: [] },
  { name: "CUDA", extensions: [".cu", ".cuh"], readBy: [] },
  { name: "Fortran", extensions: [".f90", ".f95", ".f03", ".f08"], readBy: [] },
  { name: "Ada", extensions: [".adb", ".ads"], readBy: [] },
  { name: "Erlang", extensions: [".erl", ".hrl"], readBy: [] },
  { name: "Swift", extensions: [".swift"], readBy: [] },
  { name: "Zig", extensions: [".zig"], readBy: [] },
  { name: "Haskell", extensions: [".hs", ".lhs"], readBy: [] },
  { name: "OCaml", extensions: [".ml", ".mli"], readBy: [] },
  { name: "Nim", extensions: [".nim"], readBy: [] },
  { name: "Crystal", extensions: [".cr"], readBy: [] },
  { name: "Elixir", extensions: [".ex"], readBy: ["elixir"] },
  { name: "Dart", extensions: [".dart"], readBy: ["dart"] },
  { name: "Cython", extensions: [".pyx", ".pxd"], readBy: [] },
  { name: "Python", extensions: [".py", ".pyw"], readBy: ["python"] },
  { name: "Ruby", extensions: [".rb", ".rake", ".gemspec"], readBy: ["ruby"] },
  { name: "PHP", extensions: [".php"], readBy: ["php"] },
  { name: "Perl", extensions: [".pl", ".pm"], readBy: ["perl"] },
  { name: "shell", extensions: [".sh", ".bash"], readBy: ["shell"] },
  { name: "TypeScript", extensions: [".ts", ".tsx", ".mts", ".cts"], readBy: ["typescript"] },
  { name: "JSX", extensions: [".jsx"], readBy: ["typescript"] },
  { name: "Vue", extensions: [".vue"], readBy: ["typescript"] },
  { name: "Svelte", extensions: [".svelte"], readBy: ["typescript"] },
  // Frameworks compile these on the first request.
  { name: "style sheet", extensions: [".scss", ".sass", ".less"], readBy: ["ruby", "python", "php"] }
];
var PROJECT_FILES = [
  {
    names: /^(go\.(mod|sum|work|work\.sum)|Cargo\.(toml|lock)|rust-toolchain(\.toml)?|build\.rs)$/,
    readBy: []
  },
  {
    names: /^(pom\.xml|(build|settings)\.gradle(\.kts)?|gradlew(\.bat)?|mvnw(\.cmd)?|build\.sbt|build\.xml)$/,
    readBy: []
  },
  {
    names: /^(CMakeLists\.txt|(GNU)?[Mm]akefile(\.am|\.in)?|meson\.build|configure\.ac|BUILD(\.bazel)?|WORKSPACE(\.bazel)?|MODULE\.bazel)$/,
    readBy: []
  },
  { names: /\.(csproj|fsproj|vbproj|vcxproj|sln|slnx)$|^Directory\.(Build|Packages)\.props$/, readBy: [] },
  {
    names: /^(Package\.swift|Package\.resolved|stack\.yaml|build\.zig|build\.zig\.zon|dune-project)$|\.(cabal|nimble)$/,
    readBy: []
  },
  { names: /^mix\.(exs|lock)$/, readBy: ["elixir"] },
  { names: /^tsconfig[^/]*\.json$/, readBy: ["typescript"] },
  {
    names: /^(package(-lock)?\.json|yarn\.lock|pnpm-(lock|workspace)\.yaml|npm-shrinkwrap\.json)$/,
    readBy: ["node"]
  },
  {
    names: /^(requirements[^/]*\.txt|pyproject\.toml|setup\.(py|cfg)|Pipfile(\.lock)?|poetry\.lock|uv\.lock)$/,
    readBy: ["python"]
  },
  { names: /^(Gemfile(\.lock)?|Rakefile)$/, readBy: ["ruby"] },
  { names: /^composer\.(json|lock)$/, readBy: ["php"] }
];
// src/rules/source.ts
var DECLARATION = /\.d\.[cm]?ts$/;
var RUN_TIME_CONFIG = /[.-]config\.[cm]?ts$|^knexfile\.ts$/;
function judgeSource(tracked, runtimes) {
  const name = tracked.slice(tracked.lastIndexOf("/") + 1);
  const project = PROJECT_FILES.find(({ names }) => names.test(name));
  if (project) return isRead(project.readBy, runtimes) ? void 0 : PROJECT_SOURCE;
  const extension = name.slice(name.lastIndexOf(".")).toLowerCase();
  const language = SOURCE_LANGUAGES.find(({ extensions }) => extensions.includes(extension));
  if (!language || isRead(language.readBy, runtimes) || isUsed(name, runtimes)) return void 0;
  const folder = tracked.includes("/") ? `${tracked.slice(0, tracked.indexOf("/"))}/` : "";
  return {
    subject: `${folder}*${extension} of this repository`,
    message: `${language.name} sources of this repository, which nothing in the image runs`
  };
}
var PROJECT_SOURCE = {
  subject: "project files of this repository",
  message: "Project files of this repository, which only a build reads",
  isProjectFile: true
};
function isUsed(name, runtimes) {
  return DECLARATION.test(name) || runtimes.has("node") && RUN_TIME_CONFIG.test(name);
}
function isRead(readBy, runtimes) {
  return readBy.some((runtime) => runtimes.has(runtime));
}
// src/rules/wishes.ts
var MAX_LINKER_CACHE_BYTES = 1024 * 1024;
var MAX_CONFIG_BYTES = 64 * 1024;
var MAX_SOURCE_BYTES = 64 * 1024;
var MAX_SOURCE_DEPTH = 6;
var MAX_SOURCE_MAP_BYTES = 16 * 1024;
var CONFIG = /^\/etc\/(passwd|group|ld\.so\.conf|ld\.so\.conf\.d\/[^/]+\.conf|ld-musl-[^/]+\.path)$|\/pyvenv\.cfg$/;
var START_SCRIPTS = [".sh", "entrypoint", "/start", "/run", "/serve", "/launch", "/boot", "/init"];
var MAX_SCRIPT_BYTES = 16 * 1024;
var MAX_SCRIPT_DEPTH = 4;
var PACKET_BYTES = 188;
var MAX_STREAM_BYTES = 64 * 1024;
var SOURCE_MAP = /[^/]\.([cm]?js|css)\.map$/;
function isSourceMapPath(path4) {
  return path4.endsWith(".map") && SOURCE_MAP.test(path4);
}
function isConfig(path4) {
  return (path4.startsWith("/etc/") || path4.endsWith("/pyvenv.cfg")) && CONFIG.test(path4);
}
function wantsContent(path4, size) {
  if (path4 === "/etc/ld.so.cache") return size <= MAX_LINKER_CACHE_BYTES;
  if (isConfig(path4)) return size <= MAX_CONFIG_BYTES;
  if (isSourceMapPath(path4)) return size <= MAX_SOURCE_MAP_BYTES && !isDependencyPath(path4);
  if (isStartScript(path4)) return size <= MAX_SCRIPT_BYTES && isShallow2(path4, MAX_SCRIPT_DEPTH);
  return isSource(path4, size);
}
function isSmallStream(path4, size) {
  return size > 0 && size % PACKET_BYTES === 0 && size <= MAX_STREAM_BYTES && !isDependencyPath(path4);
}
function isSource(path4, size) {
  if (path4.endsWith(".ts")) return isSmallStream(path4, size);
  return path4.endsWith(".py") && isOwnSource(path4, size);
}
function isOwnSource(path4, size) {
  return size <= MAX_SOURCE_BYTES && isShallow2(path4, MAX_SOURCE_DEPTH);
}
function isStartScript(path4) {
  return START_SCRIPTS.some((end2) => path4.endsWith(end2));
}
function isShallow2(path4, depth) {
  return path4.split("/").length - 1 <= depth && !isInstalledPath(path4);
}
// src/rules/proven-source.ts
function sourceAt(ledger, row, runtimes) {
  const tracked = ledger.repositoryTwin(row);
  if (tracked === void 0 || ledger.isInherited(row) || isOthersWork(ledger, row, tracked))
    return void 0;
  const source = isPlaylistPart(ledger, row) ? void 0 : judgeSource(tracked, runtimes);
  return source?.isProjectFile === true ? projectFileAt(ledger, row, { source, runtimes }) : source;
}
function projectFileAt(ledger, row, { source, runtimes }) {
  if (ledger.rightfulOwner(row) !== void 0) return void 0;
  return isInterpreted(ledger, runtimes) ? { ...source, atMost: "warning" } : source;
}
function isOthersWork(ledger, row, tracked) {
  return isVendored(tracked) && ledger.rightfulOwner(row) !== void 0;
}
var SYNC_BYTE = 71;
function isStream({ catalog }, row) {
  if (catalog.size(row) % PACKET_BYTES !== 0) return false;
  const content = catalog.facts(row)?.content;
  if (content === void 0) return catalog.size(row) > MAX_STREAM_BYTES;
  for (let at = 0; at < content.length; at += PACKET_BYTES) if (content[at] !== SYNC_BYTE) return false;
  return true;
}
function isPlaylistPart(ledger, row) {
  const { catalog } = ledger;
  const { paths } = catalog;
  const node2 = catalog.node(row);
  if (!paths.name(node2).endsWith(".ts") || !isStream(ledger, row)) return false;
  for (let child3 = paths.firstChild(paths.parent(node2)); child3 >= 0; child3 = paths.nextSibling(child3)) {
    if (paths.name(child3).endsWith(".m3u8")) return true;
  }
  return false;
}
// src/rules/source-file.ts
var sourceFile = defineLedgerRule({
  id: "source-file",
  category: "source",
  headline: "source file of the repository that nothing in the image runs",
  severity: "error",
  since: "1.0.0",
  fix: "Copy only the built artefact from the build stage, not its whole directory",
  evidence: "user-files",
  examples: {
    catches: [
      "`main.go` of the repository beside the program that was built from it",
      "`src/app.ts` in an image whose Node.js runs `dist/app.js`",
      "`app.py` in an image without Python",
      "`go.mod`, `pom.xml`, `Cargo.toml`, whatever the runtime"
    ],
    ignores: [
      "`app.py` where Python is installed, or where the image starts a Python that is missing",
      "a `.go` file that is not in the repository",
      "a header of `third_party/` in the repository, where a package that the same instruction installed owns it",
      "HTML, images, configuration, templates, licences, `.js`"
    ]
  },
  inspect(ledger) {
    const runtimes = readIntendedRuntimes(ledger);
    const found = /* @__PURE__ */ new Map();
    for (const row of ledger.catalog.factRows) {
      const source = sourceAt(ledger, row, runtimes);
      if (source === void 0) continue;
      const known2 = found.get(source.subject);
      if (known2) known2.rows.push(row);
      else found.set(source.subject, { ...source, rows: [row] });
    }
    return [...found.values()];
  }
});
// src/rules/source-map-content.ts
function isServed(path4) {
  return /\/(html|htdocs|www|wwwroot|public|static|assets|webapps)\//.test(path4);
}
function lacksSources({ facts }) {
  if (facts?.content === void 0) return false;
  try {
    const text4 = Buffer.from(facts.content).toString("utf8").replace(/^[^{]*/, "");
    return !holdsSources(JSON.parse(text4));
  } catch {
    return false;
  }
}
function holdsSources(value, depth = 0) {
  if (typeof value !== "object" || value === null) return false;
  const found = Object.entries(value).some(
    ([key, part]) => key === "sourcesContent" && Array.isArray(part) && part.some((one2) => one2 !== null)
  );
  return found || depth > MAX_DEPTH2 || Object.values(value).some((part) => holdsSources(part, depth + 1));
}
var MAX_DEPTH2 = 6;
function isSourceMap({ facts }) {
  const content = facts?.content;
  return content === void 0 || /^[^{]{0,80}\{[^]*"mappings"\s*:/.test(Buffer.from(content).toString("utf8"));
}
// src/rules/source-map.ts
var sourceMap = defineFileRule({
  id: "source-map",
  category: "source",
  headline: "source map of a bundled script or style sheet",
  severity: "error",
  since: "1.0.0",
  fix: "Build without source maps, or upload them to where errors are collected and leave them out of the final stage",
  evidence: "user-files",
  examples: {
    catches: [
      "/usr/share/nginx/html/assets/index-BKj3k2_s.js.map",
      "/app/dist/main.js.map",
      "/app/dist/worker.mjs.map",
      "/app/dist/server.cjs.map",
      "/srv/www/site.css.map"
    ],
    ignores: [
      "/app/node_modules/express/index.js.map",
      "/usr/lib/python3/dist-packages/django/static/a.js.map",
      "/app/vendor/symfony/a.css.map",
      "/var/lib/postgresql/data/base/1/pg_filenode.map",
      "/boot/System.map",
      "/app/js.map",
      "/app/dist/index.d.ts.map"
    ]
  },
  match(file) {
    if (!isSourceMapPath(file.path) || !isOwnFile(file) || file.owner !== void 0) return void 0;
    if (isDependencyPath(file.path) || !isSourceMap(file)) return void 0;
    return isServed(file.path) || !lacksSources(file) ? { subject: "source maps" } : BARE;
  }
});
var BARE = { subject: "source maps without sources", atMost: "note" };
// src/rules/vcs-directory.ts
var CHECKOUTS = [
  /^(.*\/\.git)\/(HEAD|config|index|packed-refs|FETCH_HEAD|ORIG_HEAD|shallow|(objects|refs|logs|modules|lfs|worktrees|hooks|info)\/.+)$/,
  /^(.*\/\.hg)\/(dirstate|requires|00changelog\.i|hgrc|store\/.+)$/,
  /^(.*\/\.svn)\/(wc\.db|entries|format|pristine\/.+)$/,
  // Jujutsu, Bazaar, Darcs and Pijul.
  /^(.*\/\.jj)\/(repo|working_copy)\/.+$/,
  /^(.*\/\.bzr)\/(branch-format|(repository|branch|checkout)\/.+)$/,
  /^(.*\/_darcs)\/(hashed_inventory|(inventories|patches|pristine\.hashed)\/.+)$/,
  /^(.*\/\.pijul)\/(pristine|changes)\/.+$/,
  // Under any name: objects are called by their digests, and are the history.
  /^(.+)\/objects\/(pack\/pack-[0-9a-f]{40,64}\.(pack|idx)|[0-9a-f]{2}\/[0-9a-f]{38,62})$/
];
var PLACE4 = /\/\.|\/objects\/|\/_darcs\//;
var vcsDirectory = defineFileRule({
  id: "vcs-directory",
  category: "context-leak",
  headline: "version control history in the image",
  severity: "error",
  since: "1.0.0",
  fix: "Add `.git` to `.dockerignore`, or delete the directory in the instruction that clones it",
  evidence: "thing",
  examples: {
    catches: [
      "/app/.git/HEAD",
      "/app/.git/objects/pack/pack-1.pack",
      "/src/.hg/store/00manifest.i",
      "/src/.svn/wc.db",
      "/app/history/objects/00/0123456789abcdef0123456789abcdef012345"
    ],
    ignores: [
      "/app/.git",
      "/app/.gitignore",
      "/app/git/HEAD",
      "/app/objects/00/model.bin",
      "/app/.github/workflows/ci.yml",
      "/app/node_modules/x/.git/HEAD"
    ]
  },
  match(file) {
    if (file.isInherited || !PLACE4.test(file.path) || isDependencyPath(file.path)) return void 0;
    const checkout = CHECKOUTS.map((files) => files.exec(file.path)?.[1]).find((path4) => path4 !== void 0);
    return checkout === void 0 ? void 0 : { subject: checkout };
  }
});
// src/rules/index.ts
var RULES = [
  cToolchain,
  goToolchain,
  rustToolchain,
  jdk,
  jvmBuildTool,
  dotnetSdk,
  nodePackageManager,
  nodeBundler,
  pythonBuildTool,
  rubyBuildTool,
  phpBuildTool,
  codeGenerator,
  otherToolchain,
  packagingTool,
  sourceFile,
  sourceMap,
  sdkBase,
  missingInterpreter,
  missingLibrary,
  missingPackages,
  missingUser,
  foreignLibc,
  vcsDirectory,
  contextFile,
  devDependency,
  packageArchive,
  packageCache,
  buildCache,
  hiddenBytes
];
var CATEGORIES = {
  "build-tool": "compilers, SDKs, linkers, build systems, bundlers, package managers that the runtime does not need",
  source: "files of the repository that the image\u2019s runtime does not interpret",
  secret: "credentials, keys, tokens",
  "base-image": "the final stage starts from an SDK image",
  "broken-stage": "what is in the image cannot run",
  "context-leak": "what a missing `.dockerignore` let in",
  "dev-files": "needed to build against, not to run",
  waste: "bytes that nobody can use",
  "admin-tool": "judgement calls: git, curl, ssh, sudo, a shell"
};
var EMPTY_CATEGORIES = Object.keys(CATEGORIES).filter(
  (category) => RULES.every((rule) => rule.category !== category)
);
var BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));
function ruleById(id) {
  return BY_ID.get(id);
}
// node_modules/zod/v4/core/util.js
var util_exports = {};
(0, import_shared_5.__export)(util_exports, {
  BIGINT_FORMAT_RANGES: () => BIGINT_FORMAT_RANGES,
  CONSTANT_CATCH: () => CONSTANT_CATCH,
  Class: () => Class,
  NUMBER_FORMAT_RANGES: () => NUMBER_FORMAT_RANGES,
  aborted: () => aborted,
  allowsEval: () => allowsEval,
  assert: () => assert,
  assertEqual: () => assertEqual,
  assertIs: () => assertIs,
  assertNever: () => assertNever,
  assertNotEqual: () => assertNotEqual,
  assignProp: () => assignProp,
  attachSchema: () => attachSchema,
  base64ToUint8Array: () => base64ToUint8Array,
  base64urlToUint8Array: () => base64urlToUint8Array,
  cached: () => cached,
  captureStackTrace: () => captureStackTrace,
  cleanEnum: () => cleanEnum,
  cleanRegex: () => cleanRegex,
  clone: () => clone,
  cloneDef: () => cloneDef,
  codePointLength: () => codePointLength,
  constantCatch: () => constantCatch,
  createTransparentProxy: () => createTransparentProxy,
  defineLazy: () => defineLazy,
  defineLazyInternal: () => defineLazyInternal,
  derived: () => derived,
  esc: () => esc,
  escapeRegex: () => escapeRegex,
  explicitlyAborted: () => explicitlyAborted,
  extend: () => extend,
  finalizeIssue: () => finalizeIssue,
  floatSafeRemainder: () => floatSafeRemainder,
  getElementAtPath: () => getElementAtPath,
  getEnumValues: () => getEnumValues,
  getLengthableOrigin: () => getLengthableOrigin,
  getParsedType: () => getParsedType,
  getSizableOrigin: () => getSizableOrigin,
  hexToUint8Array: () => hexToUint8Array,
  hide: () => hide,
  installLazyProp: () => installLazyProp,
  isObject: () => isObject,
  isPlainObject: () => isPlainObject,
  issue: () => issue,
  joinValues: () => joinValues2,
  jsonStringifyReplacer: () => jsonStringifyReplacer,
  members: () => members,
  merge: () => merge,
  mergeDefs: () => mergeDefs,
  normalizeParams: () => normalizeParams,
  nullish: () => nullish,
  numKeys: () => numKeys,
  objectClone: () => objectClone,
  omit: () => omit,
  optionalKeys: () => optionalKeys,
  own: () => own,
  parsedType: () => parsedType,
  partial: () => partial,
  pick: () => pick,
  prefixIssues: () => prefixIssues,
  primitiveTypes: () => primitiveTypes,
  promiseAllObject: () => promiseAllObject,
  propertyKeyTypes: () => propertyKeyTypes,
  randomString: () => randomString,
  rawShape: () => rawShape,
  required: () => required,
  safeExtend: () => safeExtend,
  shallowClone: () => shallowClone,
  sizeCaps: () => sizeCaps,
  slugify: () => slugify,
  stringifyPrimitive: () => stringifyPrimitive,
  toZod: () => toZod,
  uint8ArrayToBase64: () => uint8ArrayToBase64,
  uint8ArrayToBase64url: () => uint8ArrayToBase64url,
  uint8ArrayToHex: () => uint8ArrayToHex,
  unwrapMessage: () => unwrapMessage
});
function assertEqual(val) {
  return val;
}
function assertNotEqual(val) {
  return val;
}
function toZod() {
  return (schema) => schema;
}
function assertIs(_arg) {
}
function assertNever(_x) {
  throw new Error("Unexpected value in exhaustive check");
}
function assert(_) {
}
function getEnumValues(entries) {
  const numericValues = Object.values(entries).filter((v) => typeof v === "number");
  const values = Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
  return values;
}
function joinValues2(array2, separator = "|") {
  return array2.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
  if (typeof value === "bigint")
    return value.toString();
  return value;
}
var Cached = class {
  constructor(getter) {
    this._getter = getter;
    this._value = void 0;
  }
  get value() {
    const getter = this._getter;
    if (getter !== void 0) {
      this._value = getter();
      this._getter = void 0;
    }
    return this._value;
  }
};
function cached(getter) {
  return new Cached(getter);
}
function nullish(input) {
  return input === null || input === void 0;
}
function cleanRegex(source) {
  const start = source.startsWith("^") ? 1 : 0;
  const end2 = source.endsWith("$") ? source.length - 1 : source.length;
  return source.slice(start, end2);
}
function floatSafeRemainder(val, step) {
  const ratio = val / step;
  const roundedRatio = Math.round(ratio);
  const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
  if (Math.abs(ratio - roundedRatio) < tolerance)
    return 0;
  return ratio - roundedRatio;
}
var EVALUATING = /* @__PURE__ */ Symbol("evaluating");
function defineLazy(object2, key, getter) {
  let value = void 0;
  Object.defineProperty(object2, key, {
    get() {
      if (value === EVALUATING) {
        return void 0;
      }
      if (value === void 0) {
        value = EVALUATING;
        value = getter();
      }
      return value;
    },
    set(v) {
      Object.defineProperty(object2, key, {
        value: v
        // configurable: true,
      });
    },
    configurable: true
  });
}
function objectClone(obj) {
  return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function assignProp(target, prop, value) {
  Object.defineProperty(target, prop, {
    value,
    writable: true,
    enumerable: true,
    configurable: true
  });
}
function rawShape(def) {
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  return desc?.get ? desc.get.raw : desc?.value;
}
function sourceShape(schema) {
  return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
function deferProp(target, key, getter) {
  Object.defineProperty(target, key, {
    get() {
      const value = getter();
      assignProp(this, key, value);
      return value;
    },
    enumerable: true,
    configurable: true
  });
}
function putProp(target, key, value) {
  if (key in target)
    assignProp(target, key, value);
  else
    target[key] = value;
}
function mirrorShape(target, source, keys, wrap2) {
  const raw = sourceShape(source);
  for (const key of keys) {
    const desc = Object.getOwnPropertyDescriptor(raw, key);
    if (!desc.enumerable)
      continue;
    if (desc.get) {
      deferProp(target, key, () => {
        const value = source._zod.def.shape[key];
        return wrap2 ? wrap2(value, key) : value;
      });
    } else
      putProp(target, key, wrap2 ? wrap2(desc.value, key) : desc.value);
  }
}
function mirrorProps(target, source) {
  for (const key of Reflect.ownKeys(source)) {
    const desc = Object.getOwnPropertyDescriptor(source, key);
    if (!desc.enumerable)
      continue;
    if (desc.get)
      deferProp(target, key, () => source[key]);
    else
      putProp(target, key, desc.value);
  }
}
function mergeDefs(...defs) {
  const mergedDescriptors = {};
  for (const def of defs) {
    const descriptors2 = Object.getOwnPropertyDescriptors(def);
    Object.assign(mergedDescriptors, descriptors2);
  }
  return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
  return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path4) {
  if (!path4)
    return obj;
  return path4.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
  const keys = Object.keys(promisesObj);
  const promises2 = keys.map((key) => promisesObj[key]);
  return Promise.all(promises2).then((results) => {
    const resolvedObj = {};
    for (let i = 0; i < keys.length; i++) {
      resolvedObj[keys[i]] = results[i];
    }
    return resolvedObj;
  });
}
function randomString(length = 10) {
  const chars = "abcdefghijklmnopqrstuvwxyz";
  let str = "";
  for (let i = 0; i < length; i++) {
    str += chars[Math.floor(Math.random() * chars.length)];
  }
  return str;
}
function esc(str) {
  return JSON.stringify(str);
}
function slugify(input) {
  return input.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
}
var captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {
};
function isObject(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
var allowsEval = /* @__PURE__ */ cached(() => {
  if (globalConfig.jitless) {
    return false;
  }
  if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
    return false;
  }
  try {
    const F = Function;
    new F("");
    return true;
  } catch (_) {
    return false;
  }
});
function isPlainObject(o) {
  if (isObject(o) === false)
    return false;
  const ctor = o.constructor;
  if (ctor === void 0)
    return true;
  if (typeof ctor !== "function")
    return true;
  const prot = ctor.prototype;
  if (isObject(prot) === false)
    return false;
  if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
    return false;
  }
  return true;
}
function shallowClone(o) {
  if (isPlainObject(o))
    return { ...o };
  if (Array.isArray(o))
    return [...o];
  if (o instanceof Map)
    return new Map(o);
  if (o instanceof Set)
    return new Set(o);
  return o;
}
function numKeys(data) {
  let keyCount = 0;
  for (const key in data) {
    if (Object.prototype.hasOwnProperty.call(data, key)) {
      keyCount++;
    }
  }
  return keyCount;
}
var getParsedType = (data) => {
  const t = typeof data;
  switch (t) {
    case "undefined":
      return "undefined";
    case "string":
      return "string";
    case "number":
      return Number.isNaN(data) ? "nan" : "number";
    case "boolean":
      return "boolean";
    case "function":
      return "function";
    case "bigint":
      return "bigint";
    case "symbol":
      return "symbol";
    case "object":
      if (Array.isArray(data)) {
        return "array";
      }
      if (data === null) {
        return "null";
      }
      if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
        return "promise";
      }
      if (typeof Map !== "undefined" && data instanceof Map) {
        return "map";
      }
      if (typeof Set !== "undefined" && data instanceof Set) {
        return "set";
      }
      if (typeof Date !== "undefined" && data instanceof Date) {
        return "date";
      }
      if (typeof File !== "undefined" && data instanceof File) {
        return "file";
      }
      return "object";
    default:
      throw new Error(`Unknown data type: ${t}`);
  }
};
var propertyKeyTypes = /* @__PURE__ */ new Set(["string", "number", "symbol"]);
var primitiveTypes = /* @__PURE__ */ new Set([
  "string",
  "number",
  "bigint",
  "boolean",
  "symbol",
  "undefined"
]);
function escapeRegex(str) {
  return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
  const cl = new inst._zod.constr(def ?? inst._zod.def);
  if (!def || params?.parent)
    cl._zod.parent = inst;
  return cl;
}
function normalizeParams(_params) {
  const params = _params;
  if (!params)
    return {};
  if (typeof params === "string")
    return { error: () => params };
  if (params?.message !== void 0) {
    if (params?.error !== void 0)
      throw new Error("Cannot specify both `message` and `error` params");
    params.error = params.message;
  }
  delete params.message;
  if (typeof params.error === "string")
    return { ...params, error: () => params.error };
  return params;
}
function createTransparentProxy(getter) {
  let target;
  return new Proxy({}, {
    get(_, prop, receiver) {
      target ?? (target = getter());
      return Reflect.get(target, prop, receiver);
    },
    set(_, prop, value, receiver) {
      target ?? (target = getter());
      return Reflect.set(target, prop, value, receiver);
    },
    has(_, prop) {
      target ?? (target = getter());
      return Reflect.has(target, prop);
    },
    deleteProperty(_, prop) {
      target ?? (target = getter());
      return Reflect.deleteProperty(target, prop);
    },
    ownKeys(_) {
      target ?? (target = getter());
      return Reflect.ownKeys(target);
    },
    getOwnPropertyDescriptor(_, prop) {
      target ?? (target = getter());
      return Reflect.getOwnPropertyDescriptor(target, prop);
    },
    defineProperty(_, prop, descriptor2) {
      target ?? (target = getter());
      return Reflect.defineProperty(target, prop, descriptor2);
    }
  });
}
function stringifyPrimitive(value) {
  if (typeof value === "bigint")
    return value.toString() + "n";
  if (typeof value === "string")
    return `"${value}"`;
  return `${value}`;
}
function optionalKeys(shape2) {
  return Object.keys(shape2).filter((k) => {
    return shape2[k]._zod.optin !== void 0 && shape2[k]._zod.optout === "optional";
  });
}
var NUMBER_FORMAT_RANGES = /* @__PURE__ */ (() => ({
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  float32: [-34028234663852886e22, 34028234663852886e22],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
var BIGINT_FORMAT_RANGES = {
  int64: [/* @__PURE__ */ BigInt("-9223372036854775808"), /* @__PURE__ */ BigInt("9223372036854775807")],
  uint64: [/* @__PURE__ */ BigInt(0), /* @__PURE__ */ BigInt("18446744073709551615")]
};
function pick(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".pick() cannot be used on object schemas containing refinements");
  }
  const newShape = {};
  mirrorShape(newShape, schema, maskedKeys(schema, mask));
  return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function maskedKeys(schema, mask) {
  const raw = sourceShape(schema);
  const keys = [];
  for (const key of Reflect.ownKeys(mask)) {
    if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
      throw new Error(`Unrecognized key: "${String(key)}"`);
    }
    if (mask[key])
      keys.push(key);
  }
  return keys;
}
function omit(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".omit() cannot be used on object schemas containing refinements");
  }
  const omitted = new Set(maskedKeys(schema, mask));
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
  return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape2) {
  if (!isPlainObject(shape2)) {
    throw new Error("Invalid input to extend: expected a plain object");
  }
  const checks = schema._zod.def.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    const existingShape = sourceShape(schema);
    for (const key of Reflect.ownKeys(shape2)) {
      if (Object.getOwnPropertyDescriptor(existingShape, key) !== void 0) {
        throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
      }
    }
  }
  return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape2) }));
}
function extended(schema, shape2) {
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
  mirrorProps(newShape, shape2);
  return newShape;
}
function safeExtend(schema, shape2) {
  if (!isPlainObject(shape2)) {
    throw new Error("Invalid input to safeExtend: expected a plain object");
  }
  return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape2) }));
}
function merge(a, b) {
  if (!b?._zod?.def) {
    throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
  }
  if (a._zod.def.checks?.length) {
    throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
  }
  const newShape = {};
  mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
  mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
  const def = mergeDefs(a._zod.def, {
    shape: newShape,
    get catchall() {
      return b._zod.def.catchall;
    },
    checks: b._zod.def.checks ?? []
  });
  return clone(a, def);
}
function partial(Class2, schema, mask, name = "partial") {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
  }
  const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class2 && ((value, key) => selected && !selected.has(key) ? value : new Class2({ type: "optional", innerType: value })));
  return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class2, schema, mask) {
  const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => (
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class2({ type: "nonoptional", innerType: value })
  ));
  return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
function aborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue !== true) {
      return true;
    }
  }
  return false;
}
function explicitlyAborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue === false) {
      return true;
    }
  }
  return false;
}
function prefixIssues(path4, issues) {
  return issues.map((iss) => {
    var _a3;
    (_a3 = iss).path ?? (_a3.path = []);
    iss.path.unshift(path4);
    return iss;
  });
}
function unwrapMessage(message) {
  return typeof message === "string" ? message : message?.message;
}
function sizeCaps(defChecks) {
  const caps = [];
  for (const ch of defChecks ?? []) {
    const d = ch._zod.def;
    if (!/_(length|size)$|_equals$/.test(d.check))
      break;
    const max = d.maximum ?? d.length ?? d.size;
    if (max >= 0)
      caps.push([max, ch]);
  }
  return caps;
}
function attachSchema(issues, start, inst) {
  var _a3;
  for (let i = start; i < issues.length; i++) {
    (_a3 = issues[i]).schema ?? (_a3.schema = inst);
  }
}
function finalizeIssue(iss, ctx, config3) {
  var _a3;
  const traits = iss.inst?._zod?.traits;
  if (traits?.has("$ZodType")) {
    if (traits.has("$ZodCheck"))
      (_a3 = iss).schema ?? (_a3.schema = iss.inst);
    else
      iss.schema = iss.inst;
  }
  const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
  const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config3.customError?.(iss)) ?? unwrapMessage(config3.localeError?.(iss)) ?? "Invalid input";
  const full = {};
  for (const k of Object.keys(iss)) {
    if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
      continue;
    full[k] = iss[k];
  }
  full.path ?? (full.path = []);
  full.message = message;
  if (ctx?.reportInput) {
    full.input = iss.input;
  }
  return full;
}
function getSizableOrigin(input) {
  if (input instanceof Set)
    return "set";
  if (input instanceof Map)
    return "map";
  if (input instanceof File)
    return "file";
  return "unknown";
}
var highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
  const units = str.length;
  if (!highSurrogate.test(str))
    return units;
  let count = units;
  for (let i = 0; i < units - 1; i++) {
    if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
      count--;
      i++;
    }
  }
  return count;
}
function getLengthableOrigin(input) {
  if (Array.isArray(input))
    return "array";
  if (typeof input === "string")
    return "string";
  return "unknown";
}
function parsedType(data) {
  const t = typeof data;
  switch (t) {
    case "number": {
      return Number.isNaN(data) ? "nan" : "number";
    }
    case "object": {
      if (data === null) {
        return "null";
      }
      if (Array.isArray(data)) {
        return "array";
      }
      const obj = data;
      if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
        return obj.constructor.name;
      }
    }
  }
  return t;
}
function issue(...args) {
  const [iss, input, inst] = args;
  if (typeof iss === "string") {
    return {
      message: iss,
      code: "custom",
      input,
      inst
    };
  }
  return { ...iss };
}
function cleanEnum(obj) {
  return Object.entries(obj).filter(([k, _]) => {
    return Number.isNaN(Number.parseInt(k, 10));
  }).map((el) => el[1]);
}
function base64ToUint8Array(base642) {
  const binaryString = atob(base642);
  const bytes = new Uint8Array(binaryString.length);
  for (let i = 0; i < binaryString.length; i++) {
    bytes[i] = binaryString.charCodeAt(i);
  }
  return bytes;
}
function uint8ArrayToBase64(bytes) {
  let binaryString = "";
  for (let i = 0; i < bytes.length; i++) {
    binaryString += String.fromCharCode(bytes[i]);
  }
  return btoa(binaryString);
}
function base64urlToUint8Array(base64url2) {
  const base642 = base64url2.replace(/-/g, "+").replace(/_/g, "/");
  const padding = "=".repeat((4 - base642.length % 4) % 4);
  return base64ToUint8Array(base642 + padding);
}
function uint8ArrayToBase64url(bytes) {
  return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex) {
  const cleanHex = hex.replace(/^0x/, "");
  if (cleanHex.length % 2 !== 0) {
    throw new Error("Invalid hex string length");
  }
  const bytes = new Uint8Array(cleanHex.length / 2);
  for (let i = 0; i < cleanHex.length; i += 2) {
    bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
  }
  return bytes;
}
function uint8ArrayToHex(bytes) {
  return Array.from(bytes).map((b) => b.toString(16).padStart(2, "0")).join("");
}
var Class = class {
  constructor(..._args) {
  }
};
function members(proto, table) {
  for (const key in table) {
    const desc = Object.getOwnPropertyDescriptor(table, key);
    if (desc.get)
      Object.defineProperty(proto, key, { ...desc, enumerable: false });
    else
      defineBound(proto, key, desc.value);
  }
}
function own(inst, key, value, enumerable = true) {
  Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
  return value;
}
function hide(inst, key, value) {
  return own(inst, key, value, false);
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function derived(computes, table) {
  for (const key in computes) {
    const compute = computes[key];
    Object.defineProperty(table, key, {
      configurable: true,
      enumerable: true,
      get() {
        return own(this, key, compute(this));
      },
      set(value) {
        own(this, key, value);
      }
    });
  }
  return table;
}
function defineBound(proto, key, fn) {
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      return this == null ? fn : own(this, key, fn.bind(this));
    },
    set(value) {
      own(this, key, value);
    }
  });
}
function claim(inst, sentinel) {
  const proto = Object.getPrototypeOf(inst);
  return sentinel in proto ? void 0 : proto;
}
var installing;
var broke = false;
var breaker = {
  configurable: true,
  get() {
    broke = true;
    return void 0;
  }
};
function defineLazyInternal(inst, key, compute) {
  const proto = Object.getPrototypeOf(inst._zod);
  if (key in proto && installing !== inst._zod) {
    installing = void 0;
    return;
  }
  installing = inst._zod;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      Object.defineProperty(this, key, breaker);
      const outer = broke;
      broke = false;
      try {
        const value = compute(this);
        if (broke)
          delete this[key];
        else
          Object.defineProperty(this, key, { configurable: true, writable: true, value });
        broke = broke || outer;
        return value;
      } catch (err) {
        delete this[key];
        broke = broke || outer;
        throw err;
      }
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, value });
    }
  });
}
function installLazyProp(inst, key, make, enumerable) {
  const proto = claim(inst, key);
  if (!proto)
    return;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      const desc = { configurable: true, writable: true, enumerable, value: void 0 };
      Object.defineProperty(this, key, desc);
      desc.value = make(this);
      Object.defineProperty(this, key, desc);
      return desc.value;
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
    }
  });
}
var CONSTANT_CATCH = "~constantCatch";
function constantCatch(value) {
  const fn = () => value;
  fn[CONSTANT_CATCH] = true;
  return fn;
}
// node_modules/zod/v4/core/core.js
var _a;
var NEVER = /* @__PURE__ */ Object.freeze({
  status: "aborted"
});
var _zodDesc = { value: void 0, enumerable: false };
var _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
  const E = _E;
  if (E) {
    const saved = E.stackTraceLimit;
    if (typeof saved === "number") {
      try {
        E.stackTraceLimit = 0;
      } catch {
        _E = null;
        return new Definition();
      }
      try {
        return new Definition();
      } finally {
        E.stackTraceLimit = saved;
      }
    }
  }
  return new Definition();
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function $constructor(name, initializer3, proto, params) {
  const zodProto = {};
  function Internals(def) {
    this.def = def;
    this.constr = _;
    this.traits = /* @__PURE__ */ new Set();
  }
  Internals.prototype = zodProto;
  const protoMembers = proto;
  const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
  function init(inst, def) {
    if (!inst._zod) {
      _zodDesc.value = new Internals(def);
      try {
        Object.defineProperty(inst, "_zod", _zodDesc);
      } finally {
        _zodDesc.value = void 0;
      }
    } else if (inst._zod.traits.has(name)) {
      return;
    }
    inst._zod.traits.add(name);
    initializer3(inst, def);
    if (initialized) {
      const own2 = Object.getPrototypeOf(inst);
      const ctorProto = inst._zod.constr.prototype;
      let up = own2;
      while (up && up !== ctorProto)
        up = Object.getPrototypeOf(up);
      const target = up ?? own2;
      if (!initialized.has(target)) {
        initialized.add(target);
        members(target, protoMembers);
      }
    }
    const proto2 = _.prototype;
    for (const k in proto2) {
      if (!Object.prototype.hasOwnProperty.call(proto2, k))
        continue;
      if (!(k in inst)) {
        inst[k] = proto2[k].bind(inst);
      }
    }
  }
  const Parent = params?.Parent ?? Object;
  class Definition extends Parent {
  }
  Object.defineProperty(Definition, "name", { value: name });
  function _(def) {
    const inst = params?.Parent ? newError(Definition) : this;
    init(inst, def);
    const deferred = inst._zod.deferred;
    if (deferred) {
      for (const fn of deferred) {
        fn();
      }
      inst._zod.deferred = void 0;
    }
    const pp = globalThis.__zod_globalConfig?.postProcessor;
    if (pp)
      pp(inst);
    return inst;
  }
  Object.defineProperty(_, "init", { value: init });
  Object.defineProperty(_, Symbol.hasInstance, {
    value: (inst) => {
      if (params?.Parent && inst instanceof params.Parent)
        return true;
      return inst?._zod?.traits?.has(name);
    }
  });
  Object.defineProperty(_, "name", { value: name });
  return _;
}
var $ZodAsyncError = class extends Error {
  constructor() {
    super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
  }
};
var $ZodEncodeError = class extends Error {
  constructor(name) {
    super(`Encountered unidirectional transform during encode: ${name}`);
    this.name = "ZodEncodeError";
  }
};
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
var globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
  if (newConfig)
    Object.assign(globalConfig, newConfig);
  return globalConfig;
}
// node_modules/zod/v4/core/errors.js
function _getMessage() {
  const internals = this._zod;
  internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
  return internals.message;
}
function _setMessage(value) {
  this._zod.message = value;
}
var _messageDesc = {
  get: _getMessage,
  set: _setMessage,
  enumerable: true,
  configurable: true
};
var _issuesDesc = { value: void 0, enumerable: false };
var _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
var initializer = (inst, def) => {
  inst.name = "$ZodError";
  _issuesDesc.value = def;
  Object.defineProperty(inst, "issues", _issuesDesc);
  _issuesDesc.value = void 0;
  Object.defineProperty(inst, "message", _messageDesc);
  const proto = Object.getPrototypeOf(inst);
  if (!_installedToString.has(proto)) {
    _installedToString.add(proto);
    Object.defineProperty(proto, "toString", {
      configurable: true,
      enumerable: false,
      get() {
        const value = () => this.message;
        Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
        return value;
      },
      set(value) {
        Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
      }
    });
  }
};
var $ZodError = /* @__PURE__ */ $constructor("$ZodError", initializer);
var $ZodRealError = /* @__PURE__ */ $constructor("$ZodError", initializer, void 0, {
  Parent: Error
});
function node(obj, key, make) {
  if (!Object.prototype.hasOwnProperty.call(obj, key)) {
    if (key === "__proto__") {
      Object.defineProperty(obj, key, { value: make(), writable: true, enumerable: true, configurable: true });
    } else {
      obj[key] = make();
    }
  }
  return obj[key];
}
function flattenError(error2, mapper = (issue2) => issue2.message) {
  const fieldErrors = {};
  const formErrors = [];
  for (const sub of error2.issues) {
    if (sub.path.length > 0) {
      node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
    } else {
      formErrors.push(mapper(sub));
    }
  }
  return { formErrors, fieldErrors };
}
function formatError(error2, mapper = (issue2) => issue2.message) {
  const fieldErrors = { _errors: [] };
  const processError = (error3, path4 = []) => {
    for (const issue2 of error3.issues) {
      if (issue2.code === "invalid_union" && issue2.errors.length) {
        issue2.errors.map((issues) => processError({ issues }, [...path4, ...issue2.path]));
      } else if (issue2.code === "invalid_key") {
        processError({ issues: issue2.issues }, [...path4, ...issue2.path]);
      } else if (issue2.code === "invalid_element") {
        processError({ issues: issue2.issues }, [...path4, ...issue2.path]);
      } else {
        const fullpath = [...path4, ...issue2.path];
        if (fullpath.length === 0) {
          fieldErrors._errors.push(mapper(issue2));
        } else {
          let curr = fieldErrors;
          let i = 0;
          while (i < fullpath.length) {
            const el = fullpath[i];
            const terminal = i === fullpath.length - 1;
            if (el === "_errors") {
              if (terminal)
                curr._errors.push(mapper(issue2));
              i++;
              continue;
            }
            if (!Object.prototype.hasOwnProperty.call(curr, el)) {
              Object.defineProperty(curr, el, {
                value: { _errors: [] },
                enumerable: true,
                writable: true,
                configurable: true
              });
            }
            const node2 = curr[el];
            if (terminal) {
              node2._errors.push(mapper(issue2));
            }
            curr = node2;
            i++;
          }
        }
      }
    }
  };
  processError(error2);
  return fieldErrors;
}
// node_modules/zod/v4/core/parse.js
function finalizeParams(callee, params) {
  return { callee: params?.callee ?? callee, Err: params?.Err };
}
var _parse = (_Err) => {
  const fn = (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
      throw new $ZodAsyncError();
    }
    if (result.issues.length) {
      const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, _params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var _parseAsync = (_Err) => {
  const fn = async (schema, value, _ctx, params) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
      result = await result;
    if (result.issues.length) {
      const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var _safeParse = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
function failure(Err, issues, ctx) {
  let error2;
  return {
    success: false,
    get error() {
      if (!error2) {
        error2 = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
        issues = void 0;
        ctx = void 0;
      }
      return error2;
    },
    set error(e) {
      error2 = e;
      issues = void 0;
      ctx = void 0;
    }
  };
}
var _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
var COMPILE_INVALID = /* @__PURE__ */ Symbol.for("zod.compile.invalid");
var COMPILE_FALLBACK = /* @__PURE__ */ Symbol.for("zod.compile.fallback");
var validate = ((schema, value, _ctx) => {
  const validator = schema._zod.bag.validator;
  if (validator !== void 0) {
    if (validator(value) !== COMPILE_INVALID)
      return true;
    if (validator.definite === true && _ctx === void 0)
      return false;
  }
  return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
  const ctx = _ctx ? { ..._ctx, async: false, abortEarly: true } : { async: false, abortEarly: true };
  const fallbackRun = schema._zod.bag.fallbackRun;
  let result;
  if (fallbackRun) {
    ctx[COMPILE_FALLBACK] = true;
    result = fallbackRun({ value, issues: [] }, ctx);
  } else {
    result = schema._zod.run({ value, issues: [] }, ctx);
  }
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  return result.issues.length === 0;
}
var validateAsync = async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: true, abortEarly: true } : { async: true, abortEarly: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  return result.issues.length === 0;
};
var _encode = (_Err) => {
  const parse2 = _parse(_Err);
  const fn = (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return parse2(schema, value, ctx, finalizeParams(fn, _params));
  };
  return fn;
};
var _decode = (_Err) => {
  const parse2 = _parse(_Err);
  const fn = (schema, value, _ctx, _params) => {
    return parse2(schema, value, _ctx, finalizeParams(fn, _params));
  };
  return fn;
};
var _encodeAsync = (_Err) => {
  const parseAsync2 = _parseAsync(_Err);
  const fn = async (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return await parseAsync2(schema, value, ctx, finalizeParams(fn, _params));
  };
  return fn;
};
var _decodeAsync = (_Err) => {
  const parseAsync2 = _parseAsync(_Err);
  const fn = async (schema, value, _ctx, _params) => {
    return await parseAsync2(schema, value, _ctx, finalizeParams(fn, _params));
  };
  return fn;
};
var _safeEncode = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
  return _safeParse(_Err)(schema, value, ctx);
};
var _safeDecode = (_Err) => (schema, value, _ctx) => {
  return _safeParse(_Err)(schema, value, _ctx);
};
var _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
  return _safeParseAsync(_Err)(schema, value, ctx);
};
var _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
  return _safeParseAsync(_Err)(schema, value, _ctx);
};
// node_modules/zod/v4/core/regexes.js
var cuid = /^[cC][0-9a-z]{6,}$/;
var cuid2 = /^[0-9a-z]+$/;
var ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
var xid = /^[0-9a-vA-V]{20}$/;
var ksuid = /^[A-Za-z0-9]{27}$/;
var nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
  return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
var duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
var guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
var uuid = (version2) => {
  if (!version2)
    return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
  return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version2}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
var email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
var _emoji = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function emoji() {
  return new RegExp(_emoji, "u");
}
var ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
var ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
var cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
var cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
var base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
var base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
var httpProtocol = /^https?$/;
var e164 = /^\+[1-9]\d{6,14}$/;
var dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
function anchor(source) {
  return new RegExp(`^${source}$`);
}
var date = /* @__PURE__ */ anchor(dateSource);
function timeSource(args) {
  const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
  const regex = typeof args.precision === "number" ? args.precision === -1 ? `${hhmm}` : args.precision === 0 ? `${hhmm}:[0-5]\\d` : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}` : args.seconds ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?` : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
  return regex;
}
function time(args) {
  return new RegExp(`^${timeSource(args)}$`);
}
function datetime(args) {
  const opts = ["Z"];
  if (args.offset)
    opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
  const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
  const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
  return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
var anyString = /^[\s\S]{0,}$/;
var integer = /^-?\d+$/;
var number = /^-?\d+(?:\.\d+)?$/;
var boolean = /^(?:true|false)$/i;
var _null = /^null$/i;
var lowercase = /^[^A-Z]*$/;
var uppercase = /^[^a-z]*$/;
// node_modules/zod/v4/core/checks.js
var $ZodCheck = /* @__PURE__ */ $constructor("$ZodCheck", (inst, def) => {
  var _a3;
  inst._zod ?? (inst._zod = {});
  inst._zod.def = def;
  (_a3 = inst._zod).onattach ?? (_a3.onattach = []);
});
var _whenHasLength = (payload) => {
  const val = payload.value;
  return !nullish(val) && val.length !== void 0;
};
var numericOriginMap = {
  number: "number",
  bigint: "bigint",
  object: "date"
};
var $ZodCheckLessThan = /* @__PURE__ */ $constructor("$ZodCheckLessThan", (inst, def) => {
  $ZodCheck.init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
      return;
    }
    payload.issues.push({
      origin: numericOriginMap[typeof payload.value] ?? origin,
      code: "too_big",
      maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckGreaterThan = /* @__PURE__ */ $constructor("$ZodCheckGreaterThan", (inst, def) => {
  $ZodCheck.init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
      return;
    }
    payload.issues.push({
      origin: numericOriginMap[typeof payload.value] ?? origin,
      code: "too_small",
      minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckMultipleOf = /* @__PURE__ */ $constructor("$ZodCheckMultipleOf", (inst, def) => {
  $ZodCheck.init(inst, def);
  inst._zod.check = (payload) => {
    if (typeof payload.value !== typeof def.value)
      throw new Error("Cannot mix number and bigint in multiple_of check.");
    const isMultiple = typeof payload.value === "bigint" ? (
      // `value % 0n` throws, and nothing is a multiple of zero \u2014 the number branch already fails this way via NaN
      def.value !== BigInt(0) && payload.value % def.value === BigInt(0)
    ) : floatSafeRemainder(payload.value, def.value) === 0;
    if (isMultiple)
      return;
    payload.issues.push({
      origin: typeof payload.value,
      code: "not_multiple_of",
      divisor: def.value,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckNumberFormat = /* @__PURE__ */ $constructor("$ZodCheckNumberFormat", (inst, def) => {
  $ZodCheck.init(inst, def);
  def.format = def.format || "float64";
  const isInt = def.format?.includes("int");
  const origin = isInt ? "int" : "number";
  const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
  inst._zod.check = (payload) => {
    const input = payload.value;
    if (isInt) {
      if (!Number.isInteger(input)) {
        payload.issues.push({
          expected: origin,
          format: def.format,
          code: "invalid_type",
          continue: false,
          input,
          inst
        });
        return;
      }
      if (!Number.isSafeInteger(input)) {
        if (input > 0) {
          payload.issues.push({
            input,
            code: "too_big",
            maximum: Number.MAX_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        } else {
          payload.issues.push({
            input,
            code: "too_small",
            minimum: Number.MIN_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        }
        return;
      }
    }
    if (input < minimum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_small",
        minimum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
    if (input > maximum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_big",
        maximum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
  };
});
var $ZodCheckMaxLength = /* @__PURE__ */ $constructor("$ZodCheckMaxLength", (inst, def) => {
  var _a3;
  $ZodCheck.init(inst, def);
  (_a3 = inst._zod.def).when ?? (_a3.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units = input.length;
    const length = typeof input === "string" && units > def.maximum ? codePointLength(input) : units;
    if (length <= def.maximum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_big",
      maximum: def.maximum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckMinLength = /* @__PURE__ */ $constructor("$ZodCheckMinLength", (inst, def) => {
  var _a3;
  $ZodCheck.init(inst, def);
  (_a3 = inst._zod.def).when ?? (_a3.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units = input.length;
    const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2 ? codePointLength(input) : units;
    if (length >= def.minimum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_small",
      minimum: def.minimum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckLengthEquals = /* @__PURE__ */ $constructor("$ZodCheckLengthEquals", (inst, def) => {
  var _a3;
  $ZodCheck.init(inst, def);
  (_a3 = inst._zod.def).when ?? (_a3.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units = input.length;
    const length = typeof input === "string" && units >= def.length && units <= def.length * 2 ? codePointLength(input) : units;
    if (length === def.length)
      return;
    const origin = getLengthableOrigin(input);
    const tooBig = length > def.length;
    payload.issues.push({
      origin,
      ...tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length },
      inclusive: true,
      exact: true,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckStringFormat = /* @__PURE__ */ $constructor("$ZodCheckStringFormat", (inst, def) => {
  var _a3, _b;
  $ZodCheck.init(inst, def);
  if (def.pattern)
    (_a3 = inst._zod).check ?? (_a3.check = (payload) => {
      def.pattern.lastIndex = 0;
      if (def.pattern.test(payload.value))
        return;
      payload.issues.push({
        origin: "string",
        code: "invalid_format",
        format: def.format,
        input: payload.value,
        ...def.pattern ? { pattern: def.pattern.toString() } : {},
        inst,
        continue: !def.abort
      });
    });
  else
    (_b = inst._zod).check ?? (_b.check = () => {
    });
});
var $ZodCheckRegex = /* @__PURE__ */ $constructor("$ZodCheckRegex", (inst, def) => {
  $ZodCheckStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    def.pattern.lastIndex = 0;
    if (def.pattern.test(payload.value))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "regex",
      input: payload.value,
      pattern: def.pattern.toString(),
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckLowerCase = /* @__PURE__ */ $constructor("$ZodCheckLowerCase", (inst, def) => {
  def.pattern ?? (def.pattern = lowercase);
  $ZodCheckStringFormat.init(inst, def);
});
var $ZodCheckUpperCase = /* @__PURE__ */ $constructor("$ZodCheckUpperCase", (inst, def) => {
  def.pattern ?? (def.pattern = uppercase);
  $ZodCheckStringFormat.init(inst, def);
});
var $ZodCheckIncludes = /* @__PURE__ */ $constructor("$ZodCheckIncludes", (inst, def) => {
  $ZodCheck.init(inst, def);
  const escapedRegex = escapeRegex(def.includes);
  const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
  def.pattern = pattern;
  inst._zod.check = (payload) => {
    if (payload.value.includes(def.includes, def.position))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "includes",
      includes: def.includes,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckStartsWith = /* @__PURE__ */ $constructor("$ZodCheckStartsWith", (inst, def) => {
  $ZodCheck.init(inst, def);
  const pattern = new RegExp(`^${escapeRegex(def.prefix)}.*`);
  def.pattern ?? (def.pattern = pattern);
  inst._zod.check = (payload) => {
    if (payload.value.startsWith(def.prefix))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "starts_with",
      prefix: def.prefix,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckEndsWith = /* @__PURE__ */ $constructor("$ZodCheckEndsWith", (inst, def) => {
  $ZodCheck.init(inst, def);
  const pattern = new RegExp(`.*${escapeRegex(def.suffix)}$`);
  def.pattern ?? (def.pattern = pattern);
  inst._zod.check = (payload) => {
    if (payload.value.endsWith(def.suffix))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "ends_with",
      suffix: def.suffix,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckOverwrite = /* @__PURE__ */ $constructor("$ZodCheckOverwrite", (inst, def) => {
  $ZodCheck.init(inst, def);
  inst._zod.check = (payload) => {
    payload.value = def.tx(payload.value);
  };
});
// node_modules/zod/v4/core/doc.js
var Doc = class {
  constructor(args = [], closed = {}) {
    this.content = [];
    this.indent = 0;
    this.args = args;
    this.closed = closed;
  }
  // the compiler catches a child's throw and keeps writing into this doc, so the indent has to unwind with it
  indented(fn) {
    this.indent += 1;
    try {
      fn(this);
    } finally {
      this.indent -= 1;
    }
  }
  write(arg) {
    if (typeof arg === "function") {
      arg(this, { execution: "sync" });
      arg(this, { execution: "async" });
      return;
    }
    const content = arg;
    const lines = content.split("\n").filter((x) => x);
    const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
    const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
    for (const line of dedented) {
      this.content.push(line);
    }
  }
  compile() {
    const F = Function;
    const content = this?.content ?? [``];
    const factory = new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {
${content.join("\n")}
};`);
    return factory(...Object.values(this.closed));
  }
};
// node_modules/zod/v4/core/versions.js
var version = {
  major: 4,
  minor: 6,
  patch: 7
};
// node_modules/zod/v4/core/schemas.js
var $ZodType = /* @__PURE__ */ $constructor("$ZodType", (inst, def) => {
  var _a3;
  inst ?? (inst = {});
  inst._zod.def = def;
  inst._zod.bag = inst._zod.bag || {};
  inst._zod.version = version;
  const defChecks = inst._zod.def.checks;
  const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
  for (const ch of checks) {
    for (const fn of ch._zod.onattach) {
      fn(inst);
    }
  }
  if (checks.length === 0) {
    (_a3 = inst._zod).deferred ?? (_a3.deferred = []);
    inst._zod.deferred?.push(() => {
      inst._zod.run = inst._zod.parse;
    });
  } else {
    const runChecks = (payload, checks2, ctx) => {
      if (payload.memo)
        return payload;
      let isAborted = aborted(payload);
      let asyncResult;
      for (const ch of checks2) {
        if (ch._zod.def.when) {
          if (explicitlyAborted(payload))
            continue;
          const shouldRun = ch._zod.def.when(payload);
          if (!shouldRun)
            continue;
        } else if (isAborted) {
          continue;
        }
        const currLen = payload.issues.length;
        const _ = ch._zod.check(payload);
        if (_ instanceof Promise && ctx?.async === false) {
          throw new $ZodAsyncError();
        }
        if (asyncResult || _ instanceof Promise) {
          asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
            await _;
            const nextLen = payload.issues.length;
            if (nextLen === currLen)
              return;
            attachSchema(payload.issues, currLen, inst);
            if (!isAborted)
              isAborted = aborted(payload, currLen);
          });
        } else {
          const nextLen = payload.issues.length;
          if (nextLen === currLen)
            continue;
          attachSchema(payload.issues, currLen, inst);
          if (!isAborted)
            isAborted = aborted(payload, currLen);
        }
      }
      if (asyncResult) {
        return asyncResult.then(() => {
          return payload;
        });
      }
      return payload;
    };
    const handleCanaryResult = (canary, payload, ctx) => {
      if (aborted(canary)) {
        canary.aborted = true;
        return canary;
      }
      const checkResult = runChecks(payload, checks, ctx);
      if (checkResult instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return checkResult.then((checkResult2) => inst._zod.parse(checkResult2, ctx));
      }
      return inst._zod.parse(checkResult, ctx);
    };
    inst._zod.run = (payload, ctx) => {
      if (ctx.skipChecks) {
        return inst._zod.parse(payload, ctx);
      }
      if (ctx.direction === "backward") {
        const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
        if (canary instanceof Promise) {
          return canary.then((canary2) => {
            return handleCanaryResult(canary2, payload, ctx);
          });
        }
        return handleCanaryResult(canary, payload, ctx);
      }
      const result = inst._zod.parse(payload, ctx);
      if (result instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return result.then((result2) => runChecks(result2, checks, ctx));
      }
      return runChecks(result, checks, ctx);
    };
  }
}, {
  // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
  get "~standard"() {
    return hide(this, "~standard", standardProps(this));
  },
  set "~standard"(value) {
    own(this, "~standard", value);
  }
});
var toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync2(inst, value) {
  const ctx = { async: true };
  return toStandardResult(await inst._zod.run({ value, issues: [] }, ctx), ctx);
}
function standardProps(inst) {
  return {
    validate: (value) => {
      const ctx = { async: false };
      try {
        const r = inst._zod.run({ value, issues: [] }, ctx);
        if (!(r instanceof Promise))
          return toStandardResult(r, ctx);
      } catch (_) {
      }
      return validateAsync2(inst, value);
    },
    vendor: "zod",
    version: 1
  };
}
var $ZodString = /* @__PURE__ */ $constructor("$ZodString", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = def.pattern ?? anyString;
  inst._zod.parse = (payload, _) => {
    if (def.coerce)
      try {
        payload.value = String(payload.value);
      } catch (_2) {
      }
    if (typeof payload.value === "string")
      return payload;
    payload.issues.push({
      expected: "string",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
var $ZodStringFormat = /* @__PURE__ */ $constructor("$ZodStringFormat", (inst, def) => {
  $ZodCheckStringFormat.init(inst, def);
  $ZodString.init(inst, def);
});
var $ZodGUID = /* @__PURE__ */ $constructor("$ZodGUID", (inst, def) => {
  def.pattern ?? (def.pattern = guid);
  $ZodStringFormat.init(inst, def);
});
var $ZodUUID = /* @__PURE__ */ $constructor("$ZodUUID", (inst, def) => {
  if (def.version) {
    const versionMap = {
      v1: 1,
      v2: 2,
      v3: 3,
      v4: 4,
      v5: 5,
      v6: 6,
      v7: 7,
      v8: 8
    };
    const v = versionMap[def.version];
    if (v === void 0)
      throw new Error(`Invalid UUID version: "${def.version}"`);
    def.pattern ?? (def.pattern = uuid(v));
  } else
    def.pattern ?? (def.pattern = uuid());
  $ZodStringFormat.init(inst, def);
});
var $ZodEmail = /* @__PURE__ */ $constructor("$ZodEmail", (inst, def) => {
  def.pattern ?? (def.pattern = email);
  $ZodStringFormat.init(inst, def);
});
var URL_BAD_FORMAT = 1;
var URL_UNPARSEABLE = 2;
function canParseURL(input) {
  try {
    if (typeof URL !== "undefined" && typeof URL.canParse === "function")
      return URL.canParse(input);
    new URL(input);
    return true;
  } catch {
    return false;
  }
}
function validateURL(trimmed, def) {
  if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) {
    return canParseURL(trimmed) || URL_UNPARSEABLE;
  }
  return parseURLObject(trimmed, def);
}
function parseURLObject(trimmed, def) {
  if (!def.normalize && def.protocol?.source === httpProtocol.source && !/^https?:\/\//i.test(trimmed)) {
    return URL_BAD_FORMAT;
  }
  try {
    if (typeof URL !== "undefined") {
      const URLStatic = URL;
      if (typeof URLStatic.parse === "function")
        return URLStatic.parse(trimmed) ?? URL_UNPARSEABLE;
    }
    return new URL(trimmed);
  } catch {
    return URL_UNPARSEABLE;
  }
}
var asciiTabOrNewline = /[\t\n\r]/g;
function stripTabAndNewline(value) {
  return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname2) {
  hostname2.lastIndex = 0;
  return hostname2.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
  protocol.lastIndex = 0;
  return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
var $ZodURL = /* @__PURE__ */ $constructor("$ZodURL", (inst, def) => {
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    try {
      const trimmed = payload.value.trim();
      const url = validateURL(trimmed, def);
      if (url === URL_BAD_FORMAT) {
        payload.issues.push({
          code: "invalid_format",
          format: "url",
          note: "Invalid URL format",
          input: payload.value,
          inst,
          continue: !def.abort
        });
        return;
      }
      if (url === URL_UNPARSEABLE) {
        payload.issues.push({
          code: "invalid_format",
          format: "url",
          input: payload.value,
          inst,
          continue: !def.abort
        });
        return;
      }
      if (url === true) {
        payload.value = stripTabAndNewline(trimmed);
        return;
      }
      if (def.hostname && !urlHostnameOk(url, def.hostname)) {
        payload.issues.push({
          code: "invalid_format",
          format: "url",
          note: "Invalid hostname",
          pattern: def.hostname.source,
          input: payload.value,
          inst,
          continue: !def.abort
        });
      }
      if (def.protocol && !urlProtocolOk(url, def.protocol)) {
        payload.issues.push({
          code: "invalid_format",
          format: "url",
          note: "Invalid protocol",
          pattern: def.protocol.source,
          input: payload.value,
          inst,
          continue: !def.abort
        });
      }
      payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
      return;
    } catch (_) {
      payload.issues.push({
        code: "invalid_format",
        format: "url",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
var $ZodEmoji = /* @__PURE__ */ $constructor("$ZodEmoji", (inst, def) => {
  def.pattern ?? (def.pattern = emoji());
  $ZodStringFormat.init(inst, def);
});
var $ZodNanoID = /* @__PURE__ */ $constructor("$ZodNanoID", (inst, def) => {
  if (def.length !== void 0 && (!Number.isInteger(def.length) || def.length < 1))
    throw new Error(`Invalid nanoid length: ${def.length}`);
  def.pattern ?? (def.pattern = def.length === void 0 ? nanoid : nanoidOfLength(def.length));
  $ZodStringFormat.init(inst, def);
});
var $ZodCUID = /* @__PURE__ */ $constructor("$ZodCUID", (inst, def) => {
  def.pattern ?? (def.pattern = cuid);
  $ZodStringFormat.init(inst, def);
});
var $ZodCUID2 = /* @__PURE__ */ $constructor("$ZodCUID2", (inst, def) => {
  def.pattern ?? (def.pattern = cuid2);
  $ZodStringFormat.init(inst, def);
});
var $ZodULID = /* @__PURE__ */ $constructor("$ZodULID", (inst, def) => {
  def.pattern ?? (def.pattern = ulid);
  $ZodStringFormat.init(inst, def);
});
var $ZodXID = /* @__PURE__ */ $constructor("$ZodXID", (inst, def) => {
  def.pattern ?? (def.pattern = xid);
  $ZodStringFormat.init(inst, def);
});
var $ZodKSUID = /* @__PURE__ */ $constructor("$ZodKSUID", (inst, def) => {
  def.pattern ?? (def.pattern = ksuid);
  $ZodStringFormat.init(inst, def);
});
var $ZodISODateTime = /* @__PURE__ */ $constructor("$ZodISODateTime", (inst, def) => {
  def.pattern ?? (def.pattern = datetime(def));
  $ZodStringFormat.init(inst, def);
});
var $ZodISODate = /* @__PURE__ */ $constructor("$ZodISODate", (inst, def) => {
  def.pattern ?? (def.pattern = date);
  $ZodStringFormat.init(inst, def);
});
var $ZodISOTime = /* @__PURE__ */ $constructor("$ZodISOTime", (inst, def) => {
  def.pattern ?? (def.pattern = time(def));
  $ZodStringFormat.init(inst, def);
});
var $ZodISODuration = /* @__PURE__ */ $constructor("$ZodISODuration", (inst, def) => {
  def.pattern ?? (def.pattern = duration);
  $ZodStringFormat.init(inst, def);
});
var $ZodIPv4 = /* @__PURE__ */ $constructor("$ZodIPv4", (inst, def) => {
  def.pattern ?? (def.pattern = ipv4);
  $ZodStringFormat.init(inst, def);
});
var ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
  if (!ipv6Alphabet.test(value))
    return false;
  return canParseURL(`http://[${value}]`);
}
var $ZodIPv6 = /* @__PURE__ */ $constructor("$ZodIPv6", (inst, def) => {
  def.pattern ?? (def.pattern = ipv6);
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (!isValidIPv6(payload.value)) {
      payload.issues.push({
        code: "invalid_format",
        format: "ipv6",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
var $ZodCIDRv4 = /* @__PURE__ */ $constructor("$ZodCIDRv4", (inst, def) => {
  def.pattern ?? (def.pattern = cidrv4);
  $ZodStringFormat.init(inst, def);
});
function isValidCIDRv6(value) {
  const parts = value.split("/");
  if (parts.length !== 2)
    return false;
  const [address, prefix] = parts;
  if (!prefix)
    return false;
  const prefixNum = Number(prefix);
  if (`${prefixNum}` !== prefix)
    return false;
  if (prefixNum < 0 || prefixNum > 128)
    return false;
  return isValidIPv6(address);
}
var $ZodCIDRv6 = /* @__PURE__ */ $constructor("$ZodCIDRv6", (inst, def) => {
  def.pattern ?? (def.pattern = cidrv6);
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (!isValidCIDRv6(payload.value)) {
      payload.issues.push({
        code: "invalid_format",
        format: "cidrv6",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
function isValidBase64(data) {
  if (data === "")
    return true;
  if (/\s/.test(data))
    return false;
  if (data.length % 4 !== 0)
    return false;
  try {
    atob(data);
    return true;
  } catch {
    return false;
  }
}
var base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
var $ZodBase64 = /* @__PURE__ */ $constructor("$ZodBase64", (inst, def) => {
  def.pattern ?? (def.pattern = base64Charset);
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (isValidBase64(payload.value))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "base64",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
  if (!base64urlCharset.test(data))
    return false;
  const base642 = data.replace(/[-_]/g, (c) => c === "-" ? "+" : "/");
  const padded = base642.padEnd(Math.ceil(base642.length / 4) * 4, "=");
  return isValidBase64(padded);
}
var $ZodBase64URL = /* @__PURE__ */ $constructor("$ZodBase64URL", (inst, def) => {
  def.pattern ?? (def.pattern = base64urlCharset);
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (isValidBase64URL(payload.value))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "base64url",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodE164 = /* @__PURE__ */ $constructor("$ZodE164", (inst, def) => {
  def.pattern ?? (def.pattern = e164);
  $ZodStringFormat.init(inst, def);
});
function isValidJWT(token, algorithm = null) {
  try {
    const tokensParts = token.split(".");
    if (tokensParts.length !== 3)
      return false;
    const [header] = tokensParts;
    if (!header)
      return false;
    const parsedHeader = JSON.parse(atob(header));
    if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
      return false;
    if (!parsedHeader.alg)
      return false;
    if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
      return false;
    return true;
  } catch {
    return false;
  }
}
var $ZodJWT = /* @__PURE__ */ $constructor("$ZodJWT", (inst, def) => {
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (isValidJWT(payload.value, def.alg))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "jwt",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodNumber = /* @__PURE__ */ $constructor("$ZodNumber", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = number;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Number(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
      return payload;
    }
    const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
    payload.issues.push({
      expected: "number",
      code: "invalid_type",
      input,
      inst,
      ...received ? { received } : {}
    });
    return payload;
  };
});
var $ZodNumberFormat = /* @__PURE__ */ $constructor("$ZodNumberFormat", (inst, def) => {
  $ZodCheckNumberFormat.init(inst, def);
  $ZodNumber.init(inst, def);
});
var $ZodBoolean = /* @__PURE__ */ $constructor("$ZodBoolean", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = boolean;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Boolean(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "boolean")
      return payload;
    payload.issues.push({
      expected: "boolean",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
var $ZodNull = /* @__PURE__ */ $constructor("$ZodNull", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = _null;
  inst._zod.values = /* @__PURE__ */ new Set([null]);
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (input === null)
      return payload;
    payload.issues.push({
      expected: "null",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
var $ZodUnknown = /* @__PURE__ */ $constructor("$ZodUnknown", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload) => payload;
});
var $ZodNever = /* @__PURE__ */ $constructor("$ZodNever", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    payload.issues.push({
      expected: "never",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
function capSize(inst, size) {
  const caps = sizeCaps(inst._zod.def.checks);
  if (!caps.length)
    return;
  const cap = Math.min(...caps.map((c) => c[0]));
  const parse2 = inst._zod.parse;
  inst._zod.parse = (payload, ctx) => {
    const n = size(payload.value);
    if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
      for (const [max, ch] of sizeCaps(inst._zod.def.checks)) {
        if (n > max && ch._zod.def.when(payload)) {
          const start = payload.issues.length;
          ch._zod.check(payload);
          payload.issues[start].continue = false;
          attachSchema(payload.issues, start, inst);
          return payload;
        }
      }
    }
    return parse2(payload, ctx);
  };
}
var arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index2) {
  if (result.issues.length) {
    final.issues.push(...prefixIssues(index2, result.issues));
  }
  final.value[index2] = result.value;
}
var $ZodArray = /* @__PURE__ */ $constructor("$ZodArray", (inst, def) => {
  $ZodType.init(inst, def);
  const memo6 = globalConfig.memoizer;
  memo6?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!Array.isArray(input)) {
      payload.issues.push({
        expected: "array",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = memo6 ? memo6.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
    const proms = [];
    const abortEarly = ctx?.abortEarly;
    for (let i = 0; i < input.length; i++) {
      const item = input[i];
      const result = def.element._zod.run({
        value: item,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        proms.push(result.then((result2) => handleArrayResult(result2, payload, i)));
      } else {
        handleArrayResult(result, payload, i);
        if (abortEarly && result.issues.length !== 0 && aborted(result))
          break;
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
  capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
  const isPresent = key in input;
  const isOptionalOut = optout === "optional";
  if (!isPresent && isOptionalOut && optin === "optional") {
    return;
  }
  if (result.issues.length) {
    if (optin !== void 0 && isOptionalOut && !isPresent) {
      return;
    }
    final.issues.push(...prefixIssues(key, result.issues));
  }
  if (!isPresent && optin === void 0) {
    if (!result.issues.length) {
      final.issues.push({
        code: "invalid_type",
        expected: "nonoptional",
        input: void 0,
        path: [key]
      });
    }
    return;
  }
  if (result.value === void 0) {
    if (isPresent || optin === "defaulted" && !isOptionalOut) {
      final.value[key] = void 0;
    }
  } else {
    final.value[key] = result.value;
  }
}
var NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
  const keys = Object.keys(def.shape);
  const ownSymbols = Object.getOwnPropertySymbols(def.shape);
  const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
  const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
  for (const k of allKeys) {
    if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
      throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
    }
  }
  const okeys = optionalKeys(def.shape);
  return {
    ...def,
    allKeys,
    symbolKeys,
    // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
    keySet: new Set(keys),
    numKeys: keys.length,
    optionalKeys: new Set(okeys)
  };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
  const unrecognized = [];
  const keySet = def.keySet;
  const _catchall = def.catchall._zod;
  const t = _catchall.def.type;
  const optin = _catchall.optin;
  const optout = _catchall.optout;
  let seen = 0;
  for (const key in input) {
    if (abortEarly && payload.issues.length !== seen) {
      if (aborted(payload, seen))
        break;
      seen = payload.issues.length;
    }
    if (keySet.has(key))
      continue;
    if (key === "__proto__") {
      if (t === "never")
        unrecognized.push(key);
      continue;
    }
    if (t === "never") {
      unrecognized.push(key);
      continue;
    }
    const r = _catchall.run({ value: input[key], issues: [] }, ctx);
    if (r instanceof Promise) {
      proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
    } else {
      handlePropertyResult(r, payload, key, input, optin, optout);
    }
  }
  if (unrecognized.length) {
    payload.issues.push({
      code: "unrecognized_keys",
      keys: unrecognized,
      input,
      inst,
      // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
      continue: true
    });
  }
  if (!proms.length)
    return payload;
  return Promise.all(proms).then(() => {
    return payload;
  });
}
var $ZodObject = /* @__PURE__ */ $constructor("$ZodObject", (inst, def) => {
  $ZodType.init(inst, def);
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  const sh = desc?.get ? desc.get.raw : def.shape ?? {};
  if (sh) {
    const get = () => {
      const newSh = { ...sh };
      Object.defineProperty(def, "shape", { value: newSh });
      get.raw = newSh;
      return newSh;
    };
    get.raw = sh;
    Object.defineProperty(def, "shape", { get });
  }
  const _normalized = cached(() => normalizeDef(def));
  defineLazyInternal(inst, "propValues", (zod) => {
    const shape2 = zod.def.shape;
    const propValues = {};
    for (const key in shape2) {
      const field = shape2[key]._zod;
      if (field.values) {
        if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
          assignProp(propValues, key, /* @__PURE__ */ new Set());
        }
        for (const v of field.values)
          propValues[key].add(v);
        if (field.optin !== void 0)
          propValues[key].add(void 0);
      }
    }
    return propValues;
  });
  const isObject2 = isObject;
  const catchall = def.catchall;
  let value;
  const memo6 = globalConfig.memoizer;
  memo6?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: "object",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = memo6 ? memo6.alloc(inst, payload, {}, ctx) : {};
    const proms = [];
    const shape2 = value.shape;
    const abortEarly = ctx?.abortEarly;
    let seen = payload.issues.length;
    for (const key of value.allKeys) {
      if (abortEarly && payload.issues.length !== seen) {
        if (aborted(payload, seen))
          break;
        seen = payload.issues.length;
      }
      if (key === "__proto__")
        continue;
      const el = shape2[key];
      const optin = el._zod.optin;
      const optout = el._zod.optout;
      const r = el._zod.run({ value: input[key], issues: [] }, ctx);
      if (r instanceof Promise) {
        proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
      } else {
        handlePropertyResult(r, payload, key, input, optin, optout);
      }
    }
    if (!catchall) {
      return proms.length ? Promise.all(proms).then(() => payload) : payload;
    }
    return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
  };
});
var $ZodObjectJIT = /* @__PURE__ */ $constructor("$ZodObjectJIT", (inst, def) => {
  $ZodObject.init(inst, def);
  const superParse = inst._zod.parse;
  const _normalized = cached(() => normalizeDef(def));
  const memo6 = globalConfig.memoizer;
  const generateFastpass = (shape2) => {
    const normalized = _normalized.value;
    const syms = normalized.symbolKeys;
    const doc = new Doc(["payload", "ctx"], { shape: shape2, inst, memo: memo6, syms });
    const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
    const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
    doc.write(`const input = payload.value;`);
    const ids = /* @__PURE__ */ Object.create(null);
    let counter = 0;
    for (const key of normalized.allKeys) {
      ids[key] = `key_${counter++}`;
    }
    doc.write(memo6 ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
    for (const key of normalized.allKeys) {
      if (key === "__proto__")
        continue;
      const id = ids[key];
      const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : esc(key);
      const isPresent = `${k} in input`;
      const schema = shape2[key];
      const optin = schema?._zod?.optin;
      const isOptionalIn = optin !== void 0;
      const isOptionalOut = schema?._zod?.optout === "optional";
      doc.write(`const ${id} = ${parseStr(k)};`);
      if (isOptionalIn && isOptionalOut) {
        const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
        doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
      } else if (!isOptionalIn) {
        doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
      } else {
        doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
        if (optin === "defaulted") {
          doc.write(`newResult[${k}] = ${id}.value;`);
        } else {
          doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
        }
      }
    }
    doc.write(`payload.value = newResult;`);
    doc.write(`return payload;`);
    return doc.compile();
  };
  let fastpass;
  const isObject2 = isObject;
  const jit = !globalConfig.jitless;
  const allowsEval2 = allowsEval;
  const fastEnabled = jit && allowsEval2.value;
  const catchall = def.catchall;
  let value;
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: "object",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
      if (!fastpass)
        fastpass = generateFastpass(def.shape);
      payload = fastpass(payload, ctx);
      if (!catchall)
        return payload;
      return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
    }
    return superParse(payload, ctx);
  };
});
function handleUnionResults(results, final, inst, ctx) {
  for (const result of results) {
    if (result.issues.length === 0) {
      final.value = result.value;
      return final;
    }
  }
  const nonaborted = results.filter((r) => !aborted(r));
  if (nonaborted.length === 1) {
    final.value = nonaborted[0].value;
    return nonaborted[0];
  }
  final.issues.push({
    code: "invalid_union",
    input: final.value,
    inst,
    errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
  });
  return final;
}
var $ZodUnion = /* @__PURE__ */ $constructor("$ZodUnion", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
  defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
  defineLazyInternal(inst, "values", (zod) => {
    if (zod.def.options.every((o) => o._zod.values)) {
      return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
    }
    return void 0;
  });
  defineLazyInternal(inst, "pattern", (zod) => {
    if (zod.def.options.every((o) => o._zod.pattern)) {
      const patterns = zod.def.options.map((o) => o._zod.pattern);
      return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
    }
    return void 0;
  });
  const first = def.options.length === 1 ? def.options[0]._zod.run : null;
  inst._zod.parse = (payload, ctx) => {
    if (first) {
      return first(payload, ctx);
    }
    let async = false;
    const results = [];
    for (const option of def.options) {
      const result = option._zod.run({
        value: payload.value,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        results.push(result);
        async = true;
      } else {
        if (result.issues.length === 0)
          return result;
        results.push(result);
      }
    }
    if (!async)
      return handleUnionResults(results, payload, inst, ctx);
    return Promise.all(results).then((results2) => {
      return handleUnionResults(results2, payload, inst, ctx);
    });
  };
});
var $ZodIntersection = /* @__PURE__ */ $constructor("$ZodIntersection", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    const left = def.left._zod.run({ value: input, issues: [] }, ctx);
    const right = def.right._zod.run({ value: input, issues: [] }, ctx);
    const async = left instanceof Promise || right instanceof Promise;
    if (async) {
      return Promise.all([left, right]).then(([left2, right2]) => {
        return handleIntersectionResults(payload, left2, right2);
      });
    }
    return handleIntersectionResults(payload, left, right);
  };
});
function mergeValues(a, b) {
  if (a === b) {
    return { valid: true, data: a };
  }
  if (a instanceof Date && b instanceof Date && +a === +b) {
    return { valid: true, data: a };
  }
  if (isPlainObject(a) && isPlainObject(b)) {
    const bKeys = Object.keys(b);
    const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
    const newObj = { ...a, ...b };
    if (Object.prototype.hasOwnProperty.call(newObj, "__proto__"))
      delete newObj.__proto__;
    for (const key of sharedKeys) {
      if (key === "__proto__")
        continue;
      const sharedValue = mergeValues(a[key], b[key]);
      if (!sharedValue.valid) {
        return {
          valid: false,
          mergeErrorPath: [key, ...sharedValue.mergeErrorPath]
        };
      }
      newObj[key] = sharedValue.data;
    }
    return { valid: true, data: newObj };
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) {
      return { valid: false, mergeErrorPath: [] };
    }
    const newArray = [];
    for (let index2 = 0; index2 < a.length; index2++) {
      const itemA = a[index2];
      const itemB = b[index2];
      const sharedValue = mergeValues(itemA, itemB);
      if (!sharedValue.valid) {
        return {
          valid: false,
          mergeErrorPath: [index2, ...sharedValue.mergeErrorPath]
        };
      }
      newArray.push(sharedValue.data);
    }
    return { valid: true, data: newArray };
  }
  return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
  const unrecKeys = /* @__PURE__ */ new Map();
  let unrecIssue;
  const keyIssues = /* @__PURE__ */ new Map();
  const collect2 = (iss, side) => {
    let keys;
    if (iss.code === "unrecognized_keys" && !iss.path?.length) {
      unrecIssue ?? (unrecIssue = iss);
      keys = iss.keys;
    } else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
      const k = String(iss.path[0]);
      if (!keyIssues.has(k))
        keyIssues.set(k, iss);
      keys = [k];
    } else {
      return false;
    }
    for (const k of keys) {
      if (!unrecKeys.has(k))
        unrecKeys.set(k, {});
      unrecKeys.get(k)[side] = true;
    }
    return true;
  };
  for (const iss of left.issues) {
    if (!collect2(iss, "l"))
      result.issues.push(iss);
  }
  for (const iss of right.issues) {
    if (!collect2(iss, "r"))
      result.issues.push(iss);
  }
  const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
  if (bothKeys.length) {
    const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
    if (aggregated.length)
      result.issues.push({ ...unrecIssue, keys: aggregated });
    for (const k of bothKeys) {
      if (!aggregated.includes(k) && keyIssues.has(k))
        result.issues.push(keyIssues.get(k));
    }
  }
  const merged = mergeValues(left.value, right.value);
  if (!merged.valid) {
    if (aborted(result))
      return result;
    throw new Error(`Unmergable intersection. Error path: ${JSON.stringify(merged.mergeErrorPath)}`);
  }
  result.value = merged.data;
  return result;
}
var $ZodRecord = /* @__PURE__ */ $constructor("$ZodRecord", (inst, def) => {
  $ZodType.init(inst, def);
  const memo6 = globalConfig.memoizer;
  memo6?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!isPlainObject(input)) {
      payload.issues.push({
        expected: "record",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    const proms = [];
    const values = def.keyType._zod.values;
    if (values && !def.partial) {
      payload.value = memo6 ? memo6.alloc(inst, payload, {}, ctx) : {};
      const recordKeys = /* @__PURE__ */ new Set();
      for (const key of values) {
        if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
          recordKeys.add(typeof key === "number" ? key.toString() : key);
          if (key === "__proto__")
            continue;
          const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
          if (keyResult instanceof Promise) {
            throw new Error("Async schemas not supported in object keys currently");
          }
          if (keyResult.issues.length) {
            payload.issues.push({
              code: "invalid_key",
              origin: "record",
              issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
              input: key,
              path: [key],
              inst
            });
            continue;
          }
          const outKey = keyResult.value;
          if (outKey === "__proto__")
            continue;
          const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
          if (result instanceof Promise) {
            proms.push(result.then((result2) => {
              if (result2.issues.length) {
                payload.issues.push(...prefixIssues(key, result2.issues));
              }
              payload.value[outKey] = result2.value;
            }));
          } else {
            if (result.issues.length) {
              payload.issues.push(...prefixIssues(key, result.issues));
            }
            payload.value[outKey] = result.value;
          }
        }
      }
      let unrecognized;
      for (const key in input) {
        if (!recordKeys.has(key)) {
          if (def.mode === "loose") {
            if (key === "__proto__")
              continue;
            payload.value[key] = input[key];
          } else {
            unrecognized = unrecognized ?? [];
            unrecognized.push(key);
          }
        }
      }
      if (unrecognized && unrecognized.length > 0) {
        payload.issues.push({
          code: "unrecognized_keys",
          input,
          inst,
          keys: unrecognized,
          continue: true
        });
      }
    } else {
      payload.value = memo6 ? memo6.alloc(inst, payload, {}, ctx) : {};
      let unrecognized;
      for (const key of Reflect.ownKeys(input)) {
        if (key === "__proto__")
          continue;
        if (!Object.prototype.propertyIsEnumerable.call(input, key))
          continue;
        let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
        if (keyResult instanceof Promise) {
          throw new Error("Async schemas not supported in object keys currently");
        }
        const checkNumericKey = typeof key === "string" && number.test(key) && keyResult.issues.length;
        if (checkNumericKey) {
          const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
          if (retryResult instanceof Promise) {
            throw new Error("Async schemas not supported in object keys currently");
          }
          if (retryResult.issues.length === 0) {
            keyResult = retryResult;
          }
        }
        if (keyResult.issues.length) {
          if (def.mode === "loose") {
            payload.value[key] = input[key];
          } else if (values) {
            unrecognized = unrecognized ?? [];
            unrecognized.push(key);
          } else {
            payload.issues.push({
              code: "invalid_key",
              origin: "record",
              issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
              input: key,
              path: [key],
              inst
            });
          }
          continue;
        }
        const outKey = keyResult.value;
        if (outKey === "__proto__")
          continue;
        const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
        if (result instanceof Promise) {
          proms.push(result.then((result2) => {
            if (result2.issues.length) {
              payload.issues.push(...prefixIssues(key, result2.issues));
            }
            payload.value[outKey] = result2.value;
          }));
        } else {
          if (result.issues.length) {
            payload.issues.push(...prefixIssues(key, result.issues));
          }
          payload.value[outKey] = result.value;
        }
      }
      if (unrecognized && unrecognized.length > 0) {
        payload.issues.push({
          code: "unrecognized_keys",
          input,
          inst,
          keys: unrecognized,
          continue: true
        });
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
});
var $ZodEnum = /* @__PURE__ */ $constructor("$ZodEnum", (inst, def) => {
  $ZodType.init(inst, def);
  const values = getEnumValues(def.entries);
  const valuesSet = new Set(values);
  inst._zod.values = valuesSet;
  defineLazyInternal(inst, "pattern", (zod) => {
    const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
    return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (valuesSet.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values,
      input,
      inst
    });
    return payload;
  };
});
var $ZodLiteral = /* @__PURE__ */ $constructor("$ZodLiteral", (inst, def) => {
  $ZodType.init(inst, def);
  const values = new Set(def.values);
  inst._zod.values = values;
  defineLazyInternal(inst, "pattern", (zod) => {
    const vals = zod.def.values;
    return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (values.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values: def.values,
      input,
      inst
    });
    return payload;
  };
});
var $ZodTransform = /* @__PURE__ */ $constructor("$ZodTransform", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "optional";
  globalConfig.memoizer?.guard(inst);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      throw new $ZodEncodeError(inst.constructor.name);
    }
    const _out = def.transform(payload.value, payload);
    if (ctx.async) {
      const output = _out instanceof Promise ? _out : Promise.resolve(_out);
      return output.then((output2) => {
        payload.value = output2;
        return payload;
      });
    }
    if (_out instanceof Promise) {
      throw new $ZodAsyncError();
    }
    payload.value = _out;
    return payload;
  };
});
function handleOptionalResult(payload, result) {
  payload.value = result.issues.length ? void 0 : result.value;
  return payload;
}
var $ZodOptional = /* @__PURE__ */ $constructor("$ZodOptional", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
  inst._zod.optout = "optional";
  defineLazyInternal(inst, "values", (zod) => {
    const values = zod.def.innerType._zod.values;
    return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
  });
  defineLazyInternal(inst, "pattern", (zod) => {
    const pattern = zod.def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === void 0) {
      if (def.innerType._zod.optin !== "defaulted")
        return payload;
      const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
      if (result instanceof Promise)
        return result.then((result2) => handleOptionalResult(payload, result2));
      return handleOptionalResult(payload, result);
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodExactOptional = /* @__PURE__ */ $constructor("$ZodExactOptional", (inst, def) => {
  $ZodOptional.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
  inst._zod.parse = (payload, ctx) => {
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodNullable = /* @__PURE__ */ $constructor("$ZodNullable", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
  defineLazyInternal(inst, "pattern", (zod) => {
    const pattern = zod.def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
  });
  defineLazyInternal(inst, "values", (zod) => {
    return zod.def.innerType._zod.values ? /* @__PURE__ */ new Set([...zod.def.innerType._zod.values, null]) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === null)
      return payload;
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodDefault = /* @__PURE__ */ $constructor("$ZodDefault", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "defaulted";
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    if (payload.value === void 0) {
      payload.value = def.defaultValue;
      return payload;
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleDefaultResult(result2, def));
    }
    return handleDefaultResult(result, def);
  };
});
function handleDefaultResult(payload, def) {
  if (payload.value === void 0) {
    payload.value = def.defaultValue;
  }
  return payload;
}
var $ZodPrefault = /* @__PURE__ */ $constructor("$ZodPrefault", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "defaulted";
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    if (payload.value === void 0) {
      payload.value = def.defaultValue;
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodNonOptional = /* @__PURE__ */ $constructor("$ZodNonOptional", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => {
    const v = zod.def.innerType._zod.values;
    return v ? new Set([...v].filter((x) => x !== void 0)) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleNonOptionalResult(result2, inst));
    }
    return handleNonOptionalResult(result, inst);
  };
});
function handleNonOptionalResult(payload, inst) {
  if (!payload.issues.length && payload.value === void 0) {
    payload.issues.push({
      code: "invalid_type",
      expected: "nonoptional",
      input: payload.value,
      inst
    });
  }
  return payload;
}
function handleCatchResult(payload, result, def, ctx) {
  if (!result.issues.length) {
    payload.value = result.value;
    if (result.memo)
      payload.memo = true;
    return payload;
  }
  payload.value = def.catchValue({
    ...result,
    value: payload.value,
    error: {
      issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config()))
    },
    input: payload.value
  });
  return payload;
}
var $ZodCatch = /* @__PURE__ */ $constructor("$ZodCatch", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
  defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleCatchResult(payload, result2, def, ctx));
    }
    return handleCatchResult(payload, result, def, ctx);
  };
});
var $ZodPipe = /* @__PURE__ */ $constructor("$ZodPipe", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
  defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
  defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      const right = def.out._zod.run(payload, ctx);
      if (right instanceof Promise) {
        return right.then((right2) => handlePipeResult(right2, def.in, ctx));
      }
      return handlePipeResult(right, def.in, ctx);
    }
    const left = def.in._zod.run(payload, ctx);
    if (left instanceof Promise) {
      return left.then((left2) => handlePipeResult(left2, def.out, ctx));
    }
    return handlePipeResult(left, def.out, ctx);
  };
});
function handlePipeResult(left, next, ctx) {
  if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
    left.aborted = true;
    return left;
  }
  return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
var $ZodReadonly = /* @__PURE__ */ $constructor("$ZodReadonly", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then(handleReadonlyResult);
    }
    return handleReadonlyResult(result);
  };
});
function handleReadonlyResult(payload) {
  if (!payload.memo)
    payload.value = Object.freeze(payload.value);
  return payload;
}
var $ZodCustom = /* @__PURE__ */ $constructor("$ZodCustom", (inst, def) => {
  $ZodCheck.init(inst, def);
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _) => {
    return payload;
  };
  inst._zod.check = (payload) => {
    const input = payload.value;
    const r = def.fn(input);
    if (r instanceof Promise) {
      return r.then((r2) => handleRefineResult(r2, payload, input, inst));
    }
    handleRefineResult(r, payload, input, inst);
    return;
  };
});
function handleRefineResult(result, payload, input, inst) {
  if (!result) {
    const _iss = {
      code: "custom",
      input,
      inst,
      // incorporates params.error into issue reporting
      path: [...inst._zod.def.path ?? []],
      // incorporates params.error into issue reporting
      continue: !inst._zod.def.abort
      // params: inst._zod.def.params,
    };
    if (inst._zod.def.params)
      _iss.params = inst._zod.def.params;
    payload.issues.push(issue(_iss));
  }
}
// node_modules/zod/v4/core/memoizer.js
var $ZodCyclicError = class extends Error {
  constructor() {
    super(`Cannot parse a reference cycle that closes through a transform`);
    this.name = "ZodCyclicError";
  }
};
var STATE = "~memo";
var NO_ISSUES = [];
function isRef(value) {
  return value !== null && typeof value === "object";
}
function cloneIssues(issues) {
  return issues.map((iss) => iss.path ? { ...iss, path: iss.path.slice() } : { ...iss });
}
var recursive = /* @__PURE__ */ new WeakMap();
var NONE = 0;
var ASSUMED = 1;
var PROVEN = 2;
function isRecursive(inst, stack, resolve8) {
  const cached2 = recursive.get(inst);
  if (cached2 !== void 0)
    return cached2 ? PROVEN : NONE;
  if (stack.has(inst))
    return PROVEN;
  stack.add(inst);
  let result = NONE;
  const check3 = (child3) => {
    if (result !== PROVEN && child3?._zod) {
      const answer = isRecursive(child3, stack, resolve8);
      if (answer > result)
        result = answer;
    }
  };
  const shape2 = (sh, spread3) => {
    let answer = NONE;
    for (const key of Reflect.ownKeys(sh)) {
      const desc = Object.getOwnPropertyDescriptor(sh, key);
      if (spread3 && !desc.enumerable)
        continue;
      const child3 = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack, resolve8) : NONE;
      if (child3 > answer)
        answer = child3;
    }
    return answer;
  };
  const merge2 = (answer) => {
    if (answer > result)
      result = answer;
  };
  const def = inst._zod.def;
  const kind = def.type;
  switch (kind) {
    case "object": {
      const raw = rawShape(def);
      merge2(raw ? shape2(raw, true) : ASSUMED);
      check3(def.catchall);
      break;
    }
    case "array":
      check3(def.element);
      break;
    case "tuple":
      for (const el of def.items)
        check3(el);
      check3(def.rest);
      break;
    case "record":
    case "map":
      check3(def.keyType);
      check3(def.valueType);
      break;
    case "set":
      check3(def.valueType);
      break;
    case "union":
      for (const el of def.options)
        check3(el);
      break;
    case "intersection":
      check3(def.left);
      check3(def.right);
      break;
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "catch":
    case "readonly":
    case "nonoptional":
    case "promise":
    case "success":
      check3(def.innerType);
      break;
    case "pipe":
      check3(def.in);
      check3(def.out);
      break;
    case "function":
      check3(def.input);
      check3(def.output);
      break;
    // `$ZodLazy` caches its inner on the def, so a resolved edge is followed exactly
    case "lazy": {
      const inner = def._cachedInner ?? (resolve8 ? inst._zod.innerType : void 0);
      merge2(inner ? isRecursive(inner, stack, false) : ASSUMED);
      break;
    }
    // a leaf by choice: `parts` are regex fragments, not data positions
    case "template_literal":
    // leaves
    case "string":
    case "number":
    case "int":
    case "boolean":
    case "bigint":
    case "symbol":
    case "undefined":
    case "null":
    case "void":
    case "never":
    case "any":
    case "unknown":
    case "date":
    case "nan":
    case "enum":
    case "literal":
    case "file":
    case "transform":
    case "custom":
      break;
    default: {
      kind;
      for (const key in def) {
        const desc = Object.getOwnPropertyDescriptor(def, key);
        if (!desc || desc.get)
          continue;
        const value = desc.value;
        if (!value || typeof value !== "object")
          continue;
        if (value._zod)
          check3(value);
        else if (Array.isArray(value))
          for (const el of value)
            check3(el);
      }
    }
  }
  stack.delete(inst);
  return settle(inst, result);
}
function settle(inst, answer) {
  if (answer !== ASSUMED)
    recursive.set(inst, answer === PROVEN);
  return answer;
}
function bucketFor(state, inst) {
  let bucket = state.buckets.get(inst);
  if (!bucket) {
    bucket = /* @__PURE__ */ new WeakMap();
    state.buckets.set(inst, bucket);
  }
  return bucket;
}
var handoff;
var open3 = [];
var memo5 = {
  alloc(_inst, payload, empty) {
    const bucket = handoff;
    if (!bucket)
      return empty;
    handoff = void 0;
    const entry = { value: empty, issues: null };
    bucket.set(payload.value, entry);
    open3.push(entry);
    return empty;
  },
  guard(inst) {
    var _a3;
    (_a3 = inst._zod).deferred ?? (_a3.deferred = []);
    inst._zod.deferred.push(() => {
      const base = inst._zod.parse;
      const wrapped2 = (payload, ctx) => {
        if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value))
          throw new $ZodCyclicError();
        return base(payload, ctx);
      };
      inst._zod.parse = wrapped2;
      if (inst._zod.run === base)
        inst._zod.run = wrapped2;
    });
  },
  attach(inst) {
    var _a3;
    let isRecursiveInst;
    let rechecked = false;
    let lastCtx;
    let lastBucket;
    (_a3 = inst._zod).deferred ?? (_a3.deferred = []);
    inst._zod.deferred.push(() => {
      const base = inst._zod.parse;
      const wrapped2 = (payload, ctx) => {
        if (isRecursiveInst === void 0) {
          const walked = isRecursive(inst, /* @__PURE__ */ new Set(), false);
          if (walked === NONE) {
            inst._zod.parse = base;
            if (inst._zod.run === wrapped2)
              inst._zod.run = base;
            return base(payload, ctx);
          }
          if (walked === PROVEN || rechecked)
            isRecursiveInst = true;
          else
            rechecked = true;
        }
        const input = payload.value;
        if (!isRef(input))
          return base(payload, ctx);
        let state = ctx[STATE];
        if (!state) {
          state = { buckets: /* @__PURE__ */ new WeakMap(), backEdges: void 0 };
          ctx[STATE] = state;
        }
        let bucket;
        if (lastCtx === ctx) {
          bucket = lastBucket;
        } else {
          bucket = bucketFor(state, inst);
          lastCtx = ctx;
          lastBucket = bucket;
        }
        const hit = bucket.get(input);
        if (hit) {
          payload.value = hit.value;
          if (hit.issues) {
            if (hit.issues.length)
              payload.issues.push(...cloneIssues(hit.issues));
          } else {
            payload.memo = true;
            state.backEdges ?? (state.backEdges = /* @__PURE__ */ new WeakSet());
            state.backEdges.add(hit.value);
          }
          return payload;
        }
        handoff = bucket;
        const depth = open3.length;
        const result = base(payload, ctx);
        handoff = void 0;
        const entry = open3.length > depth ? open3.pop() : void 0;
        if (result instanceof Promise) {
          return result.then((r) => {
            if (entry)
              entry.issues = r.issues.length ? cloneIssues(r.issues) : NO_ISSUES;
            return r;
          });
        }
        if (entry)
          entry.issues = result.issues.length ? cloneIssues(result.issues) : NO_ISSUES;
        return result;
      };
      inst._zod.parse = wrapped2;
      if (inst._zod.run === base)
        inst._zod.run = wrapped2;
    });
  }
};
function memoizer() {
  return memo5;
}
function isBackEdge(ctx, value) {
  const backEdges = ctx[STATE]?.backEdges;
  return backEdges !== void 0 && isRef(value) && backEdges.has(value);
}
// node_modules/zod/v4/core/registries.js
var _a2;
var $ZodRegistry = class {
  constructor() {
    this._map = /* @__PURE__ */ new WeakMap();
    this._idmap = /* @__PURE__ */ new Map();
  }
  add(schema, ..._meta) {
    const meta2 = _meta[0];
    this._map.set(schema, meta2);
    if (meta2 && typeof meta2 === "object" && "id" in meta2) {
      this._idmap.set(meta2.id, schema);
    }
    return this;
  }
  clear() {
    this._map = /* @__PURE__ */ new WeakMap();
    this._idmap = /* @__PURE__ */ new Map();
    return this;
  }
  remove(schema) {
    const meta2 = this._map.get(schema);
    if (meta2 && typeof meta2 === "object" && "id" in meta2) {
      this._idmap.delete(meta2.id);
    }
    this._map.delete(schema);
    return this;
  }
  get(schema) {
    const p = schema._zod.parent;
    if (p) {
      const pm = { ...this.get(p) ?? {} };
      delete pm.id;
      const f = { ...pm, ...this._map.get(schema) };
      return Object.keys(f).length ? f : void 0;
    }
    return this._map.get(schema);
  }
  has(schema) {
    return this._map.has(schema);
  }
};
function registry() {
  return new $ZodRegistry();
}
(_a2 = globalThis).__zod_globalRegistry ?? (_a2.__zod_globalRegistry = registry());
var globalRegistry = globalThis.__zod_globalRegistry;
// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
  if (def.checks)
    def.checks = [...def.checks];
  return def;
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _string(Class2, params) {
  return new Class2(snapshotChecks({ type: "string", ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _email(Class2, params) {
  return new Class2({
    type: "string",
    format: "email",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _guid(Class2, params) {
  return new Class2({
    type: "string",
    format: "guid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _uuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v4",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v6",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v7",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _url(Class2, params) {
  return new Class2({
    type: "string",
    format: "url",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _emoji2(Class2, params) {
  return new Class2({
    type: "string",
    format: "emoji",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _nanoid(Class2, params) {
  return new Class2({
    type: "string",
    format: "nanoid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _cuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "cuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _cuid2(Class2, params) {
  return new Class2({
    type: "string",
    format: "cuid2",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _ulid(Class2, params) {
  return new Class2({
    type: "string",
    format: "ulid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _xid(Class2, params) {
  return new Class2({
    type: "string",
    format: "xid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _ksuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "ksuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _ipv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "ipv4",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _ipv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "ipv6",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "cidrv4",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "cidrv6",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _base64(Class2, params) {
  return new Class2({
    type: "string",
    format: "base64",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _base64url(Class2, params) {
  return new Class2({
    type: "string",
    format: "base64url",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _e164(Class2, params) {
  return new Class2({
    type: "string",
    format: "e164",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _jwt(Class2, params) {
  return new Class2({
    type: "string",
    format: "jwt",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class2, params) {
  return new Class2({
    type: "string",
    format: "datetime",
    check: "string_format",
    offset: false,
    local: false,
    precision: null,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _isoDate(Class2, params) {
  return new Class2({
    type: "string",
    format: "date",
    check: "string_format",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _isoTime(Class2, params) {
  return new Class2({
    type: "string",
    format: "time",
    check: "string_format",
    precision: null,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class2, params) {
  return new Class2({
    type: "string",
    format: "duration",
    check: "string_format",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _number(Class2, params) {
  return new Class2(snapshotChecks({ type: "number", checks: [], ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _int(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "safeint",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _boolean(Class2, params) {
  return new Class2({
    type: "boolean",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _null2(Class2, params) {
  return new Class2({
    type: "null",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _unknown(Class2) {
  return new Class2({
    type: "unknown"
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _never(Class2, params) {
  return new Class2({
    type: "never",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
  return new $ZodCheckLessThan({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: false
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
  return new $ZodCheckLessThan({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
  return new $ZodCheckGreaterThan({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: false
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
  return new $ZodCheckGreaterThan({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
  return new $ZodCheckMultipleOf({
    check: "multiple_of",
    ...normalizeParams(params),
    value
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
  const ch = new $ZodCheckMaxLength({
    check: "max_length",
    ...normalizeParams(params),
    maximum
  });
  return ch;
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
  return new $ZodCheckMinLength({
    check: "min_length",
    ...normalizeParams(params),
    minimum
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
  return new $ZodCheckLengthEquals({
    check: "length_equals",
    ...normalizeParams(params),
    length
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
  return new $ZodCheckRegex({
    check: "string_format",
    format: "regex",
    ...normalizeParams(params),
    pattern
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
  return new $ZodCheckLowerCase({
    check: "string_format",
    format: "lowercase",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
  return new $ZodCheckUpperCase({
    check: "string_format",
    format: "uppercase",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
  return new $ZodCheckIncludes({
    check: "string_format",
    format: "includes",
    ...normalizeParams(params),
    includes
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
  return new $ZodCheckStartsWith({
    check: "string_format",
    format: "starts_with",
    ...normalizeParams(params),
    prefix
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
  return new $ZodCheckEndsWith({
    check: "string_format",
    format: "ends_with",
    ...normalizeParams(params),
    suffix
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
  return new $ZodCheckOverwrite({
    check: "overwrite",
    tx
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
  return /* @__PURE__ */ _overwrite((input) => input.normalize(form));
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _trim() {
  return /* @__PURE__ */ _overwrite((input) => input.trim());
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
  return /* @__PURE__ */ _overwrite((input) => input.toLowerCase());
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
  return /* @__PURE__ */ _overwrite((input) => input.toUpperCase());
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _slugify() {
  return /* @__PURE__ */ _overwrite((input) => slugify(input));
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _array(Class2, element, params) {
  return new Class2({
    type: "array",
    element,
    // get element() {
    //   return element;
    // },
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _refine(Class2, fn, _params) {
  const schema = new Class2({
    type: "custom",
    check: "custom",
    fn,
    ...normalizeParams(_params)
  });
  return schema;
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
  const ch = /* @__PURE__ */ _check((payload) => {
    payload.addIssue = (issue2) => {
      if (typeof issue2 === "string") {
        payload.issues.push(issue(issue2, payload.value, ch._zod.def));
      } else {
        const _issue = issue2;
        if (_issue.fatal)
          _issue.continue = false;
        _issue.code ?? (_issue.code = "custom");
        if (!("input" in _issue))
          _issue.input = payload.value;
        _issue.inst ?? (_issue.inst = ch);
        _issue.continue ?? (_issue.continue = !ch._zod.def.abort);
        payload.issues.push(issue(_issue));
      }
    };
    return fn(payload.value, payload);
  }, params);
  return ch;
}
// @__NO_SIDE_EFFECTS__
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
  const ch = new $ZodCheck({
    check: "custom",
    ...normalizeParams(params)
  });
  ch._zod.check = fn;
  return ch;
}
// node_modules/zod/v4/core/to-json-schema.js
function assignProps(target, ...sources) {
  for (const source of sources) {
    for (const key of Reflect.ownKeys(source)) {
      if (Object.prototype.propertyIsEnumerable.call(source, key)) {
        assignProp(target, key, source[key]);
      }
    }
  }
  return target;
}
function initializeContext(params) {
  let target = params?.target ?? "draft-2020-12";
  if (target === "draft-4")
    target = "draft-04";
  if (target === "draft-7")
    target = "draft-07";
  return {
    processors: params.processors ?? {},
    metadataRegistry: params?.metadata ?? globalRegistry,
    target,
    unrepresentable: params?.unrepresentable ?? "throw",
    override: params?.override ?? (() => {
    }),
    io: params?.io ?? "output",
    counter: 0,
    seen: /* @__PURE__ */ new Map(),
    sharedDefsExtractedFor: void 0,
    sharedEmitDoneFor: void 0,
    cycles: params?.cycles ?? "ref",
    reused: params?.reused ?? "inline",
    intersections: [],
    deferred: [],
    external: params?.external ?? void 0
  };
}
function handleUnrepresentable(schema, ctx, json, params, message) {
  const result = typeof ctx.unrepresentable === "function" ? ctx.unrepresentable({ zodSchema: schema, path: params.path, message }) : ctx.unrepresentable;
  if (result === "any")
    return false;
  if (result === void 0 || result === "throw")
    throw new Error(message);
  Object.assign(json, result);
  return true;
}
function processSchema(schema, ctx, _params = { path: [], schemaPath: [] }) {
  var _a3;
  const def = schema._zod.def;
  const seen = ctx.seen.get(schema);
  if (seen) {
    seen.count++;
    const isCycle = _params.schemaPath.includes(schema);
    if (isCycle) {
      seen.cycle = _params.path;
    }
    return seen.schema;
  }
  const result = { schema: {}, count: 1, cycle: void 0, path: _params.path };
  ctx.seen.set(schema, result);
  ctx.sharedDefsExtractedFor = void 0;
  ctx.sharedEmitDoneFor = void 0;
  const overrideSchema = schema._zod.toJSONSchema?.();
  if (overrideSchema) {
    result.schema = overrideSchema;
  } else {
    const params = {
      ..._params,
      schemaPath: [..._params.schemaPath, schema],
      path: _params.path
    };
    if (schema._zod.processJSONSchema) {
      schema._zod.processJSONSchema(ctx, result.schema, params);
    } else {
      const _json = result.schema;
      const processor = ctx.processors[def.type];
      if (!processor) {
        throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
      }
      processor(schema, ctx, _json, params);
    }
    const parent = schema._zod.parent;
    if (parent) {
      if (!result.ref)
        result.ref = parent;
      processSchema(parent, ctx, params);
      ctx.seen.get(parent).isParent = true;
    }
  }
  const meta2 = ctx.metadataRegistry.get(schema);
  if (meta2)
    assignProps(result.schema, meta2);
  if (ctx.io === "input" && isTransforming(schema)) {
    delete result.schema.examples;
    delete result.schema.default;
  }
  if (ctx.io === "input" && "_prefault" in result.schema)
    (_a3 = result.schema).default ?? (_a3.default = result.schema._prefault);
  delete result.schema._prefault;
  const _result = ctx.seen.get(schema);
  return _result.schema;
}
function encodeJSONPointerSegment(segment) {
  return segment.replace(/~/g, "~0").replace(/\//g, "~1");
}
function extractDefs(ctx, schema) {
  const root = ctx.seen.get(schema);
  if (!root)
    throw new Error("Unprocessed schema. This is a bug in Zod.");
  if (ctx.external && ctx.sharedDefsExtractedFor === ctx.external)
    return;
  const idToSchema = /* @__PURE__ */ new Map();
  for (const entry of ctx.seen.entries()) {
    const id = ctx.metadataRegistry.get(entry[0])?.id;
    if (id) {
      const existing = idToSchema.get(id);
      if (existing && existing !== entry[0]) {
        throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
      }
      idToSchema.set(id, entry[0]);
    }
  }
  const makeURI = (entry) => {
    const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
    if (ctx.external) {
      const externalId = ctx.external.registry.get(entry[0])?.id;
      const uriGenerator = ctx.external.uri ?? ((id2) => id2);
      if (externalId) {
        return { ref: uriGenerator(externalId) };
      }
      const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
      entry[1].defId = id;
      return { defId: id, ref: `${uriGenerator("__shared")}#/${defsSegment}/${encodeJSONPointerSegment(id)}` };
    }
    const uriPrefix = `#`;
    const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
    if (entry[1] === root && !entry[1].schema.id) {
      return { ref: uriPrefix };
    }
    const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
    return { defId, ref: defUriPrefix + encodeJSONPointerSegment(defId) };
  };
  const extractToDef = (entry) => {
    if (entry[1].schema.$ref) {
      return;
    }
    const seen = entry[1];
    const { ref, defId } = makeURI(entry);
    seen.def = { ...seen.schema };
    if (defId)
      seen.defId = defId;
    const schema2 = seen.schema;
    for (const key in schema2) {
      delete schema2[key];
    }
    schema2.$ref = ref;
  };
  if (ctx.cycles === "throw") {
    for (const entry of ctx.seen.entries()) {
      const seen = entry[1];
      if (seen.cycle) {
        throw new Error(`Cycle detected: #/${seen.cycle?.join("/")}/<root>

Set the \`cycles\` parameter to \`"ref"\` to resolve cyclical schemas with defs.`);
      }
    }
  }
  for (const entry of ctx.seen.entries()) {
    const seen = entry[1];
    if (schema === entry[0]) {
      extractToDef(entry);
      continue;
    }
    if (ctx.external) {
      const ext = ctx.external.registry.get(entry[0])?.id;
      if (schema !== entry[0] && ext) {
        extractToDef(entry);
        continue;
      }
    }
    const id = ctx.metadataRegistry.get(entry[0])?.id;
    if (id) {
      extractToDef(entry);
      continue;
    }
    if (seen.cycle) {
      extractToDef(entry);
      continue;
    }
    if (seen.count > 1) {
      if (ctx.reused === "ref") {
        extractToDef(entry);
      }
    }
  }
  if (ctx.external)
    ctx.sharedDefsExtractedFor = ctx.external;
}
function compactTypeUnion(schema) {
  const options = schema.anyOf;
  if (!Array.isArray(options) || options.length === 0 || schema.type !== void 0)
    return;
  const types = [];
  for (const option of options) {
    if (!option || typeof option !== "object")
      return;
    compactTypeUnion(option);
    const keys = Object.keys(option);
    if (keys.length !== 1 || keys[0] !== "type")
      return;
    const type = option.type;
    for (const member of Array.isArray(type) ? type : [type]) {
      if (typeof member !== "string")
        return;
      if (!types.includes(member))
        types.push(member);
    }
  }
  delete schema.anyOf;
  schema.type = types.length === 1 ? types[0] : types;
}
var FOLDABLE_KEYS = /* @__PURE__ */ new Set(["type", "properties", "required", "additionalProperties"]);
var UNION_KEYS = ["oneOf", "anyOf"];
function undeclaredConstraint(member) {
  const extra = member.additionalProperties;
  if (extra === void 0 || extra === false || typeof extra !== "object" || extra === null)
    return null;
  return Object.keys(extra).length ? extra : null;
}
function foldObjects(members2) {
  const objects = [];
  for (const member of members2) {
    if (typeof member !== "object" || member.type !== "object")
      return null;
    for (const key in member) {
      if (!FOLDABLE_KEYS.has(key))
        return null;
    }
    objects.push(member);
  }
  const properties = {};
  const required2 = /* @__PURE__ */ new Set();
  for (const object2 of objects) {
    for (const key in object2.properties) {
      if (Object.prototype.hasOwnProperty.call(properties, key))
        continue;
      const parts = [];
      for (const other of objects) {
        const part = other.properties?.[key] ?? undeclaredConstraint(other);
        if (part === null || part === void 0)
          continue;
        if (!parts.some((seen) => JSON.stringify(seen) === JSON.stringify(part)))
          parts.push(part);
      }
      const merged = parts.length === 1 ? parts[0] : foldObjects(parts) ?? { allOf: parts };
      assignProp(properties, key, merged);
    }
    for (const key of object2.required ?? [])
      required2.add(key);
  }
  const folded = { type: "object", properties };
  if (required2.size)
    folded.required = [...required2];
  if (objects.every((object2) => object2.additionalProperties === false)) {
    folded.additionalProperties = false;
  } else {
    const constraints = [];
    for (const object2 of objects) {
      const constraint = undeclaredConstraint(object2);
      if (constraint && !constraints.some((seen) => JSON.stringify(seen) === JSON.stringify(constraint)))
        constraints.push(constraint);
    }
    if (constraints.length === 1)
      folded.additionalProperties = constraints[0];
    else if (constraints.length > 1)
      folded.additionalProperties = { allOf: constraints };
  }
  return folded;
}
function foldIntersection(json) {
  const allOf2 = json.allOf;
  if (!Array.isArray(allOf2) || allOf2.length < 2)
    return;
  for (const key of FOLDABLE_KEYS)
    if (key in json)
      return;
  const unions = allOf2.filter((m) => UNION_KEYS.some((k) => Array.isArray(m[k])));
  let folded = null;
  if (!unions.length) {
    folded = foldObjects(allOf2);
  } else {
    const union2 = unions[0];
    const keyword = UNION_KEYS.find((k) => Array.isArray(union2[k]));
    if (Object.keys(union2).length !== 1)
      return;
    const rest = allOf2.filter((m) => m !== union2);
    const branches = union2[keyword].map((branch) => foldObjects([...rest, branch]));
    if (branches.some((b) => !b))
      return;
    folded = { [keyword]: branches };
  }
  if (!folded)
    return;
  delete json.allOf;
  assignProps(json, folded);
}
function finalize(ctx, schema) {
  const root = ctx.seen.get(schema);
  if (!root)
    throw new Error("Unprocessed schema. This is a bug in Zod.");
  const flattenRef = (zodSchema) => {
    const seen = ctx.seen.get(zodSchema);
    if (seen.ref === null)
      return;
    const schema2 = seen.def ?? seen.schema;
    const _cached = { ...schema2 };
    const ref = seen.ref;
    seen.ref = null;
    if (ref) {
      flattenRef(ref);
      const refSeen = ctx.seen.get(ref);
      const refSchema = refSeen.schema;
      if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
        schema2.allOf = schema2.allOf ?? [];
        schema2.allOf.push(refSchema);
      } else {
        assignProps(schema2, refSchema);
      }
      assignProps(schema2, _cached);
      const isParentRef = zodSchema._zod.parent === ref;
      if (isParentRef) {
        for (const key in schema2) {
          if (key === "$ref" || key === "allOf")
            continue;
          if (!(key in _cached)) {
            delete schema2[key];
          }
        }
      }
      if (refSchema.$ref && refSeen.def) {
        for (const key in schema2) {
          if (key === "$ref" || key === "allOf")
            continue;
          if (key in refSeen.def && JSON.stringify(schema2[key]) === JSON.stringify(refSeen.def[key])) {
            delete schema2[key];
          }
        }
      }
    }
    const parent = zodSchema._zod.parent;
    if (parent && parent !== ref) {
      flattenRef(parent);
      const parentSeen = ctx.seen.get(parent);
      if (parentSeen?.schema.$ref) {
        schema2.$ref = parentSeen.schema.$ref;
        if (parentSeen.def) {
          for (const key in schema2) {
            if (key === "$ref" || key === "allOf")
              continue;
            if (key in parentSeen.def && JSON.stringify(schema2[key]) === JSON.stringify(parentSeen.def[key])) {
              delete schema2[key];
            }
          }
        }
      }
    }
    ctx.override({
      zodSchema,
      jsonSchema: schema2,
      path: seen.path ?? []
    });
  };
  if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
    for (const entry of [...ctx.seen.entries()].reverse()) {
      flattenRef(entry[0]);
    }
    if (ctx.target !== "openapi-3.0") {
      for (const entry of ctx.seen.entries()) {
        compactTypeUnion(entry[1].def ?? entry[1].schema);
      }
    }
    for (const rewrite of ctx.deferred)
      rewrite();
    if (ctx.intersections.length) {
      const carriers = /* @__PURE__ */ new Map();
      for (const seen of ctx.seen.values()) {
        for (const json of [seen.schema, seen.def]) {
          const allOf2 = json?.allOf;
          if (!Array.isArray(allOf2))
            continue;
          const existing = carriers.get(allOf2);
          if (existing)
            existing.push(json);
          else
            carriers.set(allOf2, [json]);
        }
      }
      for (const allOf2 of ctx.intersections) {
        for (const json of carriers.get(allOf2) ?? [])
          foldIntersection(json);
      }
    }
  }
  const result = {};
  if (ctx.target === "draft-2020-12") {
    result.$schema = "https://json-schema.org/draft/2020-12/schema";
  } else if (ctx.target === "draft-07") {
    result.$schema = "http://json-schema.org/draft-07/schema#";
  } else if (ctx.target === "draft-04") {
    result.$schema = "http://json-schema.org/draft-04/schema#";
  } else if (ctx.target === "openapi-3.0") {
  } else {
  }
  if (ctx.external?.uri) {
    const id = ctx.external.registry.get(schema)?.id;
    if (!id)
      throw new Error("Schema is missing an `id` property");
    result.$id = ctx.external.uri(id);
  }
  assignProps(result, root.defId ? root.schema : root.def ?? root.schema);
  const rootMetaId = ctx.metadataRegistry.get(schema)?.id;
  if (rootMetaId !== void 0 && result.id === rootMetaId)
    delete result.id;
  const defs = ctx.external?.defs ?? {};
  if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
    for (const entry of ctx.seen.entries()) {
      const seen = entry[1];
      if (seen.def && seen.defId) {
        if (seen.def.id === seen.defId)
          delete seen.def.id;
        assignProp(defs, seen.defId, seen.def);
      }
    }
  }
  if (ctx.external)
    ctx.sharedEmitDoneFor = ctx.external;
  if (ctx.external) {
  } else {
    if (Object.keys(defs).length > 0) {
      if (ctx.target === "draft-2020-12") {
        result.$defs = defs;
      } else {
        result.definitions = defs;
      }
    }
  }
  try {
    const finalized = JSON.parse(JSON.stringify(result));
    Object.defineProperty(finalized, "~standard", {
      value: {
        ...schema["~standard"],
        jsonSchema: {
          input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
          output: createStandardJSONSchemaMethod(schema, "output", ctx.processors)
        }
      },
      enumerable: false,
      writable: false
    });
    return finalized;
  } catch (_err) {
    throw new Error("Error converting schema to JSON.");
  }
}
function isTransforming(_schema, _ctx) {
  const ctx = _ctx ?? { seen: /* @__PURE__ */ new Set() };
  if (ctx.seen.has(_schema))
    return false;
  ctx.seen.add(_schema);
  const def = _schema._zod.def;
  if (def.type === "transform")
    return true;
  if (def.type === "array")
    return isTransforming(def.element, ctx);
  if (def.type === "set")
    return isTransforming(def.valueType, ctx);
  if (def.type === "lazy")
    return isTransforming(def.getter(), ctx);
  if (def.type === "promise" || def.type === "optional" || def.type === "nonoptional" || def.type === "nullable" || def.type === "readonly" || def.type === "default" || def.type === "prefault" || def.type === "catch") {
    return isTransforming(def.innerType, ctx);
  }
  if (def.type === "intersection") {
    return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
  }
  if (def.type === "record" || def.type === "map") {
    return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
  }
  if (def.type === "pipe") {
    if (_schema._zod.traits.has("$ZodCodec"))
      return true;
    return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
  }
  if (def.type === "object") {
    for (const key in def.shape) {
      if (isTransforming(def.shape[key], ctx))
        return true;
    }
    return false;
  }
  if (def.type === "union") {
    for (const option of def.options) {
      if (isTransforming(option, ctx))
        return true;
    }
    return false;
  }
  if (def.type === "tuple") {
    for (const item of def.items) {
      if (isTransforming(item, ctx))
        return true;
    }
    if (def.rest && isTransforming(def.rest, ctx))
      return true;
    return false;
  }
  return false;
}
var createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
  const ctx = initializeContext({ ...params, processors });
  processSchema(schema, ctx);
  extractDefs(ctx, schema);
  return finalize(ctx, schema);
};
var createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
  const { libraryOptions, target } = params ?? {};
  const ctx = initializeContext({ ...libraryOptions ?? {}, target, io, processors });
  processSchema(schema, ctx);
  extractDefs(ctx, schema);
  return finalize(ctx, schema);
};
// node_modules/zod/v4/core/json-schema-processors.js
var narrowMin = (agg, key, value) => {
  if (agg[key] === void 0 || value > agg[key])
    agg[key] = value;
};
var narrowMax = (agg, key, value) => {
  if (agg[key] === void 0 || value < agg[key])
    agg[key] = value;
};
var narrowBoth = (agg, value) => {
  narrowMin(agg, "minimum", value);
  narrowMax(agg, "maximum", value);
};
var addDivisor = (agg, value) => {
  agg.multipleOf ?? (agg.multipleOf = []);
  if (!agg.multipleOf.includes(value))
    agg.multipleOf.push(value);
};
var addPattern = (agg, pattern) => {
  agg.patterns ?? (agg.patterns = /* @__PURE__ */ new Set());
  agg.patterns.add(pattern);
};
var intersectMime = (agg, mime) => {
  agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
var setFormat = (agg, format) => {
  agg.format = format;
  if (format.includes("int"))
    agg.isInt = true;
};
var minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
var maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
var formatContributor = (ranges) => (agg, def) => {
  setFormat(agg, def.format);
  const [minimum, maximum] = ranges[def.format];
  narrowMin(agg, "minimum", minimum);
  narrowMax(agg, "maximum", maximum);
};
var contributors = {
  greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
  less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
  multiple_of: (agg, def) => addDivisor(agg, def.value),
  number_format: formatContributor(NUMBER_FORMAT_RANGES),
  bigint_format: formatContributor(BIGINT_FORMAT_RANGES),
  min_length: minContributor,
  max_length: maxContributor,
  length_equals: (agg, def) => narrowBoth(agg, def.length),
  min_size: minContributor,
  max_size: maxContributor,
  size_equals: (agg, def) => narrowBoth(agg, def.size),
  string_format: (agg, def) => {
    setFormat(agg, def.format);
    if (def.pattern)
      addPattern(agg, def.pattern);
    if (def.format === "base64" || def.format === "base64url")
      agg.contentEncoding = def.format;
    if (def.local || def.precision === -1)
      agg.laxFormat = true;
  },
  mime_type: (agg, def) => intersectMime(agg, def.mime)
};
function aggregateChecks(schema) {
  const agg = {};
  const def = schema._zod.def;
  const list3 = schema._zod.traits.has("$ZodCheck") ? [schema, ...def.checks ?? []] : def.checks ?? [];
  for (const ch of list3)
    contributors[ch._zod.def.check]?.(agg, ch._zod.def);
  const bag = schema._zod.bag;
  if (bag.minimum !== void 0)
    narrowMin(agg, "minimum", bag.minimum);
  if (bag.exclusiveMinimum !== void 0)
    narrowMin(agg, "exclusiveMinimum", bag.exclusiveMinimum);
  if (bag.maximum !== void 0)
    narrowMax(agg, "maximum", bag.maximum);
  if (bag.exclusiveMaximum !== void 0)
    narrowMax(agg, "exclusiveMaximum", bag.exclusiveMaximum);
  if (bag.multipleOf !== void 0)
    addDivisor(agg, bag.multipleOf);
  if (bag.format !== void 0) {
    agg.format ?? (agg.format = bag.format);
    if (bag.format.includes("int"))
      agg.isInt = true;
  }
  if (bag.mime)
    intersectMime(agg, bag.mime);
  for (const pattern of bag.patterns ?? [])
    addPattern(agg, pattern);
  return agg;
}
var formatMap = {
  guid: "uuid",
  url: "uri",
  datetime: "date-time",
  json_string: "json-string",
  regex: ""
  // do not set
};
var exactPatterns = /* @__PURE__ */ new Map([
  [base64Charset, base64],
  [base64urlCharset, base64url]
]);
var exactPattern = (p) => exactPatterns.get(p) ?? p;
var stringProcessor = (schema, ctx, _json, _params) => {
  const json = _json;
  json.type = "string";
  const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
  if (typeof minimum === "number")
    json.minLength = minimum;
  if (typeof maximum === "number")
    json.maxLength = maximum;
  if (format) {
    json.format = formatMap[format] ?? format;
    if (json.format === "")
      delete json.format;
    if (format === "time" || laxFormat) {
      delete json.format;
    }
  }
  if (contentEncoding)
    json.contentEncoding = contentEncoding;
  if (patterns && patterns.size > 0) {
    const patternList = [...patterns].map(exactPattern);
    if (patternList.length === 1)
      json.pattern = patternList[0].source;
    else if (patternList.length > 1) {
      json.allOf = [
        ...patternList.map((regex) => ({
          ...ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0" ? { type: "string" } : {},
          pattern: regex.source
        }))
      ];
    }
  }
};
var numberProcessor = (schema, ctx, _json, params) => {
  const json = _json;
  const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
  json.type = isInt ? "integer" : "number";
  const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
  const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
  const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
  if (exMin) {
    if (legacy) {
      json.minimum = exclusiveMinimum;
      json.exclusiveMinimum = true;
    } else {
      json.exclusiveMinimum = exclusiveMinimum;
    }
  } else if (typeof minimum === "number") {
    json.minimum = minimum;
  }
  if (exMax) {
    if (legacy) {
      json.maximum = exclusiveMaximum;
      json.exclusiveMaximum = true;
    } else {
      json.exclusiveMaximum = exclusiveMaximum;
    }
  } else if (typeof maximum === "number") {
    json.maximum = maximum;
  }
  if (multipleOf) {
    const divisors = /* @__PURE__ */ new Set();
    for (const divisor of multipleOf) {
      if (Number.isFinite(divisor) && divisor !== 0)
        divisors.add(Math.abs(divisor));
      else
        handleUnrepresentable(schema, ctx, json, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
    }
    const [first, ...rest] = divisors;
    if (first !== void 0)
      json.multipleOf = first;
    if (rest.length)
      json.allOf = [...json.allOf ?? [], ...rest.map((m) => ({ multipleOf: m }))];
  }
};
var booleanProcessor = (_schema, _ctx, json, _params) => {
  json.type = "boolean";
};
var nullProcessor = (_schema, ctx, json, _params) => {
  if (ctx.target === "openapi-3.0") {
    json.type = "string";
    json.nullable = true;
    json.enum = [null];
  } else {
    json.type = "null";
  }
};
var neverProcessor = (_schema, _ctx, json, _params) => {
  json.not = {};
};
var unknownProcessor = (_schema, _ctx, _json, _params) => {
};
var enumProcessor = (schema, _ctx, json, _params) => {
  const def = schema._zod.def;
  const values = getEnumValues(def.entries);
  if (values.length === 0) {
    json.not = {};
    return;
  }
  if (values.every((v) => typeof v === "number"))
    json.type = "number";
  if (values.every((v) => typeof v === "string"))
    json.type = "string";
  json.enum = values;
};
var literalProcessor = (schema, ctx, json, params) => {
  const def = schema._zod.def;
  if (def.values.length === 0) {
    json.not = {};
    return;
  }
  const vals = [];
  for (const val of def.values) {
    if (val === void 0) {
      if (handleUnrepresentable(schema, ctx, json, params, "Literal `undefined` cannot be represented in JSON Schema"))
        return;
    } else if (typeof val === "bigint") {
      if (handleUnrepresentable(schema, ctx, json, params, "BigInt literals cannot be represented in JSON Schema"))
        return;
      vals.push(Number(val));
    } else {
      vals.push(val);
    }
  }
  if (vals.length === 0) {
  } else if (vals.length === 1) {
    const val = vals[0];
    json.type = val === null ? "null" : typeof val;
    if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
      json.enum = [val];
    } else {
      json.const = val;
    }
  } else {
    if (vals.every((v) => typeof v === "number"))
      json.type = "number";
    if (vals.every((v) => typeof v === "string"))
      json.type = "string";
    if (vals.every((v) => typeof v === "boolean"))
      json.type = "boolean";
    if (vals.every((v) => v === null))
      json.type = "null";
    json.enum = vals;
  }
};
var customProcessor = (schema, ctx, json, params) => {
  handleUnrepresentable(schema, ctx, json, params, "Custom types cannot be represented in JSON Schema");
};
var transformProcessor = (schema, ctx, json, params) => {
  handleUnrepresentable(schema, ctx, json, params, "Transforms cannot be represented in JSON Schema");
};
var arrayProcessor = (schema, ctx, _json, params) => {
  const json = _json;
  const def = schema._zod.def;
  const { minimum, maximum } = aggregateChecks(schema);
  if (typeof minimum === "number")
    json.minItems = minimum;
  if (typeof maximum === "number")
    json.maxItems = maximum;
  json.type = "array";
  json.items = processSchema(def.element, ctx, {
    ...params,
    path: [...params.path, "items"]
  });
};
function inputOptin(schema) {
  const def = schema._zod.def;
  if (def.type === "pipe" && def.in._zod.traits.has("$ZodTransform")) {
    return inputOptin(def.out);
  }
  if (def.type === "catch") {
    return inputOptin(def.innerType);
  }
  return schema._zod.optin;
}
var objectProcessor = (schema, ctx, _json, params) => {
  const json = _json;
  const def = schema._zod.def;
  const shape2 = def.shape;
  const symbolKeys = Object.getOwnPropertySymbols(shape2);
  if (symbolKeys.length && handleUnrepresentable(schema, ctx, json, params, "Symbol keys cannot be represented in JSON Schema")) {
    return;
  }
  json.type = "object";
  json.properties = {};
  for (const key in shape2) {
    assignProp(json.properties, key, processSchema(shape2[key], ctx, {
      ...params,
      path: [...params.path, "properties", key]
    }));
  }
  const requiredKeys = [];
  for (const key of Object.keys(shape2)) {
    const field = def.shape[key];
    if (ctx.io === "input" ? inputOptin(field) === void 0 : field._zod.optout === void 0) {
      requiredKeys.push(key);
    }
  }
  if (requiredKeys.length > 0) {
    json.required = requiredKeys;
  }
  if (def.catchall?._zod.def.type === "never") {
    json.additionalProperties = false;
  } else if (!def.catchall) {
    if (ctx.io === "output")
      json.additionalProperties = false;
  } else if (def.catchall) {
    json.additionalProperties = processSchema(def.catchall, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
};
var unionProcessor = (schema, ctx, json, params) => {
  const def = schema._zod.def;
  const isExclusive = def.inclusive === false;
  const options = def.options.map((x, i) => processSchema(x, ctx, {
    ...params,
    path: [...params.path, isExclusive ? "oneOf" : "anyOf", i]
  }));
  if (isExclusive) {
    json.oneOf = options;
  } else {
    json.anyOf = options;
  }
};
var intersectionProcessor = (schema, ctx, json, params) => {
  const def = schema._zod.def;
  const a = processSchema(def.left, ctx, {
    ...params,
    path: [...params.path, "allOf", 0]
  });
  const b = processSchema(def.right, ctx, {
    ...params,
    path: [...params.path, "allOf", 1]
  });
  const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
  const allOf2 = [
    ...isSimpleIntersection(a) ? a.allOf : [a],
    ...isSimpleIntersection(b) ? b.allOf : [b]
  ];
  json.allOf = allOf2;
  ctx.intersections.push(allOf2);
};
function stringifyKeyNames(bySchema, json, visited) {
  if (json.$ref) {
    if (visited.has(json))
      return json;
    visited.add(json);
    const def = bySchema.get(json)?.def;
    if (!def)
      return json;
    const inlined = stringifyKeyNames(bySchema, def, visited);
    return inlined === def ? json : inlined;
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = json[keyword];
    if (!Array.isArray(branches))
      continue;
    const mapped = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
    if (mapped.some((branch, i) => branch !== branches[i]))
      json = { ...json, [keyword]: mapped };
  }
  const types = Array.isArray(json.type) ? json.type : [json.type];
  const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
  const values = json.enum ?? (json.const !== void 0 ? [json.const] : void 0);
  if (!numericType && !values?.some((v) => typeof v === "number"))
    return json;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json;
  if (rest.enum)
    rest.enum = rest.enum.map((v) => typeof v === "number" ? String(v) : v);
  else if (typeof rest.const === "number")
    rest.const = String(rest.const);
  if (!numericType)
    return rest;
  rest.type = "string";
  if (!values)
    rest.pattern = (types.includes("number") ? number : integer).source;
  return rest;
}
var pendingRecords = /* @__PURE__ */ new WeakMap();
function rewriteKeyNames(ctx) {
  const bySchema = /* @__PURE__ */ new Map();
  for (const entry of ctx.seen.values()) {
    if (entry.def && !bySchema.has(entry.schema))
      bySchema.set(entry.schema, entry);
  }
  const rewrites = /* @__PURE__ */ new Map();
  for (const record4 of pendingRecords.get(ctx) ?? []) {
    const seen = ctx.seen.get(record4);
    const names = (seen?.def ?? seen?.schema)?.propertyNames;
    if (!names || names === true || rewrites.has(names))
      continue;
    const rewritten = stringifyKeyNames(bySchema, names, /* @__PURE__ */ new Set());
    if (rewritten !== names)
      rewrites.set(names, rewritten);
  }
  if (!rewrites.size)
    return;
  for (const entry of ctx.seen.values()) {
    for (const carrier of [entry.schema, entry.def]) {
      const rewritten = carrier && rewrites.get(carrier.propertyNames);
      if (rewritten)
        carrier.propertyNames = rewritten;
    }
  }
}
var recordProcessor = (schema, ctx, _json, params) => {
  const json = _json;
  const def = schema._zod.def;
  json.type = "object";
  const keyType = def.keyType;
  const patterns = aggregateChecks(keyType).patterns;
  if (def.mode === "loose" && patterns && patterns.size > 0) {
    const valueSchema = processSchema(def.valueType, ctx, {
      ...params,
      path: [...params.path, "patternProperties", "*"]
    });
    json.patternProperties = {};
    for (const pattern of patterns) {
      assignProp(json.patternProperties, exactPattern(pattern).source, valueSchema);
    }
  } else {
    if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
      json.propertyNames = processSchema(def.keyType, ctx, {
        ...params,
        path: [...params.path, "propertyNames"]
      });
      let pending = pendingRecords.get(ctx);
      if (!pending) {
        pending = [];
        pendingRecords.set(ctx, pending);
        ctx.deferred.push(() => rewriteKeyNames(ctx));
      }
      pending.push(schema);
    }
    json.additionalProperties = processSchema(def.valueType, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
  const keyValues = keyType._zod.values;
  const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== void 0;
  if (keyValues && !def.partial && !omittableOnInput) {
    const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
    if (validKeyValues.length > 0) {
      json.required = validKeyValues.map(String);
    }
  }
};
var nullableProcessor = (schema, ctx, json, params) => {
  const def = schema._zod.def;
  const inner = processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  if (ctx.target === "openapi-3.0") {
    seen.ref = def.innerType;
    json.nullable = true;
  } else {
    json.anyOf = [inner, { type: "null" }];
  }
};
var nonoptionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
var UNREPRESENTABLE_DEFAULT = /* @__PURE__ */ Symbol();
function serializeDefaultValue(value, schema, ctx, json, params) {
  let unrepresentable = false;
  const serialized = JSON.stringify(value, (_, val) => {
    if (typeof val !== "bigint")
      return val;
    unrepresentable = true;
    return null;
  });
  if (!unrepresentable)
    return JSON.parse(serialized);
  handleUnrepresentable(schema, ctx, json, params, "BigInt defaults cannot be represented in JSON Schema");
  return UNREPRESENTABLE_DEFAULT;
}
var defaultProcessor = (schema, ctx, json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
  if (value !== UNREPRESENTABLE_DEFAULT)
    json.default = value;
};
var prefaultProcessor = (schema, ctx, json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  if (ctx.io !== "input")
    return;
  const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
  if (value !== UNREPRESENTABLE_DEFAULT)
    json._prefault = value;
};
var catchProcessor = (schema, ctx, json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  let catchValue;
  try {
    catchValue = def.catchValue(void 0);
  } catch {
    handleUnrepresentable(schema, ctx, json, params, "Dynamic catch values are not supported in JSON Schema");
    return;
  }
  json.default = catchValue;
};
var pipeProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  const inIsTransform = def.in._zod.traits.has("$ZodTransform");
  const innerType = ctx.io === "input" ? inIsTransform ? def.out : def.in : def.out;
  processSchema(innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = innerType;
};
var readonlyProcessor = (schema, ctx, json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  json.readOnly = true;
};
var optionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
// node_modules/zod/v4/locales/en.js
var error = () => {
  const Sizable = {
    string: { unit: "characters", verb: "to have" },
    file: { unit: "bytes", verb: "to have" },
    array: { unit: "items", verb: "to have" },
    set: { unit: "items", verb: "to have" },
    map: { unit: "entries", verb: "to have" }
  };
  function getSizing(origin) {
    return Sizable[origin] ?? null;
  }
  const FormatDictionary = {
    regex: "input",
    email: "email address",
    url: "URL",
    emoji: "emoji",
    uuid: "UUID",
    uuidv4: "UUIDv4",
    uuidv6: "UUIDv6",
    nanoid: "nanoid",
    guid: "GUID",
    cuid: "cuid",
    cuid2: "cuid2",
    ulid: "ULID",
    xid: "XID",
    ksuid: "KSUID",
    datetime: "ISO datetime",
    date: "ISO date",
    time: "ISO time",
    duration: "ISO duration",
    ipv4: "IPv4 address",
    ipv6: "IPv6 address",
    mac: "MAC address",
    cidrv4: "IPv4 range",
    cidrv6: "IPv6 range",
    base64: "base64-encoded string",
    base64url: "base64url-encoded string",
    json_string: "JSON string",
    e164: "E.164 number",
    currency_code: "currency code",
    credit_card: "credit card number",
    iban: "IBAN",
    jwt: "JWT",
    template_literal: "input"
  };
  const TypeDictionary = {
    // Compatibility: "nan" -> "NaN" for display
    nan: "NaN"
    // All other type names omitted - they fall back to raw values via ?? operator
  };
  function getTypeName(type, input) {
    if (type === "number" && typeof input === "number" && !Number.isFinite(input)) {
      return String(input);
    }
    return TypeDictionary[type] ?? type;
  }
  return (issue2) => {
    switch (issue2.code) {
      case "invalid_type": {
        const expected = getTypeName(issue2.expected);
        const receivedType = parsedType(issue2.input);
        const received = getTypeName(receivedType, issue2.input);
        return `Invalid input: expected ${expected}, received ${received}`;
      }
      case "invalid_value":
        if (issue2.values.length === 1)
          return `Invalid input: expected ${stringifyPrimitive(issue2.values[0])}`;
        return `Invalid option: expected one of ${joinValues2(issue2.values, "|")}`;
      case "too_big": {
        const adj = issue2.exact ? "exactly " : issue2.inclusive ? "<=" : "<";
        const sizing = getSizing(issue2.origin);
        if (sizing)
          return `Too big: expected ${issue2.origin ?? "value"} to have ${adj}${issue2.maximum.toString()} ${sizing.unit ?? "elements"}`;
        return `Too big: expected ${issue2.origin ?? "value"} to be ${adj}${issue2.maximum.toString()}`;
      }
      case "too_small": {
        const adj = issue2.exact ? "exactly " : issue2.inclusive ? ">=" : ">";
        const sizing = getSizing(issue2.origin);
        if (sizing) {
          return `Too small: expected ${issue2.origin} to have ${adj}${issue2.minimum.toString()} ${sizing.unit}`;
        }
        return `Too small: expected ${issue2.origin} to be ${adj}${issue2.minimum.toString()}`;
      }
      case "invalid_format": {
        const _issue = issue2;
        if (_issue.format === "starts_with") {
          return `Invalid string: must start with "${_issue.prefix}"`;
        }
        if (_issue.format === "ends_with")
          return `Invalid string: must end with "${_issue.suffix}"`;
        if (_issue.format === "includes")
          return `Invalid string: must include "${_issue.includes}"`;
        if (_issue.format === "regex")
          return `Invalid string: must match pattern ${_issue.pattern}`;
        return `Invalid ${FormatDictionary[_issue.format] ?? issue2.format}`;
      }
      case "not_multiple_of":
        return `Invalid number: must be a multiple of ${issue2.divisor}`;
      case "unrecognized_keys":
        return `Unrecognized key${issue2.keys.length > 1 ? "s" : ""}: ${joinValues2(issue2.keys, ", ")}`;
      case "invalid_key":
        return `Invalid key in ${issue2.origin}`;
      case "invalid_union":
        if (issue2.options && Array.isArray(issue2.options) && issue2.options.length > 0) {
          const opts = issue2.options.map((o) => `'${o}'`).join(" | ");
          return `Invalid discriminator value. Expected ${opts}`;
        }
        if (issue2.inclusive === false) {
          return "Invalid input: more than one option matched";
        }
        return "Invalid input";
      case "invalid_element":
        return `Invalid value in ${issue2.origin}`;
      default:
        return `Invalid input`;
    }
  };
};
function en_default() {
  return {
    localeError: error()
  };
}
// node_modules/zod/v4/classic/errors.js
var _installedErrorProtos = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
function _lazyMethod(proto, key, make) {
  Object.defineProperty(proto, key, {
    configurable: true,
    enumerable: false,
    get() {
      const value = make(this);
      Object.defineProperty(this, key, { value, configurable: true, writable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(this, key, { value, configurable: true, writable: true });
    }
  });
}
var initializer2 = (inst, issues) => {
  $ZodError.init(inst, issues);
  inst.name = "ZodError";
  const proto = Object.getPrototypeOf(inst);
  if (_installedErrorProtos.has(proto))
    return;
  _installedErrorProtos.add(proto);
  _lazyMethod(proto, "format", (self) => (mapper) => formatError(self, mapper));
  _lazyMethod(proto, "flatten", (self) => (mapper) => flattenError(self, mapper));
  _lazyMethod(proto, "addIssue", (self) => (issue2) => {
    self.issues.push(issue2);
    self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
  });
  _lazyMethod(proto, "addIssues", (self) => (issues2) => {
    self.issues.push(...issues2);
    self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
  });
  Object.defineProperty(proto, "isEmpty", {
    configurable: true,
    enumerable: false,
    get() {
      return this.issues.length === 0;
    }
  });
};
var ZodRealError = /* @__PURE__ */ $constructor("ZodError", initializer2, void 0, {
  Parent: Error
});
// node_modules/zod/v4/classic/parse.js
var parse = /* @__PURE__ */ _parse(ZodRealError);
var parseAsync = /* @__PURE__ */ _parseAsync(ZodRealError);
var safeParse = /* @__PURE__ */ _safeParse(ZodRealError);
var safeParseAsync = /* @__PURE__ */ _safeParseAsync(ZodRealError);
var encode = /* @__PURE__ */ _encode(ZodRealError);
var decode = /* @__PURE__ */ _decode(ZodRealError);
var encodeAsync = /* @__PURE__ */ _encodeAsync(ZodRealError);
var decodeAsync = /* @__PURE__ */ _decodeAsync(ZodRealError);
var safeEncode = /* @__PURE__ */ _safeEncode(ZodRealError);
var safeDecode = /* @__PURE__ */ _safeDecode(ZodRealError);
var safeEncodeAsync = /* @__PURE__ */ _safeEncodeAsync(ZodRealError);
var safeDecodeAsync = /* @__PURE__ */ _safeDecodeAsync(ZodRealError);
// node_modules/zod/v4/classic/schemas.js
function _ensureDefaultLocale() {
  if (!globalConfig.localeError)
    config(en_default());
}
function _ensureDefaultMemoizer() {
  if (!globalConfig.memoizer)
    config({ memoizer: memoizer() });
}
var ZodType = /* @__PURE__ */ $constructor("ZodType", (inst, def) => {
  _ensureDefaultLocale();
  $ZodType.init(inst, def);
  inst.def = def;
  inst.type = def.type;
  return inst;
}, {
  check(...chks) {
    const def = this.def;
    return this.clone(util_exports.mergeDefs(def, {
      checks: [
        ...def.checks ?? [],
        ...chks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch)
      ]
    }), { parent: true });
  },
  with(...chks) {
    return this.check(...chks);
  },
  clone(def, params) {
    return clone(this, def, params);
  },
  brand() {
    return this;
  },
  register(reg, meta2) {
    reg.add(this, meta2);
    return this;
  },
  refine(check3, params) {
    return this.check(refine(check3, params));
  },
  superRefine(refinement, params) {
    return this.check(superRefine(refinement, params));
  },
  overwrite(fn) {
    return this.check(/* @__PURE__ */ _overwrite(fn));
  },
  optional() {
    return optional(this);
  },
  exactOptional() {
    return exactOptional(this);
  },
  nullable() {
    return nullable(this);
  },
  nullish() {
    return optional(nullable(this));
  },
  nonoptional(params) {
    return nonoptional(this, params);
  },
  array() {
    return array(this);
  },
  or(arg) {
    return union([this, arg]);
  },
  and(arg) {
    return intersection(this, arg);
  },
  transform(tx) {
    return pipe(this, transform(tx));
  },
  default(d) {
    return _default(this, d);
  },
  prefault(d) {
    return prefault(this, d);
  },
  catch(params) {
    return _catch(this, params);
  },
  pipe(target) {
    return pipe(this, target);
  },
  readonly() {
    return readonly(this);
  },
  describe(description) {
    const cl = this.clone();
    globalRegistry.add(cl, { description });
    return cl;
  },
  meta(...args) {
    if (args.length === 0)
      return globalRegistry.get(this);
    const cl = this.clone();
    globalRegistry.add(cl, args[0]);
    return cl;
  },
  isOptional() {
    return this.safeParse(void 0).success;
  },
  isNullable() {
    return this.safeParse(null).success;
  },
  apply(fn, ...args) {
    return args.length === 0 ? fn(this) : fn(this, ...args);
  },
  // Overrides core's `~standard` to add `jsonSchema`. Must stay a prototype entry: redefining it per instance demotes instances to dictionary mode.
  get "~standard"() {
    return util_exports.hide(this, "~standard", {
      ...standardProps(this),
      jsonSchema: {
        input: createStandardJSONSchemaMethod(this, "input"),
        output: createStandardJSONSchemaMethod(this, "output")
      }
    });
  },
  set "~standard"(value) {
    util_exports.own(this, "~standard", value);
  },
  parse: function _parse2(data, params) {
    return parse(this, data, params, { callee: _parse2 });
  },
  parseAsync: async function _parseAsync2(data, params) {
    return await parseAsync(this, data, params, { callee: _parseAsync2 });
  },
  safeParse(data, params) {
    return safeParse(this, data, params);
  },
  async safeParseAsync(data, params) {
    return safeParseAsync(this, data, params);
  },
  // `spa` is an alias: same function object as `safeParseAsync`, as before.
  get spa() {
    return this?.safeParseAsync;
  },
  set spa(value) {
    util_exports.own(this, "spa", value);
  },
  validate(data, params) {
    return validate(this, data, params);
  },
  validateAsync(data, params) {
    return validateAsync(this, data, params);
  },
  encode: function _encode2(data, params) {
    return encode(this, data, params, { callee: _encode2 });
  },
  decode: function _decode2(data, params) {
    return decode(this, data, params, { callee: _decode2 });
  },
  encodeAsync: async function _encodeAsync2(data, params) {
    return await encodeAsync(this, data, params, { callee: _encodeAsync2 });
  },
  decodeAsync: async function _decodeAsync2(data, params) {
    return await decodeAsync(this, data, params, { callee: _decodeAsync2 });
  },
  safeEncode(data, params) {
    return safeEncode(this, data, params);
  },
  safeDecode(data, params) {
    return safeDecode(this, data, params);
  },
  async safeEncodeAsync(data, params) {
    return safeEncodeAsync(this, data, params);
  },
  async safeDecodeAsync(data, params) {
    return safeDecodeAsync(this, data, params);
  },
  toJSONSchema(params) {
    return createToJSONSchemaMethod(this, {})(params);
  },
  // Reads through to the registry on every access, so it must not cache.
  get description() {
    return globalRegistry.get(this)?.description;
  },
  // No setter: `schema._def = x` throws, as it did when `_def` was a non-writable own property.
  get _def() {
    return this._zod.def;
  }
});
var _ZodString = /* @__PURE__ */ $constructor(
  "_ZodString",
  (inst, def) => {
    $ZodString.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => stringProcessor(inst, ctx, json, params);
  },
  /* @__PURE__ */ util_exports.derived({
    format: (inst) => aggregateChecks(inst).format ?? null,
    minLength: (inst) => aggregateChecks(inst).minimum ?? null,
    maxLength: (inst) => aggregateChecks(inst).maximum ?? null
  }, {
    regex(...args) {
      return this.check(/* @__PURE__ */ _regex(...args));
    },
    includes(...args) {
      return this.check(/* @__PURE__ */ _includes(...args));
    },
    startsWith(...args) {
      return this.check(/* @__PURE__ */ _startsWith(...args));
    },
    endsWith(...args) {
      return this.check(/* @__PURE__ */ _endsWith(...args));
    },
    min(...args) {
      return this.check(/* @__PURE__ */ _minLength(...args));
    },
    max(...args) {
      return this.check(/* @__PURE__ */ _maxLength(...args));
    },
    length(...args) {
      return this.check(/* @__PURE__ */ _length(...args));
    },
    nonempty(...args) {
      return this.check(/* @__PURE__ */ _minLength(1, ...args));
    },
    lowercase(params) {
      return this.check(/* @__PURE__ */ _lowercase(params));
    },
    uppercase(params) {
      return this.check(/* @__PURE__ */ _uppercase(params));
    },
    trim() {
      return this.check(/* @__PURE__ */ _trim());
    },
    normalize(...args) {
      return this.check(/* @__PURE__ */ _normalize(...args));
    },
    toLowerCase() {
      return this.check(/* @__PURE__ */ _toLowerCase());
    },
    toUpperCase() {
      return this.check(/* @__PURE__ */ _toUpperCase());
    },
    slugify() {
      return this.check(/* @__PURE__ */ _slugify());
    }
  })
);
var ZodString = /* @__PURE__ */ $constructor("ZodString", (inst, def) => {
  $ZodString.init(inst, def);
  _ZodString.init(inst, def);
}, {
  email(params) {
    return this.check(/* @__PURE__ */ _email(ZodEmail, params));
  },
  url(params) {
    return this.check(/* @__PURE__ */ _url(ZodURL, params));
  },
  jwt(params) {
    return this.check(/* @__PURE__ */ _jwt(ZodJWT, params));
  },
  emoji(params) {
    return this.check(/* @__PURE__ */ _emoji2(ZodEmoji, params));
  },
  guid(params) {
    return this.check(/* @__PURE__ */ _guid(ZodGUID, params));
  },
  uuid(params) {
    return this.check(/* @__PURE__ */ _uuid(ZodUUID, params));
  },
  uuidv4(params) {
    return this.check(/* @__PURE__ */ _uuidv4(ZodUUID, params));
  },
  uuidv6(params) {
    return this.check(/* @__PURE__ */ _uuidv6(ZodUUID, params));
  },
  uuidv7(params) {
    return this.check(/* @__PURE__ */ _uuidv7(ZodUUID, params));
  },
  nanoid(params) {
    return this.check(/* @__PURE__ */ _nanoid(ZodNanoID, params));
  },
  cuid(params) {
    return this.check(/* @__PURE__ */ _cuid(ZodCUID, params));
  },
  cuid2(params) {
    return this.check(/* @__PURE__ */ _cuid2(ZodCUID2, params));
  },
  ulid(params) {
    return this.check(/* @__PURE__ */ _ulid(ZodULID, params));
  },
  base64(params) {
    return this.check(/* @__PURE__ */ _base64(ZodBase64, params));
  },
  base64url(params) {
    return this.check(/* @__PURE__ */ _base64url(ZodBase64URL, params));
  },
  xid(params) {
    return this.check(/* @__PURE__ */ _xid(ZodXID, params));
  },
  ksuid(params) {
    return this.check(/* @__PURE__ */ _ksuid(ZodKSUID, params));
  },
  ipv4(params) {
    return this.check(/* @__PURE__ */ _ipv4(ZodIPv4, params));
  },
  ipv6(params) {
    return this.check(/* @__PURE__ */ _ipv6(ZodIPv6, params));
  },
  cidrv4(params) {
    return this.check(/* @__PURE__ */ _cidrv4(ZodCIDRv4, params));
  },
  cidrv6(params) {
    return this.check(/* @__PURE__ */ _cidrv6(ZodCIDRv6, params));
  },
  e164(params) {
    return this.check(/* @__PURE__ */ _e164(ZodE164, params));
  },
  datetime(params) {
    return this.check(/* @__PURE__ */ _isoDateTime(ZodISODateTime, params));
  },
  date(params) {
    return this.check(/* @__PURE__ */ _isoDate(ZodISODate, params));
  },
  time(params) {
    return this.check(/* @__PURE__ */ _isoTime(ZodISOTime, params));
  },
  duration(params) {
    return this.check(/* @__PURE__ */ _isoDuration(ZodISODuration, params));
  }
});
function string2(params) {
  return /* @__PURE__ */ _string(ZodString, params);
}
var ZodStringFormat = /* @__PURE__ */ $constructor("ZodStringFormat", (inst, def) => {
  $ZodStringFormat.init(inst, def);
  _ZodString.init(inst, def);
});
var ZodISODateTime = /* @__PURE__ */ $constructor("ZodISODateTime", (inst, def) => {
  $ZodISODateTime.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodISODate = /* @__PURE__ */ $constructor("ZodISODate", (inst, def) => {
  $ZodISODate.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodISOTime = /* @__PURE__ */ $constructor("ZodISOTime", (inst, def) => {
  $ZodISOTime.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodISODuration = /* @__PURE__ */ $constructor("ZodISODuration", (inst, def) => {
  $ZodISODuration.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodEmail = /* @__PURE__ */ $constructor("ZodEmail", (inst, def) => {
  $ZodEmail.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodGUID = /* @__PURE__ */ $constructor("ZodGUID", (inst, def) => {
  $ZodGUID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodUUID = /* @__PURE__ */ $constructor("ZodUUID", (inst, def) => {
  $ZodUUID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodURL = /* @__PURE__ */ $constructor("ZodURL", (inst, def) => {
  $ZodURL.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodEmoji = /* @__PURE__ */ $constructor("ZodEmoji", (inst, def) => {
  $ZodEmoji.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodNanoID = /* @__PURE__ */ $constructor("ZodNanoID", (inst, def) => {
  $ZodNanoID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodCUID = /* @__PURE__ */ $constructor("ZodCUID", (inst, def) => {
  $ZodCUID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodCUID2 = /* @__PURE__ */ $constructor("ZodCUID2", (inst, def) => {
  $ZodCUID2.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodULID = /* @__PURE__ */ $constructor("ZodULID", (inst, def) => {
  $ZodULID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodXID = /* @__PURE__ */ $constructor("ZodXID", (inst, def) => {
  $ZodXID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodKSUID = /* @__PURE__ */ $constructor("ZodKSUID", (inst, def) => {
  $ZodKSUID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodIPv4 = /* @__PURE__ */ $constructor("ZodIPv4", (inst, def) => {
  $ZodIPv4.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodIPv6 = /* @__PURE__ */ $constructor("ZodIPv6", (inst, def) => {
  $ZodIPv6.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodCIDRv4 = /* @__PURE__ */ $constructor("ZodCIDRv4", (inst, def) => {
  $ZodCIDRv4.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodCIDRv6 = /* @__PURE__ */ $constructor("ZodCIDRv6", (inst, def) => {
  $ZodCIDRv6.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodBase64 = /* @__PURE__ */ $constructor("ZodBase64", (inst, def) => {
  $ZodBase64.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodBase64URL = /* @__PURE__ */ $constructor("ZodBase64URL", (inst, def) => {
  $ZodBase64URL.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodE164 = /* @__PURE__ */ $constructor("ZodE164", (inst, def) => {
  $ZodE164.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodJWT = /* @__PURE__ */ $constructor("ZodJWT", (inst, def) => {
  $ZodJWT.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodNumber = /* @__PURE__ */ $constructor(
  "ZodNumber",
  (inst, def) => {
    $ZodNumber.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => numberProcessor(inst, ctx, json, params);
    inst.isFinite = true;
  },
  /* @__PURE__ */ util_exports.derived({
    minValue: (inst) => {
      const { minimum, exclusiveMinimum } = aggregateChecks(inst);
      return Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
    },
    maxValue: (inst) => {
      const { maximum, exclusiveMaximum } = aggregateChecks(inst);
      return Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
    },
    isInt: (inst) => {
      const { isInt, multipleOf } = aggregateChecks(inst);
      return !!isInt || !!multipleOf?.some(Number.isSafeInteger);
    },
    format: (inst) => aggregateChecks(inst).format ?? null
  }, {
    gt(value, params) {
      return this.check(/* @__PURE__ */ _gt(value, params));
    },
    gte(value, params) {
      return this.check(/* @__PURE__ */ _gte(value, params));
    },
    min(value, params) {
      return this.check(/* @__PURE__ */ _gte(value, params));
    },
    lt(value, params) {
      return this.check(/* @__PURE__ */ _lt(value, params));
    },
    lte(value, params) {
      return this.check(/* @__PURE__ */ _lte(value, params));
    },
    max(value, params) {
      return this.check(/* @__PURE__ */ _lte(value, params));
    },
    int(params) {
      return this.check(int(params));
    },
    safe(params) {
      return this.check(int(params));
    },
    positive(params) {
      return this.check(/* @__PURE__ */ _gt(0, params));
    },
    nonnegative(params) {
      return this.check(/* @__PURE__ */ _gte(0, params));
    },
    negative(params) {
      return this.check(/* @__PURE__ */ _lt(0, params));
    },
    nonpositive(params) {
      return this.check(/* @__PURE__ */ _lte(0, params));
    },
    multipleOf(value, params) {
      return this.check(/* @__PURE__ */ _multipleOf(value, params));
    },
    step(value, params) {
      return this.check(/* @__PURE__ */ _multipleOf(value, params));
    },
    finite() {
      return this;
    }
  })
);
function number2(params) {
  return /* @__PURE__ */ _number(ZodNumber, params);
}
var ZodNumberFormat = /* @__PURE__ */ $constructor("ZodNumberFormat", (inst, def) => {
  $ZodNumberFormat.init(inst, def);
  ZodNumber.init(inst, def);
});
function int(params) {
  return /* @__PURE__ */ _int(ZodNumberFormat, params);
}
var ZodBoolean = /* @__PURE__ */ $constructor("ZodBoolean", (inst, def) => {
  $ZodBoolean.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => booleanProcessor(inst, ctx, json, params);
});
function boolean2(params) {
  return /* @__PURE__ */ _boolean(ZodBoolean, params);
}
var ZodNull = /* @__PURE__ */ $constructor("ZodNull", (inst, def) => {
  $ZodNull.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => nullProcessor(inst, ctx, json, params);
});
function _null3(params) {
  return /* @__PURE__ */ _null2(ZodNull, params);
}
var ZodUnknown = /* @__PURE__ */ $constructor("ZodUnknown", (inst, def) => {
  $ZodUnknown.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => unknownProcessor(inst, ctx, json, params);
});
function unknown() {
  return /* @__PURE__ */ _unknown(ZodUnknown);
}
var ZodNever = /* @__PURE__ */ $constructor("ZodNever", (inst, def) => {
  $ZodNever.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => neverProcessor(inst, ctx, json, params);
});
function never(params) {
  return /* @__PURE__ */ _never(ZodNever, params);
}
var ZodArray = /* @__PURE__ */ $constructor("ZodArray", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodArray.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => arrayProcessor(inst, ctx, json, params);
  inst.element = def.element;
}, {
  min(n, params) {
    return this.check(/* @__PURE__ */ _minLength(n, params));
  },
  nonempty(params) {
    return this.check(/* @__PURE__ */ _minLength(1, params));
  },
  max(n, params) {
    return this.check(/* @__PURE__ */ _maxLength(n, params));
  },
  length(n, params) {
    return this.check(/* @__PURE__ */ _length(n, params));
  },
  unwrap() {
    return this.element;
  }
});
function array(element, params) {
  return /* @__PURE__ */ _array(ZodArray, element, params);
}
var ZodObject = /* @__PURE__ */ $constructor("ZodObject", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodObjectJIT.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => objectProcessor(inst, ctx, json, params);
  util_exports.installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
}, {
  keyof() {
    return _enum(Object.keys(this._zod.def.shape));
  },
  catchall(catchall) {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall }));
  },
  passthrough() {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall: unknown() }));
  },
  loose() {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall: unknown() }));
  },
  strict() {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall: never() }));
  },
  strip() {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall: void 0 }));
  },
  extend(incoming) {
    return util_exports.extend(this, incoming);
  },
  safeExtend(incoming) {
    return util_exports.safeExtend(this, incoming);
  },
  merge(other) {
    return util_exports.merge(this, other);
  },
  pick(mask) {
    return util_exports.pick(this, mask);
  },
  omit(mask) {
    return util_exports.omit(this, mask);
  },
  partial(...args) {
    return util_exports.partial(ZodOptional, this, args[0]);
  },
  exactPartial(...args) {
    return util_exports.partial(ZodExactOptional, this, args[0], "exactPartial");
  },
  required(...args) {
    return util_exports.required(ZodNonOptional, this, args[0]);
  }
});
function object(shape2, params) {
  const def = {
    type: "object",
    shape: shape2 ?? {},
    ...util_exports.normalizeParams(params)
  };
  return new ZodObject(def);
}
function strictObject(shape2, params) {
  return new ZodObject({
    type: "object",
    shape: shape2,
    catchall: never(),
    ...util_exports.normalizeParams(params)
  });
}
function looseObject(shape2, params) {
  return new ZodObject({
    type: "object",
    shape: shape2,
    catchall: unknown(),
    ...util_exports.normalizeParams(params)
  });
}
var ZodUnion = /* @__PURE__ */ $constructor("ZodUnion", (inst, def) => {
  $ZodUnion.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => unionProcessor(inst, ctx, json, params);
  inst.options = def.options;
});
function union(options, params) {
  return new ZodUnion({
    type: "union",
    options,
    ...util_exports.normalizeParams(params)
  });
}
var ZodIntersection = /* @__PURE__ */ $constructor("ZodIntersection", (inst, def) => {
  $ZodIntersection.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => intersectionProcessor(inst, ctx, json, params);
});
function intersection(left, right) {
  return new ZodIntersection({
    type: "intersection",
    left,
    right
  });
}
var ZodRecord = /* @__PURE__ */ $constructor("ZodRecord", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodRecord.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => recordProcessor(inst, ctx, json, params);
  inst.keyType = def.keyType;
  inst.valueType = def.valueType;
});
function record2(keyType, valueType, params) {
  if (!valueType || !valueType._zod) {
    return new ZodRecord({
      type: "record",
      keyType: string2(),
      valueType: keyType,
      ...util_exports.normalizeParams(valueType)
    });
  }
  return new ZodRecord({
    type: "record",
    keyType,
    valueType,
    ...util_exports.normalizeParams(params)
  });
}
var ZodEnum = /* @__PURE__ */ $constructor("ZodEnum", (inst, def) => {
  $ZodEnum.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => enumProcessor(inst, ctx, json, params);
  inst.enum = def.entries;
  inst.options = [...inst._zod.values];
  const keys = new Set(Object.keys(def.entries));
  inst.extract = (values, params) => {
    const newEntries = {};
    for (const value of values) {
      if (keys.has(value)) {
        newEntries[value] = def.entries[value];
      } else
        throw new Error(`Key ${value} not found in enum`);
    }
    return new ZodEnum({
      ...def,
      checks: [],
      ...util_exports.normalizeParams(params),
      entries: newEntries
    });
  };
  inst.exclude = (values, params) => {
    const newEntries = { ...def.entries };
    for (const value of values) {
      if (keys.has(value)) {
        delete newEntries[value];
      } else
        throw new Error(`Key ${value} not found in enum`);
    }
    return new ZodEnum({
      ...def,
      checks: [],
      ...util_exports.normalizeParams(params),
      entries: newEntries
    });
  };
});
function _enum(values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new ZodEnum({
    type: "enum",
    entries,
    ...util_exports.normalizeParams(params)
  });
}
var ZodLiteral = /* @__PURE__ */ $constructor("ZodLiteral", (inst, def) => {
  $ZodLiteral.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => literalProcessor(inst, ctx, json, params);
  inst.values = new Set(def.values);
  Object.defineProperty(inst, "value", {
    get() {
      if (def.values.length > 1) {
        throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
      }
      return def.values[0];
    }
  });
});
function literal(value, params) {
  return new ZodLiteral({
    type: "literal",
    values: Array.isArray(value) ? value : [value],
    ...util_exports.normalizeParams(params)
  });
}
var ZodTransform = /* @__PURE__ */ $constructor("ZodTransform", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodTransform.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => transformProcessor(inst, ctx, json, params);
  inst._zod.parse = (payload, _ctx) => {
    if (_ctx.direction === "backward") {
      throw new $ZodEncodeError(inst.constructor.name);
    }
    payload.addIssue = (issue2) => {
      if (typeof issue2 === "string") {
        payload.issues.push(util_exports.issue(issue2, payload.value, def));
      } else {
        const _issue = issue2;
        if (_issue.fatal)
          _issue.continue = false;
        _issue.code ?? (_issue.code = "custom");
        if (!("input" in _issue))
          _issue.input = payload.value;
        _issue.inst ?? (_issue.inst = inst);
        payload.issues.push(util_exports.issue(_issue));
      }
    };
    const output = def.transform(payload.value, payload);
    if (output instanceof Promise) {
      return output.then((output2) => {
        payload.value = output2;
        return payload;
      });
    }
    payload.value = output;
    return payload;
  };
});
function transform(fn) {
  return new ZodTransform({
    type: "transform",
    transform: fn
  });
}
var ZodOptional = /* @__PURE__ */ $constructor("ZodOptional", (inst, def) => {
  $ZodOptional.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function optional(innerType) {
  return new ZodOptional({
    type: "optional",
    innerType
  });
}
var ZodExactOptional = /* @__PURE__ */ $constructor("ZodExactOptional", (inst, def) => {
  $ZodExactOptional.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function exactOptional(innerType) {
  return new ZodExactOptional({
    type: "optional",
    innerType
  });
}
var ZodNullable = /* @__PURE__ */ $constructor("ZodNullable", (inst, def) => {
  $ZodNullable.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => nullableProcessor(inst, ctx, json, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function nullable(innerType) {
  return new ZodNullable({
    type: "nullable",
    innerType
  });
}
var ZodDefault = /* @__PURE__ */ $constructor("ZodDefault", (inst, def) => {
  $ZodDefault.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => defaultProcessor(inst, ctx, json, params);
  inst.unwrap = () => inst._zod.def.innerType;
  inst.removeDefault = inst.unwrap;
});
function _default(innerType, defaultValue) {
  return new ZodDefault({
    type: "default",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : util_exports.shallowClone(defaultValue);
    }
  });
}
var ZodPrefault = /* @__PURE__ */ $constructor("ZodPrefault", (inst, def) => {
  $ZodPrefault.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => prefaultProcessor(inst, ctx, json, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function prefault(innerType, defaultValue) {
  return new ZodPrefault({
    type: "prefault",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : util_exports.shallowClone(defaultValue);
    }
  });
}
var ZodNonOptional = /* @__PURE__ */ $constructor("ZodNonOptional", (inst, def) => {
  $ZodNonOptional.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => nonoptionalProcessor(inst, ctx, json, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function nonoptional(innerType, params) {
  return new ZodNonOptional({
    type: "nonoptional",
    innerType,
    ...util_exports.normalizeParams(params)
  });
}
var ZodCatch = /* @__PURE__ */ $constructor("ZodCatch", (inst, def) => {
  $ZodCatch.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => catchProcessor(inst, ctx, json, params);
  inst.unwrap = () => inst._zod.def.innerType;
  inst.removeCatch = inst.unwrap;
});
function _catch(innerType, catchValue) {
  return new ZodCatch({
    type: "catch",
    innerType,
    catchValue: typeof catchValue === "function" ? catchValue : util_exports.constantCatch(catchValue)
  });
}
var ZodPipe = /* @__PURE__ */ $constructor("ZodPipe", (inst, def) => {
  $ZodPipe.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => pipeProcessor(inst, ctx, json, params);
  inst.in = def.in;
  inst.out = def.out;
});
function pipe(in_, out) {
  return new ZodPipe({
    type: "pipe",
    in: in_,
    out
    // ...util.normalizeParams(params),
  });
}
var ZodReadonly = /* @__PURE__ */ $constructor("ZodReadonly", (inst, def) => {
  $ZodReadonly.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => readonlyProcessor(inst, ctx, json, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function readonly(innerType) {
  return new ZodReadonly({
    type: "readonly",
    innerType
  });
}
var ZodCustom = /* @__PURE__ */ $constructor("ZodCustom", (inst, def) => {
  $ZodCustom.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json, params) => customProcessor(inst, ctx, json, params);
});
function refine(fn, _params = {}) {
  return /* @__PURE__ */ _refine(ZodCustom, fn, _params);
}
function superRefine(fn, params) {
  return /* @__PURE__ */ _superRefine(fn, params);
}
// src/github/event.ts
var sha = string2().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
var repository = object({ full_name: string2() });
var pullRequest = object({
  pull_request: object({
    number: int().positive(),
    head: object({ sha, repo: repository.nullable() }),
    base: object({ sha, ref: string2(), repo: repository }),
    labels: array(object({ name: string2() })).default([])
  })
});
var mergeGroup = object({ merge_group: object({ base_sha: sha, head_sha: sha }) });
var push = object({ before: sha, after: sha, ref: string2() });
function readEvent(environment, payload) {
  const name = environment["GITHUB_EVENT_NAME"] ?? "";
  if (name === "") return { kind: "none" };
  if (name === "pull_request_target" || ON_THE_DEFAULT_BRANCH[name]?.safeParse(payload).success === true) {
    throw refuse(name);
  }
  const read2 = READERS[name];
  return read2 === void 0 ? { kind: "other", name } : read2(payload, environment);
}
var readPullRequest = (payload, environment) => toPullRequest(parsePayload(pullRequest, environment["GITHUB_EVENT_NAME"] ?? "", payload), environment);
var READERS = {
  pull_request: readPullRequest,
  pull_request_review: readPullRequest,
  pull_request_review_comment: readPullRequest,
  merge_group: (payload) => toMergeGroup(parsePayload(mergeGroup, "merge_group", payload)),
  push: (payload) => toPush(parsePayload(push, "push", payload))
};
var ofDeployment = object({ deployment: object({ ref: string2().regex(/^(?:refs\/)?pull\/\d+\//) }) });
var pulls = array(unknown()).min(1);
var ofPullRequest = union([object({ pull_requests: pulls }), object({ head_branch: _null3() })]);
var ofFork = object({
  repository,
  workflow_run: object({ head_repository: repository.nullable() })
}).refine((run) => run.workflow_run.head_repository?.full_name !== run.repository.full_name);
var ON_THE_DEFAULT_BRANCH = {
  issue_comment: object({ issue: object({ pull_request: looseObject({}) }) }),
  workflow_run: union([
    object({ workflow_run: object({ event: string2().startsWith("pull_request") }) }),
    ofFork
  ]),
  check_run: object({ check_run: union([ofPullRequest, object({ check_suite: ofPullRequest })]) }),
  check_suite: object({ check_suite: ofPullRequest }),
  deployment: ofDeployment,
  deployment_status: ofDeployment,
  // A fork's commit is on no branch of this repository.
  status: object({ branches: array(unknown()).length(0) }),
  repository_dispatch: object({ client_payload: object({ pull_request: looseObject({}) }) })
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
function isZero(text4) {
  return /^0+$/.test(text4);
}
function parsePayload(schema, event, payload) {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue2) => `\`${issue2.path.join(".") || "payload"}\``);
  throw new import_shared_4.GateError(
    "bad-input",
    `the payload of the event \`${event}\` lacks ${[...new Set(places)].join(", ")}`,
    {
      hint: "The file that GITHUB_EVENT_PATH names must be the one that GitHub wrote for this run."
    }
  );
}
function refuse(event) {
  return new import_shared_4.GateError(
    "bad-input",
    `the event \`${event}\` runs with secrets and a writing token, and building a Dockerfile is running the code of whoever opened the pull request`,
    { hint: "Trigger the workflow by `pull_request` instead: measuring needs no permission there." }
  );
}
// src/github/api-failure.ts
function toApiFailure(error2) {
  const message = error2 instanceof Error ? error2.message : String(error2);
  if (!isRecord(error2) || typeof error2["status"] !== "number" || !isRecord(error2["response"])) {
    return { status: 0, message, headers: {} };
  }
  const headers = error2["response"]["headers"];
  return { status: error2["status"], message, headers: isHeaders(headers) ? headers : {} };
}
function isRateLimit({ status, message, headers }) {
  if (status === 429) return true;
  return status === 403 && (headers["x-ratelimit-remaining"] === "0" || /rate limit/i.test(message));
}
function isRecord(value) {
  return typeof value === "object" && value !== null;
}
function isHeaders(value) {
  return isRecord(value);
}
// src/github/comment-key.ts
var DIGEST_CHARACTERS = 16;
function commentKeys(environment, { parts, details, leg }) {
  const names = [workflowOf(environment), environment["GITHUB_JOB"] ?? "", ...parts];
  const former = names.filter((part) => part !== "").join(" ");
  const rest = JSON.stringify([...names, stepOf(environment), leg, ...details]);
  const digest2 = (0, import_node_crypto6.createHash)("sha256").update(rest).digest("hex").slice(0, DIGEST_CHARACTERS);
  return { key: `${former} ${digest2}`, former: leg === "" ? former : null };
}
function workflowOf(environment) {
  const file = /\/(\.github\/workflows\/[^@]+)@/.exec(environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1];
  return file ?? environment["GITHUB_WORKFLOW"] ?? "";
}
function stepOf(environment) {
  const step = environment["GITHUB_ACTION"] ?? "";
  return /^__run(?:_\d+)?$/.test(step) ? "" : step;
}
// src/github/marker.ts
var SEALED = /^<!-- final-stage:2 (key=(\S*) head=([0-9a-f]*) run=(\d{1,15})\.(\d{1,9}) id=(\d{1,15})) sha256=([0-9a-f]{64}) -->$/;
var FORMER = /^<!-- final-stage:1 key=(\S*) head=([0-9a-f]*) run=(\d{1,15})\.(\d{1,9}) -->$/;
function renderMarked(text4, { key, headSha, run }) {
  const shown = text4.trimEnd();
  const fields2 = `key=${encodeKey(key)} head=${headSha} run=${run.number}.${run.attempt} id=${run.id}`;
  return `${shown}

<!-- final-stage:2 ${fields2} sha256=${sealOf(fields2, shown)} -->`;
}
function parseMarked(body) {
  const whole2 = body.replaceAll("\r\n", "\n").trimEnd();
  const start = whole2.lastIndexOf("\n") + 1;
  const line = whole2.slice(start);
  const text4 = whole2.slice(0, start).trimEnd();
  return parseSealed(line, text4) ?? parseFormer(line, text4);
}
function parseSealed(line, text4) {
  const match = SEALED.exec(line);
  if (match === null) return null;
  const [, fields2 = "", key = "", headSha = "", number3, attempt, id, seal] = match;
  const decoded = decodeKey(key);
  if (decoded === null || seal !== sealOf(fields2, text4)) return null;
  const run = { number: Number(number3), attempt: Number(attempt), id: Number(id) };
  return { marker: { key: decoded, headSha, run }, text: text4, isSealed: true };
}
function parseFormer(line, text4) {
  const match = FORMER.exec(line);
  if (match === null) return null;
  const [, key = "", headSha = "", number3, attempt] = match;
  const decoded = decodeKey(key);
  if (decoded === null) return null;
  const run = { number: Number(number3), attempt: Number(attempt), id: 0 };
  return { marker: { key: decoded, headSha, run }, text: text4, isSealed: false };
}
function sealOf(fields2, text4) {
  return (0, import_node_crypto7.createHash)("sha256").update(`${fields2}
${text4}`).digest("hex");
}
function isLater(one2, other) {
  return one2.number > other.number || one2.number === other.number && one2.attempt > other.attempt;
}
function isSameRun(one2, other) {
  return one2.id !== 0 && one2.id === other.id && one2.attempt === other.attempt;
}
function readRunNumber(environment) {
  return {
    number: Number(environment["GITHUB_RUN_NUMBER"] ?? 0) || 0,
    attempt: Number(environment["GITHUB_RUN_ATTEMPT"] ?? 1) || 1,
    // nektos/act gives every run the number and the id 1.
    id: environment["ACT"] ? 0 : Number(environment["GITHUB_RUN_ID"] ?? 0) || 0
  };
}
function encodeKey(key) {
  return encodeURIComponent(key.replace(new RegExp("\\p{Surrogate}", "gu"), "\uFFFD")).replaceAll("-", "%2D");
}
function decodeKey(text4) {
  try {
    return decodeURIComponent(text4);
  } catch {
    return null;
  }
}
// src/github/run-place.ts
function readRunPlace(environment, event) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository2, GITHUB_RUN_ID: run } = environment;
  if (!server || !repository2) return {};
  const headSha = headShaOf(event);
  return {
    ...run && { reportUrl: `${server}/${repository2}/actions/runs/${run}` },
    ...headSha !== "" && { sourceUrl: `${server}/${repository2}/blob/${headSha}/` }
  };
}
function readMarker(environment, event, identity) {
  const { key, former } = commentKeys(environment, identity);
  return { marker: { key, headSha: headShaOf(event), run: readRunNumber(environment) }, formerKey: former };
}
function headShaOf(event) {
  return event.kind === "pull_request" ? event.headSha : "";
}
// src/files/count-table.ts
function countTable(table, what) {
  const { paths, rowCount, whiteouts, opaqueDirectories } = table;
  const { tally } = paths;
  const removals2 = whiteouts.length + opaqueDirectories.length;
  tally.add("entries", rowCount + removals2, what);
  tally.add("whiteouts", removals2, what);
  tally.check("pathNodes", paths.size, what);
  tally.check("nameBytes", paths.nameBytes, what);
  countLinks(table, what);
  for (const row of table.factRows) {
    const facts = table.facts(row) ?? {};
    tally.add("factBytes", weighFacts(facts), what);
    tally.add("contentBytes", facts.content?.length ?? 0, what);
  }
}
function countLinks(table, what) {
  const { tally } = table.paths;
  let links = 0;
  let bytes = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const kind = table.type(row);
    if (kind !== "symlink" && kind !== "hardlink") continue;
    if (kind === "symlink") links++;
    bytes += (table.linkTarget(row) ?? "").length + 1;
  }
  tally.add("symbolicLinks", links, what);
  tally.add("linkTargetBytes", bytes, what);
}
// src/files/byte-columns.ts
function createByteWriter() {
  let column = new Uint8Array(0);
  let length = 0;
  const reserve2 = (count) => {
    column = withRoom(column, length + count);
  };
  const number3 = (value) => {
    reserve2(MAX_NUMBER_BYTES);
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) column[length++] = rest % 128 | 128;
    column[length++] = rest;
  };
  const bytes = (part) => {
    reserve2(part.length);
    column.set(part, length);
    length += part.length;
  };
  const text4 = (value) => {
    const encoded = encodePathText(value);
    number3(encoded.length);
    bytes(encoded);
  };
  return { number: number3, bytes, text: text4, finish: () => column.subarray(0, length) };
}
var MAX_NUMBER_BYTES = 8;
function createByteReader(input) {
  let at = 0;
  const number3 = (max) => {
    const first = input[at];
    if (first !== void 0 && first < 128) {
      at++;
      return checked2(first, max);
    }
    let value = 0;
    let unit = 1;
    for (let read2 = 0; read2 < MAX_NUMBER_BYTES; read2++, unit *= 128) {
      const byte = input[at++];
      if (byte === void 0) throw new RangeError("a number ends early");
      value += (byte & 127) * unit;
      if (byte < 128) return checked2(value, max);
    }
    throw new RangeError("a number is too long");
  };
  const bytes = (count) => {
    if (count > input.length - at) throw new RangeError(`${count} bytes are expected`);
    at += count;
    return input.subarray(at - count, at);
  };
  return {
    number: number3,
    fill: (column, max) => {
      for (let index2 = 0; index2 < column.length; index2++) column[index2] = number3(max);
      return column;
    },
    list: (max, read2) => {
      const values = [];
      for (let left = number3(Math.min(max, input.length - at)); left > 0; left--) values.push(read2());
      return values;
    },
    bytes,
    text: (maxBytes) => decodePathText(bytes(number3(maxBytes))),
    get position() {
      return at;
    },
    get left() {
      return input.length - at;
    },
    finish: () => {
      if (at !== input.length) throw new RangeError(`${input.length - at} bytes are left`);
    }
  };
}
function checked2(value, max) {
  if (value > max) throw new RangeError(`${value} is more than ${max}`);
  return value;
}
// src/files/fact-record.ts
function writeFacts(writer, { elf, shebang, content }) {
  writer.number(flagsOf(FACTS, { elf, shebang, content }));
  if (elf !== void 0) writeElf(writer, elf);
  if (shebang !== void 0) writer.text(shebang);
  if (content !== void 0) {
    writer.number(content.length);
    writer.bytes(content);
  }
}
function readFacts(reader, size) {
  const flags = reader.number(allOf(FACTS));
  const has = (name) => isSet(flags, FACTS, name);
  return {
    ...has("elf") ? { elf: readElf(reader) } : {},
    ...has("shebang") ? { shebang: reader.text(MAX_TEXT_BYTES4) } : {},
    ...has("content") ? { content: readContent(reader, size) } : {}
  };
}
var FACTS = ["elf", "shebang", "content"];
var ELF = [
  "interpreter",
  "needed",
  "soname",
  "goMainPath",
  "goVersion",
  "debugInfo",
  "noDebugInfo",
  "versionsNeeded",
  "versionsDefined"
];
var MAX_TEXT_BYTES4 = 64 * 1024;
var MAX_TEXTS = 8192;
var MAX_U16 = 65535;
var LISTS = ["needed", "versionsNeeded", "versionsDefined"];
var TEXTS = ["interpreter", "soname", "goMainPath", "goVersion"];
function writeElf(writer, elf) {
  const { hasDebugInfo, interpreter } = elf;
  const debug = { debugInfo: hasDebugInfo || void 0, noDebugInfo: hasDebugInfo === false || void 0 };
  const fields2 = { ...elf, interpreter: interpreter ?? void 0 };
  writer.number(flagsOf(ELF, { ...OPTIONAL, ...fields2, ...debug }));
  writer.number(elf.type);
  writer.number(elf.machine);
  writeTexts(writer, elf.runpath);
  for (const texts2 of LISTS.map((name) => fields2[name])) if (texts2 !== void 0) writeTexts(writer, texts2);
  for (const text4 of TEXTS.map((name) => fields2[name])) if (text4 !== void 0) writer.text(text4);
}
var OPTIONAL = {
  needed: void 0,
  soname: void 0,
  goMainPath: void 0,
  goVersion: void 0,
  versionsNeeded: void 0,
  versionsDefined: void 0
};
function readElf(reader) {
  const flags = reader.number(allOf(ELF));
  const has = (name) => isSet(flags, ELF, name);
  const type = reader.number(MAX_U16);
  const machine = reader.number(MAX_U16);
  const runpath = readTexts2(reader);
  const lists = LISTS.filter(has).map((name) => [name, readTexts2(reader)]);
  const texts2 = TEXTS.filter(has).map((name) => [name, reader.text(MAX_TEXT_BYTES4)]);
  const optional3 = Object.fromEntries([...lists, ...texts2]);
  const debug = has("debugInfo") || has("noDebugInfo") ? { hasDebugInfo: has("debugInfo") } : {};
  return { type, machine, runpath, interpreter: null, ...optional3, ...debug };
}
function readContent(reader, size) {
  const length = reader.number(size);
  if (length !== size) throw new RangeError(`a content has ${length} bytes, expected ${size}`);
  return reader.bytes(length).slice();
}
function writeTexts(writer, texts2) {
  writer.number(texts2.length);
  for (const text4 of texts2) writer.text(text4);
}
function readTexts2(reader) {
  return reader.list(MAX_TEXTS, () => reader.text(MAX_TEXT_BYTES4));
}
function flagsOf(names, values) {
  return names.reduce((flags, name, bit) => flags + (values[name] === void 0 ? 0 : 2 ** bit), 0);
}
function isSet(flags, names, name) {
  return (flags >> names.indexOf(name) & 1) === 1;
}
function allOf(names) {
  return 2 ** names.length - 1;
}
// src/files/layer-entries.ts
var MAX_PATHS_BYTES = 2 ** 31;
var MAX_TARGET_BYTES = 4097;
var MAX_FACTS = 4e6;
var SUM_BYTES = 4;
var MAX_MODE = 4095;
function readEntries(reader, nodes) {
  const markers = readMarkers(reader, nodes);
  const rowCount = reader.number(READING_LIMITS.entries);
  const ids = readIDs(reader, nodes, rowCount);
  const kinds = readKinds(reader, rowCount);
  const types = kinds.map((kind) => kind % FILE_TYPES.length);
  const modes = reader.fill(new Uint16Array(rowCount), MAX_MODE);
  const sizes = readSizes(reader, types);
  const targets = readTargets(reader, types);
  const gitBlob = readGitBlobs(reader, kinds);
  const sums2 = readSums(reader, kinds);
  const facts = readAllFacts(reader, { rowCount, kinds, sizes });
  if (markers.some(({ nextRow }) => nextRow > rowCount)) throw new RangeError("a marker is past the rows");
  return {
    rowCount,
    markers,
    ids,
    types,
    modes,
    sizes,
    sums: sums2,
    isRead: (row) => isRead2(kinds[row] ?? 0),
    targets,
    gitBlob,
    facts
  };
}
function toKind(type, isRead4, isNamed3) {
  return FILE_TYPES.indexOf(type) + FILE_TYPES.length * ((isRead4 ? 1 : 0) + (isNamed3 ? 2 : 0));
}
var REGULAR = FILE_TYPES.indexOf("regular");
var SYMLINK = FILE_TYPES.indexOf("symlink");
var HARDLINK = FILE_TYPES.indexOf("hardlink");
function isRead2(kind) {
  return kind >= FILE_TYPES.length;
}
function isNamed(kind) {
  return kind >= FILE_TYPES.length * 2;
}
var IS_KIND = new Uint8Array(256);
for (const type of FILE_TYPES) IS_KIND[toKind(type, false, false)] = 1;
for (const isNamed3 of [false, true]) IS_KIND[toKind("regular", true, isNamed3)] = 1;
function readMarkers(reader, nodes) {
  let nextRow = 0;
  return reader.list(READING_LIMITS.whiteouts, () => {
    nextRow += reader.number(READING_LIMITS.entries);
    return { id: reader.number(nodes.count - 1), nextRow };
  });
}
function readIDs(reader, nodes, rowCount) {
  if (rowCount > reader.left) throw new RangeError(`${rowCount} rows are expected`);
  const ids = reader.fill(new Int32Array(rowCount), nodes.count - 1);
  let pathBytes = 0;
  for (const id of ids) pathBytes += nodes.lengths[id] ?? 0;
  if (pathBytes > MAX_PATHS_BYTES) throw new RangeError(`the paths have ${pathBytes} bytes`);
  return ids;
}
function readKinds(reader, rowCount) {
  const kinds = reader.fill(new Uint8Array(rowCount), 255);
  for (const kind of kinds) if (IS_KIND[kind] !== 1) throw new RangeError(`a row is of kind ${kind}`);
  return kinds;
}
function readSizes(reader, types) {
  const sizes = new Float64Array(types.length);
  for (let row = 0; row < types.length; row++)
    if (types[row] === REGULAR) sizes[row] = reader.number(Number.MAX_SAFE_INTEGER);
  return sizes;
}
function readTargets(reader, types) {
  const targets = /* @__PURE__ */ new Map();
  for (let row = 0; row < types.length; row++) {
    const type = types[row];
    if (type !== SYMLINK && type !== HARDLINK) continue;
    const target = reader.text(MAX_TARGET_BYTES);
    if (type === HARDLINK && !target.startsWith("/")) throw new RangeError(`row ${row} links nowhere`);
    targets.set(row, target);
  }
  return targets;
}
function readGitBlobs(reader, kinds) {
  const places = new Int32Array(kinds.length).fill(-1);
  let count = 0;
  for (let row = 0; row < kinds.length; row++) if (isNamed(kinds[row] ?? 0)) places[row] = count++;
  const blobs = Buffer.from(reader.bytes(count * GIT_BLOB_BYTES));
  return (row) => {
    const start = (places[row] ?? -1) * GIT_BLOB_BYTES;
    return start < 0 ? void 0 : blobs.toString("hex", start, start + GIT_BLOB_BYTES);
  };
}
function readSums(reader, kinds) {
  const sums2 = new Uint32Array(kinds.length);
  const count = kinds.reduce((read2, kind) => read2 + (isRead2(kind) ? 1 : 0), 0);
  const bytes = reader.bytes(count * SUM_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let row = 0, at = 0; row < kinds.length; row++) {
    if (!isRead2(kinds[row] ?? 0)) continue;
    sums2[row] = view.getUint32(at, true);
    at += SUM_BYTES;
  }
  return sums2;
}
function readAllFacts(reader, { rowCount, kinds, sizes }) {
  const facts = /* @__PURE__ */ new Map();
  let row = 0;
  reader.list(MAX_FACTS, () => {
    row += reader.number(rowCount);
    if (!isRead2(kinds[row] ?? 0) || facts.has(row)) throw new RangeError(`row ${row} has facts`);
    facts.set(row, readFacts(reader, sizes[row] ?? 0));
  });
  return facts;
}
// src/files/node-record.ts
var MAX_PATH_BYTES2 = 4097;
function orderNodes(table, { markers }) {
  const { paths } = table;
  const order = startOrder(paths);
  let row = 0;
  for (const { node: node2, nextRow } of [...markers, { node: 0, nextRow: table.rowCount }]) {
    for (; row < nextRow; row++) addRow2(table, order, row);
    addMarker(paths, order, node2);
  }
  return order;
}
function addRow2(table, order, row) {
  order.add(table.node(row));
  if (table.type(row) === "hardlink") order.add(table.paths.find(table.linkTarget(row) ?? "/"));
}
function addMarker(paths, order, node2) {
  order.add(node2);
  const whiteout = parseWhiteout(paths, node2, "layer");
  if (whiteout?.kind === "path") order.add(whiteout.target);
}
function startOrder(paths) {
  const ids = new Int32Array(paths.size);
  const ordered = [];
  const add2 = (node2) => {
    if (node2 <= 0 || ids[node2] !== 0) return;
    add2(paths.parent(node2));
    ids[node2] = ordered.push(node2);
  };
  return { ordered, add: add2, idOf: (node2) => ids[node2] ?? 0 };
}
function readNodes(reader, record4) {
  const count = reader.number(reader.left) + 1;
  const parents = new Int32Array(count);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const lengths = new Uint16Array(count);
  for (let id = 1; id < count; id++) {
    parents[id] = id - reader.number(id);
    if (parents[id] === id) throw new RangeError(`node ${id} is its own parent`);
    const length = reader.number(MAX_PATH_BYTES2);
    const pathLength = (lengths[parents[id] ?? 0] ?? 0) + 1 + length;
    if (pathLength > MAX_PATH_BYTES2) throw new RangeError(`the path of node ${id} has ${pathLength} bytes`);
    lengths[id] = pathLength;
    starts[id] = reader.position;
    ends[id] = reader.position + length;
    checkName(reader.bytes(length));
  }
  const view = bufferOf(record4);
  return {
    count,
    path: pathsOf(parents, (id) => decodePathText(view, starts[id], ends[id])),
    lengths,
    intern: (paths) => internAll(paths, parents, (id) => record4.subarray(starts[id], ends[id]))
  };
}
function checkName(name) {
  let areDots = name.length <= 2;
  for (const byte of name) {
    if (byte === SLASH || byte === 0) throw new RangeError("a name is none");
    if (byte !== DOT) areDots = false;
  }
  if (areDots) throw new RangeError("a name is none");
}
var SLASH = 47;
var DOT = 46;
function internAll(paths, parents, name) {
  const nodes = new Int32Array(parents.length);
  for (let id = 1; id < parents.length; id++)
    nodes[id] = paths.childOfBytes(nodes[parents[id] ?? 0] ?? 0, name(id));
  return nodes;
}
function pathsOf(parents, name) {
  let told = { parent: 0, directory: "/" };
  const directoryOf3 = (id) => {
    const names = [];
    for (let at = id; at > 0; at = parents[at] ?? 0) names.push(name(at));
    return names.length === 0 ? "/" : `/${names.reverse().join("/")}/`;
  };
  return (id) => {
    if (id === 0) return "/";
    const parent = parents[id] ?? 0;
    if (parent !== told.parent) told = { parent, directory: directoryOf3(parent) };
    return told.directory + name(id);
  };
}
// src/files/path-table.ts
function createPathTable(tally = createTally()) {
  const tree = newTree();
  return {
    intern: (path4) => walk(tree, path4, child2),
    find: (path4) => walk(tree, path4, findChild),
    child: (parent, name) => child2(tree, parent, name),
    childOfBytes: (parent, name) => childOf(tree, parent, tree.names.hashBytes(name)),
    findChild: (parent, name) => findChild(tree, parent, name),
    path: (node2) => pathOf2(tree, node2),
    name: (node2) => tree.names.text(tree.nameOffset[node2] ?? 0),
    nameShape: (node2) => tree.names.shape(tree.nameOffset[node2] ?? 0),
    parent: (node2) => tree.parent[node2] ?? -1,
    firstChild: (node2) => tree.firstChild[node2] ?? -1,
    nextSibling: (node2) => tree.nextSibling[node2] ?? -1,
    get size() {
      return tree.size;
    },
    get nameBytes() {
      return tree.names.size;
    },
    tally
  };
}
function newTree() {
  return {
    names: createTextPool(),
    size: 1,
    parent: Int32Array.of(-1),
    nameOffset: Uint32Array.of(0),
    firstChild: Int32Array.of(-1),
    lastChild: Int32Array.of(-1),
    nextSibling: Int32Array.of(-1),
    slots: new Int32Array(1024),
    walkedDirectory: "/",
    walkedNode: 0,
    toldParent: 0,
    toldDirectory: "/"
  };
}
function walk(tree, path4, step) {
  const cut = path4.lastIndexOf("/") + 1;
  const directory = path4.slice(0, cut);
  if (directory !== tree.walkedDirectory) {
    const node2 = descend(tree, 0, { path: directory, step });
    if (node2 < 0) return -1;
    tree.walkedDirectory = directory;
    tree.walkedNode = node2;
  }
  return descend(tree, tree.walkedNode, { path: path4.slice(cut), step });
}
function descend(tree, from, way) {
  let node2 = from;
  for (let start = 0; start < way.path.length && node2 >= 0; ) {
    const slash = way.path.indexOf("/", start);
    const end2 = slash < 0 ? way.path.length : slash;
    const name = way.path.slice(start, end2);
    if (name === "..") node2 = Math.max(tree.parent[node2] ?? 0, 0);
    else if (name !== "" && name !== ".") node2 = way.step(tree, node2, name);
    start = end2 + 1;
  }
  return node2;
}
function findChild(tree, parent, name) {
  const slot = findSlot(tree, parent, tree.names.hash(name));
  return (tree.slots[slot] ?? 0) || -1;
}
function child2(tree, parent, name) {
  return childOf(tree, parent, tree.names.hash(name));
}
function childOf(tree, parent, hash2) {
  const slot = findSlot(tree, parent, hash2);
  return (tree.slots[slot] ?? 0) || addNode(tree, parent, slot);
}
function findSlot(tree, parent, hash2) {
  const mask = tree.slots.length - 1;
  for (let slot = mix(parent, hash2) & mask; ; slot = slot + 1 & mask) {
    const node2 = tree.slots[slot] ?? 0;
    if (node2 === 0) return slot;
    if (tree.parent[node2] === parent && tree.names.isCandidate(tree.nameOffset[node2] ?? 0)) return slot;
  }
}
function mix(parent, hash2) {
  const sum = Math.imul(parent ^ 2654435769, 2246822507) ^ hash2;
  return Math.imul(sum ^ sum >>> 15, 3266489909) >>> 0 ^ sum >>> 7;
}
function addNode(tree, parent, slot) {
  const node2 = tree.size++;
  if (tree.size > tree.parent.length) makeRoom2(tree);
  tree.parent[node2] = parent;
  tree.nameOffset[node2] = tree.names.addCandidate();
  tree.firstChild[node2] = -1;
  tree.lastChild[node2] = -1;
  tree.nextSibling[node2] = -1;
  const last = tree.lastChild[parent] ?? -1;
  if (last < 0) tree.firstChild[parent] = node2;
  else tree.nextSibling[last] = node2;
  tree.lastChild[parent] = node2;
  tree.slots[slot] = node2;
  if (tree.size * 2 > tree.slots.length) rehash(tree);
  return node2;
}
function makeRoom2(tree) {
  tree.parent = withRoom(tree.parent, tree.size);
  tree.nameOffset = withRoom(tree.nameOffset, tree.size);
  tree.firstChild = withRoom(tree.firstChild, tree.size);
  tree.lastChild = withRoom(tree.lastChild, tree.size);
  tree.nextSibling = withRoom(tree.nextSibling, tree.size);
}
function rehash(tree) {
  const slots = new Int32Array(tree.slots.length * 2);
  const mask = slots.length - 1;
  for (let node2 = 1; node2 < tree.size; node2++) {
    const hash2 = tree.names.hashOf(tree.nameOffset[node2] ?? 0);
    let slot = mix(tree.parent[node2] ?? 0, hash2) & mask;
    while (slots[slot] !== 0) slot = slot + 1 & mask;
    slots[slot] = node2;
  }
  tree.slots = slots;
}
function pathOf2(tree, node2) {
  if (node2 === 0) return "/";
  const parent = tree.parent[node2] ?? 0;
  if (parent !== tree.toldParent) {
    tree.toldDirectory = directoryOf2(tree, parent);
    tree.toldParent = parent;
  }
  return tree.toldDirectory + tree.names.text(tree.nameOffset[node2] ?? 0);
}
function directoryOf2(tree, node2) {
  const names = [];
  for (let at = node2; at > 0; at = tree.parent[at] ?? 0)
    names.push(tree.names.text(tree.nameOffset[at] ?? 0));
  return names.length === 0 ? "/" : `/${names.reverse().join("/")}/`;
}
// src/files/restore-table.ts
function restoreTable(entries, nodes, { paths, wishes, diffID }) {
  checkMarkers(entries, nodes);
  const facts = wishedFacts(entries, nodes, wishes);
  if (facts === void 0) return void 0;
  const interned = nodes.intern(paths);
  const nodeOf = (id) => interned[id] ?? 0;
  const links = createTextPool();
  const link3 = new Uint32Array(entries.rowCount);
  for (const [row, target] of entries.targets) {
    if (entries.types[row] === HARDLINK2) paths.intern(target);
    link3[row] = links.add(target);
  }
  const rows = {
    count: entries.rowCount,
    node: entries.ids.map(nodeOf),
    type: entries.types,
    mode: entries.modes,
    size: entries.sizes,
    link: link3,
    sum: wishes.contentSums === true ? entries.sums : new Uint32Array(0),
    links,
    facts
  };
  return toLayerTable(rows, { paths, diffID, contentSumKind: "crc32", ...removals(paths, entries, nodeOf) });
}
var HARDLINK2 = FILE_TYPES.indexOf("hardlink");
var DIRECTORY = FILE_TYPES.indexOf("directory");
function removals(paths, entries, nodeOf) {
  const { markers, rowCount, types, ids } = entries;
  const found = createRemovals(paths, "layer");
  let row = 0;
  const passRows = (end2) => {
    for (; row < end2; row++) if (types[row] === DIRECTORY) found.addDirectory(nodeOf(ids[row] ?? 0));
  };
  for (const { id, nextRow } of markers) {
    passRows(nextRow);
    found.addMarker(nodeOf(id));
  }
  passRows(rowCount);
  return found.finish();
}
function checkMarkers({ markers }, nodes) {
  const paths = createPathTable();
  for (const { id } of markers) {
    const node2 = paths.intern(nodes.path(id));
    if (parseWhiteout(paths, node2, "layer") === void 0) throw new RangeError(`node ${id} is no whiteout`);
  }
}
function wishedFacts(entries, nodes, wishes) {
  const wished = /* @__PURE__ */ new Map();
  for (let row = 0; row < entries.rowCount; row++) {
    if (!entries.isRead(row)) continue;
    const facts = wishedOf(entries, row, toWish(entries, { row, nodes }, wishes));
    if (facts === void 0) return void 0;
    if (facts !== NOTHING2) wished.set(row, facts);
  }
  return wished;
}
function toWish({ ids, sizes }, { row, nodes }, wishes) {
  const size = sizes[row] ?? 0;
  const gitBlob = wishes.gitBlobSizes.has(size);
  const content = size <= MAX_KEPT_BYTES && wishes.wantsContent(nodes.path(ids[row] ?? 0), size);
  return content || gitBlob ? { content, gitBlob } : NO_WISH;
}
var NO_WISH = { content: false, gitBlob: false };
var NOTHING2 = {};
function wishedOf(entries, row, wish) {
  const known2 = entries.facts.get(row);
  if (known2 === void 0 && wish === NO_WISH) return NOTHING2;
  const { content, ...unasked } = known2 ?? NOTHING2;
  const kept = wishedField("content", wish.content, content);
  const blob = wishedField("gitBlob", wish.gitBlob, wish.gitBlob ? entries.gitBlob(row) : void 0);
  return kept && blob && orNothing({ ...unasked, ...blob, ...kept });
}
function orNothing(facts) {
  return Object.keys(facts).length === 0 ? NOTHING2 : facts;
}
function wishedField(name, isWished, value) {
  if (!isWished) return NOTHING2;
  return value === void 0 ? void 0 : { [name]: value };
}
// src/files/layer-record.ts
function encodeLayer(table, notes) {
  const writer = createByteWriter();
  const nodes = orderNodes(table, notes);
  writeNodes(writer, table.paths, nodes);
  writeMarkers(writer, notes, nodes);
  writeRows(writer, table, { notes, nodes });
  writeAllFacts(writer, table);
  return writer.finish();
}
function decodeLayer(record4, options) {
  const bytes = new Uint8Array(record4.buffer, record4.byteOffset, record4.length);
  const reader = createByteReader(bytes);
  const nodes = readNodes(reader, bytes);
  const entries = readEntries(reader, nodes);
  reader.finish();
  return restoreTable(entries, nodes, options);
}
function writeNodes(writer, paths, { ordered, idOf }) {
  writer.number(ordered.length);
  for (const [index2, node2] of ordered.entries()) {
    writer.number(index2 + 1 - idOf(paths.parent(node2)));
    writer.text(paths.name(node2));
  }
}
function writeMarkers(writer, { markers }, { idOf }) {
  writer.number(markers.length);
  let last = 0;
  for (const { node: node2, nextRow } of markers) {
    writer.number(nextRow - last);
    writer.number(idOf(node2));
    last = nextRow;
  }
}
function writeRows(writer, table, { notes, nodes }) {
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  writer.number(table.rowCount);
  for (const row of rows) writer.number(nodes.idOf(table.node(row)));
  for (const row of rows)
    writer.number(toKind(table.type(row), notes.isRead(row), notes.gitBlob(row) !== void 0));
  for (const row of rows) writer.number(table.mode(row));
  for (const row of rows) if (table.type(row) === "regular") writer.number(table.size(row));
  for (const row of rows) writeIfAny(table.linkTarget(row), writer.text);
  writeContents(writer, table, { notes, rows });
}
function writeContents(writer, table, { notes, rows }) {
  for (const row of rows) writeIfAny(notes.gitBlob(row), writer.bytes);
  for (const row of rows) if (notes.isRead(row)) writer.bytes(toSumBytes(table.contentSum(row)));
}
function toSumBytes(sum) {
  const bytes = Buffer.alloc(SUM_BYTES);
  bytes.writeUInt32LE(sum);
  return bytes;
}
function writeIfAny(value, write6) {
  if (value !== void 0) write6(value);
}
function writeAllFacts(writer, table) {
  writer.number(table.factRows.length);
  let last = 0;
  for (const row of table.factRows) {
    writer.number(row - last);
    writeFacts(writer, table.facts(row) ?? {});
    last = row;
  }
}
// src/layer-cache/blob-record.ts
var COMPRESSIONS = ["none", "gzip", "zstd"];
var DIGEST_BYTES = 71;
function encodeBlob({ digest: digest2, size, compression, table, ...transfer }) {
  const writer = createByteWriter();
  writer.text(digest2);
  writer.text(table.diffID);
  writer.number(size);
  writer.number(COMPRESSIONS.indexOf(compression));
  writer.number(transfer.transferBytes);
  writer.number(transfer.transferEstimated ? 1 : 0);
  return writer.finish();
}
function decodeBlob(bytes) {
  const reader = createByteReader(bytes);
  const record4 = {
    digest: toDigest2(reader.text(DIGEST_BYTES)),
    diffID: toDigest2(reader.text(DIGEST_BYTES)),
    size: reader.number(Number.MAX_SAFE_INTEGER),
    compression: COMPRESSIONS[reader.number(COMPRESSIONS.length - 1)] ?? "none",
    transferBytes: reader.number(Number.MAX_SAFE_INTEGER),
    transferEstimated: reader.number(1) === 1
  };
  reader.finish();
  return record4;
}
function toDigest2(text4) {
  if (!isDigest(text4)) throw new RangeError(`\`${text4}\` is no digest`);
  return text4;
}
// src/layer-cache/directory.ts
// src/layer-cache/entry.ts
var MAX_RECORD_BYTES = 256 * 1024 * 1024;
var MAGIC2 = Buffer.from("FSL1");
var LENGTHS_BYTES = 8;
var CHECKSUM_BYTES2 = 32;
var NAME_START = MAGIC2.length + 1;
var MAX_ENTRY_BYTES = MAX_RECORD_BYTES + 64 * 1024;
var NAME = /^(?:layer|blob)-[0-9a-f]{64}-[0-9a-f]{16}$/;
function entryName({ kind, digest: digest2, version: version2 }) {
  return `${kind}-${digest2.slice("sha256:".length)}-${version2}`;
}
function isEntryName(name) {
  return NAME.test(name);
}
function sealEntry(key, record4) {
  if (record4.length > MAX_RECORD_BYTES) return void 0;
  const name = Buffer.from(entryName(key));
  const body = (0, import_node_zlib4.zstdCompressSync)(record4);
  const lengths = Buffer.alloc(LENGTHS_BYTES);
  lengths.writeUInt32LE(record4.length, 0);
  lengths.writeUInt32LE(body.length, 4);
  const head = Buffer.concat([MAGIC2, Buffer.of(name.length), name, lengths]);
  return Buffer.concat([head, checksum(head, body), body]);
}
function openEntry2(key, entry) {
  const bytes = Buffer.from(entry.buffer, entry.byteOffset, entry.length);
  const head = readEntryHead(bytes);
  if (head.name !== entryName(key)) throw new RangeError(`the entry is of \`${head.name}\``);
  if (head.length !== bytes.length) throw new RangeError(`${bytes.length} bytes, expected ${head.length}`);
  const body = bytes.subarray(head.start);
  const told = bytes.subarray(head.start - CHECKSUM_BYTES2, head.start);
  if (!checksum(bytes.subarray(0, head.start - CHECKSUM_BYTES2), body).equals(told))
    throw new RangeError("the checksum is another");
  const length = bytes.readUInt32LE(head.start - CHECKSUM_BYTES2 - LENGTHS_BYTES);
  return decompress(body, length);
}
function readEntryHead(bytes) {
  const lengthsStart = NAME_START + (bytes[MAGIC2.length] ?? 0);
  const start = lengthsStart + LENGTHS_BYTES + CHECKSUM_BYTES2;
  if (bytes.length < start || !bytes.subarray(0, MAGIC2.length).equals(MAGIC2))
    throw new RangeError("no entry starts here");
  const name = bytes.toString("latin1", NAME_START, lengthsStart);
  if (!isEntryName(name)) throw new RangeError("the name is none");
  const length = start + bytes.readUInt32LE(lengthsStart + 4);
  if (length > MAX_ENTRY_BYTES) throw new RangeError(`${length} bytes, expected at most ${MAX_ENTRY_BYTES}`);
  return { name, start, length };
}
function decompress(body, length) {
  if (length > MAX_RECORD_BYTES) throw new RangeError(`a record of ${length} bytes`);
  const record4 = unpack(body, length);
  if (record4.length !== length) throw new RangeError(`${record4.length} bytes, expected ${length}`);
  return record4;
}
function unpack(body, length) {
  try {
    return (0, import_node_zlib4.zstdDecompressSync)(body, { maxOutputLength: Math.max(length, 1) });
  } catch (cause) {
    throw new RangeError("the record cannot be decompressed", { cause });
  }
}
function checksum(head, body) {
  return (0, import_node_crypto9.createHash)("sha256").update(head).update(body).digest();
}
// src/layer-cache/directory.ts
var MAX_DIRECTORY_BYTES = 1024 ** 3;
var ABANDONED_MS = 60 * 60 * 1e3;
function openEntryDirectory(directory) {
  makeFolder(directory);
  const remove = (name) => {
    (0, import_node_fs6.rmSync)((0, import_node_path9.join)(directory, name), { force: true });
  };
  const believes = believable(directory);
  return {
    read: (name) => read((0, import_node_path9.join)(directory, name), believes),
    write: (name, bytes) => {
      write4(directory, name, bytes);
    },
    remove,
    list: () => list(directory, isEntryName),
    trim: (maxBytes = MAX_DIRECTORY_BYTES) => {
      trim(directory, remove, maxBytes);
    }
  };
}
function makeFolder(directory) {
  try {
    (0, import_node_fs6.mkdirSync)(directory, { recursive: true });
    (0, import_node_fs6.readdirSync)(directory);
  } catch (cause) {
    throw new import_shared_4.GateError("bad-input", `the layer cache \`${directory}\` is no folder that can be used`, {
      hint: "Name a folder that exists or can be made.",
      cause
    });
  }
}
function believable(directory) {
  const isEverybodys = ((0, import_node_fs6.statSync)(directory).mode & import_node_fs6.constants.S_IWOTH) !== 0;
  const users = /* @__PURE__ */ new Set([0, process.getuid?.()]);
  return ({ uid }) => !isEverybodys || users.has(uid);
}
function read(file, believes) {
  try {
    const bytes = readEntryFile(file, believes);
    if (bytes !== void 0) touch(file);
    return bytes;
  } catch {
    return void 0;
  }
}
var NO_WAITING = import_node_fs6.constants.O_RDONLY | import_node_fs6.constants.O_NOFOLLOW | import_node_fs6.constants.O_NONBLOCK;
function readEntryFile(file, believes) {
  const descriptor2 = (0, import_node_fs6.openSync)(file, NO_WAITING);
  try {
    const status = (0, import_node_fs6.fstatSync)(descriptor2);
    const isEntry = status.isFile() && status.size <= MAX_ENTRY_BYTES && believes(status);
    return isEntry ? (0, import_node_fs6.readFileSync)(descriptor2) : void 0;
  } finally {
    (0, import_node_fs6.closeSync)(descriptor2);
  }
}
function touch(file) {
  try {
    const now = /* @__PURE__ */ new Date();
    (0, import_node_fs6.utimesSync)(file, now, now);
  } catch {
    return;
  }
}
function write4(directory, name, bytes) {
  const begun = (0, import_node_path9.join)(directory, `begun-${(0, import_node_crypto8.randomBytes)(8).toString("hex")}`);
  try {
    (0, import_node_fs6.writeFileSync)(begun, bytes, { flag: "wx", mode: 420 });
    (0, import_node_fs6.renameSync)(begun, (0, import_node_path9.join)(directory, name));
  } catch (error2) {
    (0, import_node_fs6.rmSync)(begun, { force: true });
    throw error2;
  }
}
function list(directory, isMeant) {
  const names = (0, import_node_fs6.readdirSync)(directory).filter(isMeant).sort();
  return names.flatMap((name) => {
    const status = (0, import_node_fs6.lstatSync)((0, import_node_path9.join)(directory, name), { throwIfNoEntry: false });
    return status?.isFile() === true ? [{ name, size: status.size, usedAt: status.mtimeMs }] : [];
  });
}
function trim(directory, remove, maxBytes) {
  const begun = list(directory, (name) => /^begun-[0-9a-f]{16}$/.test(name));
  for (const { name, usedAt } of begun) if (Date.now() - usedAt > ABANDONED_MS) remove(name);
  const entries = list(directory, isEntryName).toSorted((one2, other) => one2.usedAt - other.usedAt);
  let bytes = entries.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size } of entries) {
    if (bytes <= maxBytes) return;
    remove(name);
    bytes -= size;
  }
}
// src/layer-cache/pack.ts
var MAX_PACK_BYTES = 192 * 1024 * 1024;
var MAX_PACK_ENTRIES = 2e4;
function packEntries(entries, version2) {
  const chosen = chooseEntries(entries, version2);
  const parts = chosen.flatMap(({ name }) => entries.read(name) ?? []);
  const names = chosen.map(({ name }) => name).join("\n");
  return { bytes: Buffer.concat(parts), digest: (0, import_node_crypto10.createHash)("sha256").update(names).digest("hex") };
}
function chooseEntries(entries, version2) {
  const chosen = [];
  let bytes = 0;
  const latestFirst = entries.list().filter(({ name }) => name.endsWith(`-${version2}`)).toSorted((one2, other) => other.usedAt - one2.usedAt);
  for (const entry of latestFirst) {
    bytes += entry.size;
    if (bytes > MAX_PACK_BYTES || chosen.length === MAX_PACK_ENTRIES) break;
    chosen.push(entry);
  }
  return chosen.sort((one2, other) => one2.name < other.name ? -1 : 1);
}
function unpackEntries(entries, bytes, version2) {
  if (bytes.length > MAX_PACK_BYTES) throw new RangeError(`it has ${bytes.length} bytes`);
  const present = new Set(entries.list().map(({ name }) => name));
  const pack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let count = 0;
  for (let at = 0; at < pack.length; ) {
    const { name, length } = readEntryHead(pack.subarray(at));
    if (++count > MAX_PACK_ENTRIES || at + length > pack.length) throw new RangeError("it ends early");
    if (name.endsWith(`-${version2}`) && !present.has(name))
      entries.write(name, pack.subarray(at, at + length));
    at += length;
  }
}
// src/layer-cache/sample.ts
var SAMPLED_BYTES = 16 * 1024 * 1024;
var FEWEST = 16;
var FEWEST_STREAMED = 4;
function isSampled2({ size }, isStreamed) {
  const fewest = isStreamed ? FEWEST_STREAMED : FEWEST;
  const one2 = Math.min(Math.max(Math.ceil(size / SAMPLED_BYTES), 2), fewest);
  return (0, import_node_crypto11.randomInt)(one2) === 0;
}
function findContradiction({ told, read: read2, withSums }) {
  return blobContradiction(told, read2) ?? tableContradiction(told.table, read2.table, withSums);
}
function blobContradiction(told, read2) {
  if (told.digest !== read2.digest) return void 0;
  if (told.size !== read2.size) return difference("bytes", told.size, read2.size);
  if (told.compression !== read2.compression)
    return difference("compression", told.compression, read2.compression);
  const isMeasured = !told.transferEstimated && !read2.transferEstimated;
  return isMeasured && told.transferBytes !== read2.transferBytes ? difference("transferred bytes", told.transferBytes, read2.transferBytes) : void 0;
}
function tableContradiction(told, read2, withSums) {
  if (told === read2) return void 0;
  if (told.diffID !== read2.diffID) return difference("diffID", told.diffID, read2.diffID);
  if (told.rowCount !== read2.rowCount) return difference("rows", told.rowCount, read2.rowCount);
  const hasSums = withSums && told.contentSumKind === read2.contentSumKind;
  for (let row = 0; row < read2.rowCount; row++) {
    const column = otherColumn(told, read2, { row, hasSums });
    if (column !== void 0) return `found another ${column} in row ${row}, expected that of the layer`;
  }
  return removalContradiction(told, read2);
}
function otherColumn(told, read2, { row, hasSums }) {
  const columns2 = ["node", "type", "size", "mode", "linkTarget"];
  const other = columns2.find((column) => told[column](row) !== read2[column](row));
  if (other !== void 0) return other === "node" ? "path" : other;
  if (hasSums && told.contentSum(row) !== read2.contentSum(row)) return "content sum";
  return areSameFacts(told.facts(row), read2.facts(row)) ? void 0 : "content";
}
function areSameFacts(told = {}, read2 = {}) {
  const { content: toldContent, ...toldRest } = told;
  const { content: readContent2, ...readRest } = read2;
  if (!(0, import_node_util2.isDeepStrictEqual)(withoutGaps(toldRest), withoutGaps(readRest))) return false;
  if (toldContent === void 0 || readContent2 === void 0) return toldContent === readContent2;
  return Buffer.compare(toldContent, readContent2) === 0;
}
function withoutGaps(facts) {
  return JSON.parse(JSON.stringify(facts));
}
function removalContradiction(told, read2) {
  const isSame = (0, import_node_util2.isDeepStrictEqual)([...told.whiteouts], [...read2.whiteouts]) && (0, import_node_util2.isDeepStrictEqual)([...told.opaqueDirectories], [...read2.opaqueDirectories]);
  return isSame ? void 0 : "found other whiteouts, expected those of the layer";
}
function difference(what, told, read2) {
  return `found ${what} \`${told}\`, expected \`${read2}\``;
}
// src/layer-cache/layer-cache.ts
var NOTED_BLOB_BYTES = 256 * 1024;
var MAX_KEPT_ROWS = 2e6;
function openLayerCache({ directory, version: version2, tell, ...given2 }) {
  const entries = openEntryDirectory(directory);
  const { warn = tell, samples = isSampled2 } = given2;
  const state = {
    ...{ entries, version: version2, tell, warn, samples },
    fresh: /* @__PURE__ */ new Map(),
    refused: /* @__PURE__ */ new Set(),
    known: /* @__PURE__ */ new Set(),
    sampled: /* @__PURE__ */ new Map(),
    refuted: /* @__PURE__ */ new WeakSet(),
    isRefuted: false
  };
  return {
    over: (reading) => ({
      ...reading,
      wishes: { ...reading.wishes, notedBlobBytes: NOTED_BLOB_BYTES, contentSums: true },
      knownLayers: toKnownLayers(state, reading)
    }),
    flush: () => {
      tellKnown(state);
      flush(state);
    },
    pack: () => packEntries(entries, version2),
    unpack: (bytes) => {
      guard(state, "the restored layer cache is damaged", () => {
        unpackEntries(entries, bytes, version2);
      });
    },
    isRefuted: () => state.isRefuted
  };
}
function toKnownLayers(state, reading) {
  const { knownLayers } = reading;
  return {
    get: (digest2, isStreamed = false) => knownLayers.get(digest2) ?? load(state, reading, { digest: digest2, isStreamed }),
    set: (digest2, blob) => {
      check(state, reading, { digest: digest2, blob });
      if (!state.refuted.has(reading.paths)) state.fresh.set(digest2, blob);
      return knownLayers.set(digest2, blob);
    }
  };
}
function load(state, reading, { digest: digest2, isStreamed }) {
  if (state.isRefuted || state.refused.has(digest2) || state.sampled.has(digest2)) return void 0;
  const blob = readBlob2(state, reading, digest2);
  if (blob === void 0) {
    state.refused.add(digest2);
    return void 0;
  }
  state.known.add(blob.table.diffID);
  if (state.samples(blob, isStreamed)) {
    for (const name of [digest2, blob.table.diffID]) state.sampled.set(name, blob);
    return void 0;
  }
  countTable(blob.table, `layer \`${digest2}\``);
  reading.knownLayers.set(digest2, blob);
  return blob;
}
function check(state, { knownLayers, paths, wishes }, { digest: digest2, blob }) {
  const told = state.sampled.get(digest2) ?? knownLayers.get(digest2);
  if (told?.table.paths !== paths || state.isRefuted) return;
  const withSums = wishes.contentSums === true;
  const contradiction = findContradiction({ told, read: blob, withSums });
  if (contradiction !== void 0) refute(state, paths, `of layer ${digest2} ${contradiction}`);
}
function refute(state, paths, contradiction) {
  state.isRefuted = true;
  state.refuted.add(paths);
  state.fresh.clear();
  state.sampled.clear();
  state.warn(
    `the layer cache is discarded and all layers are read, since an entry does not say what the layer's own bytes say: ${contradiction}`
  );
  guard(state, "the layer cache cannot be emptied", () => {
    for (const { name } of state.entries.list()) state.entries.remove(name);
  });
}
function readBlob2(state, reading, digest2) {
  const record4 = readEntry(state, { kind: "blob", digest: digest2 }, decodeBlob);
  if (record4 === void 0) return void 0;
  const { diffID, ...blob } = record4;
  const table = tableOf2(state, reading, diffID);
  return table && { ...blob, table };
}
function tableOf2(state, reading, diffID) {
  const known2 = reading.knownLayers.get(diffID)?.table;
  if (known2 !== void 0) return known2;
  const { paths, wishes } = reading;
  return readEntry(
    state,
    { kind: "layer", digest: diffID },
    (record4) => decodeLayer(record4, { paths, wishes, diffID })
  );
}
function readEntry(state, rest, decode2) {
  const key = { ...rest, version: state.version };
  const bytes = state.entries.read(entryName(key));
  if (bytes === void 0) return void 0;
  try {
    return decode2(openEntry2(key, bytes));
  } catch (error2) {
    if (!isContentFailure(error2)) throw error2;
    state.tell(`the layer cache has a damaged entry, which is discarded: ${key.kind} ${key.digest}`);
    state.entries.remove(entryName(key));
    return void 0;
  }
}
function isContentFailure(error2) {
  return error2 instanceof RangeError || error2 instanceof import_shared_4.GateError;
}
function flush(state) {
  guard(state, "the layer cache cannot be written", () => {
    for (const [digest2, blob] of state.fresh) store(state, digest2, blob);
    state.fresh.clear();
    state.entries.trim();
  });
}
function store(state, digest2, blob) {
  const { table } = blob;
  const { notes, diffID, rowCount } = table;
  if (rowCount > MAX_KEPT_ROWS) return;
  if (notes !== void 0 && table.contentSumKind === "crc32" && digest2 === diffID)
    write5(state, { kind: "layer", digest: diffID }, () => encodeLayer(table, notes));
  write5(state, { kind: "blob", digest: digest2 }, () => encodeBlob(blob));
}
function write5({ entries, version: version2 }, rest, encode2) {
  const key = { ...rest, version: version2 };
  const entry = sealEntry(key, encode2());
  if (entry !== void 0) entries.write(entryName(key), entry);
}
function tellKnown({ known: known2, sampled, tell, isRefuted }) {
  const checked4 = [...known2].filter((diffID) => sampled.has(diffID)).length;
  if (known2.size > 0 && !isRefuted)
    tell(`${known2.size} layer(s) were known from earlier runs, ${checked4} of them read again as a check`);
}
function guard({ tell }, notice, work) {
  try {
    work();
  } catch (error2) {
    tell(`${notice}: ${error2 instanceof Error ? error2.message : String(error2)}`);
  }
}
// src/layer-cache/reader-version.ts
function readerVersion() {
  const sources = false ? digestSources((0, import_node_path2.join)(import_meta.dirname, "..")) : "ed56315423ec5bed51f7e440001c9236a033dcacd1d06ab72f9f58a0689d4fe7";
  const text4 = `${sources} ${process.versions.zlib}`;
  return (0, import_node_crypto12.createHash)("sha256").update(text4).digest("hex").slice(0, 16);
}
// src/report/json.ts
function renderJson(report) {
  return `${JSON.stringify(report, null, 2)}
`;
}
// src/report/visible.ts
var ESCAPES = /* @__PURE__ */ new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["	", "\\t"],
  ["\x1B", "\\e"]
]);
function visible(text4) {
  return text4.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u00a0]/gu,
    escapeCharacter
  );
}
function escapeCharacter(character) {
  const known2 = ESCAPES.get(character);
  if (known2 !== void 0) return known2;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 56448 && code <= 56575) return `\\x${(code - 56320).toString(16)}`;
  return code > 65535 ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
function shorten(text4, maxCharacters) {
  const characters = text4.length > maxCharacters ? Array.from(text4) : [];
  if (characters.length <= maxCharacters) return text4;
  const tail = Math.floor((maxCharacters - 1) / 2);
  const head = maxCharacters - 1 - tail;
  return `${characters.slice(0, head).join("")}\u2026${characters.slice(-tail).join("")}`;
}
// src/ledger/bytes.ts
var UNITS = ["kB", "MB", "GB", "TB", "PB"];
function renderBytes(bytes) {
  const size = Math.abs(bytes);
  const sign = bytes < 0 ? "\u2212" : "";
  if (size < 1e3) return `${sign}${size} B`;
  let value = size / 1e3;
  let unit = 0;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1e3;
    unit++;
  }
  return `${sign}${value.toFixed(1)} ${UNITS[unit] ?? ""}`;
}
function renderDelta(bytes) {
  return bytes > 0 ? `+${renderBytes(bytes)}` : renderBytes(bytes);
}
function renderCount(count) {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
// src/scan/evidence.ts
var MAX_LOCATIONS = 20;
function evidenceOf(ledger, rows) {
  const { catalog } = ledger;
  const groups = /* @__PURE__ */ new Set();
  let bytes = 0;
  for (const row of rows) {
    bytes += catalog.bytes(row);
    const type = catalog.type(row);
    if (type === "regular" || type === "hardlink") groups.add(catalog.groupOf(row));
  }
  const shown = foremost(ledger, rows);
  return {
    bytes,
    files: groups.size,
    locations: shown.map((row) => locationOf(ledger, row)),
    locationsOmitted: rows.length - shown.length,
    place: placeOf(ledger, rows),
    primary: primaryOf(ledger, rows)
  };
}
function foremost({ catalog }, rows) {
  const rank = (row) => catalog.visibility(row) === "visible" ? 0 : 1;
  const order = (a, b) => rank(a) - rank(b) || catalog.size(b) - catalog.size(a) || comparePaths(catalog, a, b);
  const shown = [];
  for (const row of rows) {
    const last = shown.at(-1);
    if (shown.length === MAX_LOCATIONS && last !== void 0 && order(row, last) >= 0) continue;
    const place3 = shown.findIndex((other) => order(row, other) < 0);
    shown.splice(place3 < 0 ? shown.length : place3, 0, row);
    if (shown.length > MAX_LOCATIONS) shown.pop();
  }
  return shown;
}
function comparePaths(catalog, a, b) {
  const left = catalog.path(a);
  const right = catalog.path(b);
  return left < right ? -1 : left > right ? 1 : a - b;
}
var MIN_PLACE_DEPTH = 2;
function placeOf({ catalog }, rows) {
  const { paths } = catalog;
  const [first] = rows;
  if (first === void 0) return null;
  if (rows.length === 1) return catalog.path(first);
  const common = chainOf(paths, catalog.node(first));
  for (const row of rows) {
    const chain = chainOf(paths, catalog.node(row));
    const length = common.findIndex((node2, depth) => chain[depth] !== node2);
    if (length >= 0) common.length = length;
    if (common.length <= MIN_PLACE_DEPTH) return null;
  }
  return paths.path(common.at(-1) ?? 0);
}
function chainOf(paths, node2) {
  const chain = [];
  for (let at = node2; at >= 0; at = paths.parent(at)) chain.push(at);
  return chain.reverse();
}
function locationOf(ledger, row) {
  const { catalog } = ledger;
  return {
    path: catalog.path(row),
    layer: catalog.layer(row),
    visibility: catalog.visibility(row),
    instruction: instructionOf(ledger, catalog.layer(row))
  };
}
function instructionOf({ origins }, layer) {
  const origin = origins[layer];
  if (origin?.kind === "instruction") return origin.instruction;
  return origin?.kind === "base-image" ? origin.from : null;
}
function fromInstruction({ origins }) {
  for (const origin of origins) if (origin.kind === "base-image") return origin.from;
  return null;
}
function startInstruction(ledger, at, rows) {
  const { ENTRYPOINT, CMD, USER: USER2, WORKDIR } = ledger.start;
  if (at === "user") return USER2 ?? null;
  if (at === "workdir") return WORKDIR ?? null;
  if (rows.some((row) => !ledger.isInherited(row))) return null;
  return ENTRYPOINT ?? CMD ?? null;
}
function primaryOf(ledger, rows) {
  const bytes = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const layer = ledger.catalog.layer(row);
    bytes.set(layer, (bytes.get(layer) ?? 0) + ledger.catalog.bytes(row));
  }
  const [largest] = [...bytes].sort(([a, x], [b, y]) => y - x || a - b);
  return largest === void 0 ? null : instructionOf(ledger, largest[0]);
}
function renderAmount(told) {
  const place3 = told.primary === null ? "" : `${told.primary.dockerfile}:${told.primary.line}`;
  if (told.files === 0) return place3 === "" ? "" : `, at ${place3}`;
  const count = `${renderCount(told.files)} file${told.files === 1 ? "" : "s"}`;
  const where = told.place === null ? "" : ` ${told.files === 1 ? "at" : "in"} ${told.place}`;
  return `${where}: ${renderBytes(told.bytes)} in ${count}${renderSource(told, place3)}`;
}
function renderSource({ inherited, primary }, place3) {
  if (inherited) return `, from the base image${place3 === "" ? "" : ` (${place3})`}`;
  if (primary === null) return "";
  return `, ${primary.keyword === "FROM" ? "brought" : "added"} by ${place3}`;
}
function composeMessage(what, told) {
  return `${what}${renderAmount(told)}`;
}
function messageOfPart(finding, part) {
  const amount = renderAmount(finding);
  const what = finding.message.endsWith(amount) ? finding.message.slice(0, finding.message.length - amount.length) : finding.message;
  return composeMessage(what, part);
}
// src/report/standing.ts
var standings = /* @__PURE__ */ new WeakMap();
function isViolated(verdict, finding) {
  return standingOf(verdict).violated.has(findingKey(finding));
}
function isAllowed(verdict, finding) {
  return standingOf(verdict).accepted.has(findingKey(finding));
}
function reasonToAllow(verdict, finding) {
  return standingOf(verdict).accepted.get(findingKey(finding))?.reason ?? "";
}
function findingKey({ fingerprint, status }) {
  return `${fingerprint} ${status}`;
}
function standingOf(verdict) {
  const known2 = standings.get(verdict);
  if (known2 !== void 0) return known2;
  const standing = toStanding(verdict);
  standings.set(verdict, standing);
  return standing;
}
function toStanding({ violations, allowed }) {
  const entries = allowed.filter(({ source }) => source !== "label");
  return {
    violated: new Set(
      violations.flatMap((violation) => violation.kind === "finding" ? [findingKey(violation)] : [])
    ),
    accepted: new Map(entries.toReversed().map((entry) => [findingKey(entry), entry]))
  };
}
// src/report/wording.ts
var MAX_SUBJECT_CHARACTERS = 80;
var MAX_VERSION_CHARACTERS = 30;
function counted(count, noun) {
  return `${renderCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
function renderPercentChange(percent) {
  if (percent === null) return "";
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  const text4 = Math.abs(percent).toLocaleString("en-US", { maximumFractionDigits: digits });
  if (text4 === "0") return "0 %";
  return `${percent > 0 ? "+" : "\u2212"}${text4} %`;
}
function renderChange({ delta, percent }) {
  if (delta === null) return "";
  if (delta === 0) return "no change";
  const share = renderPercentChange(percent);
  return share === "" ? renderDelta(delta) : `${renderDelta(delta)} (${share})`;
}
function sentence(message) {
  const start = message.slice(0, 1).toUpperCase();
  return `${start}${message.slice(1)}${/[.!?\u2026]$/.test(message) ? "" : "."}`;
}
function nameOf4({ subject, version: version2 }) {
  const name = shorten(subject, MAX_SUBJECT_CHARACTERS);
  return version2 === null ? name : `${name} ${shorten(version2, MAX_VERSION_CHARACTERS)}`;
}
function claimOf(finding) {
  const { message } = finding;
  const amount = composeMessage("", finding);
  const claim2 = amount !== "" && message.endsWith(amount) ? message.slice(0, -amount.length) : message;
  return claim2.startsWith(finding.subject) || claim2 === "" ? null : claim2;
}
function placeOf2({ dockerfile, line, endLine: endLine2 }) {
  return endLine2 > line ? `${dockerfile}:${line}-${endLine2}` : `${dockerfile}:${line}`;
}
var SIZE_ROWS = [
  { name: "content", label: "content size", meaning: "regular files over all layers" },
  { name: "rootfs", label: "root filesystem size", meaning: "what a container sees" },
  { name: "hidden", label: "hidden bytes", meaning: "shipped, never seen" },
  { name: "transfer", label: "transfer size", meaning: "compressed layers" }
];
function isTransferEstimated({ candidate, baseline }) {
  return candidate.transferEstimated || (baseline?.transferEstimated ?? false);
}
function verdictLine(report) {
  const { verdict } = report;
  if (report.mode === "inspect") return `looked at, not judged: ${inspectedText(report)}`;
  if (verdict.violations.length === 0) return `passed: ${passedText(report)}`;
  const reasons = violationsText(report);
  if (verdict.conclusion === "failure") return `failed: ${reasons}`;
  return verdict.allowed.some(({ source }) => source === "label") ? `waived by label: ${reasons}` : `neutral: ${reasons}`;
}
function inspectedText({ findings }) {
  return findings.length === 0 ? "no findings" : severitiesText(findings);
}
function severitiesText(findings) {
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  return ["error", "warning", "note"].filter((severity) => count(severity) > 0).map((severity) => counted(count(severity), severity)).join(", ");
}
function titleOf(finding) {
  return claimOf(finding) === null ? nameOf4(finding) : `${finding.ruleId}: ${nameOf4(finding)}`;
}
function violationsText({ verdict, findings }) {
  const failing = verdict.violations.filter(({ kind }) => kind === "finding");
  const budgets = verdict.violations.length - failing.length;
  const persisting = failing.filter(
    (violation) => violation.kind === "finding" && violation.status === "persisting"
  );
  const introduced = failing.length - persisting.length;
  const first = findings.find((finding) => isViolated(verdict, finding));
  const named2 = introduced === 1 && persisting.length === 0 && first ? ` (${titleOf(first)})` : "";
  return [
    ...introduced > 0 ? [`${counted(introduced, "error")} introduced${named2}`] : [],
    ...persisting.length > 0 ? [`${counted(persisting.length, "error")} persisting`] : [],
    ...budgets > 0 ? [`${counted(budgets, "budget")} exceeded`] : []
  ].join(", ");
}
function passedText({ findings, verdict, size, baseline }) {
  const introduced = findings.filter((finding) => isOwnNews(finding) && !isAllowed(verdict, finding));
  const resolved = findings.filter(({ status }) => status === "resolved").length;
  const change = size.content.delta;
  return [
    introduced.length === 0 ? "nothing introduced" : `${severitiesText(introduced)} introduced`,
    ...resolved > 0 ? [`${counted(resolved, "finding")} resolved`] : [],
    ...baseline === null ? ["no baseline"] : change === 0 ? ["size unchanged"] : []
  ].join(", ");
}
function isOwnNews(finding) {
  return finding.status === "introduced" && !finding.inherited && !isFromElsewhere(finding);
}
function isFromElsewhere({ status, cause }) {
  return status === "introduced" && cause !== "change";
}
var ELSEWHERE_TITLE = "Brought by the rebuild or a moved base image";
function causeSentences({ causes }) {
  if (causes === null) return [];
  const { change, rebuild, base } = causes;
  const own2 = `this change itself makes ${renderSigned(change.bytes)}`;
  const isMoved = base.files > 0 || base.layers > 0;
  const moved = `The base image moved although its FROM did not: ${renderSigned(base.bytes)} in ${counted(base.files, "file")}; ${own2}.`;
  const layers = `${counted(rebuild.layers, "layer")} that ${rebuild.layers === 1 ? "was" : "were"} only built anew (${renderBytes(rebuild.pull)} to pull)`;
  const noise = `Noise of the rebuild: ${counted(rebuild.files, "file")}, ${renderSigned(rebuild.bytes)}, in ${layers}.`;
  return [...isMoved ? [moved] : [], ...rebuild.files > 0 || rebuild.layers > 0 ? [noise] : []];
}
function renderSigned(bytes) {
  return bytes === 0 ? "\xB10 B" : renderDelta(bytes);
}
var SEVERITIES = ["error", "warning", "note"];
function bySize(a, b) {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.bytes - a.bytes;
}
function groupFindings({ findings, verdict }) {
  const groupOf = (finding) => {
    if (finding.status === "resolved") return "resolved";
    if (isViolated(verdict, finding)) return "introduced";
    if (isAllowed(verdict, finding)) return "allowed";
    if (isFromElsewhere(finding)) return "elsewhere";
    if (finding.inherited) return "inherited";
    return finding.status;
  };
  const inGroup = (group) => findings.filter((finding) => groupOf(finding) === group);
  const failsFirst = (a, b) => Number(isViolated(verdict, b)) - Number(isViolated(verdict, a));
  return {
    introduced: inGroup("introduced").toSorted((a, b) => failsFirst(a, b) || bySize(a, b)),
    persisting: inGroup("persisting"),
    inherited: inGroup("inherited"),
    elsewhere: inGroup("elsewhere"),
    allowed: inGroup("allowed"),
    resolved: inGroup("resolved")
  };
}
// src/report/terminal.ts
var STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 };
var MIN_WIDTH = 60;
var MAX_WIDTH = 140;
var MAX_LINES = 8;
var MAX_PATHS = 3;
function renderTerminal(report, shape2) {
  const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, shape2.width));
  const paint = (style, text4) => shape2.colour ? `\x1B[${STYLES[style]}m${text4}\x1B[0m` : text4;
  const blocks = [
    headBlock(report, paint),
    ...findingBlocks(report, paint, width),
    sizeBlock(report, paint, width),
    ledgerBlock(report, paint, width),
    noticeBlock(report, width)
  ];
  return `${blocks.filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}
`;
}
function headBlock(report, paint) {
  const { candidate, baseline, verdict } = report;
  const colour = { success: "green", neutral: "yellow", failure: "red" };
  const against = baseline === null ? "" : ` against ${visible(baseline.reference)}`;
  const budgets = verdict.violations.filter(({ kind }) => kind === "budget");
  return [
    paint("bold", paint(colour[verdict.conclusion], `Final Stage ${visible(verdictLine(report))}`)),
    paint("dim", `${visible(candidate.reference)} ${visible(candidate.platform)}${against}`),
    ...budgets.map(({ message }) => `  ${paint("red", "budget")}  ${visible(message).replaceAll("`", "")}`)
  ];
}
function findingBlocks(report, paint, width) {
  const groups = groupFindings(report);
  const title = report.mode === "inspect" ? "Findings" : "Introduced";
  const short = (name, findings) => findings.length === 0 ? [] : [[paint("bold", name), ...findings.map((finding) => shortLine(finding, paint, width))]];
  const full = groups.introduced.flatMap((finding) => findingLines(finding, paint, width));
  return [
    ...full.length === 0 ? [] : [[paint("bold", title), ...full]],
    ...short("Persisting", groups.persisting),
    ...short("Inherited from the base image", groups.inherited),
    ...short(ELSEWHERE_TITLE, groups.elsewhere),
    ...short("Allowed", groups.allowed),
    ...short("Resolved", groups.resolved)
  ];
}
var COLOURS = { error: "red", warning: "yellow", note: "blue" };
var INDENT = " ".repeat(11);
function shortLine(finding, paint, width) {
  const word = paint(COLOURS[finding.severity], finding.severity.padEnd(9));
  const rest = [nameOf4(finding), amountOf(finding), finding.ruleId].filter((text4) => text4 !== "").join("  ");
  return `  ${word}${shorten(visible(rest), width - INDENT.length)}`;
}
function findingLines(finding, paint, width) {
  const room = width - INDENT.length;
  const { primary, locations, locationsOmitted } = finding;
  const claim2 = claimOf(finding);
  const page = ruleById(finding.ruleId)?.url;
  const paths = locations.slice(0, MAX_PATHS);
  const more = locations.length - paths.length + locationsOmitted;
  const dim = (text4) => `${INDENT}${paint("dim", shorten(visible(text4), room))}`;
  return [
    shortLine(finding, paint, width),
    ...wrapped(claim2 === null ? "" : sentence(claim2), room),
    ...primary === null ? [] : [dim(`${placeOf2(primary)} ${primary.text}`)],
    ...paths.map(
      ({ path: path4, visibility }) => dim(visibility === "visible" ? path4 : `${path4} (${visibility} later)`)
    ),
    ...more > 0 ? [dim(`\u2026 and ${renderCount(more)} more`)] : [],
    ...wrapped(finding.fix, room),
    ...page === void 0 ? [] : [`${INDENT}${paint("dim", page)}`]
  ];
}
function wrapped(text4, room) {
  const plain2 = visible(text4).replaceAll("`", "");
  return plain2 === "" ? [] : wrap(plain2, room).map((line) => `${INDENT}${line}`);
}
function amountOf({ bytes, files }) {
  return bytes === 0 && files === 0 ? "" : `${renderBytes(bytes)} in ${counted(files, "file")}`;
}
function sizeBlock(report, paint, width) {
  const { size, baseline } = report;
  const estimated = isTransferEstimated(report) ? ", estimated" : "";
  const rows = [
    ...SIZE_ROWS.map(({ name, label }) => {
      const change = size[name];
      const before = change.baseline === null ? "" : renderBytes(change.baseline);
      const what = name === "transfer" ? `${label}${estimated}` : label;
      return [what, before, renderBytes(change.candidate), renderChange(change)];
    }),
    ...size.pull === null ? [] : [[`pull size${estimated}`, "", renderBytes(size.pull), ""]]
  ];
  const head = baseline === null ? [] : [["", "baseline", "candidate", "change"]];
  return [
    paint("bold", "Size"),
    ...columns([...head, ...rows]),
    ...causeSentences(report).flatMap((words) => wrap(words, width - 2).map((line) => `  ${line}`))
  ];
}
function ledgerBlock({ ledger, baseline }, paint, width) {
  const changed = ledger.byInstruction.filter(({ delta }) => delta !== 0);
  if (changed.length === 0) return [];
  const amount = ({ delta, candidate }) => delta === null ? renderBytes(candidate) : renderDelta(delta);
  const rows = changed.slice(0, MAX_LINES).map((line) => {
    return `  ${amount(line).padStart(10)}  ${shorten(visible(line.label), width - 14)}`;
  });
  const more = changed.length - rows.length;
  const title = baseline === null ? "Content size by instruction" : "Content size by instruction, what changed";
  return [paint("bold", title), ...rows, ...more > 0 ? [`  \u2026 and ${renderCount(more)} more`] : []];
}
function noticeBlock({ notices }, width) {
  return notices.flatMap(({ message }) => {
    const [first = "", ...others] = wrap(visible(message).replaceAll("`", ""), width - 8);
    return [`notice: ${first}`, ...others.map((line) => `        ${line}`)];
  });
}
function columns(rows) {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map(
    (row) => row.map(
      (cell, column) => column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
    ).filter((_cell, column) => (widths[column] ?? 0) > 0).join("  ").replace(/^/, "  ").trimEnd()
  );
}
function wrap(text4, width) {
  const lines = [];
  let line = "";
  for (const word of text4.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > width && line !== "") {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((full) => shorten(full, width));
}
// src/image/stage-start.ts
function completeName(name) {
  const [named2 = ""] = name.split("@", 1);
  const path4 = withRegistry(named2.split("/"));
  return /:[^/]*$/.test(path4) || name.includes("@") ? path4 : `${path4}:latest`;
}
function withRegistry(parts) {
  const [first = "", ...rest] = parts;
  if (rest.length === 0 || !isRegistry(first)) return onDockerHub(parts);
  return DOCKER_HUB.has(first) ? onDockerHub(rest) : parts.join("/");
}
var DOCKER_HUB = /* @__PURE__ */ new Set(["docker.io", "index.docker.io"]);
function isRegistry(first) {
  return /[.:A-Z]/.test(first) || first === "localhost";
}
function onDockerHub(path4) {
  return ["docker.io", ...path4.length === 1 ? ["library"] : [], ...path4].join("/");
}
// src/dockerfile/base-image.ts
var UNKNOWN = { name: null, digest: null };
function baseImageOf(stage, told, buildContexts) {
  if (stage === null) return UNKNOWN;
  if (isReplaced(stage, buildContexts)) return asRead(stage);
  return told.recorded ? agreed(stage, [told.recorded]) : fromLog(stage, told.logged);
}
function isReplaced({ baseName }, buildContexts) {
  return baseName !== null && contextFor(buildContexts, baseName) !== void 0;
}
function asRead({ baseName, doubt }) {
  return { name: doubt === null ? baseName : null, digest: null };
}
function fromLog(stage, logged) {
  const own2 = distinct(logged.filter(({ label }) => stage.labels.includes(label)));
  if (own2.length > 0) return agreed(stage, own2);
  if (logged.length === 0 || stage.baseName === "scratch") return asRead(stage);
  const all = distinct(logged);
  return stage.doubt === null || all.length === 1 ? agreed(stage, all) : UNKNOWN;
}
function agreed({ baseName }, starts) {
  const wanted = baseName === null ? null : completeName(baseName);
  const same = starts.find(({ name }) => name === wanted);
  if (same) return { name: baseName, digest: same.digest };
  const [only, ...others] = starts;
  return only && others.length === 0 ? { name: only.name, digest: only.digest } : UNKNOWN;
}
function distinct(starts) {
  return [...new Map(starts.map((start) => [`${start.name}@${String(start.digest)}`, start])).values()];
}
function contextFor(buildContexts, name) {
  const wanted = completeName(name);
  return buildContexts.find((entry) => completeName(entry.slice(0, entry.indexOf("="))) === wanted);
}
// src/dockerfile/white-space.ts
var SPACES = "\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
var SPACE = new RegExp(`^[${SPACES}]$`);
var LEADING = new RegExp(`^[${SPACES}]+`);
function isSpace(character) {
  return SPACE.test(character);
}
function trimSpaceStart(text4) {
  return text4.replace(LEADING, "");
}
function trimSpace(text4) {
  const trimmed = trimSpaceStart(text4);
  let end2 = trimmed.length;
  while (end2 > 0 && isSpace(trimmed.charAt(end2 - 1))) end2--;
  return trimmed.slice(0, end2);
}
function trimLineEnd(line) {
  let end2 = line.length;
  while (end2 > 0 && "\r\n".includes(line.charAt(end2 - 1))) end2--;
  return line.slice(0, end2);
}
var BLANKS = /[\t\v\f\r ]+/;
function splitBlanks(text4) {
  return text4 === "" ? [] : text4.split(BLANKS);
}
function cutAtBlanks(text4) {
  const blanks = BLANKS.exec(text4);
  if (blanks === null) return [text4, void 0];
  return [text4.slice(0, blanks.index), text4.slice(blanks.index + blanks[0].length)];
}
function toLower(text4) {
  return Array.from(text4, (character) => character === "\u0130" ? "i" : character.toLowerCase()).join("");
}
// src/dockerfile/lexed-words.ts
var LexedWords = class {
  #read;
  #write;
  #words = [];
  #isInWord = false;
  constructor(read2, write6) {
    this.#read = read2;
    this.#write = write6;
  }
  add(text4) {
    for (const character of text4) {
      if (!isSpace(character)) this.addRaw(character);
      else if (this.#isInWord) this.#endWord();
    }
    return text4;
  }
  addRaw(text4) {
    this.#write(this.#read() + text4);
    this.#isInWord = true;
    return text4;
  }
  end() {
    this.#endWord();
    return this.#words;
  }
  #endWord() {
    if (this.#read() === "") return;
    this.#words.push(this.#read());
    this.#write("");
    this.#isInWord = false;
  }
};
// src/dockerfile/shell-pattern.ts
var MAX_COMPARISONS = 2e7;
function readPattern(text4) {
  const places = [];
  const characters = Array.from(text4);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (character !== "\\") {
      places.push({ kind: character === "*" ? "many" : character === "?" ? "any" : "one", character });
      continue;
    }
    const escaped = characters[++at];
    if (escaped === void 0 || !"*?\\}/".includes(escaped)) return null;
    places.push({ kind: "one", character: escaped });
  }
  return places;
}
function cutMatch(value, pattern, { end: end2, isLongest }) {
  const characters = Array.from(value);
  if (!isWithinReach(characters, pattern)) return null;
  const isFromEnd = end2 === "end";
  const ends = endsOf(
    isFromEnd ? characters.toReversed() : characters,
    isFromEnd ? pattern.toReversed() : pattern,
    0
  );
  const length = isLongest ? ends.lastIndexOf(1) : ends.indexOf(1);
  if (length <= 0) return value;
  const left = isFromEnd ? characters.slice(0, -length) : characters.slice(length);
  return left.join("");
}
function replaceMatches(value, pattern, { replacement, isForAll }) {
  const characters = Array.from(value);
  if (!isWithinReach(characters, pattern, characters.length)) return null;
  const matches = isForAll ? findMatches(characters, pattern) : findFirst(characters, pattern);
  if (isForAll && matches.length > 0 && replacement.includes("$")) return null;
  let result = "";
  let copied = 0;
  for (const { start, end: end2 } of matches) {
    result += characters.slice(copied, start).join("") + replacement;
    copied = end2;
  }
  return result + characters.slice(copied).join("");
}
function findFirst(characters, pattern) {
  const match = findMatch(characters, pattern, 0);
  return match ? [match] : [];
}
function findMatches(characters, pattern) {
  const matches = [];
  let last = 0;
  for (let from = 0; from <= characters.length; ) {
    const match = findMatch(characters, pattern, from);
    if (!match) break;
    if (match.end > last || match.start === 0) matches.push(match);
    last = match.end;
    from = Math.max(match.end, from + 1);
  }
  return matches;
}
function findMatch(characters, pattern, from) {
  for (let start = from; start <= characters.length; start++) {
    const end2 = endsOf(characters, pattern, start).lastIndexOf(1);
    if (end2 >= 0) return { start, end: end2 };
  }
  return void 0;
}
function isWithinReach(characters, pattern, starts = 1) {
  if (pattern === null) return false;
  if (characters.includes("\n")) return false;
  return (characters.length + 1) * (pattern.length + 1) * (starts + 1) <= MAX_COMPARISONS;
}
function endsOf(characters, pattern, start) {
  let ends = new Uint8Array(characters.length + 1);
  ends[start] = 1;
  for (const place3 of pattern) ends = endsAfter(place3, ends, characters);
  return ends;
}
function endsAfter({ kind, character }, before, characters) {
  const after = new Uint8Array(before.length);
  const first = before.indexOf(1);
  if (first < 0) return after;
  if (kind === "many") return after.fill(1, first);
  for (let at = first; at < characters.length; at++)
    if (before[at] === 1 && (kind === "any" || character === characters[at])) after[at + 1] = 1;
  return after;
}
// src/dockerfile/variable-modifiers.ts
var Unreadable = class extends Error {
};
function isPatternModifier({ operator }) {
  return operator === "#" || operator === "%";
}
function isReadable(modifier) {
  if (modifier.takesEmptyForUnset) return !isPatternModifier(modifier);
  return ["+", "-", "?", "#", "%"].includes(modifier.operator);
}
function applyModifier(modifier, value, word) {
  const { operator, takesEmptyForUnset } = modifier;
  if (isPatternModifier(modifier)) return trim2(value ?? "", operator === "#" ? "start" : "end", word);
  return modify(operator, takesEmptyForUnset && value === "" ? void 0 : value, word);
}
function modify(operator, value, word) {
  if (operator === "-") return value ?? word;
  if (operator === "+") return value === void 0 ? "" : word;
  if (operator === "?" && value !== void 0) return value;
  throw new Unreadable();
}
function trim2(value, end2, word) {
  const mark = end2 === "start" ? "#" : "%";
  const isLongest = word.startsWith(mark);
  const match = cutMatch(value, readPattern(isLongest ? word.slice(1) : word), { end: end2, isLongest });
  return known(match);
}
function known(value) {
  if (value === null) throw new Unreadable();
  return value;
}
var MAX_VALUE = 1024 * 1024;
function bounded(text4) {
  if (text4.length > MAX_VALUE) throw new Unreadable();
  return text4;
}
// src/dockerfile/lexer.ts
var MAX_DEPTH3 = 100;
function lexWord(text4, lookup, options = {}) {
  return lex(text4, lookup, options)?.whole ?? null;
}
function lexWords(text4, lookup, options = {}) {
  return lex(text4, lookup, options)?.words ?? null;
}
function lex(text4, lookup, options) {
  try {
    return new Lexer(text4, lookup, options).readUntil("", options.keepsEscapes ?? false);
  } catch (error2) {
    if (error2 instanceof Unreadable) return null;
    throw error2;
  }
}
var Lexer = class {
  #characters;
  #lookup;
  #options;
  #at;
  #depth = 0;
  #keepsEscapes = false;
  /**
   * The word that is being read. It is one for all depths, as it is BuildKit's: what stands in a word before a variable with a
   * modifier belongs to no word. So `<<EOF${X:-}` begins no heredoc.
   */
  #word = "";
  constructor(text4, lookup, options) {
    this.#characters = Array.from(text4);
    this.#lookup = lookup;
    this.#options = options;
    this.#at = this.#characters[0] === "\uFEFF" ? 1 : 0;
  }
  /** Up to a character, which is read as well; an empty one means the end. */
  readUntil(stop, keepsEscapes) {
    this.#enter();
    const before = this.#keepsEscapes;
    this.#keepsEscapes = keepsEscapes;
    this.#word = "";
    const words = new LexedWords(
      () => this.#word,
      (word) => this.#word = word
    );
    let whole2 = "";
    for (; ; ) {
      const character = this.#peek();
      if (character === void 0 || stop !== "" && character === stop) break;
      whole2 = bounded(whole2 + this.#readPart(character, words));
    }
    if (stop !== "" && this.#next() === void 0) throw new Unreadable();
    this.#keepsEscapes = before;
    this.#depth--;
    return { whole: whole2, words: words.end() };
  }
  #enter() {
    if (++this.#depth <= MAX_DEPTH3) return;
    throw new import_shared_4.GateError(
      "bad-input",
      `the Dockerfile has more than ${MAX_DEPTH3} variables within one another`,
      {
        hint: "Give a part of them a name of its own with `ARG`."
      }
    );
  }
  #readPart(character, words) {
    if (character === "$") return words.add(this.#readVariable());
    if (character === "<") return words.addRaw(this.#readAngles());
    if (character === "'") return words.addRaw(this.#readSingleQuotes());
    if (character === '"') return words.addRaw(this.#readDoubleQuotes());
    this.#at++;
    return character === this.#escape ? this.#readEscaped(words) : words.add(character);
  }
  #readEscaped(words) {
    const mark = this.#keepsEscapes ? words.addRaw(this.#escape) : "";
    const character = this.#next();
    return character === void 0 ? mark : mark + words.addRaw(character);
  }
  get #escape() {
    return this.#options.escape ?? "\\";
  }
  #peek() {
    return this.#characters[this.#at];
  }
  #next() {
    return this.#characters[this.#at++];
  }
  /** `<<` and the blanks behind it, which belong to the word. */
  #readAngles() {
    this.#at++;
    if (this.#peek() !== "<") return "<";
    this.#at++;
    return `<<${this.#readWhile((character) => "	\r ".includes(character))}`;
  }
  #readWhile(accepts) {
    let read2 = "";
    for (let character = this.#peek(); character !== void 0 && accepts(character); character = this.#peek()) {
      read2 += character;
      this.#at++;
    }
    return read2;
  }
  #readSingleQuotes() {
    this.#at++;
    const inside = this.#readWhile((character) => character !== "'");
    return this.#inQuotes("'", inside);
  }
  #inQuotes(quote, inside) {
    if (this.#next() === void 0) throw new Unreadable();
    return this.#options.keepsQuotes === true ? quote + inside + quote : inside;
  }
  #readDoubleQuotes() {
    this.#at++;
    let inside = "";
    for (let next = this.#peek(); next !== void 0 && next !== '"'; next = this.#peek())
      inside = bounded(inside + (next === "$" ? this.#readVariable() : this.#readQuoted()));
    return this.#inQuotes('"', inside);
  }
  /** Only a quote, a dollar and the escape character itself can be escaped in double quotes. */
  #readQuoted() {
    const character = this.#next() ?? "";
    if (character !== this.#escape) return character;
    const mark = this.#keepsEscapes ? character : "";
    const escaped = this.#peek();
    if (escaped === void 0) return mark;
    if (escaped !== '"' && escaped !== "$" && escaped !== this.#escape) return mark + character;
    this.#at++;
    return mark + escaped;
  }
  #readVariable() {
    this.#at++;
    if (this.#peek() !== "{") {
      const name2 = this.#readName();
      return name2 === "" ? "$" : this.#valueOr(name2, () => `$${name2}`);
    }
    this.#at++;
    if ([void 0, "{", "}", ":"].includes(this.#peek())) throw new Unreadable();
    const name = this.#readName();
    const operator = this.#next() ?? "";
    if (operator === "}") return this.#valueOr(name, () => `\${${name}}`);
    return operator === "/" ? this.#readReplacement(name) : this.#readModifier(name, operator);
  }
  #readName() {
    const first = this.#peek() ?? "";
    if (new RegExp("^\\p{Nd}$", "u").test(first)) return this.#readWhile((character) => new RegExp("^\\p{Nd}$", "u").test(character));
    if (first !== "" && "@*#?-$!".includes(first)) return this.#next() ?? "";
    return this.#readWhile((character) => /^[\p{L}\p{Nd}_]$/u.test(character));
  }
  #valueOf(name) {
    const value = this.#lookup(name);
    if (value === null) throw new Unreadable();
    return value;
  }
  #valueOr(name, unset) {
    return this.#valueOf(name) ?? (this.#options.keepsUnset === true ? unset() : "");
  }
  #readModifier(name, first) {
    const takesEmptyForUnset = first === ":";
    const modifier = { operator: takesEmptyForUnset ? this.#next() ?? "" : first, takesEmptyForUnset };
    if (!isReadable(modifier)) throw new Unreadable();
    const word = this.readUntil("}", isPatternModifier(modifier)).whole;
    const value = this.#valueOf(name);
    if (value === void 0 && this.#options.keepsUnset === true)
      return `\${${name}${takesEmptyForUnset ? ":" : ""}${modifier.operator}${word}}`;
    return applyModifier(modifier, value, word);
  }
  #readReplacement(name) {
    const isForAll = this.#peek() === "/";
    if (isForAll) this.#at++;
    const pattern = this.readUntil("/", true).whole;
    const replacement = this.readUntil("}", true).whole;
    const value = this.#valueOf(name);
    if (value === void 0 && this.#options.keepsUnset === true)
      return `\${${name}/${pattern}/${replacement}}`;
    return known(replaceMatches(value ?? "", readPattern(pattern), { replacement, isForAll }));
  }
};
// src/dockerfile/heredoc.ts
var MARK = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/;
var nothingIsSet = () => void 0;
function heredocsOf(line) {
  if (!line.includes("<<")) return [];
  const options = { keepsQuotes: true, keepsEscapes: true, keepsUnset: true };
  const found = [];
  for (const word of lexWords(line, nothingIsSet, options) ?? []) {
    const heredoc = toHeredoc(word);
    if (heredoc === null) return null;
    if (heredoc) found.push(heredoc);
  }
  return found;
}
function toHeredoc(word) {
  const [, dash, marker = ""] = MARK.exec(word) ?? [];
  if (marker === "") return void 0;
  const name = readName(marker);
  return typeof name === "string" ? { name, isChomped: dash === "-" } : name;
}
function readName(marker) {
  const words = lexWords(marker, nothingIsSet, { keepsUnset: true });
  const quoted2 = lexWords(marker, nothingIsSet, { keepsUnset: true, keepsQuotes: true });
  if (words === null) return null;
  if (words.length !== 1) return void 0;
  return quoted2?.length === 1 ? words[0] : null;
}
function isEndOf({ name, isChomped }, line) {
  return (isChomped ? line.replace(/^\t+/, "") : line) === name;
}
// src/dockerfile/instruction-text.ts
var MAX_TEXT = 1e3;
function foldSpace(text4) {
  return text4.replace(/\s+/g, " ").trim();
}
function toReferenceText(text4) {
  const folded = foldSpace(text4);
  return folded.length <= MAX_TEXT ? folded : `${folded.slice(0, MAX_TEXT - 1)}\u2026`;
}
function splitFlags(text4, escape = "\\") {
  if (!trimSpace(text4).startsWith("--")) return { flags: [], rest: trimSpace(text4) };
  const bytes = Buffer.from(text4).toString("latin1");
  const flags = [];
  let at = skipSpace(bytes, 0);
  while (bytes.startsWith("--", at)) {
    const { word, end: end2 } = readFlag(bytes, at, escape);
    at = end2;
    if (word === "--") break;
    flags.push(word);
    at = skipSpace(bytes, at);
  }
  return { flags, rest: trimSpace(Buffer.from(bytes.slice(at), "latin1").toString()) };
}
function skipSpace(text4, from) {
  let at = from;
  while (at < text4.length && isSpace(text4.charAt(at))) at++;
  return at;
}
function readFlag(text4, start, escape) {
  let [word, quote] = ["", ""];
  let at = start;
  for (; at < text4.length; at++) {
    let character = text4.charAt(at);
    if (quote === "" && isSpace(character)) break;
    if (quote === "" ? isQuote(character) : character === quote) {
      quote = quote === "" ? character : "";
      continue;
    }
    if (character === escape) character = text4.charAt(++at);
    word += character;
  }
  return { word, end: at };
}
function isQuote(character) {
  return character === '"' || character === "'";
}
function splitAssignments(text4, escape = "\\") {
  const characters = Array.from(text4);
  const words = [];
  for (let at = 0; at < characters.length; ) {
    const { word, end: end2 } = readAssignment(characters, at, escape);
    if (word !== "") words.push(word);
    at = end2 + 1;
  }
  return words;
}
function readAssignment(characters, start, escape) {
  let [word, quote] = ["", ""];
  let at = start;
  for (; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (quote === "" && isSpace(character)) break;
    if (character !== escape || quote === "'") {
      word += character;
      quote = quoteAfter(quote, character);
      continue;
    }
    const escaped = characters[++at];
    if (escaped !== void 0) word += character + escaped;
  }
  return { word, end: at };
}
function quoteAfter(quote, character) {
  if (quote === "") return isQuote(character) ? character : "";
  return character === quote ? "" : quote;
}
function parseArray(text4) {
  if (!text4.startsWith("[")) return void 0;
  try {
    const value = JSON.parse(text4);
    return Array.isArray(value) ? value : void 0;
  } catch {
    return void 0;
  }
}
function parseExecForm(text4) {
  const items = parseArray(text4);
  return items?.every((item) => typeof item === "string") ? items : void 0;
}
function splitPaths(rest) {
  return parseExecForm(rest) ?? splitBlanks(rest);
}
function unquote(word, escape = "\\") {
  return lexWord(word, () => void 0, { escape, keepsUnset: true }) ?? word;
}
// src/dockerfile/nearest-name.ts
var MAX_NAME2 = 64;
function nearestName(name, known2) {
  const wanted = name.slice(0, MAX_NAME2).toLowerCase();
  let best;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known2) {
    const distance = editDistance(wanted, candidate.slice(0, MAX_NAME2).toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
function editDistance(left, right) {
  let row = Array.from({ length: right.length + 1 }, (_, index2) => index2);
  for (let i = 0; i < left.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < right.length; j++) {
      const substitution = (row[j] ?? 0) + (left[i] === right[j] ? 0 : 1);
      next.push(Math.min(substitution, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
// src/dockerfile/directives.ts
var NAMES2 = ["syntax", "escape", "check"];
function readDirective(line, mark = "#") {
  if (!line.startsWith(mark)) return void 0;
  const [, name = "", value = ""] = DIRECTIVE.exec(line.slice(mark.length)) ?? [];
  const known2 = NAMES2.find((one2) => one2 === name.toLowerCase());
  return known2 === void 0 || value === "" ? void 0 : { name: known2, value: trimAscii(value) };
}
var DIRECTIVE = /^[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=([^\n]*)$/;
var ASCII_SPACES = "	\n\f\r ";
function trimAscii(text4) {
  let [start, end2] = [0, text4.length];
  while (start < end2 && ASCII_SPACES.includes(text4.charAt(start))) start++;
  while (end2 > start && ASCII_SPACES.includes(text4.charAt(end2 - 1))) end2--;
  return text4.slice(start, end2) || text4.slice(-1);
}
function frontendOf(text4) {
  const whole2 = text4.replace(/^\uFEFF/, "").replace(/^#![^\n]*(\n|$)/, "");
  const value = syntaxIn(whole2, "#") ?? syntaxIn(whole2, "//") ?? syntaxInJSON(whole2);
  return value?.split(" ", 1)[0];
}
function syntaxIn(text4, mark) {
  const seen = /* @__PURE__ */ new Set();
  for (const line of text4.split("\n")) {
    const directive = readDirective(trimLineEnd(line), mark);
    if (!directive || seen.has(directive.name)) return void 0;
    if (directive.name === "syntax") return directive.value;
    seen.add(directive.name);
  }
  return void 0;
}
function syntaxInJSON(text4) {
  if (!text4.trimStart().startsWith("{")) return void 0;
  try {
    const value = JSON.parse(text4).syntax;
    return typeof value === "string" ? value : void 0;
  } catch {
    return void 0;
  }
}
// src/dockerfile/logical-lines.ts
var MAX_LINE_BYTES = 64 * 1024;
function readLines(text4, path4) {
  return new Reader(text4, path4).readAll();
}
var Reader = class {
  #lines;
  #path;
  #seen = /* @__PURE__ */ new Set();
  #at = 0;
  #escape = "\\";
  #mayBeDirective = true;
  constructor(text4, path4) {
    const lines = text4.replace(/^\uFEFF/, "").split("\n");
    this.#lines = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
    this.#path = path4;
  }
  readAll() {
    this.#checkLengths();
    const instructions = [];
    while (this.#at < this.#lines.length) {
      const start = this.#at;
      const line = this.#readLogicalLine();
      if (line !== void 0) instructions.push(this.#toInstruction(line, start));
    }
    return { instructions, escape: this.#escape };
  }
  #checkLengths() {
    const long = this.#lines.findIndex(
      (line) => line.length >= MAX_LINE_BYTES / 3 && Buffer.byteLength(line) >= MAX_LINE_BYTES
    );
    if (long >= 0)
      this.#fail(long, `has ${MAX_LINE_BYTES} bytes or more`, "Break the line with a `\\` at its end.");
  }
  #fail(index2, mistake2, hint) {
    throw new import_shared_4.GateError("bad-input", `\`${this.#path}\` line ${index2 + 1} ${mistake2}`, { hint });
  }
  /** One line with those that continue it; undefined for a comment or an empty one. */
  #readLogicalLine() {
    const first = this.#readLine(true);
    if (first === "") return void 0;
    let { text: text4, isContinued } = this.#cutContinuation(first);
    while (isContinued && this.#at < this.#lines.length) {
      const line = this.#readLine(false);
      if (trimSpaceStart(line) === "") continue;
      const next = this.#cutContinuation(line);
      text4 += next.text;
      ({ isContinued } = next);
    }
    return text4;
  }
  /** The next line without its end; of a comment nothing is left. */
  #readLine(isFirst) {
    const index2 = this.#at++;
    const whole2 = trimLineEnd(this.#lines[index2] ?? "");
    const line = isFirst ? trimSpaceStart(whole2) : whole2;
    if (this.#mayBeDirective) this.#readDirective(line, index2);
    return trimSpaceStart(line).startsWith("#") ? "" : line;
  }
  #readDirective(line, index2) {
    const directive = readDirective(line);
    this.#mayBeDirective = directive !== void 0;
    if (!directive) return;
    if (this.#seen.has(directive.name))
      this.#fail(index2, `has a second \`${directive.name}\` directive`, "Remove one of them.");
    this.#seen.add(directive.name);
    if (directive.name !== "escape") return;
    if (directive.value !== "\\" && directive.value !== "`")
      this.#fail(
        index2,
        "has an `escape` directive that is neither `\\` nor a back-tick",
        "Correct the directive."
      );
    this.#escape = directive.value;
  }
  /** The escape character at the end of a line, blanks after it, continues the line, unless another stands before it. */
  #cutContinuation(line) {
    let end2 = line.length;
    while (end2 > 0 && " 	".includes(line.charAt(end2 - 1))) end2--;
    const isContinued = line.charAt(end2 - 1) === this.#escape && line.charAt(end2 - 2) !== this.#escape;
    return isContinued ? { text: line.slice(0, end2 - 1), isContinued } : { text: line, isContinued };
  }
  #toInstruction(line, start) {
    const command = readCommand(line, this.#escape);
    const heredocs = canHaveHeredoc(command, this.#escape) ? heredocsOf(line) : [];
    if (heredocs === null) {
      this.#fail(start, "has a heredoc whose end marker cannot be read", "Use a plain word such as `EOF`.");
    }
    const below = this.#at;
    for (const heredoc2 of heredocs) this.#skipHeredoc(heredoc2, start);
    const heredoc = this.#lines.slice(below, this.#at).join("\n");
    return {
      keyword: command.keyword,
      line: start + 1,
      endLine: this.#at,
      source: { ...command.source, heredoc: trimLineEnd(heredoc), heredocs }
    };
  }
  #skipHeredoc(heredoc, start) {
    while (this.#at < this.#lines.length) {
      if (isEndOf(heredoc, trimLineEnd(this.#lines[this.#at++] ?? ""))) return;
    }
    const name = heredoc.name.slice(0, 100);
    this.#fail(start, `starts a heredoc \`${name}\` that does not end`, `Add a line \`${name}\` to end it.`);
  }
};
function readCommand(line, escape) {
  const [word, command = ""] = cutAtBlanks(trimSpace(line));
  return {
    keyword: toLower(word).replace(/[a-z]/g, (letter) => letter.toUpperCase()),
    source: { command: trimSpace(command), ...splitFlags(command, escape) }
  };
}
var WITH_HEREDOC = ["ADD", "COPY", "RUN"];
function canHaveHeredoc({ keyword, source }, escape) {
  const own2 = keyword === "ONBUILD" ? readCommand(source.rest, escape) : { keyword, source };
  return WITH_HEREDOC.includes(own2.keyword) && parseExecForm(own2.source.rest) === void 0;
}
// src/dockerfile/syntax.ts
var KEYWORDS = [
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "FROM",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "ONBUILD",
  "RUN",
  "SHELL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR"
];
var MAY_BE_EMPTY = ["CMD", "ENTRYPOINT", "RUN"];
function checkInstruction(read2, place3) {
  const fail = (mistake2, hint) => {
    throw new import_shared_4.GateError("bad-input", `\`${place3.path}\` line ${read2.line} ${mistake2}`, { hint });
  };
  const keyword = read2.keyword.slice(0, 40);
  if (!place3.hasOwnKeywords) checkKeyword(keyword, fail);
  if (!place3.isInStage && !["FROM", "ARG"].includes(keyword)) {
    fail(`has \`${keyword}\` before the first \`FROM\``, "Put it below a `FROM`.");
  }
  if (read2.source.rest === "" && !MAY_BE_EMPTY.includes(keyword)) {
    fail(`has \`${keyword}\` without an argument`, "Complete the instruction.");
  }
  if (keyword === "FROM") checkFrom(read2, fail);
  if (!place3.hasOwnKeywords) checkArguments(read2, { escape: place3.escape, fail });
}
function checkKeyword(keyword, fail) {
  if (KEYWORDS.some((known2) => known2 === keyword)) return;
  const nearest = nearestName(keyword, KEYWORDS);
  const hint = nearest === void 0 ? "Correct the instruction." : `Did you mean \`${nearest}\`?`;
  const name = /^[A-Z]{1,20}$/i.test(keyword) ? ` \`${keyword}\`` : "";
  fail(`has an unknown instruction${name}`, hint);
}
function checkFrom({ source: { rest } }, fail) {
  const words = splitBlanks(rest);
  const isNamed3 = words.length === 3 && /^as$/iu.test(words[1] ?? "");
  if (words.length !== 1 && !isNamed3) {
    fail(
      `has a \`FROM\` that is neither \`FROM image\` nor \`FROM image AS name\``,
      "Correct the `FROM` line."
    );
  }
  if (isNamed3 && !/^[a-z][a-z0-9._-]*$/.test(toLower(words[2] ?? ""))) {
    fail(
      "has a stage name that is none",
      "Begin it with a letter; letters, digits, `_`, `.` and `-` may follow."
    );
  }
}
var isJSON = ({ rest }, { fail }) => {
  if (parseArray(rest)?.some((item) => typeof item !== "string") === true)
    fail("has a JSON array with other things than strings in it", "Put each item in double quotes.");
};
var arePaths = (source, { escape, fail }) => {
  isJSON(source, { escape, fail });
  const words = splitPaths(source.rest);
  if (words.length < 2) fail("has no destination", "Name a source and a destination.");
  if (toHeredoc(words.at(-1) ?? "")) fail("has a heredoc as destination", "Name a path as destination.");
};
var areAssignments = (source, { escape, fail }) => {
  haveValues(source, { escape, fail });
  const words = splitAssignments(source.rest, escape);
  const isBlank2 = words[0]?.includes("=") === true && words.some((word) => word.startsWith("="));
  if (words.length === 0 || isBlank2) fail("has a value without a name", "Write `NAME=value`.");
};
var haveValues = ({ rest }, { escape, fail }) => {
  const words = splitAssignments(rest, escape);
  const isOldForm = words[0]?.includes("=") === false;
  if (isOldForm ? cutAtBlanks(rest)[1] === void 0 : !words.every((word) => word.includes("=")))
    fail("has a variable without a value", "Write `NAME=value`.");
};
var areArguments = ({ rest }, { escape, fail }) => {
  const words = splitAssignments(rest, escape);
  if (words.length === 0 || words.some((word) => word.startsWith("=")))
    fail("has an argument without a name", "Write `NAME` or `NAME=value`.");
};
var isShell2 = (source, { escape, fail }) => {
  isJSON(source, { escape, fail });
  if ((parseArray(source.rest) ?? []).length === 0)
    fail("has no JSON array", 'Write `SHELL ["/bin/sh", "-c"]`.');
};
var areVolumes = (source, { escape, fail }) => {
  isJSON(source, { escape, fail });
  const words = splitPaths(source.rest);
  if (words.length === 0 || words.some((word) => trimSpace(word) === ""))
    fail("has a volume without a name", "Name a path.");
};
var isHealthcheck = ({ rest }, { escape, fail }) => {
  const [, type = "", command = ""] = /^(\S*)\s*([^]*)$/.exec(rest) ?? [];
  isJSON({ rest: command }, { escape, fail });
  const hasCommand = command !== "" && parseArray(command)?.length !== 0;
  if (type.toUpperCase() !== (hasCommand ? "CMD" : "NONE"))
    fail("is neither `HEALTHCHECK NONE` nor `HEALTHCHECK CMD command`", "Correct the instruction.");
};
var CHECKS = {
  ADD: arePaths,
  ARG: areArguments,
  CMD: isJSON,
  COPY: arePaths,
  ENTRYPOINT: isJSON,
  ENV: areAssignments,
  HEALTHCHECK: isHealthcheck,
  LABEL: areAssignments,
  RUN: isJSON,
  SHELL: isShell2,
  VOLUME: areVolumes
};
var isTrigger = ({ rest }, { escape, fail }) => {
  const { keyword, source } = readCommand(rest, escape);
  if (["FROM", "MAINTAINER", "ONBUILD"].includes(keyword))
    fail("has a trigger that is not allowed", "Name an instruction that a stage can run.");
  const check3 = CHECKS[keyword];
  if (check3 === areAssignments) haveValues(source, { escape, fail });
  else if (check3 && check3 !== areArguments) isJSON(source, { escape, fail });
};
function checkArguments({ keyword, source }, context) {
  const check3 = keyword === "ONBUILD" ? isTrigger : CHECKS[keyword];
  check3?.(source, context);
}
// src/dockerfile/history.ts
function isWrittenBy(entry, own2) {
  const recorded = toRecorded(entry);
  if (recorded.keyword !== own2.ref.keyword) return false;
  if (recorded.keyword === "RUN") return isRunOf(recorded.text, own2);
  if (recorded.keyword === "COPY" || recorded.keyword === "ADD") return isCopyOf(recorded, own2);
  return true;
}
function isFiller(entry) {
  return entry.comment === "buildkit.exporter.image.v0";
}
function toRecorded(entry) {
  const text4 = foldSpace(entry.createdBy ?? "").replace(/ # buildkit$/, "");
  const classic = /#\(nop\) ([A-Z]+) ?(.*)$/.exec(text4);
  if (classic) return { keyword: classic[1] ?? "", text: classic[2] ?? "", isClassic: true };
  const word = /^[A-Z]+(?= |$)/.exec(text4)?.[0] ?? "";
  if (KEYWORDS.some((keyword) => keyword === word)) {
    return { keyword: word, text: text4.slice(word.length + 1), isClassic: false };
  }
  return { keyword: "RUN", text: text4, isClassic: true };
}
var BEFORE_SHELL_FORM = /^$| [-/][^ ]*$/;
var BEFORE_EXEC_FORM = /^( \||$)/;
function isRunOf(recorded, own2) {
  const { rest: command, heredocs } = own2.source;
  const exec2 = heredocs.length === 0 ? parseExecForm(command) : void 0;
  const isAfter = (before, text4) => text4 !== "" && ` ${recorded}`.endsWith(` ${text4}`) && before.test(` ${recorded}`.slice(0, -text4.length).trimEnd());
  if (exec2 && isAfter(BEFORE_EXEC_FORM, foldSpace(exec2.join(" ")))) return true;
  return shellTexts(own2.source).some((text4) => isAfter(BEFORE_SHELL_FORM, text4));
}
function shellTexts({ rest, heredoc, heredocs }) {
  const [first] = heredocs;
  if (!first) return [foldSpace(rest)];
  if (!toHeredoc(rest)) return [foldSpace(`${rest}
${heredoc}`)];
  return [foldSpace(heredoc.split("\n").slice(0, -1).join("\n")), `/dev/pipes/${first.name}`];
}
function isCopyOf(recorded, own2) {
  const words = splitPaths(own2.source.rest).map((word) => toRecordedWord(word));
  const destination = words.at(-1) ?? "";
  const expected = recorded.isClassic ? absoluteTail(destination) : words.join(" ");
  return occursInOrder(recorded.text, expected);
}
function toRecordedWord(word) {
  const heredoc = toHeredoc(word);
  return heredoc ? `<<${heredoc.name}` : unquote(word);
}
function absoluteTail(destination) {
  return destination.startsWith("/") ? `in ${destination.replace(/\/+$/, "")}` : "";
}
function occursInOrder(text4, expected) {
  const pieces = foldSpace(expected).split(/\$\{[^}]*\}|\$\w+/);
  const last = pieces.pop() ?? "";
  let from = 0;
  for (const piece of pieces) {
    const at = text4.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text4.slice(from).replace(/(?<=.)\/+$/, "").endsWith(last.replace(/(?<=.)\/+$/, ""));
}
// src/dockerfile/attribute.ts
function attributeLayers(evidence) {
  const { config: config3, finalStage: finalStage2 } = evidence;
  const alignment = alignHistory(config3, finalStage2);
  const baseCount = countBaseLayers(evidence, alignment);
  const from = finalStage2?.from ?? null;
  const ownStart = config3.diffIDs.length - (alignment.kind === "aligned" ? alignment.layers.length : 0);
  return config3.diffIDs.map((_, ordinal) => {
    if (baseCount !== null && ordinal < baseCount) return { kind: "base-image", from };
    const told = alignment.kind === "unknown" ? alignment : fromHistory(ordinal - ownStart, alignment.layers);
    return preferRecord(told ?? betweenBaseAndOwn(finalStage2, baseCount), evidence, ordinal);
  });
}
function fromHistory(index2, layers) {
  const instruction = layers[index2];
  return instruction && { kind: "instruction", instruction };
}
function preferRecord(told, evidence, ordinal) {
  const record4 = evidence.recorded?.[ordinal];
  if (!record4) return told;
  const { finalStage: finalStage2 } = evidence;
  if (record4.kind === "step") return madeByStep(told, record4.lines, finalStage2);
  return told.kind === "unknown" ? { kind: "base-image", from: finalStage2?.from ?? null } : told;
}
function madeByStep(told, lines, finalStage2) {
  if (!finalStage2) return told;
  const made = new Set(lines);
  const instruction = finalStage2.instructions.find((own2) => isMadeBy(made, own2));
  if (instruction) return { kind: "instruction", instruction };
  if (told.kind === "instruction") return told;
  const from = finalStage2.chain.map((stage) => stage.from).find((ref) => made.has(ref.line));
  const runner = from ?? (told.kind === "base-image" ? finalStage2.from : void 0);
  return runner ? { kind: "instruction", instruction: runner } : told;
}
var MAKE_LAYERS = ["RUN", "COPY", "ADD", "WORKDIR"];
function isMadeBy(made, { line, endLine: endLine2, keyword }) {
  if (!MAKE_LAYERS.includes(keyword)) return false;
  for (let at = line; at <= endLine2; at++) if (made.has(at)) return true;
  return false;
}
function betweenBaseAndOwn(finalStage2, baseCount) {
  if (!finalStage2 || finalStage2.baseName === "scratch") {
    return { kind: "unknown", reason: "the history has more layers than the Dockerfile has instructions" };
  }
  if (baseCount !== null) return { kind: "instruction", instruction: finalStage2.from };
  return finalStage2.doubt === null ? { kind: "base-image", from: finalStage2.from } : { kind: "unknown", reason: finalStage2.doubt };
}
function countBaseLayers(evidence, alignment) {
  const { diffIDs } = evidence.config;
  if (evidence.finalStage?.baseName === "scratch") return 0;
  const base = evidence.baseDiffIDs;
  if (!base?.every((diffID, ordinal) => diffID === diffIDs[ordinal])) return null;
  return base.length === diffIDs.length && hasLayers(alignment) ? null : base.length;
}
function hasLayers(alignment) {
  return alignment.kind === "aligned" && alignment.layers.length > 0;
}
function alignHistory(config3, finalStage2) {
  if (!finalStage2) return { kind: "unknown", reason: "no Dockerfile was given" };
  const last = config3.history.findLastIndex((entry) => !isFiller(entry));
  if (last < 0 && finalStage2.ownInstructions.some(({ isOptional }) => !isOptional)) {
    return { kind: "unknown", reason: "the image has no history" };
  }
  const aligned = alignFromEnd(config3.history.slice(0, last + 1), finalStage2);
  if (aligned.kind === "unknown" || aligned.layers.length <= config3.diffIDs.length) return aligned;
  return {
    kind: "unknown",
    reason: `the history names ${aligned.layers.length} layers, but the image has ${config3.diffIDs.length}`
  };
}
function alignFromEnd(history, finalStage2) {
  const layers = [];
  let index2 = history.length - 1;
  for (const own2 of finalStage2.ownInstructions.toReversed()) {
    const entry = history[index2];
    if (entry && isWrittenBy(entry, own2)) {
      if (!entry.emptyLayer) layers.push(own2.ref);
      index2--;
    } else if (!own2.isOptional) {
      const { dockerfile, line, keyword } = own2.ref;
      return {
        kind: "unknown",
        reason: `the image's history does not have ${keyword} of ${dockerfile}:${line} in its place`
      };
    }
  }
  return { kind: "aligned", layers: layers.reverse() };
}
// src/dockerfile/dockerfile.ts
function stageLabel(stage) {
  return stage.name ?? String(stage.ordinal);
}
// src/dockerfile/recipe.ts
function recipeOf({ leadingComments, globalArgs }, instructions) {
  return {
    head: [...leadingComments, "", ...globalArgs],
    steps: instructions.map(({ ref, source }) => ({ ref, source }))
  };
}
function stepOf2({ steps }, instruction) {
  return steps.findIndex(({ ref }) => ref.line === instruction.line && ref.text === instruction.text);
}
function isSameUpTo(one2, other, step) {
  const isSameHead = one2.head.join("\n") === other.head.join("\n");
  return isSameHead && one2.steps.slice(0, step + 1).every((own2, at) => isSameStep(own2, other.steps[at]));
}
function isSameStep({ ref, source }, other) {
  return ref.keyword === other?.ref.keyword && source.command === other.source.command && source.heredoc === other.source.heredoc;
}
var WITHOUT_FILES = /* @__PURE__ */ new Set(["tmpfs", "secret", "ssh"]);
function mountsFiles({ source }) {
  return source.flags.some(
    (flag) => flag.toLowerCase().startsWith("--mount") && !WITHOUT_FILES.has(typeOfMount(flag))
  );
}
function typeOfMount(flag) {
  const value = /^--mount=(?:type=(\w+)|[\w.-]+=[\w./:@-]*)(?:,[\w.-]+(?:=[\w./:@-]*)?)*$/.exec(flag);
  const types = value === null ? [] : [...flag.matchAll(/[=,]type=(\w+)/g)];
  return types.length === 1 ? types[0]?.[1] ?? "bind" : "bind";
}
// src/dockerfile/doubt.ts
var KNOWN_FRONTEND = /^((index\.)?docker\.io\/)?docker\/dockerfile(-upstream)?(:(1|latest|labs|1-labs|1\.([4-9]|[1-9]\d)(\.\d+)?(-labs)?))?$/;
function doubtOfBase({ path: path4, stages }, { base, from, ordinal }) {
  const start = (/^[^$"'\\`]*/.exec(base)?.[0] ?? "").toLowerCase();
  const mayBeStage = stages.slice(0, ordinal).some(({ name }) => name?.toLowerCase().startsWith(start) === true);
  return mayBeStage ? `what ${path4}:${from.line} starts from may be a stage, which only the builder knows, and nothing else tells the base image's layers` : null;
}
function doubtOf(dockerfile, buildArgs) {
  const given2 = buildArgs.find((arg) => arg.startsWith("BUILDKIT_SYNTAX="))?.slice("BUILDKIT_SYNTAX=".length);
  const frontend = given2?.trim().split(" ", 1)[0] ?? dockerfile.frontend;
  if (frontend !== null && !KNOWN_FRONTEND.test(frontend))
    return `\`${dockerfile.path}\` is read by a frontend of its own, and nothing else tells the base image's layers`;
  const strange = dockerfile.stages.flatMap(({ instructions }) => instructions).find((own2) => !hasPlainHeredocs(own2));
  if (strange)
    return `${dockerfile.path}:${strange.ref.line} has a heredoc that builders read differently, and nothing else tells the base image's layers`;
  return null;
}
var WITH_HEREDOC2 = ["ADD", "COPY", "ONBUILD", "RUN"];
var PLAIN = /^\d*<<-?(?:[A-Za-z_][\w.-]*|"[A-Za-z_][\w.-]*"|'[A-Za-z_][\w.-]*')$/;
var NONE2 = /^\d*[^\d<]/;
function hasPlainHeredocs({ ref, source }) {
  if (!WITH_HEREDOC2.includes(ref.keyword) || !source.command.includes("<<")) return true;
  const words = source.command.split(/\s+/).filter((word) => word.includes("<<"));
  const plain2 = words.filter((word) => PLAIN.test(word));
  return plain2.length === source.heredocs.length && words.every((word) => PLAIN.test(word) || NONE2.test(word));
}
// src/dockerfile/global-arguments.ts
function fromName(dockerfile, stage, options) {
  const values = globalValues(dockerfile, options);
  const name = lexWord(stage.base, (key) => values.get(key), { escape: dockerfile.escape });
  return name !== null && NAMES_SOMETHING.test(name) ? name : null;
}
var NAMES_SOMETHING = /^[\w[]\S*$(?<=\w)/;
function globalValues(dockerfile, options) {
  const given2 = new Map(options.buildArgs.filter((arg) => arg.includes("=")).map(splitAssignment));
  const values = new Map([
    ...predefined(dockerfile, options),
    ...[...given2].filter(([name]) => isPredefined(name))
  ]);
  const lookup = (name) => values.get(name);
  for (const word of dockerfile.globalArgs) {
    const [name, fallback] = splitAssignment(word);
    const value = given2.get(name);
    if (value !== void 0) values.set(name, value);
    else if (word.includes("=")) values.set(name, lexWord(fallback, lookup, { escape: dockerfile.escape }));
  }
  return values;
}
var PARTS = ["PLATFORM", "OS", "OSVERSION", "ARCH", "VARIANT"];
function isPredefined(name) {
  return name === "TARGETSTAGE" || PARTS.some((part) => name === `TARGET${part}` || name === `BUILD${part}`);
}
function predefined({ stages }, { platform: platform2, target }) {
  const unknown2 = PARTS.flatMap(
    (part) => [`BUILD${part}`, `TARGET${part}`].map((name) => [name, null])
  );
  const stage = target === void 0 || target === "" ? (stages.at(-1)?.name ?? "").toLowerCase() : target;
  return [
    ...unknown2,
    ...platform2 ? targetValues(platform2) : [],
    ["TARGETSTAGE", stage === "" ? "default" : stage]
  ];
}
function targetValues(platform2) {
  const { os: os2, architecture } = platform2;
  const variant = normalVariant(platform2);
  return [
    ["TARGETPLATFORM", [os2, architecture, ...variant === "" ? [] : [variant]].join("/")],
    ["TARGETOS", os2],
    ["TARGETARCH", architecture],
    ["TARGETVARIANT", variant]
  ];
}
function normalVariant({ architecture, variant = "" }) {
  if (architecture === "arm") return variant === "" ? "v7" : variant.replace(/^(?=[5678]$)/, "v");
  const isUsual = architecture === "arm64" ? /^(8|v8|v8\.0)$/ : /^v1$/;
  return isUsual.test(variant) ? "" : variant;
}
function splitAssignment(word) {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, ""] : [word.slice(0, equals), word.slice(equals + 1)];
}
// src/dockerfile/final-stage.ts
function finalStage(dockerfile, options) {
  const built = findTarget(dockerfile, options.target);
  const { chain, baseName } = followChain(dockerfile, built, options);
  const ownInstructions = chain.flatMap((stage, index2) => ownOf(stage, chain[index2 - 1]));
  return {
    dockerfile: dockerfile.path,
    chain,
    from: (chain[0] ?? built).from,
    baseName,
    labels: labelsOf(chain[0] ?? built, dockerfile),
    doubt: doubtOf(dockerfile, options.buildArgs) ?? (baseName === null ? doubtOfBase(dockerfile, chain[0] ?? built) : null),
    instructions: chain.flatMap((stage) => stage.instructions.map(({ ref }) => ref)),
    ownInstructions,
    copiesFrom: chain.flatMap(
      (stage) => stage.instructions.flatMap((own2) => copySource(dockerfile, stage, own2))
    ),
    recipe: recipeOf(dockerfile, ownInstructions)
  };
}
function labelsOf({ name, ordinal }, { stages }) {
  return [name?.toLowerCase() ?? `stage-${ordinal}`, ...stages.length === 1 ? [""] : []];
}
function followChain(dockerfile, built, options) {
  const contexts = new Set((options.buildContexts ?? []).map((context) => nameOf5(context).toLowerCase()));
  const chain = [];
  let stage = built;
  for (; ; ) {
    if (stage.name !== null && contexts.has(stage.name.toLowerCase())) {
      return { chain: [{ ...stage, instructions: [] }, ...chain], baseName: stage.name };
    }
    chain.unshift(stage);
    const baseName = fromName(dockerfile, stage, options);
    const parent = baseName === null ? void 0 : earlierStage(dockerfile, stage, baseName);
    if (!parent) return { chain, baseName };
    stage = parent;
  }
}
function findTarget(dockerfile, target) {
  const built = target === void 0 || target === "" ? dockerfile.stages.at(-1) : dockerfile.stages.findLast(
    (stage) => stage.name?.toLowerCase() === target.toLowerCase() || String(stage.ordinal) === target
  );
  if (built) return built;
  const names = dockerfile.stages.flatMap((stage) => stage.name ?? []);
  const nearest = nearestName(target ?? "", names);
  const known2 = names.map((name) => `\`${name}\``).join(", ");
  throw new import_shared_4.GateError(
    "bad-input",
    `\`${dockerfile.path}\` has no stage \`${String(target).slice(0, 100)}\``,
    {
      hint: nearest === void 0 ? `Its named stages: ${known2 || "none"}.` : `Did you mean \`${nearest}\`?`
    }
  );
}
function earlierStage(dockerfile, stage, name) {
  return dockerfile.stages.findLast(
    (other) => other.ordinal < stage.ordinal && other.name?.toLowerCase() === name.toLowerCase()
  );
}
function nameOf5(context) {
  return context.split("=", 1)[0] ?? "";
}
function ownOf(stage, parent) {
  const triggers = (parent?.instructions ?? []).filter(({ ref }) => ref.keyword === "ONBUILD").flatMap((own3) => toTriggers(own3)).map((own3) => ({ ...own3, isOptional: false }));
  const own2 = stage.instructions.map((item) => ({ ...item, isOptional: item.ref.keyword === "ONBUILD" }));
  return [...triggers, ...own2];
}
function toTriggers({ ref, source }) {
  const { instructions } = readLines(`${source.command}
${source.heredoc}`, ref.dockerfile);
  return instructions.map(({ keyword, source: own2 }) => ({
    ref: { ...ref, keyword, text: toReferenceText(`${keyword} ${own2.command} ${own2.heredoc}`) },
    source: own2
  }));
}
function copySource(dockerfile, stage, own2) {
  if (own2.ref.keyword !== "COPY") return [];
  const { flags, rest } = own2.source;
  const name = flags.find((flag) => flag.startsWith("--from="))?.slice("--from=".length);
  if (name === void 0) return [];
  const words = splitPaths(rest).map((word) => unquote(word, dockerfile.escape));
  const source = findSource(dockerfile, stage, name);
  return [
    { instruction: own2.ref, from: source, sources: words.slice(0, -1), destination: words.at(-1) ?? "" }
  ];
}
function findSource(dockerfile, stage, name) {
  const byOrdinal = /^[+-]?\d+$/.test(name) ? dockerfile.stages[Number(name)] : void 0;
  const found = byOrdinal ?? earlierStage(dockerfile, stage, name);
  return found ? { kind: "stage", name: stageLabel(found) } : { kind: "image", name };
}
// src/dockerfile/stages.ts
var MAX_DOCKERFILE_CHARACTERS = 1024 * 1024;
var DOCKER_SYNTAX = /^((index\.)?docker\.io\/)?docker\/dockerfile(-upstream)?(?=[:@]|$)/;
function parseDockerfile(text4, path4) {
  if (text4.length > MAX_DOCKERFILE_CHARACTERS) {
    throw new import_shared_4.GateError(
      "bad-input",
      `\`${path4}\` has ${text4.length} characters, expected at most ${MAX_DOCKERFILE_CHARACTERS}`,
      { hint: "Name the Dockerfile with the `file` input." }
    );
  }
  const { instructions, escape } = readLines(text4, path4);
  const frontend = frontendOf(text4) ?? null;
  const place3 = { path: path4, escape, hasOwnKeywords: frontend !== null && !DOCKER_SYNTAX.test(frontend) };
  const globalArgs = [];
  const stages = [];
  for (const read2 of instructions) {
    checkInstruction(read2, { ...place3, isInStage: stages.length > 0 });
    const stage = stages.at(-1);
    if (read2.keyword === "FROM") stages.push(toStage(read2, stages.length, path4));
    else if (!stage) globalArgs.push(...splitAssignments(read2.source.rest, escape));
    else stage.instructions.push({ ref: toRef(read2, path4, stageLabel(stage)), source: read2.source });
  }
  if (stages.length === 0) {
    throw new import_shared_4.GateError("bad-input", `\`${path4}\` has no \`FROM\`, expected at least one stage`, {
      hint: "Name the Dockerfile with the `file` input."
    });
  }
  return { path: path4, escape, frontend, leadingComments: readLeadingComments(text4), globalArgs, stages };
}
function readLeadingComments(text4) {
  const lines = text4.replace(/^\uFEFF/, "").split(/\r?\n/);
  const texts2 = lines.map((line) => line.trim()).filter((line) => line !== "");
  const end2 = texts2.findIndex((line) => !line.startsWith("#"));
  return texts2.slice(0, end2 < 0 ? texts2.length : end2);
}
function toStage(read2, ordinal, path4) {
  const words = splitBlanks(read2.source.rest);
  const name = words[2] ?? null;
  const from = toRef(read2, path4, name ?? String(ordinal));
  return { ordinal, name, from, base: words[0] ?? "", instructions: [] };
}
function toRef(read2, path4, stage) {
  return {
    dockerfile: path4,
    line: read2.line,
    endLine: read2.endLine,
    keyword: read2.keyword,
    stage,
    text: toReferenceText(`${read2.keyword} ${read2.source.command} ${read2.source.heredoc}`),
    digest: digestOf2(read2)
  };
}
function digestOf2({ keyword, source }) {
  return (0, import_node_crypto13.createHash)("sha256").update(JSON.stringify([keyword, source.command, source.heredoc])).digest("hex");
}
// src/dockerfile/start-instructions.ts
var KEYWORDS2 = ["ENTRYPOINT", "CMD", "USER", "WORKDIR"];
function startInstructions(instructions) {
  const found = KEYWORDS2.map(
    (keyword) => [keyword, instructions.findLast((one2) => one2.keyword === keyword)]
  );
  return Object.fromEntries(found.filter(([, instruction]) => instruction !== void 0));
}
// src/files/resolve-path.ts
var MAX_LINKS3 = 40;
function resolvePath(tree, path4) {
  const way = path4.split("/").reverse();
  let node2 = 0;
  let links = 0;
  for (let name = way.pop(); name !== void 0; name = way.pop()) {
    const next = stepTo2(tree, node2, name);
    if (next < 0) return -1;
    const target = linkTarget2(tree, next);
    if (target === void 0) {
      node2 = next;
      continue;
    }
    if (++links > MAX_LINKS3) return -1;
    if (target.startsWith("/")) node2 = 0;
    way.push(...target.split("/").reverse());
  }
  return tree.visibleRow(node2);
}
function stepTo2(tree, node2, name) {
  if (name === "" || name === ".") return node2;
  if (!isDirectory3(tree, node2)) return -1;
  if (name === "..") return Math.max(tree.paths.parent(node2), 0);
  const next = tree.paths.findChild(node2, name);
  return next >= 0 && tree.isLive(next) ? next : -1;
}
function isDirectory3(tree, node2) {
  const row = tree.visibleRow(node2);
  return row < 0 || tree.type(row) === "directory";
}
function linkTarget2(tree, node2) {
  const row = tree.visibleRow(node2);
  return row >= 0 && tree.type(row) === "symlink" ? tree.linkTarget(row) : void 0;
}
// src/files/root-filesystem.ts
var CODES = Object.fromEntries(VISIBILITIES.map((name, code) => [name, code]));
var NONE3 = -1;
function createRootFilesystem(paths, rows) {
  const nodes = paths.size;
  return {
    paths,
    visibleRow: new Int32Array(nodes).fill(NONE3),
    visibility: new Uint8Array(rows),
    group: new Int32Array(rows),
    isDirectory: new Uint8Array(rows),
    isLive: new Uint8Array(nodes),
    firstLive: new Int32Array(nodes).fill(NONE3),
    nextLive: new Int32Array(nodes).fill(NONE3),
    previousLive: new Int32Array(nodes).fill(NONE3)
  };
}
function applyLayer(root, table, firstRow) {
  for (const directory of table.opaqueDirectories) makeOpaque(root, directory);
  for (const node2 of table.whiteouts) {
    makeAncestors(root, node2);
    removeWhole(root, node2);
    link(root, root.paths.parent(node2));
  }
  for (let row = 0; row < table.rowCount; row++) placeRow(root, table, { row, firstRow });
}
function makeOpaque(root, directory) {
  if (directory === 0) return;
  makeAncestors(root, directory);
  makeDirectory(root, directory);
  removeChildren(root, directory);
  link(root, directory);
}
function placeRow(root, table, { row, firstRow }) {
  const node2 = table.node(row);
  const type = table.type(row);
  const placed = firstRow + row;
  root.group[placed] = type === "hardlink" ? linkedGroup(root, table.linkTarget(row) ?? "", placed) : placed;
  root.isDirectory[placed] = type === "directory" ? 1 : 0;
  makeAncestors(root, node2);
  const prior = root.visibleRow[node2] ?? NONE3;
  if (prior !== NONE3) root.visibility[prior] = CODES.overwritten;
  if (type !== "directory") removeChildren(root, node2);
  root.visibleRow[node2] = placed;
  link(root, node2);
}
function linkedGroup(root, target, placed) {
  const row = root.visibleRow[root.paths.find(target)] ?? NONE3;
  return row === NONE3 || root.isDirectory[row] === 1 ? placed : root.group[row] ?? placed;
}
function makeAncestors(root, node2) {
  for (let at = root.paths.parent(node2); at >= 0; at = root.paths.parent(at)) {
    const row = root.visibleRow[at] ?? NONE3;
    if (row === NONE3 && root.isLive[at] === 1) return;
    if (row === NONE3) continue;
    makeDirectory(root, at);
    return;
  }
}
function makeDirectory(root, node2) {
  const row = root.visibleRow[node2] ?? NONE3;
  if (row === NONE3 || root.isDirectory[row] === 1) return;
  root.visibility[row] = CODES.overwritten;
  root.visibleRow[node2] = NONE3;
}
function link(root, node2) {
  for (let at = node2; at > 0 && root.isLive[at] !== 1; ) {
    const parent = root.paths.parent(at);
    const first = root.firstLive[parent] ?? NONE3;
    root.isLive[at] = 1;
    root.previousLive[at] = NONE3;
    root.nextLive[at] = first;
    if (first !== NONE3) root.previousLive[first] = at;
    root.firstLive[parent] = at;
    at = parent;
  }
}
function removeWhole(root, node2) {
  if (root.isLive[node2] !== 1) return;
  const next = root.nextLive[node2] ?? NONE3;
  const previous = root.previousLive[node2] ?? NONE3;
  if (next !== NONE3) root.previousLive[next] = previous;
  if (previous !== NONE3) root.nextLive[previous] = next;
  else root.firstLive[root.paths.parent(node2)] = next;
  removeSubtrees(root, [node2]);
}
function removeChildren(root, node2) {
  removeSubtrees(root, takeChildren(root, node2));
}
function removeSubtrees(root, nodes) {
  for (let node2 = nodes.pop(); node2 !== void 0; node2 = nodes.pop()) {
    const row = root.visibleRow[node2] ?? NONE3;
    if (row !== NONE3) root.visibility[row] = CODES.removed;
    root.visibleRow[node2] = NONE3;
    root.isLive[node2] = 0;
    for (const child3 of takeChildren(root, node2)) nodes.push(child3);
  }
}
function takeChildren(root, node2) {
  const children = [];
  for (let at = root.firstLive[node2] ?? NONE3; at !== NONE3; at = root.nextLive[at] ?? NONE3) children.push(at);
  root.firstLive[node2] = NONE3;
  return children;
}
// src/files/build-catalog.ts
function catalogLayers(tables) {
  const paths = tables[0]?.paths ?? createPathTable();
  const firstRows = toFirstRows(tables);
  const rowCount = firstRows.at(-1) ?? 0;
  const root = createRootFilesystem(paths, rowCount);
  for (const [ordinal, table] of tables.entries()) applyLayer(root, table, firstRows[ordinal] ?? 0);
  const columns2 = toColumns(root, tables, firstRows);
  const reading = toReading(columns2);
  const type = (row) => reading.type(reading.groupOf(row));
  const linkTarget3 = (row) => reading.linkTarget(reading.groupOf(row));
  const resolve8 = (path4) => resolvePath({ paths, isLive, visibleRow, type, linkTarget: linkTarget3 }, path4);
  const isLive = (node2) => node2 === 0 || root.isLive[node2] === 1;
  const visibleRow = (node2) => root.visibleRow[node2] ?? -1;
  return {
    paths,
    rowCount,
    layerCount: tables.length,
    firstRow: (layer) => firstRows[layer] ?? rowCount,
    ...reading,
    visibleRow,
    resolve: resolve8,
    ...sums(rowCount, reading)
  };
}
function toFirstRows(tables) {
  const firstRows = [0];
  for (const table of tables) firstRows.push((firstRows.at(-1) ?? 0) + table.rowCount);
  return firstRows;
}
function toColumns(root, tables, firstRows) {
  const layers = new Uint16Array(firstRows.at(-1) ?? 0);
  for (const ordinal of tables.keys()) layers.fill(ordinal, firstRows[ordinal], firstRows[ordinal + 1]);
  return { root, tables, firstRows, layers, bearers: toBearers(root) };
}
function toBearers({ group, visibility }) {
  const bearers = new Int32Array(group.length).fill(-1);
  for (let row = 0; row < group.length; row++) {
    const first = group[row] ?? row;
    if (visibility[row] === 0 && bearers[first] === -1) bearers[first] = row;
  }
  for (let row = 0; row < group.length; row++) if (bearers[row] === -1) bearers[row] = row;
  return bearers;
}
function toReading({ root, tables, firstRows, layers, bearers }) {
  const tableOf3 = (row) => {
    const table = tables[layers[row] ?? 0];
    if (table === void 0) throw new RangeError(`row ${row} of a catalog of ${layers.length} rows`);
    return table;
  };
  const inLayer = (row) => row - (firstRows[layers[row] ?? 0] ?? 0);
  const group = (row) => root.group[row] ?? row;
  const bearer = (row) => bearers[group(row)] ?? row;
  const groupSize = (row) => tableOf3(group(row)).size(inLayer(group(row)));
  const node2 = (row) => tableOf3(row).node(inLayer(row));
  return {
    node: node2,
    path: (row) => root.paths.path(node2(row)),
    type: (row) => tableOf3(row).type(inLayer(row)),
    bytes: (row) => bearer(row) === row ? groupSize(row) : 0,
    size: groupSize,
    mode: (row) => tableOf3(row).mode(inLayer(row)),
    linkTarget: (row) => tableOf3(row).linkTarget(inLayer(row)),
    layer: (row) => layers[row] ?? 0,
    visibility: (row) => VISIBILITIES[root.visibility[row] ?? 0] ?? "visible",
    isVisible: (row) => root.visibility[bearer(row)] === 0,
    contentSum: (row) => tableOf3(group(row)).contentSum(inLayer(group(row))),
    contentSumKind: (layer) => tables[layer]?.contentSumKind ?? "crc32",
    facts: (row) => tableOf3(group(row)).facts(inLayer(group(row))),
    factRows: tables.flatMap(
      (table, ordinal) => table.factRows.map((row) => row + (firstRows[ordinal] ?? 0))
    ),
    groupOf: group
  };
}
function sums(rowCount, { bytes, isVisible, visibility, groupOf, type }) {
  const total = { contentBytes: 0, rootfsBytes: 0, fileCount: 0 };
  for (let row = 0; row < rowCount; row++) {
    const size = bytes(row);
    total.contentBytes += size;
    if (isVisible(row)) total.rootfsBytes += size;
    if (visibility(row) === "visible" && type(groupOf(row)) === "regular") total.fileCount++;
  }
  return total;
}
// src/image/recorded-start.ts
function recordedStart({ steps }) {
  const byID = new Map(steps.map((step) => [step.id, step]));
  const used = new Set(steps.flatMap(({ inputs }) => inputs));
  const [last, ...others] = steps.filter(({ id, inputs }) => !used.has(id) && inputs.length > 0);
  if (!last || others.length > 0) return null;
  const [name, digest2 = ""] = (lowestOf(last, byID)?.image ?? "").split("@");
  return name ? { label: "", name: completeName(name), digest: isDigest(digest2) ? digest2 : null } : null;
}
function lowestOf(top, byID) {
  const seen = /* @__PURE__ */ new Set();
  let step = top;
  while (step?.below !== void 0 && !seen.has(step.id)) {
    seen.add(step.id);
    step = byID.get(step.below);
  }
  return step;
}
// src/image/recorded-layers.ts
function recordedLayers({ steps }, digests) {
  const heights = new Map(steps.map((step) => [step.id, heightsOf(step, digests)]));
  const records = digests.map(() => null);
  for (const step of steps.filter(({ isImage }) => isImage)) {
    for (const height of heights.get(step.id) ?? []) records.fill({ kind: "image" }, 0, height);
  }
  for (const step of steps.filter(({ isImage, lines }) => !isImage && lines.length > 0)) {
    for (const height of ownHeights(step, heights))
      records[height - 1] ??= { kind: "step", lines: step.lines };
  }
  return records;
}
function ownHeights({ id, inputs }, heights) {
  const passedOn = new Set(inputs.flatMap((input) => [...heights.get(input) ?? []]));
  return [...heights.get(id) ?? []].filter((height) => !passedOn.has(height));
}
function heightsOf({ chains }, digests) {
  const lowest = chains.filter(
    (chain) => chain.length > 0 && chain.every((digest2, ordinal) => digest2 === digests[ordinal])
  );
  return new Set(lowest.map((chain) => chain.length));
}
// src/ledger/ledger.ts
var FILE_CLASSES = [
  "secret",
  "vcs",
  "package-database",
  "cache",
  "package-manager",
  "toolchain",
  "dev-files",
  "source",
  "debug-symbols",
  "docs",
  "application",
  "runtime",
  "other"
];
// src/ledger/path-classes.ts
var classNumber = (name) => FILE_CLASSES.indexOf(name);
var UNCLASSED = 255;
var DIRECTORIES = {
  vcs: [".git", ".svn", ".hg", ".bzr", "CVS"],
  "package-database": [
    "/var/lib/dpkg",
    "/var/lib/apt/periodic",
    "/lib/apk",
    "/usr/lib/apk",
    "/etc/apk",
    "/var/lib/rpm",
    "/usr/lib/sysimage/rpm",
    "/var/lib/rpmmanifest",
    "/var/lib/chisel",
    "/var/lib/dnf",
    "/var/lib/pacman"
  ],
  cache: [
    "/var/cache",
    "/var/lib/apt/lists",
    ".cache",
    ".npm/_cacache",
    ".npm/_logs",
    ".yarn/cache",
    ".yarn/berry/cache",
    ".pnpm-store",
    ".local/share/pnpm/store",
    ".bun/install/cache",
    "go/pkg/mod",
    ".m2/repository",
    ".gradle/caches",
    ".gradle/wrapper/dists",
    ".ivy2/cache",
    ".sbt/boot",
    ".cargo/registry",
    ".cargo/git",
    "cargo/registry",
    "cargo/git",
    ".nuget/packages",
    ".composer/cache",
    ".cabal/packages",
    ".conda/pkgs",
    "node_modules/.cache",
    ".next/cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".tox",
    ".nox",
    ".angular/cache",
    ".parcel-cache",
    ".turbo"
  ],
  "package-manager": [
    "lib/node_modules/npm",
    "lib/node_modules/corepack",
    "lib/node_modules/yarn",
    "lib/node_modules/pnpm"
  ],
  "dev-files": [
    "/usr/include",
    "/usr/local/include",
    "/include",
    "pkgconfig",
    "lib/cmake",
    "share/aclocal",
    "/usr/share/cmake"
  ],
  "debug-symbols": ["/usr/lib/debug", "/usr/local/lib/debug", ".build-id"],
  docs: [
    "/usr/share/doc",
    "/usr/share/man",
    "/usr/share/info",
    "/usr/share/gtk-doc",
    "/usr/share/lintian",
    "/usr/share/doc-base",
    "/usr/share/bug",
    "/usr/local/share/doc",
    "/usr/local/share/man",
    "/usr/local/share/info",
    "/usr/local/man"
  ]
};
var PLACES = /* @__PURE__ */ new Map();
for (const [name, directories] of Object.entries(DIRECTORIES)) {
  for (const directory of directories) {
    const parts = directory.split("/").filter((part) => part !== "").reverse();
    const [last = "", ...above] = parts;
    const place3 = {
      above,
      isAbsolute: directory.startsWith("/"),
      number: FILE_CLASSES.findIndex((each) => each === name)
    };
    PLACES.set(last, [...PLACES.get(last) ?? [], place3]);
  }
}
var SHAPES = new Set([...PLACES.keys()].map(shapeOf));
function isAt(paths, node2, { above, isAbsolute }) {
  let parent = paths.parent(node2);
  for (const name of above) {
    if (parent <= 0 || paths.name(parent) !== name) return false;
    parent = paths.parent(parent);
  }
  return !isAbsolute || parent === 0;
}
function classifyPaths(paths) {
  const classes = new Uint8Array(paths.size).fill(UNCLASSED);
  for (let node2 = 1; node2 < classes.length; node2 += 1) {
    let best = classes[paths.parent(node2)] ?? UNCLASSED;
    if (SHAPES.has(paths.nameShape(node2))) best = Math.min(best, classOfPlace(paths, node2));
    classes[node2] = best;
  }
  return classes;
}
function classOfPlace(paths, node2) {
  const places = PLACES.get(paths.name(node2)) ?? [];
  return Math.min(UNCLASSED, ...places.filter((each) => isAt(paths, node2, each)).map(({ number: number3 }) => number3));
}
// src/ledger/file-classes.ts
var PACKAGE_MANAGERS = {
  deb: /^(?:apt|apt-utils|aptitude|dpkg|libapt-pkg[\d.]+|apt-transport-https|npm|yarnpkg|yarn|python3?-pip)$/,
  apk: /^(?:apk-tools|libapk\d*|npm|yarn|pnpm|py3-pip)$/,
  npm: /^(?:npm|yarn|pnpm|corepack)$/,
  pypi: /^(?:pip|setuptools|wheel)$/
};
var PACKAGE_NAMES = [
  ["dev-files", "deb", /-dev$|^linux-libc-dev|-headers$/],
  ["dev-files", "apk", /-dev$|-static$|^linux-headers$/],
  ["debug-symbols", "deb", /-dbg$|-dbgsym$/],
  ["debug-symbols", "apk", /-dbg$/],
  ["docs", "deb", /-docs?$|^man-db$|^manpages/],
  ["docs", "apk", /-doc$|^man-pages$|^mandoc/]
];
var COMPILED_SOURCE = /\.(?:go|rs|java|kt|kts|scala|groovy|cs|fs|vb|swift|hs|zig|nim|cr|d|c|cc|cpp|cxx|m|mm|h|hh|hpp|hxx|ts|tsx|mts|cts|vue|svelte|scss|sass|less|ex|erl|ml|mli|pas|f90|proto|csproj|fsproj|sln|gradle)$|\/(?:go\.mod|go\.sum|Cargo\.toml|Cargo\.lock|pom\.xml|mix\.exs|CMakeLists\.txt|Makefile)$/;
var PRIVATE_KEY = /* @__PURE__ */ new Set(["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk"]);
var KEY_SHAPES = new Set([...PRIVATE_KEY].map(shapeOf));
var EXTENSIONS = new Map([
  ...[".a", ".la"].map((extension) => [extension, "dev-files"]),
  ...[".debug", ".dwp", ".dwo", ".pdb"].map((extension) => [extension, "debug-symbols"])
]);
var LAST_BYTES = new Set(
  [...EXTENSIONS.keys()].map((extension) => shapeOf(extension) & 255)
);
function classOfPackage(pkg) {
  if (PACKAGE_MANAGERS[pkg.type]?.test(pkg.name) === true) return classNumber("package-manager");
  if (pkg.section?.endsWith("libdevel") === true) return classNumber("dev-files");
  const found = PACKAGE_NAMES.find(([, type, names]) => type === pkg.type && names.test(pkg.name));
  return found === void 0 ? UNCLASSED : classNumber(found[0]);
}
function classOfName({ paths }, node2) {
  if (!LAST_BYTES.has(paths.nameShape(node2) & 255)) return UNCLASSED;
  const name = paths.name(node2);
  const found = EXTENSIONS.get(name.slice(name.lastIndexOf(".")));
  return found === void 0 ? UNCLASSED : classNumber(found);
}
function classOfOwn(view, row, isOwned) {
  if (!isOwned && isPrivateKey(view.catalog, row)) return classNumber("secret");
  const twin = view.repositoryTwin(row);
  if (twin === void 0 || !COMPILED_SOURCE.test(`/${twin}`)) return UNCLASSED;
  const isOthers = isOwned && (view.isInherited(row) || isVendored(twin));
  return isOthers ? UNCLASSED : classNumber("source");
}
function isPrivateKey(catalog, row) {
  const { paths } = catalog;
  const node2 = catalog.node(row);
  return KEY_SHAPES.has(paths.nameShape(node2)) && PRIVATE_KEY.has(paths.name(node2));
}
function classOfOwner(view, row, ofPackage) {
  const owner = view.ownerIndex(row);
  const isOwned = owner >= 0 && view.isRightful(row);
  const own2 = classOfOwn(view, row, isOwned);
  return owner < 0 ? own2 : Math.min(own2, ofPackage[owner] ?? UNCLASSED);
}
function classifyRows(view) {
  const { catalog, packages } = view;
  const ofPath = classifyPaths(catalog.paths);
  const ofPackage = Uint8Array.from(packages.map(classOfPackage));
  const marks = markToolchains(view);
  const ofTool = Uint8Array.from(marks.tools.map(({ fileClass }) => classNumber(fileClass ?? "toolchain")));
  const classes = new Uint8Array(catalog.rowCount);
  for (let row = 0; row < classes.length; row += 1) {
    const owner = view.ownerIndex(row);
    const tool2 = marks.ofRow(row);
    const node2 = catalog.node(row);
    const found = Math.min(
      ofPath[node2] ?? UNCLASSED,
      classOfOwner(view, row, ofPackage),
      tool2 < 0 ? UNCLASSED : ofTool[tool2] ?? UNCLASSED,
      classOfName(catalog, node2)
    );
    classes[row] = found === UNCLASSED ? restClass(view, row, owner) : found;
  }
  return classes;
}
function restClass(view, row, owner) {
  if (owner >= 0 || view.isInherited(row)) return classNumber("runtime");
  return classNumber(view.isOwn(row) ? "application" : "other");
}
// src/ledger/source-names.ts
var COMPILED = /\.(?:go|rs|java|kt|scala|cs|fs|vb|swift|hs|zig|nim|cr|c|cc|cpp|cxx|h|hh|hpp|hxx|ml|mli|csproj|fsproj|sln)$|(?:^|\/)(?:go\.mod|Cargo\.toml|pom\.xml|CMakeLists\.txt)$/i;
var INTERPRETED = /\.(?:[cm]?ts|tsx|jsx|vue|svelte|py|rb|php|p[lm]|sh|bash|ex)$/i;
var SCRIPT = /\.[cm]?js$/i;
var MIN_SOURCE_BYTES = 64;
function sourceFirst(tracked, size) {
  if (tracked.length <= 1 || size < MIN_SOURCE_BYTES) return tracked;
  const compiled = tracked.filter((path4) => COMPILED.test(path4));
  if (compiled.length > 0) return compiled;
  if (tracked.some((path4) => SCRIPT.test(path4))) return tracked;
  const interpreted = tracked.filter((path4) => INTERPRETED.test(path4));
  return interpreted.length > 0 ? interpreted : tracked;
}
// src/ledger/build-ledger.ts
var NOT_ATTRIBUTED = { kind: "unknown", reason: "the layer was not attributed" };
function buildLedger(parts) {
  const { image, catalog, ownership } = parts;
  const origins = Array.from(
    { length: catalog.layerCount },
    (_, layer) => parts.origins[layer] ?? NOT_ATTRIBUTED
  );
  const twins = findTwins(catalog, parts.repository);
  const origin = (row) => origins[catalog.layer(row)] ?? NOT_ATTRIBUTED;
  const isInherited = (row) => origin(row).kind === "base-image";
  const columns2 = {
    catalog,
    packages: ownership.packages,
    ownerIndex: (row) => ownership.owner(row),
    repositoryTwin: (row) => twins.get(row),
    isInherited,
    isRightful: (row) => isInherited(row) || ownership.isRegisteredIn(ownership.owner(row), catalog.layer(row))
  };
  const classes = classifyRows({ ...columns2, isOwn: (row) => origin(row).kind === "instruction" });
  return {
    ...columns2,
    config: image.config,
    layers: image.layers,
    origins,
    baseName: parts.baseName,
    dockerfile: parts.dockerfile,
    recipe: parts.recipe ?? null,
    start: parts.start ?? {},
    owner: (row) => ownership.packages[ownership.owner(row)],
    rightfulOwner: (row) => columns2.isRightful(row) ? ownership.packages[ownership.owner(row)] : void 0,
    fileClass: (row) => FILE_CLASSES[classes[row] ?? 0] ?? "other",
    origin
  };
}
function findTwins(catalog, repository2) {
  const twins = /* @__PURE__ */ new Map();
  if (repository2 === null) return twins;
  for (const row of catalog.factRows) {
    const blob = catalog.facts(row)?.gitBlob;
    const tracked = blob === void 0 ? void 0 : repository2.pathsByBlob.get(blob);
    const twin = tracked && mostAlike(sourceFirst(ownFirst(tracked), catalog.size(row)), catalog.path(row));
    if (twin !== void 0) twins.set(row, twin);
  }
  return twins;
}
function ownFirst(tracked) {
  if (tracked.length <= 1) return tracked;
  const own2 = tracked.filter((path4) => !isVendored(path4));
  return own2.length > 0 ? own2 : tracked;
}
function mostAlike(tracked, path4) {
  if (tracked.length <= 1) return tracked[0];
  const parts = path4.split("/").reverse();
  const likeness = (candidate) => {
    const different = candidate.split("/").reverse().findIndex((part, index2) => part !== parts[index2]);
    return different < 0 ? candidate.length : different;
  };
  return tracked.reduce((best, candidate) => likeness(candidate) > likeness(best) ? candidate : best);
}
// src/packages/apk.ts
var MAX_ENTRIES = 1e5;
var MAX_RELATIONS = 2e4;
function parseWords(text4) {
  if (text4 === void 0) return [];
  const words = text4.split(" ", MAX_RELATIONS).filter((word) => word !== "" && !word.startsWith("!"));
  return [...new Set(words.map((word) => word.replace(/[<>=~@].*$/, "")))];
}
function parseEntry(paragraph) {
  const fields2 = /* @__PURE__ */ new Map();
  const files = [];
  let directory = "";
  for (const line of paragraph.split("\n")) {
    if (line[1] !== ":") continue;
    const value = line.slice(2);
    if (line.startsWith("F")) directory = value === "" ? "" : `/${value}`;
    else if (line.startsWith("R")) files.push(`${directory}/${value}`);
    else if ("PVADp".includes(line.charAt(0))) fields2.set(line.charAt(0), value);
  }
  return toEntry(fields2, files);
}
function toEntry(fields2, files) {
  const name = fields2.get("P");
  const version2 = fields2.get("V");
  if (!isPackageWord(name) || !isPackageWord(version2)) return void 0;
  const architecture = fields2.get("A");
  return {
    name,
    version: version2,
    architecture: isPackageWord(architecture) ? architecture : void 0,
    depends: parseWords(fields2.get("D")),
    provides: parseWords(fields2.get("p")),
    files
  };
}
function parseApkInstalled(text4) {
  return text4.split("\n\n", MAX_ENTRIES).map(parseEntry).filter((entry) => entry !== void 0);
}
function parseApkWorld(text4) {
  return new Set(parseWords(text4.replaceAll("\n", " ")));
}
// src/packages/dpkg.ts
var MAX_ENTRIES2 = 1e5;
var MAX_RELATIONS2 = 2e3;
var FIELDS = /* @__PURE__ */ new Set([
  "package",
  "status",
  "version",
  "architecture",
  "section",
  "depends",
  "pre-depends",
  "provides",
  "description"
]);
function parseFields(paragraph) {
  const fields2 = /* @__PURE__ */ new Map();
  for (const line of paragraph.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0 || line.startsWith(" ") || line.startsWith("	")) continue;
    const name = line.slice(0, colon).toLowerCase();
    if (FIELDS.has(name) && !fields2.has(name)) fields2.set(name, line.slice(colon + 1).trim());
  }
  return fields2;
}
function parseRelations(text4) {
  if (text4 === void 0 || text4 === "") return [];
  const names = text4.split(",", MAX_RELATIONS2).map((relation) => /^[a-z0-9][a-z0-9+.-]*/i.exec(relation.trim())?.[0]).filter((name) => name !== void 0);
  return [...new Set(names)];
}
var INSTALLED = /(?:^|\s)(?:installed|unpacked|half-installed|half-configured|triggers-awaited|triggers-pending)$/;
function toEntry2(fields2) {
  const name = fields2.get("package");
  const version2 = fields2.get("version");
  if (!isPackageWord(name) || !isPackageWord(version2)) return void 0;
  if (!INSTALLED.test(fields2.get("status") ?? "install ok installed")) return void 0;
  return {
    name,
    version: version2,
    architecture: isPackageWord(fields2.get("architecture")) ? fields2.get("architecture") : void 0,
    section: fields2.get("section")?.slice(0, 60),
    summary: fields2.get("description")?.slice(0, 200),
    depends: parseRelations([fields2.get("pre-depends"), fields2.get("depends")].filter(Boolean).join(",")),
    provides: parseRelations(fields2.get("provides"))
  };
}
function parseDpkgStatus(text4) {
  return text4.split(/\n[ \t]*\n/, MAX_ENTRIES2).map((paragraph) => toEntry2(parseFields(paragraph))).filter((entry) => entry !== void 0);
}
function parseFileList(text4) {
  return text4.split("\n").filter((line) => line.length > 2 && line.startsWith("/"));
}
function parseMd5sums(text4) {
  const paths = [];
  for (const line of text4.split("\n")) {
    const path4 = /^[0-9a-f]{32} [ *](.+)$/.exec(line)?.[1];
    if (path4 !== void 0) paths.push(`/${path4.replace(/^\.?\/+/, "")}`);
  }
  return paths;
}
function parseExtendedStates(text4) {
  const automatic = /* @__PURE__ */ new Set();
  for (const paragraph of text4.split(/\n[ \t]*\n/, MAX_ENTRIES2)) {
    const name = /^Package: *(\S+)/m.exec(paragraph)?.[1];
    if (name !== void 0 && /^Auto-Installed: *1/m.test(paragraph)) automatic.add(name);
  }
  return automatic;
}
// src/packages/python.ts
var METADATA_DIRECTORY = /\/([^/]+?)-(\d[^/-]*|[^/-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info(?:\/|$)/;
var normalise = (name) => name.replace(/[-_.]+/g, "-").toLowerCase();
function parseDistribution(path4, metadata) {
  const [, directoryName, directoryVersion] = METADATA_DIRECTORY.exec(path4) ?? [];
  const header = metadata?.split(/\r?\n\r?\n/, 1)[0] ?? "";
  const name = headerOf(header, "Name") ?? directoryName;
  const version2 = headerOf(header, "Version") ?? directoryVersion;
  if (!isPackageWord(name) || !isPackageWord(version2)) return void 0;
  return { name: normalise(name), version: version2 };
}
function headerOf(header, field) {
  return new RegExp(`^${field}: *(\\S+)\\s*$`, "im").exec(header)?.[1];
}
function parseRecord(text4) {
  const paths = [];
  for (const line of text4.split("\n")) {
    const path4 = firstField(line);
    if (path4 !== void 0 && path4.trim() !== "") paths.push(path4.trim());
  }
  return paths;
}
function firstField(line) {
  if (!line.startsWith('"')) return line.split(",", 1)[0];
  for (let end2 = line.indexOf('"', 1); end2 >= 0; end2 = line.indexOf('"', end2 + 2)) {
    if (line[end2 + 1] !== '"') return line.slice(1, end2).replaceAll('""', '"');
  }
  return void 0;
}
// src/packages/language-owners.ts
var SHARED = -2;
function createLanguageOwners(catalog, register) {
  const { size } = catalog.paths;
  const state = {
    catalog,
    register,
    ofFile: new Int32Array(size).fill(-1),
    ofDirectory: new Int32Array(size).fill(-1),
    below: new Int32Array(size).fill(-1),
    flags: /* @__PURE__ */ new Map()
  };
  return {
    apply(rows) {
      const texts2 = rows.map((row) => ({ row, path: catalog.path(row) }));
      for (const { row, path: path4 } of texts2) if (path4.endsWith("/.package-lock.json")) readLock(state, row, path4);
      const changes = texts2.map(({ row, path: path4 }) => readEntry2(state, row, path4));
      if (changes.includes(true)) spread2(state);
    },
    owner(node2) {
      const file = state.ofFile[node2] ?? -1;
      return file >= 0 ? file : Math.max(state.below[node2] ?? -1, -1);
    }
  };
}
function textOf(state, row) {
  const content = state.catalog.facts(row)?.content;
  return content === void 0 ? void 0 : decodePathText(content);
}
function readLock(state, row, path4) {
  const project = path4.replace(/\/node_modules\/\.package-lock\.json$/, "");
  for (const [directory, isDevelopment] of parseNpmLock(textOf(state, row) ?? "")) {
    const node2 = state.catalog.paths.find(`${project}/${directory}`);
    if (node2 >= 0) state.flags.set(node2, isDevelopment);
  }
}
var PYTHON_ENTRY = /\.(?:dist-info\/(?:METADATA|RECORD)|egg-info\/(?:PKG-INFO|installed-files\.txt)|egg-info)$/;
function readEntry2(state, row, path4) {
  const isNpm = isNpmPackage(path4);
  if (isNpm) readNpm(state, row, path4);
  else if (PYTHON_ENTRY.test(path4)) readPython(state, row, path4);
  else return false;
  return true;
}
function readNpm(state, row, path4) {
  const entry = parseNpmPackage(path4, textOf(state, row) ?? "");
  if (entry === void 0) return;
  const directory = state.catalog.paths.parent(state.catalog.node(row));
  const isDevelopment = state.flags.get(directory);
  const name = entry.namespace === void 0 ? entry.name : `${entry.namespace}/${entry.name}`;
  const number3 = state.register.number({
    type: "npm",
    name,
    version: entry.version,
    purl: toPurl({ type: "npm", ...entry }),
    depends: [],
    ...isDevelopment !== void 0 && { isDevelopment }
  });
  state.ofDirectory[directory] = number3;
  state.register.note(number3, state.catalog.layer(row));
}
function distributionNumber(state, path4, row) {
  const isMetadata = /(?:METADATA|PKG-INFO|\.egg-info)$/.test(path4);
  const entry = parseDistribution(path4, isMetadata ? textOf(state, row) : void 0);
  if (entry === void 0) return -1;
  return state.register.number({
    type: "pypi",
    ...entry,
    purl: toPurl({ type: "pypi", ...entry }),
    depends: []
  });
}
function readPython(state, row, path4) {
  const { paths } = state.catalog;
  const number3 = distributionNumber(state, path4, row);
  if (number3 < 0) return;
  state.register.note(number3, state.catalog.layer(row));
  const node2 = state.catalog.node(row);
  const info = path4.endsWith(".egg-info") ? node2 : paths.parent(node2);
  const site = paths.parent(info);
  state.ofDirectory[info] = number3;
  if (path4.endsWith("/RECORD") || path4.endsWith("/installed-files.txt"))
    claimRecord(state, row, { number: number3, info, site });
  else claimByName(state, number3, site);
}
function claimRecord(state, row, { number: number3, info, site }) {
  const { paths } = state.catalog;
  const isRecord2 = paths.name(state.catalog.node(row)) === "RECORD";
  const start = paths.path(isRecord2 ? site : info);
  const listed = parseRecord(textOf(state, row) ?? "");
  for (const path4 of listed) {
    const node2 = paths.find(path4.startsWith("/") ? path4 : `${start}/${path4}`);
    if (node2 >= 0) state.ofFile[node2] = number3;
  }
  if (isRecord2) claimTops(state, listed, { number: number3, info, site });
}
function claimTops(state, listed, { number: number3, site }) {
  const tops = new Set(listed.map((path4) => /^([^/.][^/]*)\//.exec(path4)?.[1]));
  for (const name of tops) {
    if (name !== void 0) claimDirectory(state, state.catalog.paths.findChild(site, name), number3);
  }
}
function claimByName(state, number3, site) {
  const name = state.register.packages[number3]?.name ?? "";
  for (const spelling of [name, name.replaceAll("-", "_")]) {
    const node2 = state.catalog.paths.findChild(site, spelling);
    if (node2 >= 0 && state.ofDirectory[node2] === -1) state.ofDirectory[node2] = number3;
  }
}
function claimDirectory(state, node2, number3) {
  if (node2 < 0) return;
  const before = state.ofDirectory[node2] ?? -1;
  const { packages } = state.register;
  const isOurs = before === -1 || packages[before]?.name === packages[number3]?.name;
  state.ofDirectory[node2] = isOurs ? number3 : SHARED;
}
function spread2({ catalog, ofDirectory, below }) {
  for (let node2 = 1; node2 < below.length; node2 += 1) {
    const own2 = ofDirectory[node2] ?? -1;
    below[node2] = own2 !== -1 ? own2 : below[catalog.paths.parent(node2)] ?? -1;
  }
}
// src/packages/os-release.ts
function parseOsReleaseID(text4) {
  return /^ID=["']?([a-z0-9._-]{1,60})["']?\s*$/m.exec(text4)?.[1];
}
function distributionOf(catalog) {
  for (const path4 of ["/etc/os-release", "/usr/lib/os-release"]) {
    const row = catalog.resolve(path4);
    const content = row < 0 ? void 0 : catalog.facts(row)?.content;
    const id = content === void 0 ? void 0 : parseOsReleaseID(new TextDecoder().decode(content));
    if (id !== void 0) return id;
  }
  return void 0;
}
// src/packages/register.ts
var MAX_PACKAGES = 25e4;
function createRegister() {
  const packages = [];
  const numbers = /* @__PURE__ */ new Map();
  const layers = /* @__PURE__ */ new Map();
  return {
    packages,
    number(pkg) {
      const key = `${pkg.purl} ${String(pkg.isDevelopment)}`;
      const known2 = numbers.get(key);
      if (known2 !== void 0) return known2;
      if (packages.length >= MAX_PACKAGES) throw tooMany2(pkg.name);
      const number3 = packages.push(pkg) - 1;
      numbers.set(key, number3);
      return number3;
    },
    note(number3, layer) {
      const known2 = layers.get(number3);
      if (known2 === void 0) layers.set(number3, /* @__PURE__ */ new Set([layer]));
      else known2.add(layer);
    },
    isRegisteredIn: (number3, layer) => layers.get(number3)?.has(layer) === true
  };
}
function tooMany2(name) {
  return new import_shared_4.GateError(
    "image-unreadable",
    `the image's package databases have more than ${MAX_PACKAGES} packages, found with \`${name}\``,
    {
      hint: "This is the limit `MAX_PACKAGES` of docs/limits.md: leave out of the image what makes so many."
    }
  );
}
// src/packages/directory-links.ts
var MAX_DEPTH4 = 40;
function createPathFinder(catalog) {
  const { paths } = catalog;
  const directories = /* @__PURE__ */ new Map([["", 0]]);
  const follow3 = (node2, depth) => {
    const row = catalog.visibleRow(node2);
    const target = row >= 0 && catalog.type(row) === "symlink" ? catalog.linkTarget(row) : void 0;
    if (target === void 0) return node2;
    const written = target.startsWith("/") ? target : `${paths.path(paths.parent(node2))}/${target}`;
    return depth > MAX_DEPTH4 ? -1 : directoryOf3(lexical(written), depth + 1);
  };
  const directoryOf3 = (directory, depth) => {
    const known2 = directories.get(directory);
    if (known2 !== void 0) return known2;
    const slash = directory.lastIndexOf("/");
    const parent = depth > MAX_DEPTH4 ? -1 : directoryOf3(directory.slice(0, Math.max(slash, 0)), depth + 1);
    const child3 = parent < 0 ? -1 : paths.findChild(parent, directory.slice(slash + 1));
    const found = child3 < 0 ? -1 : follow3(child3, depth);
    directories.set(directory, found);
    return found;
  };
  let last = { directory: "", node: 0 };
  return (path4) => {
    const slash = path4.lastIndexOf("/");
    if (slash !== last.directory.length || !path4.startsWith(last.directory)) {
      const directory = path4.slice(0, slash);
      last = { directory, node: directoryOf3(directory, 0) };
    }
    const parent = last.node;
    return parent < 0 ? -1 : paths.findChild(parent, path4.slice(slash + 1));
  };
}
function lexical(path4) {
  const parts = [];
  for (const part of path4.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.map((part) => `/${part}`).join("");
}
// src/packages/system-owners.ts
var STATUS = /^\/var\/lib\/dpkg\/status$/;
var SINGLE = /^\/var\/lib\/dpkg\/status\.d\/([^/]+?)(\.md5sums)?$/;
var LIST = /^\/var\/lib\/dpkg\/info\/([^/]+)\.(list|md5sums)$/;
var APK = /^\/(?:usr\/)?lib\/apk\/db\/installed$/;
function createSystemOwners(catalog, register, distribution) {
  const state = {
    catalog,
    register,
    distribution,
    find: createPathFinder(catalog),
    ownerOfNode: new Int32Array(catalog.paths.size).fill(-1),
    installed: /* @__PURE__ */ new Map(),
    single: /* @__PURE__ */ new Map(),
    lists: /* @__PURE__ */ new Map(),
    complete: /* @__PURE__ */ new Set(),
    assigned: /* @__PURE__ */ new Map(),
    apk: [],
    live: new Uint8Array(0)
  };
  return {
    apply(rows) {
      const readers = rows.map((row) => readDatabase(state, row));
      if (!readers.includes(true)) return;
      assignLists(state, state.catalog.layer(rows[0] ?? 0));
      state.live = liveOf(state);
    },
    owner(node2) {
      const number3 = state.ownerOfNode[node2] ?? -1;
      return number3 >= 0 && state.live[number3] === 1 ? number3 : -1;
    }
  };
}
function readDatabase(state, row) {
  const path4 = state.catalog.path(row);
  const content = state.catalog.facts(row)?.content;
  if (content === void 0) return false;
  if (STATUS.test(path4)) state.installed = readStatus(state, decodePathText(content));
  else if (APK.test(path4)) readApk(state, decodePathText(content), state.catalog.layer(row));
  else return readPart2(state, path4, content);
  return true;
}
function readPart2(state, path4, content) {
  const single = SINGLE.exec(path4);
  const list3 = LIST.exec(path4);
  if (single?.[1] !== void 0) readStatusPart(state, single, decodePathText(content));
  else if (list3?.[1] !== void 0) readList(state, list3, decodePathText(content));
  else return false;
  return true;
}
function readStatusPart(state, [, file = "", sums2], text4) {
  if (sums2 === void 0) readSingle(state, file, text4);
  else addList(state, `status.d/${file}`, parseMd5sums(text4));
}
function readList(state, [, name = "", kind], text4) {
  if (kind === "list") {
    addList(state, name, parseFileList(text4));
    state.complete.add(name);
  } else if (!state.complete.has(name)) addList(state, name, parseMd5sums(text4));
}
function toPackageNumber(state, entry) {
  const { architecture, ...told } = entry;
  const identity = { type: "deb", name: entry.name, version: entry.version };
  const namespace = state.distribution ?? "debian";
  return state.register.number({
    ...identity,
    purl: toPurl({ ...identity, namespace, ...architecture !== void 0 && { architecture } }),
    depends: told.depends,
    ...told.provides.length > 0 && { provides: told.provides },
    ...told.section !== void 0 && { section: told.section },
    ...told.summary !== void 0 && { summary: told.summary }
  });
}
function readStatus(state, text4) {
  const installed2 = /* @__PURE__ */ new Map();
  for (const entry of parseDpkgStatus(text4)) {
    const number3 = toPackageNumber(state, entry);
    if (!installed2.has(entry.name)) installed2.set(entry.name, number3);
    if (entry.architecture !== void 0) installed2.set(`${entry.name}:${entry.architecture}`, number3);
  }
  return installed2;
}
function readSingle(state, file, text4) {
  parseDpkgStatus(text4).forEach((entry, index2) => {
    const key = index2 === 0 ? `status.d/${file}` : `status.d/${file} ${index2}`;
    state.single.set(key, toPackageNumber(state, entry));
  });
}
function addList(state, name, listed) {
  state.lists.set(name, Int32Array.from(listed.map(state.find).filter((node2) => node2 >= 0)));
  state.assigned.delete(name);
}
function assignLists(state, layer) {
  for (const [name, nodes] of state.lists) {
    const number3 = state.single.get(name) ?? state.installed.get(name) ?? state.installed.get(name.replace(/:[^:]*$/, ""));
    if (number3 === void 0 || state.assigned.get(name) === number3) continue;
    state.assigned.set(name, number3);
    state.register.note(number3, layer);
    for (const node2 of nodes) state.ownerOfNode[node2] = number3;
  }
}
function toApkNumber(state, entry) {
  const { name, version: version2, architecture, depends, provides } = entry;
  const namespace = state.distribution ?? "alpine";
  return state.register.number({
    type: "apk",
    name,
    version: version2,
    purl: toPurl({
      type: "apk",
      namespace,
      name,
      version: version2,
      ...architecture !== void 0 && { architecture }
    }),
    depends,
    ...provides.length > 0 && { provides }
  });
}
function readApk(state, text4, layer) {
  const before = new Set(state.apk);
  state.apk = parseApkInstalled(text4).map((entry) => {
    const number3 = toApkNumber(state, entry);
    if (!before.has(number3)) state.register.note(number3, layer);
    for (const path4 of entry.files) {
      const node2 = state.find(path4);
      if (node2 >= 0) state.ownerOfNode[node2] = number3;
    }
    return number3;
  });
}
function liveOf(state) {
  const live = new Uint8Array(state.register.packages.length);
  for (const number3 of state.installed.values()) live[number3] = 1;
  for (const number3 of state.single.values()) live[number3] = 1;
  for (const number3 of state.apk) live[number3] = 1;
  return live;
}
// src/packages/ownership.ts
function resolveOwnership(catalog) {
  const register = createRegister();
  const system = createSystemOwners(catalog, register, distributionOf(catalog));
  const language = createLanguageOwners(catalog, register);
  const find = (node2) => {
    const number3 = system.owner(node2);
    return number3 >= 0 ? number3 : language.owner(node2);
  };
  const owners = new Int32Array(catalog.rowCount).fill(-1);
  for (const [layer, rows] of databaseRows(catalog).entries()) {
    system.apply(rows);
    language.apply(rows.filter((row) => system.owner(catalog.node(row)) < 0));
    const last = catalog.firstRow(layer + 1);
    for (let row = catalog.firstRow(layer); row < last; row += 1)
      owners[row] = ownerOfRow(catalog, row, find);
  }
  for (let row = 0; row < owners.length; row += 1) {
    if ((owners[row] ?? -1) < 0 && catalog.visibility(row) === "visible")
      owners[row] = ownerOfRow(catalog, row, find);
  }
  return {
    packages: withRequests(catalog, register.packages),
    owner: (row) => owners[row] ?? -1,
    isRegisteredIn: (number3, layer) => register.isRegisteredIn(number3, layer)
  };
}
function databaseRows(catalog) {
  const byLayer = Array.from({ length: catalog.layerCount }, () => []);
  for (const row of catalog.factRows) {
    if (catalog.facts(row)?.content === void 0 || !isPackageDatabase(catalog.path(row))) continue;
    byLayer[catalog.layer(row)]?.push(row);
  }
  return byLayer;
}
function ownerOfRow(catalog, row, find) {
  if (catalog.type(row) === "directory") return -1;
  const node2 = catalog.node(row);
  const owner = find(node2);
  return owner >= 0 ? owner : ownerOfSource(catalog, node2, find);
}
var PYCACHE = "__pycache__";
var PYCACHE_SHAPE = shapeOf(PYCACHE);
function ownerOfSource({ paths }, node2, find) {
  const directory = paths.parent(node2);
  if (directory <= 0 || paths.nameShape(directory) !== PYCACHE_SHAPE) return -1;
  if (paths.name(directory) !== PYCACHE) return -1;
  const source = paths.findChild(paths.parent(directory), `${paths.name(node2).split(".", 1)[0] ?? ""}.py`);
  return source < 0 ? -1 : find(source);
}
function lastText(catalog, path4) {
  const node2 = catalog.paths.find(path4);
  const row = node2 < 0 ? -1 : catalog.visibleRow(node2);
  const content = row < 0 ? void 0 : catalog.facts(row)?.content;
  return content === void 0 ? void 0 : new TextDecoder().decode(content);
}
function withRequests(catalog, packages) {
  const states = lastText(catalog, "/var/lib/apt/extended_states");
  const world = lastText(catalog, "/etc/apk/world");
  const automatic = states === void 0 ? void 0 : parseExtendedStates(states);
  const asked = world === void 0 ? void 0 : parseApkWorld(world);
  return packages.map((pkg) => {
    if (pkg.type === "deb" && automatic !== void 0)
      return { ...pkg, isRequested: !automatic.has(pkg.name) };
    if (pkg.type === "apk" && asked !== void 0) return { ...pkg, isRequested: asked.has(pkg.name) };
    return pkg;
  });
}
// src/inspect.ts
async function inspectImage(subject, reading, ports) {
  const image = await ports.openImage(subject, reading);
  const catalog = catalogLayers(image.layers.map((layer) => layer.table));
  const { stage, recorded, provenance } = makingOf(image, subject);
  const base = baseImageOf(
    stage,
    { recorded: provenance && recordedStart(provenance), logged: subject.starts ?? [] },
    subject.buildContexts
  );
  const baseDiffIDs = await readBaseDiffIDs({ subject, image, base }, ports);
  const ledger = buildLedger({
    image,
    catalog,
    origins: attributeLayers({
      config: image.config,
      finalStage: stage,
      baseDiffIDs,
      recorded
    }),
    ownership: resolveOwnership(catalog),
    repository: subject.repository,
    baseName: base.name,
    dockerfile: subject.dockerfile?.path ?? null,
    recipe: stage && stage.recipe,
    start: startInstructions(stage?.instructions ?? [])
  });
  return { image, ledger };
}
function makingOf(image, subject) {
  const provenance = image.provenance ?? subject.provenance ?? null;
  return {
    stage: subject.dockerfile ? stageOf(subject.dockerfile, subject) : recordedStage(provenance),
    recorded: provenance === null ? [] : recordsOf(image, provenance, subject),
    provenance
  };
}
function recordsOf({ layers }, provenance, { dockerfile }) {
  const records = recordedLayers(
    provenance,
    layers.map(({ digest: digest2 }) => digest2)
  );
  if (dockerfile === null || dockerfile.text === provenance.dockerfile?.text) return records;
  return records.map((record4) => record4?.kind === "step" ? { kind: "step", lines: [] } : record4);
}
function recordedStage(provenance) {
  if (!provenance?.dockerfile) return null;
  const { target, dockerfile } = provenance;
  try {
    return finalStage(parseDockerfile(dockerfile.text, dockerfile.name), {
      ...target !== void 0 && { target },
      buildArgs: []
    });
  } catch (error2) {
    if (error2 instanceof import_shared_4.GateError) return null;
    throw error2;
  }
}
function stageOf({ text: text4, path: path4 }, subject) {
  return finalStage(parseDockerfile(text4, path4), {
    ...subject.target !== void 0 && { target: subject.target },
    ...subject.platform && { platform: subject.platform },
    buildArgs: subject.buildArgs,
    buildContexts: subject.buildContexts
  });
}
async function readBaseDiffIDs({ subject, image, base }, ports) {
  if (base.name === "scratch") return [];
  if (base.name === null && subject.base === void 0) return null;
  const { diffIDs } = image.config;
  return ports.baseDiffIDs(
    subject,
    base,
    (own2) => own2.every((diffID, ordinal) => diffID === diffIDs[ordinal])
  );
}
// src/ledger/sums.ts
var MAX_LABEL_TEXT = 120;
function sumBy(ledger, column) {
  const sums2 = /* @__PURE__ */ new Map();
  const keyOf4 = KEYS[column](ledger);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    const bytes = ledger.catalog.bytes(row);
    if (bytes === 0) continue;
    const { key, label } = keyOf4(row);
    const sum = sums2.get(key);
    if (sum === void 0) sums2.set(key, { label, bytes });
    else sum.bytes += bytes;
  }
  return sums2;
}
var KEYS = {
  instruction: (ledger) => {
    const keys = instructionKeys(ledger);
    return (row) => keys[ledger.catalog.layer(row)] ?? plain("(unknown)");
  },
  owner: (ledger) => {
    const keys = ledger.packages.map(ownerKey);
    const unowned = plain("(unowned)");
    return (row) => keys[ledger.ownerIndex(row)] ?? unowned;
  },
  class: (ledger) => (row) => plain(ledger.fileClass(row)),
  directory: directoryKeys
};
var plain = (key) => ({ key, label: key });
function instructionKeys({ origins }) {
  const lines = /* @__PURE__ */ new Map();
  return origins.map((origin) => {
    if (origin.kind !== "instruction") return plain(origin.kind === "unknown" ? "(unknown)" : "(base image)");
    const { stage, text: text4, line } = origin.instruction;
    const identity = `${stage}: ${text4.replace(/\s+/g, " ")}`;
    const known2 = lines.get(identity) ?? [];
    lines.set(identity, known2);
    if (!known2.includes(line)) known2.push(line);
    return { key: `${identity} #${known2.indexOf(line) + 1}`, label: instructionLabel(origin.instruction) };
  });
}
function instructionLabel({ dockerfile, line, text: text4 }) {
  const shown = text4.length > MAX_LABEL_TEXT ? `${text4.slice(0, MAX_LABEL_TEXT)}\u2026` : text4;
  return `${dockerfile}:${line} ${shown}`;
}
function ownerKey({ purl, type, name }) {
  return { key: purl.replace(/[@?#].*$/, ""), label: `${name} (${type})` };
}
function directoryKeys({ catalog }) {
  const { paths } = catalog;
  const known2 = /* @__PURE__ */ new Map();
  return (row) => {
    let node2 = paths.parent(catalog.node(row));
    let below = node2;
    let second = node2;
    while (node2 > 0) {
      second = below;
      below = node2;
      node2 = paths.parent(node2);
    }
    const top = Math.max(second, 0);
    let keyed = known2.get(top);
    if (keyed === void 0) known2.set(top, keyed = plain(paths.path(top)));
    return keyed;
  };
}
// src/compare/generated-files.ts
var GENERATED_FILES = [
  {
    files: /^\/var\/log\/(apt\/[^/]+|(dpkg|alternatives|bootstrap|fontconfig|apk|pacman|yum|hawkey)\.log|dnf[^/]*\.log)$/,
    what: "logs of package managers",
    why: "times"
  },
  { files: /^\/var\/log\/(lastlog|faillog|wtmp|btmp|tallylog)$/, what: "logs of logins", why: "times" },
  {
    files: /^(\/etc\/ld\.so\.cache|\/var\/cache\/ldconfig\/aux-cache)$/,
    what: "ldconfig's caches",
    why: "inode numbers and times (ldconfig(8))"
  },
  {
    files: /^(\/etc|\/var\/lib\/dbus)\/machine-id$/,
    what: "machine-id",
    why: "made at random (machine-id(5))"
  },
  {
    files: /^\/(usr\/)?lib\/apk\/db\/scripts\.tar(\.gz)?$/,
    what: "apk's scripts.tar",
    why: "times of its members"
  },
  {
    files: /^\/(var\/cache\/(misc\/)?apk|etc\/apk\/cache)\/|^\/var\/lib\/apt\/lists\/|^\/var\/cache\/apt\/(src)?pkgcache\.bin$/,
    what: "package lists of apt and apk",
    why: "what the mirror had on that day"
  },
  {
    files: /^\/var\/(cache\/(dnf|yum|libdnf5|tdnf|zypp)|lib\/dnf)\/|^(\/var\/lib|\/usr\/lib\/sysimage)\/rpm\/(rpmdb\.sqlite(-shm|-wal)?|Packages(\.db)?|Index\.db|[A-Z][A-Za-z]+)$/,
    what: "databases and caches of rpm",
    why: "times of installation"
  },
  {
    files: /\.pyc$/,
    what: "compiled Python",
    why: "time of the source (PEP 552), order of marshalled objects"
  },
  {
    files: /^\/etc\/(g?shadow|passwd|group)-?$/,
    what: "accounts",
    why: "day of the last change (shadow(5))"
  },
  {
    files: /^\/var\/cache\/fontconfig\/|\/fonts\/(.+\/)?\.uuid$/,
    what: "font caches",
    why: "times of directories, UUIDs made at random"
  },
  { files: /^\/var\/cache\/man\/(.+\/)?index\.db$/, what: "index of manual pages", why: "times" },
  {
    files: /^\/usr\/(local\/)?share\/(doc|man|info)\/.+\.gz$/,
    what: "compressed documents",
    why: "time in the header (RFC 1952, MTIME)"
  },
  {
    files: /^\/etc\/ssl\/certs\/java\/cacerts$|\/lib\/security\/cacerts$/,
    what: "Java's trust store",
    why: "time of every entry"
  },
  { files: /\.jsa$/, what: "class data archives of Java", why: "times, order of classes" },
  { files: /\/maven-archiver\/pom\.properties$/, what: "Maven's build notes", why: "time in a comment" },
  { files: /\/\.cache\/go-build\//, what: "Go build cache", why: "time of every entry" },
  {
    files: /\/target\/(\.rustc_info\.json|(.+\/)?\.fingerprint\/.+|(.+\/)?incremental\/.+)$|\/\.?cargo\/\.(global|package)-cache[^/]*$/,
    what: "Cargo's notes",
    why: "times, order of what ran side by side"
  },
  {
    files: /\/\.npm\/(_logs|_cacache)\/|\/\.npm\/_update-notifier-last-checked$|\/node_modules\/\.modules\.yaml$/,
    what: "caches and logs of npm and pnpm",
    why: "times"
  },
  { files: /\/\.cache\/(pip|uv|pypoetry)\//, what: "caches of Python installers", why: "times of responses" }
];
var MAX_GENERATED_CHANGE_BYTES = 64 * 1024;
function isGenerated(path4) {
  return GENERATED_FILES.some(({ files }) => files.test(path4));
}
// src/compare/layer-units.ts
function readUnits(ledger, other) {
  const shared = sharedLayers(ledger, other);
  const keys = unitKeys(ledger);
  const units = /* @__PURE__ */ new Map();
  for (const [ordinal, origin] of ledger.origins.entries()) {
    const key = keys[ordinal] ?? "unknown";
    const unit = units.get(key) ?? { kind: origin.kind, layers: [], newLayers: [] };
    units.set(key, unit);
    unit.layers.push(ordinal);
    if (!shared.has(ordinal)) unit.newLayers.push(ordinal);
  }
  return new Map(
    [...units].map(([key, unit]) => [
      key,
      { ...unit, instruction: instructionOf2(ledger, unit.layers[0] ?? -1) }
    ])
  );
}
function sharedLayers({ layers }, other) {
  const counts = /* @__PURE__ */ new Map();
  for (const { diffID } of other.layers) counts.set(diffID, (counts.get(diffID) ?? 0) + 1);
  const shared = /* @__PURE__ */ new Set();
  for (const { diffID, ordinal } of layers) {
    const count = counts.get(diffID) ?? 0;
    if (count > 0) shared.add(ordinal);
    counts.set(diffID, count - 1);
  }
  return shared;
}
function unitKeys({ origins }) {
  const lines = /* @__PURE__ */ new Map();
  return origins.map((origin) => {
    if (origin.kind !== "instruction") return origin.kind;
    const { stage, text: text4, line } = origin.instruction;
    const identity = `${stage}: ${text4}`;
    const known2 = lines.get(identity) ?? [];
    lines.set(identity, known2);
    if (!known2.includes(line)) known2.push(line);
    return `${identity} #${known2.indexOf(line)}`;
  });
}
function instructionOf2({ origins }, ordinal) {
  const origin = origins[ordinal];
  return origin?.kind === "instruction" ? origin.instruction : null;
}
// src/compare/same-inputs.ts
function isSameRun2(before, after) {
  const [one2, other] = [findStep(before), findStep(after)];
  if (one2 === void 0 || one2.index !== other?.index) return false;
  const step = other.recipe.steps[other.index];
  if (step?.ref.keyword !== "RUN" || mountsFiles(step)) return false;
  return hasSameHistory(before, after) && isSameUpTo(one2.recipe, other.recipe, one2.index);
}
function findStep({ ledger: { recipe }, unit }) {
  if (recipe === null || unit?.instruction == null) return void 0;
  const index2 = stepOf2(recipe, unit.instruction);
  return index2 < 0 ? void 0 : { index: index2, recipe };
}
function hasSameHistory(before, after) {
  const createdBy = ownHistory(before);
  return createdBy !== void 0 && createdBy === ownHistory(after);
}
function ownHistory({ ledger, unit }) {
  const [layer, ...others] = unit?.layers ?? [];
  return layer === void 0 || others.length > 0 ? void 0 : ledger.layers[layer]?.history?.createdBy;
}
// src/compare/unit-difference.ts
function createUnitComparer(paths) {
  const columns2 = { before: new Int32Array(paths.size).fill(-1), after: new Int32Array(paths.size).fill(-1) };
  return (before, after) => {
    fill3(columns2.before, before);
    fill3(columns2.after, after);
    const difference2 = compareRows(columns2, before, after);
    clear(columns2.before, before);
    clear(columns2.after, after);
    return difference2;
  };
}
function* rowsOf({ ledger: { catalog }, layers }) {
  for (const layer of layers) {
    const end2 = catalog.firstRow(layer + 1);
    for (let row = catalog.firstRow(layer); row < end2; row++) yield row;
  }
}
function fill3(column, side) {
  for (const row of rowsOf(side)) column[side.ledger.catalog.node(row)] = row;
}
function clear(column, side) {
  for (const row of rowsOf(side)) column[side.ledger.catalog.node(row)] = -1;
}
function compareRows(columns2, before, after) {
  const isSame = hasSameWhiteouts(before, after);
  const count = { files: 0, isSame, isGeneratedOnly: isSame, isProven: isSame };
  const [one2, other] = [before.ledger.catalog, after.ledger.catalog];
  for (const { node: node2, row } of lastRows(columns2.after, after)) {
    const was = columns2.before[node2] ?? -1;
    if (was < 0) noteLack(count, other, row);
    else comparePair(count, [one2, was], [other, row]);
  }
  for (const { node: node2, row } of lastRows(columns2.before, before)) {
    if ((columns2.after[node2] ?? -1) < 0) noteLack(count, one2, row);
  }
  return count;
}
function* lastRows(column, side) {
  for (const row of rowsOf(side)) {
    const node2 = side.ledger.catalog.node(row);
    if (column[node2] === row) yield { node: node2, row };
  }
}
function noteLack(count, catalog, row) {
  if (catalog.type(row) !== "directory") count.files++;
  Object.assign(count, { isSame: false, isGeneratedOnly: false, isProven: false });
}
function comparePair(count, before, after) {
  const isLike = hasSameHeader(before, after);
  if (isLike && isProvenSame(before, after)) return;
  count.isProven = false;
  if (isLike && hasSameContent(before, after)) return;
  const [catalog, row] = after;
  count.isSame = false;
  if (catalog.type(row) !== "directory") count.files++;
  count.isGeneratedOnly &&= isLike && isGenerated(catalog.path(row));
}
function hasSameHeader([one2, row], [other, otherRow]) {
  return one2.type(row) === other.type(otherRow) && one2.mode(row) === other.mode(otherRow) && one2.linkTarget(row) === other.linkTarget(otherRow);
}
function isProvenSame([one2, row], [other, otherRow]) {
  if (one2.type(row) !== "regular") return true;
  if (one2.size(row) !== other.size(otherRow)) return false;
  const blob = one2.facts(row)?.gitBlob;
  return one2.size(row) === 0 || blob !== void 0 && blob === other.facts(otherRow)?.gitBlob;
}
function hasSameContent([one2, row], [other, otherRow]) {
  const sum = one2.contentSum(row);
  return one2.size(row) === other.size(otherRow) && sum !== 0 && sum === other.contentSum(otherRow) && one2.contentSumKind(one2.layer(row)) === other.contentSumKind(other.layer(otherRow));
}
function hasSameWhiteouts(before, after) {
  const marks = ({ ledger, layers }) => layers.flatMap((layer) => {
    const table = ledger.layers[layer]?.table;
    return [
      ...(table?.whiteouts ?? []).map((node2) => `path ${node2}`),
      ...(table?.opaqueDirectories ?? []).map((node2) => `opaque ${node2}`)
    ];
  }).sort().join("\n");
  return marks(before) === marks(after);
}
// src/compare/cause-sums.ts
function sumCauses({ baseline, candidate }, found, files) {
  const after = layerBytes(candidate);
  const before = layerBytes(baseline);
  const pulled = pulledLayers(baseline, candidate);
  const part = (cause) => {
    const isOf2 = (layer) => layer?.cause === cause;
    const sum = (bytes, layers) => bytes.reduce((total, count, ordinal) => isOf2(layers[ordinal]) ? total + count : total, 0);
    const own2 = pulled.filter((ordinal) => isOf2(found.candidate[ordinal]));
    return {
      files: files[cause],
      bytes: sum(after, found.candidate) - sum(before, found.baseline),
      layers: own2.length,
      pull: own2.reduce((total, ordinal) => total + (candidate.layers[ordinal]?.transferBytes ?? 0), 0)
    };
  };
  return { change: part("change"), rebuild: part("rebuild"), base: part("base") };
}
function layerBytes({ catalog }) {
  return Array.from({ length: catalog.layerCount }, (_, layer) => {
    let bytes = 0;
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row++)
      bytes += catalog.bytes(row);
    return bytes;
  });
}
function pulledLayers(baseline, candidate) {
  const present = new Set(baseline.layers.map(({ diffID }) => diffID));
  return candidate.layers.flatMap(({ diffID, ordinal }) => {
    if (present.has(diffID)) return [];
    present.add(diffID);
    return [ordinal];
  });
}
// src/compare/causes.ts
var SAME = { cause: "same", isExcused: false, isCertain: false };
function readCauses(baseline, candidate, making) {
  const [before, after] = [readUnits(baseline, candidate), readUnits(candidate, baseline)];
  const compareUnits = createUnitComparer(candidate.catalog.paths);
  const found = { baseline: baseline.layers.map(() => SAME), candidate: candidate.layers.map(() => SAME) };
  const files = { same: 0, change: 0, rebuild: 0, base: 0 };
  let isBelowKnown = true;
  for (const key of /* @__PURE__ */ new Set([...after.keys(), ...before.keys()])) {
    const sides = {
      before: { ledger: baseline, unit: before.get(key) },
      after: { ledger: candidate, unit: after.get(key) }
    };
    const {
      isKnown,
      files: count,
      ...cause
    } = judgeUnit({ ...sides, ...making, isBelowKnown }, compareUnits);
    isBelowKnown &&= isKnown;
    files[cause.cause] += count;
    note2(found.baseline, sides.before, cause);
    note2(found.candidate, sides.after, cause);
  }
  return { ...found, causes: sumCauses({ baseline, candidate }, found, files) };
}
function note2(causes, { unit }, cause) {
  for (const layer of unit?.newLayers ?? []) causes[layer] = cause;
}
function judgeUnit(pair, compareUnits) {
  const [before, after] = [toSide(pair.before), toSide(pair.after)];
  if (before.layers.length + after.layers.length === 0) return { ...SAME, files: 0, isKnown: true };
  const difference2 = compareUnits(before, after);
  return { ...judgeDifference(pair, difference2), files: difference2.files };
}
function judgeDifference(pair, difference2) {
  const isCertain = pair.isCandidateBuilt;
  if (isMovedBase(pair)) return { cause: "base", isExcused: isCertain, isCertain, isKnown: true };
  if (difference2.isProven && hasSameBytes(pair))
    return { cause: "rebuild", isExcused: true, isCertain: false, isKnown: true };
  if (isCertain && pair.isBelowKnown && isSameRun2(pair.before, pair.after))
    return { cause: "rebuild", isExcused: true, isCertain, isKnown: true };
  const isExcused = isNoise(pair, difference2);
  return { cause: isExcused ? "rebuild" : "change", isExcused, isCertain: false, isKnown: false };
}
function toSide({ ledger, unit }) {
  return { ledger, layers: unit?.newLayers ?? [] };
}
function isMovedBase({ before, after }) {
  if (after.unit?.kind !== "base-image") return false;
  const [one2, other] = [before.ledger.baseName, after.ledger.baseName];
  return one2 !== null && other !== null && completeName(one2) === completeName(other);
}
function isNoise(pair, { isSame, isGeneratedOnly }) {
  const { before, after } = pair;
  if (isSame) return hasSameBytes(pair);
  const isFromContext = after.unit?.instruction != null && copiesContext(after.unit.instruction);
  if (!isGeneratedOnly || isFromContext) return false;
  return Math.abs(bytesOf(after) - bytesOf(before)) <= MAX_GENERATED_CHANGE_BYTES;
}
function hasSameBytes({ before, after }) {
  return bytesOf(before) === bytesOf(after);
}
function copiesContext({ keyword, text: text4 }) {
  return (keyword === "COPY" || keyword === "ADD") && !/^COPY (--\S+ )*--from=/i.test(text4);
}
function bytesOf({ ledger: { catalog }, unit }) {
  let bytes = 0;
  for (const layer of unit?.newLayers ?? []) {
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row++)
      bytes += catalog.bytes(row);
  }
  return bytes;
}
// src/compare/sizes.ts
function sizesOf2({ catalog, layers }) {
  return {
    content: catalog.contentBytes,
    rootfs: catalog.rootfsBytes,
    hidden: catalog.contentBytes - catalog.rootfsBytes,
    transfer: layers.reduce((sum, layer) => sum + layer.transferBytes, 0),
    isTransferEstimated: layers.some((layer) => layer.transferEstimated)
  };
}
function compareSizes(baseline, candidate) {
  const before = baseline && sizesOf2(baseline);
  const after = sizesOf2(candidate);
  return {
    content: toChange(before && before.content, after.content),
    rootfs: toChange(before && before.rootfs, after.rootfs),
    hidden: toChange(before && before.hidden, after.hidden),
    transfer: toChange(before && before.transfer, after.transfer),
    pull: baseline && pullBytes(baseline, candidate)
  };
}
function toChange(baseline, candidate) {
  if (baseline === null) return { baseline, candidate, delta: null, percent: null };
  const delta = candidate - baseline;
  const percent = baseline === 0 ? null : Math.round(delta / baseline * 1e4) / 100;
  return { baseline, candidate, delta, percent: percent === 0 ? 0 : percent };
}
function pullBytes(baseline, candidate) {
  return pulledLayers(baseline, candidate).reduce(
    (bytes, ordinal) => bytes + (candidate.layers[ordinal]?.transferBytes ?? 0),
    0
  );
}
// src/compare/split.ts
var CONTENT_HASH = /[.-](?=[\w-]*\d|[\w-]*[a-z][\w-]*[A-Z]|[\w-]*[A-Z][\w-]*[a-z])[\w-]{8,64}(?=(?:\.chunk)?\.(?:[cm]?js|css)\.map$)/;
function matchFindings(baseline, candidate) {
  const before = new Map((baseline?.findings ?? []).map((finding) => [finding.fingerprint, finding]));
  const parts = baseline === null ? candidate.findings.map((finding) => whole(finding, "introduced")) : partsOf(before, baseline, candidate);
  const persisting = new Set(
    parts.flatMap(({ status, finding }) => status === "persisting" ? [finding.fingerprint] : [])
  );
  const resolved = [...before.values()].filter(({ fingerprint }) => !persisting.has(fingerprint));
  return [...parts, ...resolved.map((finding) => whole(finding, "resolved"))];
}
function partsOf(before, baseline, candidate) {
  const isRewriting = rewritings(baseline, candidate);
  return candidate.findings.flatMap((finding) => {
    const other = before.get(finding.fingerprint);
    if (other === void 0) return [whole(finding, isRewriting(finding) ? "persisting" : "introduced")];
    if (finding.evidence === "thing") return [whole(finding, "persisting")];
    return splitByPath(finding, pathsOf2(baseline, other.rows), candidate);
  });
}
function rewritings(baseline, candidate) {
  const then = inheritedFindings(baseline);
  const now = inheritedFindings(candidate);
  const { catalog } = candidate.ledger;
  return (finding) => {
    if (finding.evidence !== "thing" || finding.inherited || finding.rows.length === 0) return false;
    const inherited = now.get(keyOf2(finding));
    if (inherited === void 0 || !then.has(keyOf2(finding))) return false;
    const nodes = new Set(inherited.rows.map((row) => catalog.node(row)));
    return finding.rows.every((row) => nodes.has(catalog.node(row)));
  };
}
function inheritedFindings({ findings }) {
  return new Map(findings.filter(({ inherited }) => inherited).map((finding) => [keyOf2(finding), finding]));
}
function keyOf2({ ruleId, subject }) {
  return `${ruleId}\0${subject}`;
}
function whole(finding, status) {
  return { finding, status, rows: finding.rows };
}
function splitByPath(finding, known2, { ledger }) {
  if (finding.rows.length === 0) return [whole(finding, "persisting")];
  const isKnown = (row) => known2.has(stableName(ledger.catalog.path(row)));
  const parts = [
    { finding, status: "introduced", rows: finding.rows.filter((row) => !isKnown(row)) },
    { finding, status: "persisting", rows: finding.rows.filter(isKnown) }
  ];
  return parts.filter((part) => part.rows.length > 0);
}
function pathsOf2({ ledger }, rows) {
  return new Set(rows.map((row) => stableName(ledger.catalog.path(row))));
}
function stableName(path4) {
  return path4.endsWith(".map") ? path4.replace(CONTENT_HASH, "-*") : path4;
}
// src/compare/compare.ts
function compare(baseline, candidate, making = { isCandidateBuilt: false }) {
  const layerCauses = baseline && readCauses(baseline.ledger, candidate.ledger, making);
  const findings = matchFindings(baseline, candidate).map((part) => {
    const ledger = part.status === "resolved" && baseline ? baseline.ledger : candidate.ledger;
    return toCompared(part, ledger, causeOf(part, ledger, layerCauses));
  });
  return {
    sizes: compareSizes(baseline && baseline.ledger, candidate.ledger),
    findings: findings.toSorted(bySeverity),
    ledger: compareSums(baseline && baseline.ledger, candidate.ledger),
    layerCauses
  };
}
function causeOf({ finding, status, rows }, { catalog }, causes) {
  if (status === "persisting") return null;
  if (finding.category === "broken-stage" || rows.length === 0) return "change";
  const byLayer = status === "resolved" ? causes?.baseline : causes?.candidate;
  return foremost2(new Set(rows.map((row) => certainCause(byLayer?.[catalog.layer(row)]))));
}
function foremost2(causes) {
  if (causes.has("change")) return "change";
  return causes.has("base") ? "base" : "rebuild";
}
function certainCause(layer) {
  return layer?.isCertain !== true || layer.cause === "same" ? "change" : layer.cause;
}
function toCompared({ finding, status, rows }, ledger, cause) {
  const whole2 = { ...withoutRows(finding, status), cause };
  if (rows.length === finding.rows.length) return whole2;
  const part = evidenceOf(ledger, rows);
  const message = messageOfPart(finding, { ...part, inherited: finding.inherited });
  return { ...whole2, ...part, message };
}
function withoutRows(finding, status) {
  const { ruleId, category, severity, inherited, subject, version: version2, message, bytes, files } = finding;
  const { packages, locations, locationsOmitted, place: place3, fix, fingerprint, primary } = finding;
  return {
    ...{ ruleId, category, severity, status, inherited, subject, version: version2, message, bytes, files },
    ...{ packages, locations, locationsOmitted, place: place3, fix, fingerprint, primary }
  };
}
var SEVERITIES2 = ["error", "warning", "note"];
var STATUSES = ["introduced", "persisting", "resolved"];
function bySeverity(a, b) {
  return SEVERITIES2.indexOf(a.severity) - SEVERITIES2.indexOf(b.severity) || STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || byText(a.ruleId, b.ruleId) || byText(a.subject, b.subject) || Number(a.inherited) - Number(b.inherited) || byText(a.fingerprint, b.fingerprint);
}
function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function compareSums(baseline, candidate) {
  const lines = (by) => toLines(baseline && sumBy(baseline, by), sumBy(candidate, by));
  return {
    byInstruction: lines("instruction"),
    byOwner: lines("owner"),
    byClass: lines("class"),
    byDirectory: lines("directory")
  };
}
function toLines(baseline, candidate) {
  const keys = /* @__PURE__ */ new Set([...candidate.keys(), ...baseline?.keys() ?? []]);
  const lines = [...keys].map((key) => {
    const label = (candidate.get(key) ?? baseline?.get(key))?.label ?? key;
    const after = bytesOf2(candidate, key);
    const before = baseline && bytesOf2(baseline, key);
    return { key, label, baseline: before, candidate: after, delta: before === null ? null : after - before };
  });
  return lines.filter((line) => line.candidate !== 0 || (line.baseline ?? 0) !== 0).toSorted(byChange);
}
function bytesOf2(sums2, key) {
  return sums2.get(key)?.bytes ?? 0;
}
function byChange(a, b) {
  return Math.abs(b.delta ?? b.candidate) - Math.abs(a.delta ?? a.candidate) || byText(a.key, b.key);
}
// src/dockerfile/inline-allow.ts
function parseInlineAllows(text4, dockerfile) {
  const lines = text4.split(/\r?\n/);
  const places = placesOf(dockerfile, lines);
  const allows = [];
  const mistakes = [];
  for (const [index2, line] of lines.entries()) {
    const comment = /^\s*#\s*final-stage\s(.*)$/.exec(line)?.[1];
    if (comment === void 0 || places.isInside(index2)) continue;
    const parsed = parseComment(comment);
    const instruction = places.below(index2);
    if (parsed.kind === "mistake") mistakes.push({ line: index2 + 1, message: parsed.message });
    else if (!instruction) mistakes.push({ line: index2 + 1, message: "there is no instruction right below" });
    else allows.push(...parsed.rules.map((rule) => toEntry3(rule, parsed, instruction)));
  }
  return { allows, mistakes };
}
function placesOf({ stages }, lines) {
  const inside = /* @__PURE__ */ new Set();
  const starts = /* @__PURE__ */ new Map();
  for (const ref of stages.flatMap((stage) => [stage.from, ...stage.instructions.map((own2) => own2.ref)])) {
    starts.set(ref.line - 1, ref);
    for (let at = ref.line - 1; at < ref.endLine; at++) inside.add(at);
  }
  const below = Array.from(lines, () => void 0);
  for (let at = lines.length - 2; at >= 0; at--) {
    below[at] = /^\s*#/.test(lines[at + 1] ?? "") ? below[at + 1] : starts.get(at + 1);
  }
  return { isInside: (index2) => inside.has(index2), below: (index2) => below[index2] };
}
var WORD = /^\s*([a-z]+)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)/;
var KEYS2 = ["allow", "reason", "until"];
function parseComment(comment) {
  const values = /* @__PURE__ */ new Map();
  let rest = comment.trimEnd();
  while (rest !== "") {
    const word = readWord(rest);
    if (!word) return mistake(`cannot read ${quoted(rest.trim())}, expected \`key=value\``);
    const trouble = checkKey(word.key, values);
    if (trouble) return trouble;
    values.set(word.key, word.value);
    rest = word.rest;
  }
  const valueOf = (key) => values.get(key)?.trim() ?? "";
  const rules = valueOf("allow").split(",").filter((rule) => rule !== "");
  return toParsed({ rules, reason: valueOf("reason"), until: valueOf("until") });
}
function readWord(text4) {
  const [whole2, key, inQuotes, bare] = WORD.exec(text4) ?? [];
  if (whole2 === void 0 || key === void 0) return void 0;
  return { key, value: inQuotes ?? bare ?? "", rest: text4.slice(whole2.length) };
}
function checkKey(key, values) {
  if (!KEYS2.includes(key)) {
    return mistake(`unknown key ${quoted(key)}, expected \`allow\`, \`reason\` or \`until\``);
  }
  return values.has(key) ? mistake(`\`${key}\` is given twice`) : void 0;
}
function toParsed({
  rules,
  reason,
  until
}) {
  const wrongRule = rules.find((rule) => !/^[a-z][a-z0-9-]{0,63}$/.test(rule));
  if (rules.length === 0) return mistake("`allow=RULE` is missing");
  if (wrongRule !== void 0) return mistake(`${quoted(wrongRule)} is not the name of a rule`);
  if (reason === "") return mistake('`reason="\u2026"` is missing');
  if (until === "") return mistake("`until=YYYY-MM-DD` is missing");
  if (!isDay(until)) return mistake(`\`until\` is ${quoted(until)}, expected a day such as \`2027-01-31\``);
  return { kind: "allow", rules, reason, until };
}
function mistake(message) {
  return { kind: "mistake", message };
}
function quoted(text4) {
  return `\`${text4.slice(0, 80).replaceAll("`", "'")}\``;
}
function isDay(text4) {
  const time2 = /^\d{4}-\d{2}-\d{2}$/.test(text4) ? Date.parse(`${text4}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time2) && new Date(time2).toISOString().startsWith(text4);
}
function toEntry3(rule, parsed, instruction) {
  return {
    rule,
    reason: parsed.reason,
    expires: parsed.until,
    source: "inline",
    instructionText: instruction.text,
    ...instruction.digest !== void 0 && { instructionDigest: instruction.digest }
  };
}
// src/policy/day.ts
function isDay2(text4) {
  const time2 = /^\d{4}-\d{2}-\d{2}$/.test(text4) ? Date.parse(`${text4}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time2) && new Date(time2).toISOString().startsWith(text4);
}
function isExpired(expires, today) {
  return expires !== null && expires < today;
}
// src/policy/glob.ts
var import_picomatch = (0, import_shared_5.__toESM)(require_picomatch2(), 1);
// src/policy/linear-glob.ts
function linearMatcher(glob, crosses) {
  const steps = [];
  compile({ glob, crosses, steps });
  steps.push({ kind: "end" });
  return (text4) => runs(steps, text4);
}
var ANY = () => true;
var IN_NAME = (character) => character !== "/";
function compile({ glob, crosses, steps }) {
  for (let at = 0; at < glob.length; ) {
    const source = { glob: glob.slice(at), crosses, steps };
    at += (crosses ? 0 : compileDeep(source, glob.charAt(at - 1))) || compileOne(source);
  }
}
function compileDeep(source, before) {
  const { glob, steps } = source;
  if (/^(?:\/\*\*)+$/.test(glob) && before !== "*") return compileBelow(glob, steps);
  const leading = /^(?:\*\*\/)+/.exec(glob)?.[0];
  if (leading === void 0 || !["", "/"].includes(before)) return 0;
  optional2(steps, () => {
    many(steps, ANY);
    one(steps, "/");
  });
  return leading.length;
}
function compileBelow(glob, steps) {
  optional2(steps, () => {
    one(steps, "/");
    many(steps, ANY);
  });
  return glob.length;
}
var FORMS = {
  "*": ({ glob, crosses, steps }) => {
    many(steps, glob === "**" || crosses ? ANY : IN_NAME);
    return /^\*+/.exec(glob)?.[0].length ?? 1;
  },
  "{": compileAlternatives,
  "[": compileSet,
  "?": ({ steps }) => {
    steps.push({ kind: "one", accepts: IN_NAME });
    return 1;
  },
  "\\": ({ glob, steps }) => {
    one(steps, glob.charAt(1));
    return 2;
  }
};
function compileOne(source) {
  const first = source.glob.charAt(0);
  const form = FORMS[first];
  if (form !== void 0) return form(source);
  one(source.steps, first);
  return 1;
}
function compileSet({ glob, steps }) {
  const [whole2, negation, members2] = /^\[(\^?)(\]?[^\]]+)\]/.exec(glob) ?? [];
  if (whole2 === void 0) {
    one(steps, "[");
    return 1;
  }
  const ranges = [...(members2 ?? "").matchAll(/(.)-(.)|(.)/gs)].map(([, from, to, single]) => [
    from ?? single ?? "",
    to ?? single ?? ""
  ]);
  const isIn = (character) => ranges.some(([from = "", to = ""]) => from <= character && character <= to);
  steps.push({
    kind: "one",
    accepts: (character) => character !== "/" && isIn(character) === (negation === "")
  });
  return whole2.length;
}
function compileAlternatives({ glob, crosses, steps }) {
  const parts = splitAlternatives(glob);
  if (parts === void 0) {
    one(steps, "{");
    return 1;
  }
  const choice = { kind: "ways", to: [] };
  steps.push(choice);
  const ends = [];
  const starts = parts.map((part) => {
    const start = steps.length;
    compile({ glob: part, crosses, steps });
    const end2 = { kind: "ways", to: [] };
    steps.push(end2);
    ends.push(end2);
    return start;
  });
  choice.to = starts;
  for (const end2 of ends) end2.to = [steps.length];
  return parts.join(",").length + 2;
}
var DEPTH = { "{": 1, "}": -1 };
function splitAlternatives(glob) {
  const cuts = cutsOf(glob);
  if (cuts === void 0 || cuts.length < 3) return void 0;
  return cuts.slice(1).map((end2, index2) => glob.slice((cuts[index2] ?? 0) + 1, end2));
}
function cutsOf(glob) {
  let depth = 0;
  const cuts = [];
  for (const { 0: mark, index: index2 } of glob.matchAll(/\\.|[{},]/gs)) {
    depth += DEPTH[mark] ?? 0;
    const isOuter = mark === "}" ? depth === 0 : depth === 1 && (mark === "," || index2 === 0);
    if (isOuter) cuts.push(index2);
    if (depth === 0) return cuts;
  }
  return void 0;
}
function one(steps, character) {
  steps.push({ kind: "one", accepts: (other) => other === character });
}
function many(steps, accepts) {
  const at = steps.length;
  steps.push({ kind: "ways", to: [at + 1, at + 3] }, { kind: "one", accepts }, { kind: "ways", to: [at] });
}
function optional2(steps, inner) {
  const choice = { kind: "ways", to: [] };
  const at = steps.push(choice);
  inner();
  choice.to = [at, steps.length];
}
function runs(steps, text4) {
  let now = follow2(steps, [0]);
  for (const character of text4) {
    const next = [];
    for (const at of now) {
      const step = steps[at];
      if (step?.kind === "one" && step.accepts(character)) next.push(at + 1);
    }
    if (next.length === 0) return false;
    now = follow2(steps, next);
  }
  return now.has(steps.length - 1);
}
function follow2(steps, from) {
  const reached = new Set(from);
  for (const at of reached) {
    const step = steps[at];
    if (step?.kind === "ways") for (const to of step.to) reached.add(to);
  }
  return reached;
}
// src/policy/glob.ts
var OPTIONS = { dot: true, noextglob: true, nonegate: true };
var SAFE_STARS = 1;
function pathMatcher(glob) {
  return isSafe(glob) ? (0, import_picomatch.default)(glob, OPTIONS) : linearMatcher(glob, false);
}
function nameMatcher(glob) {
  const matches = isSafe(glob) ? (0, import_picomatch.default)(glob, { ...OPTIONS, bash: true }) : linearMatcher(glob, true);
  return (name) => name === glob || matches(name);
}
function isSafe(glob) {
  return (glob.match(/\*+/g) ?? []).length <= SAFE_STARS && !/[{}[\]()|+!@]/.test(glob);
}
function packageMatcher(glob) {
  const matches = nameMatcher(glob);
  return (purl) => matches(purl) || matches(withoutVersion(purl));
}
function withoutVersion(purl) {
  return purl.replace(/[@?#].*$/s, "");
}
// src/policy/allow.ts
function allowFindings({ entries, parts, ledger, today }) {
  const inForce = entries.filter((entry) => !isExpired(entry.expires, today)).map((entry) => ({ entry, accepts: toAcceptance(entry, ledger) }));
  return parts.flatMap((part) => {
    const { entry } = inForce.find(({ accepts }) => accepts(part)) ?? {};
    return entry === void 0 ? [] : [toAllowed(part, entry)];
  });
}
function toAllowed({ finding, status }, entry) {
  const { reason, expires, source } = entry;
  return { fingerprint: finding.fingerprint, status, reason, expires, source };
}
function allowNotices({ entries, parts, ledger, today }) {
  return entries.flatMap((entry) => {
    const isUsed2 = parts.some(toAcceptance(entry, ledger));
    if (isExpired(entry.expires, today)) {
      const effect = isUsed2 ? "and no longer allows what it matches" : "and matches nothing, it can go";
      const message = `the allow entry for ${describe3(entry)} expired on ${entry.expires ?? ""} ${effect}`;
      return [{ code: "expired-allow", message }];
    }
    if (isUsed2) return [];
    return [
      { code: "unused-allow", message: `the allow entry for ${describe3(entry)} matches nothing, it can go` }
    ];
  });
}
function describe3(entry) {
  const wanted = [entry.subject, entry.path, entry.package, entry.instructionText].filter((text4) => text4 !== void 0).map((text4) => `\`${text4.slice(0, 120).replaceAll("`", "'")}\``);
  return [`\`${entry.rule}\``, ...wanted].join(" ");
}
function toAcceptance(entry, ledger) {
  const { subject, path: path4, instructionDigest } = entry;
  const tests = [
    ({ finding }) => finding.ruleId === entry.rule || finding.category === entry.rule
  ];
  if (subject !== void 0) {
    const matches = nameMatcher(subject);
    tests.push(({ finding }) => matches(finding.subject));
  }
  if (entry.package !== void 0) {
    const matches = packageMatcher(entry.package);
    tests.push(
      ({ finding, rows }) => finding.packages.length > 0 && finding.packages.every(matches) && rows.every((row) => ledger.ownerIndex(row) >= 0)
    );
  }
  if (path4 !== void 0) {
    const matches = pathMatcher(path4);
    tests.push(({ rows }) => rows.length > 0 && rows.every((row) => matches(ledger.catalog.path(row))));
  }
  if (instructionDigest !== void 0) tests.push((part) => isOf(part, instructionDigest, ledger));
  return (part) => tests.length > 1 && tests.every((accepts) => accepts(part));
}
function isOf({ finding, rows }, digest2, ledger) {
  const areAll = rows.every((row) => digestOf3(ledger.origin(row)) === digest2);
  if (finding.primary?.digest === digest2) return finding.inherited || areAll;
  return rows.length > 0 && areAll;
}
function digestOf3(origin) {
  if (origin.kind === "instruction") return origin.instruction.digest;
  return origin.kind === "base-image" ? origin.from?.digest : void 0;
}
// src/policy/budgets.ts
function judgeBudgets(budgets, measured) {
  return budgets.flatMap((budget) => {
    const candidate = measureSide(budget, measured, "candidate");
    const baseline = measureSide(budget, measured, "baseline");
    return [
      ...judgeMax(budget, candidate, measured),
      ...judgeGrowth(budget, { candidate, baseline }, measured)
    ];
  });
}
function judgeMax(budget, actual, measured) {
  const { max, maxUnit } = budget;
  if (max === void 0 || actual === null || actual <= max) return [];
  const [shownActual, shownMax] = renderApart(actual, max, maxUnit);
  const message = `${nameOf6(budget)} is ${shownActual}, more than ${shownMax}`;
  return [{ ...placeOf3(budget, measured), limit: max, actual, message }];
}
function judgeGrowth(budget, { candidate, baseline }, measured) {
  if (budget.maxGrowth === void 0 || candidate === null || baseline === null) return [];
  const apart = excusedGrowth(budget, measured);
  const actual = candidate - baseline - apart;
  const limits = limitsOf(budget.maxGrowth, baseline);
  if (actual <= 0 || limits.some(({ bytes }) => actual <= bytes)) return [];
  const exceeded = limits.map(({ words }) => words).join(" and ");
  const grown = `${renderAs(actual, budget.maxGrowth.unit)} (${growthInPercent(actual, baseline)})`;
  const message = `${nameOf6(budget)} grew by ${grown}${renderApartGrowth(apart)}, more than ${exceeded}`;
  return [{ ...placeOf3(budget, measured), limit: limits[0]?.bytes ?? 0, actual, message }];
}
function renderApartGrowth(bytes) {
  return bytes === 0 ? "" : ` besides ${renderDelta(bytes)} of the rebuild and the base image`;
}
function growthInPercent(bytes, baseline) {
  return baseline === 0 ? "from nothing" : `+${renderPercent(bytes / baseline * 100)}`;
}
function limitsOf({ bytes, unit, percent }, baseline) {
  return [
    ...bytes === void 0 ? [] : [{ bytes, words: renderLimit(bytes, unit) }],
    ...percent === void 0 ? [] : [{ bytes: Math.floor(baseline * percent / 100), words: renderPercent(percent) }]
  ];
}
function renderPercent(percent) {
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  return `${percent.toLocaleString("en-US", { maximumFractionDigits: digits })} %`;
}
function renderLimit(bytes, unit) {
  return unit === void 0 ? renderBytes(bytes) : (0, import_shared_4.renderInUnit)(bytes, unit, EXACT);
}
function renderAs(bytes, unit) {
  const shown = unit === void 0 ? "0" : (0, import_shared_4.renderInUnit)(bytes, unit, ROUNDED);
  return shown.startsWith("0") ? renderBytes(bytes) : shown;
}
var EXACT = 6;
var ROUNDED = 1;
function renderApart(actual, limit, unit) {
  const shown = [renderAs(actual, unit), renderLimit(limit, unit)];
  if (shown[0] !== shown[1]) return shown;
  return [`${actual.toLocaleString("en-US")} B`, `${limit.toLocaleString("en-US")} B`];
}
var SIZE_NAMES = {
  content: "content size",
  rootfs: "root filesystem size",
  hidden: "hidden bytes",
  transfer: "transfer size",
  pull: "pull size"
};
function nameOf6({ size, path: path4, class: fileClass, package: packages, dockerfileStage }) {
  const parts = [
    ...path4 === void 0 ? [] : [`\`${path4}\``],
    ...fileClass === void 0 ? [] : [`class \`${fileClass}\``],
    ...packages === void 0 ? [] : [`packages \`${packages}\``],
    ...dockerfileStage === void 0 ? [] : [`stage \`${dockerfileStage}\``]
  ];
  return parts.length === 0 ? SIZE_NAMES[size] : `${SIZE_NAMES[size]} of ${parts.join(" in ")}`;
}
function placeOf3(budget, { imageName }) {
  const { size, path: path4, class: fileClass, package: packages, dockerfileStage } = budget;
  return {
    kind: "budget",
    image: imageName,
    size,
    ...path4 !== void 0 && { path: path4 },
    ...fileClass !== void 0 && { class: fileClass },
    ...packages !== void 0 && { package: packages },
    ...dockerfileStage !== void 0 && { stage: dockerfileStage }
  };
}
function measureSide(budget, measured, side) {
  const ledger = measured[side];
  if (ledger === null) return null;
  if (budget.size === "pull") return side === "candidate" ? pullOfChange(measured) : null;
  return isPart(budget) ? sumRows(budget, ledger) : sizesOf2(ledger)[budget.size];
}
function pullOfChange({ candidate, baseline, layerCauses }) {
  if (baseline === null) return null;
  return pulledLayers(baseline, candidate).filter((ordinal) => layerCauses?.candidate[ordinal]?.isExcused !== true).reduce((bytes, ordinal) => bytes + (candidate.layers[ordinal]?.transferBytes ?? 0), 0);
}
function excusedGrowth(budget, { candidate, baseline, layerCauses }) {
  if (baseline === null || layerCauses === null) return 0;
  const sum = (ledger, side) => {
    const isExcused = layerCauses[side].map((layer) => layer.isExcused);
    if (budget.size !== "transfer") return sumRows(budget, ledger, (layer) => isExcused[layer] === true);
    return ledger.layers.reduce(
      (bytes, layer) => isExcused[layer.ordinal] === true ? bytes + layer.transferBytes : bytes,
      0
    );
  };
  return sum(candidate, "candidate") - sum(baseline, "baseline");
}
function sumRows(budget, ledger, isCounted = (_layer) => true) {
  const { catalog } = ledger;
  const tests = toRowTests(budget, ledger);
  let bytes = 0;
  for (let layer = 0; layer < catalog.layerCount; layer++) {
    if (!isCounted(layer)) continue;
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row++) {
      const rowBytes = catalog.bytes(row);
      if (rowBytes > 0 && tests.every((matches) => matches(row))) bytes += rowBytes;
    }
  }
  return bytes;
}
function toRowTests(budget, ledger) {
  const { size, path: path4, class: fileClass, package: packages, dockerfileStage } = budget;
  const tests = [];
  if (size === "rootfs") tests.push((row) => ledger.catalog.isVisible(row));
  if (size === "hidden") tests.push((row) => !ledger.catalog.isVisible(row));
  if (fileClass !== void 0) tests.push((row) => ledger.fileClass(row) === fileClass);
  if (dockerfileStage !== void 0) tests.push((row) => stageOf2(ledger, row) === dockerfileStage);
  if (packages !== void 0) {
    const matches = packageMatcher(packages);
    const isMatched = ledger.packages.map(({ purl }) => matches(purl));
    tests.push((row) => isMatched[ledger.ownerIndex(row)] === true);
  }
  if (path4 !== void 0) {
    const matches = pathMatcher(path4);
    tests.push((row) => matches(ledger.catalog.path(row)));
  }
  return tests;
}
function stageOf2(ledger, row) {
  const origin = ledger.origin(row);
  return origin.kind === "instruction" ? origin.instruction.stage : void 0;
}
// src/policy/judge.ts
function judge(judgement) {
  const { policy, candidate, baseline, comparison, waiver, today, imageName } = judgement;
  const parts = matchFindings(baseline, candidate).filter((part) => part.status !== "resolved");
  const question = { entries: policy.allow, parts, ledger: candidate.ledger, today };
  const accepted = allowFindings(question);
  const failing = comparison.findings.filter(
    (finding) => isFailing(finding, policy) && !isAmong(accepted, finding)
  );
  const ledgers = { candidate: candidate.ledger, baseline: baseline && baseline.ledger };
  const violations = [
    ...failing.map(toViolation),
    ...judgeBudgets(policy.budgets, { ...ledgers, ...comparison, imageName })
  ];
  const waived = waiver !== null && violations.length > 0 ? waive(failing, waiver) : NOT_WAIVED;
  return {
    conclusion: conclude(violations, judgement),
    violations,
    allowed: [...accepted, ...waived.allowed].toSorted(byFinding),
    proposed: allowFindings({ ...question, entries: judgement.proposed }).toSorted(byFinding),
    notices: [...allowNotices(question), ...waived.notices]
  };
}
function conclude(violations, { mode, policy, waiver }) {
  if (mode === "inspect") return "neutral";
  if (violations.length === 0) return "success";
  return waiver !== null || policy.failOn === "never" ? "neutral" : "failure";
}
function isFailing(finding, policy) {
  const { severity, status, inherited, category } = finding;
  if (severity !== "error" || status === "resolved") return false;
  if (!isByChange(finding) && policy.failOn !== "any") return false;
  return !inherited || policy.inherited === "fail" || category === "base-image";
}
function isByChange({ status, cause }) {
  return status === "introduced" && cause === "change";
}
function isAmong(allowed, { fingerprint, status }) {
  return allowed.some((entry) => entry.fingerprint === fingerprint && entry.status === status);
}
function toViolation({ ruleId, fingerprint, status, message }) {
  return { kind: "finding", fingerprint, status, message: `\`${ruleId}\` ${status}: ${message}` };
}
var NOT_WAIVED = { allowed: [], notices: [] };
function waive(failing, { label, by }) {
  const words = `label \`${label.replaceAll("`", "'")}\`${by === null ? "" : ` set by ${by}`}`;
  const allowed = failing.map(({ fingerprint, status }) => {
    return { fingerprint, status, reason: words, expires: null, source: "label" };
  });
  return { allowed, notices: [{ code: "waived", message: `the ${words} turns the failure into neutral` }] };
}
function byFinding(a, b) {
  const [left, right] = [keyOf3(a), keyOf3(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
function keyOf3({ fingerprint, status, source }) {
  return `${fingerprint} ${status} ${source}`;
}
// src/scan/scan.ts
// src/scan/ledger-file.ts
function createLedgerFile(ledger) {
  const { catalog } = ledger;
  let row = 0;
  let path4;
  let startText;
  return {
    moveTo(next) {
      row = next;
      path4 = void 0;
    },
    get path() {
      return path4 ??= catalog.path(row);
    },
    get type() {
      return catalog.type(row);
    },
    get size() {
      return catalog.size(row);
    },
    get mode() {
      return catalog.mode(row);
    },
    get visibility() {
      return catalog.visibility(row);
    },
    get fileClass() {
      return ledger.fileClass(row);
    },
    get owner() {
      return ledger.rightfulOwner(row);
    },
    get facts() {
      return catalog.facts(row);
    },
    get repositoryTwin() {
      return ledger.repositoryTwin(row);
    },
    get isInherited() {
      return ledger.isInherited(row);
    },
    get startText() {
      return startText ??= readStartText(ledger);
    },
    hasSibling(name) {
      const { paths } = catalog;
      const sibling = paths.findChild(paths.parent(catalog.node(row)), name);
      return sibling >= 0 && catalog.visibleRow(sibling) >= 0;
    }
  };
}
// src/scan/scan.ts
function scan(ledger, rules, severities) {
  const active = rules.flatMap((rule) => {
    const severity = severities(rule);
    return severity === "off" ? [] : [{ rule, severity }];
  });
  const fileRules = active.map(({ rule }) => rule).filter((rule) => rule.kind === "file");
  const matched = matchFiles(ledger, fileRules);
  return active.flatMap(({ rule, severity }) => {
    const drafts = rule.kind === "file" ? matched.get(rule) ?? /* @__PURE__ */ new Map() : matchThings(ledger, rule);
    return [...drafts.values()].flatMap((draft) => partsOf2(ledger, draft).map((part) => toFinding(ledger, part, severity))).sort(bySubject);
  });
}
function bySubject(a, b) {
  return a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0;
}
function matchFiles(ledger, rules) {
  const drafts = new Map(rules.map((rule) => [rule, /* @__PURE__ */ new Map()]));
  const file = createLedgerFile(ledger);
  const { rowCount } = ledger.catalog;
  for (let row = 0; row < rowCount && rules.length > 0; row += 1) {
    if (ledger.catalog.type(row) === "directory") continue;
    file.moveTo(row);
    for (const rule of rules) {
      const match = rule.match(file);
      if (match !== void 0) draftOf(drafts.get(rule), rule, match).rows.push(row);
    }
  }
  return drafts;
}
function matchThings(ledger, rule) {
  const drafts = /* @__PURE__ */ new Map();
  for (const match of rule.inspect(ledger)) {
    const { rows } = draftOf(drafts, rule, match);
    for (const row of match.rows) rows.push(row);
  }
  return drafts;
}
function draftOf(drafts, rule, match) {
  const known2 = drafts?.get(match.subject);
  if (known2 !== void 0) return known2;
  const draft = { rule, match: { rows: [], ...match }, rows: [] };
  drafts?.set(match.subject, draft);
  return draft;
}
function tellPackages(ledger, { draft: { match, rows: all }, rows }) {
  const { packages = [], version: version2 = null } = match;
  if (packages.length === 0 || new Set(all).size === rows.length) return { packages, version: version2 };
  const owners = new Set(rows.map((row) => ledger.ownerIndex(row)));
  const own2 = packages.filter((index2) => owners.has(index2));
  return { packages: own2, version: own2[0] === packages[0] ? version2 : null };
}
function toFinding(ledger, part, severity) {
  const { rows, inherited } = part;
  const { rule, match } = part.draft;
  const told = { ...tellEvidence(ledger, match, rows), inherited };
  const { packages, version: version2 } = tellPackages(ledger, part);
  return {
    ruleId: rule.id,
    category: rule.category,
    severity: lesserOf(severity, match.atMost),
    subject: match.subject,
    version: version2,
    ...told,
    message: composeMessage(match.message ?? nameOf7(match.subject, version2), told),
    fix: match.fix ?? rule.fix,
    packages: packages.flatMap((index2) => ledger.packages[index2]?.purl ?? []),
    fingerprint: fingerprintOf(ledger, part),
    evidence: rule.evidence,
    rows
  };
}
var SEVERITIES3 = ["error", "warning", "note"];
function lesserOf(severity, atMost = severity) {
  return SEVERITIES3.indexOf(atMost) > SEVERITIES3.indexOf(severity) ? atMost : severity;
}
function tellEvidence(ledger, match, rows) {
  const evidence = evidenceOf(ledger, rows);
  const bytes = match.bytes ?? evidence.bytes;
  if (match.at === void 0) return { ...evidence, bytes };
  const chosen = match.at === "from" ? fromInstruction(ledger) : startInstruction(ledger, match.at, rows);
  return { ...evidence, bytes, place: null, primary: chosen ?? evidence.primary };
}
function partsOf2(ledger, draft) {
  const { match } = draft;
  const rows = [...new Set(draft.rows)].sort((a, b) => a - b);
  if (match.at !== void 0 || rows.length === 0) return [{ draft, rows, inherited: false }];
  const parts = [false, true].map((inherited) => ({
    draft,
    rows: rows.filter((row) => ledger.isInherited(row) === inherited),
    inherited
  }));
  return parts.filter((part) => part.rows.length > 0);
}
function nameOf7(subject, version2) {
  return version2 === null ? subject : `${subject} ${version2}`;
}
function fingerprintOf({ dockerfile }, { draft, inherited }) {
  return (0, import_node_crypto14.createHash)("sha256").update(`${draft.rule.id}\0${draft.match.subject}\0${dockerfile ?? ""}${inherited ? "\0inherited" : ""}`).digest("hex");
}
// src/judgement.ts
var POLICY_PATH = ".github/final-stage.yml";
async function readPolicies(request, commit, ports) {
  const place3 = judgingPlace(request, commit);
  const texts2 = await readPolicyTexts(request, place3, ports);
  const inline = await readInlineAllows(request, place3, ports);
  const names = [await ports.dockerfilePath(request), await ports.dockerfileAsWritten(request)];
  const dockerfiles = names.filter((name) => name !== null);
  const toJudging = typeof place3 === "string" ? toBasePolicy : toPolicy;
  const judging = await toJudging(texts2.judging, { request, dockerfiles, allow: inline.counting });
  const isChanged = texts2.head !== texts2.judging;
  const proposed = isChanged ? await toPolicy(texts2.head, { request, dockerfiles, allow: inline.counting }) : null;
  return {
    judging: judging.policy,
    proposed: proposed && proposed.policy,
    proposedAllow: inline.proposed,
    imageName: judging.name,
    notices: [...judging.notices, ...inline.notices, ...await misspelled(request, place3, ports)]
  };
}
async function misspelled({ mode, policyPath }, place3, ports) {
  if (mode !== "check" || policyPath !== void 0) return [];
  const other = POLICY_PATH.replace(/yml$/, "yaml");
  const texts2 = [await ports.readText(null, other), place3 ? await ports.readText(place3, other) : null];
  if (texts2.every((text4) => text4 === null)) return [];
  return [{ code: "policy-not-read", message: `\`${other}\` is not read, the policy is \`${POLICY_PATH}\`` }];
}
function judgingPlace({ mode, event }, commit) {
  const isProposal = mode === "check" && (event.kind === "pull_request" || event.kind === "merge_group");
  if (!isProposal) return null;
  return commit.judge ?? ("commit" in commit ? commit.commit : void 0);
}
async function readPolicyTexts(request, place3, ports) {
  if (request.mode !== "check" && request.policyPath === void 0) return { judging: null, head: null };
  const head = await ports.readPolicy(request, null);
  const base = typeof place3 === "string" ? await ports.readPolicy(request, place3) : null;
  const texts2 = { judging: place3 === null ? head : base, head };
  if (request.policyPath === void 0 || texts2.head !== null || texts2.judging !== null) return texts2;
  throw new import_shared_4.GateError("bad-input", `policy file \`${request.policyPath}\` does not exist`, {
    hint: `Name an existing file, or leave it out: \`${POLICY_PATH}\` is read where it exists.`
  });
}
async function toBasePolicy(text4, place3) {
  try {
    return await toPolicy(text4, place3);
  } catch (error2) {
    if (!(error2 instanceof import_shared_4.GateError && error2.code === "bad-policy")) throw error2;
    const judged = await toPolicy(null, place3);
    const message = `the policy of the base branch has a mistake, so the defaults judge: ${error2.message}`;
    return { ...judged, notices: [{ code: "base-policy-mistake", message }] };
  }
}
async function toPolicy(text4, { request, dockerfiles, allow }) {
  const parsed = text4 === null ? null : await readPolicy(text4, request.policyPath ?? POLICY_PATH);
  const image = policyForImage(parsed?.policy ?? DEFAULT_POLICY, dockerfiles);
  const policy = withOverrides(image.policy, request.overrides);
  return {
    policy: { ...policy, allow: [...policy.allow, ...allow] },
    name: image.name,
    notices: parsed?.notices ?? []
  };
}
async function readPolicy(text4, file) {
  const { parsePolicy } = await Promise.resolve().then(() => __toESM(require("./policy-parse-policy.cjs")));
  return parsePolicy(text4, file);
}
async function readInlineAllows(request, place3, ports) {
  const path4 = await ports.dockerfilePath(request);
  if (path4 === null) return { counting: [], proposed: [], notices: [] };
  const head = toInlineAllows(await ports.readText(null, path4), path4);
  const written = await ports.dockerfileAsWritten(request) ?? path4;
  const base = typeof place3 === "string" ? toInlineAllows(await ports.readText(place3, written), written) : NO_ALLOWS;
  const counting = place3 === null ? head.allows : base.allows;
  const known2 = new Set(counting.map((entry) => JSON.stringify(entry)));
  return {
    counting,
    proposed: head.allows.filter((entry) => !known2.has(JSON.stringify(entry))),
    notices: head.mistakes.map(({ line, message }) => ({
      code: "inline-allow-mistake",
      message: `the comment at ${path4}:${line} allows nothing: ${message}`
    }))
  };
}
var NO_ALLOWS = { allows: [], mistakes: [] };
function toInlineAllows(text4, path4) {
  if (text4 === null) return NO_ALLOWS;
  try {
    return parseInlineAllows(text4, parseDockerfile(text4, path4));
  } catch (error2) {
    if (error2 instanceof import_shared_4.GateError) return NO_ALLOWS;
    throw error2;
  }
}
async function judgeLedgers(question, ports) {
  const { judging, proposed } = question.policies;
  const first = judgeBy(judging, { ...question, waiver: null });
  const found = first.verdict.conclusion === "failure" ? await findWaiver(judging, question.request, ports) : null;
  const waiver = found !== null && "label" in found ? found : null;
  const judged = waiver === null ? first : judgeBy(judging, { ...question, waiver });
  const notices = [
    ...proposed === null ? [] : [effectOf(proposed, { ...question, waiver })],
    ...found !== null && "unconfirmed" in found ? [unconfirmedWaiver(found.unconfirmed)] : []
  ];
  return { ...judged, notices };
}
function unconfirmedWaiver(why) {
  return { code: "waiver-unconfirmed", message: `the waiver label does not count: ${why}` };
}
function judgeBy(policy, { ledgers, policies, request, waiver }) {
  const inspect = (ledger) => ({
    ledger,
    findings: scan(ledger, RULES, (rule) => severityOf(policy, rule))
  });
  const candidate = inspect(ledgers.candidate);
  const baseline = ledgers.baseline && inspect(ledgers.baseline);
  const isCandidateBuilt = request.mode === "check" && request.image === void 0;
  const comparison = compare(baseline, candidate, { isCandidateBuilt });
  const verdict = judge({
    comparison,
    policy,
    candidate,
    baseline,
    waiver,
    today: request.today,
    proposed: policies.proposedAllow,
    imageName: policies.imageName,
    mode: request.mode
  });
  return { comparison, verdict };
}
function effectOf(proposed, judgedCase) {
  const { conclusion } = judgeBy(proposed, judgedCase).verdict;
  return {
    code: "proposed-policy",
    message: `this pull request changes the policy; the base commit's policy judges it. With this pull request's policy the verdict would be ${conclusion}`
  };
}
async function findWaiver(policy, request, ports) {
  if (policy.waiverLabel === false || request.event.kind !== "pull_request") return null;
  return ports.waiver(policy.waiverLabel);
}
// src/report/assemble.ts
function assembleReport(parts) {
  const { conclusion, violations, allowed, proposed, notices } = parts.verdict;
  return {
    schemaVersion: 1,
    tool: { name: "final-stage", version: parts.version },
    mode: parts.mode,
    candidate: summarise(parts.candidate),
    baseline: parts.baseline && summarise(parts.baseline),
    size: parts.comparison.sizes,
    causes: parts.comparison.layerCauses?.causes ?? null,
    findings: parts.comparison.findings,
    ledger: parts.comparison.ledger,
    verdict: { conclusion, violations, allowed, proposed },
    notices: sortNotices([...parts.notices, ...notices])
  };
}
function sortNotices(notices) {
  const byKey = new Map(notices.map((notice) => [`${notice.code}
${notice.message}`, notice]));
  return [...byKey].toSorted(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([, notice]) => notice);
}
function summarise({ image, ledger }) {
  const sizes = sizesOf2(ledger);
  return {
    reference: image.reference,
    imageID: image.imageID,
    platform: renderPlatform2(image.platform),
    contentBytes: sizes.content,
    rootfsBytes: sizes.rootfs,
    hiddenBytes: sizes.hidden,
    transferBytes: sizes.transfer,
    transferEstimated: sizes.isTransferEstimated,
    fileCount: ledger.catalog.fileCount,
    layers: ledger.layers.map((layer) => summariseLayer(layer.ordinal, ledger))
  };
}
function renderPlatform2({ os: os2, architecture, variant }) {
  return [os2, architecture, ...variant === void 0 ? [] : [variant]].join("/");
}
function summariseLayer(ordinal, { layers, catalog, origins }) {
  const layer = layers[ordinal];
  const origin = origins[ordinal];
  let contentBytes = 0;
  for (let row = catalog.firstRow(ordinal); row < catalog.firstRow(ordinal + 1); row++) {
    contentBytes += catalog.bytes(row);
  }
  return {
    ordinal,
    diffID: layer?.diffID ?? "",
    contentBytes,
    transferBytes: layer?.transferBytes ?? 0,
    origin: origin?.kind ?? "unknown",
    instruction: instructionOf3(origin)
  };
}
function instructionOf3(origin) {
  if (origin?.kind === "instruction") return origin.instruction;
  return origin?.kind === "base-image" ? origin.from : null;
}
// src/scan/wishes.ts
function contentWishes(repository2) {
  return {
    wantsContent: (path4, size) => size > 0 && size <= packageDatabaseLimit(path4) || isVersionFile(path4, size) || wantsContent(path4, size),
    gitBlobSizes: repository2?.sizes ?? /* @__PURE__ */ new Set()
  };
}
// src/gate.ts
async function runGate(request, ports) {
  const commit = await ports.baselineCommit(request);
  const policies = await readPolicies(request, commit, ports);
  const sides = await makeSides(request, commit, ports);
  const { baseline, candidate } = await inspectSides(sides, ports);
  const ledgers = { candidate: candidate.ledger, baseline: baseline && baseline.ledger };
  const { comparison, verdict, notices } = await judgeLedgers({ ledgers, policies, request }, ports);
  return assembleReport({
    mode: request.mode,
    version: ports.version,
    candidate,
    baseline,
    comparison,
    verdict,
    notices: [
      ...sides.notices,
      ...policies.notices,
      ...notices,
      ...[candidate, baseline].flatMap((side) => side?.image.notices ?? [])
    ]
  });
}
async function inspectSides(sides, ports) {
  try {
    const inspected = await inspectBoth(sides, ports);
    if (!ports.isCacheRefuted()) return inspected;
  } catch (error2) {
    if (!ports.isCacheRefuted()) throw error2;
  }
  return inspectBoth(sides, ports);
}
async function inspectBoth(sides, ports) {
  const reading = startReading(sides);
  const baseline = sides.baseline && await inspectImage(sides.baseline, reading, ports);
  return { baseline, candidate: await inspectImage(sides.candidate, reading, ports) };
}
async function makeSides(request, commit, ports) {
  const { baseline, notices } = await makeBaseline(request, commit, ports);
  return { baseline, candidate: await ports.makeCandidate(request), notices };
}
async function makeBaseline(request, commit, ports) {
  if (request.mode === "inspect") return { baseline: null, notices: [] };
  if (request.mode === "compare") {
    return { baseline: await ports.findBaseline(request, null), notices: [] };
  }
  switch (request.baseline.kind) {
    case "none":
      return withoutBaseline("none is asked for");
    case "reference": {
      const dockerfileOf2 = "commit" in commit ? commit.commit : null;
      return { baseline: await ports.findBaseline(request, dockerfileOf2), notices: [] };
    }
    case "git":
      return "none" in commit ? withoutBaseline(commit.none) : makeFromGit(request, commit, ports);
  }
}
async function makeFromGit(request, { commit, judge: judge2 }, ports) {
  const side = await makeFromCommit(request, commit, ports);
  if (side.baseline !== null || judge2 === void 0 || judge2 === commit) return side;
  const current = await makeFromCommit(request, judge2, ports);
  if (current.baseline === null) return side;
  const message = `commit ${commit.slice(0, 12)}, where the pull request left its base branch, gives no image: compared with commit ${judge2.slice(0, 12)}, the base branch as it is now`;
  return { ...current, notices: [{ code: "baseline-of-base-branch", message }, ...current.notices] };
}
async function makeFromCommit(request, commit, ports) {
  const path4 = await ports.dockerfileAsWritten(request) ?? await ports.dockerfilePath(request);
  if (path4 !== null && await ports.readText(commit, path4) !== null) {
    return buildBaseline(request, commit, ports);
  }
  return withoutBaseline(`commit ${commit.slice(0, 12)} has no \`${path4 ?? "Dockerfile"}\``);
}
async function buildBaseline(request, commit, ports) {
  try {
    return { baseline: await ports.makeBaseline(request, commit), notices: [] };
  } catch (error2) {
    if (!(error2 instanceof import_shared_4.GateError && error2.code === "build-failed")) throw error2;
    const message = `the baseline at commit ${commit.slice(0, 12)} does not build: ${error2.message}. Everything counts as introduced`;
    return { baseline: null, notices: [{ code: "baseline-build-failed", message }] };
  }
}
function withoutBaseline(why) {
  return {
    baseline: null,
    notices: [
      { code: "no-baseline", message: `there is no baseline: ${why}. Everything counts as introduced` }
    ]
  };
}
function startReading({ candidate, baseline }) {
  const sizes = [candidate, baseline].flatMap((side) => side?.repository ? [...side.repository.sizes] : []);
  return {
    paths: createPathTable(),
    wishes: { ...contentWishes({ sizes: new Set(sizes) }), contentSums: baseline !== null },
    knownLayers: /* @__PURE__ */ new Map()
  };
}
// src/adapters.ts
// src/build/branches.ts
async function findRef(repository2, ref) {
  return await commitOf(repository2, `refs/heads/${ref}`) ?? await commitOf(repository2, `refs/remotes/${ref}`) ?? await commitOf(repository2, ref);
}
function commitOf(repository2, ref) {
  return tryGit(repository2, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
}
async function findBranch(repository2, branch) {
  const ref = `refs/remotes/origin/${branch}`;
  const local = await commitOf(repository2, ref);
  if (local !== void 0) return local;
  const listed = await listRemote(repository2, `refs/heads/${branch}`);
  return listed !== void 0 && await fetchCommit(repository2, listed) ? listed : void 0;
}
async function listRemote(repository2, ref) {
  const lines = await tryGit(repository2, ["ls-remote", "--quiet", "--", "origin", ref]);
  const line = lines?.split("\n").find((text4) => text4.endsWith(`	${ref}`));
  const commit = line?.split("	")[0];
  return commit !== void 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0;
}
async function localDefaultBranch(repository2) {
  if (await tryGit(repository2, ["config", "--get", "remote.origin.url"]) !== void 0) return void 0;
  for (const branch of ["main", "master"]) {
    const ref = `refs/heads/${branch}^{commit}`;
    const tip = await tryGit(repository2, ["rev-parse", "--verify", "--quiet", ref]);
    if (tip !== void 0) return { tip, name: `the local branch \`${branch}\`` };
  }
  return void 0;
}
// src/build/baseline-commit.ts
async function resolveBaseline(event, choice, repository2) {
  if (choice.kind !== "git") return { none: "the baseline is not taken from git" };
  if (await findCheckoutRoot(repository2.directory, null) === null) {
    return { none: "the build context is not in a git repository" };
  }
  const head = await tryGit(repository2, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (head === void 0) return withoutHead(event);
  return choice.baseRef === void 0 ? eventBaseline(event, head, repository2) : mergeBaseWithRef(repository2, head, choice.baseRef);
}
function withoutHead({ kind }) {
  if (kind !== "pull_request" && kind !== "merge_group") return { none: "the repository has no commit yet" };
  throw new import_shared_4.GateError(
    "git-unavailable",
    "git finds no commit at HEAD of the checkout, expected what is proposed",
    {
      hint: "Check it out again with actions/checkout."
    }
  );
}
async function eventBaseline(event, head, repository2) {
  switch (event.kind) {
    case "pull_request":
      return pullRequestBaseline(event, head, repository2);
    case "merge_group":
      return given(repository2, event.baseSha, "base of the merge group");
    case "push":
      return pushBaseline(event, repository2);
    case "other":
    case "none":
      return defaultBranchBaseline(repository2, head);
  }
}
async function pullRequestBaseline(event, head, repository2) {
  const first = await mergedInto(event, head, repository2);
  if (first !== void 0) return given(repository2, first, "first parent of the merge commit");
  const base = await pullRequestMergeBase(event, head, repository2);
  if (base === void 0) {
    await given(repository2, event.baseSha, `commit of branch \`${event.baseRef}\``);
    return { none: `the pull request has no commit in common with branch \`${event.baseRef}\`` };
  }
  if (base !== head) return given(repository2, base, `merge base with branch \`${event.baseRef}\``);
  throw new import_shared_4.GateError(
    "bad-input",
    `the checkout is at commit \`${head.slice(0, 12)}\` of the base branch, expected the pull request's`,
    { hint: "Check out the pull request's merge ref: actions/checkout does so without a `ref` input." }
  );
}
async function mergedInto(event, head, repository2) {
  const [first, second] = await readParents(repository2, head);
  if (head === event.headSha || first === void 0 || second === void 0) return void 0;
  if (head === event.mergeSha || first === event.baseSha) return first;
  const tip = await baseBranch(event, repository2);
  return tip !== void 0 && await findMergeBase(repository2, first, tip) === first ? first : void 0;
}
async function resolveJudge(event, repository2) {
  if (event.kind !== "pull_request") return void 0;
  const head = await tryGit(repository2, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (head === void 0 || head === event.mergeSha) return void 0;
  const tip = await baseBranch(event, repository2);
  if (tip !== void 0) return tip;
  return await fetchCommit(repository2, event.baseSha) ? event.baseSha : void 0;
}
async function baseBranch(event, repository2) {
  if (await isElsewhere(event, repository2)) {
    return await fetchCommit(repository2, event.baseSha) ? event.baseSha : void 0;
  }
  const listed = await listRemote(repository2, `refs/heads/${event.baseRef}`);
  if (listed !== void 0 && await fetchCommit(repository2, listed)) return listed;
  return findBranch(repository2, event.baseRef);
}
async function isElsewhere({ baseRepository }, repository2) {
  const url = await tryGit(repository2, ["config", "--get", "remote.origin.url"]);
  if (baseRepository === void 0 || url === void 0 || /^(?:file:|[./])/i.test(url)) return false;
  const path4 = url.replace(/\/+$/, "").replace(/\.git$/i, "");
  return path4.split(/[/:]/).slice(-2).join("/").toLowerCase() !== baseRepository.toLowerCase();
}
async function pullRequestMergeBase(event, head, repository2) {
  const branch = await baseBranch(event, repository2);
  const found = branch === void 0 ? void 0 : await findMergeBase(repository2, head, branch);
  return found === void 0 || found === head ? findMergeBase(repository2, head, event.baseSha) : found;
}
async function pushBaseline(event, repository2) {
  if (event.before === null || /^0+$/.test(event.before)) return { none: "the push created the branch" };
  if (await fetchCommit(repository2, event.before)) {
    return { commit: event.before, how: "the commit before the push" };
  }
  return {
    none: `the commit before the push, \`${event.before.slice(0, 12)}\`, is not on the remote any more`
  };
}
async function given(repository2, commit, how) {
  if (await fetchCommit(repository2, commit)) return { commit, how };
  throw new import_shared_4.GateError(
    "git-unavailable",
    `the baseline commit \`${commit.slice(0, 12)}\` (${how}) is neither in the clone nor to be had from its remote`,
    { hint: "Give the `github-token` input `contents: read`, or check out with `fetch-depth: 2`." }
  );
}
async function readParents(repository2, commit) {
  const raw = await readGit(repository2, ["cat-file", "commit", commit]);
  const header = raw.slice(0, raw.indexOf("\n\n"));
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].flatMap((match) => match[1] ?? []);
}
async function mergeBaseWithRef(repository2, head, ref) {
  const tip = await findRef(repository2, ref) ?? await findBranch(repository2, ref.replace(/^(refs\/heads\/|origin\/)/, ""));
  if (tip === void 0) {
    throw new import_shared_4.GateError("bad-input", `there is no git ref \`${ref.slice(0, 200)}\` to take as the base`, {
      hint: "Correct `base-ref`, or fetch that branch."
    });
  }
  return mergeBaseWith(repository2, { head, tip, name: ref });
}
async function defaultBranchBaseline(repository2, head) {
  const local = await tryGit(repository2, ["rev-parse", "--verify", "--quiet", "refs/remotes/origin/HEAD"]);
  const listed = local === void 0 ? await listRemote(repository2, "HEAD") : void 0;
  const tip = local ?? (listed !== void 0 && await fetchCommit(repository2, listed) ? listed : void 0);
  if (tip !== void 0) return mergeBaseWith(repository2, { head, tip, name: "the default branch" });
  const own2 = await localDefaultBranch(repository2);
  return own2 === void 0 ? {
    none: "the repository has no remote `origin` with a default branch, and no branch `main` or `master`"
  } : mergeBaseWith(repository2, { head, ...own2 });
}
async function mergeBaseWith(repository2, { head, tip, name }) {
  const base = await findMergeBase(repository2, head, tip);
  if (base === void 0) return { none: `HEAD has no commit in common with ${name}` };
  return given(repository2, base, base === head ? `HEAD, for the working tree` : `merge base with ${name}`);
}
// src/build/scratch.ts
// src/build/sweep.ts
// src/build/docker-limit.ts
var QUESTION_SECONDS = 60;
var WORK_SECONDS = 5 * 60;
function questionLimit(what) {
  return limitOf2(what, QUESTION_SECONDS);
}
function workLimit(what) {
  return limitOf2(what, WORK_SECONDS);
}
function limitOf2(what, seconds) {
  const hint = `Run \`${what}\` before this step to see what it waits for; restart Docker, or name another builder with the \`builder\` input.`;
  return {
    milliseconds: seconds * 1e3,
    late: () => new import_shared_4.GateError("engine-unavailable", `\`${what}\` did not end within ${seconds} s`, { hint })
  };
}
// src/build/daemon-images.ts
async function listImageIDs() {
  const output = await runCommand("docker", ["image", "ls", "--all", "--quiet", "--no-trunc"], {
    limit: questionLimit("docker image ls")
  });
  if ("missing" in output || output.exitCode !== 0) return null;
  const lines = output.stdout.toString("utf8").split("\n");
  return new Set(lines.filter((line) => line !== ""));
}
async function removeBuiltImage(tag, before) {
  const format = "{{.Id}} {{len .RepoTags}}";
  const output = await runCommand("docker", ["image", "inspect", "--format", format, tag], {
    limit: questionLimit("docker image inspect")
  });
  if ("missing" in output || output.exitCode !== 0) return;
  const [id = "", tags = ""] = output.stdout.toString("utf8").trim().split(" ");
  if (before?.has(id) !== false && tags === "1") return;
  await runCommand("docker", ["image", "rm", tag], { limit: workLimit("docker image rm") });
}
// src/build/sweep.ts
var MAX_AGE_MILLISECONDS = 24 * 60 * 60 * 1e3;
async function sweepDeadRuns(parent, world) {
  const swept = [];
  const names = await (0, import_promises11.readdir)(parent).catch(() => []);
  for (const name of names.filter((name2) => name2.startsWith(FOLDER_PREFIX)).sort()) {
    const directory = (0, import_node_path12.join)(parent, name);
    const owner = await readDeadOwner(directory, world);
    if (!owner) continue;
    await endOrphans(directory);
    await removeTraces(directory, owner.runID);
    await (0, import_promises11.rm)(directory, { recursive: true, force: true });
    swept.push(name);
  }
  return swept;
}
async function readDeadOwner(directory, world) {
  try {
    const status = await (0, import_promises11.lstat)(directory);
    const isMine = status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 18) === 0;
    if (!isMine) return void 0;
    const owner = toOwner(JSON.parse(await (0, import_promises11.readFile)((0, import_node_path12.join)(directory, OWNER_FILE), "utf8")));
    const age = Date.now() - status.mtimeMs;
    return owner && isDead(owner, world, age) ? owner : void 0;
  } catch {
    return void 0;
  }
}
function isDead(owner, world, age) {
  const isKnown = owner.world === world && owner.startTime !== "";
  return isKnown ? processStartTime(owner.pid) !== owner.startTime : age > MAX_AGE_MILLISECONDS;
}
function toOwner(value) {
  if (typeof value !== "object" || value === null) return void 0;
  const { pid, startTime, world, runID } = value;
  if (typeof pid !== "number" || typeof startTime !== "string") return void 0;
  if (typeof world !== "string" || typeof runID !== "string" || !/^[0-9a-f]{12}$/.test(runID))
    return void 0;
  return { pid, startTime, world, runID };
}
async function removeTraces(directory, runID) {
  const folder = (0, import_node_path12.join)(directory, TRACES_FOLDER);
  const names = await (0, import_promises11.readdir)(folder).catch(() => []);
  for (const name of names.sort().toReversed()) {
    const trace = await readTrace((0, import_node_path12.join)(folder, name));
    if (trace?.kind === "image") await removeImage(trace, runID);
    if (trace?.kind === "worktree") await removeWorktree(trace, directory);
  }
}
async function readTrace(file) {
  try {
    return toTrace(JSON.parse(await (0, import_promises11.readFile)(file, "utf8")));
  } catch {
    return void 0;
  }
}
function toTrace(value) {
  if (typeof value !== "object" || value === null) return void 0;
  const trace = value;
  return trace["kind"] === "image" ? toImageTrace(trace) : toWorktreeTrace(trace);
}
function toImageTrace({ tag, before }) {
  if (typeof tag !== "string") return void 0;
  const known2 = Array.isArray(before) ? before.filter((id) => typeof id === "string") : null;
  return { kind: "image", tag, before: known2 };
}
function toWorktreeTrace({ repository: repository2, directory }) {
  if (typeof repository2 !== "string" || typeof directory !== "string") return void 0;
  return { kind: "worktree", repository: repository2, directory };
}
async function removeImage(trace, runID) {
  if (!trace.tag.startsWith(`final-stage/run:${runID}-`)) return;
  await removeBuiltImage(trace.tag, trace.before && new Set(trace.before));
}
async function removeWorktree({ repository: repository2, directory }, scratch) {
  if ((0, import_node_path12.basename)((0, import_node_path12.dirname)(directory)) !== (0, import_node_path12.basename)(scratch)) return;
  await (0, import_promises11.rm)((0, import_node_path12.join)(scratch, (0, import_node_path12.basename)(directory)), { recursive: true, force: true });
  await runGit({ directory: repository2 }, ["worktree", "remove", "--force", "--force", directory]).catch(
    () => void 0
  );
}
// src/build/scratch.ts
var FOLDER_PREFIX = "final-stage-";
var OWNER_FILE = "owner.json";
var TRACES_FOLDER = "traces";
async function openScratch(options = {}) {
  const parent = (0, import_node_path11.resolve)(options.parent ?? (process.env["RUNNER_TEMP"] || (0, import_node_os4.tmpdir)()));
  const world = await currentWorld();
  const swept = await sweepDeadRuns(parent, world);
  if (swept.length > 0)
    options.tell?.(`swept what ${swept.length} killed run(s) had left: ${swept.join(", ")}`);
  const directory = await makeTemporary(parent);
  const runID = (0, import_node_crypto15.randomBytes)(6).toString("hex");
  const startTime = processStartTime(process.pid) ?? "";
  await furnish(directory, { pid: process.pid, startTime, world, runID });
  let count = 0;
  return {
    directory,
    runID,
    note: (trace) => (0, import_promises10.writeFile)((0, import_node_path11.join)(directory, TRACES_FOLDER, `${count++}.json`), JSON.stringify(trace)),
    [Symbol.asyncDispose]: async () => {
      await removeTraces(directory, runID);
      await (0, import_promises10.rm)(directory, { recursive: true, force: true, maxRetries: 3 });
    }
  };
}
async function makeTemporary(parent) {
  try {
    return await (0, import_promises10.mkdtemp)((0, import_node_path11.join)(parent, FOLDER_PREFIX));
  } catch (cause) {
    if ((0, import_shared_4.isDiskFull)(cause)) throw cause;
    throw new import_shared_4.GateError("folder-unusable", unusable2(parent, cause), {
      hint: "Let `TMPDIR` (on a runner `RUNNER_TEMP`) name a folder that exists and may be written to.",
      cause
    });
  }
}
function unusable2(parent, cause) {
  const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  return `the folder for temporary files \`${parent}\` cannot be used: found ${reason}, expected a folder that may be written to`;
}
async function furnish(directory, owner) {
  try {
    await (0, import_promises10.writeFile)((0, import_node_path11.join)(directory, OWNER_FILE), JSON.stringify(owner));
    await (0, import_promises10.mkdir)((0, import_node_path11.join)(directory, TRACES_FOLDER));
  } catch (error2) {
    await (0, import_promises10.rm)(directory, { recursive: true, force: true });
    throw error2;
  }
}
async function currentWorld() {
  const namespace = await (0, import_promises10.readlink)("/proc/self/ns/pid").catch(() => "");
  return `${(0, import_node_os4.hostname)()} ${namespace}`;
}
// src/github/waiver.ts
var PER_PAGE = 100;
var MAX_EVENT_PAGES = 10;
async function readWaiver(client, pull, label) {
  const labels = await readLabels(client, pull);
  const name = (labels ?? pull.labels).find((candidate) => isSameLabel(candidate, label));
  if (name === void 0) return null;
  if (client === null || labels === null) {
    return { unconfirmed: "the API did not confirm it; the token needs `pull-requests: read` for that" };
  }
  const by = await readLabeler(client, pull.number, name);
  if (by === null) {
    return { unconfirmed: "the API did not say who set it; the token needs `pull-requests: read` for that" };
  }
  const why = by.endsWith("[bot]") ? `the bot ${by} set it, expected a person` : await whyNot(client, by);
  return why === null ? { label: name, by } : { unconfirmed: why };
}
var ROLES_WITHOUT_LABELS = /* @__PURE__ */ new Set(["", "none", "read"]);
async function whyNot({ octokit, owner, repo }, login) {
  try {
    const query = { owner, repo, username: login };
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel(query);
    if (!ROLES_WITHOUT_LABELS.has(data.role_name)) return null;
    return `${login} set it and has no role here that may set labels, expected triage or more`;
  } catch {
    return `the API did not say which role ${login}, who set it, has here; the token needs \`metadata: read\` for that`;
  }
}
async function readLabels(client, pull) {
  if (client === null) return null;
  const { octokit, owner, repo } = client;
  try {
    const query = { owner, repo, issue_number: pull.number, per_page: PER_PAGE };
    return (await octokit.paginate(octokit.rest.issues.listLabelsOnIssue, query)).map(({ name }) => name);
  } catch {
    return null;
  }
}
async function readLabeler(client, pull, label) {
  const { octokit, owner, repo } = client;
  const query = { owner, repo, issue_number: pull, per_page: PER_PAGE };
  let actor = null;
  let pages = 0;
  try {
    for await (const page of octokit.paginate.iterator(octokit.rest.issues.listEvents, query)) {
      for (const event of page.data) actor = toLabeler(event, label) ?? actor;
      pages += 1;
      if (pages === MAX_EVENT_PAGES) return null;
    }
  } catch {
    return null;
  }
  return actor;
}
function toLabeler(event, label) {
  if (!("event" in event) || event.event !== "labeled" || !("label" in event) || !("actor" in event))
    return null;
  const isWanted2 = hasText(event.label, "name") && isSameLabel(event.label.name, label);
  return isWanted2 && hasText(event.actor, "login") ? event.actor.login : null;
}
function hasText(value, key) {
  return typeof value === "object" && value !== null && key in value && typeof Reflect.get(value, key) === "string";
}
function isSameLabel(one2, other) {
  return one2.toLowerCase() === other.toLowerCase();
}
// src/image-source/archive-file.ts
// src/image-source/archive-members.ts
function memberPath(path4) {
  const names = [];
  for (const name of path4.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}
var MAX_MEMBER_LINKS = 8;
var MAX_MEMBERS = 1e5;
function createMembers(what) {
  const members2 = /* @__PURE__ */ new Map();
  const links = /* @__PURE__ */ new Map();
  return {
    add: (path4, member) => {
      if (members2.size + links.size >= MAX_MEMBERS) throw tooMany3(what);
      members2.set(memberPath(path4), member);
    },
    addLink: (path4, type, target) => {
      if (members2.size + links.size >= MAX_MEMBERS) throw tooMany3(what);
      const from = memberPath(path4);
      const isRelative = type === "symlink" && !target.startsWith("/");
      links.set(from, memberPath(isRelative ? `${from}/../${target}` : target));
    },
    find: (path4) => {
      let at = memberPath(path4);
      for (let step = 0; step < MAX_MEMBER_LINKS && !members2.has(at); step++) at = links.get(at) ?? at;
      return members2.get(at);
    }
  };
}
function tooMany3(what) {
  return new import_shared_4.GateError("image-unreadable", `${what} has more than ${MAX_MEMBERS} members`);
}
// src/image-source/archive-stream.ts
var PROGRESS_BYTES = 8 * 1024 * 1024;
async function readArchiveStream(source, options, what) {
  const state = {
    options,
    what,
    members: createMembers(what),
    smallBytes: 0,
    current: void 0,
    wait: void 0
  };
  const tar = createTarReader(
    {
      open: (entry) => openMember(state, entry),
      write: (bytes) => {
        writeMember(state, bytes);
      },
      close: () => {
        closeMember(state);
      }
    },
    what
  );
  let read2 = 0;
  await source((chunk) => {
    options.signal?.throwIfAborted();
    tar.push(chunk);
    if (Math.floor(read2 / PROGRESS_BYTES) !== Math.floor((read2 + chunk.length) / PROGRESS_BYTES)) {
      options.onProgress?.(read2 + chunk.length);
    }
    read2 += chunk.length;
    return state.wait === void 0 ? void 0 : settle2(state);
  });
  await settle2(state);
  if (state.current !== void 0) throw truncated(what, state.current);
  tar.finish();
  return toStore(state);
}
function openMember(state, entry) {
  const path4 = memberPath(entry.path);
  if (entry.type === "symlink" || entry.type === "hardlink") {
    state.members.addLink(path4, entry.type, entry.linkTarget ?? "");
  }
  if (entry.type !== "regular") return false;
  state.current = {
    path: path4,
    size: entry.storedSize,
    what: `\`${path4}\` of ${state.what}`,
    read: 0,
    kept: [],
    kind: "unknown",
    reader: void 0,
    failure: void 0
  };
  return true;
}
function writeMember(state, bytes) {
  const { current } = state;
  if (current === void 0) return;
  current.read += bytes.length;
  if (current.kind === "layer") {
    writeLayer(state, current, bytes);
    return;
  }
  if (current.kind !== "large") current.kept.push(Buffer.from(bytes));
  const isTold = current.read >= Math.min(SNIFFED_BYTES, current.size);
  if (current.kind === "unknown" && isTold) recognise(state, current);
}
function recognise(state, current) {
  const head = Buffer.concat(current.kept);
  if (sniffCompression(head) === void 0) {
    current.kind = current.size <= MAX_JSON_BYTES ? "small" : "large";
    if (current.kind === "large") current.kept.length = 0;
    return;
  }
  current.kind = "layer";
  current.kept.length = 0;
  current.reader = openLayerBlob(current, state.options, head);
  writeLayer(state, current, head);
}
function writeLayer(state, current, bytes) {
  if (current.failure !== void 0) return;
  try {
    const wait = current.reader?.write(bytes);
    if (wait !== void 0) waitFor(state, current, wait);
  } catch (failure2) {
    current.failure = failure2;
  }
}
function waitFor(state, current, work) {
  const told = work.catch((failure2) => {
    current.failure ??= failure2;
  });
  state.wait = state.wait === void 0 ? told : Promise.all([state.wait, told]);
}
async function settle2(state) {
  const { wait } = state;
  state.wait = void 0;
  await wait;
}
function closeMember(state) {
  const { current } = state;
  if (current === void 0) return;
  state.current = void 0;
  if (current.kind === "layer") waitFor(state, current, closeLayer(state, current));
  else closeSmall(state, current);
}
async function closeLayer(state, current) {
  state.members.add(current.path, await finishLayer(state, current));
}
async function finishLayer({ what }, current) {
  if (current.failure !== void 0) return unreadable3(current.failure);
  try {
    const blob = await current.reader?.end();
    return blob === void 0 ? unreadable3(truncated(what, current)) : { kind: "layer", blob };
  } catch (failure2) {
    return unreadable3(failure2);
  }
}
function unreadable3(failure2) {
  if (failure2 instanceof import_shared_4.GateError) return { kind: "unreadable", failure: failure2 };
  throw failure2;
}
function closeSmall(state, current) {
  state.smallBytes += current.kind === "large" ? 0 : current.size;
  const isTooMuch = current.kind === "large" || state.smallBytes > MAX_ALL_JSON_BYTES;
  state.members.add(
    current.path,
    isTooMuch ? { kind: "large" } : { kind: "small", bytes: Buffer.concat(current.kept) }
  );
}
function truncated(what, { path: path4, read: read2, size }) {
  return new import_shared_4.GateError(
    "image-unreadable",
    `${what} is truncated: \`${path4}\` has ${read2} bytes, expected ${size}`,
    { hint: "Save or build the image again." }
  );
}
function toStore({ members: members2, what }) {
  return {
    what,
    readJson: (path4) => {
      const member = members2.find(path4);
      if (member?.kind === "large") return Promise.reject(tooLarge(`\`${path4}\` of ${what}`));
      return Promise.resolve(member?.kind === "small" ? member.bytes : void 0);
    },
    readLayer: (path4) => {
      const member = members2.find(path4);
      if (member === void 0) return Promise.resolve(void 0);
      if (member.kind === "layer") return Promise.resolve(member.blob);
      return Promise.reject(
        member.kind === "unreadable" ? member.failure : notALayer(`\`${path4}\` of ${what}`)
      );
    }
  };
}
// src/image-source/archive-file.ts
var WINDOW_BYTES3 = 16 * 1024;
var CHUNK_BYTES3 = 1024 * 1024;
async function openArchiveFile(file, options) {
  const what = `\`${file}\``;
  const handle = await openFile(file, what);
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw isFolder3(file, what);
    if (!status.isFile()) return await readArchiveStream(fromStream((0, import_node_fs7.createReadStream)(file)), options, what);
    const head = await readHead2(handle);
    const compression = sniffCompression(head);
    if (compression === void 0) throw notAnArchive(file, what, head);
    if (compression === "none")
      return toStore2({ file, what, options, members: await findMembers(handle, what) });
    return await readArchiveStream(decompressed(file, compression, what), options, what);
  } finally {
    await handle.close();
  }
}
async function openFile(file, what) {
  try {
    return await (0, import_promises12.open)(file, "r");
  } catch (cause) {
    throw new import_shared_4.GateError("image-not-found", `image archive ${what} cannot be opened`, {
      hint: "Give the path of a file that `docker save` or a builder wrote.",
      cause
    });
  }
}
var OTHER_COMPRESSIONS = [
  ["\xFD7zXZ\0", "xz", "xz -d"],
  ["BZh", "bzip2", "bzip2 -d"],
  ['"M', "lz4", "lz4 -d"]
];
function notAnArchive(file, what, head) {
  const start = head.toString("latin1", 0, 8);
  const other = OTHER_COMPRESSIONS.find(([magic]) => start.startsWith(magic));
  if (other !== void 0) {
    return new import_shared_4.GateError("image-unreadable", `${what} is compressed by ${other[1]}, which is not read`, {
      hint: `Decompress it first: \`${other[2]} ${file}\`.`
    });
  }
  return new import_shared_4.GateError("image-unreadable", `${what} is not an image archive: it does not start like a tar`, {
    hint: "Give a file that `docker save` or a builder wrote."
  });
}
function isFolder3(file, what) {
  return new import_shared_4.GateError("image-not-found", `${what} is a folder, expected an image archive`, {
    hint: `Write \`oci:${file}\` for an OCI layout.`
  });
}
async function readHead2(handle) {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
function decompressed(file, compression, what) {
  return async (sink) => {
    const decompressor = createDecompressor(compression, sink, { what, limits: EXPANSION_LIMITS });
    await fromStream((0, import_node_fs7.createReadStream)(file, { highWaterMark: CHUNK_BYTES3 }))(
      (chunk) => decompressor.write(chunk)
    );
    await decompressor.end();
  };
}
async function findMembers(handle, what) {
  const members2 = createMembers(what);
  const { size } = await handle.stat();
  const tar = createTarReader(
    {
      open: (entry, offset) => {
        if (entry.type === "regular") {
          if (offset + entry.storedSize > size)
            throw wrongSize(`\`${entry.path}\` of ${what}`, Math.max(size - offset, 0), entry.storedSize);
          members2.add(entry.path, { offset, size: entry.storedSize });
        }
        if (entry.type === "symlink" || entry.type === "hardlink") {
          members2.addLink(entry.path, entry.type, entry.linkTarget ?? "");
        }
        return false;
      },
      write: () => void 0,
      close: () => void 0
    },
    what
  );
  const window = Buffer.alloc(WINDOW_BYTES3);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await handle.read(window, 0, WINDOW_BYTES3, at);
    if (bytesRead === 0) break;
    tar.push(window.subarray(0, bytesRead));
    const idle2 = tar.idle();
    tar.skip(idle2);
    at += bytesRead + idle2;
  }
  tar.finish();
  return members2;
}
function toStore2({ file, what, options, members: members2 }) {
  const partOf = (path4, member) => ({ file, ...member, what: `\`${path4}\` of ${what}` });
  return {
    what,
    readJson: async (path4) => {
      const member = members2.find(path4);
      return member && readSmall(fromFile({ file, ...member }), `\`${path4}\` of ${what}`);
    },
    readLayer: async (path4) => {
      const member = members2.find(path4);
      if (member === void 0) return void 0;
      const known2 = findKnownBlob({ path: path4, size: member.size }, options);
      if (known2 !== void 0) return known2;
      return readLayerFile({ path: path4, ...partOf(path4, member) }, options);
    }
  };
}
// src/image-source/bounded-store.ts
function boundJson(store2) {
  let read2 = 0;
  return {
    what: store2.what,
    readLayer: (path4, descriptor2) => store2.readLayer(path4, descriptor2),
    readJson: async (path4, kind) => {
      const bytes = await store2.readJson(path4, kind);
      read2 += bytes?.length ?? 0;
      if (read2 > MAX_ALL_JSON_BYTES) throw tooMuch2(store2.what, read2);
      return bytes;
    }
  };
}
function tooMuch2(what, read2) {
  return new import_shared_4.GateError(
    "image-unreadable",
    `${what} has manifests and configs of ${read2} bytes and more, and at most ${MAX_ALL_JSON_BYTES} are read`,
    {
      hint: "This is the limit `MAX_ALL_JSON_BYTES` of docs/limits.md: name one image by its digest, not an index of so many."
    }
  );
}
// src/image-source/docker-daemon.ts
// src/image-source/socket-answer.ts
// src/image-source/chunked-body.ts
var MAX_LINE_BYTES2 = 16 * 1024;
var LINE_FEED = 10;
function createChunkedBody() {
  const state = { phase: "size", rest: 0, line: "", lineBytes: 0 };
  return {
    take: (bytes, at) => state.phase === "data" ? takeData(state, bytes, at) : takeByte(state, bytes, at),
    isDone: () => state.phase === "done"
  };
}
function takeData(state, bytes, at) {
  const end2 = Math.min(at + state.rest, bytes.length);
  state.rest -= end2 - at;
  if (state.rest === 0) state.phase = "data-end";
  return { start: at, end: end2, next: end2 };
}
function takeByte(state, bytes, at) {
  const byte = bytes[at] ?? 0;
  state.lineBytes++;
  if (byte === LINE_FEED) endLine(state);
  else if (state.phase !== "done") state.line += String.fromCharCode(byte);
  if (state.lineBytes > MAX_LINE_BYTES2 && state.phase !== "done")
    throw new RangeError("a line of the chunked coding has no end");
  return { start: at, end: at, next: at + 1 };
}
function endLine(state) {
  const { phase } = state;
  const line = state.line.replace(/\r$/, "");
  state.line = "";
  if (phase !== "trailers") state.lineBytes = 0;
  if (phase === "size") startChunk(state, line);
  else if (phase === "trailers" && line === "") state.phase = "done";
  else if (phase === "data-end") {
    if (line !== "") throw new RangeError("a chunk is longer than its size");
    state.phase = "size";
  }
}
function startChunk(state, line) {
  const size = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec(line)?.[1];
  if (size === void 0) throw new RangeError(`a chunk has size \`${line.slice(0, 40)}\``);
  state.rest = Number.parseInt(size, 16);
  state.phase = state.rest === 0 ? "trailers" : "data";
}
// src/image-source/socket-answer.ts
var BUFFER_BYTES2 = 256 * 1024;
var MAX_HEAD_BYTES = 64 * 1024;
var END_OF_HEAD = "\r\n\r\n";
async function readSocketAnswer({ socketPath, target, signal }, options) {
  const { state, ended: ended2 } = openAnswer(socketPath, options.explain);
  state.socket.write(`GET ${target} HTTP/1.1\r
Host: docker\r
Connection: close\r
\r
`);
  const isBody = await untilAborted(state, signal, () => ended2.catch(() => false));
  if (isBody) return (sink) => untilAborted(state, options.signal, () => readBody(state, options, sink));
  state.socket.destroy();
  return void 0;
}
async function untilAborted({ socket }, signal, work) {
  var _stack = [];
  try {
    const _stopping = (0, import_shared_5.__using)(_stack, onAbort(signal, () => socket.destroy()));
    try {
      return await work();
    } finally {
      signal?.throwIfAborted();
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_5.__callDispose)(_stack, _error, _hasError);
  }
}
function openAnswer(socketPath, explain) {
  const { promise: ended2, ...settle3 } = Promise.withResolvers();
  const socket = (0, import_node_net.connect)({
    path: socketPath,
    onread: {
      buffer: Buffer.alloc(BUFFER_BYTES2),
      callback: (count, buffer) => take(state, buffer.subarray(0, count))
    }
  });
  const state = {
    socket,
    body: createChunkedBody(),
    explain,
    pace: void 0,
    head: "",
    early: void 0,
    sink: void 0,
    settle: settle3
  };
  socket.on("error", (cause) => {
    state.settle.reject(explain(cause));
  });
  socket.on("close", () => {
    state.settle.reject(explain(new Error("the connection was closed before the end")));
  });
  return { state, ended: ended2 };
}
function take(state, bytes) {
  if (state.sink !== void 0) return passOn(state, bytes, state.sink);
  state.head += Buffer.from(bytes).toString("latin1");
  const end2 = state.head.indexOf(END_OF_HEAD);
  if (end2 < 0) {
    if (state.head.length > MAX_HEAD_BYTES) state.settle.resolve(false);
    return state.head.length <= MAX_HEAD_BYTES;
  }
  const bodyBytes = state.head.length - end2 - END_OF_HEAD.length;
  state.early = bytes.subarray(bytes.length - bodyBytes);
  state.settle.resolve(isChunked(state.head.slice(0, end2)));
  return false;
}
function isChunked(head) {
  return /^HTTP\/1\.1 200 /.test(head) && /^transfer-encoding:[ \t]*chunked[ \t]*$/im.test(head);
}
async function readBody(state, { watch }, sink) {
  const { promise: ended2, ...settle3 } = Promise.withResolvers();
  state.settle = settle3;
  state.sink = sink;
  state.pace = watch?.((cause) => {
    settle3.reject(cause);
  });
  try {
    const isReady = passOn(state, state.early ?? new Uint8Array(0), sink);
    if (state.socket.closed) settle3.reject(state.explain(new Error("the connection was closed")));
    else if (isReady) state.socket.resume();
    await ended2;
  } finally {
    state.pace?.stop();
    state.socket.destroy();
  }
}
function passOn(state, bytes, sink) {
  state.pace?.took(bytes.length);
  const wait = drain(state, { bytes, at: 0 }, sink);
  state.pace?.setBusy(wait !== void 0);
  wait?.then(
    () => {
      state.pace?.setBusy(false);
      state.socket.resume();
    },
    (error2) => {
      state.settle.reject(error2);
    }
  );
  return wait === void 0;
}
function drain(state, cursor, sink) {
  try {
    const { bytes } = cursor;
    while (cursor.at < bytes.length && !state.body.isDone()) {
      const { start, end: end2, next } = takePart(state, cursor);
      cursor.at = next;
      const wait = end2 > start ? sink(bytes.subarray(start, end2)) : void 0;
      if (wait !== void 0) return wait.then(() => drain(state, cursor, sink));
    }
    if (state.body.isDone()) state.settle.resolve(true);
    return void 0;
  } catch (error2) {
    return Promise.reject(error2 instanceof Error ? error2 : new Error(String(error2)));
  }
}
function takePart({ body, explain }, { bytes, at }) {
  try {
    return body.take(bytes, at);
  } catch (cause) {
    throw explain(cause);
  }
}
// src/image-source/docker-daemon.ts
var QUESTION_SECONDS2 = 60;
var PREPARATION_SECONDS = 30 * 60;
var SAVE_FLOOR = { bytes: 300 * 1024, seconds: 300 };
async function openDaemonImage(reference, options) {
  const name = nameOf8(reference);
  const inPlace = options.inPlace && await openInPlace(name, options, options.inPlace);
  if (inPlace !== void 0) return inPlace;
  const what = `\`${name}\``;
  return readArchiveStream(await openSave(name, options, what), options, what);
}
async function openSave(name, options, what) {
  const explain = (cause) => cause instanceof import_shared_4.GateError ? cause : brokenOff(what, cause);
  const watch = (stop) => watchPace(
    SAVE_FLOOR,
    (bytes) => {
      stop(tooSlow(what, bytes));
    },
    options.clock
  );
  const asking = { ...options, name };
  const path4 = `/images/${encodeURI(name)}/get`;
  const daemon = options.daemon ?? await askDaemon(asking, () => openDocker());
  const socket = await socketOf(daemon);
  const reading = { explain, watch, signal: options.signal };
  const save = async (signal) => {
    const answer = socket === void 0 ? void 0 : await readSocketAnswer({ socketPath: socket, target: path4, signal }, reading);
    if (answer !== void 0) return answer;
    const stream = await askEngine(daemon, { path: path4, signal, isStream: true });
    return fromStream(stream instanceof import_node_stream.Readable ? stream : new import_node_stream.Readable().wrap(stream), reading);
  };
  return askDaemon(asking, save, PREPARATION_SECONDS);
}
function tooSlow(what, bytes) {
  const { bytes: least, seconds } = SAVE_FLOOR;
  return new import_shared_4.GateError(
    "image-unreadable",
    `the Docker engine is too slow: it sent ${bytes} bytes of ${what} in ${seconds} s, expected at least ${least}`,
    { hint: "Look into the engine's log; restart it where it stands still." }
  );
}
async function openInPlace(name, options, { read: read2, tell }) {
  try {
    const { openOverlay2Image } = await Promise.resolve().then(() => __toESM(require("./image-source-in-place-overlay2-store.cjs")));
    const daemon = options.daemon ?? await openDocker();
    const asking = { ...options, name };
    const ask = (path4) => askDaemon(asking, (signal) => askEngine(daemon, { path: path4, signal }));
    const store2 = await openOverlay2Image({ name, daemon, read: read2, ask }, options);
    tell({ code: "read-in-place", message: IN_PLACE });
    return store2;
  } catch (error2) {
    if (!(error2 instanceof import_shared_4.GateError && error2.code === "image-unreadable")) throw error2;
    tell({
      code: "not-read-in-place",
      message: `images are read through the engine, not in place: ${error2.message}`
    });
    return void 0;
  }
}
var IN_PLACE = "layers were read in the engine's own folders: their digests are what the engine says and were not verified";
async function readDaemonDiffIDs(reference, options) {
  const name = nameOf8(reference);
  try {
    const ask = async (signal) => askEngine(options.daemon ?? await openDocker(), { path: `/images/${encodeURI(name)}/json`, signal });
    const image = await askDaemon({ ...options, name }, ask);
    const layers = image.RootFS?.Layers ?? [];
    return layers.every(isDigest) ? layers : null;
  } catch (error2) {
    if (error2 instanceof import_shared_4.GateError && error2.code === "image-not-found") return null;
    throw error2;
  }
}
function nameOf8({ name, tag }) {
  if (tag === void 0) return IMAGE_ID.test(name) || HAS_TAG.test(name) ? name : `${name}:latest`;
  return isDigest(tag) ? `${name}@${tag}` : `${name}:${tag}`;
}
var IMAGE_ID = /^[0-9a-f]{4,64}$/;
var HAS_TAG = /:[^/]*$/;
async function askDaemon({ name, signal, clock }, ask, seconds = QUESTION_SECONDS2) {
  const late = () => silent(name, seconds);
  try {
    return await withEnd(ask, { milliseconds: seconds * 1e3, late, signal, clock });
  } catch (cause) {
    signal?.throwIfAborted();
    throw toDaemonError(name, cause);
  }
}
function silent(name, seconds) {
  return new import_shared_4.GateError(
    "engine-unavailable",
    `the Docker engine does not answer within ${seconds} s when asked for \`${name}\``,
    { hint: "Restart Docker, or set DOCKER_HOST to an engine that answers." }
  );
}
function toDaemonError(name, cause) {
  if (cause instanceof import_shared_4.GateError) return cause;
  const status = statusOf(cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (status === 404 || status === 400) {
    return new import_shared_4.GateError("image-not-found", `the Docker engine has no image \`${name}\``, {
      hint: "Build or pull it before this step, or write registry:NAME.",
      cause
    });
  }
  if (status !== void 0) {
    return new import_shared_4.GateError("image-unreadable", `the Docker engine cannot give image \`${name}\`: ${reason}`, {
      cause
    });
  }
  return new import_shared_4.GateError("engine-unavailable", `the Docker engine does not answer: ${reason}`, {
    hint: "Start Docker, or set DOCKER_HOST to a running engine.",
    cause
  });
}
function statusOf(cause) {
  const isObject2 = typeof cause === "object" && cause !== null;
  return isObject2 && "statusCode" in cause && typeof cause.statusCode === "number" ? cause.statusCode : void 0;
}
function brokenOff(what, cause) {
  return new import_shared_4.GateError("image-unreadable", `the Docker engine broke off while it sent ${what}`, {
    hint: "Look into the engine's log; often the disk is full.",
    cause
  });
}
// src/image-source/layout-directory.ts
async function openLayoutDirectory(directory, options) {
  const what = `\`${directory}\``;
  if (await fileSize((0, import_node_path13.join)(directory, "index.json")) === void 0) {
    throw new import_shared_4.GateError("image-not-found", `${what} is not an OCI layout: it has no \`index.json\``, {
      hint: "Give the directory that `docker buildx build --output type=oci,tar=false,dest=DIR` wrote."
    });
  }
  return {
    what,
    readJson: async (path4) => {
      const file = (0, import_node_path13.join)(directory, memberPath(path4));
      const size = await fileSize(file);
      if (size === void 0) return void 0;
      return readSmall(fromFile({ file, offset: 0, size }), `\`${path4}\` of ${what}`);
    },
    readLayer: async (path4) => {
      const file = (0, import_node_path13.join)(directory, memberPath(path4));
      const size = await fileSize(file);
      if (size === void 0) return void 0;
      const known2 = findKnownBlob({ path: path4, size }, options);
      if (known2 !== void 0) return known2;
      return readLayerFile({ path: path4, file, offset: 0, size, what: `\`${path4}\` of ${what}` }, options);
    }
  };
}
async function fileSize(file) {
  try {
    const found = await (0, import_promises13.stat)(file);
    return found.isFile() ? found.size : void 0;
  } catch {
    return void 0;
  }
}
// src/image-source/read-image.ts
// src/image/json-keys.ts
var MAPS = /* @__PURE__ */ new Set([
  "labels",
  "annotations",
  "volumes",
  "exposedports",
  "container_config"
]);
var MAX_DEPTH5 = 8;
function foldKeys(json, names, what) {
  const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));
  return fold(json, { spelling, what, depth: 0 });
}
function fold(value, folding) {
  const inner = { ...folding, depth: folding.depth + 1 };
  if (inner.depth > MAX_DEPTH5) return value;
  if (Array.isArray(value)) return value.map((one2) => fold(one2, inner));
  return typeof value === "object" && value !== null ? foldObject(value, inner) : value;
}
function foldObject(value, inner) {
  const folded = /* @__PURE__ */ new Map();
  for (const [key, part] of Object.entries(value)) {
    const lower = key.toLowerCase();
    const name = inner.spelling.get(lower) ?? key;
    if (folded.has(name)) throw twice(inner.what, name);
    folded.set(name, MAPS.has(lower) ? part : fold(part, inner));
  }
  return Object.fromEntries(folded);
}
function twice(what, name) {
  return new import_shared_4.GateError("image-unreadable", `${what} has the field \`${name}\` twice, in different cases`, {
    hint: "Build and push the image again."
  });
}
// src/image/media-types.ts
var MANIFESTS = /* @__PURE__ */ new Set([
  "",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json"
]);
var IMAGE_CONFIGS = /* @__PURE__ */ new Set([
  "",
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
  "application/octet-stream",
  "application/json"
]);
var LAYER = /^(?:application\/vnd\.(?:oci\.image\.layer(?:\.nondistributable)?\.v1\.tar|docker\.image\.rootfs\.(?:foreign\.)?diff\.tar)(?:[.+](?:gzip|zstd))?)?$/;
function isManifestType(mediaType) {
  return MANIFESTS.has(mediaType);
}
function artifactTypeOf({ artifactType, config: config3 }) {
  return IMAGE_CONFIGS.has(config3.mediaType) ? void 0 : artifactType ?? config3.mediaType;
}
function unreadableLayer({ mediaType }) {
  if (LAYER.test(mediaType)) return void 0;
  const type = `\`${mediaType.slice(0, 200)}\``;
  return mediaType.endsWith("+encrypted") ? `is encrypted (${type})` : `is of media type ${type}`;
}
// src/image/manifest.ts
var texts = array(string2()).nullish().transform((list3) => list3 ?? []);
var record3 = record2(
  string2(),
  string2().nullable().transform((value) => value ?? "")
).nullish().transform((map) => map ?? {});
var text2 = string2().nullish().transform((value) => value === null || value === "" ? void 0 : value);
var digest = string2().refine(isDigest, { error: "expected sha256 and 64 hex digits" });
var platform = object({ os: string2(), architecture: string2(), variant: text2 }).transform(({ os: os2, architecture, variant }) => toPlatform(os2, architecture, variant));
var descriptor = object({
  mediaType: text2,
  digest,
  size: int().min(0),
  platform: platform.nullish(),
  annotations: record3,
  artifactType: text2
}).transform((found) => ({
  mediaType: found.mediaType ?? "",
  digest: found.digest,
  size: found.size,
  annotations: found.annotations,
  ...found.platform ? { platform: found.platform } : {},
  ...found.artifactType === void 0 ? {} : { artifactType: found.artifactType }
}));
var descriptors = array(descriptor).nullish().transform((list3) => list3 ?? []);
var manifest = object({ config: descriptor, layers: descriptors, artifactType: text2 }).transform(({ config: named2, layers, artifactType }) => ({
  config: named2,
  layers,
  ...artifactType === void 0 ? {} : { artifactType }
}));
var index = object({ manifests: descriptors });
var dockerArchive = array(
  object({ Config: string2(), RepoTags: texts, Layers: texts }).transform((entry) => ({
    config: entry.Config,
    repoTags: entry.RepoTags,
    layers: entry.Layers
  }))
);
var historyEntry = object({ created_by: text2, comment: text2, created: text2, empty_layer: boolean2().nullish() }).transform((found) => ({
  emptyLayer: found.empty_layer ?? false,
  ...found.created_by === void 0 ? {} : { createdBy: found.created_by },
  ...found.comment === void 0 ? {} : { comment: found.comment },
  ...found.created === void 0 ? {} : { created: found.created }
}));
var volumes = record2(string2(), unknown()).nullish().transform((map) => Object.keys(map ?? {}));
var runConfig = object({
  User: text2,
  WorkingDir: text2,
  Volumes: volumes,
  Env: texts,
  Entrypoint: texts,
  Cmd: texts,
  Labels: record3
}).transform((found) => ({
  ...found.User === void 0 ? {} : { user: found.User },
  ...found.WorkingDir === void 0 ? {} : { workingDir: found.WorkingDir },
  ...found.Volumes.length === 0 ? {} : { volumes: found.Volumes },
  env: found.Env,
  entrypoint: found.Entrypoint,
  cmd: found.Cmd,
  labels: found.Labels
}));
var NO_RUN_CONFIG = { env: [], entrypoint: [], cmd: [], labels: {} };
var config2 = object({
  os: text2,
  architecture: text2,
  variant: text2,
  config: runConfig.nullish(),
  rootfs: object({
    diff_ids: array(digest).nullish().transform((list3) => list3 ?? [])
  }),
  history: array(historyEntry).nullish().transform((list3) => list3 ?? [])
});
function parseManifest(bytes, what) {
  const json = parseJson(bytes, what);
  const fields2 = record2(string2(), unknown()).catch({}).parse(json);
  refuseStrangers(fields2, what);
  return "manifests" in fields2 ? { kind: "index", ...check2(index, json, what) } : { kind: "manifest", ...check2(manifest, json, what) };
}
function refuseStrangers(fields2, what) {
  const { mediaType = "", schemaVersion } = fields2;
  if (schemaVersion === 1 || "fsLayers" in fields2) {
    throw new import_shared_4.GateError("image-unreadable", `${what} is in Docker's old schema 1`, {
      hint: "Push the image again with a Docker that is newer than 2016."
    });
  }
  if (typeof mediaType === "string" && !isManifestType(mediaType)) {
    throw new import_shared_4.GateError("image-unreadable", `${what} is of media type \`${mediaType.slice(0, 200)}\``, {
      hint: "Name an image: an OCI or Docker image manifest, or an index of them."
    });
  }
  refuseAmbiguous(fields2, what);
}
function refuseAmbiguous(fields2, what) {
  if ("manifests" in fields2 && ("layers" in fields2 || "config" in fields2)) {
    throw new import_shared_4.GateError("image-unreadable", `${what} is an index and a manifest at once`, {
      hint: "Build and push the image again."
    });
  }
}
var ARCHIVE_FIELDS = ["Config", "RepoTags", "Layers"];
var CONFIG_FIELDS = [
  ...["os", "architecture", "variant", "config", "rootfs", "diff_ids", "history"],
  ...["created_by", "comment", "created", "empty_layer"],
  ...["User", "WorkingDir", "Volumes", "Env", "Entrypoint", "Cmd", "Labels"]
];
function parseDockerArchiveManifest(bytes, what) {
  return check2(dockerArchive, foldKeys(parseJson(bytes, what), ARCHIVE_FIELDS, what), what);
}
function parseImageConfig(bytes, what) {
  const found = check2(config2, foldKeys(parseJson(bytes, what), CONFIG_FIELDS, what), what);
  return {
    platform: toPlatform(found.os ?? "linux", found.architecture ?? "unknown", found.variant),
    ...found.config ?? NO_RUN_CONFIG,
    diffIDs: found.rootfs.diff_ids,
    history: found.history
  };
}
function layerHistory({ history, diffIDs }) {
  const withLayer = history.filter(({ emptyLayer }) => !emptyLayer);
  return withLayer.length === diffIDs.length ? withLayer : [];
}
function toPlatform(os2, architecture, variant) {
  return { os: os2, architecture, ...variant === void 0 ? {} : { variant } };
}
function parseJson(bytes, what) {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (cause) {
    throw new import_shared_4.GateError("image-unreadable", `${what} is not JSON`, { cause });
  }
}
function check2(schema, json, what) {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue2] = parsed.error.issues;
  const place3 = issue2?.path.map(String).join(".") ?? "";
  const where = place3 === "" ? "" : ` \`${place3.slice(0, 200)}\``;
  throw new import_shared_4.GateError(
    "image-unreadable",
    `${what} is not what it should be:${where} ${issue2?.message ?? "is wrong"}`
  );
}
// src/image/provenance.ts
function toProvenance(json) {
  const statement = fields(json);
  const predicate = "predicate" in statement ? fields(statement["predicate"]) : statement;
  const parts = "buildDefinition" in predicate ? partsOfV1(predicate) : partsOfV02(predicate);
  if (parts === null) return null;
  const target = text3(parts.args["target"]);
  return {
    dockerfile: recordedDockerfile(parts.record),
    ...target !== void 0 && { target },
    steps: toSteps(parts),
    materials: toMaterials(parts.materials)
  };
}
var V02_BUILD_TYPE = "https://mobyproject.org/buildkit@v1";
var V02_RECORD = "https://mobyproject.org/buildkit@v1#metadata";
function partsOfV02(predicate) {
  if (predicate["buildType"] !== V02_BUILD_TYPE) return null;
  return {
    args: fields(fields(fields(predicate["invocation"])["parameters"])["args"]),
    buildConfig: fields(predicate["buildConfig"]),
    record: fields(fields(predicate["metadata"])[V02_RECORD]),
    materials: predicate["materials"]
  };
}
function partsOfV1(predicate) {
  const definition = fields(predicate["buildDefinition"]);
  if (!/buildkit/.test(text3(definition["buildType"]) ?? "")) return null;
  return {
    args: fields(fields(fields(definition["externalParameters"])["request"])["args"]),
    buildConfig: fields(fields(definition["internalParameters"])["buildConfig"]),
    record: fields(fields(fields(predicate["runDetails"])["metadata"])["buildkit_metadata"]),
    materials: definition["resolvedDependencies"]
  };
}
var PLAIN_NAME = /^[\w.@+-]{1,100}$/;
function recordedDockerfile(record4) {
  const source = fields(list2(fields(record4["source"])["infos"])[0]);
  const [name, data] = [text3(source["filename"]), text3(source["data"])];
  if (name === void 0 || data === void 0 || source["language"] !== "Dockerfile") return null;
  return {
    name: PLAIN_NAME.test(name) ? name : "Dockerfile",
    text: Buffer.from(data, "base64").toString("utf8")
  };
}
function toSteps({ buildConfig, record: record4 }) {
  const locations = fields(fields(record4["source"])["locations"]);
  const chains = chainsByStep(fields(record4["layers"]));
  return [...stepsByID(buildConfig)].map(([id, step]) => ({
    id,
    ...originOf(step),
    inputs: [...new Set(list2(step["inputs"]).map((input) => stepID(text3(input) ?? "")))],
    lines: Object.hasOwn(locations, id) ? toLines2(fields(locations[id])) : [],
    chains: chains.get(id) ?? []
  }));
}
function stepsByID(buildConfig) {
  const steps = /* @__PURE__ */ new Map();
  for (const item of list2(buildConfig["llbDefinition"])) {
    const step = fields(item);
    const id = text3(step["id"]);
    if (id !== void 0 && !steps.has(id)) steps.set(id, step);
  }
  return steps;
}
function originOf(step) {
  const operation = fields(fields(step["op"])["Op"]);
  const identifier = text3(fields(operation["source"])["identifier"]) ?? "";
  const image = /^docker-image:\/\/(.+)$/.exec(identifier)?.[1];
  const below = text3(list2(step["inputs"])[rootInput(operation)]);
  return {
    isImage: /^(docker-image|oci-layout):\/\//.test(identifier),
    ...image !== void 0 && { image },
    ...below !== void 0 && { below: stepID(below) }
  };
}
function rootInput(operation) {
  const mounts = list2(fields(operation["exec"])["mounts"]).map(fields);
  const root = mounts.find((mount) => mount["dest"] === "/") ?? fields(list2(fields(operation["file"])["actions"])[0]);
  const input = root["input"];
  return typeof input === "number" && Number.isSafeInteger(input) ? input : 0;
}
function stepID(output) {
  return output.replace(/:\d+$/, "");
}
function chainsByStep(layers) {
  const found = /* @__PURE__ */ new Map();
  for (const [output, chains] of Object.entries(layers)) {
    const id = stepID(output);
    const known2 = found.get(id) ?? [];
    for (const chain of list2(chains)) known2.push(toChain(chain));
    found.set(id, known2);
  }
  return found;
}
function toChain(chain) {
  const digests = list2(chain).map((descriptor2) => text3(fields(descriptor2)["digest"]) ?? "");
  return digests.every(isDigest) ? digests : [];
}
var MAX_INSTRUCTIONS = 1e3;
function toLines2(found) {
  return list2(found["locations"]).slice(0, MAX_INSTRUCTIONS).flatMap((item) => {
    const location = fields(item);
    if ((location["sourceIndex"] ?? 0) !== 0) return [];
    const lines = list2(location["ranges"]).flatMap((range) => {
      const line = fields(fields(range)["start"])["line"];
      return typeof line === "number" && Number.isSafeInteger(line) ? [line] : [];
    });
    return lines.length === 0 ? [] : [lines.reduce((first, line) => Math.min(first, line))];
  });
}
function toMaterials(materials) {
  return list2(materials).flatMap((item) => {
    const material = fields(item);
    const uri = text3(material["uri"]) ?? "";
    const digest2 = `sha256:${text3(fields(material["digest"])["sha256"]) ?? ""}`;
    return /^pkg:(docker|oci)\//.test(uri) && isDigest(digest2) ? [{ uri, digest: digest2 }] : [];
  });
}
function fields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
function list2(value) {
  return Array.isArray(value) ? value : [];
}
function text3(value) {
  return typeof value === "string" ? value : void 0;
}
// src/image-source/read-provenance.ts
var MAX_ATTESTATIONS = 16;
var PREDICATE_TYPE = "in-toto.io/predicate-type";
async function readProvenance(store2, attestations) {
  for (const attestation of attestations.slice(0, MAX_ATTESTATIONS)) {
    for (const statement of await orNone(() => readStatements(store2, attestation), [])) {
      const provenance = toProvenance(statement);
      if (provenance !== null) return provenance;
    }
  }
  return null;
}
async function readStatements(store2, attestation) {
  const bytes = await readVerified(store2, attestation, { name: "attestation", kind: "manifest" });
  const manifest2 = parseManifest(bytes, `attestation of ${store2.what}`);
  const layers = manifest2.kind === "manifest" ? manifest2.layers.slice(0, MAX_ATTESTATIONS) : [];
  const statements = [];
  for (const layer of layers.filter(isProvenance)) {
    const blob = await readVerified(store2, layer, { name: "provenance", kind: "blob" });
    statements.push(JSON.parse(Buffer.from(blob).toString("utf8")));
  }
  return statements;
}
function isProvenance({ annotations }) {
  return annotations[PREDICATE_TYPE]?.startsWith("https://slsa.dev/provenance/") === true;
}
async function orNone(read2, none) {
  try {
    return await read2();
  } catch (error2) {
    if (error2 instanceof import_shared_4.GateError || error2 instanceof SyntaxError) return none;
    throw error2;
  }
}
// src/image-source/choose-platform.ts
async function choosePlatform(candidates, asked, read2) {
  let left = candidates;
  for (; ; ) {
    const wanted = asked ?? onlyPlatform(left) ?? ownPlatform();
    const fitting = bestFitting(left, wanted);
    const unsure = fitting.length === 0 && asked === void 0 ? left : fitting;
    const unread = unsure.filter(({ manifest: manifest2 }) => manifest2 === void 0);
    if (unread.length === 0) return { wanted, fitting: fitting.filter(isRead3), isEmpty: left.length === 0 };
    left = await readManifests(left, new Set(unread), read2);
  }
}
function onlyPlatform([first, ...others]) {
  return others.length === 0 ? first?.platform : void 0;
}
function isRead3(candidate) {
  return candidate.manifest !== void 0;
}
async function readManifests(candidates, unread, read2) {
  const left = [];
  for (const candidate of candidates) {
    const manifest2 = unread.has(candidate) ? await read2(candidate.descriptor) : candidate.manifest;
    if (manifest2 !== void 0) left.push({ ...candidate, manifest: manifest2 });
    else if (!unread.has(candidate)) left.push(candidate);
  }
  return left;
}
function bestFitting(candidates, wanted) {
  const exact = candidates.filter(({ platform: platform2 }) => (0, import_shared_4.renderPlatform)(platform2) === (0, import_shared_4.renderPlatform)(wanted));
  return exact.length > 0 ? exact : candidates.filter(({ platform: platform2 }) => (0, import_shared_4.matchesPlatform)(wanted, platform2));
}
function ownPlatform() {
  const names = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };
  return { os: "linux", architecture: names[(0, import_node_os6.arch)()] ?? (0, import_node_os6.arch)() };
}
// src/image-source/image-index.ts
var MAX_DEPTH6 = 4;
var MAX_MANIFESTS = 1e3;
async function chooseFromIndex(store2, bytes, { tag, platform: platform2 }) {
  const top = parseManifest(bytes, `manifest of ${store2.what}`);
  if (top.kind === "manifest") return { manifest: imageOnly(store2, top), attestations: [] };
  const named2 = tag === void 0 ? top.manifests : top.manifests.filter((descriptor2) => isNamed2(descriptor2, tag));
  if (tag !== void 0 && named2.length === 0) throw missingTag(store2.what, tag, top.manifests);
  const found = { candidates: /* @__PURE__ */ new Map(), attestations: [], artifacts: [], seen: 0 };
  for (const descriptor2 of named2) await collect(store2, { descriptor: descriptor2, depth: 0 }, found);
  return chooseFound(store2, found, platform2);
}
function imageOnly(store2, manifest2) {
  const artifact = artifactTypeOf(manifest2);
  if (artifact !== void 0) throw noImage(store2.what, [artifact]);
  return manifest2;
}
async function collect(store2, { descriptor: descriptor2, depth }, found) {
  if (++found.seen > MAX_MANIFESTS || depth > MAX_DEPTH6) {
    throw new import_shared_4.GateError(
      "image-unreadable",
      `index of ${store2.what} leads to more than ${MAX_MANIFESTS} manifests`
    );
  }
  if (isAttestation(descriptor2)) found.attestations.push(descriptor2);
  else if (!isManifestType(descriptor2.mediaType)) found.artifacts.push(descriptor2.mediaType);
  else if (descriptor2.platform !== void 0 && isImageManifest(descriptor2))
    addCandidate2(found, { descriptor: descriptor2, platform: descriptor2.platform });
  else await look(store2, { descriptor: descriptor2, depth }, found);
}
function addCandidate2(found, candidate) {
  const { digest: digest2 } = candidate.descriptor;
  if (!found.candidates.has(digest2)) found.candidates.set(digest2, candidate);
}
function isImageManifest({ mediaType }) {
  return mediaType.includes(".manifest.") && !mediaType.includes(".list.");
}
async function look(store2, { descriptor: descriptor2, depth }, found) {
  const manifest2 = await readManifest(store2, descriptor2);
  if (manifest2 === void 0) return;
  if (manifest2.kind === "index") {
    for (const next of manifest2.manifests)
      await collect(store2, { descriptor: next, depth: depth + 1 }, found);
    return;
  }
  const artifact = artifactTypeOf(manifest2);
  if (artifact !== void 0) found.artifacts.push(artifact);
  else addCandidate2(found, { manifest: manifest2, descriptor: descriptor2, platform: await platformOf(store2, descriptor2, manifest2) });
}
async function readManifest(store2, descriptor2) {
  const bytes = await readPresent(store2, descriptor2, { name: "manifest", kind: "manifest" });
  return bytes && parseManifest(bytes, `manifest \`${descriptor2.digest}\` of ${store2.what}`);
}
var SUBJECTS = ["vnd.docker.reference.digest", "io.containerd.manifest.subject"];
function isAttestation({ platform: platform2, annotations, artifactType }) {
  if (platform2 !== void 0 && (0, import_shared_4.isUnknownPlatform)(platform2)) return true;
  const tells = ["vnd.docker.reference.type", ...SUBJECTS];
  return tells.some((name) => annotations[name] !== void 0) || artifactType?.includes("attestation") === true;
}
async function platformOf(store2, descriptor2, { config: config3 }) {
  if (descriptor2.platform !== void 0) return descriptor2.platform;
  const bytes = await readVerified(store2, config3, { name: "config", kind: "blob" });
  return parseImageConfig(bytes, `config of ${store2.what}`).platform;
}
async function chooseFound(store2, found, asked) {
  const candidates = [...found.candidates.values()];
  const { wanted, fitting, isEmpty } = await choosePlatform(
    candidates,
    asked,
    (descriptor2) => readImageManifest(store2, descriptor2, found)
  );
  const [chosen] = fitting;
  if (chosen !== void 0 && fitting.length === 1)
    return { manifest: chosen.manifest, attestations: attestationsOf(found, chosen.descriptor) };
  if (chosen !== void 0) throw several(store2.what, wanted, fitting);
  if (!isEmpty)
    throw missingPlatform(
      store2.what,
      wanted,
      candidates.map(({ platform: platform2 }) => platform2)
    );
  if (found.artifacts.length > 0) throw noImage(store2.what, found.artifacts);
  return void 0;
}
async function readImageManifest(store2, descriptor2, found) {
  const manifest2 = await readManifest(store2, descriptor2);
  if (manifest2?.kind !== "manifest") return void 0;
  const artifact = artifactTypeOf(manifest2);
  if (artifact !== void 0) found.artifacts.push(artifact);
  return artifact === void 0 ? manifest2 : void 0;
}
function attestationsOf({ attestations }, { digest: digest2 }) {
  return attestations.filter(({ annotations }) => SUBJECTS.some((name) => annotations[name] === digest2));
}
function several(what, wanted, fitting) {
  const descriptors2 = fitting.map(({ descriptor: descriptor2 }) => descriptor2);
  const names = namesOf(descriptors2) || `none has a name, so \`oci:DIR:${descriptors2[0]?.digest ?? ""}\` and the like`;
  return new import_shared_4.GateError("image-not-found", `${what} has several images for \`${(0, import_shared_4.renderPlatform)(wanted)}\``, {
    hint: `Say which with a tag: ${names}.`
  });
}
function noImage(what, artifacts) {
  const types = [...new Set(artifacts)].sort().slice(0, 20);
  const listed = types.map((type) => `\`${type.slice(0, 200)}\``).join(", ");
  return new import_shared_4.GateError("image-unreadable", `${what} is no image but an artifact: ${listed}`, {
    hint: "Name the image that it belongs to."
  });
}
var REF_NAME = "org.opencontainers.image.ref.name";
var IMAGE_NAME = "io.containerd.image.name";
function isNamed2({ annotations, digest: digest2 }, tag) {
  if (digest2 === tag) return true;
  return [annotations[REF_NAME], annotations[IMAGE_NAME]].some(
    (name) => name !== void 0 && (name === tag || name.endsWith(`:${tag}`) || name.endsWith(`/${tag}`))
  );
}
function missingTag(what, tag, manifests) {
  return new import_shared_4.GateError("image-not-found", `${what} has no image \`${tag}\``, {
    hint: `It has ${namesOf(manifests) || `no names, say \`${manifests[0]?.digest ?? "its digest"}\` behind the path`}.`
  });
}
function namesOf(manifests) {
  const names = manifests.flatMap(
    ({ annotations }) => annotations[IMAGE_NAME] ?? annotations[REF_NAME] ?? []
  );
  return [...new Set(names)].sort().slice(0, 20).join(", ");
}
// src/image-source/select-image.ts
var MAX_LAYERS = 5e4;
async function selectImage(store2, selection) {
  const index2 = await store2.readJson("index.json", "manifest");
  const chosen = index2 && await chooseFromIndex(store2, index2, selection);
  if (chosen !== void 0) return fromManifest(store2, chosen, selection);
  const archive = await store2.readJson("manifest.json", "blob");
  if (archive !== void 0) return fromArchive(store2, archive, selection);
  throw new import_shared_4.GateError("image-not-found", `${store2.what} has no image in it`, {
    hint: "Expected is what `docker save` writes, or an OCI layout with at least one image."
  });
}
async function fromManifest(store2, { manifest: { config: config3, layers }, attestations }, selection) {
  refuseUnreadable(store2, layers);
  const bytes = await readVerified(store2, config3, { name: "config", kind: "blob" });
  const sources = layers.map((descriptor2) => ({ path: blobPath(descriptor2.digest), descriptor: descriptor2 }));
  return checked3(store2, { imageID: config3.digest, bytes, sources, attestations }, selection);
}
function refuseUnreadable(store2, layers) {
  const reasons = layers.map(unreadableLayer);
  const told = reasons.flatMap(
    (reason, ordinal) => reason === void 0 ? [] : [`layer ${ordinal} ${reason}`]
  );
  if (told.length === 0) return;
  const isEncrypted = reasons.some((reason) => reason?.startsWith("is encrypted"));
  throw new import_shared_4.GateError("image-unreadable", `${store2.what} cannot be read: ${told.slice(0, 20).join(", ")}`, {
    hint: isEncrypted ? "Judge the image before it is encrypted." : "Layers are tar, tar+gzip or tar+zstd: name an image, not what is attached to one."
  });
}
async function fromArchive(store2, archive, selection) {
  const entries = parseDockerArchiveManifest(archive, `\`manifest.json\` of ${store2.what}`);
  const entry = chooseEntry(store2, entries, selection.tag);
  const bytes = await store2.readJson(entry.config, "blob");
  if (bytes === void 0) throw unreadable(`config \`${entry.config}\` of ${store2.what} is missing`);
  const imageID = digestOf(bytes);
  const claimed = /(?:^|\/)([0-9a-f]{64})(?:\.json)?$/.exec(entry.config)?.[1];
  if (claimed !== void 0 && imageID !== `sha256:${claimed}`) {
    throw unreadable(`config of ${store2.what} has digest \`${imageID}\`, expected \`sha256:${claimed}\``);
  }
  const sources = entry.layers.map((path4) => ({ path: path4 }));
  return checked3(store2, { imageID, bytes, sources, attestations: [] }, selection);
}
function chooseEntry(store2, entries, tag) {
  const fitting = tag === void 0 ? entries : entries.filter(({ repoTags }) => repoTags.includes(tag));
  const [entry] = fitting;
  if (entry !== void 0 && fitting.length === 1) return entry;
  const names = entries.flatMap(({ repoTags }) => repoTags).map((name) => `\`${name}\``);
  const asked = tag === void 0 ? "exactly one image is expected" : `\`${tag}\` is not one of them`;
  throw new import_shared_4.GateError("image-not-found", `${store2.what} has ${entries.length} images, and ${asked}`, {
    hint: `Name one behind the file: ${names.slice(0, 20).join(", ") || "none has a name"}.`
  });
}
function checked3(store2, { imageID, bytes, sources, attestations }, { platform: platform2 }) {
  const config3 = parseImageConfig(bytes, `config of ${store2.what}`);
  if (platform2 !== void 0 && !(0, import_shared_4.matchesPlatform)(platform2, config3.platform)) {
    throw missingPlatform(store2.what, platform2, [config3.platform]);
  }
  refuseTooMany(store2, sources.length);
  if (sources.length !== config3.diffIDs.length) {
    throw unreadable(
      `${store2.what} has ${sources.length} layers, expected ${config3.diffIDs.length} by its config`
    );
  }
  return { imageID, config: config3, layers: sources, attestations };
}
function refuseTooMany({ what }, count) {
  if (count <= MAX_LAYERS) return;
  throw new import_shared_4.GateError("image-unreadable", `${what} has ${count} layers, and at most ${MAX_LAYERS} are read`, {
    hint: "This is the limit `MAX_LAYERS` of docs/limits.md; engines stack 127."
  });
}
// src/image-source/read-image.ts
var MAX_LAYERS_AT_ONCE = 4;
async function readImage(store2, selection, reference) {
  const selected = await selectImage(store2, selection);
  const { config: config3, imageID } = selected;
  const blobs = await readLayers(store2, selected.layers);
  verifyDiffIDs(store2, selected, blobs);
  const provenance = await readProvenance(store2, selected.attestations);
  return {
    reference,
    imageID,
    platform: config3.platform,
    config: config3,
    layers: toLayers(selected, blobs),
    ...provenance !== null && { provenance }
  };
}
async function readLayers(store2, sources) {
  const blobs = [];
  const failures = /* @__PURE__ */ new Map();
  const queue = sources.entries();
  const work = async () => {
    for (const [ordinal, source] of queue) {
      if (failures.size > 0) return;
      try {
        blobs[ordinal] = await readLayer(store2, source, ordinal);
      } catch (error2) {
        failures.set(ordinal, error2);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min((0, import_node_os5.availableParallelism)(), MAX_LAYERS_AT_ONCE) }, work));
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
  return blobs;
}
async function readLayer(store2, source, ordinal) {
  const blob = await store2.readLayer(source.path, source.descriptor);
  if (blob === void 0) throw missingLayer(store2, source, ordinal);
  const { descriptor: descriptor2 } = source;
  if (descriptor2 === void 0) return blob;
  if (blob.digest !== descriptor2.digest) {
    throw damaged(
      `layer ${ordinal} of ${store2.what} has digest \`${blob.digest}\`, expected \`${descriptor2.digest}\``
    );
  }
  if (blob.size !== descriptor2.size) {
    throw damaged(`layer ${ordinal} of ${store2.what} has ${blob.size} bytes, expected ${descriptor2.size}`);
  }
  return blob;
}
function missingLayer(store2, { path: path4, descriptor: descriptor2 }, ordinal) {
  const mediaType = descriptor2?.mediaType ?? "";
  const isForeign = mediaType.includes("foreign") || mediaType.includes("nondistributable");
  return new import_shared_4.GateError(
    "image-unreadable",
    isForeign ? `layer ${ordinal} of ${store2.what} is a foreign layer (\`${mediaType}\`) without a blob` : `layer ${ordinal} of ${store2.what} is missing: there is no \`${path4}\``,
    {
      hint: isForeign ? "Images with layers that may not be distributed cannot be judged." : "Save or build the image again, whole and for this platform."
    }
  );
}
function verifyDiffIDs(store2, { config: config3 }, blobs) {
  const wrong = blobs.flatMap(({ table }, ordinal) => {
    const expected = config3.diffIDs[ordinal];
    if (expected === void 0 || table.diffID === expected) return [];
    return [`layer ${ordinal} of ${store2.what} has diffID \`${table.diffID}\`, expected \`${expected}\``];
  });
  if (wrong.length > 0) throw damaged(wrong.join("; "));
}
function toLayers({ config: config3 }, blobs) {
  const history = layerHistory(config3);
  return blobs.map(({ digest: digest2, table, transferBytes, transferEstimated }, ordinal) => {
    const entry = history[ordinal];
    return {
      ordinal,
      diffID: table.diffID,
      digest: digest2,
      ...entry === void 0 ? {} : { history: entry },
      table,
      transferBytes,
      transferEstimated
    };
  });
}
function damaged(message) {
  return new import_shared_4.GateError("image-unreadable", message, {
    hint: "The image is damaged: save or build it again."
  });
}
// src/image-source/open-image.ts
async function openImage(reference, options) {
  const label = options.label ?? (0, import_shared_4.renderImageReference)(reference);
  const store2 = boundJson(await openStore(reference, options));
  return readImage(store2, selectionOf(reference, options), label);
}
async function resolveBaseDiffIDs(name, options) {
  const reference = (0, import_shared_4.parseImageReference)(name);
  if (reference.isBare !== true) {
    if (reference.transport === "docker-daemon") return readDaemonDiffIDs(reference, options);
    const store2 = boundJson(await openStore(reference, options));
    return (await selectImage(store2, selectionOf(reference, options))).config.diffIDs;
  }
  try {
    return await readDaemonDiffIDs(reference, options);
  } catch (error2) {
    if (error2 instanceof import_shared_4.GateError && error2.code === "engine-unavailable") return null;
    throw error2;
  }
}
function selectionOf({ transport, tag }, { platform: platform2 }) {
  const isFile = transport === "oci" || transport === "oci-archive" || transport === "docker-archive";
  return {
    ...isFile && tag !== void 0 ? { tag } : {},
    ...platform2 === void 0 ? {} : { platform: platform2 }
  };
}
function openStore(reference, options) {
  if (reference.isBare === true) return openBare(reference, options);
  switch (reference.transport) {
    case "docker-daemon":
      return openDaemonImage(reference, options);
    case "docker-archive":
    case "oci-archive":
      return openArchiveFile(reference.name, options);
    case "oci":
      return openLayoutDirectory(reference.name, options);
    case "registry":
      return openRegistry(reference, options);
  }
}
async function openRegistry(reference, options) {
  const { openRegistryImage } = await Promise.resolve().then(() => __toESM(require("./image-source-registry-registry.cjs")));
  return openRegistryImage(reference, options);
}
async function openBare(reference, options) {
  try {
    return await openDaemonImage(reference, options);
  } catch (first) {
    if (!(first instanceof import_shared_4.GateError) || !MAY_BE_ELSEWHERE.has(first.code)) throw first;
    try {
      return await openRegistry(reference, options);
    } catch (second) {
      if (!(second instanceof import_shared_4.GateError)) throw second;
      const hint = [first.hint, second.hint].filter((text4) => text4 !== void 0).join(" ");
      throw new import_shared_4.GateError(second.code, `${first.message}, and ${second.message}`, { hint, cause: second });
    }
  }
}
var MAY_BE_ELSEWHERE = /* @__PURE__ */ new Set(["engine-unavailable", "image-not-found"]);
// src/subjects.ts
// src/build/build-image.ts
// src/build/build-arguments.ts
function toBuildArguments({
  inputs,
  directory,
  output,
  provenance,
  ...files
}) {
  const each = (flag, values) => values.map((value) => `--${flag}=${value}`);
  const one2 = (flag, value) => value === void 0 || value === "" ? [] : [`--${flag}=${value}`];
  return [
    "buildx",
    "build",
    "--progress=plain",
    ...one2("file", dockerfilePath(inputs, directory)),
    ...one2("target", inputs.target),
    ...each("build-arg", inputs.buildArgs),
    ...each(
      "build-context",
      inputs.buildContexts.map((context) => resolveBuildContext(context, directory))
    ),
    ...each("secret", inputs.secrets),
    ...one2("platform", inputs.platform && renderPlatform3(inputs.platform)),
    ...one2("builder", inputs.builder),
    ...each("cache-from", inputs.cacheFrom),
    ...each("cache-to", inputs.cacheTo),
    ...one2("network", inputs.network),
    ...provenance ? ["--provenance=mode=max"] : [],
    ...outputArguments(output),
    ...one2("iidfile", files.iidFile),
    ...one2("metadata-file", files.metadataFile),
    "--",
    (0, import_node_path16.resolve)(directory, inputs.context)
  ];
}
function dockerfilePath(inputs, directory) {
  return (0, import_node_path16.resolve)(directory, inputs.dockerfile ?? (0, import_node_path16.join)(inputs.context, "Dockerfile"));
}
function renderPlatform3({ os: os2, architecture, variant }) {
  return [os2, architecture, ...variant === void 0 ? [] : [variant]].join("/");
}
function resolveBuildContext(context, directory) {
  const equals = context.indexOf("=");
  const [name, source] = [context.slice(0, equals), context.slice(equals + 1)];
  if (equals < 0 || /^[a-z][a-z0-9+.-]+:|^git@/.test(source)) return context;
  return `${name}=${(0, import_node_path16.resolve)(directory, source)}`;
}
function outputArguments(output) {
  if (output.kind === "daemon") return ["--load", `--tag=${output.tag}`];
  const value = output.kind === "oci" ? `type=oci,tar=false,"dest=${output.directory}",name=${output.name}` : `type=oci,"dest=${output.file}",name=${output.name}`;
  return [`--output=${value}`];
}
// src/build/build-failure.ts
function toBuildError({ label, dockerfile, log }) {
  const reason = readReason(log);
  if (/cannot connect to the docker daemon|error during connect/i.test(reason)) {
    return new import_shared_4.GateError("engine-unavailable", `the Docker daemon stopped answering: ${reason}`, {
      hint: "Start Docker and run again."
    });
  }
  if (/no space left on device|disk quota exceeded/i.test(reason)) return (0, import_shared_4.diskFull)(reason);
  if (label === "candidate" && /target stage .* could not be found/.test(reason)) {
    return new import_shared_4.GateError(
      "bad-input",
      `\`${dockerfile}\` does not have the stage that is asked for: ${reason}`,
      {
        hint: "Correct the `target` input."
      }
    );
  }
  const place3 = readPlace(log);
  const where = place3 ? `${dockerfile}:${place3.line}\` (\`${place3.text}\`) failed` : `${dockerfile}\` does not build`;
  return new import_shared_4.GateError("build-failed", `the ${label}'s \`${where}: ${reason}`, {
    hint: place3 ? `See the build log above, and line ${place3.line} of the Dockerfile.` : "See the build log above."
  });
}
function builderWords(log) {
  const lines = log.split(/\r?\n/).filter((line) => /^(?:error\b|unknown )/i.test(line));
  return lines.map((line) => line.replace(PROCESS, "")).join("\n");
}
var PROCESS = /process ".*" did not complete successfully: /;
function readReason(log) {
  const line = log.split(/\r?\n/).findLast((text4) => text4.startsWith("ERROR: ")) ?? "";
  const reason = line.replace(/^ERROR: (failed to build: )?(failed to solve: )?/, "").replace(PROCESS, "").replace(/\bref [\w-]+::[\w-]+/, "the build context");
  return reason.replaceAll("`", "'").slice(0, 400) || "buildx gives no reason";
}
var EXCERPT = /^.+:(\d+)\r?\n-{20}\r?\n((?: *\d+ \|.*\r?\n)+)-{20}\r?$/gm;
function readPlace(log) {
  const excerpt = [...log.matchAll(EXCERPT)].at(-1);
  if (!excerpt) return void 0;
  const [, named2 = "", shown = ""] = excerpt;
  const marked = [...shown.matchAll(/^ *(\d+) \| >>> (.*)$/gm)];
  const text4 = marked.map((match) => match[2]?.replace(/\\\s*$/, "")).join(" ");
  const folded = text4.replace(/\s+/g, " ").trim().replaceAll("`", "'");
  return { line: Number(marked[0]?.[1] ?? named2), text: folded.slice(0, 160) || `line ${named2}` };
}
// src/build/build-log.ts
var LINE_FEED2 = 10;
function openBuildLog(log, title) {
  const token = (0, import_node_crypto16.randomUUID)();
  let endsLine = true;
  if (log.isWorkflow) log.write(`::group::${title}
::stop-commands::${token}
`);
  return {
    write: (data) => {
      if (data.length === 0) return;
      endsLine = data.at(-1) === LINE_FEED2;
      log.write(data);
    },
    [Symbol.dispose]: () => {
      if (!endsLine) log.write("\n");
      if (log.isWorkflow) log.write(`::${token}::
::endgroup::
`);
    }
  };
}
// src/build/build-metadata.ts
var MAX_METADATA_BYTES = 64 * 1024 * 1024;
var RECORD = "buildx.build.provenance";
function recordEnvironment() {
  const name = "BUILDX_METADATA_PROVENANCE";
  return process.env[name] === void 0 ? { [name]: "max" } : {};
}
async function readMetadata(file) {
  const metadata = new Map(Object.entries(await readJson2(file) ?? {}));
  const digest2 = metadata.get("containerimage.digest");
  const key = [...metadata.keys()].find((name) => name === RECORD || name.startsWith(`${RECORD}/`));
  return {
    digest: typeof digest2 === "string" && isDigest(digest2) ? digest2 : void 0,
    provenance: toProvenance(metadata.get(key ?? RECORD)) ?? void 0
  };
}
async function readJson2(file) {
  const size = (await (0, import_promises15.stat)(file).catch(() => void 0))?.size ?? Infinity;
  return size > MAX_METADATA_BYTES ? null : JSON.parse(await (0, import_promises15.readFile)(file, "utf8"));
}
// src/build/builder.ts
async function inspectBuilder(name, signal) {
  const text4 = await readBuilder(name, signal);
  const driver = /^Driver:[ \t]*(\S+)/m.exec(text4)?.[1];
  if (driver === void 0) throw toBuilderError(/^Error:\s*(.*)$/m.exec(text4)?.[1] ?? text4, name);
  if (driver !== "docker") return { driver, output: "oci", reason: `the builder's driver is ${driver}` };
  const isContainerd = /worker\.(containerd|snapshotter)/.test(text4) || await hasContainerdStore(signal);
  return isContainerd ? { driver, output: "oci", reason: "the daemon keeps images in the containerd store" } : {
    driver,
    output: "daemon",
    reason: "the daemon keeps images in its graph driver, which cannot write OCI"
  };
}
async function readBuilder(name, signal) {
  const args = ["buildx", "inspect", ...name === void 0 || name === "" ? [] : ["--", name]];
  const limit = questionLimit("docker buildx inspect");
  const output = await runCommand("docker", args, { limit, ...signal && { signal } });
  if ("missing" in output) {
    throw new import_shared_4.GateError(
      "engine-unavailable",
      "there is no program `docker` on PATH, needed to build images",
      {
        hint: "Install Docker with buildx, or give built images to `final-stage compare`."
      }
    );
  }
  if (output.exitCode !== 0) throw toBuilderError(output.stderr, name);
  return output.stdout.toString("utf8");
}
async function hasContainerdStore(signal) {
  const args = ["info", "--format", "{{json .DriverStatus}}"];
  const limit = questionLimit("docker info");
  const output = await runCommand("docker", args, { limit, ...signal && { signal } });
  return !("missing" in output) && output.stdout.includes("io.containerd.snapshotter");
}
function toBuilderError(text4, name) {
  const line = text4.trim().split("\n")[0] ?? "";
  if (/is not a docker command|unknown command|unknown flag/.test(line)) {
    return new import_shared_4.GateError("engine-unavailable", "`docker` has no `buildx` plugin, needed to build images", {
      hint: "Install the docker-buildx plugin."
    });
  }
  if (/no builder ".*" found/.test(line)) {
    return new import_shared_4.GateError("engine-unavailable", `there is no builder \`${name ?? "default"}\``, {
      hint: "Run docker/setup-buildx-action before this step, or `docker buildx ls` to see the names."
    });
  }
  return new import_shared_4.GateError(
    "engine-unavailable",
    `no Docker daemon answers: ${line.replace(/^ERROR:\s*/, "").replaceAll("`", "'").slice(0, 300)}`,
    { hint: "Start Docker, or name another builder with the `builder` input." }
  );
}
// src/build/stage-starts.ts
var START2 = /^#\d+ \[(?:[\w.()-]+\/\S+ )?(?:([a-z][a-z0-9._-]*) )? *\d+\/\d+\] FROM ([^\s@]+)(?:@(\S+))?$/;
var MAX_LINE = 1e3;
var MAX_STARTS = 1e3;
function createStageStartReader() {
  const starts = [];
  let line = "";
  return {
    starts,
    write: (text4) => {
      const [first = "", ...lines] = text4.split("\n");
      line = (line + first).slice(0, MAX_LINE);
      for (const next of lines) {
        note3(starts, line);
        line = next.slice(0, MAX_LINE);
      }
    }
  };
}
function note3(starts, line) {
  const [, label = "", name, digest2 = ""] = START2.exec(line.trimEnd()) ?? [];
  if (name === void 0 || starts.length >= MAX_STARTS) return;
  starts.push({ label, name: completeName(name), digest: isDigest(digest2) ? digest2 : null });
}
// src/build/build-image.ts
async function buildImage(request) {
  await checkDockerfile(request);
  const builder = await inspectBuilder(request.builder, request.signal);
  request.tell?.(
    builder.output === "daemon" ? `building the ${request.label} as an image in the Docker daemon: ${builder.reason}` : `building the ${request.label} as an OCI layout: ${builder.reason}`
  );
  return builder.output === "daemon" ? buildInDaemon(request) : buildAsLayout(request);
}
async function buildAsLayout(request, asked = { folder: true, provenance: true }) {
  const { label, scratch } = request;
  const name = `final-stage:${label}`;
  const output = asked.folder ? { kind: "oci", directory: (0, import_node_path15.join)(scratch.directory, "oci"), name } : { kind: "oci-archive", file: (0, import_node_path15.join)(scratch.directory, `${label}.tar`), name };
  const { lacking, starts } = await runBuild(request, output, asked);
  if (lacking === void 0) return toBuiltImage(request, { output, starts });
  request.tell?.(
    lacking === "folder" ? `the builder cannot write a folder: writing the ${label} as an OCI archive` : `the builder keeps no provenance: which line made which layer of the ${label} is taken from its history`
  );
  return buildAsLayout(request, { ...asked, [lacking]: false });
}
async function checkDockerfile(request) {
  const status = await (0, import_promises14.stat)(dockerfilePath(request, request.directory)).catch(() => void 0);
  if (status?.isFile()) return;
  throw new import_shared_4.GateError("bad-input", `no Dockerfile at \`${displayedDockerfile(request)}\``, {
    hint: "Name it with `file` (Action) or `--file` (command line), and its folder with `context`."
  });
}
function displayedDockerfile({ dockerfile, context }) {
  return dockerfile ?? (0, import_node_path15.join)(context, "Dockerfile");
}
var BEFORE = /* @__PURE__ */ new WeakMap();
function imagesBefore(scratch) {
  const listed = BEFORE.get(scratch) ?? listImageIDs();
  BEFORE.set(scratch, listed);
  return listed;
}
async function buildInDaemon(request) {
  const tag = `final-stage/run:${request.scratch.runID}-${request.label}`;
  const before = await imagesBefore(request.scratch);
  await request.scratch.note({ kind: "image", tag, before: before && [...before] });
  const output = { kind: "daemon", tag };
  const { starts } = await runBuild(request, output, { folder: false, provenance: false });
  return toBuiltImage(request, { output, starts }, before);
}
var MAX_LOG_CHARACTERS = 64 * 1024;
var LACKING = {
  folder: /unknown (?:option|attribute|key)[^\n]*tar|tar=false[^\n]*not supported|output directory is not supported/i,
  provenance: /attestations? (?:is|are) not supported|unknown flag: --provenance/i
};
async function runBuild(request, output, asked) {
  var _stack = [];
  try {
    const { label, scratch, signal } = request;
    const args = toBuildArguments({
      inputs: request,
      directory: request.directory,
      output,
      provenance: asked.provenance,
      iidFile: (0, import_node_path15.join)(scratch.directory, `${label}.iid`),
      metadataFile: metadataFile(request)
    });
    let tail = "";
    const log = (0, import_shared_5.__using)(_stack, openBuildLog(request.log, `Build ${label}`));
    const decoder = new TextDecoder();
    const stages = createStageStartReader();
    const result = await runCommand("docker", args, {
      environment: { ...recordEnvironment(), ...request.environment },
      onOutput: (data) => {
        const text4 = decoder.decode(data, { stream: true });
        tail = (tail + text4).slice(-MAX_LOG_CHARACTERS);
        stages.write(text4);
        log.write(data);
      },
      ...signal && { signal }
    });
    if (!("missing" in result) && result.exitCode === 0) return { starts: stages.starts };
    const lacking = ["folder", "provenance"].find(
      (what) => asked[what] && LACKING[what].test(builderWords(tail))
    );
    if (lacking !== void 0) return { lacking, starts: [] };
    throw toBuildError({ label, dockerfile: displayedDockerfile(request), log: tail });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_5.__callDispose)(_stack, _error, _hasError);
  }
}
async function toBuiltImage(request, { output, starts }, before = null) {
  const suffix = request.target === void 0 || request.target === "" ? "" : ` (${request.target})`;
  const metadata = await readMetadata(metadataFile(request));
  return {
    reference: toReference(output, metadata.digest),
    imageName: `${request.label} of ${displayedDockerfile(request)}${suffix}`,
    ...metadata.provenance && { provenance: metadata.provenance },
    starts,
    [Symbol.asyncDispose]: async () => {
      if (output.kind === "daemon") await removeBuiltImage(output.tag, before);
    }
  };
}
function metadataFile({ scratch, label }) {
  return (0, import_node_path15.join)(scratch.directory, `${label}.metadata.json`);
}
function toReference(output, digest2) {
  if (output.kind === "daemon") return { transport: "docker-daemon", name: output.tag };
  const tag = digest2 ?? output.name;
  return output.kind === "oci" ? { transport: "oci", name: output.directory, tag } : { transport: "oci-archive", name: output.file, tag };
}
// src/build/lend-history.ts
var IGNORES_HISTORY = /^(?:\/|\.\/|\*\*\/)?(?:\.git(?:\/(?:\*\*?)?)?|\*\*?)$/;
function ignoresHistory(text4) {
  const lines = (text4 ?? "").split(/\r?\n/).map((line) => line.trim());
  return lines.some((line) => IGNORES_HISTORY.test(line)) && !lines.some((line) => line.startsWith("!"));
}
async function lendHistory(worktree, repository2) {
  const source = (0, import_node_path17.join)(repository2, ".git");
  const pointer = (0, import_node_path17.join)(worktree, ".git");
  const status = await (0, import_promises16.lstat)(source).catch(() => void 0);
  if (!status?.isDirectory()) return null;
  const text4 = await (0, import_promises16.readFile)(pointer, "utf8");
  await (0, import_promises16.rm)(pointer);
  await linkTree(source, pointer);
  return {
    [Symbol.asyncDispose]: async () => {
      await (0, import_promises16.rm)(pointer, { recursive: true, force: true });
      await (0, import_promises16.writeFile)(pointer, text4);
    }
  };
}
async function linkTree(from, to, root = from) {
  await (0, import_promises16.mkdir)(to);
  for (const entry of await (0, import_promises16.readdir)(from, { withFileTypes: true })) {
    const [source, target] = [(0, import_node_path17.join)(from, entry.name), (0, import_node_path17.join)(to, entry.name)];
    if ((0, import_node_path17.relative)(root, source) === "worktrees") continue;
    if (entry.isDirectory()) await linkTree(source, target, root);
    else if (entry.isSymbolicLink()) await (0, import_promises16.symlink)(await (0, import_promises16.readlink)(source), target);
    else if (entry.isFile()) await linkOrCopy(source, target);
  }
}
async function linkOrCopy(source, target) {
  try {
    await (0, import_promises16.link)(source, target);
  } catch {
    await (0, import_promises16.cp)(source, target, { preserveTimestamps: true });
  }
}
// src/build/worktree.ts
async function openWorktree(source, scratch) {
  const { commit, ...repository2 } = source;
  const root = repository2.directory;
  const directory = (0, import_node_path18.join)(scratch.directory, `baseline-${commit.slice(0, 12)}`);
  await scratch.note({ kind: "worktree", repository: root, directory });
  const added = await runGit({ ...repository2, directory: root }, [
    "worktree",
    "add",
    "--quiet",
    "--detach",
    "--force",
    directory,
    commit
  ]);
  if (added.exitCode !== 0) {
    throw new import_shared_4.GateError(
      "git-unavailable",
      `commit \`${commit.slice(0, 12)}\` cannot be checked out beside the checkout: ${lastLine(added.stderr)}`,
      { hint: "Check the free disk space, and Git LFS if the repository uses it." }
    );
  }
  await checkOutSubmodules(directory, source.signal);
  return {
    directory,
    [Symbol.asyncDispose]: async () => {
      await runGit({ directory: root }, ["worktree", "remove", "--force", "--force", directory]);
    }
  };
}
async function checkOutSubmodules(directory, signal) {
  const hasModules = await (0, import_promises17.access)((0, import_node_path18.join)(directory, ".gitmodules")).then(
    () => true,
    () => false
  );
  if (!hasModules) return;
  await runGit({ directory, ...signal && { signal } }, [
    "-c",
    "submodule.active=.",
    "submodule",
    "update",
    "--recursive",
    "--depth=1",
    "--quiet"
  ]);
}
// src/subjects.ts
async function makeCandidate(request, run) {
  if (request.mode !== "check") {
    return givenSubject(request, {
      reference: request.candidate,
      ...request.base && { base: request.base },
      run
    });
  }
  const repository2 = run.checkout.isRepository ? await readRepositoryTree(run.checkout.root) : null;
  const dockerfile = await readDockerfile(run, null);
  if (request.image === void 0) {
    return buildSubject(request, {
      label: "candidate",
      build: request.build,
      directory: (0, import_node_path14.resolve)("."),
      dockerfile,
      repository: repository2,
      run
    });
  }
  return {
    ...toSubject(request.build, request.image),
    label: (0, import_shared_4.renderImageReference)(request.image),
    dockerfile,
    repository: repository2
  };
}
async function makeBaseline2(request, commit, run) {
  var _stack = [];
  try {
    if (request.mode !== "check" || run.scratch === null) {
      throw new import_shared_4.GateError("bad-input", "only `check` builds a baseline", {
        hint: "Give both images to `compare`."
      });
    }
    const { world, checkout, scratch } = run;
    const source = { directory: checkout.root, commit, signal: world.signal };
    const worktree = (0, import_shared_5.__using)(_stack, await openWorktree(
      { ...source, ...world.token !== null && { token: world.token } },
      scratch
    ), true);
    const here = checkout.relative((0, import_node_path14.resolve)(".")) ?? ".";
    const directory = (0, import_node_path14.resolve)(worktree.directory, here);
    const build = placeInputs(request.build, (path4) => nameInWorktree(path4, here, checkout));
    const dockerfile = await readDockerfile(run, commit);
    const repository2 = await readRepositoryTree(worktree.directory);
    const _history = (0, import_shared_5.__using)(_stack, await lendTo(worktree.directory, (0, import_node_path14.resolve)(directory, build.context), run), true);
    return await buildSubject(request, { label: "baseline", build, directory, dockerfile, repository: repository2, run });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = (0, import_shared_5.__callDispose)(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function nameInWorktree(path4, here, checkout) {
  const inside = checkout.relative((0, import_node_path14.resolve)(path4));
  return inside === null ? (0, import_node_path14.resolve)(path4) : (0, import_node_path14.relative)(here, inside) || ".";
}
async function lendTo(worktree, context, { checkout }) {
  if (context !== worktree) return null;
  const dockerfile = (0, import_node_path14.resolve)(worktree, checkout.dockerfile ?? "Dockerfile");
  const ignore = await readTextFile(`${dockerfile}.dockerignore`) ?? await readTextFile((0, import_node_path14.resolve)(context, ".dockerignore"));
  return ignoresHistory(ignore) ? null : lendHistory(worktree, checkout.root);
}
async function findBaseline(request, commit, run) {
  if (request.mode === "compare") {
    const base = request.baselineBase;
    return givenSubject(request, { reference: request.baseline, ...base && { base }, run });
  }
  if (request.mode !== "check" || request.baseline.kind !== "reference") {
    throw new import_shared_4.GateError("bad-input", "no baseline image was named", { hint: "Give one with `--baseline`." });
  }
  const { reference } = request.baseline;
  const repository2 = run.checkout.isRepository ? await readRepositoryTree(run.checkout.root) : null;
  const dockerfile = (commit === null ? null : await readDockerfile(run, commit)) ?? await readDockerfile(run, null);
  return {
    ...toSubject(request.build, reference),
    label: (0, import_shared_4.renderImageReference)(reference),
    dockerfile,
    repository: repository2
  };
}
async function buildSubject(request, building) {
  const { label, build, directory, dockerfile, repository: repository2, run } = building;
  const { world, scratch, made } = run;
  if (scratch === null)
    throw new import_shared_4.GateError("bad-input", "only `check` builds images", { hint: "Use `check`." });
  const image = await buildImage({
    ...build,
    label,
    directory,
    scratch,
    log: world.log ?? STANDARD_ERROR,
    tell: world.tell,
    environment: Object.fromEntries(world.secrets),
    signal: world.signal
  });
  made.push(image);
  return {
    ...toSubject(request.build, image.reference),
    label: image.imageName,
    dockerfile,
    repository: repository2,
    ...image.provenance && { provenance: image.provenance },
    starts: image.starts
  };
}
var STANDARD_ERROR = { isWorkflow: false, write: (text4) => void process.stderr.write(text4) };
function toSubject({ platform: platform2, target, buildArgs, buildContexts }, reference) {
  return {
    reference,
    ...platform2 && { platform: platform2 },
    ...target !== void 0 && { target },
    buildArgs,
    buildContexts
  };
}
async function givenSubject(request, { reference, base, run }) {
  const dockerfile = await readDockerfile(run, null);
  if (request.dockerfile !== void 0 && dockerfile === null) {
    throw new import_shared_4.GateError("bad-input", `no Dockerfile at \`${request.dockerfile}\``, {
      hint: "Name an existing file."
    });
  }
  return {
    label: (0, import_shared_4.renderImageReference)(reference),
    reference,
    ...request.platform && { platform: request.platform },
    dockerfile,
    ...request.target !== void 0 && { target: request.target },
    buildArgs: request.buildArgs,
    buildContexts: [],
    ...base && { base },
    repository: await givenRepository(request, run)
  };
}
async function givenRepository({ repository: repository2 }, { checkout }) {
  if (repository2 === void 0) {
    return checkout.dockerfile !== null && checkout.isRepository ? readRepositoryTree(checkout.root) : null;
  }
  const root = await repositoryRoot((0, import_node_path14.resolve)(repository2), (0, import_node_path14.resolve)(repository2));
  if (root !== null) return readRepositoryTree(root);
  throw new import_shared_4.GateError("bad-input", `\`${(0, import_node_path14.relative)(".", repository2) || repository2}\` is no git checkout`, {
    hint: "Name a folder of the repository whose tracked files count as source."
  });
}
async function readDockerfile({ checkout }, commit) {
  const path4 = checkout.dockerfile;
  if (path4 === null) return null;
  const text4 = commit === null ? await readCheckoutFile((0, import_node_path14.resolve)(checkout.root, path4), checkout.root) : await readFileAt(checkout.root, commit, checkout.dockerfileAsWritten ?? path4);
  return text4 === null ? null : { path: path4, text: text4 };
}
// src/reading-time.ts
function openReadingTime(minutes, signal, clock) {
  let limit;
  let current = "";
  const begin = () => startLimit({ milliseconds: minutes * 6e4, late: () => tooLong(current, minutes), signal, clock });
  return {
    read: (what, read2) => {
      current = what;
      limit ??= begin();
      return orAborted(read2(limit.signal), limit.signal);
    },
    [Symbol.dispose]: () => limit?.[Symbol.dispose]()
  };
}
function tooLong(what, minutes) {
  return new import_shared_4.GateError(
    "image-unreadable",
    `${what} was still being read when the time for reading images was over, after ${minutes} minutes`,
    {
      hint: "See what is slow, the registry, the engine or the way to them; `read-timeout` allows more minutes."
    }
  );
}
// src/adapters.ts
async function openPorts(request, world) {
  const checkout = await openCheckout(request, world.workspace);
  const scratch = request.mode === "check" ? await openScratch({ tell: world.tell }) : null;
  const made = scratch ? [scratch] : [];
  const inPlace = request.readInPlace === true ? /* @__PURE__ */ new Map() : null;
  const readingTime = openReadingTime(world.readMinutes, world.signal);
  return {
    ...createPorts({ world, checkout, scratch, made, inPlace, readingTime }),
    [Symbol.asyncDispose]: async () => {
      readingTime[Symbol.dispose]();
      world.layerCache?.flush();
      for (const one2 of made.toReversed()) await one2[Symbol.asyncDispose]();
    }
  };
}
function createPorts(run) {
  const { world, checkout } = run;
  return {
    version: import_shared_4.VERSION,
    baselineCommit: (request) => baselineCommit(request, run),
    dockerfilePath: () => Promise.resolve(checkout.dockerfile),
    dockerfileAsWritten: () => Promise.resolve(checkout.dockerfileAsWritten),
    readText: (commit, path4) => commit === null ? readCheckoutFile((0, import_node_path10.resolve)(checkout.root, path4), checkout.root) : readFileAt(checkout.root, commit, path4),
    readPolicy: (request, commit) => readPolicy2(request, commit, checkout),
    makeCandidate: (request) => makeCandidate(request, run),
    makeBaseline: (request, commit) => makeBaseline2(request, commit, run),
    findBaseline: (request, commit) => findBaseline(request, commit, run),
    openImage: (subject, reading) => {
      world.tell(`reading ${subject.label}`);
      return openSubject(subject, reading, run);
    },
    isCacheRefuted: () => world.layerCache?.isRefuted() === true,
    baseDiffIDs: (subject, base, fits) => run.readingTime.read(
      `the base image of \`${subject.label}\``,
      (signal) => readBaseDiffIDs2(subject, { ...base, fits }, { ...world, signal })
    ),
    waiver: async (label) => {
      const { event } = checkout;
      return event.kind === "pull_request" ? readWaiver(world.client, event, label) : null;
    },
    tell: (message) => {
      world.tell(message);
    }
  };
}
async function openSubject(subject, reading, { world, inPlace, readingTime }) {
  const notices = [];
  const tell = (notice) => void notices.push(notice);
  const options = {
    ...world.layerCache?.over(reading) ?? reading,
    label: subject.label,
    insecureRegistries: world.insecureRegistries,
    ...subject.platform && { platform: subject.platform },
    ...inPlace && { inPlace: { read: inPlace, tell } },
    onProgress: (bytes) => world.onProgress?.(subject.label, bytes)
  };
  const image = await readingTime.read(
    `\`${subject.label}\``,
    (signal) => openImage(subject.reference, { ...options, signal })
  );
  return { ...image, ...notices.length > 0 && { notices } };
}
async function baselineCommit(request, { world, checkout }) {
  if (request.mode !== "check") return { none: "no commit is compared" };
  const repository2 = {
    directory: checkout.root,
    signal: world.signal,
    ...world.token !== null && { token: world.token }
  };
  const found = await resolveBaseline(request.event, baselineChoice(request), repository2);
  if ("commit" in found && request.baseline.kind === "git")
    world.tell(`baseline: commit ${found.commit.slice(0, 12)}, ${found.how}`);
  const judge2 = checkout.isRepository ? await resolveJudge(request.event, repository2) : void 0;
  return { ...found, ...judge2 !== void 0 && { judge: judge2 } };
}
function baselineChoice({ event, baseline }) {
  const isProposal = event.kind === "pull_request" || event.kind === "merge_group";
  return isProposal && baseline.kind !== "git" ? { kind: "git" } : baseline;
}
async function readPolicy2(request, commit, checkout) {
  const path4 = request.policyPath === void 0 ? (0, import_node_path10.resolve)(checkout.root, POLICY_PATH) : (0, import_node_path10.resolve)(request.policyPath);
  const inside = checkout.relative(path4);
  return commit === null || inside === null ? readCheckoutFile(path4, checkout.root) : readFileAt(checkout.root, commit, inside);
}
async function readBaseDiffIDs2(subject, base, world) {
  const options = {
    paths: createPathTable(),
    wishes: { wantsContent: () => false, gitBlobSizes: /* @__PURE__ */ new Set() },
    insecureRegistries: world.insecureRegistries,
    ...subject.platform && { platform: subject.platform }
  };
  if (subject.base) {
    return resolveBaseDiffIDs((0, import_shared_4.renderImageReference)(subject.base), { ...options, signal: world.signal });
  }
  for (const reference of referencesOf(subject, base)) {
    const signal = AbortSignal.any([AbortSignal.timeout(BASE_MILLISECONDS), world.signal]);
    const found = await orNull(() => resolveBaseDiffIDs(reference, { ...options, signal }));
    world.signal.throwIfAborted();
    if (found && base.fits(found)) return found;
  }
  return null;
}
var BASE_MILLISECONDS = 2e4;
async function orNull(read2) {
  try {
    return await read2();
  } catch (error2) {
    if (error2 instanceof import_shared_4.GateError || error2 instanceof Error && error2.name === "TimeoutError") return null;
    throw error2;
  }
}
function referencesOf(subject, { name, digest: digest2 }) {
  const daemon = name === null ? null : baseReference(subject, name);
  const registry2 = name === null || digest2 === null ? [] : [`registry:${withoutTag(completeName(name))}@${digest2}`];
  return [...daemon === null ? [] : [daemon], ...registry2];
}
function withoutTag(name) {
  return name.replace(/:[^/:]*$/, "");
}
function baseReference({ buildContexts }, baseName) {
  const context = contextFor(buildContexts, baseName);
  const source = context?.slice(context.indexOf("=") + 1) ?? `docker-image://${baseName}`;
  const image = /^docker-image:\/\/(.+)$/.exec(source)?.[1];
  if (image !== void 0) return `docker-daemon:${image}`;
  const [, folder, tag = "latest"] = /^oci-layout:\/\/([^:@]+)(?:[:@](.+))?$/.exec(source) ?? [];
  return folder === void 0 ? null : `oci:${folder}:${tag}`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  CATEGORIES,
  DEFAULT_POLICY,
  ELSEWHERE_TITLE,
  EMPTY_CATEGORIES,
  FILE_CLASSES,
  MAX_JSON_BYTES,
  NEVER,
  RULES,
  SIZE_ROWS,
  _enum,
  array,
  askEngine,
  boolean,
  causeSentences,
  claimOf,
  claimedDigest,
  counted,
  createLayerReader,
  createTransferEstimate,
  digestOf,
  dockerfileOf,
  findKnownBlob,
  findingKey,
  fromStream,
  getExecOutput,
  groupFindings,
  int,
  isAllowed,
  isDay,
  isDigest,
  isLater,
  isRateLimit,
  isSameRun,
  isTransferEstimated,
  isViolated,
  literal,
  nameOf,
  nearestName,
  number,
  object,
  onAbort,
  openDocker,
  openLayerCache,
  openPorts,
  parseMarked,
  placeOf,
  policyForImage,
  readEvent,
  readLayerBlob,
  readMarker,
  readRunPlace,
  readSmall,
  readerVersion,
  reasonToAllow,
  record,
  refuseCacheInCheckout,
  refuseLinkedOutput,
  renderBytes,
  renderChange,
  renderCount,
  renderDelta,
  renderJson,
  renderMarked,
  renderPercentChange,
  renderTerminal,
  ruleById,
  runGate,
  sentence,
  severityOf,
  shorten,
  socketOf,
  startLimit,
  strictObject,
  string,
  toApiFailure,
  toMax,
  union,
  unreadable,
  verdictLine,
  visible,
  watchPace,
  withEnd,
  withOverrides
});
