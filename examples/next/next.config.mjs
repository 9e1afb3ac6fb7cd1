/** Pages are rendered at the build and can be served as files. */
export default { output: 'export' };
