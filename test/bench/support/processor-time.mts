/** Processor time that a process has used, which a busy machine distorts less than the clock on the wall. */
import { readFileSync } from 'node:fs';

/** Clock ticks of the kernel a second; fixed at 100 on every Linux that people run. */
const TICKS = 100;

/** Milliseconds in user and kernel mode, all threads (Linux). */
export function processorTime(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name in parentheses may hold blanks; behind it, user and system time are the 12th and 13th field.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}
