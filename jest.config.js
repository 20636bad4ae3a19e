/** Jest projects: `server` runs the backend's tests, `nodes` runs the nodes inside n8n-core (which needs --forceExit). */

const { availableParallelism } = require('node:os');

const shared = {
	transform: { '^.+\\.ts$': '<rootDir>/test/support/jest/transform.mjs' },
	rootDir: __dirname,
	testEnvironment: '<rootDir>/test/support/jest/environment.js',
	runtime: '<rootDir>/test/support/jest/runtime.js',
	setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
	globalSetup: '<rootDir>/test/support/jest/folder.mjs',
	globalTeardown: '<rootDir>/test/support/jest/folder-teardown.mjs',
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/server/dist/', '<rootDir>/test/e2e/'],
};

module.exports = {
	// n8n-core keeps handles open for good, so a run has to be ended by force once all tests are done.
	forceExit: true,
	// Both cores of a small machine. A worker keeps what its tests loaded, so it is replaced when that gets much.
	maxWorkers: Math.max(2, availableParallelism() - 1),
	workerIdleMemoryLimit: '1500MB',
	// A worker has nothing open in the end and goes at once; to take down a heap of 1 GB and its threads takes longer than the half
	// second after which jest takes it for stuck.
	workerGracefulExitTimeout: 30_000,
	projects: [
		{ ...shared, displayName: 'server', testMatch: ['<rootDir>/test/server/**/*.test.ts'] },
		{
			...shared,
			displayName: 'nodes',
			testMatch: ['<rootDir>/test/nodes/**/*.test.ts', '<rootDir>/test/credentials/**/*.test.ts'],
		},
		{ ...shared, displayName: 'docs', testMatch: ['<rootDir>/test/docs/**/*.test.ts'] },
		// `npm run test:cluster`; no part of `npm test`, because it starts engines that may not be installed.
		{
			...shared,
			displayName: 'cluster',
			testMatch: [
				'<rootDir>/test/cluster/**/*.test.ts',
				// What every engine has to pass.
				'<rootDir>/test/server/access/{admin/{audit,account,login-locks,sessions},tokens/registry}.test.ts',
				'<rootDir>/test/server/inventory/reports/catalogue.test.ts',
				'<rootDir>/test/server/logs/log-types/tables.test.ts',
				'<rootDir>/test/server/logs/sources/registry.test.ts',
				'<rootDir>/test/server/detection/{store,store-people,store-search,service,incident-rule}.test.ts',
				'<rootDir>/test/server/response/incidents/{alert-grouping,store}.test.ts',
				'<rootDir>/test/server/response/workflows/{run-job,workflows}.test.ts',
				'<rootDir>/test/server/response/tickets/{deliveries,tools}.test.ts',
				// Whole servers on both engines.
				'<rootDir>/test/server/http/{aggregate,aggregate-jobs,alerts,foreign-fields,implemented,incidents,ingest-refusals,ingest}.test.ts',
				'<rootDir>/test/server/http/{jobs,jobs-model,limits,metadata,search,tickets,tickets-chain,workflow-runs,workflows}.test.ts',
				'<rootDir>/test/server/http/{extension,v1,v2}/*.test.ts',
				'<rootDir>/test/server/console/{incidents,logs,operations,routes}.test.ts',
			],
			setupFilesAfterEnv: [
				...shared.setupFilesAfterEnv,
				'<rootDir>/test/cluster/postgres/engine.ts',
			],
			globalSetup: '<rootDir>/test/cluster/setup.mjs',
			globalTeardown: '<rootDir>/test/cluster/teardown.mjs',
		},
	],
};
