/** Writes one Windows event in the shapes of the usual tools, for the tests that compare what is read from them. */

/** An event as its provider defined it. */
export interface SourceEvent {
	readonly id: number;
	readonly channel: string;
	readonly provider: string;
	readonly guid: string;
	/** Number from 0 (always) to 5. */
	readonly level: number;
	/** Keywords in hexadecimal. */
	readonly keywords: string;
	readonly record: number;
	readonly computer: string;
	/** UTC, ISO 8601. */
	readonly time: string;
	/** Values in the order of the provider's manifest; those without a name have ''. */
	readonly data: ReadonlyArray<readonly [name: string, value: string]>;
}

/** One shape: its name, and the text of the event in it. */
export type Writer = (event: SourceEvent) => string;

const LEVEL_WORDS = ['Information', 'Critical', 'Error', 'Warning', 'Information', 'Verbose'];
const NXLOG_SEVERITIES = ['INFO', 'CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG'];

/** All shapes by name. */
export const WRITERS: Readonly<Record<string, Writer>> = {
	nxlog: (event) =>
		JSON.stringify({
			...named(event),
			EventTime: event.time,
			Hostname: event.computer,
			Keywords: signed(event.keywords),
			EventType: audit(event, 'AUDIT_SUCCESS', 'AUDIT_FAILURE', 'INFO'),
			Severity: NXLOG_SEVERITIES[event.level],
			EventID: event.id,
			SourceName: event.provider,
			ProviderGuid: `{${event.guid}}`,
			RecordNumber: event.record,
			Channel: event.channel,
		}),
	'winlogbeat 8': (event) =>
		JSON.stringify({
			'@timestamp': '2026-12-01T00:00:00Z',
			winlog: winlog(event),
			event: {
				code: String(event.id),
				provider: event.provider,
				outcome: audit(event, 'success', 'failure'),
			},
			log: { level: LEVEL_WORDS[event.level]!.toLowerCase() },
			host: { name: event.computer },
		}),
	'winlogbeat with dotted keys': (event) =>
		JSON.stringify(flat({ '@timestamp': event.time, winlog: winlog(event) })),
	'winlogbeat 6': (event) =>
		JSON.stringify({
			'@timestamp': event.time,
			event_id: event.id,
			log_name: event.channel,
			source_name: event.provider,
			provider_guid: `{${event.guid}}`,
			record_number: String(event.record),
			computer_name: event.computer,
			level: LEVEL_WORDS[event.level],
			keywords: audit(event, ['Audit Success'], ['Audit Failure'], []),
			event_data: numbered(event),
		}),
	evtx_dump: (event) =>
		JSON.stringify({
			Event: node(event, (attributes) => ({ '#attributes': attributes }), mapData),
		}),
	'evtx_dump, attributes apart': (event) =>
		JSON.stringify({
			Event: {
				System: {
					Provider_attributes: { Name: event.provider, Guid: event.guid },
					EventID: event.id,
					Level: event.level,
					Keywords: event.keywords,
					TimeCreated_attributes: { SystemTime: event.time },
					EventRecordID: event.record,
					Channel: event.channel,
					Computer: event.computer,
				},
				EventData: mapData(event),
			},
		}),
	'xmltodict (@)': (event) =>
		JSON.stringify({ Event: node(event, marked('@'), listData('@Name', '#text')) }),
	'mxj (-)': (event) =>
		JSON.stringify({ Event: node(event, marked('-'), listData('-Name', '#text')) }),
	'xml2js ($)': (event) =>
		JSON.stringify({
			Event: arrays(node(event, (attributes) => ({ $: attributes }), listData('$Name', '_'))),
		}),
	'xml-js (_attributes)': (event) =>
		JSON.stringify({
			Event: texts(
				node(
					event,
					(attributes) => ({ _attributes: attributes }),
					(all) => ({
						Data: all.data.map(([name, value]) => ({
							...(name === '' ? {} : { _attributes: { Name: name } }),
							_text: value,
						})),
					}),
				),
			),
		}),
	Velociraptor: (event) =>
		JSON.stringify({
			System: {
				Provider: { Name: event.provider, Guid: event.guid },
				EventID: { Value: event.id },
				Level: event.level,
				Keywords: event.keywords,
				TimeCreated: { SystemTime: Date.parse(event.time) / 1000 },
				EventRecordID: event.record,
				Channel: event.channel,
				Computer: event.computer,
			},
			EventData: mapData(event),
		}),
	EvtxECmd: (event) =>
		JSON.stringify({
			EventId: event.id,
			Level: LEVEL_WORDS[event.level],
			Provider: event.provider,
			ProviderGuid: event.guid,
			Channel: event.channel,
			Computer: event.computer,
			EventRecordId: String(event.record),
			TimeCreated: event.time,
			Keywords: event.keywords,
			Payload: JSON.stringify({ EventData: listData('@Name', '#text')(event) }),
		}),
	'Get-WinEvent': (event) =>
		JSON.stringify({
			Id: event.id,
			Level: event.level,
			Keywords: signed(event.keywords),
			RecordId: event.record,
			ProviderName: event.provider,
			ProviderId: event.guid.toLowerCase(),
			LogName: event.channel,
			MachineName: event.computer,
			TimeCreated: `/Date(${Date.parse(event.time)})/`,
			LevelDisplayName: LEVEL_WORDS[event.level],
			Properties: event.data.map(([, value]) => ({ Value: value })),
		}),
	fluentd: (event) =>
		JSON.stringify({
			ProviderName: event.provider,
			ProviderGuid: `{${event.guid}}`,
			EventID: event.id,
			Level: event.level,
			Keywords: event.keywords,
			TimeCreated: event.time,
			EventRecordID: event.record,
			Channel: event.channel,
			Computer: event.computer,
			StringInserts: event.data.map(([, value]) => value),
		}),
	Wazuh: (event) =>
		JSON.stringify({
			win: {
				system: {
					providerName: event.provider,
					providerGuid: `{${event.guid}}`,
					eventID: String(event.id),
					level: String(event.level),
					keywords: event.keywords,
					systemTime: event.time,
					eventRecordID: String(event.record),
					channel: event.channel,
					computer: event.computer,
					severityValue: audit(event, 'AUDIT_SUCCESS', 'AUDIT_FAILURE', 'INFORMATION'),
				},
				eventdata: Object.fromEntries(
					event.data
						.filter(([name]) => name !== '')
						.map(([name, value]) => [name[0]!.toLowerCase() + name.slice(1), value]),
				),
			},
		}),
	XML: (event) => xml(event),
	'XML after a syslog header': (event) =>
		`<13>Nov 20 11:00:00 relay.example Windows: ${xml(event)}`,
};

function named(event: SourceEvent): Record<string, string> {
	return Object.fromEntries(event.data.filter(([name]) => name !== ''));
}

function numbered(event: SourceEvent): Record<string, string> {
	return Object.fromEntries(
		event.data.map(([name, value], index) => [name === '' ? `param${index + 1}` : name, value]),
	);
}

function winlog(event: SourceEvent): object {
	return {
		event_id: String(event.id),
		channel: event.channel,
		provider_name: event.provider,
		provider_guid: `{${event.guid.toLowerCase()}}`,
		record_id: event.record,
		computer_name: event.computer,
		time_created: event.time,
		level: LEVEL_WORDS[event.level]!.toLowerCase(),
		keywords: audit(event, ['Audit Success'], ['Audit Failure'], []),
		event_data: numbered(event),
	};
}

function audit<T>(event: SourceEvent, success: T, failure: T, other?: T): T | undefined {
	const bits = BigInt(event.keywords);
	if ((bits & 0x10_0000_0000_0000n) !== 0n) return failure;
	return (bits & 0x20_0000_0000_0000n) !== 0n ? success : other;
}

/** The signed number that nxlog and .NET write; JSON of such a size would lose digits as a number of JavaScript. */
function signed(keywords: string): string {
	return String(BigInt.asIntN(64, BigInt(keywords)));
}

function node(
	event: SourceEvent,
	attributes: (all: Record<string, string>) => object,
	data: (event: SourceEvent) => unknown,
): object {
	return {
		System: {
			Provider: attributes({ Name: event.provider, Guid: event.guid }),
			EventID: event.id,
			Level: event.level,
			Keywords: event.keywords,
			TimeCreated: attributes({ SystemTime: event.time }),
			EventRecordID: event.record,
			Channel: event.channel,
			Computer: event.computer,
		},
		EventData: data(event),
	};
}

const marked = (mark: string) => (all: Record<string, string>) =>
	Object.fromEntries(Object.entries(all).map(([name, value]) => [mark + name, value]));

/** Names and values; those without a name under `Data`, as evtx_dump has them. */
function mapData(event: SourceEvent): unknown {
	const unnamed = event.data.filter(([name]) => name === '').map(([, value]) => value);
	return unnamed.length === 0 ? named(event) : { ...named(event), Data: { '#text': unnamed } };
}

const listData = (nameKey: string, textKey: string) => (event: SourceEvent) => ({
	Data: event.data.map(([name, value]) =>
		name === ''
			? value
			: nameKey === '$Name'
				? { $: { Name: name }, [textKey]: value }
				: { [nameKey]: name, [textKey]: value },
	),
});

/** xml2js makes a list of every child element. */
function arrays(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(arrays);
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.fromEntries(
		Object.entries(value).map(([key, child]) => [
			key,
			key === '$' || key === '_' ? child : Array.isArray(child) ? arrays(child) : [arrays(child)],
		]),
	);
}

/** xml-js puts every text under `_text`. */
function texts(value: object): object {
	return Object.fromEntries(
		Object.entries(value).map(([key, child]) => {
			if (key === 'System') return [key, texts(child as object)];
			return [key, typeof child === 'object' ? child : { _text: String(child) }];
		}),
	);
}

function flat(value: object, prefix = ''): Record<string, unknown> {
	return Object.assign(
		{},
		...Object.entries(value).map(([key, child]) =>
			typeof child === 'object' && child !== null && !Array.isArray(child)
				? flat(child as object, `${prefix}${key}.`)
				: { [prefix + key]: child },
		),
	) as Record<string, unknown>;
}

/** The event as its XML. */
export function xml(event: SourceEvent): string {
	const data = event.data
		.map(([name, value]) => `<Data${name === '' ? '' : ` Name='${name}'`}>${escaped(value)}</Data>`)
		.join('');
	return (
		"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>" +
		`<Provider Name='${escaped(event.provider)}' Guid='{${event.guid}}'/><EventID>${event.id}</EventID><Version>0</Version>` +
		`<Level>${event.level}</Level><Keywords>${event.keywords}</Keywords><TimeCreated SystemTime='${event.time}'/>` +
		`<EventRecordID>${event.record}</EventRecordID><Channel>${event.channel}</Channel><Computer>${event.computer}</Computer><Security/>` +
		`</System><EventData>${data}</EventData></Event>`
	);
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;');
}
