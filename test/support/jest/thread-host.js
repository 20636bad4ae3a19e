/** A thread that runs one file of the server after another, each as if it had just been started for it. */
const { enableCompileCache } = require('node:module');
const sqlite = require('node:sqlite');
const threads = require('node:worker_threads');

enableCompileCache();

/** What the file that runs holds, and a thread that ends would let go of. */
const databases = new Set();
const ports = new Set();
const timers = new Set();

const { parentPort, MessagePort } = threads;

parentPort.on('message', ({ entry, workerData, port, env }) => {
	if (entry === undefined) return letGo();
	Object.assign(process.env, env);
	threads.workerData = workerData;
	threads.parentPort = port;
	ports.add(port);
	delete require.cache[entry];
	require(entry);
});

function letGo() {
	for (const timer of timers) clearTimeout(timer);
	for (const port of ports) port.close();
	for (const database of databases) if (database.isOpen) database.close();
	for (const held of [timers, ports, databases]) held.clear();
	// What is under way comes to its end first.
	setImmediate(() => parentPort.postMessage('ended'));
}

sqlite.DatabaseSync = class extends sqlite.DatabaseSync {
	constructor(...options) {
		super(...options);
		databases.add(this);
	}
};

const { on } = MessagePort.prototype;
MessagePort.prototype.on = function (...listener) {
	ports.add(this);
	return on.apply(this, listener);
};

for (const name of ['setTimeout', 'setInterval']) {
	const set = globalThis[name];
	globalThis[name] = (...options) => {
		const timer = set(...options);
		timers.add(timer);
		return timer;
	};
}
