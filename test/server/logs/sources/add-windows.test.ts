import type { LogSource } from '../../../../server/logs/events';
import { addWindowsSources } from '../../../../server/logs/sources/add-windows';
import type { NewSource, SourceInventory } from '../../../../server/logs/sources/changes';

const inventory = {
	agents: async () => [{ id: 1, name: 'a', ip: '', running: true, version: '1' }],
	domains: async () => [{ id: 1, name: 'CORP' }],
};

function recording() {
	const calls: (readonly NewSource[])[] = [];
	const addSources = async (wanted: readonly NewSource[]) => {
		calls.push(wanted);
		return [] as LogSource[];
	};
	return { calls, sources: { addSources } as unknown as SourceInventory };
}

it('adds Windows sources under the spelling of their domain', async () => {
	const { calls, sources } = recording();
	await addWindowsSources(sources, inventory, [
		{ name: 'a', domain: 'corp', agentId: 1 },
		{ name: 'b', domain: 'CORP', agentId: undefined },
	]);
	expect(calls).toEqual([
		[
			{ name: 'a', logType: 'Windows', domain: 'CORP', agentId: 1 },
			{ name: 'b', logType: 'Windows', domain: 'CORP', agentId: null },
		],
	]);
});

it('adds nothing when a domain or an agent is unknown, and names each once', async () => {
	const { calls, sources } = recording();
	const source = { name: 'a', domain: 'CORP', agentId: 1 };
	await expect(
		addWindowsSources(sources, inventory, [
			source,
			{ ...source, domain: 'x' },
			{ ...source, domain: 'x' },
		]),
	).rejects.toMatchObject({ code: 'unknown_domain', message: '"x"' });
	await expect(
		addWindowsSources(sources, inventory, [source, { ...source, agentId: 9 }]),
	).rejects.toMatchObject({ code: 'unknown_agent', message: '9' });
	expect(calls).toEqual([]);
});
