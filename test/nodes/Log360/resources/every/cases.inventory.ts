/** The operations on agents, domains, log sources, log types, users and the product, see `cases.ts`. */
import { type Case, located, v1, v2, WINDOW } from './case';

export const INVENTORY: readonly Case[] = [
	{
		name: 'agent/getMany',
		parameters: {},
		requests: v2(['GET', '/api/v2/log-sources/agents', { query: WINDOW }]),
	},
	{
		name: 'domain/getMany',
		parameters: {},
		requests: v2(['GET', '/api/v2/log-sources/domains', { query: WINDOW }]),
	},
	{
		name: 'logSource/addWindows',
		parameters: { logSources: { source: [{ host: 'web01', domain: 'EXAMPLE' }] } },
		requests: v2([
			'POST',
			'/api/v2/log-sources/windows',
			{ body: { log_sources: [{ log_source: 'web01', domain_name: 'EXAMPLE' }] } },
		]),
	},
	{
		name: 'logSource/delete',
		parameters: { logSources: ['3'] },
		requests: v2(['DELETE', '/api/v2/log-sources', { body: { log_source_ids: [3] } }]),
	},
	{
		name: 'logSource/disable',
		parameters: { names: ['1.1.1.1'] },
		requests: v1(['PUT', '/RestAPI/v1/device/disable', { body: { device_name: '1.1.1.1' } }]),
	},
	{
		name: 'logSource/getGroups',
		parameters: {},
		requests: {
			v2: [['GET', '/api/v2/log-sources/log-source-groups', { query: WINDOW }]],
			v1: [['GET', '/RestAPI/v1/meta/log_sources', { query: { from: '1', to: '100' } }]],
		},
	},
	{
		name: 'logSource/getMany',
		parameters: {},
		requests: {
			v2: [['GET', '/api/v2/log-sources', { query: WINDOW }]],
			v1: [['GET', '/RestAPI/v1/meta/log_sources', { query: { from: '1', to: '100' } }]],
		},
	},
	{
		name: 'logSource/update',
		parameters: { logSource: located('3'), updateFields: { status: 'disabled' } },
		requests: v2([
			'PUT',
			'/api/v2/log-sources',
			{ body: { log_sources: [{ log_source_id: 3, status: 'disabled' }] } },
		]),
	},
	{
		name: 'logType/getMany',
		parameters: {},
		requests: {
			v2: [['GET', '/api/v2/log-type', { query: WINDOW }]],
			v1: [['GET', '/RestAPI/v1/meta/log_types']],
		},
	},
	{
		name: 'product/getDetails',
		parameters: {},
		requests: v1(['GET', '/RestAPI/v1/product/details']),
	},
	{
		name: 'user/getMany',
		parameters: {},
		requests: v2(['GET', '/api/v2/meta/users', { query: WINDOW }]),
	},
	{
		name: 'logSource/enable',
		parameters: { names: ['web01'] },
		requests: v2([
			'PUT',
			'/api/v2/log-sources/status',
			{ body: { names: ['web01'], status: 'enabled' } },
		]),
	},
	{
		name: 'logSource/getByName',
		parameters: { name: 'web01' },
		requests: v2(['GET', '/api/v2/log-sources/by-name', { query: { name: 'web01' } }]),
	},
	{
		name: 'product/getTokenInfo',
		parameters: {},
		requests: v2(['GET', '/api/v2/token']),
	},
];
