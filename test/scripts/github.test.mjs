/** The rules for workflows and issue forms find each fault that they are there for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formProblems } from '../../scripts/github/form-rules.mjs';
import { workflowProblems } from '../../scripts/github/workflow-rules.mjs';

const HASH = '0123456789abcdef0123456789abcdef01234567';

const GOOD = `name: CI
on:
  push:
permissions:
  contents: read
jobs:
  unit:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${HASH} # v1.2.3
        with:
          persist-credentials: false
      - run: npm run --silent lint && node scripts/there.mjs
      - run: npm test
`;

const problems = (/** @type {string} */ text) =>
	workflowProblems(text, {
		scripts: new Set(['lint', 'test']),
		exists: (path) => path === 'scripts/there.mjs',
	});

test('a workflow that keeps to the rules has no problem', () => {
	assert.deepEqual(problems(GOOD), []);
});

for (const [what, from, to, expected] of /** @type {const} */ ([
	['broken YAML', '  push:', '  push: [', /line \d+/],
	['a key given twice', 'name: CI', 'name: CI\nname: CD', /line 2: .*unique/],
	['an action by its tag', `@${HASH} # v1.2.3`, '@v4', /line 11: .* is not "owner/],
	['a short hash', HASH, HASH.slice(0, 12), /is not "owner/],
	['a hash without its version', ' # v1.2.3', '', /is not "owner/],
	['no permissions', 'permissions:\n  contents: read\n', '', /no permissions/],
	['all permissions', 'permissions:\n  contents: read', 'permissions: write-all', /write-all/],
	['a right for every job', 'contents: read', 'id-token: write', /belongs to the job/],
	['no time limit', '    timeout-minutes: 5\n', '', /unit: there is no timeout-minutes/],
	['a token left behind', 'false', 'true', /persist-credentials/],
	['a script that is not there', 'npm test', 'npm start', /no npm script "start"/],
	['a file that is not there', 'there.mjs', 'gone.mjs', /no file scripts\/gone\.mjs/],
	[
		'text of strangers in a script',
		'npm test',
		'echo ${{ github.event.issue.title }}',
		/runs what others write/,
	],
])) {
	test(`found in a workflow: ${what}`, () => {
		assert.notEqual(GOOD.replace(from, to), GOOD);
		assert.match(problems(GOOD.replace(from, to)).join('\n'), expected);
	});
}

const FORM = `name: Bug
description: Something is wrong
body:
  - type: markdown
    attributes:
      value: Text
  - type: dropdown
    id: part
    attributes:
      label: Part
      options: [one, two]
`;

test('a form that keeps to the rules has no problem', () => {
	assert.deepEqual(formProblems(FORM), []);
});

for (const [what, from, to, expected] of /** @type {const} */ ([
	['an unknown type', 'dropdown', 'select', /type "select" is unknown/],
	['an option given twice', 'one, two', 'one, one', /option is there twice/],
	['no options', '[one, two]', '[]', /no options/],
	['no label', '      label: Part\n', '', /no label/],
	['no description', 'description: Something is wrong\n', '', /no "description"/],
	['a markdown without text', 'value: Text', 'label: Text', /no value/],
])) {
	test(`found in a form: ${what}`, () => {
		assert.match(formProblems(FORM.replace(from, to)).join('\n'), expected);
	});
}
