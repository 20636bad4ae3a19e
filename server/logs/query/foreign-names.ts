/** What other products call the fields that this one has: names in Elastic's, Splunk's and Windows' own words. */

const FOREIGN: ReadonlyMap<string, string> = new Map(
	[
		'EVENTID winlog.event_id event.code event_id eventcode eventid',
		'CHANNEL winlog.channel log_name logname',
		'HOSTNAME host.name host.hostname winlog.computer_name agent.hostname observer.hostname computer computername',
		'USERNAME user.name user.target.name winlog.event_data.targetusername winlog.event_data.subjectusername user_name',
		'DOMAIN user.domain winlog.event_data.targetdomainname',
		'REMOTEIP source.ip client.ip source.address winlog.event_data.ipaddress src_ip srcip',
		'REMOTEPORT source.port client.port src_port srcport',
		'IENAME event.action rule.name',
		'RESULT event.outcome',
		'SOURCE winlog.provider_name event.provider process.name.text log.syslog.appname',
		'SEVERITY log.level log.syslog.severity.name event.severity',
		'FACILITY log.syslog.facility.name',
		'PROCESSNAME process.executable process.name winlog.event_data.image winlog.event_data.newprocessname',
		'PROCESSID process.pid',
		'COMMAND process.command_line winlog.event_data.commandline',
		'URL url.original url.full url.path',
		'METHOD http.request.method',
		'STATUS http.response.status_code',
		'BYTES http.response.body.bytes http.response.bytes',
		'USERAGENT user_agent.original',
		'REFERER http.request.referrer',
		'MESSAGE event.message log.message',
		'RAWLOG event.original _raw',
		'TIME @timestamp _time event.created',
		'LOGTYPE sourcetype event.module event.dataset',
	].flatMap((line) => {
		const [ours, ...theirs] = line.split(' ') as [string, ...string[]];
		return theirs.map((name) => [name, ours] as const);
	}),
);

/** Our name of a field that is written as another product's (in any case); undefined when it is none that is known. */
export function ownNameOf(foreign: string): string | undefined {
	return FOREIGN.get(foreign.toLowerCase());
}

/** True for names with dots such as `source.ip`, which no field here has. */
export function isDotted(name: string): boolean {
	return /^[@A-Za-z_][\w@]*(?:\.[\w@-]+)+$/.test(name);
}
