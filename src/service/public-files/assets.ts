/**
 * Files that anybody may fetch, as a port. Whoever runs the service reads them once, before the first request:
 * names are looked up here, and no path of a request ever reaches a file system.
 * @module
 */

/** One file. */
export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of it, lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** The modules of the frame. */
export interface FrameAssets {
  /** Names the state of all files together: where it is in a path, what is behind it never changes. */
  readonly hash: string;
  /** By file name. `frame.js` is among them. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** All of them. */
export interface Assets {
  /** Undefined when there are none: no frame is offered then. */
  readonly frame: FrameAssets | undefined;
  /** The drop-in by version, and as `current`. */
  readonly lib: ReadonlyMap<string, Asset>;
}

/** Name of the module that the frame begins with. */
export const frameEntry = 'frame.js';

/** File name of the drop-in. */
export const libFile = 'simple-neon-lib.js';

/** What stands for the newest version of the drop-in. */
export const currentVersion = 'current';
