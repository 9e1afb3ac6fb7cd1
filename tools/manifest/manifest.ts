/**
 * The custom elements manifest of the package: what is used of its schema, version 2.1.
 * https://github.com/webcomponents/custom-elements-manifest
 * @module
 */
/** Something with a name and a sentence about it: a slot, a part, a state. */
export interface Described {
  readonly name: string;
  readonly description?: string;
}

interface Typed extends Described {
  /** Source text of the type. */
  readonly type?: { readonly text: string };
  /** Source text of the initial value. */
  readonly default?: string;
}

export interface Attribute extends Typed {
  /** The property of the same value. */
  readonly fieldName?: string;
}

export interface Field extends Typed {
  readonly kind: 'field';
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly reflects?: boolean;
}

export interface Method extends Described {
  readonly kind: 'method';
  readonly parameters?: readonly Typed[];
  readonly return?: { readonly type: { readonly text: string } };
}

/** A class: of an element, or of an event. */
export interface ClassDeclaration extends Described {
  readonly kind: 'class';
  readonly members?: readonly (Field | Method)[];
}

export interface ElementDeclaration extends ClassDeclaration {
  readonly customElement: true;
  readonly tagName: string;
  readonly status: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly Typed[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Typed[];
  readonly cssStates?: readonly Described[];
}

export interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly (ClassDeclaration | ElementDeclaration)[];
  }[];
}

/** All elements, in the order of their tags. */
export function elementsOf({ modules }: Manifest): readonly ElementDeclaration[] {
  return modules
    .flatMap(({ declarations }) => declarations)
    .filter((one): one is ElementDeclaration => 'customElement' in one)
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

/** The properties of an element. */
export function fieldsOf({ members = [] }: ClassDeclaration): readonly Field[] {
  return members.filter((member) => member.kind === 'field');
}

/** The properties that a page can set. */
export function settableFieldsOf(element: ElementDeclaration): readonly Field[] {
  return fieldsOf(element).filter((field) => !field.readonly);
}

export function methodsOf({ members = [] }: ClassDeclaration): readonly Method[] {
  return members.filter((member) => member.kind === 'method');
}

/** The attributes of an element that are its own. `lang` is one of every element of HTML. */
export function ownAttributesOf({ attributes = [] }: ElementDeclaration): readonly Attribute[] {
  return attributes.filter(({ name }) => name !== 'lang');
}
