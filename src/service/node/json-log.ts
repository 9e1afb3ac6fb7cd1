/**
 * The log: one JSON object per line.
 * @module
 */
import type { Log } from '../service-context.js';

/** Makes a log that writes to a stream, standard output if none is given. */
export function jsonLog(stream: { write(line: string): unknown } = process.stdout): Log {
  return (level, event, fields) => {
    const time = new Date().toISOString();
    stream.write(`${JSON.stringify({ ...fields, time, level, event })}\n`);
  };
}
