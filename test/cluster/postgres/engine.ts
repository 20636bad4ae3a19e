/** Tells the tests that every engine has to pass which one it is; skips them where it is not installed. */

// The environment forgets it after each file.
process.env['LOG360_TEST_ENGINE'] = 'postgres';

const { testPath = '' } = expect.getState();
const path = testPath.replaceAll('\\', '/');
const isOfEveryEngine = !path.includes('/test/cluster/');
const missesPostgres = process.env['LOG360_TEST_POSTGRES'] === undefined;
// Whole servers need both.
const missesEvents =
	/\/test\/server\/(?:http|console)\//.test(path) &&
	process.env['LOG360_TEST_OPENSEARCH'] === undefined;
if (isOfEveryEngine && (missesPostgres || missesEvents))
	Object.assign(globalThis, { it: it.skip, test: test.skip });
