/** Answers of both generations in the form of the backend's contract, whose examples hold what the vendor's pages show. */
import { EXAMPLES, type OperationId } from '../../../../../server/contract';
import { json, type Answerer, type Reply, type Seen } from '../../../support/scripted';

/** Method and path of the calls that the node makes, with the operation of the contract that answers. */
const ROUTES: ReadonlyArray<readonly [method: string, path: RegExp, operation: OperationId]> = [
	['POST', /^\/api\/v2\/search$/, 'v2.search.run'],
	['POST', /^\/api\/v2\/search\/async$/, 'v2.search.start'],
	['POST', /^\/api\/v2\/alerts$/, 'v2.alerts.run'],
	['POST', /^\/api\/v2\/alerts\/async$/, 'v2.alerts.start'],
	['GET', /^\/api\/v2\/alerts\/profile$/, 'v2.alertProfiles.list'],
	['GET', /^\/api\/v2\/alerts\/profile\/\w+$/, 'v2.alertProfiles.get'],
	['GET', /^\/api\/v2\/jobs$/, 'v2.jobs.list'],
	['DELETE', /^\/api\/v2\/jobs$/, 'v2.jobs.delete'],
	['GET', /^\/api\/v2\/jobs\/results$/, 'v2.jobs.results'],
	['GET', /^\/api\/v2\/incident$/, 'v2.incidents.list'],
	['GET', /^\/api\/v2\/incident\/\d+$/, 'v2.incidents.get'],
	['POST', /^\/api\/v2\/incident$/, 'v2.incidents.create'],
	['PUT', /^\/api\/v2\/incident$/, 'v2.incidents.updateByBody'],
	['PUT', /^\/api\/v2\/incident\/\d+$/, 'v2.incidents.update'],
	['DELETE', /^\/api\/v2\/incident$/, 'v2.incidents.delete'],
	['GET', /^\/api\/v2\/meta\/log-fields$/, 'v2.logFields.list'],
	['POST', /^\/ingest$/, 'server.ingest'],
	['GET', /^\/api\/v2\/meta\/users$/, 'v2.users.list'],
	['GET', /^\/api\/v2\/log-type$/, 'v2.logTypes.list'],
	['GET', /^\/api\/v2\/log-sources$/, 'v2.logSources.list'],
	['PUT', /^\/api\/v2\/log-sources$/, 'v2.logSources.update'],
	['DELETE', /^\/api\/v2\/log-sources$/, 'v2.logSources.delete'],
	['POST', /^\/api\/v2\/log-sources\/windows$/, 'v2.logSources.addWindows'],
	['GET', /^\/api\/v2\/log-sources\/log-source-groups$/, 'v2.logSourceGroups.list'],
	['GET', /^\/api\/v2\/log-sources\/agents$/, 'v2.agents.list'],
	['GET', /^\/api\/v2\/log-sources\/domains$/, 'v2.domains.list'],
	['POST', /^\/api\/v2\/report\/profiles$/, 'v2.reports.profiles'],
	['POST', /^\/api\/v2\/report\/data\/\d+$/, 'v2.reports.data'],
	['POST', /^\/api\/v2\/report\/aggregate\/\d+$/, 'server.reports.aggregate'],
	['POST', /^\/api\/v2\/alerts\/count$/, 'server.alerts.count'],
	['GET', /^\/api\/v2\/alerts\/\d+$/, 'server.alerts.get'],
	['PUT', /^\/api\/v2\/alerts\/\d+$/, 'server.alerts.update'],
	['POST', /^\/api\/v2\/alerts\/\d+\/notes$/, 'server.alerts.addNote'],
	['GET', /^\/api\/v2\/alerts\/\d+\/history$/, 'server.alerts.history'],
	['GET', /^\/api\/v2\/alerts\/\d+\/incident$/, 'server.alerts.incident'],
	['POST', /^\/api\/v2\/incident\/upsert$/, 'server.incidents.upsert'],
	['PUT', /^\/api\/v2\/incident\/bulk$/, 'server.incidents.updateMany'],
	['POST', /^\/api\/v2\/incident\/\d+\/notes$/, 'server.incidents.addNote'],
	['POST', /^\/api\/v2\/incident\/\d+\/export$/, 'server.incidents.export'],
	['GET', /^\/api\/v2\/incident\/\d+\/notes$/, 'server.incidents.notes'],
	['GET', /^\/api\/v2\/incident\/\d+\/evidence$/, 'server.incidents.evidence'],
	['GET', /^\/api\/v2\/incident\/\d+\/activity$/, 'server.incidents.activity'],
	['GET', /^\/api\/v2\/incident\/\d+\/alerts$/, 'server.incidents.alerts'],
	['POST', /^\/api\/v2\/search\/aggregate$/, 'server.search.aggregate'],
	['POST', /^\/api\/v2\/search\/aggregate\/async$/, 'server.search.startAggregate'],
	['GET', /^\/api\/v2\/jobs\/aggregate$/, 'server.jobs.aggregate'],
	['POST', /^\/api\/v2\/search\/check$/, 'server.search.check'],
	['PUT', /^\/api\/v2\/log-sources\/status$/, 'server.logSources.setStatus'],
	['GET', /^\/api\/v2\/log-sources\/by-name$/, 'server.logSources.byName'],
	['GET', /^\/api\/v2\/token$/, 'server.token.get'],
	['GET', /^\/api\/v2\/workflow\/runs$/, 'server.runs.list'],
	['POST', /^\/api\/v2\/workflow\/runs\/\d+\/cancel$/, 'server.runs.cancel'],
	['POST', /^\/RestAPI\/v1\/search$/, 'v1.search.run'],
	['POST', /^\/RestAPI\/v1\/search\/async$/, 'v1.search.start'],
	['POST', /^\/RestAPI\/v1\/alerts$/, 'v1.alerts.run'],
	['POST', /^\/RestAPI\/v1\/alerts\/async$/, 'v1.alerts.start'],
	['POST', /^\/RestAPI\/v1\/meta\/alert_profiles$/, 'v1.alertProfiles.list'],
	['GET', /^\/RestAPI\/v1\/jobs$/, 'v1.jobs.list'],
	['DELETE', /^\/RestAPI\/v1\/jobs$/, 'v1.jobs.delete'],
	['GET', /^\/RestAPI\/v1\/jobs\/results$/, 'v1.jobs.results'],
	['GET', /^\/RestAPI\/v1\/meta\/log_fields$/, 'v1.logFields.list'],
	['GET', /^\/RestAPI\/v1\/meta\/log_types$/, 'v1.logTypes.list'],
	['GET', /^\/RestAPI\/v1\/meta\/log_sources$/, 'v1.logSources.list'],
	['PUT', /^\/RestAPI\/v1\/device\/disable$/, 'v1.devices.disable'],
	['POST', /^\/RestAPI\/v1\/ticket\/incident\/update$/, 'v1.tickets.updateIncident'],
	['POST', /^\/RestAPI\/v1\/ticket\/incident\/export$/, 'v1.tickets.exportIncident'],
	['GET', /^\/RestAPI\/v1\/incident\/export\/status$/, 'v1.exports.status'],
	['GET', /^\/RestAPI\/v1\/ticket\/profile$/, 'v1.tickets.profile'],
	['PUT', /^\/RestAPI\/v1\/ticket\/notification\/disable$/, 'v1.tickets.disableNotification'],
	['GET', /^\/RestAPI\/v1\/workflow\/templates\/list$/, 'v1.workflows.list'],
	['GET', /^\/RestAPI\/v1\/workflow\/templates\/data$/, 'v1.workflows.template'],
	['POST', /^\/RestAPI\/v1\/workflow\/execute$/, 'v1.workflows.execute'],
	['GET', /^\/RestAPI\/v1\/workflow\/execution\/status$/, 'v1.workflows.execution'],
	['GET', /^\/RestAPI\/v1\/product\/details$/, 'v1.product.details'],
];

/** The contract's example shows an export that is at work; nobody waits for its end here. */
const EXPORTED = json({ data: { export_id: 2, status: 'COMPLETED', message: 'Exported' } });

const FILE: Reply = {
	body: 'PK exported',
	headers: {
		'content-type': 'application/zip',
		'content-disposition': 'attachment; filename="incident-2.zip"',
	},
};

/** Answers each call with the example of the contract; there is one page of everything. */
export const contractAnswers: Answerer = (seen) => {
	if (/\/incident\/export\/(download|\d+\/file)$/.test(seen.path)) return FILE;
	if (/^\/api\/v2\/incident\/export\/\d+$/.test(seen.path)) return EXPORTED;
	const route = ROUTES.find(([method, path]) => method === seen.method && path.test(seen.path));
	if (route === undefined) return { status: 404, body: { error: { title: 'No such route' } } };
	// As log360-server does, so that outputs have the addresses of their pages.
	const headers = { 'x-log360-console': '/' };
	return { ...json(lastPage(EXAMPLES[route[2]].response, seen)), headers };
};

/** The example without its cursor, since it would lead to the same page again. */
function lastPage(response: unknown, seen: Seen): unknown {
	if (seen.path.endsWith('/results')) return response;
	return JSON.parse(
		JSON.stringify(response, (key, value: unknown) => (key === 'cursor' ? undefined : value)),
	);
}
