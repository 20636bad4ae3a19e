/** Writes text of a few styles onto A4 pages that have a footer. */
import type PdfKit from 'pdfkit';
import { printable } from './printable';

const MARGIN = 50;

/** Name to font, size in points and colour. */
const STYLES = {
	title: ['Helvetica-Bold', 18, 'black'],
	heading: ['Helvetica-Bold', 13, 'black'],
	strong: ['Helvetica-Bold', 10, 'black'],
	body: ['Helvetica', 10, 'black'],
	caption: ['Helvetica', 8, '#666666'],
	label: ['Helvetica', 9, '#666666'],
	value: ['Helvetica', 9, 'black'],
	critical: ['Helvetica-Bold', 10, '#b3261e'],
	trouble: ['Helvetica-Bold', 10, '#b45f06'],
	attention: ['Helvetica-Bold', 10, '#38761d'],
} as const;

/** Name of a style. */
export type Style = keyof typeof STYLES;

/** A PDF that is being written; read its bytes while it grows, then end it. */
export class Pen {
	private readonly doc: PDFKit.PDFDocument;
	private style: Style = 'body';
	private pages = 0;

	/**
	 * @param info title, subject and time of the document
	 * @param foot of every page, without its number
	 */
	constructor(
		info: { title: string; subject: string; now: number },
		private readonly foot: string,
	) {
		// Loaded with the first report: fonts and all, it is larger than the rest of the server.
		const PDFDocument = require('pdfkit') as typeof PdfKit;
		this.doc = new PDFDocument({
			size: 'A4',
			margin: MARGIN,
			autoFirstPage: false,
			info: {
				Title: info.title,
				Subject: printable(info.subject),
				Creator: 'log360-server',
				CreationDate: new Date(info.now),
			},
		});
		this.doc.on('pageAdded', () => this.footer());
		this.doc.addPage();
	}

	/** Writes lines of text. @param continued what follows goes on in the same line */
	text(style: Style, text: string, continued = false): this {
		this.use(style);
		this.doc.text(printable(text), { continued });
		return this;
	}

	/** Leaves space. @param lines of the present size */
	space(lines = 0.3): this {
		this.doc.moveDown(lines);
		return this;
	}

	/** What is ready of the file. */
	*ready(): Generator<Uint8Array> {
		const source = this.doc as unknown as { read(): Uint8Array | null };
		for (let chunk = source.read(); chunk !== null; chunk = source.read()) yield chunk;
	}

	/** Ends the document. @returns the rest of the file */
	end(): AsyncIterable<Uint8Array> {
		this.doc.end();
		return this.doc;
	}

	private use(style: Style): void {
		const [font, size, colour] = STYLES[style];
		this.doc.font(font).fontSize(size).fillColor(colour);
		this.style = style;
	}

	/** A page may begin in the middle of a text: its style and place are what they were afterwards. */
	private footer(): void {
		const { doc, style } = this;
		const { page, x, y } = doc;
		const bottom = page.margins.bottom;
		this.pages++;
		this.use('caption');
		// Below the margin, which would begin another page.
		page.margins.bottom = 0;
		doc.text(printable(`${this.foot} · page ${this.pages}`), MARGIN, page.height - bottom + 20, {
			lineBreak: false,
		});
		page.margins.bottom = bottom;
		this.use(style);
		doc.x = x;
		doc.y = y;
	}
}
