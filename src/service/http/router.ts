/**
 * The router: finds the endpoint of a request, and what its door says to errors and to other paths.
 * @module
 */
import type { HttpAnswer, HttpHeaders, HttpRequest } from './exchange.js';
import { PathTable, type Params } from './path-table.js';

/** The answer to one method at one path. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Parameters begin with a colon: `/users/:uid`. */
  readonly path: string;
  answer(request: HttpRequest, params: Params): HttpAnswer | Promise<HttpAnswer>;
}

/** Endpoints that have a purpose in common. */
export interface Door {
  /** All paths below this one belong to the door. Without it, only those of its endpoints do. */
  readonly prefix?: string;
  readonly endpoints: readonly Endpoint[];
  /** Added to all answers of the door. */
  readonly headers?: HttpHeaders;
  /**
   * Answers a request that no endpoint is for; undefined leaves it to the application.
   * @param isPath whether another method would have an endpoint.
   */
  other?(
    request: HttpRequest,
    isPath: boolean,
  ): HttpAnswer | undefined | Promise<HttpAnswer | undefined>;
  /**
   * Answers a request that has failed.
   * @param route pattern of the path, for the log.
   * @throws the error itself when the door does not know it.
   */
  refuse?(error: Error, route: string): HttpAnswer;
}

/** Answers that are the same at all doors. */
export interface Application {
  /** Resolves when the request may be answered. */
  settled(): Promise<void>;
  /** Answers where the door has no answer. */
  unknown(): HttpAnswer;
  /** Answers a request whose failure the door does not know. */
  failed(error: Error, route: string): HttpAnswer;
}

/** An answer, with the pattern of the path: paths are written by strangers and do not belong in the log. */
export interface RoutedAnswer {
  readonly route: string;
  readonly answer: HttpAnswer;
}

interface Place {
  readonly route: string;
  readonly door: Door;
  readonly endpoints: Map<string, Endpoint>;
}

/** The router of an application. */
export class Router {
  /** Everything that has an answer of its own. */
  readonly routes: readonly Endpoint[];
  readonly #places = new PathTable<Place>();
  readonly #doors: readonly Door[];
  readonly #application: Application;

  constructor(doors: readonly Door[], application: Application) {
    this.#doors = doors;
    this.#application = application;
    this.routes = doors.flatMap(({ endpoints }) => endpoints);
    for (const door of doors) {
      for (const endpoint of door.endpoints) {
        const { path, method } = endpoint;
        const place = this.#places.at(path, () => ({ route: path, door, endpoints: new Map() }));
        place.endpoints.set(method, endpoint);
      }
    }
  }

  /** Answers a request. Never rejects unless the application's own answers do. */
  async answer(request: HttpRequest): Promise<RoutedAnswer> {
    const { method, path } = request;
    const found = this.#places.find(path);
    const door = found?.value.door ?? this.#doors.find((one) => isBelow(path, one.prefix));
    const endpoint = found?.value.endpoints.get(method === 'HEAD' ? 'GET' : method);
    const route = found?.value.route ?? `${door?.prefix ?? ''}/*`;
    let answer: HttpAnswer | undefined;
    try {
      await this.#application.settled();
      answer = endpoint
        ? await endpoint.answer(request, found!.params)
        : await door?.other?.(request, found !== undefined);
      answer ??= this.#application.unknown();
    } catch (error) {
      answer = this.#refuse(error, route, door);
    }
    const { headers } = door ?? {};
    if (headers) answer = { ...answer, headers: { ...answer.headers, ...headers } };
    return { route, answer };
  }

  #refuse(error: unknown, route: string, door: Door | undefined): HttpAnswer {
    let failure = error instanceof Error ? error : new Error('unknown failure', { cause: error });
    try {
      if (door?.refuse) return door.refuse(failure, route);
    } catch (unknown) {
      failure = unknown as Error;
    }
    return this.#application.failed(failure, route);
  }
}

function isBelow(path: string, prefix: string | undefined): boolean {
  return prefix !== undefined && (path === prefix || path.startsWith(`${prefix}/`));
}
