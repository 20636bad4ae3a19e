/** Writes the options as Markdown tables for `docs/configuration.md`; a test holds that page to them. */
import { shownDefault, usage } from './help';
import { type Option, SECTIONS, variableName } from './option';
import { OPTIONS, OPTION_KEYS } from './options';

/** The options, one table a section. */
export function optionTables(): string {
	return SECTIONS.map((section) => {
		const rows = OPTION_KEYS.filter((key) => OPTIONS[key].section === section).map((key) => {
			const { summary, environmentOnly }: Option = OPTIONS[key];
			const flag = environmentOnly ? '(environment only)' : code(usage(key));
			return `| ${flag} | ${code(variableName(key))} | ${code(shownDefault(key))} | ${escape(summary)} |`;
		});
		return [
			`### ${section}`,
			'',
			'| flag | variable | default | meaning |',
			'| --- | --- | --- | --- |',
			...rows,
		].join('\n');
	}).join('\n\n');
}

function code(text: string): string {
	return `\`${escape(text)}\``;
}

/** A bar would end the cell, even in code. */
function escape(text: string): string {
	return text.replaceAll('|', '\\|');
}
