import type { Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import { themes } from 'storybook/theming';
import '../components/define.js';
import { openStage, settingOf, stageOf } from '../stories/support/story.js';
import './preview.css';

/** Placeholders for service and alias in the source that is shown. */
const example = {
  service: 'https://mfa.example',
  alias: '0123456789abcdef0123456789abcdef',
};

const preview: Preview = {
  tags: ['autodocs'],
  loaders: [openStage],
  beforeEach: (context) => () => stageOf(context).close(),
  decorators: [
    (story, context) => {
      const { url, alias } = stageOf(context);
      const theme = String(context.globals['theme']);
      // Pages of documentation have their own styles.
      if (context.viewMode === 'story') document.documentElement.dataset['theme'] = theme;
      return html`<div class="surface" data-theme=${theme}>
        <neon-provider service=${url} alias=${alias} .bioKey=${settingOf(context).bioKey}
          >${story()}</neon-provider
        >
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
      source: {
        transform: (source: string) =>
          source
            .replace(/https:\/\/[0-9a-f-]{36}\.mfa\.example/g, example.service)
            .replace(/alias="[0-9a-f]{32}"/g, `alias="${example.alias}"`),
      },
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
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: {
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'system', title: 'As the system' },
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
  },
  initialGlobals: { theme: 'system' },
};

export default preview;
