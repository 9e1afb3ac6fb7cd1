import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, disableProjectJson: true },
  viteFinal: (vite) => ({
    ...vite,
    // Every path is relative, so that the built gallery can lie in any folder of any host.
    base: './',
    worker: { format: 'es' },
    logLevel: 'error',
    build: { ...vite.build, chunkSizeWarningLimit: 4000, reportCompressedSize: false },
    optimizeDeps: {
      ...vite.optimizeDeps,
      // It finds its WebAssembly beside itself.
      exclude: [...(vite.optimizeDeps?.exclude ?? []), '@sqlite.org/sqlite-wasm'],
    },
  }),
};

export default config;
