/** The audit log: who was refused and why, and what administrators did. */
import { get } from '../api.js';
import { h, time } from '../elements.js';
import { counted } from '../format.js';
import { choiceField, filterBar } from '../forms.js';
import type { Page } from '../page.js';
import { growingList } from '../table.js';
import { badge, label, withAll } from '../vocabulary.js';

interface Entry {
	readonly id: number;
	readonly time: string;
	readonly category: 'access' | 'login' | 'api' | 'administration';
	readonly event: string;
	readonly address?: string;
	readonly actor?: string;
	readonly tokenName?: string;
	readonly tokenPrefix?: string;
	readonly operation?: string;
	readonly scope?: string;
	readonly note?: string;
	readonly count?: number;
}

const LIMIT = 100;

export const page: Page = async ({ root, query, filter, signal }) => {
	const place = h('div', {});
	root.append(
		filterBar(
			filter,
			choiceField('Category', 'category', withAll(['access', 'login', 'api', 'administration']), {
				value: query['category'] ?? '',
			}),
		),
		place,
	);
	await growingList<Entry>(
		place,
		{
			what: 'entries, newest first',
			empty: 'Nothing was noted yet.',
			columns: [
				{ title: 'Time', class: 'time', cell: (entry) => time(entry.time) },
				{
					title: 'Category',
					class: 'fit',
					cell: ({ category }) => badge(category),
				},
				{ title: 'Event', class: 'fit', cell: ({ event }) => label(event) },
				{ title: 'By', cell: ({ actor }) => actor ?? '–' },
				{ title: 'Address', class: 'mono', cell: ({ address }) => address ?? '–' },
				{ title: 'Token', cell: tokenOf },
				{ title: 'Details', class: 'wide', cell: details },
			],
		},
		async (before) => {
			const { category } = query;
			const search = new URLSearchParams({
				limit: String(LIMIT),
				...(category === undefined ? {} : { category }),
				...(before === undefined ? {} : { before }),
			});
			const { entries, next } = await get<{ entries: Entry[]; next: number | null }>(
				`/audit?${search.toString()}`,
				signal,
			);
			return { items: entries, next: next === null ? undefined : String(next) };
		},
	);
};

function tokenOf({ tokenName, tokenPrefix }: Entry): string {
	const prefix = tokenPrefix === undefined ? '' : `${tokenPrefix}…`;
	return tokenName === undefined ? prefix || '–' : `${tokenName} ${prefix}`;
}

function details({ operation, scope, note, count, category }: Entry): string {
	const parts = [
		note,
		operation,
		scope === undefined ? undefined : `lacks ${scope}`,
		count === undefined ? undefined : ofWhat(count, category),
	];
	return parts.filter((part) => part !== undefined).join(', ');
}

/** Refusals are gathered, deeds tell of how many events they are. */
function ofWhat(count: number, category: string): string {
	return category === 'administration' ? counted(count, 'event') : `${count} times`;
}
