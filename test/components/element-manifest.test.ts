/**
 * The custom elements manifest of the package says of each element what the browser has: attributes, properties with
 * their initial values, methods, custom properties. The gallery's check compares parts, slots, states and events, which
 * appear while an element is used.
 */
import { expect } from '@open-wc/testing';
import type { CSSResult, LitElement, PropertyDeclaration } from 'lit';
import * as components from '../../components/index.js';
import '../../components/define.js';

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly default?: string;
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly reflects?: boolean;
}

interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly members: readonly Member[];
  readonly attributes: readonly { readonly name: string }[];
  readonly cssProperties?: readonly { readonly name: string; readonly default?: string }[];
}

interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations: Declaration[] }[];
}

const response = await fetch('/build/custom-elements.json');
const { modules } = (await response.json()) as Manifest;
const elements = modules
  .flatMap(({ path, declarations }) => declarations.map((one) => ({ path, ...one })))
  .filter(({ tagName }) => tagName !== undefined);

type LitClass = typeof LitElement;

/** The class that is registered for an element of the manifest. */
const classOf = ({ tagName }: Declaration) => customElements.get(tagName!) as LitClass;

const names = (list: Iterable<{ readonly name: string }> = []) =>
  Array.from(list, ({ name }) => name).sort();

/** Properties that Lit has for a page: those that are not internal state. */
function ownProperties(element: LitClass): Map<string, PropertyDeclaration> {
  const all = element.elementProperties as ReadonlyMap<string, PropertyDeclaration>;
  return new Map([...all].filter(([, declaration]) => !declaration.state));
}

/** The accessor or method of an object or of what it inherits from. */
function descriptorOf(object: object, name: string): PropertyDescriptor | undefined {
  for (let one: object | null = object; one; one = Object.getPrototypeOf(one) as object | null) {
    const found = Object.getOwnPropertyDescriptor(one, name);
    if (found) return found;
  }
  return undefined;
}

/** Custom properties of the page that a style sheet reads, with the value that takes the place of a missing one. */
function readProperties(element: LitClass): Map<string, string | undefined> {
  const css = (element.elementStyles as CSSResult[]).map(({ cssText }) => cssText).join('\n');
  const read = css.matchAll(/var\((--neon-[\w-]+)(?:,\s*([\w.]+)\))?/g);
  return new Map(Array.from(read, ([, name, initial]) => [name!, initial]));
}

describe('the custom elements manifest', () => {
  it('has every class of an element that the package exports, at its path', async () => {
    const isElement = (value: unknown) =>
      typeof value === 'function' && value.prototype instanceof HTMLElement;
    const exported = Object.entries(components).filter(([, value]) => isElement(value));
    expect(names(elements)).to.deep.equal(exported.map(([name]) => name).sort());
    for (const element of elements) {
      const module = (await import(`/${element.path}`)) as Record<string, unknown>;
      expect(module[element.name], element.path).to.equal(classOf(element));
    }
  });

  for (const element of elements) {
    it(`has the attributes and properties of <${element.tagName}>`, () => {
      const { observedAttributes } = classOf(element);
      // `lang` is followed on every ancestor, so it is not observed as an attribute.
      const documented = names(element.attributes).filter((name) => name !== 'lang');
      expect(documented).to.deep.equal([...observedAttributes].sort());
      for (const [name, { attribute, reflect }] of ownProperties(classOf(element))) {
        const field = element.members.find((one) => one.name === name);
        expect(field?.kind, name).to.equal('field');
        const attributeName = typeof attribute === 'string' ? attribute : name.toLowerCase();
        expect(field?.attribute, name).to.equal(attribute === false ? undefined : attributeName);
        expect(field?.reflects ?? false, name).to.equal(reflect ?? false);
      }
    });

    it(`has initial values, methods and what is read only of <${element.tagName}>`, () => {
      const instance = document.createElement(element.tagName!);
      const values = instance as unknown as Readonly<Record<string, unknown>>;
      for (const member of element.members) {
        const descriptor = descriptorOf(instance, member.name);
        expect(descriptor, member.name).to.be.an('object');
        if (member.kind === 'method') {
          expect(values[member.name], member.name).to.be.a('function');
          continue;
        }
        const isAccessor = descriptor?.get !== undefined;
        if (isAccessor) expect(!descriptor.set, member.name).to.equal(member.readonly ?? false);
        if (member.default === undefined) continue;
        const json: unknown = JSON.parse(member.default.replaceAll("'", '"'));
        expect(values[member.name], member.name).to.deep.equal(json);
      }
    });

    it(`has the custom properties that the styles of <${element.tagName}> read`, () => {
      const read = readProperties(classOf(element));
      expect(names(element.cssProperties)).to.deep.equal([...read.keys()].sort());
      for (const { name, default: initial } of element.cssProperties ?? []) {
        if (initial !== undefined) expect(read.get(name), name).to.equal(initial);
      }
    });
  }
});
