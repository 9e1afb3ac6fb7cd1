import { enElements } from './element-messages.js';
import { en as everywhere } from './en.js';

/** All of English, for whoever writes another language. */
export const en = { ...everywhere, ...enElements, complete: true } as const;
