/** Makes the lines of a batch out of its bytes: documents are cut up, header lines remembered, records of one event joined. */
import { AuditJoiner } from './audit-joiner';
import { DocumentBreaker } from './document-breaker';
import type { LineMemory } from './formats/memory';
import { LineSplitter } from './framing';
import { MAX_LINE_BYTES } from './parse-line';
import { isDirective, readDirective } from './products/directives';

/** Receives what a batch's bytes hold, in order. */
export interface LineSink {
	/**
	 * A line as bytes, which stay as they are.
	 *
	 * @returns false when it must come as text
	 */
	bytes?(bytes: Buffer, start: number, end: number, number: number): boolean;
	/** A line that is not blank, or the records of one event joined by newlines, with the number of its first line, from 1. */
	line(text: string, number: number): void;
	/** A line that was refused before it was read. */
	refused(number: number, error: string): void;
	/** What came so far must be read now: the lines after it are under another header. */
	settle(): void;
}

/** Takes the bytes of one batch, or whole lines. */
export class LineIntake {
	private readonly documents = new DocumentBreaker((bytes) => this.splitter.push(bytes));
	private readonly splitter: LineSplitter;
	private readonly audit: AuditJoiner;
	/** Lines that came. */
	count = 0;
	/** Those of them that are blank or headers. */
	blank = 0;

	/** @param memory where header lines leave what they say */
	constructor(
		private readonly memory: LineMemory,
		private readonly sink: LineSink,
	) {
		this.audit = new AuditJoiner((text, number) => sink.line(text, number));
		this.splitter = new LineSplitter(
			{ maxLineBytes: MAX_LINE_BYTES },
			{
				bytes: (bytes, start, end) => {
					if (sink.bytes?.(bytes, start, end, this.count + 1) !== true) return false;
					this.count++;
					return true;
				},
				frame: (text) => this.take(text),
				refused: (error) => sink.refused(++this.count, error),
			},
		);
	}

	/** Takes the next bytes, which stay as they are. */
	push(chunk: Uint8Array): void {
		this.documents.push(chunk);
	}

	/** Takes one whole line, as listeners have them. */
	take(text: string): void {
		this.count++;
		if (text.trim() === '') {
			this.blank++;
			return;
		}
		if (text[0] === '#' && isDirective(text)) {
			// What came before is read under the columns that it came under.
			this.sink.settle();
			readDirective(text, this.memory);
			this.blank++;
			return;
		}
		this.audit.line(text, this.count);
	}

	/** @param whole whether the bytes came to their own end; if not, a last line without line end is a torso and left out */
	end(whole: boolean): void {
		this.documents.end();
		if (whole) this.splitter.end();
		this.audit.end();
	}
}
