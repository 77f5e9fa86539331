import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Name of the headless browser on PATH, or null. */
export function findChromium(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return names.find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
};

/** How a page is looked at. */
export type Look = {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly isScriptOff?: boolean;
};

/** A page in a browser. What it logs, violates or fails to do is in `problems`. */
export type Page = {
  readonly problems: readonly string[];
  /** Value of an expression, as JSON carries it; promises are awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses keys by their names (`Enter`, `ArrowDown`); a text of one letter is typed. */
  press(...keys: readonly string[]): Promise<void>;
  /** A picture of the page, or of the part that a selector names, as PNG. */
  picture(selector?: string): Promise<Uint8Array>;
  close(): Promise<void>;
};

export type Browser = AsyncDisposable & { open(file: string, look?: Look): Promise<Page> };

type Connection = {
  send(
    method: string,
    params?: Readonly<Record<string, unknown>>,
    session?: string,
  ): Promise<Readonly<Record<string, unknown>>>;
  listen(session: string, heard: (message: Message) => void): void;
  readonly child: ChildProcess;
};

/** Starts a browser that nobody sees and that reaches nothing. */
export function openBrowser(program: string): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'fst-chromium-'));
  const connection = connect(program, profile);
  return {
    open: (file, look = {}) => openPage(connection, file, look),
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => connection.child.once('exit', resolve));
      await connection.send('Browser.close').catch(() => connection.child.kill('SIGKILL'));
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The DevTools protocol over two pipes: messages end in a null byte. https://chromedevtools.github.io/devtools-protocol/ */
function connect(program: string, profile: string): Connection {
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Map<string, (message: Message) => void>();
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = `${rest}${text}`.split('\0');
    rest = messages.pop() ?? '';
    for (const one of messages) {
      const message = JSON.parse(one) as Message & { readonly sessionId?: string };
      if (message.id !== undefined) waiting.get(message.id)?.(message);
      else listeners.get(message.sessionId ?? '')?.(message);
    }
  });
  let last = 0;
  return {
    child,
    listen: (session, heard) => void listeners.set(session, heard),
    send: (method, params = {}, session) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error === undefined) resolve(result ?? {});
          else reject(new Error(`${method}: ${error.message}`));
        });
        input.write(
          `${JSON.stringify({ id, method, params, ...(session !== undefined && { sessionId: session }) })}\0`,
        );
      }),
  };
}

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
  ...[
    '--remote-debugging-pipe',
    '--hide-scrollbars',
    '--force-color-profile=srgb',
    '--font-render-hinting=none',
  ],
  ...[
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
  ],
];

async function openPage(connection: Connection, file: string, look: Look): Promise<Page> {
  const { targetId } = await connection.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  const send = (method: string, params: Readonly<Record<string, unknown>> = {}) =>
    connection.send(method, params, session);
  const problems: string[] = [];
  const loaded = new Promise<void>((resolve) => {
    connection.listen(session, (message) => {
      if (message.method === 'Page.loadEventFired') resolve();
      const problem = problemOf(message);
      if (problem !== null) problems.push(problem);
    });
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Audits', 'Network']) await send(`${domain}.enable`);
  const { width = 1180, height = 900, scheme = 'light', isScriptOff = false } = look;
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });
  await send('Emulation.setScriptExecutionDisabled', { value: isScriptOff });
  await send('Page.navigate', { url: `file://${file}` });
  await loaded;
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails).slice(0, 2000));
    return (result as { readonly value?: unknown }).value;
  };
  return {
    problems,
    evaluate,
    press: async (...keys) => {
      for (const key of keys) await pressKey(send, key);
    },
    picture: async (selector) => {
      const clip = selector === undefined ? undefined : await evaluate(boxOf(selector));
      const { data } = await send('Page.captureScreenshot', {
        format: 'png',
        captureBeyondViewport: clip !== undefined,
        ...(clip !== undefined && { clip }),
      });
      return Buffer.from(String(data), 'base64');
    },
    close: async () => {
      await connection.send('Target.closeTarget', { targetId });
    },
  };
}

const boxOf = (selector: string) =>
  `(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    return { x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height, scale: 1 }; })()`;

/** Whatever a page should not do: errors, violations of its own policy, and requests for anything but itself. */
function problemOf({ method, params = {} }: Message): string | null {
  switch (method) {
    case 'Runtime.exceptionThrown':
    case 'Runtime.consoleAPICalled':
    case 'Log.entryAdded':
    case 'Audits.issueAdded':
      return `${method}: ${JSON.stringify(params).slice(0, 1000)}`;
    case 'Network.requestWillBeSent': {
      const { url } = params['request'] as { readonly url: string };
      return url.startsWith('file://') ? null : `${method}: ${url}`;
    }
    default:
      return null;
  }
}

type Send = (method: string, params: Readonly<Record<string, unknown>>) => Promise<unknown>;

const CODES: Readonly<Record<string, number>> = {
  ...{ Tab: 9, Enter: 13, Escape: 27, ' ': 32, End: 35, Home: 36 },
  ...{ ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 },
};

async function pressKey(send: Send, key: string): Promise<void> {
  const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
  const code = { key, code: key, windowsVirtualKeyCode: CODES[key] ?? key.toUpperCase().charCodeAt(0) };
  await send('Input.dispatchKeyEvent', {
    type: text === undefined ? 'rawKeyDown' : 'keyDown',
    ...code,
    ...(text !== undefined && { text }),
  });
  await send('Input.dispatchKeyEvent', { type: 'keyUp', ...code });
}
