/**
 * The parts of an element's page: its texts and tables, one example with its controls, links to its stories.
 * @module
 */
import { useContext } from 'react';
import { Canvas, Controls, DocsContext, Markdown, useOf } from '@storybook/addon-docs/blocks';

/** A table can be wider than a phone. It scrolls by itself, by keyboard too, under the names of its columns. */
function ScrollingTable({ children }) {
  const name = (region) => {
    if (!region) return;
    const columns = [...region.querySelectorAll('th')].map(({ textContent }) => textContent);
    region.setAttribute('aria-label', columns.join(', '));
  };
  return (
    <div className="scrolling" role="region" tabIndex={0} ref={name}>
      <table>{children}</table>
    </div>
  );
}

/** The description of the element (`about`), or its reference (`tables`). */
export function Text({ part }) {
  const { preparedMeta } = useOf('meta', ['meta']);
  const text = preparedMeta.parameters.docs.description?.component ?? '';
  const tables = text.indexOf('**');
  const parts =
    tables < 0
      ? { about: text, tables: '' }
      : { about: text.slice(0, tables), tables: text.slice(tables) };
  return <Markdown options={{ overrides: { table: ScrollingTable } }}>{parts[part]}</Markdown>;
}

/** Names of stories that a visitor can use at once. */
const usable = ['Ready', 'One', 'Only This', 'Asked', 'Enter PIN', 'Online', 'Not Set Up', 'Empty'];

/** One story that can be used, with its controls. */
export function Example() {
  const stories = useContext(DocsContext).componentStories();
  const found = usable.map((wanted) => stories.find(({ name }) => name === wanted));
  const story = found.find(Boolean) ?? stories[0];
  return (
    <>
      <Canvas of={story.moduleExport} />
      <div className="scrolling" role="region" tabIndex={0} aria-label="Controls">
        <Controls of={story.moduleExport} />
      </div>
    </>
  );
}

/** Links, since each story has a service of its own, and an element has up to twenty stories. */
export function Stories() {
  const stories = useContext(DocsContext).componentStories();
  return (
    <ul>
      {stories.map(({ id, name, parameters }) => (
        <li key={id}>
          <a href={`./?path=/story/${id}`} target="_top">
            {name}
          </a>
          {parameters.docs?.description?.story && `: ${parameters.docs.description.story}`}
        </li>
      ))}
    </ul>
  );
}
