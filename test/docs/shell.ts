/** Reads the shell commands that documents show, as far as they use it: words, quotes, variables, continued lines. */

/** Splits a script into commands and these into words; comments are left out. Variables come from `values`. */
export function commandsOf(script: string, values: Readonly<Record<string, string>>): string[][] {
	const commands: string[][] = [];
	let words: string[] = [];
	let word: string | undefined;
	let quote: '"' | "'" | undefined;
	const endWord = () => {
		if (word !== undefined) words.push(word);
		word = undefined;
	};
	const endCommand = () => {
		endWord();
		if (words.length > 0) commands.push(words);
		words = [];
	};
	for (let at = 0; at < script.length; at += 1) {
		const sign = script.charAt(at);
		const variable = /^\$(\w+)/.exec(script.slice(at));
		if (variable !== null && quote !== "'") {
			const value = values[variable[1] ?? ''];
			if (value === undefined) throw new Error(`${variable[0]} has no value here`);
			word = (word ?? '') + value;
			at += variable[0].length - 1;
		} else if (quote !== undefined) {
			if (sign === quote) quote = undefined;
			else word = (word ?? '') + sign;
		} else if (sign === '"' || sign === "'") {
			quote = sign;
			word ??= '';
		} else if (sign === '\\' && script.charAt(at + 1) === '\n') at += 1;
		else if (sign === '\n') endCommand();
		else if (sign === '#' && word === undefined) at = endOfLine(script, at) - 1;
		else if (/\s/.test(sign)) endWord();
		else word = (word ?? '') + sign;
	}
	endCommand();
	if (quote !== undefined) throw new Error(`a ${quote} is not closed`);
	return commands;
}

function endOfLine(script: string, from: number): number {
	const end = script.indexOf('\n', from);
	return end < 0 ? script.length : end;
}

/** A request that curl is told to send. */
export interface CurlRequest {
	readonly method: string;
	/** Path with its query. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | undefined;
}

/**
 * Reads the words of a curl command.
 *
 * @throws Error for an option that this does not know
 */
export function curlRequest([, ...words]: readonly string[]): CurlRequest {
	const headers: Record<string, string> = {};
	let method: string | undefined;
	let body: string | undefined;
	let url: string | undefined;
	for (let at = 0; at < words.length; at += 1) {
		const word = words[at] ?? '';
		const value = words[at + 1] ?? '';
		if (word === '-s' || word === '-i') continue;
		if (!word.startsWith('-')) {
			url = word;
			continue;
		}
		at += 1;
		if (word === '-X') method = value;
		else if (word === '-d') body = value;
		else if (word === '-H') {
			const [name = '', ...rest] = value.split(':');
			headers[name.toLowerCase()] = rest.join(':').trim();
		} else throw new Error(`curl ${word} is not read here`);
	}
	const { pathname, search } = new URL(url ?? '');
	method ??= body === undefined ? 'GET' : 'POST';
	return { method, path: pathname + search, headers, body };
}
