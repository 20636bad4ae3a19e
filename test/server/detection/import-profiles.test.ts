/** What becomes of the rules of a file: stored, refused by the store, or not mapped; one does not keep the others out. */
import type { AlertProfile, ProfileDraft } from '../../../server/detection/profile';
import { importProfiles } from '../../../server/detection/sigma/import-profiles';

const rule = (title: string, selection: string) =>
	`title: ${title}\nlogsource: {product: linux}\ndetection: {s: {${selection}}, condition: s}\n`;

test('every rule has its own end, in the order of the file', async () => {
	const stored: string[] = [];
	const create = async (draft: ProfileDraft): Promise<AlertProfile> => {
		if (draft.name === 'Taken') throw new Error('name: profile 7 is already called "Taken"');
		stored.push(draft.name);
		return { ...draft, id: 1800 + stored.length, origin: 'custom' };
	};
	const rules = [
		rule('One', 'A: 1'),
		rule('Taken', 'A: 2'),
		rule('Odd', 'A|re: x'),
		rule('Two', 'A: 3'),
	];
	expect(await importProfiles(rules.join('---\n'), create)).toMatchObject([
		{ title: 'One', profile: { id: 1801, enabled: true, incidentRule: null }, problems: [] },
		{ title: 'Taken', profile: null, problems: ['name: profile 7 is already called "Taken"'] },
		{ title: 'Odd', profile: null, problems: ['modifier |re (in A|re) is not supported'] },
		{ title: 'Two', profile: { id: 1802 }, problems: [] },
	]);
	expect(stored).toEqual(['One', 'Two']);
});

test('what is no rule file stores nothing', async () => {
	const create = () => Promise.reject(new Error('not reached'));
	await expect(importProfiles('a: [', create)).rejects.toThrow(/.+/);
});
