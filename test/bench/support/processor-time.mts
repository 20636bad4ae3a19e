/** Processor time that a process has used, which a busy machine distorts less than the clock on the wall. */
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of the kernel a second; fixed at 100 on every Linux that people run. */
const TICKS = 100;

/**
 * Milliseconds in user and kernel mode, all threads (Linux).
 *
 * @param withEnded whether that of children counts that have ended
 */
export function processorTime(pid: number, withEnded = false): number {
	return timeOf(readFileSync(`/proc/${pid}/stat`, 'utf8'), withEnded ? 4 : 2);
}

/** The same by name of the thread: those of one name, as V8's helpers, are added up. */
export function processorTimeByThread(pid: number): Map<string, number> {
	const times = new Map<string, number>();
	for (const { name, time } of threadsOf(pid).values())
		times.set(name, (times.get(name) ?? 0) + time);
	return times;
}

/** A thread and the processor time that it has used, ms. */
export interface ThreadTime {
	readonly name: string;
	readonly time: number;
}

/** The threads of a process by their ids. */
export function threadsOf(pid: number): Map<string, ThreadTime> {
	return new Map(
		readdirSync(`/proc/${pid}/task`).map((thread) => {
			const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
			const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
			return [thread, { name, time: timeOf(stat, 2) }];
		}),
	);
}

/** The thread that has used most since `before`, and how much. */
export function busiestThread(pid: number, before: ReadonlyMap<string, ThreadTime>): ThreadTime {
	return [...threadsOf(pid)]
		.map(([id, { name, time }]) => ({ name, time: time - (before.get(id)?.time ?? 0) }))
		.reduce((busiest, each) => (each.time > busiest.time ? each : busiest));
}

/** @param columns 2 for user and system time, 4 for those of ended children too */
function timeOf(stat: string, columns: 2 | 4): number {
	// The name in parentheses may hold blanks; behind it, user and system time are the 12th and 13th field, the children's the next.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const ticks = fields.slice(11, 11 + columns).map(Number);
	return (ticks.reduce((sum, each) => sum + each, 0) * 1000) / TICKS;
}
