/** A PIN that is not on the list of common ones. */
export const pin = '482917';
