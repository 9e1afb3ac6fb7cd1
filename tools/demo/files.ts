/**
 * The files that the bank's pages load.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';

const root = new URL('../../../', import.meta.url);

/** Path of a file of the project. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(path, root));
}

const kinds = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' } as const;

/** A file name of one segment, so that no path leaves the folder. */
const fileName = /^[a-z0-9_-]+\.(css|js|svg)$/i;

/** Serves the bundled scripts of the page and its styles and pictures, and nothing else. */
export function fileRoutes(): Hono {
  const app = new Hono();
  app.get('/:file', async (c) => {
    const file = c.req.param('file');
    const kind = fileName.exec(file)?.[1] as keyof typeof kinds | undefined;
    if (!kind) return c.notFound();
    const folder = kind === 'js' ? 'dist/demo/' : 'tools/demo/page/';
    const content = await readFile(projectFile(folder + file)).catch(() => undefined);
    if (!content) return c.notFound();
    return c.body(content, 200, {
      'content-type': `${kinds[kind]};charset=utf-8`,
      'cache-control': 'no-cache',
    });
  });
  return app;
}
