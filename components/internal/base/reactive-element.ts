/**
 * The base of the elements. lit-html renders; what else of `LitElement` these elements use is here, under the same
 * names, at a fifth of its size.
 * @module
 */
import { render, type TemplateResult } from 'lit/html.js';

/** Something that lives as long as its host is on the page. */
export interface ReactiveController {
  hostConnected?(): void;
  hostDisconnected?(): void;
}

/** What a controller needs of its host. */
export interface ReactiveHost extends HTMLElement {
  addController(controller: ReactiveController): void;
  requestUpdate(): void;
}

/** A property whose changes are rendered. */
export interface Property {
  /** The attribute that sets it; without one it is set by script alone. */
  readonly attribute?: string;
  /** Whether it is true as long as the attribute is there. */
  readonly flag?: boolean;
  /** Whether the attribute follows the property. */
  readonly reflect?: boolean;
}

export type Properties = Readonly<Record<string, Property>>;

/** Properties that changed since the last rendering, with the values they had. */
export type Changed = ReadonlyMap<string, unknown>;

// On a server the classes can be imported, though not made.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** Renders its properties into a shadow tree, once for all changes of a microtask. */
export abstract class ReactiveElement extends Base implements ReactiveHost {
  static properties: Properties = {};
  static styles = '';
  static shadowRootOptions: ShadowRootInit = { mode: 'open' };

  /** Read when the class is registered, which is when its accessors are made. */
  static get observedAttributes(): string[] {
    for (const name of Object.keys(this.properties)) {
      if (name in this.prototype) continue;
      Object.defineProperty(this.prototype, name, {
        get(this: ReactiveElement) {
          return this.#values.get(name);
        },
        set(this: ReactiveElement, value: unknown) {
          this.#set(name, value);
        },
      });
    }
    return Object.values(this.properties).flatMap(({ attribute }) => attribute ?? []);
  }

  declare readonly ['constructor']: typeof ReactiveElement;

  hasUpdated = false;

  /** Resolves when what has changed so far is rendered; rejects with what rendering threw. */
  updateComplete: Promise<void>;

  readonly #values = new Map<string, unknown>();
  readonly #controllers = new Set<ReactiveController>();
  /** What a page has set before the class was registered; it would hide the accessors. */
  readonly #early = new Map<string, unknown>();
  #changed = new Map<string, unknown>();
  #pending = true;
  #begin!: () => void;

  constructor() {
    super();
    for (const name of Object.keys(this.constructor.properties)) {
      if (!Object.hasOwn(this, name)) continue;
      this.#early.set(name, Reflect.get(this, name));
      Reflect.deleteProperty(this, name);
    }
    const connected = new Promise<void>((resolve) => (this.#begin = resolve));
    this.updateComplete = this.#update(connected);
  }

  connectedCallback(): void {
    if (!this.shadowRoot) {
      const root = this.attachShadow(this.constructor.shadowRootOptions);
      root.adoptedStyleSheets = [sheetOf(this.constructor)];
      for (const [name, value] of this.#early) Reflect.set(this, name, value);
      this.#begin();
    }
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  attributeChangedCallback(changed: string, _old: string | null, value: string | null): void {
    for (const [name, { attribute, flag }] of Object.entries(this.constructor.properties)) {
      if (attribute === changed) Reflect.set(this, name, flag ? value !== null : (value ?? ''));
    }
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    if (this.shadowRoot && this.isConnected) controller.hostConnected?.();
  }

  /** Renders anew in a microtask. */
  requestUpdate(): void {
    if (this.#pending) return;
    this.#pending = true;
    this.updateComplete = this.#update(this.updateComplete.catch(() => undefined));
  }

  /** Before rendering; what it sets is rendered along. */
  protected willUpdate(_changed: Changed): void {}

  protected abstract render(): TemplateResult;

  /** After rendering; what it sets is rendered next. */
  protected updated(_changed: Changed): void {}

  #set(name: string, value: unknown): void {
    const old = this.#values.get(name);
    if (value === old) return;
    this.#values.set(name, value);
    if (!this.#changed.has(name)) this.#changed.set(name, old);
    this.requestUpdate();
  }

  async #update(before: Promise<void>): Promise<void> {
    await before;
    const changed = this.#changed;
    try {
      this.willUpdate(changed);
      for (const name of changed.keys()) this.#reflect(name);
      render(this.render(), this.shadowRoot!, { host: this });
      this.hasUpdated = true;
    } finally {
      this.#changed = new Map();
      this.#pending = false;
    }
    this.updated(changed);
  }

  #reflect(name: string): void {
    const { attribute, flag, reflect } = this.constructor.properties[name] ?? {};
    const value = this.#values.get(name);
    if (!reflect || !attribute) return;
    if (value) this.setAttribute(attribute, flag ? '' : String(value));
    else this.removeAttribute(attribute);
  }
}

const sheets = new WeakMap<object, CSSStyleSheet>();

/** One style sheet for all elements of a class, made when the first of them is shown. */
function sheetOf(type: typeof ReactiveElement): CSSStyleSheet {
  let sheet = sheets.get(type);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(type.styles);
    sheets.set(type, sheet);
  }
  return sheet;
}
