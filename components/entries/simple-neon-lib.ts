/**
 * The drop-in: `Neon.Neon` for pages that were written for the documented library.
 * @module
 */
import '../neon-pin-prompt/define.js';
import { DocumentedNeon, type NeonOptions, type Surroundings } from '../../src/compat/neon.js';
import type { Prompter } from '../../src/index.js';
import { errorSentence } from './error-sentence.js';
import { openNotice } from './number-notice.js';
import { showRequests } from './request-notice.js';

// Available only while the script is evaluated. Read through the prototype: an injected element named `currentScript` must
// not choose the service.
const script = Reflect.get(
  Document.prototype,
  'currentScript',
  document,
) as HTMLScriptElement | null;

const surroundings: Surroundings = {
  service: script?.src ? new URL(script.src).origin : undefined,
  sentence: errorSentence,
  dialog: () => dialog,
  notice: openNotice,
  requests: (client, key) => showRequests(client, key, errorSentence),
};

/** The dialog of the kit, added to the page when it is first needed. */
const dialog: Prompter = {
  asksAgain: true,
  askForPin: (request) => shown().askForPin(request),
  definePin: (request) => shown().definePin(request),
};

function shown() {
  const present = document.querySelector('neon-pin-prompt[data-simple-neon-lib]');
  if (present) return present as HTMLElementTagNameMap['neon-pin-prompt'];
  const made = document.createElement('neon-pin-prompt');
  made.dataset['simpleNeonLib'] = '';
  document.body.append(made);
  return made;
}

/** The documented class. Its service is the origin of this script. */
export class Neon extends DocumentedNeon {
  constructor(options: NeonOptions | string, applicationDescription?: string) {
    super(surroundings, options, applicationDescription);
  }
}
