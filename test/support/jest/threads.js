/**
 * Threads of the server for tests: one that has ended stays, with all that it has loaded, and is the next that starts from the
 * same file. Nine tenths of what a server's start costs are its threads: a new one each time, and loading their modules.
 */
const { EventEmitter } = require('node:events');
const { join } = require('node:path');
const threads = require('node:worker_threads');

const SERVER = join(__dirname, '..', '..', '..', 'server', 'dist');
const HOST = join(__dirname, 'thread-host.js');
/** How long a thread may take to let go of everything before it is ended in earnest, ms: it may be in the middle of a long computation. */
const END_MS = 1_000;
const { Worker: Thread } = threads;
/** Tests put others in their place. */
const { setTimeout, clearTimeout } = globalThis;

/** Threads without work, by what they were started for. */
const idle = new Map();

/** A thread that is used again, and again. */
class Host {
	constructor(key, resourceLimits) {
		this.key = key;
		this.thread = new Thread(HOST, { resourceLimits });
		this.thread.on('message', () => this.ended?.());
		this.thread.on('error', (error) => this.user?.emit('error', error));
		this.thread.on('exit', (code) => this.gone(code));
	}

	static take(key, resourceLimits) {
		return idle.get(key)?.pop() ?? new Host(key, resourceLimits);
	}

	gone(code) {
		const others = idle.get(this.key) ?? [];
		if (others.includes(this)) others.splice(others.indexOf(this), 1);
		this.user?.over(code);
		this.ended?.();
	}

	begin(user, start) {
		this.user = user;
		this.thread.ref();
		this.thread.postMessage({ ...start, env: { ...process.env } }, [start.port]);
	}

	/** Resolves once the thread has let go of all that it held for its user, or has ended. */
	async end() {
		let late;
		const letGo = await new Promise((resolve) => {
			this.ended = () => resolve(true);
			late = setTimeout(() => resolve(false), END_MS);
			this.thread.postMessage({});
		});
		clearTimeout(late);
		delete this.ended;
		delete this.user;
		if (!letGo || this.thread.threadId === -1) return void (await this.thread.terminate());
		this.thread.unref();
		const others = idle.get(this.key);
		if (others === undefined) idle.set(this.key, [this]);
		else others.push(this);
	}
}

/** What a `Worker` of Node offers, as far as the server uses it. */
class SharedThread extends EventEmitter {
	constructor(entry, { workerData, resourceLimits }) {
		super();
		const { port1, port2 } = new threads.MessageChannel();
		this.port = port1;
		this.port.on('message', (message) => this.emit('message', message));
		this.host = Host.take(`${entry} ${resourceLimits?.maxYoungGenerationSizeMb}`, resourceLimits);
		this.host.begin(this, { entry, workerData, port: port2 });
	}

	postMessage(message, transfer) {
		this.port.postMessage(message, transfer);
	}

	terminate() {
		return (this.ending ??= this.host.end().then(() => this.over(1)));
	}

	/** Tells once that the thread has ended. */
	over(code) {
		if (this.isOver) return;
		this.isOver = true;
		this.ending ??= Promise.resolve();
		this.port.close();
		this.emit('exit', code);
	}
}

/** In the place of Node's, for all that starts from a file of the server. */
threads.Worker = class extends Thread {
	constructor(file, options = {}) {
		const entry = options.argv?.at(-1);
		if (!entry?.startsWith(SERVER)) {
			super(file, options);
			return;
		}
		return new SharedThread(entry, options);
	}
};
