import { css } from '../internal/base/css.js';

export const styles = css`
  :host {
    display: contents;
  }
`;
