import type { Preview } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { useEffect } from 'storybook/preview-api';
import { themes } from 'storybook/theming';
import '../components/define.js';
import { applyControls, controlsOf, subjectOf } from '../stories/support/controls.js';
import { storyCode } from '../stories/support/story-code.js';
import { closeStage, isAlone, openStage, settingOf, stageOf } from '../stories/support/story.js';
import { mirrored, pseudo } from '../test/support/elements/pseudo-language.js';
import ElementPage from './element-page.mdx';
import { defaultSwitches, directionIn, languageIn, switches, followSwitches } from './switches.js';
import './preview.css';

const pseudoLanguages = [pseudo, mirrored];

const preview: Preview = {
  tags: ['autodocs'],
  argTypesEnhancers: [
    ({ argTypes, parameters }) => {
      const tag = subjectOf(parameters);
      return tag ? { ...argTypes, ...controlsOf(tag) } : argTypes;
    },
  ],
  loaders: [openStage],
  beforeEach: (context) => () => closeStage(context),
  decorators: [
    (story, context) => {
      const { url, alias } = stageOf(context);
      const { globals } = context;
      const isStory = context.viewMode === 'story';
      followSwitches(globals, isStory);
      useEffect(() => applyControls(context));
      return html`<div
        class="surface"
        data-theme=${String(globals['theme'])}
        lang=${isStory ? nothing : languageIn(globals)}
        dir=${isStory ? nothing : directionIn(globals)}
      >
        ${
          isAlone(context)
            ? story()
            : html`<neon-provider
                service=${url}
                alias=${alias}
                .bioKey=${settingOf(context).bioKey}
                .languages=${pseudoLanguages}
                >${story()}</neon-provider
              >`
        }
      </div>`;
    },
  ],
  parameters: {
    // A finding of axe fails the story.
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    controls: { disable: true },
    docs: {
      theme: matchMedia('(prefers-color-scheme: dark)').matches ? themes.dark : themes.light,
      codePanel: true,
      page: ElementPage,
      source: { transform: storyCode },
    },
    options: {
      storySort: { order: ['Introduction', 'Elements', 'Recipes'] },
    },
    viewport: {
      options: {
        phone: { name: 'Phone, 360 px', styles: { width: '360px', height: '740px' } },
        tablet: { name: 'Tablet, 768 px', styles: { width: '768px', height: '1024px' } },
      },
    },
  },
  globalTypes: switches,
  initialGlobals: defaultSwitches,
};

export default preview;
