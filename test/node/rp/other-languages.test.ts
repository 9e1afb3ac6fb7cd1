/**
 * Compiles and runs the examples of docs/integrate/other-languages.md as they are printed, in the languages that are
 * installed here.
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { block, exampleFolder } from '../support/documents/examples.js';
import { readTaskPage } from '../support/documents/guides.js';
import { outOf } from '../support/tokens/operation-outcomes.js';

const execute = promisify(execFile);

interface Language {
  /** Program with arguments that succeeds where the language is at hand. */
  readonly probe: readonly string[];
  /** Name of the file for the example, and a word of it. */
  readonly file: string;
  readonly word: string;
  /** A program that calls it with a login and, one after the other, OTPs; it prints a line for each. */
  readonly caller: Readonly<{ file: string; text: string }>;
  readonly compile?: readonly string[];
  readonly run: readonly string[];
  /** Exit code of a program that ends by an error that it has not caught. */
  readonly uncaught: number;
  /** What it prints for an OTP that is good, and for one that is not. */
  readonly prints: (login: string) => { readonly good: string; readonly bad: string };
}

const languages: Readonly<Record<string, Language>> = {
  php: {
    probe: ['php', '-r', 'exit(function_exists("curl_init") ? 0 : 1);'],
    file: 'neon.php',
    word: 'function verify_otp',
    caller: {
      file: 'caller.php',
      text: `<?php
require 'neon.php';
foreach (array_slice($argv, 2) as $otp) {
    echo json_encode(verify_otp($argv[1], $otp)), PHP_EOL;
}
`,
    },
    run: ['php', 'caller.php'],
    uncaught: 255,
    prints: (login) => ({ good: asciiJson(login), bad: 'null' }),
  },
  python: {
    probe: ['python3', '-c', 'import urllib.request'],
    file: 'neon.py',
    word: 'def verify_otp',
    caller: {
      file: 'caller.py',
      text: `import json, sys
from neon import verify_otp
for otp in sys.argv[2:]:
    print(json.dumps(verify_otp(sys.argv[1], otp), ensure_ascii=True))
`,
    },
    run: ['python3', 'caller.py'],
    uncaught: 1,
    prints: (login) => ({ good: asciiJson(login), bad: 'null' }),
  },
  java: {
    probe: ['javac', '--release', '17', '--version'],
    file: 'Neon.java',
    word: 'class Neon',
    caller: {
      file: 'Caller.java',
      text: `public final class Caller {
  public static void main(String[] given) throws Exception {
    for (int index = 1; index < given.length; index++) {
      System.out.println(Neon.verifyOtp(given[0], given[index]));
    }
  }
}
`,
    },
    compile: ['javac', '-encoding', 'UTF-8', 'Neon.java', 'Caller.java'],
    run: ['java', 'Caller'],
    uncaught: 1,
    prints: () => ({ good: 'true', bad: 'false' }),
  },
};

/** JSON of a text, in ASCII. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const isAtHand = ({ probe: [program, ...words] }: Language) =>
  spawnSync(program!, words).status === 0;

const here = Object.entries(languages).filter(([, language]) => isAtHand(language));

const guide = await readTaskPage('other-languages');

describe('the page for back ends in other languages', () => {
  const names = here.map(([name]) => name).join(' and ');

  it(`has examples, of which this machine runs ${names ? `those in ${names}` : 'none'}`, () => {
    const found = Array.from(guide.matchAll(/^```(\w+)$/gm), ([, language]) => language);
    assert.deepEqual(found, Object.keys(languages));
  });
});

for (const [name, language] of here) {
  describe(`the example in ${name}`, () => {
    let service: TestService;
    let site: TestSite;
    let folder: string;
    let environment: Record<string, string>;

    before(async () => {
      service = await TestService.start();
      // No OTP expires while programs are started.
      service.clock.stop();
      site = await service.addSite();
      environment = {
        NEON_URL: service.url,
        NEON_SERVICE: site.mac,
        NEON_API_KEY: site.apiKey,
        LC_ALL: 'C.UTF-8',
      };
      folder = await exampleFolder();
      await writeFile(join(folder, language.file), block(guide, name, language.word));
      await writeFile(join(folder, language.caller.file), language.caller.text);
      if (language.compile) await start(language.compile);
    });

    after(async () => {
      await service.close();
      if (folder) await rm(folder, { recursive: true });
    });

    function start([program, ...words]: readonly string[], env: object = {}) {
      return execute(program!, words, {
        cwd: folder,
        env: { ...process.env, ...environment, ...env },
      });
    }

    async function verdicts(login: string, otps: readonly string[], env = {}): Promise<string[]> {
      const { stdout } = await start([...language.run, login, ...otps], env);
      return stdout.trimEnd().split(/\r?\n/);
    }

    it('throws when the call failed, and the password stays valid', async () => {
      const token = await enrol(service, site, 'ada');
      const otp = String((await outOf(token, 'otp', rightPin))['otp']);
      const { good } = language.prints('ada');
      for (const env of [
        { NEON_API_KEY: 'x'.repeat(43) },
        { NEON_SERVICE: 'other' },
        { NEON_URL: service.url.replace(/\d+$/, '1') },
      ]) {
        await assert.rejects(
          verdicts('ada', [otp], env),
          { code: language.uncaught },
          JSON.stringify(env),
        );
      }
      assert.deepEqual(await verdicts('ada', [otp]), [good]);
    });

    for (const login of ['bea', 'Zoë "the first" O\\Neill 𠮷']) {
      it(`accepts a valid password of ${login} once, and no other`, async () => {
        const token = await enrol(service, site, login);
        const stranger = await enrol(service, site, `not ${login}`);
        const otp = String((await outOf(token, 'otp', rightPin))['otp']);
        const others = String((await outOf(stranger, 'otp', rightPin))['otp']);
        const { good, bad } = language.prints(login);
        assert.deepEqual(await verdicts(login, ['00000000', '', 'a"b\\', others, otp, otp]), [
          bad,
          bad,
          bad,
          bad,
          good,
          bad,
        ]);
      });
    }
  });
}
