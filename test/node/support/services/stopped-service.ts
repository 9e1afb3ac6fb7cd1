/**
 * The data folder of a service that has run and stopped, and its key file.
 */
import { readFileSync } from 'node:fs';
import { readKeyRecord, type KeyRecord } from '../../../../src/service/domain/keys/key-record.js';
import { Folder } from './data-folder.js';
import { ServiceProcess, type Start } from './service-process.js';

/** The remains of a stopped service. */
export class StoppedService {
  readonly folder = new Folder();
  readonly keyFile = this.folder.file('data', 'keys.json');

  private constructor() {}

  /** Starts a service on a new folder, and stops it again. */
  static async make(): Promise<StoppedService> {
    const made = new StoppedService();
    const service = await ServiceProcess.start({ args: ['--data', made.folder.data] });
    await service.stop();
    return made;
  }

  readKeys(): KeyRecord {
    return readKeyRecord(JSON.parse(readFileSync(this.keyFile, 'utf8')), '$');
  }

  /** The command that rotates the signing key. */
  rotation(...flags: readonly string[]): Start {
    return { args: ['signing-key', 'rotate', '--data', this.folder.data, ...flags] };
  }
}
