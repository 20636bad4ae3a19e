/**
 * Every rule of n8n's two plugins as an error on the node package, with no comment that could switch one off. The plugins are those of a
 * folder, so that newer ones than the locked can be asked; run by `scripts/lint-n8n-newest.mjs`.
 *
 * node every-rule.mjs FOLDER (NODE_PATH names the packages of the tree, where the plugins find n8n-workflow)
 */
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { root } from '../toolchain.mjs';

/**
 * Rules that n8n's own configuration for community nodes switches off (`@n8n/node-cli/eslint`), because they are about the nodes that
 * come with n8n or contradict a newer rule.
 */
const NOT_FOR_US = new Set([
	// These two ask for the text 'main', which the newer `node-connection-type-literal` forbids.
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node',
	'n8n-nodes-base/node-class-description-outputs-wrong',
	// It takes the address of our documentation for a name of a page in n8n's.
	'n8n-nodes-base/cred-class-field-documentation-url-miscased',
	'n8n-nodes-base/cred-class-field-type-options-password-missing',
	'n8n-nodes-base/node-param-type-options-max-value-present',
]);

const folder = process.argv[2];
const load = createRequire(join(folder, 'package.json'));
const base = load('eslint-plugin-n8n-nodes-base');
const entry = join(folder, 'node_modules/@n8n/eslint-plugin-community-nodes/dist/plugin.js');
const { n8nCommunityNodesPlugin: community } = await import(pathToFileURL(entry).href);

const errors = (/** @type {string[]} */ rules) =>
	Object.fromEntries(rules.filter((rule) => !NOT_FOR_US.has(rule)).map((rule) => [rule, 'error']));
const ofCommunity = Object.keys(community.rules).map((rule) => `@n8n/community-nodes/${rule}`);
const ofBase = (/** @type {string} */ set) => Object.keys(base.configs[set].rules);

const common = {
	plugins: { '@n8n/community-nodes': community, 'n8n-nodes-base': base },
	languageOptions: { parser: ts.parser, parserOptions: { extraFileExtensions: ['.json'] } },
};
const SETS = {
	'nodes/**/*.ts': 'nodes',
	'credentials/**/*.ts': 'credentials',
	'package.json': 'community',
};
const eslint = new ESLint({
	...{ cwd: root, overrideConfigFile: true, allowInlineConfig: false },
	overrideConfig: Object.entries(SETS).map(([files, set]) => ({
		...{ ...common, files: [files] },
		rules: errors([...ofCommunity, ...ofBase(set)]),
	})),
});
const results = await eslint.lintFiles(Object.keys(SETS));
const findings = results.flatMap(({ filePath, messages }) =>
	messages.map(
		({ line, ruleId, message }) => `${relative(root, filePath)}:${line} ${ruleId}: ${message}`,
	),
);
for (const finding of findings) console.log(finding);
const rules = ofCommunity.length + Object.keys(base.rules).length - NOT_FOR_US.size;
console.log(`${rules} rules on ${results.length} files: ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
