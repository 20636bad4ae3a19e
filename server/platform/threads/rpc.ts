/** Typed calls from the main thread to a worker thread, so that node:sqlite's synchronous work never blocks HTTP. */
import type { StoreMethods } from '..';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
	type MessagePort,
	type Transferable,
	Worker,
	type WorkerOptions,
	parentPort,
} from 'node:worker_threads';
import { getHeapStatistics } from 'node:v8';

/** The methods a worker serves: plain functions over structured-cloneable values. */
export type WorkerMethods = Record<string, (...args: never[]) => unknown>;

interface CallMessage {
	readonly call: number;
	readonly method: string;
	readonly args: readonly unknown[];
}

interface ReplyMessage {
	readonly call: number;
	readonly value?: unknown;
	readonly error?: WireError;
}

/** What of an error crosses the thread boundary; `code` and `details` survive so callers can tell causes apart. */
interface WireError {
	readonly name: string;
	readonly message: string;
	readonly code?: string;
	readonly details?: unknown;
	readonly stack?: string;
}

/** An error thrown inside a worker, rebuilt on the calling side with its name, code and details. */
export class WorkerCallError extends Error {
	readonly code: string | undefined;
	readonly details: unknown;

	constructor(wire: WireError) {
		super(wire.message);
		this.name = wire.name;
		this.code = wire.code;
		this.details = wire.details;
		if (wire.stack !== undefined) this.stack = wire.stack;
	}
}

/** Wraps a worker's return value to hand over (not copy) the listed buffers. */
export class Transfer<T> {
	constructor(
		readonly value: T,
		readonly transfer: Transferable[],
	) {}
}

/**
 * Serves `methods` on a port; call once at the worker's end of start-up.
 *
 * Methods run one after another: a worker has one thread, and one database connection.
 *
 * @param port the thread's own by default
 */
export function serveWorker(methods: WorkerMethods, port: MessagePort | null = parentPort): void {
	if (port === null) throw new Error('serveWorker must be called inside a worker thread');
	const answer = async (message: CallMessage): Promise<void> => {
		try {
			const method = methods[message.method] as ((...args: unknown[]) => unknown) | undefined;
			if (method === undefined) throw new Error(`The worker has no method "${message.method}"`);
			const result: unknown = await method(...message.args);
			if (result instanceof Transfer) {
				port.postMessage({ call: message.call, value: result.value as unknown }, result.transfer);
			} else {
				port.postMessage({ call: message.call, value: result });
			}
		} catch (error) {
			const wire = toWireError(error);
			try {
				port.postMessage({ call: message.call, error: wire });
			} catch {
				// Details that cannot be cloned must not leave the caller without an answer.
				port.postMessage({ call: message.call, error: { ...wire, details: undefined } });
			}
		}
	};
	port.on('message', (message: CallMessage) => void answer(message));
	port.postMessage({ call: 0 });
}

/** Says instead of `serveWorker` that the start-up failed. */
export function answerFailure(port: MessagePort, error: unknown): void {
	port.postMessage({ call: 0, error: toWireError(error) });
}

/** Where calls go: a thread of their own, or a port into a shared one. */
export interface Endpoint {
	postMessage(message: unknown, transfer: readonly Transferable[]): void;
	terminate(): Promise<unknown>;
}

/** What an endpoint reports. */
export interface EndpointEvents {
	readonly message: (message: unknown) => void;
	readonly failed: (error: Error) => void;
}

/** The calling side of a worker. */
export class WorkerClient<M extends StoreMethods<M>> {
	private readonly endpoint: Endpoint;
	private readonly pending = new Map<
		number,
		{ resolve: (value: never) => void; reject: (error: Error) => void }
	>();
	private nextCall = 1;
	private failure: Error | undefined;
	/** Resolves when the worker has finished its start-up, rejects when that failed. */
	readonly ready: Promise<void>;

	/** @param connect makes the way to the worker, which reports to the given events */
	constructor(connect: (events: EndpointEvents) => Endpoint) {
		this.ready = new Promise<void>((resolve, reject) => {
			this.pending.set(0, { resolve, reject });
		});
		this.ready.catch(() => undefined);
		this.endpoint = connect({
			message: (message) => this.settle(message as ReplyMessage),
			failed: (error) => this.fail(error),
		});
	}

	/** Number of calls sent and not yet answered. */
	get inFlight(): number {
		return this.pending.size;
	}

	/** Calls `method` in the worker; `transfer` lists buffers in `args` to hand over instead of copy. */
	call<K extends keyof M & string>(
		method: K,
		args: Parameters<M[K]>,
		transfer: Transferable[] = [],
	): Promise<Unwrapped<ReturnType<M[K]>>> {
		if (this.failure !== undefined) return Promise.reject(this.failure);
		const call = this.nextCall++;
		return new Promise((resolve, reject) => {
			this.pending.set(call, { resolve, reject });
			try {
				this.endpoint.postMessage({ call, method, args }, transfer);
			} catch (error) {
				this.pending.delete(call);
				throw error;
			}
		});
	}

	/** Ends the thread at once; unanswered calls are rejected. */
	async terminate(): Promise<void> {
		await this.endpoint.terminate();
		this.fail(new Error('The worker was terminated'));
	}

	private settle(reply: ReplyMessage): void {
		const waiting = this.pending.get(reply.call);
		if (waiting === undefined) return;
		this.pending.delete(reply.call);
		if (reply.error !== undefined) waiting.reject(new WorkerCallError(reply.error));
		else waiting.resolve(reply.value as never);
	}

	private fail(error: Error): void {
		this.failure ??= error;
		for (const waiting of this.pending.values()) waiting.reject(this.failure);
		this.pending.clear();
	}
}

/** Bounds of a thread's heap, MiB. */
interface HeapBounds {
	/** Most memory for what was made just now. */
	readonly nurseryMb: number;
	/**
	 * Most memory for what lasts: far more than a thread ever has. V8 takes it as the measure of how much garbage may lie about
	 * before all of it is collected: from 2 GiB on, or with its default, a quarter of the machine's memory, a heap grows fourfold
	 * in between, with 1 GiB by six tenths. Where the machine, or who starts the process, allows less, that counts.
	 */
	readonly lastingMb: number;
}

/** Smaller than V8's default: what threads make they hand on at once, and there are several of them. */
const SMALL_HEAP: HeapBounds = { nurseryMb: 24, lastingMb: 1_024 };
/**
 * Of threads that every event goes through. With the smaller nursery they would collect garbage twice as often; with the smaller
 * limit they collected what lasts, some 12 MiB, twice as often too, which took 2 to 3 µs of processor time an event.
 */
export const LARGE_HEAP: HeapBounds = { nurseryMb: 48, lastingMb: 2_048 };

const HEAP_LIMIT_MB = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);

/**
 * Connects to a thread of its own.
 *
 * @param entry absolute path of the worker's compiled entry file, see {@link workerEntry}
 * @param data the worker's `workerData`
 * @param name thread name shown in diagnostics
 * @param heap bounds of its heap
 */
export function ownThread(
	entry: string,
	data: unknown,
	name: string,
	heap = SMALL_HEAP,
): (events: EndpointEvents) => Endpoint {
	return (events) => startThread(entry, { workerData: data, name }, heap, events);
}

/** A thread does not share the compiled code that its process keeps between starts, unless it asks for it before it loads anything. */
const LOAD_FROM_CACHE =
	"require('node:module').enableCompileCache(); require(process.argv.at(-1));";

/**
 * Starts a thread, with bounds of its heap.
 *
 * @param entry absolute path of its compiled entry file, see {@link workerEntry}
 * @param heap bounds of its heap
 */
export function startWorker(entry: string, options: WorkerOptions, heap = SMALL_HEAP): Worker {
	const resourceLimits = {
		maxYoungGenerationSizeMb: heap.nurseryMb,
		maxOldGenerationSizeMb: Math.min(heap.lastingMb, HEAP_LIMIT_MB),
	};
	return new Worker(LOAD_FROM_CACHE, { ...options, resourceLimits, eval: true, argv: [entry] });
}

function startThread(
	entry: string,
	options: { readonly workerData: unknown; readonly name: string },
	heap: HeapBounds,
	events: EndpointEvents,
): Endpoint {
	const { name } = options;
	const worker = startWorker(entry, options, heap);
	worker.on('message', events.message);
	worker.on('error', (error: Error) => events.failed(error));
	worker.on('exit', (code) => events.failed(new Error(`Worker "${name}" ended with code ${code}`)));
	return worker;
}

type Unwrapped<R> = Awaited<R> extends Transfer<infer T> ? T : Awaited<R>;

/** Set where this file is part of a bundle, see `scripts/bundle-server.mjs`. */
declare const LOG360_BUNDLE: true | undefined;

/**
 * Absolute path of a worker's compiled entry file.
 *
 * Node cannot start a thread from TypeScript that jest transforms, so under test (`__dirname` in the
 * sources) the entry is looked up in `server/dist`, which `npm run build:server` makes.
 *
 * @param directory the calling module's `__dirname`
 * @param file entry file name without extension, beside the caller
 */
export function workerEntry(directory: string, file: string): string {
	if (typeof LOG360_BUNDLE !== 'undefined') return join(directory, `${file}.bundle.js`);
	const beside = join(directory, `${file}.js`);
	if (existsSync(beside)) return beside;
	const serverRoot = join(__dirname, '..', '..');
	return join(serverRoot, 'dist', relative(serverRoot, directory), `${file}.js`);
}

function toWireError(error: unknown): WireError {
	if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
	const { code, details } = error as Error & { code?: unknown; details?: unknown };
	return {
		name: error.name,
		message: error.message,
		...(typeof code === 'string' ? { code } : {}),
		...(details === undefined ? {} : { details }),
		...(error.stack === undefined ? {} : { stack: error.stack }),
	};
}
