/** The PIN that people of the tests have; it is not on the list of common ones. */
export const pin = '482917';

/** The PIN of a second person, or of the same one elsewhere. */
export const otherPin = '739164';

/** What a person changes the PIN to. */
export const newPin = '771203';

/** A PIN that nobody has. */
export const wrongPin = '111999';
