import { enElements, type ElementMessages } from './element-messages.js';
import { en as everywhere } from './en.js';
import type { Messages } from './messages.js';

/** All of English, for whoever writes another language. */
export const en: Messages & ElementMessages = { ...everywhere, ...enElements };
