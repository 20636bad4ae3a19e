/** What the bundler does to compiled modules so that a bundle holds what is used of a folder, not all that its face names. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { lazily } from '../../scripts/lazily.mjs';
import { throughFaces } from '../../scripts/through-faces.mjs';

/** A line of a face, as the compiler writes it. */
const handsOn = (name, local, original = name) =>
	`Object.defineProperty(exports, "${name}", { enumerable: true, get: function () { return ${local}.${original}; } });`;

const FILES = {
	'shop/index.js': [
		'exports.own = "own";',
		'var apples_1 = require("./apples");',
		handsOn('apple', 'apples_1'),
		handsOn('renamed', 'apples_1', 'pear'),
		'var deep_1 = require("./deep");',
		handsOn('plum', 'deep_1'),
		'var never_1 = require("./never");',
		handsOn('never', 'never_1'),
	].join('\n'),
	'shop/apples.js': 'exports.apple = "apple"; exports.pear = "pear";',
	'shop/deep/index.js': ['var plums_1 = require("./plums");', handsOn('plum', 'plums_1')].join(
		'\n',
	),
	'shop/deep/plums.js': 'exports.plum = "plum";',
	'shop/never.js': 'throw new Error("nobody uses it");',
};

let folder;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'faces-'));
	for (const [path, text] of Object.entries(FILES)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	mkdirSync(join(folder, 'user'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, 'user', 'user.js');
const rewritten = (...lines) => throughFaces(lines.join('\n'), path());

/** What the rewritten module exports, and what it required. */
function run(text) {
	const required = [];
	const exports = {};
	const own = createRequire(path());
	new Function('require', 'exports', text)((name) => {
		required.push(name);
		return own(name);
	}, exports);
	return { required, exports };
}

test('each name comes from the module that defines it, by however many faces', () => {
	const text = rewritten(
		'const shop_1 = require("../shop");',
		'exports.all = [shop_1.apple, (0, shop_1.renamed), shop_1.plum, shop_1.apple].join();',
	);
	const { required, exports } = run(text);
	assert.equal(exports.all, 'apple,pear,plum,apple');
	assert.deepEqual(required, ['../shop/apples', '../shop/deep/plums']);
});

test('what the face defines itself still comes from it', () => {
	writeFileSync(join(folder, 'shop', 'never.js'), 'exports.never = "loaded";');
	const { required, exports } = run(
		rewritten(
			'const shop_1 = require("../shop");',
			'exports.all = [shop_1.own, shop_1.plum].join();',
		),
	);
	assert.equal(exports.all, 'own,plum');
	assert.deepEqual(required, ['../shop/index', '../shop/deep/plums']);
});

test('two faces that hand on names of one module do not get into each other', () => {
	writeFileSync(
		join(folder, 'user', 'index.js'),
		['var apples_1 = require("../shop/apples");', handsOn('fruit', 'apples_1', 'pear')].join('\n'),
	);
	const { exports } = run(
		rewritten(
			'const _1 = require(".");',
			'const shop_1 = require("../shop");',
			'exports.all = [_1.fruit, shop_1.apple].join();',
		),
	);
	assert.equal(exports.all, 'pear,apple');
});

test('a face that is used as a whole, a package, and a module that is no face stay', () => {
	for (const lines of [
		['const shop_1 = require("../shop");', 'exports.names = Object.keys(shop_1); shop_1.plum;'],
		['const zod_1 = require("zod");', 'exports.text = zod_1.string;'],
		['const apples_1 = require("../shop/apples");', 'exports.apple = apples_1.apple;'],
		['exports.nothing = 1;'],
	])
		assert.equal(rewritten(...lines), lines.join('\n'));
});

test('what it leaves is put off like any other module', () => {
	const text = lazily(
		rewritten(
			'const shop_1 = require("../shop");',
			'exports.apple = () => shop_1.apple;',
			'exports.plum = () => shop_1.plum;',
		),
	);
	const { required, exports } = run(text);
	assert.deepEqual(required, []);
	assert.equal(exports.plum(), 'plum');
	assert.deepEqual(required, ['../shop/deep/plums']);
});
