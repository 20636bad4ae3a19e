/** The usual sets of columns of W3C lines whose `#Fields` line is not known: lines from a listener, or the end of a file. */
import { isIpAddress } from '../formats/ip';

const END = 'sc-status sc-substatus sc-win32-status';
/** IIS 7 and later by default, IIS 6, all columns, and what administrators add most often; HTTP.sys last. */
const SETS: ReadonlyArray<readonly string[]> = [
	`date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) ${END} time-taken`,
	`date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) ${END} time-taken`,
	`date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) ${END}`,
	`date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) ${END} time-taken X-Forwarded-For`,
	`date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) ${END} time-taken X-Forwarded-For`,
	`date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) cs-host ${END} time-taken`,
	`date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs-host sc-status sc-win32-status time-taken`,
	`date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs-host ${END} time-taken`,
	`date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host ${END} sc-bytes cs-bytes time-taken`,
	`date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host ${END} sc-bytes cs-bytes time-taken X-Forwarded-For`,
	`date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) ${END} sc-bytes cs-bytes time-taken`,
	`date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) ${END}`,
	`date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) cs-host ${END} sc-bytes cs-bytes time-taken`,
	`date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Referer) cs-host ${END} sc-bytes cs-bytes time-taken`,
	'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename',
	'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid sc-status s-siteid s-reason s-queuename',
].map((set) => set.split(' '));

const CHECKS: ReadonlyMap<string, (value: string) => boolean> = new Map([
	['s-ip', isAddress],
	['c-ip', isAddress],
	['cs-method', (value) => /^(?:[A-Z][A-Z_-]{1,31}|-)$/.test(value)],
	['cs-uri-stem', (value) => /^[/*-]/.test(value)],
	['s-port', isNumber],
	['c-port', isNumber],
	['sc-status', (value) => /^(?:\d{3}|-)$/.test(value)],
	['sc-substatus', isNumber],
	['sc-win32-status', isNumber],
	['time-taken', isNumber],
	['sc-bytes', isNumber],
	['cs-bytes', isNumber],
	['cs-version', (value) => /^(?:HTTP\/\d(?:\.\d)?|-)$/.test(value)],
	['s-sitename', (value) => /^W3SVC\d{1,9}$/.test(value)],
	['X-Forwarded-For', (value) => value === '-' || isAddress(value.split(/[,+]/, 1)[0]!)],
]);

/** The set of columns that a line's values fit, by their number and kinds; undefined when they fit none. */
export function guessColumns(values: readonly string[]): readonly string[] | undefined {
	return SETS.find(
		(columns) =>
			columns.length === values.length &&
			columns.every((column, index) => CHECKS.get(column)?.(values[index]!) ?? true),
	);
}

function isAddress(value: string): boolean {
	const zone = value.indexOf('%');
	return isIpAddress(zone > 0 ? value.slice(0, zone) : value);
}

function isNumber(value: string): boolean {
	return /^(?:\d{1,10}|-)$/.test(value);
}
