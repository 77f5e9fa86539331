import { build } from 'esbuild';

/** The script of the HTML report as one text that every browser of the last years runs. No element ends in it. */
export async function bundlePageScript(root: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/report/html-script/page.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'error',
  });
  const text = outputFiles.map((file) => file.text).join('').trim();
  if (/<\/?(?:script|!--)/i.test(text)) throw new Error('the page\u2019s script has an end tag in it');
  return text;
}
