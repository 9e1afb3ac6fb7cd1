/**
 * The log: one JSON object per line.
 * @module
 */
import type { Log } from '../service-context.js';

/** Where lines go. `writableLength` is what waits to be read, in bytes, if that is known. */
interface LogStream {
  write(line: string): unknown;
  readonly writableLength?: number;
}

/** Maximum length of what waits for a reader that is slow, in bytes. */
const longestBacklog = 4_194_304;

/**
 * Makes a log that writes to a stream, standard output if none is given. Lines are lost while too many wait for a
 * reader; `log.lost` says how many.
 */
export function jsonLog(stream: LogStream = process.stdout): Log {
  let lost = 0;
  const write: Log = (level, event, fields) => {
    const time = new Date().toISOString();
    stream.write(`${JSON.stringify({ ...fields, time, level, event })}\n`);
  };
  return (level, event, fields) => {
    if ((stream.writableLength ?? 0) > longestBacklog) {
      lost++;
      return;
    }
    if (lost) write('warn', 'log.lost', { lines: lost });
    lost = 0;
    write(level, event, fields);
  };
}
