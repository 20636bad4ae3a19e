/** Names the machine a benchmark ran on, since figures mean nothing without it. */
import { cpus, totalmem } from 'node:os';

/** One line: processor, cores, memory, Node. */
export function machine(): string {
	const [first] = cpus();
	const gigabytes = Math.round(totalmem() / 2 ** 30);
	return `${first?.model ?? 'unknown processor'}, ${cpus().length} cores, ${gigabytes} GiB, Node ${process.version}, ${process.platform}`;
}
