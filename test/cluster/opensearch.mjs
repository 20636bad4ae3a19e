/** Starts real OpenSearch nodes on loopback for tests and developers, each its own process, and leaves nothing behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../scripts/n8n/ports.mjs';
import { openSearchKit } from './opensearch-kit.mjs';

export { missingForOpenSearch } from './java.mjs';

/** What nodes are started with: the simplest compiler and collector start fastest and take least. */
const QUICK_START = ['-XX:TieredStopAtLevel=1'];
const FLAGS = [
	'-XX:+UseSerialGC',
	'-Dlog4j2.formatMsgNoLookups=true',
	'-Djava.awt.headless=true',
	'-Dio.netty.noUnsafe=true',
	'-Dio.netty.allocator.numDirectArenas=0',
];

/** Between two looks whether a cluster has formed, ms. */
const PAUSE_MS = 200;

/**
 * @typedef {object} Node
 * @property {string} url
 * @property {number} pid - of the process that runs now
 * @property {{ exitCode: number | null, signalCode: NodeJS.Signals | null, said: string }} state - how it has ended, null twice
 *   while it runs, and what it said last on standard error
 * @property {(signal?: NodeJS.Signals) => Promise<void>} kill - ends the process, by SIGKILL unless said otherwise
 * @property {() => Promise<void>} restart - starts it again on its data, after it was killed
 */

/**
 * @typedef {object} OpenSearchCluster
 * @property {string[]} urls
 * @property {Node[]} nodes
 * @property {() => Promise<void>} stop - ends all nodes and removes their data
 */

/**
 * Starts a cluster and waits until it answers.
 *
 * @param {{ nodes?: number, heapMegabytes?: number, isMeasured?: boolean, data?: string }} [options] one node and 512 MB each by
 *   default; nodes that are measured start slower, as their code is compiled as well as it can be; data are in a temporary
 *   folder unless one is given
 * @returns {Promise<OpenSearchCluster>}
 * @throws Error when Java or Maven is missing (see `missingForOpenSearch`), or a node ends before it answers
 */
export async function startOpenSearch({
	nodes: count = 1,
	heapMegabytes = 512,
	isMeasured = false,
	data = mkdtempSync(join(tmpdir(), 'log360-opensearch-')),
} = {}) {
	const kit = await openSearchKit();
	if (!isMeasured && kit.startCache !== undefined && !existsSync(kit.startCache))
		await makeStartCache(kit);
	const ports = await freePorts(2 * count);
	const places = Array.from({ length: count }, (_, index) => ({
		name: `node-${index + 1}`,
		http: ports[2 * index],
		transport: ports[2 * index + 1],
	}));
	const shared =
		count === 1
			? ['discovery.type=single-node']
			: [
					`discovery.seed_hosts=${places.map(({ transport }) => `127.0.0.1:${transport}`).join()}`,
					`cluster.initial_cluster_manager_nodes=${places.map(({ name }) => name).join()}`,
				];
	const nodes = places.map(
		(place) => new ClusterNode(kit, { ...place, data, heapMegabytes, isMeasured, shared }),
	);
	const stop = async () => {
		await Promise.all(nodes.map((node) => node.kill('SIGTERM')));
		rmSync(data, { recursive: true, force: true });
	};
	try {
		await Promise.all(nodes.map((node) => node.start()));
		await formed(nodes[0].url, count);
	} catch (error) {
		await stop();
		throw error;
	}
	return { urls: nodes.map(({ url }) => url), nodes, stop };
}

/** One node: a place for its data, its ports, and the process that runs there now. */
class ClusterNode {
	#child;
	#said = '';
	#settings;

	constructor(
		kit,
		{ name, http, transport, data, heapMegabytes, isMeasured, shared },
		extraFlags = [],
	) {
		this.url = `http://127.0.0.1:${http}`;
		const isCached = !isMeasured && kit.startCache !== undefined && existsSync(kit.startCache);
		this.#settings = {
			java: kit.java,
			args: [
				`-Xms${heapMegabytes}m`,
				`-Xmx${heapMegabytes}m`,
				...FLAGS,
				...(isMeasured ? [] : QUICK_START),
				...(isCached ? [`-XX:AOTCache=${kit.startCache}`, '-Xlog:aot*=off'] : extraFlags),
				`-Dlog4j2.configurationFile=${join(kit.folder, 'log4j2.properties')}`,
				...['-cp', kit.classPath, 'NodeMain'],
				`path.home=${join(data, name)}`,
				`node.name=${name}`,
				'cluster.name=log360',
				// Where snapshots of tests lie, one place for all nodes.
				`path.repo=${join(data, 'snapshots')}`,
				'network.host=127.0.0.1',
				`http.port=${http}`,
				`transport.port=${transport}`,
				// Tests run beside others on one disk, how full it is is not theirs to judge.
				'cluster.routing.allocation.disk.threshold_enabled=false',
				...shared,
			],
		};
	}

	get pid() {
		return this.#child?.pid ?? 0;
	}

	/** How the process has ended, null twice while it runs, and what it said last on standard error. */
	get state() {
		const { exitCode = null, signalCode = null } = this.#child ?? {};
		return { exitCode, signalCode, said: this.#said };
	}

	/** Starts the process and waits until it answers. */
	async start() {
		const { java, args } = this.#settings;
		// Its standard input ends when this process does, however that happens, and it ends itself then.
		const child = spawn(java, args, { stdio: ['pipe', 'pipe', 'pipe'] });
		this.#child = child;
		this.#said = '';
		child.stderr.on('data', (chunk) => (this.#said = (this.#said + String(chunk)).slice(-4_000)));
		child.stdin.on('error', () => undefined);
		await new Promise((resolve, reject) => {
			child.stdout.once('data', resolve);
			child.once('error', reject);
			child.once('exit', (code) =>
				reject(new Error(`OpenSearch ended with ${code}: ${this.#said}`)),
			);
		});
	}

	async restart() {
		await this.kill();
		await this.start();
	}

	/** @param {NodeJS.Signals} signal */
	async kill(signal = 'SIGKILL') {
		const child = this.#child;
		if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}
}

/** Starts a node once, uses it a little, and keeps what it has loaded: later nodes start in a quarter of the time. */
async function makeStartCache(kit) {
	const data = mkdtempSync(join(tmpdir(), 'log360-opensearch-'));
	const draft = `${kit.startCache}.${process.pid}`;
	const [http, transport] = await freePorts(2);
	const place = { name: 'node-1', http, transport };
	const node = new ClusterNode(
		kit,
		{
			...place,
			data,
			heapMegabytes: 512,
			isMeasured: false,
			shared: ['discovery.type=single-node'],
		},
		[`-XX:AOTCacheOutput=${draft}`, '-Xlog:aot*=off'],
	);
	try {
		await node.start();
		const headers = { 'content-type': 'application/json' };
		const body = JSON.stringify({ text: 'some words', number: 1 });
		await fetch(`${node.url}/try/_doc?refresh=true`, { method: 'POST', headers, body });
		await (await fetch(`${node.url}/try/_search?q=words`)).text();
		await node.kill('SIGTERM');
		if (existsSync(draft)) renameSync(draft, kit.startCache);
	} finally {
		await node.kill();
		rmSync(data, { recursive: true, force: true });
		for (const left of [draft, `${draft}.config`]) rmSync(left, { force: true });
	}
}

/** Waits until all nodes have found each other. */
async function formed(url, count) {
	for (;;) {
		const answer = await fetch(`${url}/_cluster/health`).catch(() => undefined);
		const health = answer?.ok === true ? await answer.json() : {};
		if (health.number_of_nodes === count) return;
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}
