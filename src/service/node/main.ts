/**
 * Entry point of `neon-service`: checks the version of Node before it loads modules that need it.
 * @module
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`neon-service needs Node.js 22.18 or later; this is ${process.versions.node}.`);
  process.exitCode = 2;
} else {
  const { runCommandLine } = await import('./commands/command-line.js');
  process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
}
