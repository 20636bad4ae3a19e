/**
 * `node test/field/elastic.mts FOLDER [PRODUCT]`: reads the pipeline fixtures of elastic/integrations and prints, by product, the share of the
 * values that Elastic expects (source address, user, action, outcome, time) that this server finds under its own names. With a PRODUCT it also shows what
 * was not found. FOLDER holds `<package>/<stream>/test-*.log` beside `test-*.log-expected.json`, or a checkout's `packages` folder. Nothing of it is kept.
 */
import ingestDoor from '../../server/dist/logs/ingest/index.js';
import memory from '../../server/dist/logs/ingest/formats/memory.js';
import { compare, FIELDS, type Field, type Outcome } from './elastic-compare.mts';
import { casesOf, type Case } from './elastic-cases.mts';

/** Packages and streams of the products whose formats the server names. */
const PRODUCTS = [
	'fortinet_fortigate.log',
	'sonicwall_firewall.log',
	'sophos.xg',
	'cisco_asa.log',
	'cisco_ftd.log',
	'panw.panos',
	'cef.log',
	'iis.access',
	'iis.error',
	'auditd.log',
	'haproxy.log',
	'system.security',
	'system.application',
	'system.system',
	'windows.forwarded',
	'windows.powershell',
	'windows.powershell_operational',
	'windows.sysmon_operational',
	'aws.cloudtrail',
	'azure.signinlogs',
	'azure.auditlogs',
	'azure.activitylogs',
	'suricata.eve',
	'zeek.*',
	'nginx.access',
	'apache.access',
	'system.auth',
];

const [folder, only] = process.argv.slice(2);
if (folder === undefined) {
	console.error('usage: node test/field/elastic.mts FOLDER [PRODUCT]');
	process.exit(2);
}

let found = 0;
let expected = 0;
console.log(
	`${'product'.padEnd(34)} events  ${FIELDS.map((field) => field.padStart(14)).join('')}   not compared`,
);
for (const product of PRODUCTS) {
	if (only !== undefined && only !== product) continue;
	const cases = casesOf(folder, product);
	if (cases.length === 0) console.log(`${product.padEnd(34)} no fixtures in this folder`);
	else report(product, cases);
}
console.log(`all: ${found} of ${expected} values found (${share(found, expected)})`);

function report(product: string, cases: readonly Case[]): void {
	const counts = new Map<string, number>();
	const count = (field: Field, outcome: Outcome) =>
		counts.set(`${field} ${outcome}`, (counts.get(`${field} ${outcome}`) ?? 0) + 1);
	let file = '';
	let lines = new memory.LineMemory();
	for (const each of cases) {
		if (each.file !== file) lines = new memory.LineMemory();
		file = each.file;
		const parsed = ingestDoor.parseLine(each.line, { ...each.options, memory: lines });
		for (const result of compare(product, each, parsed.ok ? parsed.event : undefined)) {
			count(result.field, result.outcome);
			if (only === undefined || result.outcome !== 'missed') continue;
			console.log(
				`- ${result.field}: expected ${result.expected}, got ${result.got}\n  ${each.line.slice(0, 300)}`,
			);
		}
	}
	const columns = FIELDS.map((field) => {
		const right = counts.get(`${field} found`) ?? 0;
		const all = right + (counts.get(`${field} missed`) ?? 0);
		found += right;
		expected += all;
		return (all === 0 ? '-' : `${right}/${all} ${share(right, all)}`).padStart(14);
	});
	const left = FIELDS.map((field) => [field, counts.get(`${field} not compared`) ?? 0] as const)
		.filter(([, number]) => number > 0)
		.map(([field, number]) => `${number} ${field}`);
	console.log(
		`${product.padEnd(34)} ${String(cases.length).padStart(6)}  ${columns.join('')}   ${left.join(', ')}`,
	);
}

function share(part: number, whole: number): string {
	return whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)}%`;
}
