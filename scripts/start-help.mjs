/** What `npm start` tells about itself. */

/** The help of `npm start -- --help`; the server's own options follow it. */
export const START_HELP = `npm start: log360-server with demo data, and a real n8n beside it when wanted

  npm start                     builds what changed, starts the server on http://127.0.0.1:8095
  npm start -- --n8n            the same with an n8n that has the nodes, the credential and all examples;
                                the first time it is downloaded (about 600 MB, 3 GB on disk, 6 to 12 minutes)
  npm start -- --help           this text

The data is in .data/demo, that of n8n in .data/n8n; n8n's log is .data/n8n/n8n.log.
While it runs, "Raise a demo alert" in the console raises an alert, and so does
"LOG360_TOKEN=TOKEN npx log360-server demo attack"; TOKEN is the demo token (see "npx log360-server demo --help").

All other options are the server's:
`;

/**
 * The first screen of a start with n8n.
 *
 * @param {{ url: string, demoToken: string, v1Token: string, administratorPassword?: string }} server
 */
export function firstScreen({ url, demoToken, v1Token, administratorPassword }) {
	const admin =
		administratorPassword === undefined
			? `admin, with the password that the first start showed, or with a token of the scope admin
                 (make one: npx log360-server token create --data .data/demo --scope admin --expires 7d)`
			: `admin, password ${administratorPassword} (shown this once; keep it)`;
	return `
Log360 console   ${url}/
  sign in as     ${admin}
Demo token (V2)  ${demoToken}
  opens          everything of V2 but the administrator API; it is in the credential of the demo n8n
V1 token         ${v1Token}
  opens          everything of V1: tickets, devices, workflows

To try:  tickets 33630, 33741, SEC-12 (Ticket and Workflow operations)
         "Raise a demo alert" in the console, or
         LOG360_TOKEN=${demoToken} npx log360-server demo attack --url ${url}
`;
}
