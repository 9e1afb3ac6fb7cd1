/**
 * The drop-in: `Neon.Neon` for pages that were written for the documented library.
 * @module
 */
import '../neon-pin-prompt/define.js';
import { DocumentedNeon, type NeonOptions, type Surroundings } from '../../src/compat/neon.js';
import type { Prompter } from '../../src/index.js';
import { sentence } from './error-sentence.js';
import { openNotice } from './number-notice.js';

// Only while the script is evaluated. Elements of the page may have the name of the property: what is injected into a
// page as mere HTML must not choose the service.
const script = Reflect.get(
  Document.prototype,
  'currentScript',
  document,
) as HTMLScriptElement | null;

const surroundings: Surroundings = {
  service: script?.src ? new URL(script.src).origin : undefined,
  sentence,
  dialog: () => dialog,
  notice: openNotice,
};

/** The kit's dialog, on the page from the first time that it is needed. */
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

/** The documented class: the service is where the script was loaded from. */
export class Neon extends DocumentedNeon {
  constructor(options: NeonOptions | string, applicationDescription?: string) {
    super(surroundings, options, applicationDescription);
  }
}
