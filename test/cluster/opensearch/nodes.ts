/** A cluster of the test's own, whose nodes it may kill. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** The cluster, in a process of its own. */
export class OwnCluster {
	private constructor(
		private readonly child: ReturnType<typeof start>,
		private readonly lines: AsyncIterator<string>,
		/** Addresses of the nodes. */
		readonly urls: readonly string[],
	) {}

	/** Starts it and waits until all nodes have found each other. */
	static async start(nodes: number): Promise<OwnCluster> {
		const child = start(nodes);
		const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
		const urls = JSON.parse(await nextOf(lines)) as string[];
		return new OwnCluster(child, lines, urls);
	}

	/** Ends a node as a loss of power does. @param node its place in `urls` */
	async kill(node: number): Promise<void> {
		await this.tell(`kill ${node}`);
	}

	/** Starts a node again on its data. */
	async restart(node: number): Promise<void> {
		await this.tell(`restart ${node}`);
	}

	/** Ends all nodes and removes their data. */
	async stop(): Promise<void> {
		const ended = once(this.child, 'exit');
		this.child.stdin.end();
		await ended;
	}

	private async tell(line: string): Promise<void> {
		this.child.stdin.write(`${line}\n`);
		expect(await nextOf(this.lines)).toBe(line);
	}
}

function start(nodes: number) {
	return spawn(process.execPath, [join(__dirname, 'run-nodes.mjs'), String(nodes)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
}

async function nextOf(lines: AsyncIterator<string>): Promise<string> {
	const { value, done } = await lines.next();
	if (done === true) throw new Error('the cluster ended');
	return value;
}
