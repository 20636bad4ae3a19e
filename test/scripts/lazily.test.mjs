/** What the bundler does to compiled modules so that they load late. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTable, lazily, schemasLate } from '../../scripts/lazily.mjs';

const module = [
	'const webhooks_1 = require("../webhooks");',
	'exports.rows = {',
	"    'a': { path: '/query: x', request: { params: webhooks_1.params, query: webhooks_1.list }, response: webhooks_1.answer },",
	"    'b': {",
	'        request: { body: webhooks_1.create },',
	'        response: null,',
	"        description: 'The query: webhooks_1.list is read.'",
	'    },',
	'};',
].join('\n');

test('schemas of the table become getters, texts and nulls stay', () => {
	const late = schemasLate(module);
	assert.match(late, /get params\(\) { return webhooks_1\.params; }, get query\(\) {/);
	assert.match(late, /get response\(\) { return webhooks_1\.answer; } }/);
	assert.match(late, /get body\(\) { return webhooks_1\.create; } }/);
	assert.match(late, /response: null/);
	assert.match(late, /'The query: webhooks_1\.list is read\.'/);
	assert.equal(late.split('\n').length, module.split('\n').length);
});

test('their modules load when a schema is looked at, once', () => {
	let loads = 0;
	const exports = {};
	const schemas = { params: 1, list: 2, answer: 3, create: 4 };
	new Function('require', 'exports', lazily(schemasLate(module)))(() => {
		loads++;
		return schemas;
	}, exports);
	assert.equal(loads, 0);
	assert.ok('body' in exports.rows.b.request);
	assert.equal(loads, 0);
	assert.equal(exports.rows.b.request.body, 4);
	assert.deepEqual({ ...exports.rows.a.request }, { params: 1, query: 2 });
	assert.equal(exports.rows.a.response, 3);
	assert.equal(loads, 1);
});

test('only modules of the table are changed', () => {
	assert.ok(isTable('/x/server/dist/contract/table/extension/webhooks.js'));
	assert.ok(isTable('contract/table/search.ts'));
	assert.ok(!isTable('/x/server/dist/contract/v2/search.js'));
});
