/**
 * Controls for the properties of the element that a story is about, made from the custom elements manifest. A control that
 * nobody has touched changes nothing, so that stories say themselves what their elements have.
 * @module
 */
import type { StoryContext } from '@storybook/web-components-vite';
import type { StrictArgTypes, StrictInputType } from 'storybook/internal/types';
import { settableFieldsOf, type Field } from '../../tools/manifest/manifest.js';
import { documentedElement } from './manifest.js';

/** The tag of the element that a story is about, if it is about one. */
export function subjectOf(parameters: Readonly<Record<string, unknown>>): string | undefined {
  const { subject } = parameters;
  return typeof subject === 'string' ? subject : undefined;
}

/** A control for each property that can be set; a row without one for those that only scripts can set. */
export function controlsOf(tag: string): StrictArgTypes {
  return Object.fromEntries(
    settableFieldsOf(documentedElement(tag)).map((field) => [field.name, argType(field)]),
  );
}

function argType(field: Field): StrictInputType {
  const { name, description = '', type, attribute } = field;
  return {
    name: attribute ?? name,
    description,
    ...inputOf(field),
    table: {
      category: attribute ? 'Attributes' : 'Properties',
      type: { summary: type?.text ?? '' },
      ...(field.default && { defaultValue: { summary: field.default } }),
    },
  };
}

function inputOf({ attribute, type }: Field): Omit<StrictInputType, 'name'> {
  const text = type?.text ?? '';
  if (!attribute) return { control: { disable: true } };
  if (text === 'boolean' || text === 'number') return { control: { type: text } };
  const options = [...text.matchAll(/'([^']*)'/g)].map(([, option]) => option);
  return options.length ? { control: { type: 'select' }, options } : { control: { type: 'text' } };
}

/** Values of the properties that controls have changed, before they did. */
const initial = new WeakMap<Element, Map<string, unknown>>();

/** Gives the element of a story what its controls say, and what it had before where they say nothing any more. */
export function applyControls({ canvasElement, parameters, args }: StoryContext): void {
  const tag = subjectOf(parameters);
  const element = tag && canvasElement.querySelector(tag);
  if (!element) return;
  const before = initial.get(element) ?? new Map<string, unknown>();
  initial.set(element, before);
  for (const name of Object.keys(controlsOf(tag))) {
    const value: unknown = args[name];
    if (value !== undefined) {
      if (!before.has(name)) before.set(name, Reflect.get(element, name));
      Reflect.set(element, name, value);
    } else if (before.has(name)) {
      Reflect.set(element, name, before.get(name));
      before.delete(name);
    }
  }
}

type Change = readonly [element: Element, attribute: string, value: string | undefined];

/** The attributes that the controls of a story change in its markup; undefined: removed. */
export function changedAttributes(page: ParentNode, { parameters, args }: StoryContext): Change[] {
  const tag = subjectOf(parameters);
  const element = tag && page.querySelector(tag);
  if (!element) return [];
  return settableFieldsOf(documentedElement(tag)).flatMap(({ name, attribute }): Change[] => {
    const value: unknown = args[name];
    if (!attribute || value === undefined) return [];
    if (typeof value === 'boolean') return [[element, attribute, value ? '' : undefined]];
    return [[element, attribute, String(value)]];
  });
}
