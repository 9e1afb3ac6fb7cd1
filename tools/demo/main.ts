/**
 * Starts the demo: the service, and a bank at another origin that uses it.
 *
 * The first line it prints ends with the bank's URL, the second with the service's.
 * @module
 */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createVerifier } from '../../src/rp/index.js';
import { jsonLog } from '../../src/service/node/json-log.js';
import { makeDataFolder } from '../../src/service/node/data/private-file.js';
import { OperationalError } from '../../src/service/node/operational-error.js';
import { SettingError } from '../../src/service/node/setting-error.js';
import { startService, type RunningService } from '../../src/service/node/running-service.js';
import { createBank } from './bank.js';
import { readBankState } from './bank-state.js';
import { listen, portTaken } from './listen.js';
import { registerBank } from './register-bank.js';
import { serviceCalls } from './service-calls.js';
import { readSettings, StartError, type DemoSettings } from './settings.js';

/** The process that started this one. */
const parent = process.ppid;

try {
  await start(readSettings(process.env));
} catch (error) {
  const isOperational = error instanceof OperationalError;
  if (!(error instanceof StartError || error instanceof SettingError || isOperational)) throw error;
  console.error(error.message);
  process.exit(isOperational ? 1 : 2);
}

async function start(settings: DemoSettings): Promise<void> {
  const { data } = settings;
  const bank = await listen(settings.port);
  await makeDataFolder(data);
  const logFile = join(data, 'service.log');
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  // On a full disk the demo goes on without its log.
  log.on('error', (error) => console.error(`${logFile} cannot be written: ${error.message}`));
  const service = await startBeside(bank.port, settings, log);
  const admin = serviceCalls(service.url, service.adminKey);
  const servicePort = Number(new URL(service.url).port);
  const registration = await registerBank({ admin, data, origin: bank.url, servicePort });
  const rp = serviceCalls(service.url, registration.key);
  const { mac, key } = registration;
  const verifier = createVerifier({ url: service.url, service: mac, apiKey: key });
  const { fetch } = createBank({ serviceUrl: service.url, registration, admin, rp, verifier });
  bank.open(fetch);

  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= close());
  const close = async () => {
    await bank.close();
    await service.close();
    log.end();
  };
  // Before anything is printed: a reader of the output may stop the demo at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(parent, () => void stop());

  console.log(`The bank, which you open in a browser: ${bank.url}`);
  console.log(`The service behind it: ${service.url}`);
  console.log(
    'The page of the bank begins with step 1: issue a code, set up your browser, sign in. ' +
      `Ctrl+C ends both. The service logs to ${logFile}.`,
  );
}

/** A signal ends npm and its shell, and is not passed on to what the shell runs. */
function whenOrphaned(parent: number, stop: () => void): void {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
}

/** Prefers the port of the last start, since enrolled browsers know the service by it. */
async function startBeside(
  bankPort: number,
  { servicePort, data, adminKey }: DemoSettings,
  stream: { write(line: string): unknown },
): Promise<RunningService> {
  const known = (await readBankState(data)).servicePort;
  const wishes = servicePort === undefined ? [known ?? bankPort + 1, 0] : [servicePort];
  const log = jsonLog(stream);
  for (const [index, port] of wishes.entries()) {
    try {
      return await startService({ port, data, adminKey }, { log });
    } catch (error) {
      if (!(error instanceof SettingError) || !/EADDRINUSE/.test(error.message)) throw error;
      if (index === wishes.length - 1) throw portTaken(port, 'NEON_SERVICE_PORT');
    }
  }
  throw new StartError('The service found no port.');
}
