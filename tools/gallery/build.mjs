// Builds the gallery into build/gallery: static files that work from any folder of any host.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// Storybook writes to the home folder, so it gets a home of its own.
const home = fileURLToPath(new URL('../../node_modules/.cache/storybook-home', import.meta.url));
await mkdir(home, { recursive: true });

const child = spawn('storybook build -o build/gallery --quiet --loglevel error', {
  env: {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    STORYBOOK_DISABLE_TELEMETRY: '1',
    // Storybook's loader of its settings uses an API that Node has deprecated.
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --disable-warning=DEP0205`,
  },
  shell: true,
  stdio: 'inherit',
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
