// The counts of the sessions of the test runner for browsers.

/** Counts the tests of sessions, and prints those that failed. */
export function tallyOf(sessions) {
  const tally = { passed: 0, failed: 0 };
  for (const { testFile, testResults, errors, passed } of sessions) {
    const tests = testResults ? testsOf(testResults) : [];
    const bad = tests.filter((test) => !test.passed || test.skipped);
    tally.passed += tests.length - bad.length;
    // A file that failed before its tests were registered counts as one failure.
    tally.failed += bad.length || (passed ? 0 : 1);
    if (!passed || bad.length) console.error(`\n✖ ${testFile}`);
    for (const { name, error } of bad) {
      console.error(`  ✖ ${name}\n    ${error?.message ?? 'not run'}\n${error?.stack ?? ''}`);
    }
    for (const { message, stack } of errors) console.error(`  ${message}\n${stack ?? ''}`);
  }
  return tally;
}

function testsOf({ name = '', tests, suites }) {
  const own = tests.map((test) => ({ ...test, name: `${name} ${test.name}` }));
  return [
    ...own,
    ...suites.flatMap((suite) => testsOf({ ...suite, name: `${name} ${suite.name}` })),
  ];
}
