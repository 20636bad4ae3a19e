/** Answers that are a JSON object a line. */

/** The objects of an answer. */
export function parsed(answer: Buffer): Record<string, string>[] {
	return answer
		.toString()
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as Record<string, string>);
}
