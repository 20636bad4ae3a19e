/** What a started server tells the person at the terminal: addresses, tokens, and a first call to copy. */
import type { RunningServer } from '../main';

/** The greeting of a running server. */
export function greeting({
	url,
	demoToken,
	v1Token,
	generatedPassword,
	syslog,
}: RunningServer): string {
	const listeners = [
		syslog?.udpPort === undefined ? undefined : `UDP ${syslog.udpPort}`,
		syslog?.tcpPort === undefined ? undefined : `TCP ${syslog.tcpPort}`,
	].filter((text) => text !== undefined);
	return `
log360-server is ready.

  Console          ${url}/
${tokens(demoToken, v1Token)}${generatedPassword === undefined ? '' : `  Administrator    admin, password ${generatedPassword} (shown this once)\n`}${listeners.length === 0 ? '' : `  Syslog           ${listeners.join(', ')}\n`}
Try it (failed logons, newest first):

  curl -s ${url}/api/v2/search \\
    -H 'Authorization: Bearer ${demoToken ?? '<TOKEN>'}' -H 'Content-Type: application/json' \\
    -d '{"query":"IENAME = \\"Failed logon\\"","start_time":"2020-01-01T00:00:00Z","end_time":"2100-01-01T00:00:00Z"}'

Press Ctrl+C to stop.
`;
}

function tokens(demoToken: string | undefined, v1Token: string | undefined): string {
	const lines = [
		...(demoToken === undefined ? [] : [`  Demo token (V2)  ${demoToken}\n`]),
		...(v1Token === undefined ? [] : [`  V1 token         ${v1Token}\n`]),
		...(demoToken === undefined
			? [
					'  Tokens           make one: log360-server token create --scope search.READ --expires 30d\n',
				]
			: []),
	];
	return lines.join('');
}
