/** Jest's environment for all tests: the worker's own globals, not a copy of them for each test file. */
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
require('./threads');

const PROTOTYPES = [Array, BigInt, Date, Error, Map, Number, Object, Promise, Set, String].map(
	(made) => [made.prototype, new Set(Reflect.ownKeys(made.prototype))],
);
/** By project: what its packages added to the prototypes above. The nodes have n8n's `BigInt.prototype.toJSON`, the server has not. */
const additions = new Map();

/** Adds what packages that a project has loaded need. */
function add(project) {
	for (const [prototype, name, descriptor] of additions.get(project) ?? [])
		Object.defineProperty(prototype, name, descriptor);
}

/** Takes it away again, for files of other projects. */
function takeAway(project) {
	const added = PROTOTYPES.flatMap(([prototype, own]) =>
		Reflect.ownKeys(prototype)
			.filter((name) => !own.has(name))
			.map((name) => [prototype, name, Object.getOwnPropertyDescriptor(prototype, name)]),
	);
	additions.set(project, added);
	for (const [prototype, name] of added) delete prototype[name];
}

/** What test files, and jest for them, change and the next file must find as it was. */
function remember() {
	const { env, exit } = process;
	const { console: own } = globalThis;
	const variables = { ...env };
	const trace = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
	return () => {
		for (const name of Object.keys(env)) if (!(name in variables)) delete env[name];
		for (const [name, value] of Object.entries(variables))
			if (env[name] !== value) env[name] = value;
		process.exit = exit;
		globalThis.console = own;
		if (trace === undefined) delete Error.prepareStackTrace;
		else Object.defineProperty(Error, 'prepareStackTrace', trace);
	};
}

/**
 * Takes from the globals what jest's runner leaves there of a file. It goes on with the handlers of events that it finds, and those
 * of all files before would hear each event, tell it once more, and keep alive all that their files had loaded.
 */
function forgetRunner() {
	for (const name of Object.getOwnPropertySymbols(globalThis))
		if (['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'].includes(name.description)) delete globalThis[name];
}

module.exports = class SharedEnvironment {
	constructor({ projectConfig }) {
		this.project = projectConfig.id;
		add(this.project);
		this.restore = remember();
		this.global = globalThis;
		globalThis.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	async setup() {}

	async teardown() {
		this.fakeTimersModern.dispose();
		this.restore();
		forgetRunner();
		takeAway(this.project);
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** Not used: the runtime beside compiles into the worker's own context. */
	getVmContext() {
		return globalThis;
	}
};
