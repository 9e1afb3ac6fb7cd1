/**
 * The module `neon-mfa/react`: a component for each element.
 * @module
 */
import { ownAttributesOf, settableFieldsOf, type ElementDeclaration } from './manifest.js';

/** Text of `react.js`. */
export function reactComponents(elements: readonly ElementDeclaration[]): string {
  // The directive is for servers: these are components of the client.
  const head = "'use client';\nimport { elementComponent } from './element-component.js';\n";
  return head + elements.map(component).join('');
}

function component(element: ElementDeclaration): string {
  const { name, tagName, events = [] } = element;
  const attributes = ownAttributesOf(element).map((one) => `${one.fieldName}: '${one.name}'`);
  const properties = settableFieldsOf(element)
    .filter(({ attribute }) => !attribute)
    .map((field) => `${field.name}: ${field.default ?? 'undefined'}`);
  const listeners = events.map((event) => `${listenerOf(event.name)}: '${event.name}'`);
  // Bundlers leave out the components that a page does not use.
  return `export const ${name} = /* @__PURE__ */ elementComponent({
  tag: '${tagName}',
  attributes: { ${attributes.join(', ')} },
  properties: { ${properties.join(', ')} },
  events: { ${listeners.join(', ')} },
  define: () => import('../components/${tagName}/define.js'),
});
`;
}

/** `onNeonError` for `neon-error` */
function listenerOf(event: string): string {
  return `on${event
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`;
}

/** Text of `react.d.ts`. */
export function reactTypes(elements: readonly ElementDeclaration[]): string {
  const components = elements.map(({ name, tagName, description }) => {
    const comment = description ? `/** ${description.replace(/\s+/g, ' ')} */\n` : '';
    return `${comment}export declare const ${name}: FunctionComponent<NeonProps<'${tagName}'>>;\n`;
  });
  return `import type { DetailedHTMLProps, FunctionComponent, HTMLAttributes } from 'react';
import type { NeonElements, NeonEvents, NeonProperties, NeonTag } from './elements.js';

type Pascal<N extends string> = N extends \`\${infer A}-\${infer B}\`
  ? \`\${Capitalize<A>}\${Pascal<B>}\`
  : Capitalize<N>;
type Listeners<T extends NeonTag> = {
  [E in keyof NeonEvents[T] & string as \`on\${Pascal<E>}\`]?:
    ((event: NeonEvents[T][E]) => void) | undefined;
};

/** What a component takes: the properties of its element, listeners, and what every element of HTML has. */
export type NeonProps<T extends NeonTag> = Omit<
  DetailedHTMLProps<HTMLAttributes<NeonElements[T]>, NeonElements[T]>,
  keyof NeonProperties[T]
> &
  NeonProperties[T] &
  Listeners<T>;

${components.join('')}`;
}
