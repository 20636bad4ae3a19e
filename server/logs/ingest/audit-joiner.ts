/** Joins the audit records of one event, which auditd writes as lines of their own. */

/** Events whose records may still come; the kernel interleaves only a few. */
const MAX_OPEN = 16;
/** Records and characters of one event: more than any honest one has. */
const MAX_RECORDS = 64;
const MAX_LENGTH = 65_536;

/** `type=… msg=audit(time:serial):`, with what a node or a syslog header put before it. */
const RECORD =
	/^(?<head>.{0,160}?)(?<!\S)(?<node>node=\S{1,255} )?type=(?<type>[A-Z_0-9]{1,40}) msg=audit\((?<id>\d{9,12}\.\d{1,9}:\d{1,20})\):/;
/** Records that are an event of their own: what programs report (1100 to 1299), and the daemon's messages. */
const ALONE =
	/^(?:USER|CRED|SERVICE|ACCT|GRP|ADD|DEL|DAEMON|SYSTEM|LOGIN$|CRYPTO|TEST|TRUSTED|USYS|CHUSER|CHGRP|LABEL|VIRT|ROLE|FS_RELABEL|SOFTWARE|RESP|ANOM_LOGIN|DEV_ALLOC)/;

interface Open {
	readonly line: number;
	readonly records: string[];
	length: number;
}

/** Holds the records of events that are not whole yet, within bounds; all other lines pass at once. */
export class AuditJoiner {
	private readonly open = new Map<string, Open>();

	/** @param give receives a line, or the records of one event joined by newlines, with the number of its first line */
	constructor(private readonly give: (text: string, line: number) => void) {}

	/** Takes the next line. */
	line(text: string, number: number): void {
		// An object whose message is a record is an event of its own.
		const groups =
			text[0] !== '{' && text.includes('msg=audit(') ? RECORD.exec(text)?.groups : undefined;
		if (groups === undefined || ALONE.test(groups.type!)) {
			this.give(text, number);
			return;
		}
		const key = `${groups.node ?? ''}${groups.id!}`;
		if (groups.type === 'EOE') {
			if (!this.flush(key)) this.give(text, number);
			return;
		}
		this.add(key, text, number, groups.head ?? '');
		// The title of the process is the kernel's last record of an event.
		if (groups.type === 'PROCTITLE') this.flush(key);
	}

	/** Hands out what is still open. */
	end(): void {
		for (const key of [...this.open.keys()]) this.flush(key);
	}

	private add(key: string, text: string, number: number, head: string): void {
		let event = this.open.get(key);
		if (event === undefined) {
			if (this.open.size >= MAX_OPEN) this.flush(this.open.keys().next().value!);
			event = { line: number, records: [], length: 0 };
			this.open.set(key, event);
		}
		// A header stands once, before the first record.
		const record = event.records.length === 0 ? text : text.slice(head.length);
		event.records.push(record);
		event.length += record.length;
		if (event.records.length >= MAX_RECORDS || event.length >= MAX_LENGTH) this.flush(key);
	}

	private flush(key: string): boolean {
		const event = this.open.get(key);
		if (event === undefined) return false;
		this.open.delete(key);
		this.give(event.records.join('\n'), event.line);
		return true;
	}
}
