/** What the documents show: their blocks of code, and the code within their sentences. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A block between fences. */
export interface Block {
	/** Path from the repository's root. */
	readonly file: string;
	/** Word after the fence; empty where there is none. */
	readonly language: string;
	readonly text: string;
	/** `FILE LANGUAGE NUMBER`, counted from 1 among those of its language in the file. */
	readonly name: string;
}

/** Code within a sentence or a table. */
export interface Inline {
	readonly file: string;
	readonly text: string;
}

/** What was may name what is no more. */
const PAST = /^CHANGELOG|^docs\/decisions\//;

/** Every document that says what is true now: path and text. */
function documents(): [file: string, text: string][] {
	const args = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
	return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' })
		.trim()
		.split('\n')
		.filter((file) => existsSync(join(ROOT, file)) && !PAST.test(file))
		.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]);
}

/** All blocks of all documents. */
export function blocks(): Block[] {
	return documents().flatMap(([file, text]) => {
		const counts = new Map<string, number>();
		return [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].map(
			([, language = '', code = '']) => {
				const count = (counts.get(language) ?? 0) + 1;
				counts.set(language, count);
				return { file, language, text: code, name: `${file} ${language} ${count}` };
			},
		);
	});
}

/** All code within sentences. */
export function inlineCode(): Inline[] {
	return documents().flatMap(([file, text]) => {
		const prose = text.replace(/^ *```[\s\S]*?^ *```$/gm, '');
		return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => ({ file, text: code }));
	});
}
