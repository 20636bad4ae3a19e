/**
 * Jest's runtime for all tests: packages are loaded once a worker, by Node itself; our own modules freshly for each test file.
 * Loading n8n-core takes a second, and 100 test files use it.
 */
const { createRequire, isBuiltin } = require('node:module');
const { isAbsolute } = require('node:path');
const { compileFunction, constants } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Node's own `require`, by the file that calls it. */
const requires = new Map();

function requireFrom(file) {
	const known = requires.get(file);
	if (known !== undefined) return known;
	const own = createRequire(file);
	requires.set(file, own);
	return own;
}

/** Whether a module is imported by the name of its package. */
function isPackage(name) {
	return name !== undefined && !name.startsWith('.') && !isAbsolute(name) && !isBuiltin(name);
}

/** Functions that are the bodies of modules, by file: compiled once a worker, and run anew for each test file that loads the module. */
const bodies = new Map();

function compiled(source, filename, parameters) {
	const known = bodies.get(filename);
	if (known?.source === source && known.parameters === parameters.join()) return known.body;
	const body = compileFunction(source, parameters, {
		filename,
		importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
	});
	bodies.set(filename, { source, parameters: parameters.join(), body });
	return body;
}

module.exports = class SharedRuntime extends Runtime {
	constructor(...options) {
		super(...options);
		const { executor } = this.cjsLoader;
		// In the worker's own context, where the packages are: an Error or Array of theirs is one of ours.
		executor.compile = (source, filename) =>
			compiled(source, filename, executor.injectedModuleParameters);
	}

	requireModule(from, name, options, isRequireActual) {
		if (isPackage(name) && !options?.isInternalModule) return requireFrom(from)(name);
		return super.requireModule(from, name, options, isRequireActual);
	}

	/** Nothing: a module loads when something of it is used, be it by what a server still does when a test is over. */
	leaveTestCode() {}
};
