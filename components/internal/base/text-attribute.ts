import type { ComplexAttributeConverter } from 'lit';

/** Converts an attribute that holds text: a missing attribute is the empty text, and the empty text is reflected as none. */
export const textAttribute: ComplexAttributeConverter<string> = {
  fromAttribute: (value) => value ?? '',
  toAttribute: (value) => value || null,
};
