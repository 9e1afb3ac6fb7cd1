import { expect } from '@open-wc/testing';
import { errorSentence } from '../../components/entries/error-sentence.js';
import { en } from '../../components/messages/en.js';
import { errorText } from '../../components/messages/error-text.js';
import { Language } from '../../components/messages/language.js';
import { NeonError, type NeonErrorCode, type NeonErrorOptions } from '../../src/index.js';

/** What people are told about an error, and what has to be true of it: one cause each. */
interface Sentence {
  readonly code: NeonErrorCode;
  readonly options?: NeonErrorOptions;
  readonly says: string;
}

const sentences: Readonly<Record<string, Sentence>> = {
  'a code for the other browser of the person': {
    code: 'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN',
    says: 'another of your browsers',
  },
  'a code of another service': {
    code: 'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN',
    says: 'for another service',
  },
  'an activation code where a PIN is reset': {
    code: 'CODE_TYPE_NOT_SUPPORTED',
    says: '16 letters and digits sets up a browser',
  },
  'a reset code where a browser is set up': {
    code: 'CODE_TYPE_NOT_SUPPORTED',
    says: '10 digits unlocks, or sets a new PIN',
  },
  'push that is switched off': {
    code: 'NO_ACTIVE_SERVICE_FOR_USER',
    says: 'does not offer this at the moment',
  },
  'a service that is closed': { code: 'NO_ACTIVE_SERVICE_FOR_USER', says: 'The service is closed' },
  'a PIN in a service without one': { code: 'NO_PASSWORD', says: 'uses no PIN and no password' },
  'a PIN where a registered BioKey is forced': {
    code: 'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY',
    says: 'Only biometrics count here. Use them',
  },
  'the last wrong BioKey': {
    code: 'BIO_KEY_IS_WRONG',
    options: { left: 0 },
    says: 'do not count in this browser any more',
  },
  'a wrong BioKey': {
    code: 'BIO_KEY_IS_WRONG',
    options: { left: 3 },
    says: 'not recognised. 3 tries left.',
  },
  'the last wrong PIN': { code: 'PASSWORD_IS_WRONG', options: { left: 0 }, says: en.noTriesLeft },
  'the last wrong PIN of this browser': {
    code: 'PASSWORD_IS_WRONG',
    options: { left: 0, blocked: 'browser' },
    says: 'This browser is blocked after too many wrong tries. Unlock it',
  },
  'the last wrong PIN of an account': {
    code: 'PASSWORD_IS_WRONG',
    options: { left: 0, blocked: 'account' },
    says: 'Your account is blocked after too many wrong tries.',
  },
  'what cannot be a PIN': {
    code: 'PASSWORD_IS_WRONG',
    options: { left: 2, reason: 'too-short' },
    says: 'This is too short. 2 tries left.',
  },
  'a copied browser': {
    code: 'DYNAMIC_TOKEN_KEY_IS_INVALID',
    options: { retryable: false },
    says: 'no longer accepted',
  },
  'a service that was restored from an old backup': {
    code: 'DYNAMIC_TOKEN_KEY_IS_INVALID',
    options: { retryable: true },
    says: 'Nothing is lost in this browser',
  },
  'too many wrong PINs over time': { code: 'USER_IS_BLOCKED', says: 'a reset code' },
  'a user who was deleted': { code: 'USER_ENTRY_DOES_NOT_EXIST', says: 'no such account any more' },
  'a browser that is not set up and asks for a push': {
    code: 'STATIC_TOKEN_KEY_IS_INVALID',
    says: 'no key that the service accepts',
  },
  'a scope that the site may not have': {
    code: 'REQUEST_MALFORMED',
    says: 'does not accept what this page asks for',
  },
  'a page that hands over a PIN where it may not': {
    code: 'ORIGIN_NOT_ALLOWED',
    says: 'not in this way',
  },
  'a macId that the service does not have': {
    code: 'MACID_IS_UNKNOWN',
    says: 'not the one that the page expects',
  },
  'a service that is older than the page': {
    code: 'VERSION_UNSUPPORTED',
    says: 'do not fit together',
  },
  'a push that ended because the account was disabled': {
    code: 'PUSH_DENIED',
    says: 'was not approved',
  },
};

const messages = new Language('en', []).sentences(en);

describe('the sentence for people', () => {
  for (const [cause, { code, options, says }] of Object.entries(sentences)) {
    it(`is true for ${cause}`, () => {
      const error = new NeonError(code, options);
      expect(errorSentence(error)).to.contain(says);
      if (code in en.errors) expect(errorText(error, messages)).to.contain(says);
    });
  }
});
