import { openApiDocument, OPERATION_IDS } from '../../../../server/contract';
import { type ApiDocument, resolve } from '../../../../server/http/docs-page/document';
import { docsPage } from '../../../../server/http/docs-page/page';

const document = openApiDocument({ version: '1.2.3' }) as unknown as ApiDocument;
const page = docsPage(document);

it('shows every operation under an anchor of its id', () => {
	for (const id of OPERATION_IDS) expect(page).toContain(`id="${id}"`);
	expect(page).toContain('<small>1.2.3</small>');
});

it('loads nothing from elsewhere and has no inline script, style or handler', () => {
	const loaded = [...page.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, url]) => url);
	expect(new Set(loaded)).toEqual(new Set(['/docs/style.css', '/docs/filter.js', '/openapi.json']));
	expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?! src)/);
});

it('puts V2 first and the extensions last', () => {
	const headings = [...page.matchAll(/<h2>(\w+):/g)].map(([, generation]) => generation);
	expect([...new Set(headings)]).toEqual(['V2', 'V1', 'Extension']);
});

it('shows parameters, keys of bodies with their path, limits, defaults and errors', () => {
	expect(page).toContain('<code>log_sources[].domain_name</code> <em>required</em>');
	expect(page).toContain('<code>limit (query)</code>');
	expect(page).toContain('Default: 50.');
	expect(page).toContain('unknown_domain');
	expect(page).toContain('data.log_sources[].log_source_id');
});

it('escapes whatever a document says', () => {
	const evil = '<img src=x onerror=alert(1)>"\'';
	const small: ApiDocument = {
		info: { title: evil, version: evil, description: evil },
		paths: {
			[`/${evil}`]: {
				get: {
					operationId: evil,
					tags: [evil],
					summary: evil,
					description: evil,
					parameters: [{ in: 'query', name: evil, schema: { type: evil, default: evil } }],
					requestBody: { content: { [evil]: { schema: { properties: { [evil]: {} } } } } },
					responses: { '200': { content: { [evil]: { example: evil } } }, [evil]: {} },
				},
			},
		},
	};
	expect(docsPage(small)).not.toContain('<img');
});

describe('resolve', () => {
	const referring: ApiDocument = {
		...document,
		components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { type: 'string' } } },
	};

	it('follows references; keys beside the reference win', () => {
		expect(resolve({ $ref: '#/components/schemas/A', description: 'x' }, referring)).toEqual({
			type: 'string',
			description: 'x',
		});
	});

	it('leaves a schema alone that has none, and shows little of one that leads nowhere', () => {
		expect(resolve({ type: 'number' }, referring)).toEqual({ type: 'number' });
		expect(resolve({ $ref: '#/components/schemas/C' }, referring)).toEqual({});
	});
});
