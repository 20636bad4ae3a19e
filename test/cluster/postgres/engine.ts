/** Tells the tests that every engine has to pass which one it is; skips them where it is not installed. */

// The environment forgets it after each file.
process.env['LOG360_TEST_ENGINE'] = 'postgres';

const { testPath = '' } = expect.getState();
const isOfEveryEngine = !testPath.replaceAll('\\', '/').includes('/test/cluster/');
if (isOfEveryEngine && process.env['LOG360_TEST_POSTGRES'] === undefined)
	Object.assign(globalThis, { it: it.skip, test: test.skip });
