/**
 * Files that browsers load, as a port. The adapter reads them once, before the first request. Requests only look up
 * names here, so no path of a request ever reaches a file system.
 * @module
 */

/** One file. */
export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the bytes, in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** The modules of the frame. */
export interface FrameAssets {
  /** Hash over all files. The content behind a path with this hash never changes. */
  readonly hash: string;
  /** By file name. `frame.js` is among them. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** All files that browsers load. */
export interface Assets {
  /** Undefined when there are none; the service then offers no frame. */
  readonly frame: FrameAssets | undefined;
  /** The drop-in by version, and as `current`. */
  readonly lib: ReadonlyMap<string, Asset>;
  /** The kit by version: its files by their path. */
  readonly kit: ReadonlyMap<string, ReadonlyMap<string, Asset>>;
}

/** Name of the frame's entry module. */
export const frameEntry = 'frame.js';

/** File name of the drop-in. */
export const libFile = 'simple-neon-lib.js';

/** Name of the list of a kit: the SHA-384 hash of each of its files, as `integrity` takes it. */
export const kitList = 'integrity.json';

/** Name of the newest version of the drop-in in paths. */
export const currentVersion = 'current';
