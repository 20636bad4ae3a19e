/** Takes pictures of the node in n8n's editor and of the server's console, for people to look at. */
import { installN8n } from '../../scripts/n8n/install.mjs';
import { freePorts } from '../../scripts/n8n/ports.mjs';
import { startN8n } from '../../scripts/n8n/start.mjs';
import { makeToken } from './lib/admin.mjs';
import { writeArtifact } from './lib/artifacts.mjs';
import { startBackend } from './lib/backend.mjs';
import {
	closeNode,
	openBrowser,
	openActions,
	openNode,
	openPicker,
	openWorkflow,
	searchCreator,
	signIn,
} from './lib/browser.mjs';
import { generateEvents } from './lib/events.mjs';
import { execute, itemsOf } from './lib/execute.mjs';
import { galleryOf, listPanels } from './lib/panels.mjs';
import { runSession } from './lib/session.mjs';
import {
	credential,
	galleryWorkflow,
	manualWorkflow,
	NODE_TYPE,
	searchParameters,
} from './lib/workflows.mjs';

const parts = process.argv.slice(2);
/** With arguments, only pictures whose names contain one of them are taken, e.g. `incident trigger`. */
const wanted = (/** @type {string} */ name) =>
	parts.length === 0 || parts.some((part) => name.includes(part));

/**
 * What the operations as they are first shown do not show: triggers, filled collections, fields that others bring.
 *
 * @type {ReturnType<typeof galleryOf>}
 */
const SPECIAL = [
	...['newAlert', 'searchMatch', 'jobFinished', 'incident', 'silentSource', 'tokenExpires'].map(
		(event) => ({
			name: `trigger-${event}`,
			type: `${NODE_TYPE}Trigger`,
			parameters: { event },
		}),
	),
	{
		name: 'trigger-alertProfiles',
		type: `${NODE_TYPE}Trigger`,
		parameters: { event: 'newAlert', alertFilters: { profiles: [] } },
		picker: {
			name: 'profiles',
			collection: 'alertFilters',
			kind: 'options',
		},
	},
	{
		name: 'trigger-webhook',
		type: `${NODE_TYPE}WebhookTrigger`,
		parameters: {},
	},
	{
		name: 'log-search-conditions',
		parameters: {
			...searchParameters('*'),
			filters: {
				conditions: { condition: [{ field: 'EVENTID', operator: 'equals', value: '4625' }] },
			},
		},
	},
	...[
		['name', 'Brute force against the VPN gateway'],
		['url', 'https://log360.example.com:8095/#/incidents/3000000438278'],
	].map(([mode, value]) => ({
		name: `incident-get-by-${mode}`,
		parameters: {
			resource: 'incident',
			operation: 'get',
			incident: { __rl: true, mode, value },
		},
	})),
	{
		name: 'log-searchAndWait-file',
		parameters: {
			...searchParameters('EVENTID = 4625'),
			operation: 'searchAndWait',
			...{ output: 'file', fileFormat: 'csv' },
			...{ timeRange: 'custom', startTime: '2026-11-01T00:00:00Z' },
			options: { columns: 'TIME, HOSTNAME, USERNAME', deleteJob: true, maxWait: 600 },
		},
	},
];

/** A count in a job of the server, with all of its options. */
const COUNT_IN_BACKGROUND = {
	...searchParameters('EVENTID = 4625'),
	...{ operation: 'aggregate', groupBy: ['USERNAME', 'HOSTNAME'] },
	options: {
		...{ deleteJob: true, distinct: 'REMOTEIP', fieldNames: 'server', maxRetries: 3 },
		...{ maxWait: 600, timeout: 60, inBackground: true },
	},
};

/** The counts of a report, with all of its filters and options. */
const COUNTS_OF_REPORT = {
	...{ resource: 'report', operation: 'getCounts', timeRange: 'last24Hours' },
	report: { __rl: true, mode: 'name', value: 'Top users by failed logons' },
	filters: { logSourceGroups: [], logSources: [] },
	options: { maxRetries: 3, timeout: 60 },
};
SPECIAL.push(
	{ name: 'log-aggregate-background', parameters: COUNT_IN_BACKGROUND },
	...[true, false].map((inBackground) => ({
		name: `log-aggregate-options-${inBackground ? 'in-background' : 'at-once'}`,
		parameters: { ...COUNT_IN_BACKGROUND, options: { inBackground } },
		isMenuOpen: true,
	})),
	{
		name: 'log-aggregate-time',
		parameters: { ...COUNT_IN_BACKGROUND, countBy: 'time', interval: '1h', options: {} },
	},
	{ name: 'report-getCounts-filled', parameters: COUNTS_OF_REPORT },
);

/** High enough for a panel with every option. */
const TALL = { width: 1440, height: 1400 };

await runSession(async ({ checks, log, atEnd }) => {
	const install = await installN8n({ log });
	const backend = await startBackend(install.node);
	atEnd(backend.stop);
	log(await backend.importEvents(generateEvents(Date.now())));
	const serverUrl = backend.url;
	const link = credential('log360', 'Log360 demo', {
		serverUrl,
		token: backend.demoToken,
		v1Token: backend.v1Token,
	});
	const refused = credential('refused', 'Log360 with a wrong token', {
		serverUrl,
		token: 'not-a-real-token',
	});
	const limited = credential('limited', 'Log360 with a token that lacks a scope', {
		serverUrl,
		token: await makeToken(backend, ['jobs.READ']),
	});
	const [closedPort] = await freePorts(1);
	const unreachable = credential('unreachable', 'Log360 that is not there', {
		serverUrl: `http://127.0.0.1:${closedPort}`,
		token: backend.demoToken,
	});
	const { url, owner, client, stop } = await startN8n({
		credentials: [link, refused, limited, unreachable],
		log,
	});
	atEnd(stop);
	const { page, close } = await openBrowser(install);
	atEnd(close);

	/**
	 * @param {string} name - of the picture
	 * @param {() => Promise<void>} steps - what to do before
	 */
	const picture = async (name, steps) => {
		if (!wanted(name)) return;
		await checks.check(`${name}.png`, async () => {
			try {
				await steps();
			} finally {
				// Menus and panels slide in; a still picture needs them at rest.
				await page.waitForTimeout(500);
				writeArtifact(`${name}.png`, await page.screenshot());
			}
		});
	};

	// So that the pickers of jobs and incidents have something to offer.
	const search = { ...searchParameters('EVENTID = 4625'), operation: 'startSearch' };
	itemsOf(await execute(client, link, search));
	const incident = { resource: 'incident', operation: 'create', name: 'Brute force on web01' };
	itemsOf(await execute(client, link, incident));

	await signIn(page, { url, owner });
	await picture('node-creator', () => searchCreator(page, url));
	await picture('node-triggers', () => openActions(page, url));
	await picture('node-actions', async () => {
		await page.setViewportSize({ width: 1440, height: 2600 });
		await openActions(page, url);
		await page.getByText(/^Actions \(\d+\)$/).click();
	});
	await page.setViewportSize(TALL);

	const galleries = (await listPanels(client)).map(({ resource, panels }) => ({
		name: resource,
		nodes: galleryOf(panels),
	}));
	for (const { name: title, nodes } of [...galleries, { name: 'special', nodes: SPECIAL }]) {
		const gallery = nodes.filter(({ name }) => wanted(name));
		if (gallery.length === 0) continue;
		const workflow = await client.createWorkflow(galleryWorkflow(title, link, gallery));
		await checks.check(`nodes of ${title} on the canvas`, () => openWorkflow(page, url, workflow));
		for (const { name, picker, isMenuOpen } of gallery) {
			await picture(name, async () => {
				await openNode(page, name);
				// The last collection is that of the options.
				if (isMenuOpen) await page.getByTestId('collection-parameter-add').last().click();
				if (picker) await openPicker(page, picker);
			});
			await closeNode(page);
		}
	}

	const search100 = (/** @type {string} */ query) => ({
		...searchParameters(query),
		returnAll: false,
	});
	const oneItem = { aggregateOutput: 'single' };
	const itemCount = page.getByText(/^\d+ items?$/);
	for (const [name, parameters, end] of /** @type {const} */ ([
		['search-output', search100('*'), page.getByTestId('ndv-data-pagination')],
		[
			'search-error',
			search100('EVENTID = 4625 AND (USERNAME = root'),
			page.getByTestId('node-error-message'),
		],
		['log-aggregate-background-output', COUNT_IN_BACKGROUND, itemCount],
		['log-aggregate-background-item', { ...COUNT_IN_BACKGROUND, ...oneItem }, itemCount],
		['report-getCounts-output', COUNTS_OF_REPORT, itemCount],
		['report-getCounts-item', { ...COUNTS_OF_REPORT, ...oneItem }, itemCount],
	])) {
		await picture(name, async () => {
			await openWorkflow(
				page,
				url,
				await client.createWorkflow(manualWorkflow(name, link, parameters)),
			);
			await openNode(page, 'Log360');
			await page.getByTestId('node-execute-button').click();
			await end.first().waitFor();
		});
	}
	for (const [name, { id }, text] of /** @type {const} */ ([
		['credential-tested', link, /connection tested successfully/i],
		['credential-refused', refused, /couldn.t connect/i],
		['credential-limited', limited, /couldn.t connect/i],
		['credential-unreachable', unreachable, /couldn.t connect/i],
	])) {
		await picture(name, async () => {
			await page.goto(`${url}/home/credentials/${id}`);
			await page.getByText(text).first().waitFor();
			const details = page.getByText('More details');
			if (await details.isVisible()) await details.click();
		});
	}
	await picture('console', async () => {
		const answer = await page.goto(serverUrl);
		if (!answer.ok()) throw new Error(`${serverUrl} answered ${answer.status()}`);
	});
});
