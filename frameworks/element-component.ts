/**
 * React components around custom elements. React renders their attributes, on the server too. Everything that it cannot
 * hydrate is done here after the page is hydrated: listeners for the events, properties that are no text, and only then
 * the registration of the element, so that no event comes before its listener.
 * @module
 */
import {
  createElement,
  useLayoutEffect,
  useRef,
  useState,
  type FunctionComponent,
  type Ref,
} from 'react';

/** What a component has to know of its element. */
export interface ElementDescription {
  readonly tag: string;
  /** Names of attributes by the properties that hold the same. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Initial values of properties that have no attribute. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Names of events by the properties that take a listener. */
  readonly events: Readonly<Record<string, string>>;
  /** Registers the element. */
  readonly define: () => Promise<unknown>;
}

type Props = Readonly<Record<string, unknown>>;
type Listener = (event: Event) => void;

/** Makes a component that renders the element and passes on what it does not know itself. */
export function elementComponent<P extends object>(
  element: ElementDescription,
): FunctionComponent<P> {
  const Component: FunctionComponent<P> = (given) => {
    const { ref, ...props } = given as Props & { ref?: Ref<HTMLElement> };
    const node = useRef<HTMLElement>(null);
    // Those of the first rendering. React never changes them; it would set properties to undefined.
    const [attributes] = useState(() => attributesOf(element, props));
    useListeners(node, element, props);
    useAttributes(node, element, props);
    useProperties(node, element, props);
    useLayoutEffect(() => void element.define(), []);
    useLayoutEffect(() => handOver(ref, node.current), [ref]);
    return createElement(element.tag, { ...rest(element, props), ...attributes, ref: node });
  };
  Component.displayName = element.tag;
  return Component;
}

type NodeRef = Readonly<{ current: HTMLElement | null }>;

/** Listens to every event of the element, with the listener of the last rendering. */
function useListeners(node: NodeRef, { events }: ElementDescription, props: Props): void {
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    const target = node.current!;
    const listeners = Object.entries(events).map(([prop, type]) => {
      const listener: Listener = (event) => (latest.current[prop] as Listener | undefined)?.(event);
      target.addEventListener(type, listener);
      return () => target.removeEventListener(type, listener);
    });
    return () => listeners.forEach((remove) => remove());
  }, []);
}

/** Changes the attributes that differ from the last rendering. */
function useAttributes(node: NodeRef, element: ElementDescription, props: Props): void {
  const current = attributesOf(element, props);
  const last = useRef(current);
  useLayoutEffect(() => {
    for (const name of Object.values(element.attributes)) {
      const value = current[name];
      if (value === last.current[name]) continue;
      if (value === undefined) node.current!.removeAttribute(name);
      else node.current!.setAttribute(name, value);
    }
    last.current = current;
  });
}

/** Sets the properties that differ from the last rendering. Lit takes over those of an element that is not registered. */
function useProperties(node: NodeRef, { properties }: ElementDescription, props: Props): void {
  const last = useRef(properties);
  useLayoutEffect(() => {
    const current = Object.fromEntries(
      Object.entries(properties).map(([name, initial]) => [name, props[name] ?? initial]),
    );
    for (const [name, value] of Object.entries(current)) {
      if (value !== last.current[name]) Reflect.set(node.current!, name, value);
    }
    last.current = current;
  });
}

/** The attributes as HTML has them: no value for false and for what is missing. */
function attributesOf(
  { attributes }: ElementDescription,
  props: Props,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([prop, name]) => {
      const value = props[prop];
      if (value === undefined || value === null || value === false) return [name, undefined];
      return [name, value === true ? '' : String(value)];
    }),
  );
}

/** The properties that every element of HTML has. */
function rest({ attributes, properties, events }: ElementDescription, props: Props): Props {
  const others = Object.entries(props).filter(
    ([name]) => !(name in attributes || name in properties || name in events),
  );
  // A missing `className` of a custom element becomes the class "undefined".
  return Object.fromEntries(
    others.map(([name, value]) => [name === 'className' ? 'class' : name, value]),
  );
}

/** Gives the element to the page's own ref; returns what takes it back. */
function handOver(ref: Ref<HTMLElement> | undefined, node: HTMLElement | null): () => void {
  if (typeof ref === 'function') return ref(node) ?? (() => void ref(null));
  if (!ref) return () => undefined;
  ref.current = node;
  return () => {
    ref.current = null;
  };
}
