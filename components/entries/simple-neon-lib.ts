/**
 * The drop-in: `Neon.Neon` for pages that were written for the documented library.
 * @module
 */
import '../neon-pin-prompt/define.js';
import { DocumentedNeon, type NeonOptions, type Surroundings } from '../../src/compat/neon.js';
import type { NeonError, Prompter } from '../../src/index.js';
import { ShippedLanguages } from '../internal/session/shipped-languages.js';
import { DocumentLanguage } from './document-language.js';
import { errorSentence } from './error-sentence.js';
import { languagesOf } from './language-data.js';
import { openNotice } from './number-notice.js';
import { showRequests } from './request-notice.js';

// Available only while the script is evaluated. Read through the prototype: an injected element named `currentScript` must
// not choose the service.
const script = Reflect.get(
  Document.prototype,
  'currentScript',
  document,
) as HTMLScriptElement | null;

const service = script?.src ? new URL(script.src).origin : undefined;
const shipped = new ShippedLanguages(service ? languagesOf(service) : {}, () => language.changed());
const language = new DocumentLanguage(shipped);

const sentenceAbout = (error: NeonError) => errorSentence(error, language.current);

const surroundings: Surroundings = {
  service,
  sentence: sentenceAbout,
  dialog: () => dialog,
  notice: (signal) => openNotice(signal, language),
  requests: (client, key) => showRequests(client, key, sentenceAbout, language),
};

type NeonPinPrompt = HTMLElementTagNameMap['neon-pin-prompt'];

/** The dialog of the kit, added to the page when it is first needed. */
const dialog: Prompter = {
  asksAgain: true,
  askForPin: async (request) => (await shown()).askForPin(request),
  definePin: async (request) => (await shown()).definePin(request),
};

async function shown() {
  const present = document.querySelector('neon-pin-prompt[data-simple-neon-lib]');
  const prompt = (present ?? document.createElement('neon-pin-prompt')) as NeonPinPrompt;
  prompt.dataset['simpleNeonLib'] = '';
  if (!present) document.body.append(prompt);
  await language.settled();
  prompt.languages = language.messages;
  return prompt;
}

/** The documented class. Its service is the origin of this script. */
export class Neon extends DocumentedNeon {
  constructor(options: NeonOptions | string, applicationDescription?: string) {
    super(surroundings, options, applicationDescription);
  }
}
