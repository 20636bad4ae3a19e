/** Tells the tests that every engine has to pass which one it is; skips them where it is not installed. */

// The environment forgets it after each file.
process.env['LOG360_TEST_ENGINE'] = 'postgres';

/** Tests on OpenSearch alone say so themselves. */
const isOfOthers = expect.getState().testPath?.includes('/cluster/opensearch/') === true;

if (process.env['LOG360_TEST_POSTGRES'] === undefined && !isOfOthers)
	Object.assign(globalThis, { it: it.skip, test: test.skip });
