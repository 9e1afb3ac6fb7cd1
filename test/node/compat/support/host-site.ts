/**
 * A site that embeds the library: one page, at any name of this machine.
 * @module
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves `html` at every path but those of `scripts`, whatever name it is asked by. */
export class HostSite {
  html: string;
  /** Headers of the page. */
  headers: Readonly<Record<string, string>> = {};
  /** Scripts of its own, by path. */
  readonly scripts = new Map<string, string>();
  readonly #server: Server;

  private constructor(html: string) {
    this.html = html;
    this.#server = createServer((request, response) => {
      const script = this.scripts.get(request.url ?? '');
      const type = script === undefined ? 'text/html' : 'text/javascript';
      response.setHeader('content-type', `${type}; charset=utf-8`);
      for (const [name, value] of Object.entries(this.headers)) response.setHeader(name, value);
      response.end(script ?? this.html);
    });
  }

  static async open(html = '<!doctype html><title>Bank</title>'): Promise<HostSite> {
    const site = new HostSite(html);
    site.#server.listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    return site;
  }

  /** Its origin under a host name, such as `bank.localhost`. */
  origin(host: string): string {
    return `http://${host}:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }
}
