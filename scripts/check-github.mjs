/** Checks what GitHub reads of this repository: workflows, issue forms, the settings of Dependabot. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formProblems } from './github/form-rules.mjs';
import { readYaml, workflowProblems } from './github/workflow-rules.mjs';
import { root } from './toolchain.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const surroundings = {
	scripts: new Set(Object.keys(scripts)),
	exists: (path) => existsSync(join(root, path)),
};

/** The YAML files of a folder below `.github`, by their paths. */
function filesOf(folder) {
	return readdirSync(join(root, '.github', folder))
		.filter((name) => name.endsWith('.yml'))
		.map((name) => join('.github', folder, name));
}

/** Checks the files with a rule; returns the lines to print. */
function check(paths, problemsOf) {
	return paths.flatMap((path) =>
		problemsOf(readFileSync(join(root, path), 'utf8')).map((problem) => `${path}: ${problem}`),
	);
}

const workflows = filesOf('workflows');
const [settings, forms] = [
	filesOf('ISSUE_TEMPLATE').filter((path) => path.endsWith('config.yml')),
	filesOf('ISSUE_TEMPLATE').filter((path) => !path.endsWith('config.yml')),
];
const problems = [
	...check(workflows, (text) => workflowProblems(text, surroundings)),
	...check(forms, formProblems),
	...check([...settings, '.github/dependabot.yml'], (text) => readYaml(text).problems),
];
for (const problem of problems) console.error(problem);
console.log(
	`${workflows.length} workflows and ${forms.length} issue forms read, ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
