/** The words of severities, statuses and states, and the badges that show them. */
import { h } from './elements.js';
import type { Option } from './forms.js';

/** Severities, gravest first. */
export const SEVERITIES = ['critical', 'trouble', 'attention'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Statuses of alerts and incidents. */
export const STATUSES = ['open', 'in_progress', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

const LABELS: Readonly<Record<string, string>> = {
	in_progress: 'In progress',
	jira_cloud: 'Jira Cloud',
	jira_data_center: 'Jira Data Center',
	servicenow: 'ServiceNow',
	servicedesk_plus: 'ServiceDesk Plus',
	zendesk: 'Zendesk',
	webhook: 'Webhook',
	'incident-export': 'Incident export',
	api: 'API',
};

/** A word as people read it. */
export function label(word: string): string {
	const known = LABELS[word];
	if (known !== undefined) return known;
	const text = word.toLowerCase().replaceAll('_', ' ');
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Choices of words, with their labels. */
export function choices(words: readonly string[]): Option[] {
	return words.map((word) => [word, label(word)]);
}

/** The same, led by one that stands for all. */
export function withAll(words: readonly string[], all = 'All'): Option[] {
	return [['', all], ...choices(words)];
}

/** How a word is coloured; what is not listed is grey. */
const TONES: Readonly<Record<string, string>> = {
	critical: 'red',
	trouble: 'orange',
	attention: 'yellow',
	open: 'red',
	in_progress: 'blue',
	closed: 'green',
	queued: 'blue',
	running: 'blue',
	waiting: 'blue',
	pending: 'blue',
	success: 'green',
	delivered: 'green',
	valid: 'green',
	enabled: 'green',
	ok: 'green',
	failed: 'red',
	dead: 'red',
	revoked: 'red',
	expired: 'orange',
	retry: 'orange',
};

/** A word in its colour; the word itself is always there, so that nobody needs the colour. */
export function badge(word: string): HTMLElement {
	const key = word.toLowerCase().replace('-', '_');
	return h('span', { class: `badge ${TONES[key] ?? 'grey'}` }, label(key));
}
